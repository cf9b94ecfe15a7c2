/** What taking a registry's statuses in from the beginning would do here, found out without writing anything. */
import { plainRow } from '../../shared/change/cells.ts';
import type { Outcome } from '../../shared/bridge.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import type { Followup } from '../../shared/domain/followup.ts';
import type { RowOf } from '../../shared/domain/tables.ts';
import type { Reader } from '../data/commit.ts';
import type { Stop } from '../data/schema.ts';
import { db } from '../data/store.ts';
import { editsOf } from './answers.ts';
import { readReply } from '../../shared/registry/answer.ts';

/** a registry whose cursor never ends must not keep us for ever */
const MOST_PAGES = 500;

/** Moves in the order in which they were told, each filing once, from where it stands to where it would come to stand. */
export async function survey(registry: string, carrier: Carrier): Promise<Omit<Stop, 'why'> | Outcome> {
  const moves = new Map<string, { id: string; from: string; to: string }>();
  const known = new Set<string>();
  const seen = new Overlay();
  for (let [pages, cursor] = [0, '']; pages < MOST_PAGES; pages++) {
    const got = await carrier.collect(registry, cursor);
    if (got.outcome === 'failed') return got.failure;
    for (const item of got.items) {
      const reply = readReply(item);
      if (reply) known.add(reply.followupId ?? reply.filingId);
    }
    const { edits } = await editsOf(seen.reader, got.items);
    for (const e of edits) {
      if (e.op !== 'set' || e.table !== 'filings') continue;
      const from = moves.get(e.id)?.from ?? (await seen.reader.get('filings', e.id))?.state ?? 'draft';
      seen.put(e.id, e.fields as object);
      const to = (e.fields as { state?: string }).state;
      if (to !== undefined) moves.set(e.id, { id: e.id, from, to });
    }
    if (!got.more || got.cursor === cursor) break;
    cursor = got.cursor;
  }
  return { moves: [...moves.values()].filter((m) => m.from !== m.to), missing: await missingOf(registry, known) };
}

/** Filings this registry had taken and of which it now says nothing; and what followed a registration that it still knows. */
async function missingOf(registry: string, known: ReadonlySet<string>): Promise<string[]> {
  const missing: string[] = [];
  const lost = (row: Filing | Followup): boolean => row.registry === registry && row.registryRevision !== undefined && !known.has(row.id);
  await db().filings.each((f) => {
    if (lost(f)) missing.push(f.id);
  });
  // one about a filing it lost as well would only be refused: the filing is named
  await db().followups.each((u) => {
    if (lost(u) && known.has(u.filingId ?? '')) missing.push(u.id);
  });
  return missing;
}

/** Rows as the pages before this one would have left them. */
class Overlay {
  readonly #put = new Map<string, object>();

  put(id: string, fields: object): void {
    this.#put.set(id, { ...this.#put.get(id), ...fields });
  }

  readonly reader: Reader = {
    get: async (table, id) => {
      const row = await db().records(table).get(id);
      return row && Object.assign(plainRow<RowOf<typeof table>>(row), table === 'filings' ? this.#put.get(id) : {});
    },
    by: async (table, field, value) => (await db().records(table).where(field).equals(value).toArray()).map((row) => plainRow(row)),
  };
}
