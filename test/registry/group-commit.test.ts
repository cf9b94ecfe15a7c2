import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, placeOn, type Placed } from '../support/engines.ts';
import { liveRegistry, type LiveRegistry } from '../support/live-registry.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';
import { sql } from 'kysely';

describe.each(ENGINES)('letters that come together on %s', (engine) => {
  let place: Placed;
  let registry: LiveRegistry;
  let transactions = 0;
  beforeAll(async () => {
    place = await placeOn(engine);
    registry = await liveRegistry({
      ...(await place()),
      onArrival: async (tx, taken) => {
        const names = await tx
          .selectFrom('filings')
          .select('project_name')
          .where(
            'id',
            'in',
            taken.map(({ id }) => id),
          )
          .execute();
        // fails in the database, as a full disk or a lost connection would
        if (names.some((n) => n.project_name === '毒')) await sql`insert into filings select * from filings`.execute(tx);
      },
    });
    const run = registry.database.run;
    registry.database.run = (work) => {
      transactions++;
      return run(work);
    };
  });
  afterAll(async () => {
    await registry.close();
    await place.stop();
  });

  const send = async (n: number, token: string, projectName?: string): Promise<number> => {
    const content = sampleContent(n);
    const { id, text } = sampleLetter(n, projectName === undefined ? {} : { form: { ...content.form, projectName } });
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': id, 'content-type': 'application/json' };
    return (await fetch(new URL('/v1/filings', registry.url), { method: 'POST', body: text, headers })).status;
  };
  const arrivals = () => registry.database.run((tx) => tx.selectFrom('filings').select(['arrival', 'project_name']).orderBy('arrival').execute());

  it('share transactions, and each is answered for itself', async () => {
    const token = await registry.office('示例单位');
    transactions = 0;
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => send(i, i % 10 === 3 ? 'wrong' : token)));
    expect(answers).toEqual(Array.from({ length: 100 }, (_, i) => (i % 10 === 3 ? 401 : 201)));
    expect(transactions).toBeLessThan(50);
    expect((await arrivals()).map((f) => f.arrival)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
  });

  it('a letter that cannot be written takes no other with it and leaves nothing behind', async () => {
    const token = await registry.office('示例他单位');
    const before = (await arrivals()).length;
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => send(200 + i, token, i % 13 === 5 ? '毒' : undefined)));
    expect(answers).toEqual(Array.from({ length: 40 }, (_, i) => (i % 13 === 5 ? 500 : 201)));
    const rows = await arrivals();
    expect(rows.map((f) => f.arrival)).toEqual(Array.from({ length: before + 37 }, (_, i) => i + 1));
    expect(rows.filter((f) => f.project_name === '毒')).toEqual([]);
    expect(await send(205, token)).toBe(201);
  });
});
