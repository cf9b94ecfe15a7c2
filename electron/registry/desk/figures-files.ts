/** The figures and their rows as tables for .csv and .xlsx; every file says in each row what it is not. */
import { SIMULATED_NOTICE } from '../../../shared/registry/simulated.ts';
import type { TableColumn, TableExport } from '../../../shared/sheet/table-xlsx.ts';
import { causeWords, averageDays, DIMENSION_WORDS, valueWords, type FiguresView } from './figures-page.ts';
import type { Dimension } from '../analysis.ts';
import { STATUS_WORDS } from './frame.ts';
import { areaName, kindName } from './list-pages.ts';
import type { rowsFor } from './queries.ts';

const column = (header: string, width: number, kind: TableColumn['kind'] = 'text'): TableColumn => ({ header, width, kind });
const decimalYuan = (cents: number | bigint): string => {
  const n = BigInt(cents);
  return `${n / 100n}.${String(n % 100n).padStart(2, '0')}`;
};
const BAND = `${SIMULATED_NOTICE}：本表由模拟登记端生成，仅供教学与测试`;
const FRAME = { contentId: 'simulated-registry', band: BAND };
const MARK = column('标记', 30);

/** All dimensions below one another; the same filing counts once in each. */
export function figuresTable({ analysis, points }: Pick<FiguresView, 'analysis' | 'points'>): TableExport {
  const rows = (Object.keys(DIMENSION_WORDS) as Dimension[]).flatMap((d) =>
    analysis.by[d].map(({ value, figure }) => [
      DIMENSION_WORDS[d],
      valueWords(d, value, points),
      String(figure.n),
      decimalYuan(figure.total),
      decimalYuan(figure.technical),
      averageDays(figure),
      SIMULATED_NOTICE,
    ]),
  );
  const causes = analysis.causes.map(({ code, n }) => ['退回原因', `${code} ${causeWords(code)}`, String(n), '', '', '', SIMULATED_NOTICE]);
  const columns = [
    column('口径', 12),
    column('值', 36),
    column('件数', 9, 'whole'),
    column('成交总额(元)', 20, 'money'),
    column('技术交易额(元)', 20, 'money'),
    column('到件至登记平均自然日', 14, 'number'),
    MARK,
  ];
  return { title: '模拟登记监测分析', sheet: '汇总', columns, rows: [...rows, ...causes], ...FRAME };
}

const ROWS: readonly [TableColumn, (row: Awaited<ReturnType<typeof rowsFor>>[number]) => string][] = [
  [column('受理编号', 18), (r) => r.id],
  [column('模拟登记编号', 20), (r) => r.register_no ?? ''],
  [column('项目名称', 40), (r) => r.project_name],
  [column('合同编号', 18), (r) => r.contract_no],
  [column('合同类别', 24), (r) => kindName(r.kind)],
  [column('卖方', 26), (r) => r.seller_name],
  [column('买方', 26), (r) => r.buyer_name],
  [column('卖方所在', 16), (r) => areaName(r.region)],
  [column('技术领域', 16), (r) => r.tech_field],
  [column('知识产权', 16), (r) => r.ip_type],
  [column('成交总额(元)', 18, 'money'), (r) => decimalYuan(r.total_cents)],
  [column('技术交易额(元)', 18, 'money'), (r) => decimalYuan(r.technical_cents)],
  [column('状态', 14), (r) => STATUS_WORDS[r.status] ?? r.status],
  [column('到件日期', 12, 'day'), (r) => r.received_on],
  [column('受理日期', 12, 'day'), (r) => r.accepted_on ?? ''],
  [column('登记日期', 12, 'day'), (r) => r.registered_on ?? ''],
  [column('登记点', 20), (r) => r.point],
  [MARK, () => SIMULATED_NOTICE],
];

export function rowsTable(list: Awaited<ReturnType<typeof rowsFor>>, points: FiguresView['points']): TableExport {
  const nameOf = new Map(points.map((p) => [p.id, p.name]));
  const rows = list.map((row) => ROWS.map(([, read]) => read({ ...row, point: nameOf.get(row.point) ?? row.point })));
  return { title: '模拟登记逐件', sheet: '逐件', columns: ROWS.map(([c]) => c), rows, ...FRAME };
}
