/** 合同台账: imported lines and the signed deals beside them. */
import { ledgerLineOf, ledgerLineOfDeal, type LedgerLine } from '../../../shared/domain/ledger-lines.ts';
import { db } from '../store.ts';
import { dealFile } from './deals.ts';
import { newestRows } from './read.ts';

/** Latest signing first; lines without a day last. Index: primary key of `ledger`, `dealId` of a deal's children. */
export async function ledgerLines(): Promise<LedgerLine[]> {
  const imported = (await newestRows('ledger')).filter((e) => e.archived !== true).map(ledgerLineOf);
  const dealIds = [...new Set((await db().records('signings').orderBy('dealId').keys()) as string[])];
  const files = await Promise.all(dealIds.map((id) => dealFile(id)));
  const signed = files.flatMap((f) => (f && f.deal.archived !== true ? (ledgerLineOfDeal(f) ?? []) : []));
  return [...signed, ...imported].toSorted((a, b) => (a.signedOn < b.signedOn ? 1 : a.signedOn > b.signedOn ? -1 : 0));
}
