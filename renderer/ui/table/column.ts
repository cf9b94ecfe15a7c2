import type { ReactNode } from 'react';

export type CellValue = string | number | undefined | null;

/** One column. `value` is what is sorted, filtered and copied; `cell` only how it looks. */
export type Column<R> = {
  key: string;
  header: string;
  /** stands in the header, never in the cells */
  unit?: string;
  value: (row: R) => CellValue;
  cell?: (row: R) => ReactNode;
  /** share of the width (figures: exact px with `fixed`) */
  width: number;
  fixed?: boolean;
  align?: 'left' | 'right';
  /** the column is left out while the table is narrower than this (px) */
  hideBelow?: number;
  /** `number` compares decimal text as numbers; false: no sorting */
  sort?: 'text' | 'number' | false;
  /** `choice` lists the values that occur; false: no filter */
  filter?: 'text' | 'choice' | false;
  /** what a workbook writes it as, to be added up there; text where it is not said */
  figure?: 'money' | 'whole';
  /** the cell can be typed in; the text goes here when it is left */
  onEdit?: (row: R, text: string) => Promise<unknown> | void;
};

export type Sort = { key: string; desc: boolean } | null;
/** Text that must occur, or values of which one must equal. */
export type Filters = Record<string, string | string[]>;

export type MenuEntry = { key: string; label: string; onClick: () => void; danger?: boolean; disabled?: boolean };

/**
 * Rows that are not all in memory: the data layer sorts and filters, the table asks for what it shows.
 * `at` answers undefined while a row is on its way.
 */
export type LazyRows<R> = {
  count: number;
  at: (index: number) => R | undefined;
  ask: (first: number, last: number) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  filters?: Filters;
  onFilters?: (filters: Filters) => void;
  /** values a `choice` filter offers */
  choices?: (key: string) => string[];
};

const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin', { numeric: true });

/** Empty cells go last whatever the direction, so `undefined` never reaches this. */
export function compareValues(kind: 'text' | 'number', a: CellValue, b: CellValue): number {
  if (kind === 'number') return Number(a) - Number(b);
  return collator.compare(String(a), String(b));
}

export const cellText = (value: CellValue): string => (value === undefined || value === null ? '' : String(value));
