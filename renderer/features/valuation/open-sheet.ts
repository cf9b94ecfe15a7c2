import type { WorksheetRow } from '../../data/queries/valuation.ts';
import { navigate } from '../../session/route.ts';
import { writeView } from '../../session/view-state.ts';

/** The deal's 估值 with this version on screen. */
export function openSheet({ sheet }: WorksheetRow): void {
  if (!sheet.dealId) return;
  writeView(`valuation.${sheet.dealId}`, sheet.id);
  navigate({ room: 'deals', id: sheet.dealId, tab: 'valuation' });
}
