/** Tables inside the contract: the parties, the instalments, the people behind the work. */
import { Decimal, decimal, formatRate, formatYuan, parseMoney, parseRate } from '../../money.ts';
import type { RowOf } from '../tables.ts';
import type { ContractSources } from './answers.ts';
import type { Cell } from './blocks.ts';
import { cell } from './blocks.ts';
import type { ClauseSet } from './clause-set.ts';
import { chineseDay } from './fill.ts';
import { furtherKey, furtherLabel, furtherName } from './several.ts';
import type { TextBlock } from './text.ts';

/** Where a record says nothing. */
export const NONE = '/';
export const head = (text: string): Cell => cell(text, { bold: true, align: 'center' });

/** `answers` name the contacts: the same persons as in the article on contacts. */
export function partyTable(set: ClauseSet, { buyer, seller, further = [] }: ContractSources, answers: Readonly<Record<string, string>>): TextBlock[] {
  // a credit code of 18 characters and a mailbox stand on one line each
  const widths = [{ width: 220 }, { width: 320 }, { width: 150 }, { width: 310 }];
  const rows = (role: string, p: RowOf<'parties'> | undefined, contact: string | undefined): Cell[][] => [
    [head(role), cell(p?.name || NONE, { span: 3, bold: true })],
    [head('住所地'), cell(p?.address || NONE, { span: 3 })],
    [head('统一社会信用代码'), cell(p?.uscc || NONE), head('法定代表人'), cell(p?.legalRep || NONE)],
    [head('项目联系人'), cell(contact || p?.contact || NONE), head('电话'), cell(p?.phone || NONE)],
    [head('邮政编码'), cell(p?.zip || NONE), head('电子信箱'), cell(p?.email || NONE)],
  ];
  const all = [
    rows(set.partyA, buyer, answers['contactA']),
    rows(set.partyB, seller, answers['contactB']),
    ...further.map(({ role, party }, i) => rows(furtherLabel(i, role), party, answers[`contact${furtherKey(i).slice(-1)}`])),
  ];
  return all.map((own) => ({ kind: 'table', columns: widths, head: 0, rows: own }));
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

/** What each party puts in, in money and in kind, and its share in results and income, by the answers of the interview. */
export function sharesTable(
  { further = [], buyer, seller }: Pick<ContractSources, 'further' | 'buyer' | 'seller'>,
  answers: Readonly<Record<string, string>>,
): TextBlock & { kind: 'table' } {
  const all = [
    { letter: 'A', name: `甲方　${buyer?.name ?? ''}` },
    { letter: 'B', name: `乙方　${seller?.name ?? ''}` },
    ...further.map(({ party }, i) => ({ letter: furtherKey(i).slice(-1), name: `${furtherName(i)}　${party?.name ?? ''}` })),
  ];
  const yuan = (text: string | undefined) => decimal(parseMoney(text ?? '')?.yuan);
  const rate = (letter: string) => decimal(parseRate(answers[`share${letter}`] ?? ''));
  const lines = all.map(({ letter, name }) => ({ name, cash: yuan(answers[`cash${letter}`]), kind: yuan(answers[`kind${letter}Value`]), share: rate(letter) }));
  const money = (sums: readonly (Decimal | undefined)[]): Cell => {
    const there = sums.filter((x) => x !== undefined);
    return cell(there.length === 0 ? NONE : formatYuan(Decimal.sum(...there).toFixed()), { align: 'right' });
  };
  const share = (of: readonly (Decimal | undefined)[]): Cell =>
    cell(of.some((x) => x === undefined) ? NONE : formatRate(Decimal.sum(...(of as Decimal[])).toFixed()), { align: 'right' });
  const row = (first: Cell, of: typeof lines): Cell[] => [
    first,
    money(of.map((l) => l.cash)),
    money(of.map((l) => l.kind)),
    money(of.flatMap((l) => [l.cash, l.kind])),
    share(of.map((l) => l.share)),
  ];
  return {
    kind: 'table',
    head: 1,
    columns: [{ width: 240 }, { width: 205, align: 'right' }, { width: 205, align: 'right' }, { width: 205, align: 'right' }, { width: 145, align: 'right' }],
    rows: [
      ['当事人', '资金（元）', '实物、技术折价（元）', '投资合计（元）', '成果权益份额'].map(head),
      ...lines.map((l) => row(cell(l.name), [l])),
      row(cell('合计', { bold: true, align: 'center' }), lines),
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
