/** What the tour looks at to see whether a station has been done. */
import type { Filing } from '../../../shared/domain/filing.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { rowsBy } from './read.ts';

/** `filing`: the newest of the signed deal, with how many fields of it were ticked as copied. */
export type TourState = { discountRates: string[]; documents: string[]; filing: { state: Filing['state']; ticked: number } | null };

/** `dealId` is worked on up to its contract, `signedId` from there on. Index: dealId of worksheets, documents and filings. */
export async function tourState(dealId: string, signedId: string): Promise<TourState> {
  const [sheets, documents, filings] = await Promise.all([
    rowsBy('worksheets', 'dealId', dealId),
    rowsBy('documents', 'dealId', dealId),
    rowsBy('filings', 'dealId', signedId),
  ]);
  const filing = filings.toSorted((a, b) => (a.version ?? 0) - (b.version ?? 0)).at(-1);
  return {
    discountRates: sheets.flatMap((w: Worksheet) => w.inputs?.['discountRate']?.value ?? []),
    documents: documents.flatMap((d) => d.name ?? []),
    filing: filing ? { state: filing.state, ticked: filing.ticked?.length ?? 0 } : null,
  };
}
