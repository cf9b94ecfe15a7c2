/** What a filing says of its price and its point, each edit one commit. */
import { addSplits, choosePoint, dropSplit, editCurrency, editSplit } from '../../../shared/domain/filing-own.ts';
import type { ForeignAmount } from '../../../shared/domain/filing-currency.ts';
import type { SplitRow } from '../../../shared/domain/filing-split.ts';
import { newId } from '../../data/store.ts';
import { onFiling, type Answer } from './edit-filing.ts';

export const addSplit = (id: string, rows: readonly SplitRow[]): Answer =>
  onFiling('filing.edit', id, (f) =>
    addSplits(
      f,
      rows.map((row) => ({ ...row, id: newId() })),
    ),
  );
export const typeSplit = (id: string, row: string, fields: Partial<SplitRow>): Answer => onFiling('filing.edit', id, (f) => editSplit(f, row, fields));
export const removeSplit = (id: string, row: string): Answer => onFiling('filing.edit', id, (f) => dropSplit(f, row));
export const typeCurrency = (id: string, fields: Partial<ForeignAmount> | null): Answer => onFiling('filing.edit', id, (f) => editCurrency(f, fields));
export const setPoint = (id: string, pointId: string | undefined): Answer => onFiling('filing.edit', id, (f) => choosePoint(f, { pointId }));
export const explainPoint = (id: string, pointReason: string | undefined): Answer => onFiling('filing.edit', id, (f) => choosePoint(f, { pointReason }));
