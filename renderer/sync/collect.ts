/** Statuses by cursor: each page's Changes and the cursor in one transaction, so a page is taken in once or again, never half. */
import type { Outcome } from '../../shared/bridge.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import { isRefusal } from '../../shared/result.ts';
import { commitWith } from '../data/commit.ts';
import { db } from '../data/store.ts';
import { editsOf } from './answers.ts';

export type CollectParts = { carrier: Carrier; tell(registry: string, outcome: Outcome | { kind: 'collected' }): void };

/** Answers about filings that are not here yet (another device's, on its way by hand-over), kept to be placed later. */
const MOST_UNPLACED = 1_000;
/** a registry whose cursor never ends must not keep us for ever */
const MOST_PAGES = 500;

/** Takes in everything after the cursor. Answers whether it got to the end. */
export async function collect(registry: string, parts: CollectParts): Promise<boolean> {
  let startedOver = false;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const cursor = (await db().cursors.get(registry))?.cursor ?? '';
    const got = await parts.carrier.collect(registry, cursor);
    if (got.outcome === 'failed') {
      parts.tell(registry, got.failure);
      // the registry was set up anew and does not know our place: from the beginning, which is harmless
      if (!startedOver && cursor !== '' && got.failure.kind === 'unknown' && got.failure.reason === 'registry-bad-cursor') {
        startedOver = true;
        await db().cursors.update(registry, { cursor: '' });
        continue;
      }
      return false;
    }
    parts.tell(registry, { kind: 'collected' });
    if (!(await takeIn(registry, cursor, got.items, got.cursor))) return false;
    if (!got.more || got.cursor === cursor) return true;
  }
  return false;
}

/** False where somebody else moved the cursor meanwhile or storage refused; then nothing of the page was taken in. */
async function takeIn(registry: string, from: string, items: readonly unknown[], to: string): Promise<boolean> {
  let unplaced: unknown[] = [];
  let moved = false;
  const done = await commitWith(
    { intent: 'registry.statuses', origin: 'registry' },
    async (read) => {
      const here = await db().cursors.get(registry);
      moved = (here?.cursor ?? '') !== from;
      if (moved) return [];
      const found = await editsOf(read, [...(here?.unplaced ?? []), ...items]);
      unplaced = found.unplaced.slice(-MOST_UNPLACED);
      return found.edits;
    },
    async () => {
      if (!moved) await db().cursors.put({ registry, cursor: to, ...(unplaced.length > 0 ? { unplaced } : {}) });
    },
  );
  return !isRefusal(done) && !moved;
}
