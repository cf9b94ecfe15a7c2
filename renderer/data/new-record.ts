/** A new record opened at once: every field is saved when left, so there is nothing to confirm. */
import { isRefusal } from '../../shared/result.ts';
import { navigate } from '../session/route.ts';
import { showRefusal } from '../session/trouble.ts';
import { makeRow } from './edit-row.ts';
import { newId } from './store.ts';

/** Where a kind's records are seen, and the field one begins with. */
const BEGINS = {
  achievements: { room: 'portfolio', field: 'title' },
  demands: { room: 'demands', field: 'title' },
  parties: { room: 'parties', field: 'name' },
} as const;

export async function openNew(table: keyof typeof BEGINS): Promise<void> {
  const id = newId();
  const { room, field } = BEGINS[table];
  const done = await makeRow(table, { id });
  if (isRefusal(done)) showRefusal(done);
  else navigate({ room, id, focus: `${table}/${id}/${field}` });
}
