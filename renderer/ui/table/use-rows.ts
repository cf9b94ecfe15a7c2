/** Sorted and filtered rows, from an array by TanStack Table or from the data layer as they are. */
import { columnFilteringFeature, createFilteredRowModel, createSortedRowModel, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useViewState } from '../../session/view-state.ts';
import { cellText, compareValues, type Column, type Filters, type LazyRows, type Sort } from './column.ts';

const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
});

export type ShownRows<R> = {
  count: number;
  at: (index: number) => R | undefined;
  all: () => R[];
  sort: Sort;
  setSort: (sort: Sort) => void;
  filters: Filters;
  setFilters: (filters: Filters) => void;
  choices: (key: string) => string[];
};

const kept = (value: string, want: string | string[]): boolean =>
  Array.isArray(want) ? want.includes(value) : value.normalize('NFKC').toLowerCase().includes(want.normalize('NFKC').toLowerCase().trim());

/** An array's rows. Sort and filter live under `stateKey` so that Back finds them. */
export function useArrayRows<R>(rows: readonly R[], columns: readonly Column<R>[], stateKey: string, initialSort: Sort): ShownRows<R> {
  const [sort, setSort] = useViewState<Sort>(`${stateKey}.sort`, initialSort);
  const [filters, setFilters] = useViewState<Filters>(`${stateKey}.filters`, NO_FILTERS);
  const definitions = useMemo(
    () =>
      columns.map((c) => ({
        id: c.key,
        accessorFn: (row: R) => {
          const v = c.value(row);
          return v === null || v === '' ? undefined : v;
        },
        sortUndefined: 'last' as const,
        sortFn: (a: { getValue: (id: string) => unknown }, b: { getValue: (id: string) => unknown }, id: string) =>
          compareValues(c.sort === 'number' ? 'number' : 'text', a.getValue(id) as string, b.getValue(id) as string),
        filterFn: (row: { getValue: (id: string) => unknown }, id: string, want: unknown) => kept(cellText(row.getValue(id) as string), want as string),
      })),
    [columns],
  );
  const state = useMemo(
    () => ({ sorting: sort ? [{ id: sort.key, desc: sort.desc }] : [], columnFilters: Object.entries(filters).map(([id, value]) => ({ id, value })) }),
    [sort, filters],
  );
  const table = useTable({ features, columns: definitions as never, data: rows as R[] as never, state } as never);
  const model = (table as unknown as { getRowModel: () => { rows: { original: R }[] } }).getRowModel().rows;
  return {
    count: model.length,
    at: (i) => model[i]?.original,
    all: () => model.map((r) => r.original),
    sort,
    setSort,
    filters,
    setFilters,
    choices: (key) => {
      const column = columns.find((c) => c.key === key);
      return column ? [...new Set(rows.map((r) => cellText(column.value(r))))].sort((a, b) => compareValues('text', a, b)).slice(0, 200) : [];
    },
  };
}

const NO_FILTERS: Filters = {};

/** The data layer's rows, as they are. */
export function lazyShown<R>(lazy: LazyRows<R>): ShownRows<R> {
  return {
    count: lazy.count,
    at: lazy.at,
    all: () => Array.from({ length: lazy.count }, (_, i) => lazy.at(i)).filter((r): r is Awaited<R> & R => r !== undefined),
    sort: lazy.sort,
    setSort: lazy.onSort,
    filters: lazy.filters ?? NO_FILTERS,
    setFilters: lazy.onFilters ?? (() => {}),
    choices: lazy.choices ?? (() => []),
  };
}
