/** Pages of the signed scan beside those of the locked version: which stand opposite each other, and which have a reason to stand alone. */
import type { Signing } from './contract.ts';
import { filled } from './checks/blank.ts';

export type PageNote = NonNullable<Signing['pageNotes']>[number];
type Paged = Pick<Signing, 'pages' | 'lockedPages' | 'pageNotes' | 'pagesEqual'>;

/** Pages of one side that have no counterpart, each with its reason; 1-based. */
function alone(s: Paged, side: PageNote['of']): Set<number> {
  const last = (side === 'scan' ? s.pages : s.lockedPages) ?? 0;
  return new Set((s.pageNotes ?? []).filter((n) => n.of === side && n.page >= 1 && n.page <= last && filled(n.reason)).map((n) => n.page));
}

export type PagePair = { scan?: number; locked?: number };

/** The pages in the order they are compared; a page that stands alone with its reason has nothing opposite. */
export function pagePairs(s: Paged): PagePair[] {
  const [extra, missing] = [alone(s, 'scan'), alone(s, 'locked')];
  const pairs: PagePair[] = [];
  let [scan, locked] = [1, 1];
  while (scan <= (s.pages ?? 0) || locked <= (s.lockedPages ?? 0)) {
    const [atScan, atLocked] = [scan <= (s.pages ?? 0), locked <= (s.lockedPages ?? 0)];
    if (atScan && extra.has(scan)) pairs.push({ scan: scan++ });
    else if (atLocked && missing.has(locked)) pairs.push({ locked: locked++ });
    else pairs.push({ ...(atScan ? { scan: scan++ } : {}), ...(atLocked ? { locked: locked++ } : {}) });
  }
  return pairs;
}

/** How many pages of which side still need a reason; null where the counts are equal, explained, or the locked version has no pages to count. */
export function unexplainedPages(s: Paged): { of: PageNote['of']; count: number } | null {
  if (s.pages === undefined || s.lockedPages === undefined) return null;
  const more = s.pages - alone(s, 'scan').size - (s.lockedPages - alone(s, 'locked').size);
  return more === 0 ? null : { of: more > 0 ? 'scan' : 'locked', count: Math.abs(more) };
}

/** Pages of the scan that must be looked at: all that have a page opposite, or, where the locked version has none to show, all without a reason. */
export function pagesToTick(s: Paged): number[] {
  const extra = alone(s, 'scan');
  return pagePairs(s).flatMap(({ scan, locked }) =>
    scan !== undefined && !extra.has(scan) && (locked !== undefined || s.lockedPages === undefined) ? [scan] : [],
  );
}

/** Ticks that still say what they said: of pages that have the same page opposite as before. */
export function ticksThatStand(before: Paged, after: Paged): number[] {
  const opposite = (s: Paged): Map<number | undefined, number | undefined> => new Map(pagePairs(s).map((p) => [p.scan, p.locked]));
  const [was, is] = [opposite(before), opposite(after)];
  const toTick = new Set(pagesToTick(after));
  return (before.pagesEqual ?? []).filter((p) => toTick.has(p) && was.get(p) === is.get(p));
}
