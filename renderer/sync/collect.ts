/** Statuses by cursor: each page's Changes and the cursor in one transaction, so a page is taken in once or again, never half. */
import type { Outcome } from '../../shared/bridge.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import { isRefusal } from '../../shared/result.ts';
import { commitWith } from '../data/commit.ts';
import type { Stop } from '../data/schema.ts';
import { db } from '../data/store.ts';
import { closeTold, editsOf, type Taken } from './answers.ts';
import { survey } from './survey.ts';
import { withReceipts } from './wanted-receipts.ts';

export type CollectParts = {
  carrier: Carrier;
  tell(registry: string, outcome: Outcome | { kind: 'collected' }): void;
  /** more filings than this moved by a reading from the beginning: a person is asked first */
  askAbove: number;
};

/** Answers about filings that are not here yet (another device's, on its way by hand-over), kept to be placed later. */
const MOST_UNPLACED = 1_000;
/** a registry whose cursor never ends must not keep us for ever */
const MOST_PAGES = 500;

/** Takes in everything after the cursor. Answers whether it got to the end; nothing is taken in while a person is asked. */
export async function collect(registry: string, parts: CollectParts): Promise<boolean> {
  if (!(await mayBegin(registry, parts))) return false;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const cursor = (await db().cursors.get(registry))?.cursor ?? '';
    const got = await parts.carrier.collect(registry, cursor);
    if (got.outcome === 'failed') {
      parts.tell(registry, got.failure);
      const anew = cursor !== '' && got.failure.kind === 'unknown' && got.failure.reason === 'registry-bad-cursor';
      if (anew) await askFirst(registry, parts, () => 'anew');
      return false;
    }
    parts.tell(registry, { kind: 'collected' });
    if (!(await takeIn(registry, cursor, got.items, got.cursor))) return false;
    if (!got.more || got.cursor === cursor) return true;
  }
  return false;
}

/** From the beginning (first time, or the place was lost with the store) only after a look at what that would do. */
async function mayBegin(registry: string, parts: CollectParts): Promise<boolean> {
  const here = await db().cursors.get(registry);
  if (here?.stop) return false;
  if ((here?.cursor ?? '') !== '' || here?.goOn) return true;
  // where nothing was ever answered nothing can be moved
  if (
    (await db()
      .filings.filter((f) => f.letterId !== undefined)
      .first()) === undefined
  )
    return true;
  return askFirst(registry, parts, (moves) => (moves > parts.askAbove ? 'moves' : null));
}

/** False where the registry could not be read, or a person is to look at what it says. */
async function askFirst(registry: string, parts: CollectParts, why: (moves: number) => Stop['why'] | null): Promise<boolean> {
  const found = await survey(registry, parts.carrier);
  if ('kind' in found) {
    parts.tell(registry, found);
    return false;
  }
  const reason = why(found.moves.length);
  if (reason === null) return true;
  await db().transaction('rw', ['cursors'], async () => {
    const here = (await db().cursors.get(registry)) ?? { registry, cursor: '' };
    await db().cursors.put({ ...here, stop: { why: reason, ...found } });
  });
  return false;
}

/** False where somebody else moved the cursor meanwhile or storage refused; then nothing of the page was taken in. */
async function takeIn(registry: string, from: string, items: readonly unknown[], to: string): Promise<boolean> {
  let taken: Taken = { edits: [], unplaced: [], receipts: [] };
  let moved = false;
  const done = await commitWith(
    { intent: 'registry.statuses', origin: 'registry' },
    async (read) => {
      const here = await db().cursors.get(registry);
      moved = (here?.cursor ?? '') !== from;
      if (moved) return [];
      taken = await editsOf(read, [...(here?.unplaced ?? []), ...items]);
      return taken.edits;
    },
    async () => {
      if (moved) return;
      await closeTold(registry, items);
      const { unplaced: _placed, goOn: _looked, ...here } = (await db().cursors.get(registry)) ?? { registry, cursor: '' };
      const unplaced = taken.unplaced.slice(-MOST_UNPLACED);
      await db().cursors.put(withReceipts({ ...here, cursor: to, ...(unplaced.length > 0 ? { unplaced } : {}) }, taken.receipts));
    },
  );
  return !isRefusal(done) && !moved;
}
