/** What the queues and the risk list read: light rows, narrowed by what stands in the address bar. */
import { sql, type SelectQueryBuilder } from 'kysely';
import { COLUMNS, isMonth, monthEnd, SENT_BACK } from '../analysis.ts';
import { FILING_MOVES } from '../machine.ts';
import { listOffices } from '../offices.ts';
import type { Tx } from '../row.ts';
import type { FilingRow, RiskRow, Tables } from '../tables.ts';
import { inScope, isPosition, newestOf, nextOf, PAGE, scopeOf } from './newest.ts';
import type { Person } from './roles.ts';

const STATUSES = new Set<string>(['SUBMITTED', ...Object.values(FILING_MOVES).map(({ to }) => to)]);

/**
 * What of the address bar narrows a list; '' narrows nothing, EMPTY stands for a column that is not filled in. `from` and
 * `to` are months of registration, `since` and `until` of arrival, both included.
 */
export const FILTERS = ['status', 'point', 'q', 'kind', 'field', 'region', 'ip', 'from', 'to', 'since', 'until', 'code', 'office', 'rule'] as const;
export const EMPTY = '-';
export type Filter = Readonly<Record<(typeof FILTERS)[number], string>>;
export const NO_FILTER = Object.fromEntries(FILTERS.map((key) => [key, ''])) as Filter;

const LIGHT = [
  'id',
  'office_id',
  'project_name',
  'contract_no',
  'seller_name',
  'buyer_name',
  'status',
  'point',
  'total_cents',
  'technical_cents',
  'received_at',
  'registered_on',
  'register_no',
  'arrival',
  'risk',
  'disputed',
  'second_reason',
  'ending',
  'days_to_register',
] as const;
export type LightRow = Pick<FilingRow, (typeof LIGHT)[number]>;
export type ListView = {
  rows: LightRow[];
  next: number | null;
  offices: ReadonlyMap<string, string>;
  points: readonly { id: string; name: string }[];
  /** what the risk rules said of these rows, where the list is about that */
  risks: ReadonlyMap<string, readonly RiskRow[]>;
  /** whose end was asked for and waits for a second person, newest first */
  endings: { id: string; project_name: string }[];
  /** how many stand where, within this person's points (and the chosen one) */
  counts: Readonly<Record<string, number>>;
};

type Rows<O> = SelectQueryBuilder<Tables, 'filings', O>;
const likeAny = (text: string): string => `%${text.trim().replace(/[!%_]/g, '!$&')}%`;

const typed = <K extends string, V>(table: Readonly<Record<K, V>>): [K, V][] => Object.entries(table) as [K, V][];

function narrowed<O>(rows: Rows<O>, f: Filter): Rows<O> {
  let query = rows;
  if (STATUSES.has(f.status)) query = query.where('status', '=', f.status);
  for (const [key, column] of typed(COLUMNS)) if (f[key] !== '') query = query.where(column, '=', f[key] === EMPTY ? '' : f[key]);
  if (f.office !== '') query = query.where('office_id', '=', f.office);
  if (isMonth(f.from)) query = query.where('registered_on', '>=', f.from);
  if (isMonth(f.to)) query = query.where('registered_on', '<', monthEnd(f.to));
  if (isMonth(f.since)) query = query.where('received_on', '>=', f.since);
  if (isMonth(f.until)) query = query.where('received_on', '<', monthEnd(f.until));
  if (/^R\d\d$/.test(f.code)) query = query.where('status', 'in', SENT_BACK).where('reasons', 'like', `%"code":"${f.code}"%`);
  if (f.rule !== '')
    query = query.where((eb) => eb.exists(eb.selectFrom('risks').select('rule').whereRef('risks.filing', '=', 'filings.id').where('rule', '=', f.rule)));
  const asked = f.q.trim();
  if (asked === '') return query;
  // a whole number is looked up, not searched for: a long register need not be read for it
  const number = asked.normalize('NFKC').toUpperCase();
  if (/^MN\d{12,}$/.test(number)) return query.where('id', '=', number);
  if (/^\d{16}$/.test(number)) return query.where('register_no', '=', number);
  const columns = ['project_name', 'contract_no', 'buyer_name', 'seller_name', 'id', 'register_no'] as const;
  // each word somewhere, in the width it was typed in or the plain one
  for (const word of asked.split(/\s+/)) {
    const like = [...new Set([word, word.normalize('NFKC')])].map(likeAny);
    query = query.where((eb) => eb.or(columns.flatMap((column) => like.map((text) => sql<boolean>`lower(${sql.ref(column)}) like lower(${text}) escape '!'`))));
  }
  return query;
}

/** Newest first; `before` continues after the last one shown. */
export async function listView(tx: Tx, person: Person, filter: Filter, before: string, flagged = false): Promise<ListView> {
  const scope = scopeOf(person, filter.point);
  const rows = await newestOf(scope, (point) => {
    let query = narrowed(tx.selectFrom('filings').select(LIGHT), filter)
      .orderBy('arrival', 'desc')
      .limit(PAGE + 1);
    if (point !== undefined) query = query.where('point', '=', point);
    // in so many words: the index of flagged filings is only used where the database can see that it fits
    if (flagged) query = query.where(sql<boolean>`risk > 0`);
    return isPosition(before) ? query.where('arrival', '<', Number(before)).execute() : query.execute();
  });
  let tallies = tx.selectFrom('tallies').selectAll();
  if (scope !== undefined) tallies = tallies.where('point', 'in', scope.length === 0 ? [''] : scope);
  const counts: Record<string, number> = {};
  for (const { status, n } of await tallies.execute()) counts[status] = (counts[status] ?? 0) + Number(n);
  let endings = tx
    .selectFrom('filings')
    .select(['id', 'project_name'])
    .where(sql<boolean>`ending <> ''`)
    .orderBy('arrival', 'desc')
    .limit(PAGE);
  // by the index of the few that wait, never by that of a point and all it registered
  if (scope !== undefined) endings = endings.where(sql<string>`coalesce(point, '')`, 'in', scope.length === 0 ? [''] : scope);
  const points = await tx.selectFrom('points').select(['id', 'name']).orderBy('rank').execute();
  const shown = rows.slice(0, PAGE);
  const risks = new Map<string, RiskRow[]>(flagged ? shown.map((r) => [r.id, []]) : []);
  const said =
    risks.size === 0
      ? []
      : await tx
          .selectFrom('risks')
          .selectAll()
          .where('filing', 'in', [...risks.keys()])
          .orderBy('rule')
          .execute();
  for (const risk of said) risks.get(risk.filing)?.push(risk);
  return {
    rows: shown,
    risks,
    next: nextOf(rows),
    offices: new Map((await listOffices(tx)).map((o) => [o.id, o.name])),
    points: points.filter((p) => inScope(person, p.id)),
    counts,
    endings: await endings.execute(),
  };
}

/** Rows for a file, newest first, up to `most`. */
export async function rowsFor(
  tx: Tx,
  person: Person,
  filter: Filter,
  most: number,
): Promise<(LightRow & Pick<FilingRow, 'kind' | 'tech_field' | 'region' | 'ip_type' | 'accepted_on' | 'received_on'>)[]> {
  let query = narrowed(tx.selectFrom('filings').select([...LIGHT, 'kind', 'tech_field', 'region', 'ip_type', 'accepted_on', 'received_on']), filter)
    .orderBy('arrival', 'desc')
    .limit(most);
  const scope = scopeOf(person, filter.point);
  if (scope !== undefined) query = query.where('point', 'in', scope.length === 0 ? [''] : scope);
  return query.execute();
}
