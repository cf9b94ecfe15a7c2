/** 谈判 over all deals: one line per deal that has a round. */
import type { Deal, Round, Worksheet } from '../../../shared/domain/deal.ts';
import { newestRows, rowsById } from './read.ts';

export type NegotiationRow = { deal: Deal; rounds: Round[]; worksheet: Worksheet | undefined };

/** Deals by their latest round, newest first; `worksheet` is the one that round rests on. Index: primary keys. */
export async function negotiationRows(): Promise<NegotiationRow[]> {
  const rounds = (await newestRows('rounds')).filter((r) => r.archived !== true && r.dealId);
  const byDeal = new Map<string, Round[]>();
  for (const r of rounds) byDeal.set(r.dealId!, [...(byDeal.get(r.dealId!) ?? []), r]);
  const [deals, sheets] = await Promise.all([
    rowsById('deals', [...byDeal.keys()]),
    rowsById('worksheets', [...new Set(rounds.flatMap((r) => (r.worksheetId ? [r.worksheetId] : [])))]),
  ]);
  const sheetById = new Map(sheets.map((s) => [s.id, s]));
  return deals
    .filter((d) => d.archived !== true)
    .map((deal) => {
      const own = (byDeal.get(deal.id) ?? []).sort((a, b) => (a.no ?? 0) - (b.no ?? 0));
      return { deal, rounds: own, worksheet: sheetById.get(own.at(-1)?.worksheetId ?? '') };
    });
}
