/** Bulk work: one intent, many Changes in chunks under one group, with progress and cancel; a cancelled import leaves no half. */
import type { Origin } from '../../shared/change/change.ts';
import type { Edit } from '../../shared/domain/edit.ts';
import { isRefusal, type Refusal } from '../../shared/result.ts';
import { clearBulkMark, markBulk, whileBulk } from './bulk-mark.ts';
import { commit } from './commit.ts';
import { newId } from './store.ts';
import { undoGroup, type UndoResult, type UndoWatch } from './undo.ts';

/** Rows a transaction: larger ones make tasks over 50 ms. */
const CHUNK = 50;

/** `done` counts rows; `left` are those that stand because the taking back was stopped too. */
export type BulkResult = { ok: true; group: string; done: number } | { ok: false; cancelled: true; group: string; done: number; left: number } | Refusal;
export type BulkWatch = {
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
  /** shows the taking back after a cancel, and may stop it */
  whileTakingBack?: (takeBack: (watch: UndoWatch) => Promise<UndoResult>) => Promise<UndoResult>;
};

/** Commits a long list of edits; on cancel (or a refusal half-way) everything of the group is taken back. */
export const commitBulk = (why: BulkWhy, edits: readonly Edit[], watch: BulkWatch = {}): Promise<BulkResult> => whileBulk(() => inChunks(why, edits, watch));

type BulkWhy = { intent: string; note?: string; origin: Origin };
async function inChunks(why: BulkWhy, edits: readonly Edit[], watch: BulkWatch): Promise<BulkResult> {
  const group = newId();
  await markBulk({ group, of: edits.length, chunk: CHUNK, what: why.note ?? '' });
  for (let at = 0; at < edits.length; at += CHUNK) {
    if (watch.signal?.aborted) return cancelled(group, at, watch);
    const done = await commit({ ...why, group }, () => edits.slice(at, at + CHUNK));
    if (isRefusal(done)) {
      await undoGroup(group);
      await clearBulkMark();
      return done;
    }
    watch.onProgress?.(Math.min(at + CHUNK, edits.length), edits.length);
    await yieldToWindow();
  }
  await clearBulkMark();
  return { ok: true, group, done: edits.length };
}

async function cancelled(group: string, done: number, { whileTakingBack = (takeBack) => takeBack({}) }: BulkWatch): Promise<BulkResult> {
  const back = done === 0 ? { ok: true as const, undone: 0 } : await whileTakingBack((watch) => undoGroup(group, watch));
  await clearBulkMark();
  if (isRefusal(back)) return back;
  return { ok: false, cancelled: true, group, done, left: (back.ok && back.left) || 0 };
}

/** Lets the window paint and answer between chunks. */
const yieldToWindow = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
