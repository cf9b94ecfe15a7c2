/** Edits of what a filing says of its price and its point itself; all of them only while the form may be written in. */
import { refuse, type Refusal } from '../result.ts';
import { set, type Edit } from './edit.ts';
import type { ForeignAmount } from './filing-currency.ts';
import { isOurs } from './filing-rules.ts';
import type { SplitRow } from './filing-split.ts';
import type { Filing } from './filing.ts';
import { chinaDay } from '../time.ts';
import { withoutGaps } from './worksheet-rules.ts';

const whileOurs = (filing: Filing, field: string, edit: () => Edit[]): Edit[] | Refusal =>
  isOurs(filing) ? edit() : refuse('filing.frozen', { field, params: { on: chinaDay(filing.frozenOn) ?? '' } });

/** `rows` are put below those that are there. */
export const addSplits = (filing: Filing, rows: readonly SplitRow[]): Edit[] | Refusal =>
  whileOurs(filing, 'splits', () => [set('filings', filing.id, { splits: [...(filing.splits ?? []), ...rows] })]);

/** Fields of one row; an emptied field goes away. */
export const editSplit = (filing: Filing, row: string, fields: Partial<SplitRow>): Edit[] | Refusal =>
  whileOurs(filing, 'splits', () => [
    set('filings', filing.id, { splits: (filing.splits ?? []).map((r) => (r.id === row ? withoutGaps({ ...r, ...fields }) : r)) }),
  ]);

export const dropSplit = (filing: Filing, row: string): Edit[] | Refusal =>
  whileOurs(filing, 'splits', () => {
    const left = (filing.splits ?? []).filter((r) => r.id !== row);
    return [set('filings', filing.id, { splits: left.length > 0 ? left : undefined })];
  });

/** `null`: the price is in 元 after all. */
export const editCurrency = (filing: Filing, fields: Partial<ForeignAmount> | null): Edit[] | Refusal =>
  whileOurs(filing, 'currency', () => [set('filings', filing.id, { currency: fields === null ? undefined : withoutGaps({ ...filing.currency, ...fields }) })]);

export const choosePoint = (filing: Filing, fields: Pick<Filing, 'pointId'> | Pick<Filing, 'pointReason'>): Edit[] | Refusal =>
  whileOurs(filing, 'pointId', () => [set('filings', filing.id, fields)]);
