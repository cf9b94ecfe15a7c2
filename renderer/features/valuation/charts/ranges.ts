/** Ranges and points on one scale of money: what both sides would agree to, the corridor, the values of several methods. */
import type { MethodResult } from '../../../../shared/valuation/method.ts';
import { cellOf, nameOf, seriesOf, type Figure } from './figure.ts';
import type { Ink } from './ink.ts';
import { around, fill, figures, frame, label, lines, names, roomFor, spans } from './parts.ts';
import { scaleOf } from './scale.ts';
import type { ChartWords } from './words.ts';

type Look = 'plain' | 'main' | 'bad' | 'side';
/** A range open to one side goes to the edge of the chart. */
export type RangeRow = { name: string; from?: number; to?: number; point?: number; look: Look; /** behind a point */ note?: string };

const LOOKS: Record<Look, (ink: Ink) => Record<string, unknown>> = {
  plain: (ink) => ({ ...fill(ink, ink.soft), borderColor: ink.accent, borderWidth: 1 }),
  main: (ink) => fill(ink, ink.accent),
  bad: (ink) => fill(ink, ink.bad, 1),
  side: (ink) => fill(ink, ink.other, 1),
};

export function rangesFigure(
  id: string,
  title: (say: { text: (v: number) => string; unit: string }) => string,
  rows: readonly RangeRow[],
  currency: '元' | '万元',
  words: ChartWords,
  guides: readonly number[],
): Figure {
  const all = rows.flatMap((r) => [r.from, r.to, r.point]).filter((x) => x !== undefined);
  const money = scaleOf(currency, all, words.units);
  const unit = words.t(`unit.${money.unit}`);

  const said = (r: RangeRow): string => {
    if (r.point !== undefined && r.from === undefined)
      return r.note === undefined ? money.text(r.point) : words.t('ranges.noted', { point: money.text(r.point), note: r.note });
    if (r.to === undefined) return `≥ ${money.text(r.from!)}`;
    if (r.from === undefined) return `≤ ${money.text(r.to)}`;
    const ends = `${money.text(r.from)} – ${money.text(r.to)}`;
    return r.point === undefined ? ends : words.t('ranges.around', { point: money.text(r.point), ends });
  };
  // a range around a point says both beside its bar
  const widest = Math.max(0.3, ...rows.map((r) => (r.point !== undefined && (r.from !== undefined || r.note !== undefined) ? roomFor(said(r)) * 1.6 : 0)));
  const bounds = around(all.map(money.of), 0.3, widest);
  return {
    id,
    title: title({ text: money.text, unit }),
    height: 70 + rows.length * 36,
    option: (ink) => ({
      ...frame(ink, { top: 12, right: 24 }),
      xAxis: figures(ink, unit, false, bounds),
      yAxis: names(
        ink,
        rows.map((r) => r.name),
        '',
        true,
        170,
      ),
      series: [
        ...spans(
          'range',
          rows.map((r) => {
            if (r.from === undefined && r.to === undefined) return undefined;
            const from = r.from === undefined ? bounds.min : money.of(r.from);
            const to = r.to === undefined ? bounds.max : money.of(r.to);
            const wide = (to - from) / (bounds.max - bounds.min);
            const inside = r.point === undefined && (r.to === undefined || wide > 0.3);
            return {
              from,
              to,
              style: LOOKS[r.look](ink),
              label: { ...label(ink, inside ? 'inside' : 'right'), formatter: said(r), backgroundColor: ink.surface, padding: [1, 4] },
            };
          }),
          { barWidth: 20 },
        ),
        {
          type: 'scatter',
          silent: true,
          symbol: 'diamond',
          symbolSize: 14,
          z: 5,
          markLine: lines(
            ink,
            guides.map((g) => ({ value: money.of(g), dash: 'dotted' })),
          ),
          data: rows.flatMap((r, i) => {
            if (r.point === undefined) return [];
            const alone = r.from === undefined && r.to === undefined;
            return [
              {
                value: [money.of(r.point), i],
                itemStyle: {
                  opacity: 1,
                  color: r.look === 'main' ? ink.accent : r.look === 'bad' ? ink.bad : ink.surface,
                  borderColor: ink.text,
                  borderWidth: 1.5,
                },
                label: {
                  ...label(ink, 'right'),
                  show: alone,
                  formatter: said(r),
                  backgroundColor: ink.surface,
                  padding: [2, 3],
                  fontWeight: r.look === 'main' ? 'bold' : 'normal',
                },
              },
            ];
          }),
        },
      ],
    }),
    table: { columns: ['', words.t('with', { name: words.t('ranges.amount'), unit })], rows: rows.map((r) => [r.name, said(r)]) },
  };
}

export type Offer = { name: string; value: number };

/** Reserves, overlap or gap, the bargaining solution, and offers made in the deal. */
export function zopaFigure(result: MethodResult, offers: readonly Offer[], words: ChartWords): Figure | undefined {
  const { t } = words;
  const [seller, buyer] = [cellOf(result, 'sellerReserve'), cellOf(result, 'buyerReserve')];
  if (seller === undefined || buyer === undefined) return undefined;
  const open = buyer >= seller;
  const price = cellOf(result, 'price');
  const solved = result.method === 'nash' || result.method === 'rubinstein';
  const middle = open ? (seller + buyer) / 2 : undefined;
  const placed = (v: number): Pick<RangeRow, 'point' | 'look' | 'note'> => {
    const wrong = v < seller ? (v > buyer ? 'neither' : 'tooLow') : v > buyer ? 'tooHigh' : undefined;
    return wrong === undefined ? { point: v, look: 'plain' } : { point: v, look: 'bad', note: t(`zopa.${wrong}`) };
  };
  const rows: RangeRow[] = [
    { name: t('zopa.seller'), from: seller, look: 'plain' },
    { name: t('zopa.buyer'), to: buyer, look: 'side' },
    { name: t(open ? 'zopa.range' : 'zopa.gap'), from: Math.min(seller, buyer), to: Math.max(seller, buyer), look: open ? 'main' : 'bad' },
    ...(solved ? [{ name: t(`zopa.${result.method}`), point: result.value, look: 'main' as const }] : []),
    ...(!solved && middle !== undefined ? [{ name: t('zopa.middle'), point: middle, look: 'main' as const }] : []),
    ...(!solved && price !== undefined ? [{ name: t('zopa.price'), ...placed(price) }] : []),
    ...offers.map((o) => ({ name: o.name, ...placed(o.value) })),
  ];
  return rangesFigure(
    'zopa',
    ({ text, unit }) =>
      open
        ? t('zopa.title', { low: text(seller), high: text(buyer), width: text(buyer - seller), unit })
        : t('zopa.titleGap', { gap: text(seller - buyer), unit }),
    rows,
    result.money,
    words,
    [seller, buyer],
  );
}

/** Floor, anchors and ceiling, each with the sheet it is from, and the target. */
export function corridorFigure(result: MethodResult, words: ChartWords): Figure {
  const { t } = words;
  const at = (name: string): number => cellOf(result, name)!;
  const [floor, ceiling, target] = [at('floor'), at('ceiling'), at('target')];
  const placed = (v: number): Pick<RangeRow, 'point' | 'look' | 'note'> =>
    v < floor || v > ceiling ? { point: v, look: 'bad', note: t('corridor.outside') } : { point: v, look: 'plain' };
  const rows: RangeRow[] = [
    { name: t('corridor.range'), from: Math.min(floor, ceiling), to: Math.max(floor, ceiling), look: floor > ceiling ? 'bad' : 'plain' },
    { name: t('corridor.floor', { sheet: String(result.facts['floor']) }), point: floor, look: 'plain' },
    ...seriesOf(result, 'anchor').map((v, i) => ({
      name: t('corridor.anchor', { sheet: nameOf(result, 'anchors', i, 'anchor') ?? String(i + 1) }),
      ...placed(v),
    })),
    { name: t('corridor.ceiling', { sheet: String(result.facts['ceiling']) }), point: ceiling, look: 'plain' },
    { name: t('corridor.target'), point: target, look: 'main' },
  ];
  return rangesFigure(
    'corridor',
    ({ text, unit }) =>
      t(floor > ceiling ? 'corridor.titleInverted' : 'corridor.title', { floor: text(floor), ceiling: text(ceiling), target: text(target), unit }),
    rows,
    result.money,
    words,
    [floor, ceiling],
  );
}

/** Several methods, each with its range and weight, and where they meet. */
export function reconcileFigure(result: MethodResult, words: ChartWords): Figure {
  const { t } = words;
  const values = seriesOf(result, 'estimate');
  const [lows, highs] = [seriesOf(result, 'estimateLow'), seriesOf(result, 'estimateHigh')];
  const weights = seriesOf(result, 'weight');
  const rows: RangeRow[] = [
    ...values.map((v, i): RangeRow => {
      const ranged = lows[i] !== undefined && highs[i] !== undefined && lows[i] < highs[i];
      const name = t('reconcile.method', { name: nameOf(result, 'names', i, 'estimate') ?? String(i + 1), weight: Number((weights[i]! * 100).toFixed(2)) });
      return { name, point: v, look: 'plain', ...(ranged ? { from: lows[i]!, to: highs[i]! } : {}) };
    }),
    { name: t('reconcile.point'), point: result.value, look: 'main' },
  ];
  return rangesFigure(
    'reconcile',
    ({ text, unit }) => t('reconcile.title', { value: text(result.value), unit, count: values.length }),
    rows,
    result.money,
    words,
    [result.value],
  );
}
