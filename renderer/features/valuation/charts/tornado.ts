/** Which input moves the value most. */
import type { Refusal } from '../../../../shared/result.ts';
import { percentText, plainText, scaleOf } from './scale.ts';
import type { Figure } from './figure.ts';
import type { Ink } from './ink.ts';
import { around, fill, figures, frame, label, legend, lines, names, spans, type Span } from './parts.ts';
import type { ChartWords } from './words.ts';

/** What the value is where one input is low, and where it is high; the texts say how low and how high. */
export type TornadoRow = { name: string; low: number | undefined; high: number | undefined; lowText: string; highText: string };

/** A tornado as the engine tells it, in the words of the method. */
export function tornadoRows(
  tornado: { base: number; bars: readonly { field: string; low: number; high: number; atLow: number | Refusal; atHigh: number | Refusal }[] },
  words: ChartWords,
  unitOf: (field: string) => 'rate' | 'money' | 'other' = () => 'other',
): TornadoRow[] {
  const said = (field: string, x: number): string => (unitOf(field) === 'rate' ? `${plainText(x * 100)}%` : plainText(x));
  return tornado.bars.map((b) => ({
    name: words.field(b.field),
    low: typeof b.atLow === 'number' ? b.atLow : undefined,
    high: typeof b.atHigh === 'number' ? b.atHigh : undefined,
    lowText: said(b.field, b.low),
    highText: said(b.field, b.high),
  }));
}

export function tornadoFigure(
  base: number,
  rows: readonly TornadoRow[],
  unit: 'rate' | 'money',
  currency: '元' | '万元',
  words: ChartWords,
): Figure | undefined {
  if (rows.length === 0) return undefined;
  const all = [base, ...rows.flatMap((r) => [r.low, r.high])].filter((x) => x !== undefined);
  const money = scaleOf(currency, all, words.units);
  const of = (x: number): number => (unit === 'rate' ? x * 100 : money.of(x));
  const text = (x: number): string => (unit === 'rate' ? percentText(x) : money.text(x));
  const unitText = unit === 'rate' ? '%' : words.t(`unit.${money.unit}`);
  const first = rows[0]!;
  const ends = [first.low, first.high].filter((x) => x !== undefined);
  const none = words.t('none');
  const said = (x: number | undefined): string => (x === undefined ? none : text(x));
  return {
    id: 'tornado',
    title: words.t('tornado.title', {
      name: first.name,
      low: said(ends.length > 0 ? Math.min(...ends) : undefined),
      high: said(ends.length > 0 ? Math.max(...ends) : undefined),
      unit: unitText,
    }),
    height: 90 + rows.length * 40,
    option: (ink) => {
      // both ends on one side: the nearer is told on the other, where there is room
      const sideOf = (r: TornadoRow, which: 'low' | 'high'): 'left' | 'right' => {
        const [own, other] = (which === 'low' ? [r.low, r.high] : [r.high, r.low]).map((x) => (x ?? base) - base) as [number, number];
        if (own === 0) return other > 0 || (other === 0 && which === 'low') ? 'left' : 'right';
        const nearer = own * other > 0 && Math.abs(own) < Math.abs(other);
        return own < 0 === nearer ? 'right' : 'left';
      };
      const side = (which: 'low' | 'high'): (Span | undefined)[] =>
        rows.map((r) => {
          const to = r[which];
          if (to === undefined) return undefined;
          const words = `${r[`${which}Text`]} → ${text(to)}`;
          return { from: of(base), to: of(to), style: sideFill(ink, which), label: { ...label(ink, sideOf(r, which)), formatter: words, fontSize: 11 } };
        });
      const [low, high] = (['low', 'high'] as const).map((which) => words.t(`tornado.${which}`)) as [string, string];
      const series = (which: 'low' | 'high', called: string): Record<string, unknown>[] =>
        spans(which, side(which), { barWidth: 18, barGap: '-100%', name: called });
      const lows = series('low', low);
      const baseWords = words.t('tornado.base', { value: text(base), unit: unitText });
      lows[0]!['markLine'] = lines(ink, [{ value: of(base), dash: 'solid', name: baseWords }]);
      return {
        ...frame(ink, { top: 46, right: 32 }),
        legend: legend(ink, [
          { name: low, itemStyle: sideFill(ink, 'low') },
          { name: high, itemStyle: sideFill(ink, 'high') },
        ]),
        xAxis: figures(ink, unitText, false, around(all.map(of), 0.32)),
        yAxis: names(
          ink,
          rows.map((r) => r.name),
          '',
          true,
          150,
        ),
        series: [...lows, ...series('high', high)],
      };
    },
    table: {
      columns: [
        words.t('tornado.input'),
        words.t('tornado.low'),
        words.t('with', { name: words.t('tornado.valueLow'), unit: unitText }),
        words.t('tornado.high'),
        words.t('with', { name: words.t('tornado.valueHigh'), unit: unitText }),
      ],
      rows: rows.map((r) => [r.name, r.lowText, said(r.low), r.highText, said(r.high)]),
    },
  };
}

const sideFill = (ink: Ink, side: 'low' | 'high'): Record<string, unknown> => (side === 'low' ? fill(ink, ink.other, 1) : fill(ink, ink.accent));
