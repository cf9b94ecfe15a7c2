/** What the desk reads. */
import { sql } from 'kysely';
import { hintsFor } from '../../../shared/registry/check.ts';
import { registeredBefore } from '../decide.ts';
import { bodyOf, chinaDay, type Tx } from '../row.ts';
import { listOffices } from '../offices.ts';
import type { FilingRow } from '../tables.ts';
import type { FilingView } from './filing-page.ts';
import { STATUS_WORDS } from './frame.ts';
import type { ListView } from './pages.ts';

const PAGE = 50;
const DECIDED = new Set(['REGISTERED', 'RETURNED']);

/** Newest first, filtered by status and by words; `before` continues after the last one shown. */
export async function listView(tx: Tx, status: string, search: string, before: string): Promise<ListView> {
  const pattern = `%${search.trim().replace(/[!%_]/g, '!$&')}%`;
  let query = tx
    .selectFrom('filings')
    .selectAll()
    .orderBy('arrival', 'desc')
    .limit(PAGE + 1);
  if (Object.hasOwn(STATUS_WORDS, status)) query = query.where('status', '=', status);
  if (/^\d{1,15}$/.test(before)) query = query.where('arrival', '<', Number(before));
  if (search.trim() !== '') {
    query = query.where((eb) =>
      eb.or(
        (['project_name', 'contract_no', 'buyer_name', 'seller_name'] as const).map((column) => sql<boolean>`${sql.ref(column)} like ${pattern} escape '!'`),
      ),
    );
  }
  const rows = await query.execute();
  const counted = await tx
    .selectFrom('filings')
    .select(['status', (eb) => eb.fn.countAll().as('n')])
    .groupBy('status')
    .execute();
  const shown = rows.slice(0, PAGE);
  return {
    rows: shown,
    offices: await listOffices(tx),
    status,
    search,
    next: rows.length > PAGE ? Number(shown[PAGE - 1]!.arrival) : null,
    counts: Object.fromEntries(counted.map((c) => [c.status, Number(c.n)])),
  };
}

/** One filing with its history; hints only while something can still be decided. */
export async function oneView(tx: Tx, id: string, now: Date): Promise<Omit<FilingView, 'formToken' | 'refusal'> | null> {
  const row = await tx.selectFrom('filings').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const office = await tx.selectFrom('offices').select('name').where('id', '=', row.office_id).executeTakeFirstOrThrow();
  const events = await tx.selectFrom('events').selectAll().where('filing', '=', id).orderBy('position').execute();
  const hints = DECIDED.has(row.status) ? [] : hintsFor(bodyOf(row), { today: chinaDay(now), registeredBefore: await registeredBefore(tx, row) });
  return { row, office: office.name, events, hints };
}

export async function registeredRow(tx: Tx, id: string): Promise<FilingRow | undefined> {
  return tx.selectFrom('filings').selectAll().where('id', '=', id).where('status', '=', 'REGISTERED').executeTakeFirst();
}
