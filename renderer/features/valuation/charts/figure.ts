/** A chart as data: what it says, how it is drawn in some colours, and the table that says the same. */
import type { EChartsCoreOption } from 'echarts/core';
import type { MethodResult } from '../../../../shared/valuation/method.ts';
import type { Ink } from './ink.ts';

/** Texts as they are shown; the unit stands in the head of its column. */
export type FigureTable = { columns: readonly string[]; rows: readonly (readonly string[])[] };
export type Figure = {
  /** unique among the charts of one result */
  id: string;
  /** the answer in a sentence */
  title: string;
  /** pixels */
  height: number;
  option: (ink: Ink) => EChartsCoreOption;
  table: FigureTable;
};

/** The cells of a series in order, without those that belong to one of several items. */
export const seriesOf = (result: MethodResult, name: string): number[] =>
  result.cells.filter((c) => c.name === name && c.k !== undefined && c.item === undefined).map((c) => c.value);

/** A single cell, where the result has it. */
export const cellOf = (result: MethodResult, name: string): number | undefined =>
  result.cells.find((c) => c.name === name && c.k === undefined && c.item === undefined)?.value;

export const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Names a method tells beside its figures: a list, or by the id of their cells. */
export function nameOf(result: MethodResult, fact: string, at: number, cell: string): string | undefined {
  const names = result.facts[fact];
  if (Array.isArray(names)) {
    const found: unknown = names[at];
    return typeof found === 'string' ? found : undefined;
  }
  return (names as Record<string, string> | undefined)?.[`${cell}.${at + 1}`];
}
