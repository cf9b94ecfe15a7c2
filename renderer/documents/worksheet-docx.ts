/** 估值测算说明: inputs with sources, every step with its numbers, the result with its range; and the banner that says what it is not. */
import type { Block, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { paragraph } from '../../shared/domain/contract/blocks.ts';
import { withContentId } from '../../shared/domain/contract/content-id.ts';
import { chineseDay } from '../../shared/domain/contract/fill.ts';
import type { RowOf } from '../../shared/domain/tables.ts';
import type { Result } from '../../shared/result.ts';
import { fileName } from './contract-docx.ts';
import type { DocumentError } from './document-error.ts';
import type { PaperFile } from './paper.ts';
import { panel, paperDocx, paragraphsOf } from './paper.ts';
import { isDraft, missingBlocks, rangeBlocks, type Missing, type RangeTable } from './worksheet-front.ts';
import { runBlocks, type RunPaper } from './worksheet-run.ts';
import {
  even,
  grid,
  inputGrid,
  methodBlocks,
  pictureBlock,
  stepGrid,
  togetherBlocks,
  type MethodSection,
  type Picture,
  type Together,
} from './worksheet-methods.ts';

export const WORKSHEET_BANNER =
  '本说明是供谈判参考的估值测算，由编制人依所列假设计算，不是法定资产评估的文件，不得作为法定资产评估使用。依法应当评估的事项，请委托有资质的机构办理。';
const HEADER = '估值测算说明 · 供谈判参考 · 非法定资产评估文件';

/** Figures arrive as they are to be read (the screen's own words and digits), so that paper and screen agree. */
export type WorksheetInputs = {
  worksheet: RowOf<'worksheets'>;
  objectName: string;
  methodName: string;
  inputs: readonly { label: string; value: string; source: string; sourceDate?: string; grade: string }[];
  steps: readonly { label: string; formula: string; substituted: string; result: string }[];
  /** year table of the method: headers, then one row per year */
  years?: { headers: readonly string[]; rows: readonly (readonly string[])[] };
  results: readonly { label: string; value: string }[];
  /** what the acceptance list still lacks: the paper is a 讨论稿 */
  missing?: Missing;
  /** the deal's rights, each in a line, from their records */
  rights?: readonly string[];
  /** the forecast at its low and high discount rate */
  range?: RangeTable;
  rules: readonly { text: string; source: string; confirmed: boolean }[];
  warnings: readonly string[];
  /** further methods, a section each */
  methods?: readonly MethodSection[];
  /** charts of the royalty forecast */
  pictures?: readonly Picture[];
  together?: Together;
  /** methods that give no figure, and why, by their names */
  uncomputed?: readonly (readonly [string, string])[];
  /** what each simulation found, a section each */
  runs?: readonly RunPaper[];
  /** why an approach was not used, by its name */
  rejected?: readonly (readonly [string, string])[];
  watermark?: string;
};

export function worksheetDocument(input: WorksheetInputs): DocumentModel {
  const { worksheet: w, methods = [] } = input;
  let last = 0;
  const section = (text: string): Block => {
    last += 1;
    return { kind: 'heading', id: `s${last}`, level: 2, text: `${last} ${text}` };
  };
  const blocks: Block[] = [
    { kind: 'title', text: '估值测算说明', subtitle: [isDraft(input.missing) ? '讨论稿' : '', w.name].filter(Boolean).join(' · ') },
    { kind: 'banner', text: WORKSHEET_BANNER },
    ...missingBlocks(input.missing),
    section('测算对象与目的'),
    panel([
      ['测算对象', w.object || input.objectName],
      ...((input.rights ?? []).length > 0 ? [['权利', input.rights!.join('；')] as const] : []),
      ['测算目的', w.purpose ?? ''],
      ['价值类型', [w.valueType, w.valueTypeReason].filter(Boolean).join('；')],
      ['测算方法', [input.methodName, ...methods.map((m) => m.name)].join('、')],
      ['测算基准日', chineseDay(w.baseDate) ?? w.baseDate ?? ''],
      ['编制日期', chineseDay(w.preparedOn) ?? w.preparedOn ?? ''],
      ['编制人', w.preparer ?? ''],
      ['复核人', w.reviewer ?? ''],
      ['版本', `第 ${w.version ?? 1} 版`],
    ]),
    section('测算结果'),
    panel(input.results.map((r) => [r.label, r.value] as const)),
    ...input.warnings.map((text) => paragraph(`注意：${text}`, { indent: true })),
    section('输入及来源'),
    inputGrid(input.inputs.map((i) => [i.label, i.value, i.source, i.sourceDate ?? '', i.grade])),
    section('计算步骤'),
    stepGrid(input.steps.map((s, n) => [String(n + 1), s.label, s.formula, s.substituted, s.result])),
    ...(input.years ? [section('分年计算'), grid(even(input.years.headers.length), input.years.headers, input.years.rows)] : []),
    ...(input.range ? [section('区间的计算'), ...rangeBlocks(input.range)] : []),
    ...(input.pictures ?? []).map(pictureBlock),
    ...methods.flatMap((m) => [section(m.name), ...methodBlocks(m)]),
    ...(input.together && input.together.rows.length > 1 ? [section('综合'), ...togetherBlocks(input.together)] : []),
    ...(input.runs ?? []).flatMap((run) => [section(run.name), ...runBlocks(run)]),
    ...((input.uncomputed ?? []).length > 0
      ? [section('未能计算的方法'), ...filled(input.uncomputed!.map(([name, why]) => `${name}：${why}。以上结果和综合都不含这种方法。`))]
      : []),
    section('未采用的方法与其他说明'),
    ...filled([...(input.rejected ?? []).map(([name, why]) => `${name}：${why}`), ...paragraphsOf(w.rejected), ...paragraphsOf(w.note)]),
    ...(input.rules.length === 0
      ? []
      : [
          section('引用的规则'),
          grid(
            [520, 340, 140],
            ['规则', '来源', '状态'],
            input.rules.map((r) => [r.text, r.source, r.confirmed ? '已确认' : '待确认']),
          ),
        ]),
    paragraph(`编制人：${w.preparer || '/'}；复核人：${w.reviewer || '/'}；编制日期：${chineseDay(w.preparedOn) ?? '/'}。`, { indent: true }),
  ];
  return withContentId({
    kind: 'worksheet',
    title: '估值测算说明',
    header: isDraft(input.missing) ? `讨论稿 · ${HEADER}` : HEADER,
    pageNumbers: true,
    watermark: input.watermark ?? '',
    blocks,
  });
}

const filled = (lines: string[]): Block[] => (lines.length === 0 ? ['无。'] : lines).map((l) => paragraph(l, { indent: true }));

export const worksheetDocx = (input: WorksheetInputs): Result<PaperFile, DocumentError> =>
  paperDocx(worksheetDocument(input), fileName([input.objectName, '估值测算说明', `第${input.worksheet.version ?? 1}版`], 'docx'));
