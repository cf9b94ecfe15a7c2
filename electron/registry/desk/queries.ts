/** What the desk's lists read: light rows, newest first, by key and never by count, so that a long register is as quick as a short one. */
import { sql, type Selectable, type SelectQueryBuilder } from 'kysely';
import { hintsFor, type CodedReason } from '../../../shared/registry/check.ts';
import { registeredAlike, registeredBefore } from '../decide.ts';
import { outdated } from '../followups.ts';
import { bodyOf, chinaDay, type Tx } from '../row.ts';
import { COLUMNS, isMonth, monthEnd, SENT_BACK } from '../analysis.ts';
import { FILING_MOVES, FOLLOWUP_MOVES } from '../machine.ts';
import { listOffices } from '../offices.ts';
import type { AuditRow, EventRow, FilingRow, FollowupRow, RiskRow, Tables } from '../tables.ts';
import type { Person } from './roles.ts';

const PAGE = 50;
export type AuditLine = Selectable<AuditRow>;
const STATUSES = new Set<string>(['SUBMITTED', ...[...Object.values(FILING_MOVES), ...Object.values(FOLLOWUP_MOVES)].map(({ to }) => to)]);
const DECIDED = new Set(['REGISTERED', 'RETURNED', 'REFUSED', 'CANCELLED', 'REVOKED']);

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
  /** how many stand where, within this person's points (and the chosen one) */
  counts: Readonly<Record<string, number>>;
};

/** The points somebody sees; undefined: all. */
export const scopeOf = (person: Person, point = ''): readonly string[] | undefined => {
  if (point !== '') return person.points.length === 0 || person.points.includes(point) ? [point] : [];
  return person.points.length === 0 ? undefined : person.points;
};
export const inScope = (person: Person, point: string): boolean => person.points.length === 0 || person.points.includes(point);

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

/** Of each point its own newest, then the newest of them: every part is one walk along an index. */
async function newestOf<R extends { arrival: number }>(scope: readonly string[] | undefined, read: (point: string | undefined) => Promise<R[]>): Promise<R[]> {
  if (scope === undefined) return read(undefined);
  const all: R[] = [];
  for (const point of scope) all.push(...(await read(point)));
  return all.toSorted((a, b) => Number(b.arrival) - Number(a.arrival)).slice(0, PAGE + 1);
}

const isPosition = (before: string): boolean => /^\d{1,15}$/.test(before);
const nextOf = (rows: readonly { arrival: number }[]): number | null => (rows.length > PAGE ? Number(rows[PAGE - 1]!.arrival) : null);

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

export type OneView = {
  row: FilingRow;
  office: string;
  point: string;
  events: EventRow[];
  hints: CodedReason[];
  risks: RiskRow[];
  followups: FollowupRow[];
  log: AuditLine[];
  templates: { id: string; name: string; rows: string }[];
};

/** One filing with its history; hints only while something can still be decided. */
export async function oneView(tx: Tx, person: Person, id: string, now: Date): Promise<OneView | null> {
  const row = await tx.selectFrom('filings').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || !inScope(person, row.point)) return null;
  const office = await tx.selectFrom('offices').select('name').where('id', '=', row.office_id).executeTakeFirstOrThrow();
  const held = async () => ({ registeredBefore: await registeredBefore(tx, row), registeredAlike: await registeredAlike(tx, row) });
  const hints = DECIDED.has(row.status) ? [] : hintsFor(bodyOf(row), { today: chinaDay(now), ...(await held()) });
  return {
    row,
    office: office.name,
    point: await pointName(tx, row.point),
    events: await tx.selectFrom('events').selectAll().where('filing', '=', id).orderBy('position').execute(),
    hints,
    risks: await tx.selectFrom('risks').selectAll().where('filing', '=', id).orderBy('rule').execute(),
    followups: await tx.selectFrom('followups').selectAll().where('filing', '=', id).orderBy('arrival').execute(),
    log: await tx.selectFrom('audit').selectAll().where('about', '=', id).orderBy('n').execute(),
    templates: await tx.selectFrom('return_templates').select(['id', 'name', 'rows']).orderBy('name').execute(),
  };
}

const pointName = async (tx: Tx, id: string): Promise<string> =>
  (await tx.selectFrom('points').select('name').where('id', '=', id).executeTakeFirst())?.name ?? id;

export async function registeredRow(tx: Tx, person: Person, id: string): Promise<FilingRow | undefined> {
  const row = await tx.selectFrom('filings').selectAll().where('id', '=', id).where('register_no', 'is not', null).executeTakeFirst();
  return row !== undefined && inScope(person, row.point) ? row : undefined;
}

export type FollowupLine = Pick<FollowupRow, 'id' | 'office_id' | 'kind' | 'filing' | 'register_no' | 'status' | 'received_at' | 'arrival' | 'point'>;

export async function followupList(tx: Tx, person: Person, filter: { status: string; kind: string; point: string }, before: string) {
  const rows = await newestOf(scopeOf(person, filter.point), (point) => {
    let query = tx
      .selectFrom('followups')
      .select(['id', 'office_id', 'kind', 'filing', 'register_no', 'status', 'received_at', 'arrival', 'point'])
      .orderBy('arrival', 'desc')
      .limit(PAGE + 1);
    if (point !== undefined) query = query.where('point', '=', point);
    if (STATUSES.has(filter.status)) query = query.where('status', '=', filter.status);
    if (filter.kind !== '') query = query.where('kind', '=', filter.kind);
    return isPosition(before) ? query.where('arrival', '<', Number(before)).execute() : query.execute();
  });
  return {
    rows: rows.slice(0, PAGE) as FollowupLine[],
    next: nextOf(rows),
    offices: new Map((await listOffices(tx)).map((o) => [o.id, o.name])),
    points: (await tx.selectFrom('points').select(['id', 'name']).orderBy('rank').execute()).filter((p) => inScope(person, p.id)),
  };
}

/** `stale`: why it can only be sent back, as the registration stands now */
export type FollowupView = {
  stale: CodedReason[];
  row: FollowupRow;
  filing: FilingRow | undefined;
  office: string;
  log: AuditLine[];
  templates: OneView['templates'];
};

export async function followupView(tx: Tx, person: Person, id: string, now: Date): Promise<FollowupView | null> {
  const row = await tx.selectFrom('followups').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || !inScope(person, row.point)) return null;
  const filing = await tx.selectFrom('filings').selectAll().where('id', '=', row.filing).executeTakeFirst();
  return {
    row,
    filing,
    stale: outdated(row, filing, now),
    office: (await tx.selectFrom('offices').select('name').where('id', '=', row.office_id).executeTakeFirstOrThrow()).name,
    log: await tx.selectFrom('audit').selectAll().where('about', '=', id).orderBy('n').execute(),
    templates: await tx.selectFrom('return_templates').select(['id', 'name', 'rows']).orderBy('name').execute(),
  };
}

/** The log, newest first; `by` is a name, `about` what it is about. */
export async function logView(tx: Tx, asked: { act: string; about: string; by: string }, before: string) {
  let query = tx
    .selectFrom('audit')
    .selectAll()
    .orderBy('n', 'desc')
    .limit(PAGE + 1);
  if (asked.act !== '') query = query.where('act', '=', asked.act);
  if (asked.about.trim() !== '') query = query.where('about', '=', asked.about.trim());
  if (asked.by.trim() !== '') query = query.where('by_name', '=', asked.by.trim());
  if (isPosition(before)) query = query.where('n', '<', Number(before));
  const rows = await query.execute();
  return { ...asked, rows: rows.slice(0, PAGE), next: rows.length > PAGE ? Number(rows[PAGE - 1]!.n) : null };
}
