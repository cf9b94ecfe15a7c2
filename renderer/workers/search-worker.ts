/** Search off the window's thread: loads the folded texts once, follows every change, answers ids. */
import { KezhuanDb, type DerivedText } from '../data/schema.ts';
import { Haystack } from './haystack.ts';

export type SearchRequest =
  | { kind: 'load'; database: string; tables: string[] }
  | { kind: 'update'; key: string; table: string; id: string; row: DerivedText | null }
  | { kind: 'find'; call: number; table: string; words: string[]; limit: number };
export type SearchReply = { call: number; ids: string[]; total: number } | { kind: 'loaded'; tables: Record<string, number> };

const PAGE = 5000;
const stacks = new Map<string, Haystack>();
const early: SearchRequest[] = [];
let loaded = false;

async function load(database: string, tables: readonly string[]): Promise<void> {
  const db = new KezhuanDb(database);
  await db.open();
  for (const table of tables) {
    const rows: DerivedText[] = [];
    for (let after = `${table}/`; ;) {
      const page = await db.derived_text
        .where('key')
        .between(after, `${table}/\uffff`, rows.length === 0, false)
        .limit(PAGE)
        .toArray();
      rows.push(...(rows.length > 0 && page[0]?.key === after ? page.slice(1) : page));
      if (page.length < PAGE) break;
      after = page.at(-1)!.key;
    }
    stacks.set(table, new Haystack(rows));
  }
  db.close();
  loaded = true;
  for (const request of early.splice(0)) answer(request);
  postMessage({ kind: 'loaded', tables: Object.fromEntries([...stacks].map(([t, s]) => [t, s.size])) } satisfies SearchReply);
}

function answer(request: SearchRequest): void {
  if (request.kind === 'load') return void load(request.database, request.tables);
  if (!loaded) return void early.push(request);
  const stack = stacks.get(request.table);
  if (request.kind === 'update') return void stack?.update(request.id, request.row);
  const { call, words, limit } = request;
  const ids = !stack ? [] : Number.isFinite(limit) ? stack.first(words, limit) : stack.all(words);
  postMessage({ call, ids, total: ids.length } satisfies SearchReply);
}

addEventListener('message', (e: MessageEvent<SearchRequest>) => answer(e.data));
