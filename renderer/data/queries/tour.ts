/** What the tour looks at to see whether a station has been done. */
import type { Filing } from '../../../shared/domain/filing.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { rowsBy } from './read.ts';

export type TourState = { discountRates: string[]; documents: string[]; filings: Filing['state'][] };

/** Index: dealId of worksheets, documents and filings. */
export async function tourState(dealId: string): Promise<TourState> {
  const [sheets, documents, filings] = await Promise.all([
    rowsBy('worksheets', 'dealId', dealId),
    rowsBy('documents', 'dealId', dealId),
    rowsBy('filings', 'dealId', dealId),
  ]);
  return {
    discountRates: sheets.flatMap((w: Worksheet) => w.inputs?.['discountRate']?.value ?? []),
    documents: documents.flatMap((d) => d.name ?? []),
    filings: filings.flatMap((f) => f.state ?? []),
  };
}
