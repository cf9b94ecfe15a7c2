/** Whatever is decided in whatever order: only along the machine, told once, counted right, written down, nothing skipped. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENGINES } from '../support/engines.ts';
import { registryOn } from '../support/registry-on.ts';
import { randomRuns, soakMs } from '../support/random.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';
import { decide, type Decision } from '../../electron/registry/decide.ts';
import { allowed, FILING_MOVES, type FilingAct } from '../../electron/registry/machine.ts';
import { mayMove, readReply, stateOf } from '../../shared/registry/answer.ts';

const ACTS = Object.keys(FILING_MOVES) as FilingAct[];
const people = [
  { id: 'p1', name: '甲', role: 'registrar' },
  { id: 'p2', name: '乙', role: 'reviewer' },
];

function decisionOf(act: FilingAct): Decision {
  const reasons = [{ code: 'R03', note: '示例' }];
  switch (act) {
    case 'forward':
    case 'keep':
    case 'cancel':
      return { act, why: '示例' };
    case 'supplement':
    case 'return':
    case 'refuse':
    case 'revoke':
      return { act, reasons };
    default:
      return { act };
  }
}

describe.each(ENGINES)('on %s', (engine) => {
  const registry = registryOn(engine);
  let token: string;
  beforeAll(async () => {
    token = await registry.office('示例单位');
  });

  let n = 10_000;
  const submit = async (large: boolean): Promise<{ id: string; letter: string }> => {
    const amounts: Record<string, string> = large ? { totalAmount: '8000000', technicalAmount: '8000000' } : {};
    const content = sampleContent(++n);
    const { id: letter, text } = sampleLetter(n, { form: { ...content.form, ...amounts }, facts: { ...content.facts, ...amounts } });
    const answer = await fetch(new URL('/v1/filings', registry.url), {
      method: 'POST',
      body: text,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': letter, 'content-type': 'application/json' },
    });
    return { id: ((await answer.json()) as { registryId: string }).registryId, letter };
  };

  /** Taken by two people in turn. */
  const asked = (...acts: (typeof ACTS)[number][]) => acts.map((act, i) => ({ act, who: i % 2, stale: 0 as const }));

  it(
    'a random walk over the desk',
    async () => {
      const step = fc.record({ act: fc.constantFrom(...ACTS), who: fc.nat(1), stale: fc.constantFrom(0, 0, 0, 0, 1) });
      await fc.assert(
        fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 9 }), async (large, steps) => {
          const { id, letter } = await submit(large);
          let [status, revision, first, ending, two] = ['SUBMITTED', 1, '', '', large];
          let asker = '';
          for (const { act, who, stale } of steps) {
            const by = people[who]!;
            const refusal = await registry.database.run((tx) => decide(tx, id, revision - stale, decisionOf(act), by, new Date()));
            const due = stale
              ? 'moved'
              : !allowed({ status, ending }, act)
                ? 'not-now'
                : (act === 'confirm' ? first : act === 'end' ? asker : '') === by.id
                  ? 'same-person'
                  : null;
            expect(refusal).toBe(due);
            if (refusal !== null) continue;
            const asks = (act === 'revoke' || act === 'cancel') && two;
            const to =
              act === 'register' && two
                ? 'SECOND_REVIEW'
                : asks
                  ? 'REGISTERED'
                  : act === 'end'
                    ? FILING_MOVES[ending as 'revoke' | 'cancel'].to
                    : FILING_MOVES[act].to;
            if (to === 'SECOND_REVIEW') first = by.id;
            two ||= act === 'forward';
            [ending, asker] = asks ? [act, by.id] : ['', ''];
            // every step is one that the program on the other side takes; an end that is only asked for moves nothing
            expect(asks || mayMove(stateOf(status)!, stateOf(to)!), `${status} → ${to}`).toBe(true);
            [status, revision] = [to, revision + 1];
          }
          const rows = await registry.database.run((tx) =>
            tx.selectFrom('events').select(['status', 'snapshot']).where('filing', '=', id).orderBy('position').execute(),
          );
          expect([rows.length, rows.at(-1)!.status]).toEqual([revision, status]);
          const replies = rows.map((r) => readReply(JSON.parse(r.snapshot))!);
          expect(replies.map((r) => [r.letter, r.revision])).toEqual(replies.map((_, i) => [letter, i + 1]));
          expect(replies.at(-1)!.registerNo !== undefined).toBe(replies.some((r) => r.status === 'REGISTERED'));
        }),
        {
          ...randomRuns(engine === 'SQLite' ? 60 : 40),
          // what two registered is ended by two: the first only asks
          examples: [[false, asked('accept', 'forward', 'confirm', 'revoke', 'end')]],
        },
      );
      await registry.database.run(async (tx) => {
        const counted = await tx
          .selectFrom('filings')
          .select(['point', 'status', (eb) => eb.fn.countAll().as('n')])
          .groupBy(['point', 'status'])
          .execute();
        const kept = await tx.selectFrom('tallies').select(['point', 'status', 'n']).where('n', '!=', 0).execute();
        const plain = (rows: { point: string; status: string; n: number | string | bigint }[]) => rows.map((r) => `${r.point} ${r.status} ${r.n}`).toSorted();
        expect(plain(kept)).toEqual(plain(counted));
        const positions = (await tx.selectFrom('events').select('position').orderBy('position').execute()).map((e) => Number(e.position));
        expect(positions).toEqual(positions.map((_, i) => i + 1));
        const moves = await tx
          .selectFrom('audit')
          .select((eb) => eb.fn.countAll().as('n'))
          .where('to_status', '!=', '')
          .executeTakeFirstOrThrow();
        expect(Number(moves.n)).toBe(positions.length);
      });
    },
    soakMs(120_000),
  );

  it('the audit log is only added to, whoever asks', async () => {
    await submit(false);
    for (const command of ['update audit set why = 1', 'delete from audit'])
      await expect(registry.database.run((tx) => sql.raw(command).execute(tx))).rejects.toThrow(/only added to/);
    const { n: lines } = await registry.database.run((tx) =>
      tx
        .selectFrom('audit')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow(),
    );
    expect(Number(lines)).toBeGreaterThan(0);
  });

  it('a transaction that fails leaves no number used', async () => {
    const { id } = await submit(false);
    const before = await registry.database.run((tx) => tx.selectFrom('counters').selectAll().orderBy('name').execute());
    await expect(
      registry.database.run(async (tx) => {
        await decide(tx, id, 1, { act: 'accept' }, people[0]!, new Date());
        throw new Error('the power fails');
      }),
    ).rejects.toThrow('the power fails');
    expect(await registry.database.run((tx) => tx.selectFrom('counters').selectAll().orderBy('name').execute())).toEqual(before);
  });
});
