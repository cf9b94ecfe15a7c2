/** From the first figure to the value: what is added, what is taken away. */
import type { MethodResult } from '../../../../shared/valuation/method.ts';
import type { Figure } from './figure.ts';
import { bridgeParts, type BridgePart } from './bridge-parts.ts';
import { fill, figures, frame, label, names, roomAbove, spans, type Span } from './parts.ts';
import { scaleOf } from './scale.ts';
import type { ChartWords } from './words.ts';

type Step = BridgePart & { from: number; to: number };

/** Where each bar begins and ends: a change goes on from where the last one stopped. */
function laid(parts: readonly BridgePart[]): Step[] {
  let at = 0;
  return parts.map((p) => {
    const from = p.kind === 'change' ? at : 0;
    at = p.kind === 'change' ? at + p.value : p.value;
    return { ...p, from, to: at };
  });
}

export function bridgeFigure(result: MethodResult, words: ChartWords): Figure | undefined {
  const parts = bridgeParts(result, words);
  if (parts.length < 2) return undefined;
  const steps = laid(parts);
  const money = scaleOf(
    result.money,
    steps.flatMap((s) => [s.from, s.to]),
    words.units,
  );
  const unit = words.t(`unit.${money.unit}`);
  const signed = (s: Step): string => (s.kind === 'change' && s.value > 0 ? `+${money.text(s.value)}` : money.text(s.value));
  const changes = steps.filter((s) => s.kind === 'change');
  const widest = changes.reduce<Step | undefined>((a, b) => (a && Math.abs(a.value) >= Math.abs(b.value) ? a : b), undefined);
  const end = steps.at(-1)!;
  return {
    id: 'bridge',
    title: words.t(widest ? 'bridge.title' : 'bridge.titlePlain', {
      name: end.name,
      value: money.text(end.to),
      unit,
      part: widest?.name ?? '',
      amount: widest ? signed(widest) : '',
    }),
    height: 270,
    option: (ink) => {
      const span = (s: Step): Span => ({
        from: money.of(s.from),
        to: money.of(s.to),
        style: s.kind !== 'change' ? fill(ink, ink.accent) : s.value < 0 ? fill(ink, ink.other, 1) : fill(ink, ink.hues[2]!, 2),
        label: { ...label(ink, s.to < s.from && s.to < 0 ? 'bottom' : 'top'), formatter: signed(s), fontWeight: s.kind === 'total' ? 'bold' : 'normal' },
      });
      return {
        ...frame(ink),
        xAxis: names(
          ink,
          steps.map((s) => s.name),
          '',
          false,
          Math.max(64, Math.floor(620 / steps.length)),
        ),
        yAxis: figures(ink, unit, true, roomAbove(steps.map((s) => Math.min(s.from, s.to)))),
        series: spans('bridge', steps.map(span), { barMaxWidth: 56 }),
      };
    },
    table: {
      columns: [words.t('bridge.step'), words.t('with', { name: words.t('bridge.amount'), unit }), words.t('with', { name: words.t('bridge.reached'), unit })],
      rows: steps.map((s) => [s.name, signed(s), money.text(s.to)]),
    },
  };
}
