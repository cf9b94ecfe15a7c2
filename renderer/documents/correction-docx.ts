/** 补正说明: what the registry asked, what became of each ground, and what this submission says otherwise than the one before. */
import type { Block, Cell, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { cell, paragraph } from '../../shared/domain/contract/blocks.ts';
import { withContentId } from '../../shared/domain/contract/content-id.ts';
import { chineseDay } from '../../shared/domain/contract/fill.ts';
import type { Difference, Line } from '../../shared/domain/filing-difference.ts';
import { head, panel } from './paper.ts';

export type CorrectionInput = {
  dealName: string;
  contractNo: string;
  seller: string;
  point: string;
  version: number;
  returnedOn: string;
  /** each ground as it was said, where it is mended and how */
  grounds: readonly { code: string; text: string; place: string; how: string }[];
  difference: Difference;
  formName: (key: string) => string;
  factName: (key: string) => string;
  supplements: readonly string[];
  watermark: string;
};

/** Chinese, for the registry; what is not known stands as “/”. */
export function correctionDocument(input: CorrectionInput): DocumentModel {
  const { difference: d } = input;
  const day = (text: string): string => chineseDay(text) ?? text;
  const papers = [...d.added.map((p) => `新增：${p.name}（SHA-256 ${p.sha256.slice(0, 16)}…）`), ...d.removed.map((p) => `不再提交：${p.name}`)];
  const blocks: Block[] = [
    { kind: 'title', text: '补正说明', subtitle: input.dealName },
    panel([
      ['登记机构', input.point],
      ['申请单位', input.seller],
      ['合同编号', input.contractNo],
      ['申请版次', `第 ${input.version} 版`],
      ['退回（要求补正）日期', day(input.returnedOn)],
    ]),
    { kind: 'heading', id: 'grounds', level: 2, text: '一、退回原因与处理' },
    table(
      ['序号', '登记机构意见', '处理情况', '所在'],
      [80, 400, 340, 180],
      input.grounds.map((g, i) => [
        cell(String(i + 1), { align: 'center' }),
        cell([g.code, g.text].filter(Boolean).join(' ')),
        cell(g.how || '/'),
        cell(g.place || '/'),
      ]),
    ),
    { kind: 'heading', id: 'form', level: 2, text: '二、登记表的改动' },
    ...changes(d.form, input.formName),
    { kind: 'heading', id: 'facts', level: 2, text: '三、合同要素的改动' },
    ...changes(d.facts, input.factName),
    { kind: 'heading', id: 'papers', level: 2, text: '四、随附材料' },
    ...(papers.length === 0 ? [paragraph('与上次提交相同。', { indent: true })] : papers.map((l) => paragraph(l, { indent: true }))),
    ...input.supplements.map((l) => paragraph(l, { indent: true })),
    paragraph('已签署的合同文本没有改动；约定上的补充和变更，以双方另行签署的补充协议或者新版合同为准。', { indent: true }),
    {
      kind: 'signatures',
      parties: [
        {
          role: '申请单位（盖章）',
          name: input.seller,
          keyword: '',
          lines: [
            { label: '经办人', value: '' },
            { label: '日期', value: '　　　　年　　月　　日' },
          ],
        },
      ],
    },
  ];
  return withContentId({ kind: 'paper', title: '补正说明', header: '', pageNumbers: 'several', watermark: input.watermark, blocks });
}

const table = (titles: readonly string[], widths: readonly number[], rows: Cell[][]): Block => ({
  kind: 'table',
  head: 1,
  columns: widths.map((width) => ({ width })),
  rows: [titles.map(head), ...rows],
});

function changes(lines: readonly Line[], name: (key: string) => string): Block[] {
  if (lines.length === 0) return [paragraph('没有改动。', { indent: true })];
  return [
    table(
      ['栏目', '上次提交', '本次提交'],
      [260, 370, 370],
      lines.map((l) => [cell(name(l.key)), cell(l.before || '（空）'), cell(l.after || '（空）')]),
    ),
  ];
}
