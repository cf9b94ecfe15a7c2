/** 技术合同技术性收入核定表: receipts of a period and what of them is technical income, with columns for both finance offices. */
import type { Block, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { cell, paragraph } from '../../shared/domain/contract/blocks.ts';
import { withContentId } from '../../shared/domain/contract/content-id.ts';
import { chineseDay } from '../../shared/domain/contract/fill.ts';
import type { IncomeRow } from '../../shared/domain/followup.ts';
import { decimal, formatYuan } from '../../shared/money.ts';
import { head, panel } from './paper.ts';

export type IncomeInput = {
  dealName: string;
  contractNo: string;
  registerNo: string;
  seller: string;
  buyer: string;
  total: string;
  technical: string;
  from: string;
  to: string;
  rows: readonly IncomeRow[];
  amount: string;
  technicalIncome: string;
  watermark: string;
};

/** Layout of this program: no published national form was found, the registry's own form goes first where it has one. */
export function incomeDocument(input: IncomeInput): DocumentModel {
  const yuan = (text: string): string => (text === '' ? '' : `${formatYuan(text)} 元`);
  const day = (text: string | undefined): string => (text ? (chineseDay(text) ?? text) : '');
  const sign = [
    { label: '经办人', value: '' },
    { label: '财务负责人', value: '' },
    { label: '日期', value: '　　　　年　　月　　日' },
  ];
  const blocks: Block[] = [
    { kind: 'title', text: '技术合同技术性收入核定表', subtitle: input.dealName },
    panel([
      ['合同编号', input.contractNo],
      ['登记编号', input.registerNo],
      ['卖方', input.seller],
      ['买方', input.buyer],
      ['登记的成交总额', yuan(input.total)],
      ['登记的技术交易额', yuan(input.technical)],
      ['核定期间', [day(input.from), day(input.to)].filter(Boolean).join('至')],
    ]),
    { kind: 'heading', id: 'rows', level: 2, text: '一、到账明细' },
    {
      kind: 'table',
      head: 1,
      columns: [{ width: 100 }, { width: 240 }, { width: 280, align: 'right' }, { width: 380 }],
      rows: [
        ['序号', '到账日期', '金额（元）', '付款人、凭证'].map(head),
        ...input.rows.map((r, i) => [
          cell(String(i + 1), { align: 'center' }),
          cell(day(r.on)),
          cell(formatYuan(r.amount), { align: 'right' }),
          cell(r.note || '/'),
        ]),
        [cell('合计', { bold: true, align: 'center', span: 2 }), cell(formatYuan(input.amount), { bold: true, align: 'right' }), cell('')],
      ],
    },
    { kind: 'heading', id: 'income', level: 2, text: '二、技术性收入' },
    panel([
      ['本期到账', yuan(input.amount)],
      ['其中技术性收入', yuan(input.technicalIncome)],
      ['非技术性收入', input.amount !== '' && input.technicalIncome !== '' ? yuan(difference(input.amount, input.technicalIncome)) : ''],
      ['登记机构核定', '　　　　　　　　　　　元'],
    ]),
    paragraph('技术性收入为履行合同实际取得的价款、使用费、报酬中属于技术交易的部分；设备、材料等非技术性费用不计入。', { indent: true, small: true }),
    {
      kind: 'signatures',
      parties: [
        { role: '卖方财务部门（盖章）', name: input.seller, keyword: '', lines: sign },
        { role: '买方财务部门（盖章）', name: input.buyer, keyword: '', lines: sign },
      ],
    },
  ];
  return withContentId({ kind: 'form', title: '技术合同技术性收入核定表', header: '', pageNumbers: 'several', watermark: input.watermark, blocks });
}

/** 元; '' where one of them is no amount. */
const difference = (a: string, b: string): string => {
  const [x, y] = [decimal(a), decimal(b)];
  return x && y ? x.minus(y).toFixed(2) : '';
};
