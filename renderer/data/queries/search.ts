/** Search: from two Chinese characters or pinyin initials, exact, ranked title first; scanned in a worker. */
import type { SearchReply, SearchRequest } from '../../workers/search-worker.ts';
import { canSearch } from '../../../shared/text.ts';
import { foldText } from '../derive.ts';
import { onDerived } from '../derived-feed.ts';
import { databaseName } from '../schema.ts';
import { db, workspace } from '../store.ts';

const SEARCHED = ['achievements', 'demands', 'parties', 'deals'];

type Open = { worker: Worker; workspace: string; calls: Map<number, (reply: { ids: string[]; total: number }) => void>; stop: () => void };
let open: Open | null = null;
let calls = 0;

/** Starts the worker for the open workspace; the first search does so by itself. */
export function startSearch(): Open {
  if (open?.workspace === workspace()) return open;
  open?.stop();
  const worker = new Worker(new URL('../../workers/search-worker.ts', import.meta.url), { type: 'module' });
  const waiting: Open['calls'] = new Map();
  worker.addEventListener('message', (e: MessageEvent<SearchReply>) => {
    if (!('call' in e.data)) return;
    const { call, ids, total } = e.data;
    waiting.get(call)?.({ ids, total });
    waiting.delete(call);
  });
  const send = (request: SearchRequest): void => worker.postMessage(request);
  send({ kind: 'load', database: databaseName(workspace()), tables: SEARCHED });
  const unfollow = onDerived((changes) => {
    for (const c of changes) send({ kind: 'update', ...c });
  });
  const stop = (): void => {
    unfollow();
    worker.terminate();
    // nobody is left to answer them
    for (const tell of waiting.values()) tell({ ids: [], total: 0 });
  };
  open = { worker, workspace: workspace(), calls: waiting, stop };
  return open;
}

const wordsOf = (text: string): string[] => foldText(text).split(/\s+/).filter(Boolean);

/** Ids of the records of one kind that contain every word; `limit` Infinity for all of them, ranked. */
export async function searchTable(table: string, text: string, limit = Infinity): Promise<{ ids: string[]; total: number }> {
  const words = wordsOf(text);
  if (!canSearch(text)) return { ids: [], total: 0 };
  const { worker, calls: waiting } = startSearch();
  const call = ++calls;
  return new Promise((resolve) => {
    waiting.set(call, resolve);
    worker.postMessage({ kind: 'find', call, table, words, limit } satisfies SearchRequest);
  });
}

export type Found = { table: string; id: string; title: string };

/** For the palette: the first few of each kind, with their titles. */
export async function searchAll(text: string, limit = 8): Promise<Found[]> {
  const found = await Promise.all(SEARCHED.map(async (table) => (await searchTable(table, text, limit)).ids.map((id) => `${table}/${id}`)));
  const rows = await db().derived_text.bulkGet(found.flat());
  return rows.flatMap((r) => (r ? [{ table: r.table, id: r.id, title: r.title }] : []));
}
