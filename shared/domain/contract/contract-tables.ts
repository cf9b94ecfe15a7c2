/** Tables inside the contract: the parties, the licensed rights, the instalments. */
import { formatYuan } from '../../money.ts';
import type { RowOf } from '../tables.ts';
import { isPatent, type ContractSources } from './answers.ts';
import type { Cell } from './blocks.ts';
import { cell } from './blocks.ts';
import type { ClauseSet } from './clause-set.ts';
import { chineseDay } from './fill.ts';
import type { TextBlock } from './text.ts';

const KIND_NAMES: Record<NonNullable<RowOf<'rights'>['kind']>, string> = {
  invention: '发明专利',
  utility: '实用新型专利',
  design: '外观设计专利',
  application: '专利申请',
  secret: '技术秘密',
  software: '计算机软件著作权',
  layout: '集成电路布图设计',
  variety: '植物新品种',
};
const NONE = '/';
const head = (text: string): Cell => cell(text, { bold: true, align: 'center' });

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

/** The six patent data of 民法典 art. 845 and the day the annual fee is paid to, one panel per patent. `inventors` is the interview's answer. */
export function rightsTable({ rights }: ContractSources, inventors: string): TextBlock & { kind: 'table' } {
  const day = (d: string | undefined): string => chineseDay(d) ?? (d || NONE);
  const patents = rights.filter(({ right }) => isPatent(right));
  return {
    kind: 'table',
    head: 0,
    columns: [{ width: 235 }, { width: 290 }, { width: 190 }, { width: 285 }],
    rows: patents.flatMap(({ right: r, expiresOn }, i) => [
      [head(patents.length === 1 ? '发明创造名称' : `${i + 1}. 发明创造名称`), cell(r.name || NONE, { span: 3, bold: true })],
      [head('专利类型'), cell(r.kind ? KIND_NAMES[r.kind] : NONE), head('专利号'), cell(r.number ? `ZL ${bare(r.number)}` : NONE)],
      [head('申请号'), cell(r.number ? bare(r.number) : NONE), head('申请日'), cell(day(r.filedOn))],
      [head('申请人'), cell(r.applicant || r.owner || NONE), head('专利权人'), cell(r.owner || NONE)],
      [head('授权公告日'), cell(day(r.grantedOn)), head('专利权届满日'), cell(day(expiresOn))],
      [head('发明人（设计人）'), cell((patents.length === 1 ? '' : r.inventors) || inventors || NONE), head('年费已交至'), cell(day(r.feePaidTo))],
    ]),
  };
}

const bare = (number: string): string => number.replace(/^\s*(ZL|CN)\s*/i, '').trim();

export function instalmentTable({ instalments }: ContractSources): TextBlock & { kind: 'table' } {
  return {
    kind: 'table',
    head: 1,
    columns: [{ width: 90, align: 'center' }, { width: 250 }, { width: 180, align: 'center' }, { width: 260 }, { width: 220, align: 'right' }],
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
