import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainRow } from '../../shared/change/cells.ts';
import type { Change } from '../../shared/change/change.ts';
import { applyChange, emptyState, fold, isGone, type FoldState } from '../../shared/change/fold.ts';
import { GapFold, numbersIn, numbersWords, patchesTo, RECOVERY, sameStory } from '../../shared/change/gaps.ts';
import { randomRuns } from '../support/random.ts';
import { Device, rowsAsObject } from './device.ts';

const LONG = '很长的会议纪要'.repeat(60);
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('make' as const), id: fc.constantFrom('a', 'b', 'c') }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      id: fc.constantFrom('a', 'b', 'c'),
      field: fc.constantFrom('x', 'y', 'note'),
      to: fc.option(fc.nat(4), { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), back: fc.nat(5) }) },
);

function history(steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): Change[] {
  const d = new Device('d');
  for (const s of steps) {
    if (s.do === 'make') d.make('deals', s.id, { x: 0, note: LONG });
    else if (s.do === 'set') d.set('deals', s.id, s.field, s.field === 'note' && s.to !== undefined ? `${LONG}${s.to}${LONG}` : s.to);
    else {
      const of = d.changes.at(-1 - s.back);
      if (of) d.undo(of);
    }
  }
  return d.changes;
}

const shown = (state: FoldState): unknown =>
  Object.fromEntries(
    [...state.rows].map(([t, rows]) => [
      t,
      [...rows.values()]
        .filter((r) => !isGone(r))
        .map(plainRow)
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    ]),
  );
const copyOf = (state: FoldState): FoldState => ({ rows: new Map([...state.rows].map(([t, rows]) => [t, new Map(rows)])), past: null });

function folded(changes: readonly Change[], lost: ReadonlySet<number>, from = 0, base?: FoldState): GapFold {
  const f = new GapFold([], base, from);
  changes.forEach((c, i) => i + 1 > from && !lost.has(i + 1) && f.take(i + 1, c));
  return f;
}

describe('a list of Changes with gaps', () => {
  it('comes to what it was by a snapshot and one more Change, and both ways of folding agree ever after', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 30 }), fc.nat(30), fc.array(fc.nat(30), { maxLength: 4 }), (steps, at, gone) => {
        const changes = history(steps);
        // the last line is never missing: it would not be known to be
        const seq = Math.min(at, changes.length);
        const lost = new Set(gone.filter((n) => n >= 1 && n < changes.length));
        const snapshot = fold(changes.slice(0, seq));
        const present = folded(changes, lost);
        const readable = folded(changes.slice(0, seq), lost);
        readable.through(seq);
        expect(sameStory(readable, snapshot, present.seen)).toBe(true);
        const truth = folded(changes, lost, seq, copyOf(snapshot));
        const all = fold(changes);
        if ([...lost].every((n) => n <= seq)) expect(rowsAsObject(truth.state)).toEqual(rowsAsObject(all));
        const patches = patchesTo(present.state, truth.state);
        const wanted = shown(truth.state);
        const covered = [...lost].filter((n) => n <= seq);
        const recovery: Change = {
          ...changes[0]!,
          id: 'r',
          device: 'r',
          n: 1,
          prev: '',
          why: { intent: RECOVERY, origin: 'restore', note: numbersWords(covered) },
          patches,
        };
        present.take(changes.length + 1, recovery);
        applyChange(truth.state, recovery);
        expect(shown(present.state)).toEqual(wanted);
        expect(rowsAsObject(present.state)).toEqual(rowsAsObject(truth.state));
        expect([...present.missing].sort()).toEqual([...lost].filter((n) => n > seq).sort());
        if (present.missing.size === 0) expect([present.faults, present.hurt.size]).toEqual([[], 0]);
        // and again from the lines alone
        expect(rowsAsObject(folded([...changes, recovery], lost).state)).toEqual(rowsAsObject(present.state));
      }),
      randomRuns(400),
    );
  });

  it('tells which records a lost Change had touched', () => {
    const d = new Device('d');
    d.make('deals', 'a', { x: 0 });
    d.make('deals', 'b', { x: 0 });
    d.set('deals', 'a', 'x', 1);
    d.set('deals', 'a', 'x', 2);
    d.set('deals', 'b', 'x', 1);
    expect([...folded(d.changes, new Set([3])).hurt]).toEqual(['deals/a']);
    expect([...folded(d.changes, new Set()).hurt]).toEqual([]);
    // what a recovery has brought back is not told with the next loss
    const fold = folded(d.changes, new Set([2, 3]));
    const patch = { op: 'set' as const, table: 'deals', id: 'a', field: 'x', to: 2, over: [d.changes[2]!.id, d.changes[3]!.id] };
    fold.take(6, { ...d.changes[0]!, id: 'r', why: { intent: RECOVERY, origin: 'restore', note: '3' }, patches: [patch] });
    expect([[...fold.missing], [...fold.hurt]]).toEqual([[2], ['deals/b']]);
  });

  it('does not take a snapshot of another story for its own', () => {
    const [a, b] = [new Device('a'), new Device('b')];
    for (const d of [a, b]) for (let i = 0; i < 6; i++) d.make('deals', `${d.name}${i}`, { x: i });
    const readable = folded(a.changes, new Set([3]));
    expect(sameStory(readable, fold(a.changes), readable.seen)).toBe(true);
    expect(sameStory(readable, fold(b.changes), readable.seen)).toBe(false);
    const early = folded(a.changes.slice(0, 4), new Set([3]));
    expect(sameStory(early, fold(a.changes), readable.seen)).toBe(false);
    expect(sameStory(folded([], new Set()), emptyState(), new Set())).toBe(true);
  });

  it('writes numbers short and reads them again', () => {
    expect(numbersWords([9, 3, 7, 8])).toBe('3, 7-9');
    expect(numbersIn('3, 7-9')).toEqual([3, 7, 8, 9]);
    expect([numbersWords([]), numbersIn('')]).toEqual(['', []]);
  });
});
