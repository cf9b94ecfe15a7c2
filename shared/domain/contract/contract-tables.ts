/** Tables inside the contract: the parties, the instalments, the people behind the work. */
import { formatYuan } from '../../money.ts';
import type { RowOf } from '../tables.ts';
import type { ContractSources } from './answers.ts';
import type { Cell } from './blocks.ts';
import { cell } from './blocks.ts';
import type { ClauseSet } from './clause-set.ts';
import { chineseDay } from './fill.ts';
import type { TextBlock } from './text.ts';

/** Where a record says nothing. */
export const NONE = '/';
export const head = (text: string): Cell => cell(text, { bold: true, align: 'center' });

/** `contacts` are the interview's answers: the same persons as in the article on contacts. */
export function partyTable(set: ClauseSet, { buyer, seller }: ContractSources, contacts: { a: string | undefined; b: string | undefined }): TextBlock[] {
  // a credit code of 18 characters and a mailbox stand on one line each
  const widths = [{ width: 220 }, { width: 320 }, { width: 150 }, { width: 310 }];
  const rows = (role: string, p: RowOf<'parties'> | undefined, contact: string | undefined): Cell[][] => [
    [head(role), cell(p?.name || NONE, { span: 3, bold: true })],
    [head('住所地'), cell(p?.address || NONE, { span: 3 })],
    [head('统一社会信用代码'), cell(p?.uscc || NONE), head('法定代表人'), cell(p?.legalRep || NONE)],
    [head('项目联系人'), cell(contact || p?.contact || NONE), head('电话'), cell(p?.phone || NONE)],
    [head('邮政编码'), cell(p?.zip || NONE), head('电子信箱'), cell(p?.email || NONE)],
  ];
  return [
    { kind: 'table', columns: widths, head: 0, rows: rows(set.partyA, buyer, contacts.a) },
    { kind: 'table', columns: widths, head: 0, rows: rows(set.partyB, seller, contacts.b) },
  ];
}

export function instalmentTable({ instalments }: ContractSources): TextBlock & { kind: 'table' } {
  return {
    kind: 'table',
    head: 1,
    columns: [{ width: 80, align: 'center' }, { width: 190 }, { width: 255, align: 'center' }, { width: 255 }, { width: 220, align: 'right' }],
    rows: [
      ['期次', '名称', '支付日期', '支付条件', '金额（元）'].map(head),
      ...instalments.map((i, n) => [
        cell(String(n + 1), { align: 'center' }),
        cell(i.name || NONE),
        cell(chineseDay(i.dueOn) ?? NONE, { align: 'center' }),
        cell(i.condition || NONE),
        cell(formatYuan(i.amount), { align: 'right' }),
      ]),
    ],
  };
}

/** 完成人 of the achievement and what each did. */
export function contributorTable({ contributors }: ContractSources): TextBlock & { kind: 'table' } {
  return {
    kind: 'table',
    head: 1,
    columns: [{ width: 120, align: 'center' }, { width: 330 }, { width: 550 }],
    rows: [
      ['序号', '姓名', '承担的工作'].map(head),
      ...(contributors ?? []).map((c, n) => [cell(String(n + 1), { align: 'center' }), cell(c.name || NONE), cell(c.role || NONE)]),
    ],
  };
}
