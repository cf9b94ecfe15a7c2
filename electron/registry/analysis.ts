/**
 * Figures of the register: how many, how much, of which class, field, area and IP, how long it took, and why filings came
 * back. One walk over what was registered in the months asked for; everything else is added up here.
 */
import { sql } from 'kysely';
import type { Tx } from './row.ts';

/** Months `2026-03`, both included; '' is open. `points`: only these; undefined: all. `only`: these values; `''` of a column is not filled in. */
export type Span = { from: string; to: string; points: readonly string[] | undefined; only: Partial<Record<keyof typeof COLUMNS, string>> };
/** What a figure can be narrowed to, and the column it stands in. */
export const COLUMNS = { kind: 'kind', field: 'tech_field', region: 'region', ip: 'ip_type' } as const;
/** Money in 分. `days`: sum over `timed` filings. */
export type Figure = { n: number; total: bigint; technical: bigint; days: number; timed: number };
export type Dimension = 'month' | 'kind' | 'field' | 'region' | 'ip' | 'point';
export type Analysis = {
  whole: Figure;
  /** half of all registered took at most so many days; null where none */
  median: number | null;
  by: Record<Dimension, { value: string; figure: Figure }[]>;
  /** filings received in these months that were sent back or refused, by coded reason; one filing may have several */
  causes: { code: string; n: number }[];
  received: number;
  sentBack: number;
};

const DIMENSIONS: readonly Dimension[] = ['month', 'kind', 'field', 'region', 'ip', 'point'];
/** Statuses whose reasons are causes of return. */
export const SENT_BACK = ['RETURNED', 'REFUSED', 'SUPPLEMENT'];
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
/** Behind every day of the month, as text. */
export const monthEnd = (month: string): string => `${month}-99`;
// written out: partial indexes hold these rows, and are used only where the database can see that they fit
const STANDS = sql<boolean>`status = 'REGISTERED'`;
const CAME_BACK = sql<boolean>`status in ('RETURNED', 'REFUSED', 'SUPPLEMENT')`;
const none = (): Figure => ({ n: 0, total: 0n, technical: 0n, days: 0, timed: 0 });

function add(figure: Figure, more: Figure): void {
  figure.n += more.n;
  figure.total += more.total;
  figure.technical += more.technical;
  figure.days += more.days;
  figure.timed += more.timed;
}

/** Registered filings that still stand (cancelled and revoked ones are out), by the month of their registration. */
export async function analyse(tx: Tx, span: Span): Promise<Analysis> {
  const groups = await registered(tx, span);
  const maps = Object.fromEntries(DIMENSIONS.map((d) => [d, new Map<string, Figure>()])) as Record<Dimension, Map<string, Figure>>;
  const whole = none();
  for (const { figure, ...values } of groups) {
    add(whole, figure);
    for (const dimension of DIMENSIONS) {
      const value = values[dimension];
      let sum = maps[dimension].get(value);
      if (sum === undefined) maps[dimension].set(value, (sum = none()));
      add(sum, figure);
    }
  }
  const by = Object.fromEntries(
    DIMENSIONS.map((d) => {
      const rows = [...maps[d]].map(([value, figure]) => ({ value, figure }));
      return [
        d,
        d === 'month'
          ? rows.toSorted((a, b) => (a.value < b.value ? -1 : 1))
          : rows.toSorted((a, b) => b.figure.n - a.figure.n || (a.value < b.value ? -1 : 1)),
      ];
    }),
  ) as Analysis['by'];
  return { whole, median: await median(tx, span), by, ...(await causes(tx, span)) };
}

async function registered(tx: Tx, { from, to, points, only }: Span): Promise<({ figure: Figure } & Record<Dimension, string>)[]> {
  const month = sql<string>`substr(registered_on, 1, 7)`;
  let query = tx
    .selectFrom('filings')
    .select((eb) => [
      month.as('month'),
      'kind',
      'tech_field as field',
      'region',
      'ip_type as ip',
      'point',
      eb.fn.countAll().as('n'),
      eb.fn.sum('total_cents').as('total'),
      eb.fn.sum('technical_cents').as('technical'),
      eb.fn.sum('days_to_register').as('days'),
      eb.fn.count('days_to_register').as('timed'),
    ])
    .where(STANDS)
    .groupBy([month, 'kind', 'tech_field', 'region', 'ip_type', 'point']);
  if (isMonth(from)) query = query.where('registered_on', '>=', from);
  if (isMonth(to)) query = query.where('registered_on', '<', monthEnd(to));
  if (points !== undefined) query = query.where('point', 'in', points.length === 0 ? [''] : points);
  for (const [column, value] of columnsOf(only)) query = query.where(column, '=', value);
  const rows = await query.execute();
  return rows.map(({ n, total, technical, days, timed, ...values }) => ({
    ...values,
    figure: { n: Number(n), total: whole(total), technical: whole(technical), days: Number(days ?? 0), timed: Number(timed) },
  }));
}

const columnsOf = (only: Span['only']) =>
  (Object.entries(COLUMNS) as [keyof typeof COLUMNS, (typeof COLUMNS)[keyof typeof COLUMNS]][]).flatMap(([key, column]) =>
    only[key] === undefined ? [] : [[column, only[key]] as const],
  );

/** Sums come as number, bigint or decimal text, as the database has it. */
const whole = (sum: unknown): bigint => BigInt(String(sum ?? 0).replace(/\..*$/, ''));

async function median(tx: Tx, { from, to, points, only }: Span): Promise<number | null> {
  let query = tx
    .selectFrom('filings')
    .select((eb) => ['days_to_register as days', eb.fn.countAll().as('n')])
    .where(STANDS)
    .where('days_to_register', 'is not', null)
    .groupBy('days_to_register')
    .orderBy('days_to_register');
  if (isMonth(from)) query = query.where('registered_on', '>=', from);
  if (isMonth(to)) query = query.where('registered_on', '<', monthEnd(to));
  if (points !== undefined) query = query.where('point', 'in', points.length === 0 ? [''] : points);
  for (const [column, value] of columnsOf(only)) query = query.where(column, '=', value);
  const rows = await query.execute();
  const half = rows.reduce((sum, r) => sum + Number(r.n), 0) / 2;
  let seen = 0;
  for (const row of rows) {
    seen += Number(row.n);
    if (seen >= half) return Number(row.days);
  }
  return null;
}

async function causes(tx: Tx, { from, to, points, only }: Span): Promise<Pick<Analysis, 'causes' | 'received' | 'sentBack'>> {
  let all = tx.selectFrom('filings').select((eb) => eb.fn.countAll().as('n'));
  let back = tx
    .selectFrom('filings')
    .select((eb) => ['status', 'reasons', eb.fn.countAll().as('n')])
    .where(CAME_BACK)
    .groupBy(['status', 'reasons']);
  if (isMonth(from)) [all, back] = [all.where('received_on', '>=', from), back.where('received_on', '>=', from)];
  if (isMonth(to)) [all, back] = [all.where('received_on', '<', monthEnd(to)), back.where('received_on', '<', monthEnd(to))];
  if (points !== undefined) {
    const these = points.length === 0 ? [''] : [...points];
    [all, back] = [all.where('point', 'in', these), back.where('point', 'in', these)];
  }
  for (const [column, value] of columnsOf(only)) [all, back] = [all.where(column, '=', value), back.where(column, '=', value)];
  const groups = await back.execute();
  const { n } = await all.executeTakeFirstOrThrow();
  return { received: Number(n), sentBack: groups.reduce((total, g) => total + Number(g.n), 0), causes: causesOf(groups) };
}

type Group = { status: string; reasons: string; n: unknown };

/** How often each reason was given, most frequent first; a filing counts once for each of its codes. */
export function causesOf(groups: readonly Group[]): Analysis['causes'] {
  const counted = new Map<string, number>();
  for (const { status, reasons, n } of groups) {
    if (!SENT_BACK.includes(status)) continue;
    for (const code of new Set((JSON.parse(reasons) as { code: string }[]).map((r) => r.code))) counted.set(code, (counted.get(code) ?? 0) + Number(n));
  }
  return [...counted].map(([code, n]) => ({ code, n })).toSorted((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1));
}
