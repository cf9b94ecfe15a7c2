/** What the preview says is what delivering does: the same letters, in the same order. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OutboxRow } from '../../renderer/data/schema.ts';
import { Lanes } from '../../renderer/sync/lanes.ts';
import { planOf, type Way } from '../../renderer/sync/preview.ts';
import { randomRuns } from '../support/random.ts';

const NOW = 100;
const letters = fc
  .array(
    fc.record({
      seq: fc.nat(30),
      lane: fc.constantFrom('a', 'b', 'c'),
      registry: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
      state: fc.constantFrom('waiting' as const, 'waiting' as const, 'sending' as const, 'unknown' as const, 'held' as const),
      dueAt: fc.constantFrom(0, 0, 50, 150, 1_000_000_000_000),
    }),
    { maxLength: 40 },
  )
  // what is on its way was due
  .map((list) => list.map((l, i): OutboxRow => ({ ...l, dueAt: l.state === 'sending' ? 0 : l.dueAt, id: `l${i}`, attempts: 0 }) as unknown as OutboxRow));
const WAYS: Record<string, Way> = { r1: {}, r2: { stopped: true }, r3: { line: 'off' }, r4: { line: 'token' }, r5: { line: 'forbidden' } };
const mayGo = (row: OutboxRow): boolean => WAYS[row.registry]!.line === undefined && !(WAYS[row.registry]!.stopped && row.state === 'waiting');

it('letters it calls sent or asked about are those a round takes, each answered, in the order in which it takes them', () => {
  fc.assert(
    fc.property(letters, (rows) => {
      const lanes = new Lanes(rows);
      const taken: string[] = [];
      for (let head = lanes.next(NOW, mayGo); head; head = lanes.next(NOW, mayGo)) {
        taken.push(`${head.state === 'waiting' ? 'send' : 'ask'} ${head.id}`);
        lanes.put(head, null);
      }
      const planned = planOf(rows, NOW, (registry) => WAYS[registry]!);
      expect(
        planned.filter((p) => ['send', 'ask', 'going'].includes(p.act) && mayGo(p.row)).map((p) => `${p.act === 'send' ? 'send' : 'ask'} ${p.row.id}`),
      ).toEqual(taken);
      expect(planned.map((p) => p.row.id).toSorted()).toEqual(rows.map((r) => r.id).toSorted());
    }),
    randomRuns(500),
  );
});

it('says of each letter that stays why it stays, and of the ones behind it that they come after', () => {
  const row = (id: string, more: Partial<OutboxRow>): OutboxRow =>
    ({ id, seq: Number(id.slice(1)), lane: id, registry: 'r1', state: 'waiting', dueAt: 0, attempts: 0, ...more }) as OutboxRow;
  const rows = [
    row('l1', { state: 'held' }),
    row('l2', { lane: 'l1' }),
    row('l3', { dueAt: 150 }),
    row('l4', { registry: 'r2' }),
    row('l5', { registry: 'r2', state: 'unknown' }),
    row('l6', { registry: 'r3' }),
    row('l7', { registry: 'r4' }),
    row('l8', { state: 'sending' }),
    row('l9', { lane: 'l8' }),
    // it may be with the registry: it does not simply stay here
    row('l10', { registry: 'r3', state: 'unknown' }),
    row('l11', { registry: 'r4', state: 'unknown' }),
    row('l12', { registry: 'r5' }),
    row('l13', { registry: 'r3', state: 'sending' }),
  ];
  const acts = Object.fromEntries(planOf(rows, NOW, (registry) => WAYS[registry]!).map((p) => [p.row.id, p.act]));
  expect(acts).toEqual({
    l1: 'held',
    l2: 'behind',
    l3: 'later',
    l4: 'stopped',
    l5: 'ask',
    l6: 'off',
    l7: 'token',
    l8: 'going',
    l9: 'send',
    l10: 'lost',
    l11: 'lost',
    l12: 'forbidden',
    l13: 'going',
  });
});
