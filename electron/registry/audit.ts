/** Who did what, when and why. Rows are only ever added: the database itself refuses to change or delete one. */
import type { Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** A person at the desk, or an office over the protocol. */
export type Actor = { id: string; name: string; role: string };

export type AuditEntry = { by: Actor; act: string; about?: string; from?: string; to?: string; why?: string; detail?: unknown };

export async function audit(tx: Transaction<Tables>, entry: AuditEntry, now: Date): Promise<void> {
  await tx.insertInto('audit').values(auditRow(entry, now)).execute();
}

export const auditRow = ({ by, act, about, from, to, why, detail }: AuditEntry, now: Date) => ({
  at: now.toISOString(),
  by_id: by.id,
  by_name: by.name,
  role: by.role,
  act,
  about: about ?? '',
  from_status: from ?? '',
  to_status: to ?? '',
  why: why ?? '',
  detail: detail === undefined ? '' : JSON.stringify(detail),
});
