/** Sections of the 估值测算说明 for methods beside the royalty forecast, and what all of them say together. */
import type { Block } from '../../shared/domain/contract/blocks.ts';
import { cell, paragraph } from '../../shared/domain/contract/blocks.ts';
import { head, panel } from './paper.ts';

type Row = readonly string[];
/** Everything arrives as it is to be read. */
export type MethodSection = {
  name: string;
  /** what it is, and when it is used */
  plain: string;
  results: readonly (readonly [string, string])[];
  inputs: readonly { label: string; value: string; source: string; date: string; grade: string }[];
  steps: readonly { label: string; formula: string; substituted: string; result: string }[];
  /** per-period figures: heads, then a row a period */
  series: readonly { headers: Row; rows: readonly Row[] }[];
  /** what did not fit, and where it is */
  left: string;
  warnings: Row;
  pictures: readonly Picture[];
};
/** A chart still to be drawn: `id` is unique in the document. */
export type Picture = { id: string; width: number; height: number; caption: string };
export type Together = {
  rows: readonly { method: string; value: string; range: string; weight: string; reason: string }[];
  /** 综合 in a sentence; empty where nothing was weighed */
  result: string;
};

/** A table with a heading line; what is empty is a stroke, so that nobody writes it in later. */
export function grid(widths: readonly number[], headers: Row, rows: readonly Row[], caption?: string): Block {
  return {
    kind: 'table',
    head: 1,
    ...(caption === undefined ? {} : { caption }),
    columns: widths.map((width) => ({ width })),
    rows: [headers.map(head), ...rows.map((r) => r.map((text) => cell(text === '' ? '/' : text)))],
  };
}

/** Columns of one width, which add up to 1000. */
export function even(n: number): number[] {
  const each = Math.floor(1000 / n);
  return Array.from({ length: n }, (_, i) => (i === 0 ? 1000 - each * (n - 1) : each));
}

export const inputGrid = (rows: readonly Row[], caption?: string): Block =>
  grid([220, 190, 300, 165, 125], ['输入', '取值', '来源', '来源日期', '依据程度'], rows, caption);
export const stepGrid = (rows: readonly Row[], caption?: string): Block =>
  grid([60, 200, 240, 320, 180], ['序', '步骤', '算式', '代入', '结果'], rows, caption);

export const pictureBlock = (p: Picture): Block => ({ kind: 'picture', png: '', ...p });

export function methodBlocks(m: MethodSection): Block[] {
  return [
    paragraph(m.plain, { indent: true }),
    panel(m.results),
    ...(m.inputs.length === 0
      ? []
      : [
          inputGrid(
            m.inputs.map((i) => [i.label, i.value, i.source, i.date, i.grade]),
            '输入及来源',
          ),
        ]),
    ...(m.steps.length === 0
      ? []
      : [
          stepGrid(
            m.steps.map((s, n) => [String(n + 1), s.label, s.formula, s.substituted, s.result]),
            '计算步骤',
          ),
        ]),
    ...m.series.map((s, i) => grid(even(s.headers.length), s.headers, s.rows, i === 0 ? '逐期数值' : undefined)),
    ...(m.left === '' ? [] : [paragraph(m.left, { small: true })]),
    ...m.pictures.map(pictureBlock),
    ...m.warnings.map((text) => paragraph(`注意：${text}`, { indent: true })),
  ];
}

export const togetherBlocks = ({ rows, result }: Together): Block[] => [
  grid(
    [200, 180, 240, 90, 290],
    ['方法', '结果', '区间', '权重', '权重理由'],
    rows.map((r) => [r.method, r.value, r.range, r.weight, r.reason]),
  ),
  ...(result === '' ? [] : [paragraph(result, { indent: true })]),
];
