/** What all charts have in common: axes, spans, labels. */
import type { Ink } from './ink.ts';
import { decal } from './ink.ts';

type Part = Record<string, unknown>;
const SIZE = 12;
export const FONT = "'PingFang SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** Everything around the series; no animation, ever. */
export const frame = (ink: Ink, grid: Part = {}): Part => ({
  animation: false,
  backgroundColor: ink.surface,
  textStyle: { fontFamily: FONT, fontSize: SIZE },
  grid: { left: 12, right: 24, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'all', ...grid },
});

export const legend = (ink: Ink, data: readonly Part[] | readonly string[]): Part => ({
  data,
  top: 0,
  right: 8,
  itemWidth: 22,
  itemHeight: 12,
  selectedMode: false,
  textStyle: { color: ink.muted, fontSize: SIZE },
});

const titled = (ink: Ink, name: string, upright: boolean): Part => ({
  name,
  nameTextStyle: { color: ink.muted, fontSize: SIZE, align: upright ? 'left' : 'center' },
  nameLocation: upright ? 'end' : 'middle',
  nameGap: upright ? 10 : 8,
});

/** An axis of figures with its title and unit; `upright` for the y axis. */
export const figures = (ink: Ink, name: string, upright: boolean, more: Part = {}): Part => ({
  type: 'value',
  ...titled(ink, name, upright),
  splitNumber: 5,
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { color: ink.muted, fontSize: SIZE, hideOverlap: true },
  splitLine: { showMaxLine: false, lineStyle: { color: ink.line, opacity: 0.45 } },
  ...more,
});

const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? SIZE : SIZE * 0.6), 0);
/** How long names differ is often told by their ends. */
const KEPT_END = 4;

/** A name in at most two lines of `width` pixels, cut before its end; the table has all of it. */
function fitting(name: string, width: number): string {
  const most = 2 * width - SIZE * 2;
  if (widthOf(name) <= most) return name;
  const letters = [...name];
  const end = `…${letters.slice(-KEPT_END).join('')}`;
  let begin = '';
  for (const letter of letters) {
    if (widthOf(begin + letter + end) > most) break;
    begin += letter;
  }
  return begin + end;
}

/** An axis of names. Along the bottom they are broken into lines of `width` pixels. */
export const names = (ink: Ink, data: readonly string[], name: string, upright: boolean, width?: number): Part => ({
  type: 'category',
  data: width === undefined ? [...data] : data.map((name) => fitting(name, width)),
  ...titled(ink, name, upright),
  ...(upright ? { inverse: true, nameLocation: 'start' } : {}),
  axisTick: { show: false },
  axisLine: { lineStyle: { color: ink.line }, onZero: false },
  axisLabel: { color: ink.text, fontSize: SIZE, ...(width === undefined ? { hideOverlap: true } : { interval: 0, width, overflow: 'break', lineHeight: 16 }) },
});

export const label = (ink: Ink, position: string, more: Part = {}): Part => ({ show: true, position, color: ink.text, fontSize: SIZE, ...more });

/** Fill with its pattern and an edge, so that it can be told without colour. */
export const fill = (ink: Ink, color: string, pattern = 0): Part => {
  const marks = decal(pattern, ink);
  return { color, borderColor: ink.text, borderWidth: pattern === 0 ? 0 : 0.8, ...(marks ? { decal: marks } : {}) };
};

export type Span = { from: number; to: number; style: Part; label?: Part };

/** Floating bars: an unseen bar up to where the span begins, and one or two seen ones; a span over zero is two. */
export function spans(stack: string, list: readonly (Span | undefined)[], more: Part = {}): Part[] {
  const bar = (part: 'base' | 'plus' | 'minus'): Part => ({
    type: 'bar',
    stack,
    silent: true,
    ...more,
    data: list.map((span) => {
      if (!span) return null;
      const [low, high] = [Math.min(span.from, span.to), Math.max(span.from, span.to)];
      if (part === 'base') return { value: low > 0 ? low : high < 0 ? high : 0, itemStyle: { opacity: 0 } };
      const value = part === 'plus' ? (high > 0 ? high - Math.max(low, 0) : 0) : low < 0 ? low - Math.min(high, 0) : 0;
      const carries = part === 'plus' ? high > 0 || low === high : high <= 0 && low < high;
      return { value, itemStyle: span.style, ...(carries && span.label ? { label: span.label } : {}) };
    }),
  });
  return [bar('base'), bar('plus'), bar('minus')];
}

export type BarLine = { value: number; dash: 'solid' | 'dashed' | 'dotted'; name?: string };

/** Vertical lines behind all rows, `value` already on the axis, their words above; each in a line of its own, so that neighbours keep apart. */
export const lines = (ink: Ink, list: readonly BarLine[]): Part => ({
  silent: true,
  symbol: 'none',
  z: 1,
  data: list.map(({ value, dash, name }, row) => ({
    xAxis: value,
    lineStyle: { color: ink.text, type: dash, width: 1.5 },
    label: { show: name !== undefined, formatter: name ?? '', position: 'start', distance: 4 + row * 18, color: ink.text, fontSize: SIZE },
  })),
});

/** 1, 2, 2.5 or 5 times a power of ten, not below `rough`. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 2.5, 5, 10].find((x) => x * power >= rough * (1 - 1e-9))!;
}

/** Bounds and ticks of an axis that need not begin at zero: a little air around the figures, as shares of what they span. */
export function around(values: readonly number[], before: number, after = before): { min: number; max: number; interval: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || Math.abs(high) || 1;
  const interval = niceStep((span * (1 + before + after)) / 6);
  const min = Math.floor((low - span * before) / interval) * interval;
  return { min: low >= 0 ? Math.max(0, min) : min, max: Math.ceil((high + span * after) / interval) * interval, interval };
}

/** Room for the figures on upright bars, and under those that hang. */
export const roomAbove = (values: readonly number[]): Part => ({ boundaryGap: [values.some((v) => v < 0) ? '12%' : 0, '10%'] });

/** How much of the scale words beside a bar need, at the narrowest a chart is printed. */
export const roomFor = (words: string): number => (words.length * 7 + 16) / 400;
