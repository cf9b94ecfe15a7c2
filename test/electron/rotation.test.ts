import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SnapshotInfo, toRotate } from '../../electron/journal/rotation.ts';
import { randomRuns } from '../support/random.ts';

let n = 0;
const snap = (when: string, more: Partial<SnapshotInfo> = {}): SnapshotInfo => ({
  file: `${when}-${++n}`,
  seq: n,
  when,
  reason: 'daily',
  bytes: 100,
  rows: 1000,
  whole: true,
  app: '',
  ...more,
});
const PLENTY = 1e9;
const day = (s: SnapshotInfo): string => s.when.slice(0, 10);

describe('rotation', () => {
  it("keeps the day's own when one goes back again and again", () => {
    const daily = snap('2026-11-15T09:32');
    let kept = [daily];
    for (const when of ['2026-11-15T10:00', '2026-11-15T10:01', '2026-11-15T10:02']) {
      const fresh = snap(when, { reason: 'replace' });
      const gone = toRotate(kept, fresh, PLENTY);
      kept = [...kept.filter((s) => !gone.includes(s.file)), fresh];
    }
    expect(kept.map((s) => s.when)).toEqual(['2026-11-15T09:32', '2026-11-15T10:01', '2026-11-15T10:02']);
  });

  it('keeps two of today, the newest of five earlier days, two before a replacement and two asked for', () => {
    const old = ['2026-11-01', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14'].flatMap((d) => [snap(`${d}T08:00`), snap(`${d}T18:00`)]);
    const replaced = snap('2026-10-01T00:00', { reason: 'replace' });
    const asked = [snap('2026-10-02T00:00', { reason: 'asked' }), snap('2026-10-03T00:00', { reason: 'asked' })];
    const today = [snap('2026-11-15T08:00'), snap('2026-11-15T09:00')];
    const fresh = snap('2026-11-15T10:00');
    const gone = toRotate([...old, ...today, replaced, ...asked], fresh, PLENTY);
    const kept = [...old, ...today, replaced, ...asked].filter((s) => !gone.includes(s.file)).map((s) => s.when);
    expect(kept.sort()).toEqual([
      '2026-10-01T00:00',
      '2026-10-02T00:00',
      '2026-10-03T00:00',
      '2026-11-10T18:00',
      '2026-11-11T18:00',
      '2026-11-12T18:00',
      '2026-11-13T18:00',
      '2026-11-14T18:00',
      '2026-11-15T09:00',
    ]);
  });

  it('lets nothing go on the word of one with fewer than half the rows, or of one that is not whole', () => {
    const earlier = Array.from({ length: 20 }, (_, i) => snap(`2026-11-15T10:${10 + i}`));
    expect(toRotate(earlier, snap('2026-11-15T11:00', { rows: 499 }), PLENTY)).toEqual([]);
    expect(toRotate(earlier, snap('2026-11-15T11:00', { rows: 500 }), PLENTY)).toHaveLength(19);
    expect(toRotate(earlier, snap('2026-11-15T11:00', { whole: false }), PLENTY)).toEqual([]);
  });

  it('holds for any history: the fresh one stays, space is bounded, and nothing is kept twice for one reason', () => {
    const when = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 23 }))
      .map(([d, h]) => `2026-11-${String(d).padStart(2, '0')}T${String(h).padStart(2, '0')}:00`);
    const one = fc
      .record({ when, reason: fc.constantFrom('daily' as const, 'replace' as const, 'asked' as const), bytes: fc.integer({ min: 1, max: 1000 }) })
      .map((r) => snap(r.when, r));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), fc.integer({ min: 0, max: 50_000 }), (earlier, free) => {
        const fresh = snap('2026-11-13T00:00');
        const gone = toRotate(earlier, fresh, free);
        expect(gone).not.toContain(fresh.file);
        const kept = [...earlier.filter((s) => !gone.includes(s.file)), fresh];
        const whole = [...earlier, fresh].reduce((sum, s) => sum + s.bytes, free);
        expect(kept.length === 1 || kept.reduce((sum, s) => sum + s.bytes, 0) <= whole * 0.2).toBe(true);
        expect(new Set(kept.map(day)).size).toBeLessThanOrEqual(10);
        expect(kept.length).toBeLessThanOrEqual(11);
      }),
      randomRuns(500),
    );
  });
});
