/** Version 2 kept each letter's body in the outbox and its place only in the log; here the body goes and the place comes. */
import type { Transaction } from 'dexie';
import type { StoredChange } from '../../shared/change/change.ts';
import { letterFacts } from './outbox-row.ts';
import type { OutboxRow } from './schema.ts';

export async function lightenOutbox(tx: Transaction): Promise<void> {
  const rows = (await tx.table('outbox').toArray()) as (OutboxRow & { body?: string })[];
  for (const { body, ...row } of rows) {
    if (body === undefined) continue;
    const change = (await tx.table('changes').where('id').equals(row.changeId).first()) as StoredChange | undefined;
    await tx.table('outbox').put({ ...row, ...letterFacts(body), seq: change?.seq ?? Number.MAX_SAFE_INTEGER });
  }
}
