/** A page of the review desk's queue over a short and a long register. */
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { openDatabase, type Place, type RegistryDatabase } from '../../electron/registry/database.ts';
import { addOffice } from '../../electron/registry/offices.ts';
import { readLetter } from '../../electron/registry/read-body.ts';
import { submit } from '../../electron/registry/letters.ts';
import { createServer } from '../../electron/registry/server.ts';
import type { Engine } from '../support/engines.ts';
import { sampleLetter } from '../support/sample-letter.ts';
import { figure, median, quantile, type Figure } from './figure.ts';

const [SHORT, LONG] = [10_000, 200_000];
const WAITING = 60;
const VISITS = 60;
const WARM = 20;
const PAGES = {
  newest: '/desk',
  'waiting for acceptance': '/desk?status=SUBMITTED',
  'registered at one point': '/desk?status=REGISTERED&point=gd',
  'an older page': `/desk?before=${SHORT / 2}`,
};
const NOW = new Date('2026-04-02T02:00:00.000Z');
const BATCH = 5_000;

type Register = { visit(page: string): Promise<number>; close(): Promise<void> };

/** So many registered contracts, each a copy of a real one under numbers of its own, and some that wait. */
async function fill(database: RegistryDatabase, many: number): Promise<void> {
  const { id } = await database.run((tx) => addOffice(tx, '示例单位', NOW.toISOString()));
  const office = { id, name: '示例单位' };
  const take = (n: number) => database.run((tx) => submit(tx, { office, letter: sampleLetter(n).id, ...readLetter(sampleLetter(n).text) }, NOW));
  await take(0);
  const columns = Object.keys(await database.run((tx) => tx.selectFrom('filings').selectAll().executeTakeFirstOrThrow()));
  const own: Record<string, string> = {
    id: `'MC' || i`,
    letter_id: `'letter' || i`,
    contract_no: `'C' || i`,
    register_no: `'N' || i`,
    arrival: 'i + 1',
    status: `'REGISTERED'`,
    parties: `'P' || (i % 5000)`,
  };
  for (let from = 1; from <= many; from += BATCH) {
    const to = Math.min(many, from + BATCH - 1);
    const values = sql.raw(columns.map((c) => own[c] ?? `filings.${c}`).join(', '));
    await database.run((tx) =>
      sql`with recursive n(i) as (select ${sql.lit(from)} union all select i + 1 from n where i < ${sql.lit(to)})
insert into filings (${sql.raw(columns.join(', '))}) select ${values} from n, filings where filings.arrival = 1`.execute(tx),
    );
  }
  await database.run(async (tx) => {
    await tx.insertInto('tallies').values({ point: 'gd', status: 'REGISTERED', n: many }).execute();
    await tx
      .updateTable('counters')
      .set({ value: many + 1 })
      .where('name', '=', 'arrival')
      .execute();
  });
  for (let n = 1; n <= WAITING; n++) await take(n);
  await database.run((tx) => sql`analyze`.execute(tx));
}

async function opened(place: Place, many: number): Promise<Register> {
  const database = await openDatabase(place);
  await fill(database, many);
  const app = createServer({ database, deskKey: 'k', loopbackOnly: true, now: () => NOW });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const cookie = (await fetch(`${base}/desk/enter?key=k`, { redirect: 'manual' })).headers.get('set-cookie')!.split(';')[0]!;
  return {
    visit: async (page) => {
      const start = performance.now();
      const answer = await fetch(base + page, { headers: { cookie } });
      const text = await answer.text();
      const shown = text.split('/desk/filings/').length - 1;
      if (answer.status !== 200 || shown < 50) throw new Error(`${page}: ${answer.status}, ${shown} rows`);
      return performance.now() - start;
    },
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}

export async function measureQueue(engine: Engine, places: [Place, Place]): Promise<Figure[]> {
  const [short, long] = [await opened(places[0], SHORT), await opened(places[1], LONG)];
  try {
    const figures: Figure[] = [];
    for (const [name, page] of Object.entries(PAGES)) {
      const [few, many] = [[] as number[], [] as number[]];
      for (let n = -WARM; n < VISITS; n++) {
        // in turns, so that a noisy minute hits both
        const [a, b] = [await short.visit(page), await long.visit(page)];
        if (n < 0) continue;
        few.push(a);
        many.push(b);
      }
      figures.push(
        figure({
          name: `registry on ${engine}: queue page, ${name}`,
          value: median(many),
          yardstick: median(few),
          unit: 'ms',
          against: `the same page over ${SHORT.toLocaleString('en')} registered contracts instead of ${LONG.toLocaleString('en')}`,
          bar: { most: 1.5 },
          note: `p99 ${quantile(many, 0.99).toFixed(0)} ms against ${quantile(few, 0.99).toFixed(0)} ms`,
        }),
      );
    }
    return figures;
  } finally {
    await Promise.all([short.close(), long.close()]);
  }
}
