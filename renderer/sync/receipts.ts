/** Receipts come into the vault after the answer that named them: asked for until they are there, and never in the way of a letter. */
import type { Responses } from '../../shared/bridge.ts';
import { make, set } from '../../shared/domain/edit.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { isRefusal } from '../../shared/result.ts';
import { commitWith } from '../data/commit.ts';
import { discardFiles } from '../data/discard-file.ts';
import type { Cursor, WantedReceipt } from '../data/schema.ts';
import { db, newId } from '../data/store.ts';
import { backoff, isDue } from './backoff.ts';

export type Fetch = (registry: string, wanted: WantedReceipt) => Promise<Responses['carrier.receipt']>;
export type ReceiptParts = { fetch: Fetch; now(): number; random(): number };

/** Fetches what is due of one registry, one after the other; stops at the first that cannot be had because nobody can be reached. */
export async function fetchReceipts(registry: string, parts: ReceiptParts): Promise<void> {
  const due = ((await db().cursors.get(registry))?.receipts ?? []).filter((r) => isDue(r.dueAt, parts.now()));
  for (const wanted of due) {
    const got = await parts.fetch(registry, wanted);
    if (got.outcome === 'ok') {
      if (!(await keep(registry, wanted, got.file))) return;
      continue;
    }
    const dueAt = parts.now() + backoff(wanted.attempts + 1, parts.random());
    const reason = 'reason' in got.failure ? got.failure.reason : got.failure.kind;
    await change(registry, (all) => all.map((r) => (isSame(r, wanted) ? { ...r, attempts: r.attempts + 1, dueAt, reason } : r)));
    if (got.failure.kind === 'unreachable' || got.failure.kind === 'unauthorised') return;
  }
}

/** The receipt a filing still waits for. */
export async function wantedOf({ id, registry }: Pick<Filing, 'id' | 'registry'>): Promise<WantedReceipt | undefined> {
  return (await db().cursors.get(registry ?? ''))?.receipts?.find((r) => r.filingId === id);
}

/** When the next one is due; null where none waits. */
export const nextReceipt = (cursors: readonly Cursor[]): number | null => {
  const due = cursors.flatMap((c) => (c.receipts ?? []).map((r) => r.dueAt));
  return due.length === 0 ? null : Math.min(...due);
};

/** One Change: the filing names the file, and a row says to whom it belongs. False where storage refused. */
async function keep(registry: string, wanted: WantedReceipt, file: { hash: string; name: string; size: number; mime: string }): Promise<boolean> {
  let gone = false;
  const done = await commitWith(
    { intent: 'filing.receipt', note: wanted.name, origin: 'registry' },
    async (read) => {
      const filing = await read.get('filings', wanted.filingId);
      gone = !filing;
      if (!filing) return [];
      const there = (await read.by('attachments', 'ownerId', filing.id)).some((a) => a.hash === file.hash && a.archived !== true);
      const { hash, name, size, mime } = file;
      const row = { id: newId(), ownerTable: 'filings', ownerId: filing.id, kind: 'receipt', name, hash, size, mime, addedOn: new Date().toISOString() };
      return [
        set('filings', filing.id, { receiptHash: hash }),
        ...(there ? [] : [make('attachments', { ...row, ...(filing.dealId ? { dealId: filing.dealId } : {}) })]),
      ];
    },
    async () => {
      const here = await db().cursors.get(registry);
      if (here) await db().cursors.put(without(here, wanted));
    },
  );
  if (gone) await discardFiles([file]);
  return !isRefusal(done);
}

const isSame = (a: WantedReceipt, b: WantedReceipt): boolean => a.filingId === b.filingId && a.sha256 === b.sha256;

function without(here: Cursor, wanted: WantedReceipt): Cursor {
  const { receipts, ...rest } = here;
  const left = (receipts ?? []).filter((r) => !isSame(r, wanted));
  return left.length > 0 ? { ...rest, receipts: left } : rest;
}

async function change(registry: string, of: (all: WantedReceipt[]) => WantedReceipt[]): Promise<void> {
  await db().transaction('rw', ['cursors'], async () => {
    const here = await db().cursors.get(registry);
    if (here?.receipts) await db().cursors.put({ ...here, receipts: of(here.receipts) });
  });
}
