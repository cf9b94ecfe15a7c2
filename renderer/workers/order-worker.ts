/** Orders the ids of a long list off the window's thread: 100,000 keys and their sets cost a window several frames. */
import { orderAchievements, type OrderQuery } from '../data/queries/achievement-order.ts';
import { KezhuanDb } from '../data/schema.ts';

/** Ids travel as one text, a line each: a window takes over one text far faster than an array of 100,000. */
export type OrderRequest = { call: number; database: string; query: OrderQuery; among: string | null };
export type OrderReply = { call: number; ids: string } | { call: number; fault: string };

async function answer({ call, database, query, among }: OrderRequest): Promise<OrderReply> {
  const db = new KezhuanDb(database);
  try {
    await db.open();
    return { call, ids: (await orderAchievements(db, query, among === null ? null : among.split('\n'))).join('\n') };
  } catch (e) {
    return { call, fault: e instanceof Error ? e.message : String(e) };
  } finally {
    // never held open: another start, a recovery or a clearing of the library must not wait for this thread
    db.close();
  }
}

addEventListener('message', (e: MessageEvent<OrderRequest>) => void answer(e.data).then((reply) => postMessage(reply)));
