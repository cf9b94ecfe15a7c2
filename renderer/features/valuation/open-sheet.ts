import type { WorksheetRow } from '../../data/queries/valuation.ts';
import { navigate } from '../../session/route.ts';
import { writeView } from '../../session/view-state.ts';

/**
 * Versions that an edit opened. What is still bound to the one before (typed while the new one came on screen) is meant
 * for the new one, however late it arrives; only a person who goes back to the old version edits that one.
 */
const opened = new Map<string, string>();

/** The version an edit of this one belongs to. */
export const meantBy = (id: string): string => {
  const next = opened.get(id);
  return next === undefined ? id : meantBy(next);
};

/** A person chose this version to look at: from now on an edit of it is one of it. */
export const chosenByHand = (id: string): void => void opened.delete(id);

/** Brings the version that an edit of `from` opened on screen, wherever the deal's worksheets are shown. */
export function showNext(dealId: string, from: string, next: string): void {
  opened.set(from, next);
  writeView(`valuation.${dealId}`, next);
}

/** The deal's 估值 with this version on screen. */
export function openSheet({ sheet }: WorksheetRow): void {
  if (!sheet.dealId) return;
  chosenByHand(sheet.id);
  writeView(`valuation.${sheet.dealId}`, sheet.id);
  navigate({ room: 'deals', id: sheet.dealId, tab: 'valuation' });
}
