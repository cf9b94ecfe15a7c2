/** What comes in each period, and what it is worth today. */
import type { MethodResult } from '../../../../shared/valuation/method.ts';
import { plainText, scaleOf } from './scale.ts';
import { seriesOf, total, type Figure } from './figure.ts';
import { fill, figures, frame, label, legend, names, roomAbove } from './parts.ts';
import type { ChartWords } from './words.ts';

/** The flows that are discounted, from the last step before it to what was given. */
const FLOWS = ['freeCashFlow', 'net', 'royalty', 'excess', 'gross', 'royaltyPaid', 'flows'] as const;
const PRESENT = ['present', 'sellerRoyaltyPresent'] as const;
/** Figures stand on the bars up to so many periods: on the flows, on their present values. */
const MOST_LABELLED = [12, 8] as const;

export function flowsFigure(result: MethodResult, words: ChartWords): Figure | undefined {
  const limited = seriesOf(result, 'royaltyPaid').length > 0 ? FLOWS.filter((n) => n !== 'royalty') : FLOWS;
  const name = limited.find((n) => seriesOf(result, n).length > 0);
  if (name === undefined || result.method === 'shapley') return undefined;
  const parts = seriesOf(result, 'countedPart');
  // what lies after the life is no bar
  const lives = (values: number[]): number[] => (values.length === parts.length ? values.filter((_, i) => parts[i]! > 0) : values);
  const flows = lives(seriesOf(result, name));
  // MIRR takes what is paid and what is got to different days
  const presentName = result.method === 'mirr' ? undefined : PRESENT.find((n) => lives(seriesOf(result, n)).length === flows.length);
  const present = presentName === undefined ? [] : lives(seriesOf(result, presentName));
  const times = lives(seriesOf(result, 'time'));
  const timed = times.length === flows.length;
  const periods = flows.map((_, i) => (timed ? plainText(Number(times[i]!.toFixed(2))) : String(i + 1)));
  const money = scaleOf(result.money, [...flows, ...present], words.units);
  const unit = words.t(`unit.${money.unit}`);
  const last = parts.find((x) => x > 0 && x < 1);
  const [flowName, presentWords] = [words.cell(name), presentName === undefined ? '' : words.cell(presentName)];
  const params = { flow: flowName, total: money.text(total(flows)), presentName: presentWords, present: money.text(total(present)), unit };
  const axis = words.t(timed ? 'flows.years' : 'flows.period');
  return {
    id: 'flows',
    title: words.t(present.length > 0 ? 'flows.title' : 'flows.titlePlain', params),
    height: 260,
    option: (ink) => {
      const bar = (of: readonly number[], called: string, style: Record<string, unknown>, most: number): Record<string, unknown> => ({
        type: 'bar',
        name: called,
        barMaxWidth: 44,
        barGap: '12%',
        silent: true,
        itemStyle: style,
        labelLayout: { hideOverlap: true },
        data: of.map((v) => ({
          value: money.of(v),
          label: { ...label(ink, v < 0 ? 'bottom' : 'top'), show: of.length <= most, formatter: money.text(v), fontSize: 11 },
        })),
      });
      return {
        ...frame(ink, { top: present.length > 0 ? 22 : 4 }),
        ...(present.length > 0 ? { legend: legend(ink, [flowName, presentWords]) } : {}),
        xAxis: {
          ...names(ink, periods, axis, false),
          axisLine: { lineStyle: { color: ink.line }, onZero: true },
          axisLabel: { color: ink.text, hideOverlap: true },
        },
        yAxis: figures(ink, unit, true, roomAbove([...flows, ...present])),
        series: [
          bar(flows, flowName, present.length > 0 ? fill(ink, ink.other, 1) : fill(ink, ink.accent), MOST_LABELLED[0]),
          ...(present.length > 0 ? [bar(present, presentWords, fill(ink, ink.accent), MOST_LABELLED[1])] : []),
        ],
      };
    },
    table: {
      columns: [axis, words.t('with', { name: flowName, unit }), ...(present.length > 0 ? [words.t('with', { name: presentWords, unit })] : [])],
      rows: flows.map((v, i) => [
        last !== undefined && i === flows.length - 1 ? words.t('flows.part', { period: periods[i]!, part: plainText(last) }) : periods[i]!,
        money.text(v),
        ...(present.length > 0 ? [money.text(present[i]!)] : []),
      ]),
    },
  };
}
