/** How the trials of a simulation lie, with P10, P50, P90 and the seller's floor. */
import type { SimulationResult } from '../../../../shared/valuation/simulation/summary.ts';
import type { Figure } from './figure.ts';
import { figures, frame } from './parts.ts';
import { percentText, scaleOf } from './scale.ts';
import type { ChartWords } from './words.ts';

export function histogramFigure(simulation: SimulationResult, currency: '元' | '万元', words: ChartWords): Figure {
  const { histogram: h, p10, p50, p90, valued, belowFloor } = simulation;
  const { floor } = simulation.settings;
  const width = h.width;
  const money = scaleOf(currency, [h.from, h.from + width * h.counts.length, p10, p90, ...(floor === undefined ? [] : [floor])], words.units);
  const unit = words.t(`unit.${money.unit}`);
  const share = (count: number): number => count / valued;
  const marks = [
    { name: 'P10', value: p10 },
    { name: 'P50', value: p50 },
    { name: 'P90', value: p90 },
    ...(floor === undefined ? [] : [{ name: words.t('histogram.floor'), value: floor }]),
  ];
  const range = { p10: money.text(p10), p50: money.text(p50), p90: money.text(p90), unit };
  const bars = h.counts.map((count, i) => ({ from: h.from + i * width, to: h.from + (i + 1) * width, share: share(count) }));
  const ends = marks.map((m) => m.value);
  // a single value has no width: a bar of its own is drawn around it
  const drawn = width > 0 ? width : Math.abs(h.from) * 0.02 || 1;
  const [least, most] = [Math.min(h.from - (width > 0 ? 0 : drawn), ...ends), Math.max(h.from + drawn * h.counts.length, ...ends)];
  return {
    id: 'histogram',
    title: belowFloor === undefined ? words.t('histogram.title', range) : words.t('histogram.titleFloor', { ...range, chance: percentText(belowFloor, 1) }),
    height: 300,
    option: (ink) => {
      const tallest = Math.max(...bars.map((b) => b.share)) * 100;
      const level = (row: number): number => tallest * (1.06 + 0.09 * row);
      return {
        ...frame(ink, { right: 40 }),
        xAxis: figures(ink, words.t('histogram.value', { unit }), false, {
          min: money.of(least - drawn),
          max: money.of(most + drawn),
          axisLine: { show: true, lineStyle: { color: ink.line } },
          splitLine: { show: false },
          axisLabel: { color: ink.muted, hideOverlap: true, showMinLabel: false, showMaxLabel: false },
        }),
        yAxis: figures(ink, words.t('histogram.share'), true, {
          min: 0,
          max: level(marks.length),
          axisLabel: { color: ink.muted, showMaxLabel: false, formatter: (v: number) => String(Number(v.toFixed(2))) },
        }),
        series: [
          {
            type: 'bar',
            silent: true,
            barCategoryGap: '6%',
            ...(width > 0 ? {} : { barWidth: 24 }),
            itemStyle: { color: ink.soft, borderColor: ink.accent, borderWidth: 1 },
            data: bars.map((b) => [money.of((b.from + b.to) / 2), b.share * 100]),
          },
          ...marks.map((m, i) => ({
            type: 'line',
            silent: true,
            symbol: 'none',
            lineStyle: { color: i === 3 ? ink.bad : ink.text, width: i === 1 || i === 3 ? 2 : 1.5, type: i === 3 ? 'dotted' : i === 1 ? 'solid' : 'dashed' },
            data: [
              [money.of(m.value), 0],
              {
                value: [money.of(m.value), level(i)],
                symbol: 'circle',
                symbolSize: 1,
                label: {
                  show: true,
                  position: 'top',
                  distance: 0,
                  formatter: `${m.name} ${money.text(m.value)}`,
                  color: i === 3 ? ink.bad : ink.text,
                  fontSize: 12,
                  fontWeight: i === 1 ? 'bold' : 'normal',
                  backgroundColor: ink.surface,
                  padding: [1, 3],
                },
              },
            ],
            showSymbol: true,
          })),
        ],
      };
    },
    table: {
      columns: [
        words.t('with', { name: words.t('histogram.from'), unit }),
        words.t('with', { name: words.t('histogram.to'), unit }),
        words.t('histogram.trials'),
        words.t('histogram.share'),
      ],
      rows: [
        ...(h.below > 0 ? [['', money.text(h.from), String(h.below), percentText(share(h.below))]] : []),
        ...bars.map((b, i) => [money.text(b.from), money.text(b.to), String(h.counts[i]!), percentText(b.share)]),
        ...(h.above > 0 ? [[money.text(h.from + width * h.counts.length), '', String(h.above), percentText(share(h.above))]] : []),
        ...marks.map((m) => [m.name, money.text(m.value), '', '']),
      ],
    },
  };
}
