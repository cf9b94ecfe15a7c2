/** Rows of bars beside each other, from zero, with lines across them: offers, shares of a worth, comparables. */
import type { Figure, FigureTable } from './figure.ts';
import type { Ink } from './ink.ts';
import { plainText } from './scale.ts';
import { fill, figures, frame, label, legend, lines as linesAt, names, roomFor, type BarLine } from './parts.ts';

export type BarGroup = { name: string; values: readonly number[] };
export type Bars = {
  id: string;
  title: string;
  rows: readonly string[];
  groups: readonly BarGroup[];
  lines?: readonly BarLine[];
  unit: string;
  /** from a figure to its place on the axis, and to its text */
  of: (v: number) => number;
  text: (v: number, row: number) => string;
  table: FigureTable;
};

export function barsFigure({ id, title, rows, groups, lines = [], unit, of, text, table }: Bars): Figure {
  const all = [0, ...groups.flatMap((g) => g.values), ...lines.map((l) => l.value)].map(of);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  // room for the figures beside the bars
  const room = (high - low || 1) * Math.max(...groups.flatMap((g) => g.values.map((v, i) => roomFor(text(v, i)))));
  const head = (groups.length > 1 ? 26 : 6) + lines.length * 18;
  return {
    id,
    title,
    height: 60 + head + rows.length * (groups.length * 22 + 16),
    option: (ink: Ink) => ({
      ...frame(ink, { top: head + 6, right: 24 }),
      ...(groups.length > 1
        ? {
            legend: legend(
              ink,
              groups.map((g) => g.name),
            ),
          }
        : {}),
      xAxis: figures(ink, unit, false, {
        min: low < 0 ? low - room : 0,
        max: high + room,
        axisLabel: { color: ink.muted, fontSize: 12, hideOverlap: true, showMaxLabel: false, showMinLabel: low >= 0, formatter: (v: number) => plainText(v) },
      }),
      yAxis: names(ink, rows, '', true, 150),
      series: groups.map((g, at) => ({
        type: 'bar',
        name: g.name,
        barWidth: 16,
        barGap: '30%',
        silent: true,
        itemStyle: at === groups.length - 1 ? fill(ink, ink.accent) : fill(ink, ink.other, 1),
        data: g.values.map((v, i) => ({
          value: of(v),
          label: { ...label(ink, v < 0 ? 'left' : 'right'), formatter: text(v, i), backgroundColor: ink.surface, padding: [2, 3] },
        })),
        ...(at === 0 && lines.length > 0
          ? {
              markLine: linesAt(
                ink,
                lines.map((l) => ({ ...l, value: of(l.value) })),
              ),
            }
          : {}),
      })),
    }),
    table,
  };
}
