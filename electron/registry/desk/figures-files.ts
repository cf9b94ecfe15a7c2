/** The figures and their rows as tables for .csv and .xlsx; every file says in each row what it is not. */
import type { TableColumn, TableExport } from '../../../shared/sheet/table-xlsx.ts';
import type { Figure } from '../analysis.ts';
import { averageDays, DIMENSIONS, scopeWords, valueWords, type FiguresView } from './figures-page.ts';
import { areaName, kindName } from './list-pages.ts';
import type { rowsFor } from './list-queries.ts';
import type { Key, Say } from './words.ts';

const decimalYuan = (cents: number | bigint): string => {
  const n = BigInt(cents);
  return `${n / 100n}.${String(n % 100n).padStart(2, '0')}`;
};
type Column = readonly [Key, number, TableColumn['kind']?];
const columns = ({ t }: Say, given: readonly Column[]): TableColumn[] => given.map(([key, width, kind = 'text']) => ({ header: t(key), width, kind }));
/** `of`: what the file holds, where its rows do not say it themselves. */
const frameOf = ({ t }: Say, of = '') => ({ contentId: 'simulated-registry', band: [t('files.band'), of].filter(Boolean).join(' · ') });
const MARK: Column = ['files.mark', 30];

const SUMS: readonly Column[] = [
  ['files.dimension', 24],
  ['files.value', 36],
  ['figures.n', 9, 'whole'],
  ['files.total', 20, 'money'],
  ['files.technical', 20, 'money'],
  ['figures.days', 14, 'number'],
  MARK,
];

/** What these figures are of and their sums, then all dimensions below one another; the same filing counts once in each. */
export function figuresTable(say: Say, view: FiguresView): TableExport {
  const { whole, median, received, sentBack, by, causes } = view.analysis;
  const line = (what: string, value: string, n: number | string, more: readonly string[] = ['', '', '']): string[] => [
    what,
    value,
    String(n),
    ...more,
    say.t('notice'),
  ];
  const summed = (what: string, value: string, figure: Figure): string[] =>
    line(what, value, figure.n, [decimalYuan(figure.total), decimalYuan(figure.technical), averageDays(figure)]);
  const rows = [
    summed(say.t('files.whole'), scopeWords(say, view), whole),
    line(say.t('files.median'), '', '', ['', '', median === null ? '' : String(median)]),
    line(say.t('files.received'), '', received),
    line(say.t('files.sentBack'), '', sentBack),
    ...DIMENSIONS.flatMap((d) => by[d].map(({ value, figure }) => summed(say.of('dimension', d), valueWords(say, d, value, view.points), figure))),
    ...causes.map(({ code, n }) => line(say.t('list.cause'), `${code} ${say.of('reason', code)}`, n)),
  ];
  return { title: say.t('files.sums'), sheet: say.t('files.sumsSheet'), columns: columns(say, SUMS), rows, ...frameOf(say) };
}

type Row = Awaited<ReturnType<typeof rowsFor>>[number];
const ROWS: readonly (readonly [Column, (row: Row, say: Say) => string])[] = [
  [['filing.id', 18], (r) => r.id],
  [['filing.number', 20], (r) => r.register_no ?? ''],
  [['col.project', 40], (r) => r.project_name],
  [['col.contractNo', 18], (r) => r.contract_no],
  [['dimension.kind', 24], (r) => kindName(r.kind)],
  [['col.seller', 26], (r) => r.seller_name],
  [['col.buyer', 26], (r) => r.buyer_name],
  [['dimension.region', 16], (r) => areaName(r.region)],
  [['dimension.field', 16], (r) => r.tech_field],
  [['dimension.ip', 16], (r) => r.ip_type],
  [['files.total', 18, 'money'], (r) => decimalYuan(r.total_cents)],
  [['files.technical', 18, 'money'], (r) => decimalYuan(r.technical_cents)],
  [['col.status', 14], (r, say) => say.of('status', r.status)],
  [['files.receivedOn', 12, 'day'], (r) => r.received_on],
  [['files.acceptedOn', 12, 'day'], (r) => r.accepted_on ?? ''],
  [['files.registeredOn', 12, 'day'], (r) => r.registered_on ?? ''],
  [['col.point', 20], (r) => r.point],
  [MARK, (_, say) => say.t('notice')],
];

/** `of`: the conditions the rows were chosen by; also in each row, since a CSV has no line above its table. */
export function rowsTable(say: Say, list: readonly Row[], points: FiguresView['points'], of: string): TableExport {
  const nameOf = new Map(points.map((p) => [p.id, p.name]));
  const rows = list.map((row) => [...ROWS.map(([, read]) => read({ ...row, point: nameOf.get(row.point) ?? row.point }, say)), of]);
  const heads = columns(say, [...ROWS.map(([column]) => column), ['files.conditions', 30]]);
  return {
    title: say.t('files.rows'),
    sheet: say.t('files.rowsSheet'),
    columns: heads,
    rows,
    ...frameOf(say, say.t('colon', { name: say.t('files.conditions'), words: of })),
  };
}
