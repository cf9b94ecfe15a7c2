/** The value over two inputs, as numbers in cells. */
import { isRefusal, type Refusal } from '../../../../shared/result.ts';
import type { Figure } from './figure.ts';
import { between, decal, readableOn, type Ink } from './ink.ts';
import { FONT, frame, names } from './parts.ts';
import { scaleOf } from './scale.ts';
import type { ChartWords } from './words.ts';

export type HeatAxis = { name: string; labels: readonly string[]; /** where the request itself stands */ base?: number };
/** `values[row][column]`, rows going down. */
export type Heat = { down: HeatAxis; across: HeatAxis; values: readonly (readonly (number | Refusal)[])[] };
type Rect = { x: number; y: number; width: number; height: number };
type DrawApi = { value: (i: number) => number; coord: (at: number[]) => number[]; size: (of: number[]) => number[] };

export function heatFigure({ down, across, values }: Heat, currency: '元' | '万元', words: ChartWords): Figure | undefined {
  const known = values.flat().filter((v): v is number => !isRefusal(v));
  if (known.length === 0) return undefined;
  const money = scaleOf(currency, known, words.units);
  const unit = words.t(`unit.${money.unit}`);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const none = words.t('none');
  const said = (v: number | Refusal): string => (isRefusal(v) ? none : money.text(v));
  const cells = values.flatMap((row, y) => row.map((value, x) => ({ x, y, value })));
  return {
    id: 'heat',
    title: words.t('heat.title', { down: down.name, across: across.name, low: money.text(least), high: money.text(most), unit }),
    height: 76 + values.length * 34,
    option: (ink) => {
      const ground = (v: number): string => between(ink.soft, ink.accent, most > least ? (v - least) / (most - least) : 0.3);
      return {
        ...frame(ink),
        xAxis: { ...names(ink, across.labels, across.name, false), splitLine: { show: false } },
        yAxis: {
          ...names(ink, down.labels, words.t('heat.axis', { name: down.name, unit }), true),
          nameTextStyle: { color: ink.muted, align: 'left' },
          nameGap: 12,
        },
        series: [
          {
            type: 'custom',
            silent: true,
            data: cells.map((c, i) => [c.x, c.y, i]),
            renderItem: (_: unknown, api: DrawApi) => {
              const { x, y, value } = cells[api.value(2)]!;
              const [cx, cy] = api.coord([x, y]) as [number, number];
              const [w, h] = api.size([1, 1]) as [number, number];
              const base = x === across.base && y === down.base;
              const shape = { x: cx - w / 2 + 1, y: cy - h / 2 + 1, width: w - 2, height: h - 2 };
              return cell(ink, shape, isRefusal(value) ? undefined : ground(value), said(value), base);
            },
          },
        ],
      };
    },
    table: {
      columns: [words.t('heat.corner', { down: down.name, across: across.name, unit }), ...across.labels],
      rows: values.map((row, y) => [down.labels[y]!, ...row.map(said)]),
    },
  };
}

/** One cell with its number; a case without a value is hollow, the case as it stands has a thick edge. */
function cell(ink: Ink, shape: Rect, ground: string | undefined, words: string, base: boolean): Record<string, unknown> {
  const marks = ground === undefined ? decal(1, ink) : undefined;
  return {
    type: 'rect',
    shape: base ? { x: shape.x + 1, y: shape.y + 1, width: shape.width - 2, height: shape.height - 2 } : shape,
    style: { fill: ground ?? ink.surface, stroke: base ? ink.text : ink.line, lineWidth: base ? 3 : 0.5, ...(marks ? { lineDash: [4, 3] } : {}) },
    textContent: { style: { text: words, fill: ground === undefined ? ink.muted : readableOn(ground), font: `${base ? 'bold ' : ''}12px ${FONT}` } },
    textConfig: { position: 'inside' },
  };
}
