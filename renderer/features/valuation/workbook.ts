/** The worksheet as a workbook with live formulas, always in Chinese like the note. */
import type { TFunction } from 'i18next';
import { chineseDay } from '../../../shared/domain/contract/fill.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { APPROACHES, type Worksheet } from '../../../shared/domain/deal.ts';
import { Decimal } from '../../../shared/money.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import type { Method, MethodResult } from '../../../shared/valuation/method.ts';
import type { Unit } from '../../../shared/valuation/sheet.ts';
import { WORKSHEET_BANNER } from '../../documents/worksheet-docx.ts';
import { isDraft } from '../../documents/worksheet-front.ts';
import type { BookLine, BookMethod, WorksheetBook } from '../../documents/worksheet-xlsx.ts';
import { bookId } from './book-id.ts';
import type { Figures } from './compute.ts';
import { cellName, methodName, warningWords } from './method-words.ts';
import { missingOf, weighedOf } from './note-front.ts';
import { ROYALTY, appliedResults, royaltyResult, uncomputedReasons } from './results.ts';
import { runPapers } from './simulation/run-paper.ts';

const UNITS: readonly Unit[] = ['money', 'rate', 'years', 'factor', 'count', 'days', 'months'];
const wanOf = (yuan: string | undefined): number | undefined => (yuan === undefined || yuan === '' ? undefined : new Decimal(yuan).div(10_000).toNumber());
const weightOf = (text: string | undefined): number | undefined => (text === undefined || text === '' ? undefined : Number(text));

/** One line: 来源 · 日期 · 依据等级 · 填写人. */
const evidenceText = (t: TFunction, e: MethodResult['inputs'][number]): string =>
  [e.source, e.date, e.grade ? t(`valuation:grade.${e.grade}`) : '', e.by].filter(Boolean).join(' · ');

type Line = Omit<BookLine, 'value' | 'unit' | 'money'>;

function methodOf(t: TFunction, m: Method, name: string, about: readonly string[], result: MethodResult, line: Line): BookMethod {
  const cells = result.cells.map(({ id, name: cell, symbol, k, item, unit, value, made }) => ({ id, name: cell, symbol, k, item, unit, value, made }));
  return {
    result: { cells: cells.map((c) => clean(c)), inputs: result.inputs },
    name,
    about,
    labels: Object.fromEntries(result.cells.map((c) => [c.name, cellName(t, m, c.name)])),
    units: Object.fromEntries(UNITS.map((unit) => [unit, unit === 'money' ? result.money : t(`valuation:book.unit.${unit}`)])) as Record<Unit, string>,
    evidence: Object.fromEntries(result.inputs.map((i) => [i.name, evidenceText(t, i)])),
    notes: result.warnings.map((w) => `${t('valuation:book.notice')}${warningWords(t, m, w)}`),
    line: { value: result.valueCell ?? '', unit: result.unit, money: result.money, ...line },
  };
}
const clean = <T extends object>(x: T): T => Object.fromEntries(Object.entries(x).filter(([, v]) => v !== undefined)) as T;

/** `mark` is 示例 or 实训 where the library is no 正式库. Every applied method named as its sheet is; a name the person gave comes before the method's own. */
export function bookOf(t: TFunction, file: DealFile, sheet: Worksheet, figures: Figures, mark = ''): WorksheetBook | Refusal {
  const royalty = royaltyResult(sheet, figures.request);
  if (isRefusal(royalty)) return royalty;
  const version = t('valuation:book.version', { n: sheet.version ?? 1 });
  const day = (iso: string | undefined): string => chineseDay(iso) ?? iso ?? '';
  const about = [
    [
      version,
      t('valuation:book.baseDate', { day: day(sheet.baseDate) || '/' }),
      t('valuation:book.by', { preparer: sheet.preparer || '/', reviewer: sheet.reviewer || '/' }),
    ].join('　'),
    t('valuation:book.legend'),
  ];
  const banded = royalty.outputs['bandMin'] !== undefined;
  const methods: BookMethod[] = [
    methodOf(t, ROYALTY, methodName(t, ROYALTY), about, royalty, {
      ...(banded ? { low: 'bandMin', high: 'bandMax' } : {}),
      ...given('weight', weightOf(sheet.royaltyWeight)),
      ...given('reason', sheet.royaltyWeightReason),
    }),
    ...appliedResults(sheet).map(({ applied, method, result }) =>
      methodOf(t, method, applied.name || methodName(t, method), about, result, {
        ...given('low', wanOf(applied.low)),
        ...given('high', wanOf(applied.high)),
        ...given('weight', weightOf(applied.weight)),
        ...given('reason', applied.weightReason),
      }),
    ),
  ];
  const uncomputed = uncomputedReasons(t, sheet);
  const missing = missingOf(t, file, sheet);
  const draft = isDraft(missing);
  const weighed = weighedOf(t, sheet);
  const field = (name: string): string => t(`valuation:field.${name}`);
  const words = (of: string): Record<string, string> => t(`valuation:book.${of}`, { returnObjects: true }) as Record<string, string>;
  const book: Omit<WorksheetBook, 'contentId'> = {
    title: t('valuation:book.title', { object: file.deal.name ?? '' }),
    front: t('valuation:book.front'),
    banner: [mark, draft ? t('valuation:book.draft') : '', WORKSHEET_BANNER].filter(Boolean).join(' · '),
    facts: [
      [field('object'), sheet.object || file.deal.name || '/'],
      [field('purpose'), sheet.purpose || '/'],
      [field('valueType'), [sheet.valueType, sheet.valueTypeReason].filter(Boolean).join('；') || '/'],
      [field('baseDate'), day(sheet.baseDate) || '/'],
      [field('preparedOn'), day(sheet.preparedOn) || '/'],
      [field('preparer'), sheet.preparer || '/'],
      [field('reviewer'), sheet.reviewer || '/'],
      [t('valuation:col.version'), version],
    ],
    heads: words('heads') as WorksheetBook['heads'],
    item: t('valuation:book.item'),
    table: words('table') as WorksheetBook['table'],
    methods,
    // what the screen does not put together the workbook does not either
    ...(weighed.length === 1 ? { notTogether: weighed[0]!.value } : {}),
    runs: runPapers(t, sheet),
    remarks: [
      ...(draft ? [[t('valuation:book.missing'), missing.open.map(([item, lacks]) => `${item}：${lacks}`).join('\n')] as [string, string]] : []),
      ...(uncomputed.length > 0 ? [[t('valuation:book.uncomputed'), uncomputed.map(([name, why]) => `${name}：${why}`).join('\n')] as [string, string]] : []),
      [field('rejected'), rejectedText(t, sheet) || '/'],
      [field('note'), sheet.note || '/'],
    ],
  };
  const contentId = bookId(file, sheet);
  return { ...book, contentId, facts: [...book.facts, [t('valuation:book.contentId'), contentId]] };
}

/** Approach by approach, then what was written in free text before. */
const rejectedText = (t: TFunction, sheet: Worksheet): string =>
  [...APPROACHES.flatMap((name) => (sheet.approaches?.[name] ? [`${t(`valuation:doc.approach.${name}`)}：${sheet.approaches[name]}`] : [])), sheet.rejected]
    .filter(Boolean)
    .join('\n');
const given = <T>(name: string, value: T | undefined): Record<string, T> => (value === undefined || value === '' ? {} : { [name]: value });
