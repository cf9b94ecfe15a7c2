/** The columns there is room for, and how wide each is: as made, or as a person pulled it. */
import { useMemo } from 'react';
import { useViewState } from '../../session/view-state.ts';
import type { Column } from './column.ts';

const NO_SIZES: Record<string, number> = {};

/** `template` is the grid's columns in CSS. */
export function useColumns<R>(
  every: readonly Column<R>[],
  width: number,
  stateKey: string,
): { columns: readonly Column<R>[]; template: string; resize: (key: string, px: number) => void } {
  const [sizes, setSizes] = useViewState<Record<string, number>>(`${stateKey}.sizes`, NO_SIZES);
  const columns = useMemo(() => every.filter((c) => c.hideBelow === undefined || width >= c.hideBelow), [every, width]);
  const template = columns.map((c) => (sizes[c.key] ? `minmax(48px, ${sizes[c.key]}px)` : c.fixed ? `${c.width}px` : `minmax(64px, ${c.width}fr)`)).join(' ');
  return { columns, template, resize: (key, px) => setSizes({ ...sizes, [key]: px }) };
}
