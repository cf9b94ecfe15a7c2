/** Asks the ordering worker; it is started by the first long list and kept. */
import type { OrderReply, OrderRequest } from '../../workers/order-worker.ts';
import { databaseName } from '../schema.ts';
import { chainHead, workspace } from '../store.ts';
import type { OrderQuery } from './achievement-order.ts';

let worker: Worker | null = null;
let calls = 0;
const waiting = new Map<number, { tell: (ids: string[]) => void; fail: (e: Error) => void }>();

function started(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('../../workers/order-worker.ts', import.meta.url), { type: 'module', name: 'order' });
  worker.addEventListener('message', ({ data }: MessageEvent<OrderReply>) => {
    const asked = waiting.get(data.call);
    waiting.delete(data.call);
    if ('fault' in data) asked?.fail(new Error(data.fault));
    else asked?.tell(data.ids === '' ? [] : data.ids.split('\n'));
  });
  worker.addEventListener('error', (e) => {
    worker = null;
    for (const { fail } of waiting.values()) fail(new Error(e.message));
    waiting.clear();
  });
  return worker;
}

/** The last answer, for coming Back to a list nothing was written to since: `at` is the head of the chain it was asked at. */
let last: { at: string; among: readonly string[] | null; ids: Promise<string[]> } | null = null;

/** Ids in the order asked, found off the window's thread. */
export function orderElsewhere(query: OrderQuery, among: readonly string[] | null): Promise<string[]> {
  const at = JSON.stringify([workspace(), chainHead()?.hash, query]);
  if (last?.at === at && last.among === among) return last.ids;
  const ids = ask(query, among);
  last = { at, among, ids };
  ids.catch(() => {
    if (last?.ids === ids) last = null;
  });
  return ids;
}

function ask(query: OrderQuery, among: readonly string[] | null): Promise<string[]> {
  const call = ++calls;
  return new Promise((tell, fail) => {
    waiting.set(call, { tell, fail });
    started().postMessage({ call, database: databaseName(workspace()), query, among: among && among.join('\n') } satisfies OrderRequest);
  });
}
