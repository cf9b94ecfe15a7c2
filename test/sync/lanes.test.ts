/** Laws of the lanes over random letters: strictly in order, one head each, and what is told of a head is what comes next. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OutboxRow } from '../../renderer/data/schema.ts';
import { laneOf, Lanes } from '../../renderer/sync/lanes.ts';
import { randomRuns } from '../support/random.ts';

const letter = fc.record({
  seq: fc.nat(30),
  lane: fc.constantFrom('a', 'b', 'c'),
  registry: fc.constantFrom('r1', 'r2'),
  state: fc.constantFrom('waiting' as const, 'unknown' as const, 'held' as const),
  dueAt: fc.constantFrom(0, 50, 150, 1_000_000_000_000),
});
const letters = fc.array(letter, { maxLength: 40 }).map((list) => list.map((l, i): OutboxRow => ({ ...l, id: `l${i}`, attempts: 0 }) as unknown as OutboxRow));
const order = (a: OutboxRow, b: OutboxRow): number => a.seq - b.seq || (a.id < b.id ? -1 : 1);
const NOW = 100;

it('gives each lane its letters in the order of the log, and none out of turn', () => {
  fc.assert(
    fc.property(letters, (rows) => {
      const lanes = new Lanes(rows);
      const went: OutboxRow[] = [];
      for (let head = lanes.next(NOW, () => true); head; head = lanes.next(NOW, () => true)) {
        went.push(head);
        lanes.put(head, null);
      }
      for (const lane of new Set(rows.map(laneOf))) {
        const all = rows.filter((r) => laneOf(r) === lane).toSorted(order);
        // a due time far ahead comes from another clock; one shortly ahead, and a held letter, stop their lane
        const stop = all.findIndex((r) => r.state === 'held' || r.dueAt === 150);
        expect(went.filter((r) => laneOf(r) === lane)).toEqual(stop < 0 ? all : all.slice(0, stop));
      }
    }),
    randomRuns(300),
  );
});

it('names the soonest head that may go, and passes over registries that may not', () => {
  fc.assert(
    fc.property(letters, (rows) => {
      const lanes = new Lanes(rows);
      const may = (r: OutboxRow): boolean => r.registry === 'r1';
      const first = (lane: string): OutboxRow => rows.filter((r) => laneOf(r) === lane).toSorted(order)[0]!;
      const heads = [...new Set(rows.map(laneOf))].map(first).filter((r) => r.state !== 'held' && may(r));
      expect(lanes.nextDue(may)).toBe(heads.length === 0 ? null : Math.min(...heads.map((r) => r.dueAt)));
      expect(lanes.next(NOW, may)?.registry ?? 'r1').toBe('r1');
    }),
    randomRuns(300),
  );
});
