/** 合同台账: imported lines and the signed deals beside them. */
import { ledgerLineOf, ledgerLineOfDeal, type LedgerLine } from '../../../shared/domain/ledger-lines.ts';
import { lettersUnderWay } from '../on-the-way.ts';
import { allDealFiles } from './deal-list.ts';
import { newestRows } from './read.ts';

/** Latest signing first; lines without a day last. A deal that an imported line names is listed once, by its deal. Index: primary keys; outbox.state. */
export async function ledgerLines(): Promise<LedgerLine[]> {
  const files = await allDealFiles();
  const stateOf = await lettersUnderWay();
  const signed = files.flatMap((f) => (f.deal.archived === true ? [] : (ledgerLineOfDeal(f, stateOf) ?? [])));
  const deals = new Set(signed.map((l) => l.dealId));
  const imported = (await newestRows('ledger')).filter((e) => e.archived !== true && !(e.dealId && deals.has(e.dealId))).map(ledgerLineOf);
  return [...signed, ...imported].toSorted((a, b) => (a.signedOn < b.signedOn ? 1 : a.signedOn > b.signedOn ? -1 : 0));
}
