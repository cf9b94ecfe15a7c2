/** Bulk work: one intent, many Changes in chunks under one group, with progress and cancel; a cancelled import leaves no half. */
import type { Origin } from '../../shared/change/change.ts';
import type { Edit } from '../../shared/domain/edit.ts';
import { isRefusal, type Refusal } from '../../shared/result.ts';
import { commit } from './commit.ts';
import { newId } from './store.ts';
import { undoGroup } from './undo.ts';

/** Rows a transaction: larger ones make tasks over 50 ms. */
const CHUNK = 50;

export type BulkResult = { ok: true; group: string; done: number } | { ok: false; cancelled: true; undone: number } | Refusal;
export type BulkWatch = { onProgress?: (done: number, of: number) => void; signal?: AbortSignal };

/** Commits a long list of edits; on cancel (or a refusal half-way) everything of the group is taken back. */
export async function commitBulk(why: { intent: string; note?: string; origin: Origin }, edits: readonly Edit[], watch: BulkWatch = {}): Promise<BulkResult> {
  const group = newId();
  for (let at = 0; at < edits.length; at += CHUNK) {
    if (watch.signal?.aborted) return takeBack(group, at);
    const done = await commit({ ...why, group }, () => edits.slice(at, at + CHUNK));
    if (isRefusal(done)) {
      await undoGroup(group, 'undo');
      return done;
    }
    watch.onProgress?.(Math.min(at + CHUNK, edits.length), edits.length);
    await yieldToWindow();
  }
  return { ok: true, group, done: edits.length };
}

async function takeBack(group: string, committed: number): Promise<BulkResult> {
  const back = committed === 0 ? { ok: true as const, undone: 0 } : await undoGroup(group, 'undo');
  if (isRefusal(back)) return back;
  return { ok: false, cancelled: true, undone: back.ok ? back.undone : 0 };
}

/** Lets the window paint and answer between chunks. */
const yieldToWindow = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
