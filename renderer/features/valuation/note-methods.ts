/** Methods beside the royalty forecast as the note prints them, and the 综合 of all. Always with the Chinese words. */
import type { TFunction } from 'i18next';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { isRefusal } from '../../../shared/result.ts';
import { Decimal, formatRate, formatWan } from '../../../shared/money.ts';
import type { MethodResult, ResultInput, ResultStep } from '../../../shared/valuation/method.ts';
import { METHODS } from '../../../shared/valuation/methods.ts';
import { weigh, weighLines } from '../../../shared/valuation/weigh.ts';
import type { Cell, Unit } from '../../../shared/valuation/sheet.ts';
import type { MethodSection, Together } from '../../documents/worksheet-methods.ts';
import type { RunPaper } from '../../documents/worksheet-run.ts';
import type { Figures } from './compute.ts';
import { calledAt, cellName, figure, methodName, methodPlain, unitName, warningWords } from './method-words.ts';
import { picturesOf } from './note-charts.ts';
import { appliedResults, uncomputedReasons, type AppliedResult } from './results.ts';
import { lineName } from './weigh-words.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { runPapers } from './simulation/run-paper.ts';

/** A page takes no more: the workbook has all of it. */
const MOST_COLUMNS = 5;
const MOST_SERIES = 20;
const MOST_PERIODS = 60;
const MOST_LISTED = 12;

/** Cells of one name and item, in order. */
function grouped<T extends { name: string; item?: number }>(cells: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const c of cells) {
    const key = `${c.name}/${c.item ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(c);
    else groups.set(key, [c]);
  }
  return [...groups.values()];
}

function sectionOf(t: TFunction, { applied, method, result }: AppliedResult): MethodSection {
  const shown = (x: number, unit: Unit): string => [figure(x, unit, result.money), unitName(t, unit)].filter(Boolean).join(' ');
  const label = (c: { name: string; item?: number }): string =>
    `${cellName(t, method, c.name)}${c.item === undefined ? '' : t('valuation:book.item', { n: c.item })}`;
  const steps = grouped(result.steps);
  const series = steps.filter((g) => g[0]!.k !== undefined);
  const longest = Math.max(0, ...series.map((g) => g.length));
  const cut = series.length > MOST_SERIES || longest > MOST_PERIODS;
  return {
    name: applied.name || methodName(t, method),
    plain: methodPlain(t, method),
    results: resultsOf(t, result, applied.weight, label, shown),
    inputs: grouped(result.inputs).map((g) => inputOf(t, g, label(g[0]!), shown, result.money)),
    steps: steps.map((g) => stepOf(t, g, label(g[0]!), shown)),
    series: tablesOf(t, series.slice(0, MOST_SERIES), label, result),
    left: cut ? t('valuation:doc.seriesCut', { series: MOST_SERIES, periods: MOST_PERIODS }) : '',
    warnings: result.warnings.map((w) => warningWords(t, method, w)),
    pictures: picturesOf(t, applied.id, method, result),
  };
}

type Shown = (x: number, unit: Unit) => string;
/** The value and the further figures the method names, as its cells are called. */
function resultsOf(t: TFunction, result: MethodResult, weight: string | undefined, label: (c: Cell) => string, shown: Shown): [string, string][] {
  const cells = new Map(result.cells.map((c) => [c.id, c]));
  const further = Object.values(result.outputCells).filter((id) => id !== result.valueCell);
  return [
    [t('valuation:doc.value'), shown(result.value, result.unit)],
    ...further.map((id): [string, string] => {
      const cell = cells.get(id)!;
      return [
        cell.k === undefined ? label(cell) : t('valuation:doc.kth', { name: label(cell), k: calledAt(t, result, cell) ?? cell.k }),
        shown(cell.value, cell.unit),
      ];
    }),
    ...(weight ? [[t('valuation:book.table.weight'), formatRate(weight)] as [string, string]] : []),
  ];
}

function inputOf(t: TFunction, group: readonly ResultInput[], label: string, shown: Shown, money: '元' | '万元'): MethodSection['inputs'][number] {
  const first = group[0]!;
  const values = group
    .slice(0, MOST_LISTED)
    .map((i, at) => (at === Math.min(group.length, MOST_LISTED) - 1 ? shown(i.value, i.unit) : figure(i.value, i.unit, money)));
  return {
    label,
    value: `${values.join(' / ')}${group.length > MOST_LISTED ? t('valuation:doc.listCut', { count: group.length }) : ''}`,
    source: first.source ?? '',
    date: first.date ?? '',
    grade: first.grade ? t(`valuation:grade.${first.grade}`) : '',
  };
}

/** Of a series the first period stands for all: the others have the same formula, and their figures are in the table. */
function stepOf(t: TFunction, group: readonly ResultStep[], label: string, shown: Shown): MethodSection['steps'][number] {
  const first = group[0]!;
  return {
    label: group.length > 1 ? t('valuation:doc.firstOf', { name: label, count: group.length }) : label,
    formula: first.formula,
    substituted: first.substituted,
    result: shown(first.result, first.unit),
  };
}

function tablesOf(t: TFunction, series: readonly ResultStep[][], label: (c: ResultStep) => string, result: MethodResult): MethodSection['series'] {
  const many = series.filter((g) => g.length > 1);
  return Array.from({ length: Math.ceil(many.length / MOST_COLUMNS) }, (_, i) => {
    const part = many.slice(i * MOST_COLUMNS, (i + 1) * MOST_COLUMNS);
    const periods = [...new Set(part.flatMap((g) => g.map((c) => c.k!)))].sort((a, b) => a - b).slice(0, MOST_PERIODS);
    const at = (group: readonly ResultStep[], k: number): string => {
      const cell = group.find((c) => c.k === k);
      return cell ? figure(cell.result, cell.unit, result.money) : '';
    };
    const head = (g: readonly ResultStep[]): string => [label(g[0]!), unitName(t, g[0]!.unit)].filter(Boolean).join('，');
    return { headers: [t('valuation:doc.period'), ...part.map(head)], rows: periods.map((k) => [String(k), ...part.map((g) => at(g, k))]) };
  });
}

/** Lines of all prices of the object, their weights, and the weighted figure. */
function togetherOf(t: TFunction, sheet: Worksheet, { result }: Figures, applied: readonly AppliedResult[]): Together {
  type Line = Together['rows'][number] & { wan: Decimal; share: Decimal | undefined };
  const line = (
    method: string,
    wan: Decimal,
    low: string | undefined,
    high: string | undefined,
    weight: string | undefined,
    reason: string | undefined,
  ): Line => ({
    method,
    value: `${formatWan(wan.times(10_000).toFixed())} 万元`,
    range: low || high ? `${low ? formatWan(low) : '/'}–${high ? formatWan(high) : '/'} 万元` : '',
    weight: weight ? formatRate(weight) : '',
    reason: reason ?? '',
    wan,
    share: weight ? new Decimal(weight) : undefined,
  });
  const { band } = result;
  const ranged = band.min !== band.max;
  const own = line(
    t('valuation:method.name'),
    new Decimal(result.value).div(10_000),
    ranged ? band.min : undefined,
    ranged ? band.max : undefined,
    sheet.royaltyWeight,
    sheet.royaltyWeightReason,
  );
  const priced = applied.filter((a) => a.result.unit === 'money');
  const lines = [
    own,
    ...priced.map(({ applied: a, method, result: r }) =>
      line(a.name || methodName(t, method), new Decimal(r.value).div(r.money === '元' ? 10_000 : 1), a.low, a.high, a.weight, a.weightReason),
    ),
  ];
  const weighed = lines.filter((l) => l.share !== undefined);
  const sum = weighed.reduce((s, l) => s.plus(l.wan.times(l.share!)), new Decimal(0));
  const weights = weighed.reduce((s, l) => s.plus(l.share!), new Decimal(0));
  const wanText = (d: Decimal): string => formatWan(d.times(10_000).toFixed());
  const said = (): string => {
    if (!weights.eq(1)) return t('valuation:doc.togetherPart', { weights: formatRate(weights.toFixed()) });
    // what stands in the way on screen does so on paper
    const all = weigh(sheet, weighLines(sheet, METHODS), (l) => lineName(t, l));
    if (isRefusal(all)) return t('valuation:doc.togetherNot', { why: refusalWords(t, all) });
    const end = (name: string): string => formatWan(new Decimal(all.outputs[name]!).toFixed());
    return t('valuation:doc.together', {
      sums: weighed.map((l) => `${wanText(l.wan)} × ${l.weight}`).join(' + '),
      value: wanText(sum),
      min: end('low'),
      max: end('high'),
    });
  };
  return { rows: lines.map(({ wan: _wan, share: _share, ...row }) => row), result: weighed.length < 2 ? '' : said() };
}

type MethodsNote = { methods: MethodSection[]; together: Together; uncomputed: [string, string][]; runs: RunPaper[] };

export function methodsNote(t: TFunction, sheet: Worksheet, figures: Figures): MethodsNote {
  const applied = appliedResults(sheet);
  return {
    methods: applied.map((a) => sectionOf(t, a)),
    together: togetherOf(t, sheet, figures, applied),
    uncomputed: uncomputedReasons(t, sheet),
    runs: runPapers(t, sheet),
  };
}
