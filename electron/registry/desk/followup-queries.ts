/** What the pages of what follows a registration read. */
import type { CodedReason } from '../../../shared/registry/check.ts';
import { outdated } from '../followups.ts';
import { FOLLOWUP_MOVES } from '../machine.ts';
import { listOffices } from '../offices.ts';
import type { Tx } from '../row.ts';
import type { FilingRow, FollowupRow } from '../tables.ts';
import type { OneView } from './filing-queries.ts';
import { logOf, type AuditLine } from './log-queries.ts';
import { inScope, isPosition, newestOf, nextOf, PAGE, scopeOf } from './newest.ts';
import type { Person } from './roles.ts';

const STATUSES = new Set<string>(['SUBMITTED', ...Object.values(FOLLOWUP_MOVES).map(({ to }) => to)]);

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
    log: await logOf(tx, id),
    templates: await tx.selectFrom('return_templates').select(['id', 'name', 'rows']).orderBy('name').execute(),
  };
}
