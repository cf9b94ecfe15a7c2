/** 估值测算 over all deals: the list of the room. One deal's own worksheets come with its dealFile. */
import type { Deal, Round, Worksheet } from '../../../shared/domain/deal.ts';
import { newestRows, rowsById } from './read.ts';

export type WorksheetRow = { sheet: Worksheet; deal: Deal | undefined; rounds: number[] };

/** Newest first, archived left out. An office has hundreds of worksheets. Index: primary keys. */
export async function worksheetRows(): Promise<WorksheetRow[]> {
  const [sheets, rounds] = await Promise.all([newestRows('worksheets'), newestRows('rounds')]);
  const live = sheets.filter((s) => s.archived !== true);
  const deals = new Map((await rowsById('deals', [...new Set(live.flatMap((s) => (s.dealId ? [s.dealId] : [])))])).map((d) => [d.id, d]));
  return live.map((sheet) => ({ sheet, deal: deals.get(sheet.dealId ?? ''), rounds: usedIn(sheet.id, rounds) }));
}

/** Numbers of the rounds that rest on this worksheet. */
export const usedIn = (worksheetId: string, rounds: readonly Round[]): number[] =>
  rounds
    .filter((r) => r.worksheetId === worksheetId && r.archived !== true)
    .map((r) => r.no ?? 0)
    .sort((a, b) => a - b);
