/** The rights a contract is about, a panel each: what identifies a right of its kind, as its register has it. */
import type { RowOf } from '../tables.ts';
import { isPatent, type ContractSources } from './answers.ts';
import type { Cell } from './blocks.ts';
import { cell } from './blocks.ts';
import { head, NONE } from './contract-tables.ts';
import { chineseDay } from './fill.ts';
import { RIGHT_NAMES } from './right-names.ts';
import type { TextBlock } from './text.ts';

type Right = RowOf<'rights'>;
type Table = TextBlock & { kind: 'table' };

const COLUMNS = [{ width: 235 }, { width: 290 }, { width: 190 }, { width: 285 }];
const day = (d: string | undefined): string => chineseDay(d) ?? (d || NONE);

/** The six patent data of 民法典 art. 845 and the day the annual fee is paid to, one panel per patent. `inventors` is the interview's answer. */
export function patentsTable({ rights }: ContractSources, inventors: string): Table {
  const patents = rights.filter(({ right }) => isPatent(right));
  return {
    kind: 'table',
    head: 0,
    columns: COLUMNS,
    rows: patents.flatMap(({ right: r, expiresOn }, i) => [
      [head(patents.length === 1 ? '发明创造名称' : `${i + 1}. 发明创造名称`), cell(r.name || NONE, { span: 3, bold: true })],
      [head('专利类型'), cell(r.kind ? RIGHT_NAMES[r.kind] : NONE), head('专利号'), cell(r.number ? `ZL ${bare(r.number)}` : NONE)],
      [head('申请号'), cell(r.number ? bare(r.number) : NONE), head('申请日'), cell(day(r.filedOn))],
      [head('申请人'), cell(r.applicant || r.owner || NONE), head('专利权人'), cell(r.owner || NONE)],
      [head('授权公告日'), cell(day(r.grantedOn)), head('专利权届满日'), cell(day(expiresOn))],
      [head('发明人（设计人）'), cell((patents.length === 1 ? '' : r.inventors) || inventors || NONE), head('年费已交至'), cell(day(r.feePaidTo))],
    ]),
  };
}

const bare = (number: string): string => number.replace(/^\s*(ZL|CN)\s*/i, '').trim();

/** What a right of each kind is identified by: its name, then pairs of label and value. */
type Panel = { name: string; data: (r: Right) => [string, string | undefined][] };
const people = (r: Right): [string, string | undefined] => ['完成人', r.inventors];
const PANELS: Record<'application' | 'secret' | 'software' | 'layout' | 'variety', Panel> = {
  application: {
    name: '发明创造名称',
    data: (r) => [
      ['权利类型', '专利申请'],
      ['申请号', r.number && bare(r.number)],
      ['申请日', day(r.filedOn)],
      ['申请人', r.applicant || r.owner],
      ['发明人（设计人）', r.inventors],
      ['权利人', r.owner],
    ],
  },
  secret: {
    name: '技术秘密名称',
    data: (r) => [
      ['权利类型', '技术秘密'],
      ['持有人', r.owner],
    ],
  },
  software: {
    name: '软件名称',
    data: (r) => [['权利类型', '计算机软件著作权'], ['登记号', r.number], ['著作权人', r.owner], ['登记日', day(r.grantedOn)], people(r)],
  },
  layout: {
    name: '布图设计名称',
    data: (r) => [
      ['权利类型', '集成电路布图设计专有权'],
      ['登记号', r.number],
      ['申请日', day(r.filedOn)],
      ['登记公告日', day(r.grantedOn)],
      ['权利人', r.owner],
      people(r),
    ],
  },
  variety: {
    name: '品种名称',
    data: (r) => [
      ['权利类型', '植物新品种权'],
      ['品种权号', r.number],
      ['申请日', day(r.filedOn)],
      ['授权日', day(r.grantedOn)],
      ['品种权人', r.owner],
      ['培育人', r.inventors],
    ],
  },
};

/** All rights of the deal: patents in their table, the others in one panel each. */
export function rightsTables(sources: ContractSources, inventors: string): TextBlock[] {
  const others = sources.rights.filter(({ right }) => !isPatent(right)).map(({ right }) => right);
  const patents = others.length < sources.rights.length ? [patentsTable(sources, inventors)] : [];
  if (others.length === 0) return patents;
  const rows = others.flatMap((r, i): Cell[][] => {
    const { name, data } = PANELS[r.kind as keyof typeof PANELS] ?? PANELS.secret;
    const pairs = data(r).map(([label, value]) => [head(label), cell(value || NONE)]);
    const first = [head(others.length === 1 ? name : `${i + 1}. ${name}`), cell(r.name || NONE, { span: 3, bold: true })];
    return [first, ...pairs.flatMap((pair, n) => (n % 2 === 0 ? [[...pair, ...(pairs[n + 1] ?? [head(''), cell('')])]] : []))];
  });
  return [...patents, { kind: 'table', head: 0, columns: COLUMNS, rows }];
}
