/** The tree of a real option: what it is worth at every node, and where it is taken. */
import type { MethodResult } from '../../../../shared/valuation/method.ts';
import type { Cell } from '../../../../shared/valuation/sheet.ts';
import { cellOf, type Figure } from './figure.ts';
import type { Ink } from './ink.ts';
import { figures, frame } from './parts.ts';
import { scaleOf } from './scale.ts';
import type { ChartWords } from './words.ts';

/** More steps than this are a table, not a picture. */
const MOST_DRAWN = 12;

/** At the end of the tree there is no going on: a right that is not taken then has lapsed. */
const ACTS = ['goOn', 'taken', 'lapsed'] as const;
type Act = (typeof ACTS)[number];
type Node = { j: number; i: number; asset: number; value: number; act: Act };

/** Taken where going on, the first of what the maximum is made of, is less than the value. */
function isTaken({ made, value }: Cell): boolean {
  if (made?.kind !== 'call' || made.fn !== 'max') return false;
  return made.args[0]!.value < value;
}

function nodesOf(result: MethodResult): Node[] {
  const assets = new Map(result.cells.filter((c) => c.name === 'nodeAsset').map((c) => [`${c.item}.${c.k}`, c.value]));
  const nodes = result.cells.filter((c) => c.name === 'nodeValue');
  const last = Math.max(...nodes.map((c) => c.item!));
  return nodes
    .map((c): Node => {
      const act = isTaken(c) ? 'taken' : c.item === last ? 'lapsed' : 'goOn';
      return { j: c.item!, i: c.k!, asset: assets.get(`${c.item}.${c.k}`)!, value: c.value, act };
    })
    .sort((a, b) => a.j - b.j || b.i - a.i);
}

export function latticeFigure(result: MethodResult, words: ChartWords): Figure | undefined {
  const nodes = nodesOf(result);
  const steps = nodes.at(-1)?.j ?? 0;
  if (steps === 0 || steps > MOST_DRAWN) return undefined;
  const money = scaleOf(
    result.money,
    nodes.flatMap((n) => [n.asset, n.value]),
    words.units,
  );
  const unit = words.t(`unit.${money.unit}`);
  const interval = cellOf(result, 'interval') ?? 1;
  const taken = nodes.filter((n) => n.act === 'taken');
  const early = taken.filter((n) => n.j < steps).length;
  const level = (n: { j: number; i: number }): number => 2 * n.i - n.j;
  return {
    id: 'lattice',
    title: words.t('lattice.title', { value: money.text(result.value), unit, taken: taken.length, early }),
    height: 110 + steps * 46,
    option: (ink) => {
      const edges = nodes
        .filter((n) => n.j < steps)
        .flatMap((n) => [
          [n.j, level(n)],
          [n.j + 1, level(n) + 1],
          [null, null],
          [n.j, level(n)],
          [n.j + 1, level(n) - 1],
          [null, null],
        ]);
      return {
        ...frame(ink, { top: 20, right: 56, left: 24 }),
        legend: legendOf(ink, words),
        xAxis: figures(ink, words.t('lattice.step', { years: Number(interval.toFixed(4)) }), false, {
          min: 0,
          max: steps,
          interval: 1,
          splitLine: { show: false },
          axisLabel: { color: ink.muted },
        }),
        yAxis: { type: 'value', min: -steps - 0.5, max: steps + 1, show: false },
        series: [
          { type: 'line', silent: true, symbol: 'none', connectNulls: false, lineStyle: { color: ink.line, width: 1 }, data: edges },
          ...ACTS.map((which) => ({
            type: 'scatter',
            silent: true,
            z: 4,
            name: words.t(`lattice.${which}`),
            symbol: SYMBOL[which],
            symbolSize: which === 'taken' ? 11 : 8,
            itemStyle: nodeStyle(ink, which),
            data: nodes
              .filter((n) => n.act === which)
              .map((n) => ({
                value: [n.j, level(n)],
                label: {
                  show: true,
                  position: n.j === steps ? 'right' : 'top',
                  distance: 4,
                  formatter: money.text(n.value),
                  color: ink.text,
                  fontSize: 11,
                  fontWeight: which === 'taken' ? 'bold' : 'normal',
                  backgroundColor: ink.surface,
                  padding: [0, 2],
                },
              })),
          })),
        ],
      };
    },
    table: {
      columns: [
        words.t('lattice.at'),
        words.t('lattice.rises'),
        words.t('with', { name: words.t('lattice.asset'), unit }),
        words.t('with', { name: words.t('lattice.worth'), unit }),
        words.t('lattice.act'),
      ],
      rows: nodes.map((n) => [String(n.j), String(n.i), money.text(n.asset), money.text(n.value), words.t(`lattice.${n.act}`)]),
    },
  };
}

const SYMBOL = { goOn: 'circle', taken: 'rect', lapsed: 'triangle' } as const;
const nodeStyle = (ink: Ink, act: Act): Record<string, unknown> =>
  act === 'taken'
    ? { opacity: 1, color: ink.accent, borderColor: ink.text, borderWidth: 1 }
    : { opacity: 1, color: ink.surface, borderColor: ink.muted, borderWidth: 1.5 };

const legendOf = (ink: Ink, words: ChartWords): Record<string, unknown> => ({
  data: ACTS.map((act) => words.t(`lattice.${act}`)),
  top: 0,
  right: 8,
  selectedMode: false,
  itemWidth: 12,
  itemHeight: 10,
  textStyle: { color: ink.muted, fontSize: 12 },
});
