import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainFaults, changeHash } from '../../shared/change/chain.ts';
import type { Change, Json } from '../../shared/change/change.ts';
import { fold, foldAny } from '../../shared/change/fold.ts';
import { upRow, type Migration } from '../../shared/change/migrate.ts';
import { spliceBetween, spliced } from '../../shared/change/patch.ts';
import { Device, rowsAsObject } from './device.ts';

const runs = Number(process.env['SOAK'] ?? 1);
const longText = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.nat(3)).map(([s, k]) => s + '长文本'.repeat(80 + k));
const value: fc.Arbitrary<Json | undefined> = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.integer(), longText, fc.constant(undefined));
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('make' as const), who: fc.nat(1), row: fc.nat(3), a: value }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('set' as const), who: fc.nat(1), row: fc.nat(3), field: fc.constantFrom('a', 'b'), a: value }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), who: fc.nat(1), back: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('meet' as const), who: fc.nat(1) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function play(steps: Step[]): Device[] {
  const devices = [new Device('A'), new Device('B')];
  for (const s of steps) {
    const me = devices[s.who]!;
    if (s.do === 'make') me.make('t', `r${s.row}`, s.a === undefined ? {} : { a: s.a });
    if (s.do === 'set') me.set('t', `r${s.row}`, s.field, s.a);
    if (s.do === 'undo') {
      const own = me.changes.filter((c) => c.device === me.name);
      const c = own[own.length - 1 - s.back];
      if (c) me.undo(c);
    }
    if (s.do === 'meet') for (const c of devices[1 - s.who]!.changes) me.take(c);
  }
  return devices;
}

const union = (devices: Device[]): Change[] => [...new Map(devices.flatMap((d) => d.changes).map((c) => [c.id, c])).values()];

describe('fold', () => {
  it('gives equal values whatever the order in which two devices meet', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (steps, keys) => {
        const devices = play(steps);
        const all = union(devices);
        const a = foldAny(all);
        const b = foldAny(
          all
            .map((c) => ({ c, k: keys.next().value as number }))
            .sort((x, y) => x.k - y.k)
            .map((x) => x.c),
        );
        expect(a.waiting).toEqual([]);
        expect(rowsAsObject(b.state)).toEqual(rowsAsObject(a.state));
        for (const d of devices) for (const c of all) d.take(c);
        expect(rowsAsObject(devices[0]!.state)).toEqual(rowsAsObject(a.state));
        expect(rowsAsObject(devices[1]!.state)).toEqual(rowsAsObject(a.state));
      }),
      { numRuns: 600 * runs },
    );
  });

  it('keeps both values where two devices edited the same field, and the one field nobody else touched applies', () => {
    const a = new Device('A');
    const b = new Device('B');
    a.make('t', 'r', { x: '1', y: '1' });
    for (const c of a.changes) b.take(c);
    const ca = a.set('t', 'r', 'x', 'from A')!;
    const cb = b.set('t', 'r', 'x', 'from B')!;
    b.set('t', 'r', 'y', 'only B');
    for (const c of b.changes) a.take(c);
    const row = a.row('t', 'r')!;
    expect(row['y']).toBe('only B');
    expect(row.$.c?.['x']?.map((h) => h.value).sort()).toEqual(['from A', 'from B']);
    expect(['from A', 'from B']).toContain(row['x']);
    const settle = a.set('t', 'r', 'x', 'decided')!;
    expect(settle.patches[0]!.over.toSorted()).toEqual([ca.id, cb.id].toSorted());
    expect(a.row('t', 'r')!.$.c).toBeUndefined();
  });

  it('holds back a Change whose cause is missing, and takes it when the cause arrives', () => {
    const a = new Device('A');
    a.make('t', 'r', { x: '1' });
    a.set('t', 'r', 'x', '2');
    a.set('t', 'r', 'x', '3');
    const { waiting, state } = foldAny([a.changes[0]!, a.changes[2]!]);
    expect(waiting).toEqual([a.changes[2]]);
    expect(state.rows.get('t')!.get('r')!['x']).toBe('1');
  });

  it('undoing everything in reverse leaves no row', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const d = play(steps.map((s) => ({ ...s, who: 0 })).filter((s) => s.do !== 'undo'))[0]!;
        for (const c of [...d.changes].reverse()) expect(d.undo(c)).not.toBeNull();
        expect(d.live('t')).toEqual([]);
      }),
      { numRuns: 200 * runs },
    );
  });

  it('refuses to undo a field that has moved on', () => {
    const d = new Device('A');
    d.make('t', 'r', { x: '1' });
    const first = d.set('t', 'r', 'x', '2')!;
    d.set('t', 'r', 'x', '3');
    expect(d.undo(first)).toBeNull();
  });
});

describe('splice', () => {
  it('turns before into after and never cuts a surrogate pair', () => {
    const t = fc.string({ unit: fc.constantFrom('a', '中', '😀', '😁', '\u{20000}', '\u{20001}'), maxLength: 12 });
    fc.assert(
      fc.property(t, t, (before, after) => {
        const s = spliceBetween(before, after);
        expect(spliced(before, s)).toBe(after);
        expect(s.cut.isWellFormed() && s.put.isWellFormed()).toBe(true);
      }),
      { numRuns: 2000 * runs },
    );
  });
});

describe('chain', () => {
  it('names the Change that was altered and the one that is missing', () => {
    const d = new Device('A');
    d.make('t', 'r', { x: '1' });
    for (let i = 2; i < 6; i++) d.set('t', 'r', 'x', String(i));
    expect(chainFaults(d.changes)).toEqual([]);
    const forged = structuredClone(d.changes);
    forged[2]!.who = 'somebody else';
    expect(chainFaults(forged)).toEqual([{ device: 'A', n: 4, kind: 'altered', id: forged[3]!.id }]);
    expect(chainFaults(d.changes.toSpliced(1, 1))[0]).toMatchObject({ n: 3, kind: 'gap' });
  });

  it('hashes only the hashed members', () => {
    const d = new Device('A');
    const c = d.make('t', 'r', { x: '1' })!;
    expect(changeHash({ ...c, seq: 9, hash: 'x', touch: [] } as unknown as Change)).toBe(changeHash(c));
  });
});

describe('migrations', () => {
  const m: Migration = {
    to: 2,
    steps: [
      { table: 't', field: 'a', to: 'alpha' },
      { table: 't', field: 'b', to: 'b', convert: (v) => `b:${String(v)}` },
    ],
  };

  it('fold of old Changes with the migration equals the migrated rows', () => {
    const noLongB = fc
      .array(step, { maxLength: 25 })
      .map((ss) => ss.filter((s) => s.do !== 'set' || s.field !== 'b' || typeof s.a !== 'string' || s.a.length < 100));
    fc.assert(
      fc.property(noLongB, (steps) => {
        const d = play(steps.map((s) => ({ ...s, who: 0 })))[0]!;
        const before = fold(d.changes);
        const up = Object.fromEntries([...(before.rows.get('t') ?? [])].map(([id, r]) => [id, upRow('t', r, m)]));
        expect(rowsAsObject(fold(d.changes, [m]))['t'] ?? {}).toEqual(up);
      }),
      { numRuns: 200 * runs },
    );
  });
});
