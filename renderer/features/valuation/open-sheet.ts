import type { WorksheetRow } from '../../data/queries/valuation.ts';
import { navigate } from '../../session/route.ts';
import { writeView } from '../../session/view-state.ts';

/** Brings this version on screen wherever the deal's worksheets are shown. */
export const showSheet = (dealId: string, sheetId: string): void => writeView(`valuation.${dealId}`, sheetId);

/** The deal's 估值 with this version on screen. */
export function openSheet({ sheet }: WorksheetRow): void {
  if (!sheet.dealId) return;
  showSheet(sheet.dealId, sheet.id);
  navigate({ room: 'deals', id: sheet.dealId, tab: 'valuation' });
}
