/** Who holds how much, before the first round and after each. */
import type { MethodResult } from '../../../../shared/valuation/method.ts';
import { seriesOf, total, type Figure } from './figure.ts';
import { fill, figures, frame, names } from './parts.ts';
import { percentText } from './scale.ts';
import type { ChartWords } from './words.ts';

type Holder = { name?: string; kind: string };
/** A part below this has no room for its figure; the table has it. */
const LEAST_LABELLED = 0.06;
/** Beyond so many colours, signs and lines of the legend say nothing: the smallest are drawn as one. */
const MOST_DRAWN = 24;
/** Holders in one line of the legend. */
const A_LINE = 4;

/** Parts of each holder after each round; later holders have none before they come in. */
function roundsOf(result: MethodResult): number[][] {
  const start = seriesOf(result, 'sharesAtStart');
  if (start.length === 0) return [seriesOf(result, 'percent')];
  const byRound = new Map<number, number[]>();
  for (const c of result.cells) if (c.name === 'holding') byRound.set(c.item!, [...(byRound.get(c.item!) ?? []), c.value]);
  const whole = total(start);
  return [start.map((n) => n / whole), ...[...byRound.keys()].sort((a, b) => a - b).map((j) => byRound.get(j)!)];
}

type Drawn = { name: string; parts: number[] };

/** Each holder with its part after every round; those with the least at the end together where there are too many. */
function drawnOf(holders: readonly string[], rounds: readonly number[][], others: (n: number) => string): Drawn[] {
  const all = holders.map((name, h) => ({ name, parts: rounds.map((parts) => parts[h] ?? 0) }));
  if (all.length <= MOST_DRAWN) return all;
  const most = new Set([...all].sort((a, b) => b.parts.at(-1)! - a.parts.at(-1)!).slice(0, MOST_DRAWN - 1));
  const rest = all.filter((h) => !most.has(h));
  return [...all.filter((h) => most.has(h)), { name: others(rest.length), parts: rounds.map((_, i) => total(rest.map((h) => h.parts[i]!))) }];
}

export function sharesFigure(result: MethodResult, words: ChartWords): Figure | undefined {
  const { t } = words;
  const holders = (result.facts['holders'] as Holder[] | undefined)?.map((h) => h.name ?? t(`shares.${h.kind}`));
  if (!holders) return undefined;
  const rounds = roundsOf(result);
  const single = rounds.length === 1;
  const rows = rounds.map((_, i) => (single ? t('shares.all') : i === 0 ? t('shares.start') : t('shares.round', { k: i })));
  const [first, last] = [rounds[0]![0]!, rounds.at(-1)![0]!];
  const most = rounds[0]!.indexOf(Math.max(...rounds[0]!));
  const said = { name: holders[single ? most : 0]!, from: percentText(first), to: percentText(single ? rounds[0]![most]! : last), rounds: rounds.length - 1 };
  const drawn = drawnOf(holders, rounds, (n) => t('shares.others', { n }));
  const lines = Math.ceil(drawn.length / A_LINE);
  return {
    id: 'shares',
    title: t(single ? 'shares.titleOnce' : 'shares.title', said),
    height: 90 + lines * 24 + rows.length * 48,
    option: (ink) => ({
      ...frame(ink, { top: 16 + lines * 24, right: 28 }),
      legend: Array.from({ length: lines }, (_, line) => ({
        data: drawn.slice(line * A_LINE, (line + 1) * A_LINE).map((h) => h.name),
        top: line * 22,
        left: 8,
        itemWidth: 22,
        itemHeight: 12,
        selectedMode: false,
        textStyle: { color: ink.muted, fontSize: 12, width: 112, overflow: 'truncate' },
      })),
      xAxis: figures(ink, t('shares.axis'), false, { min: 0, max: 100 }),
      yAxis: names(ink, rows, '', true, 120),
      series: drawn.map(({ name, parts }, h) => ({
        type: 'bar',
        name,
        stack: 'shares',
        barWidth: 28,
        silent: true,
        itemStyle: { ...fill(ink, ink.hues[h % ink.hues.length]!, h), borderColor: ink.text, borderWidth: 0.8 },
        data: parts.map((part) => ({
          value: part * 100,
          label: {
            show: part >= LEAST_LABELLED,
            position: 'inside',
            formatter: percentText(part, 1),
            color: ink.text,
            backgroundColor: ink.surface,
            padding: [1, 3],
            fontSize: 11,
          },
        })),
      })),
    }),
    table: {
      columns: [t('shares.holder'), ...rows],
      rows: holders.map((name, h) => [name, ...rounds.map((parts) => (parts[h] === undefined ? '—' : percentText(parts[h])))]),
    },
  };
}
