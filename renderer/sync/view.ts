/** The outbox as its panel shows it: what would happen now, the first letters one by one, and what a person is asked. */
import { proof, type Proof } from '../../shared/registry/wire.ts';
import type { RowOf } from '../../shared/domain/tables.ts';
import { useObserveSlowly } from '../data/observe-slowly.ts';
import { rowsById } from '../data/queries/read.ts';
import type { OutboxRow } from '../data/schema.ts';
import { db } from '../data/store.ts';
import { askAbove, heldRegistries, type Held } from './gate.ts';
import { sendableAgain } from './send-again.ts';
import { openLetters, wordsOf } from './outbox.ts';
import { planOf, type Act, type Planned } from './preview.ts';
import { knownToThisComputer, mayUse, type KnownRegistry } from './registries.ts';
import { contactOf, currentlyForbidden } from './status.ts';

/** Letters shown one by one; of more only the numbers are told. */
const SHOWN = 30;
/** while letters go out the panel is drawn anew this often */
const EVERY_MS = 1_000;

export type Line = Planned & { deal: RowOf<'deals'> | undefined; proofs: Proof[] };
export type SyncView = {
  registries: KnownRegistry[];
  lines: Line[];
  /** letters by what would happen to them */
  counts: Partial<Record<Act, number>>;
  /** `again`: of the missing ones, how many can be sent once more */
  asked: (Held & { moves: { deal: string; from: string; to: string }[]; missing: string[]; again: number })[];
  receipts: number;
  askAbove: number;
  /** letters answered so far: while more go out, what has been done */
  answered: number;
};

async function syncView(): Promise<SyncView> {
  const [rows, cursors, limit, known] = await Promise.all([openLetters(), db().cursors.toArray(), askAbove(), knownToThisComputer()]);
  const registries = known.filter((r) => mayUse(r) === null);
  const held = heldRegistries(rows, cursors, limit);
  const on = new Set(registries.flatMap((r) => (r.online ? [r.id] : [])));
  const planned = planOf(rows, Date.now(), (registry) => ({
    ...(currentlyForbidden()
      ? { line: 'forbidden' as const }
      : !on.has(registry) || contactOf(registry)?.line === 'address'
        ? { line: 'off' as const }
        : contactOf(registry)?.line === 'unauthorised'
          ? { line: 'token' as const }
          : {}),
    stopped: held.has(registry),
  }));
  const counts: SyncView['counts'] = {};
  for (const { act } of planned) counts[act] = (counts[act] ?? 0) + 1;
  const shown = planned.slice(0, SHOWN);
  const deals = new Map((await rowsById('deals', [...new Set(shown.map((p) => p.row.lane))])).map((d) => [d.id, d]));
  return {
    registries,
    lines: await Promise.all(shown.map(async (p) => ({ ...p, deal: deals.get(p.row.lane), proofs: await proofsOf(p.row) }))),
    counts,
    asked: await Promise.all([...held.values()].map(withNames)),
    receipts: cursors.reduce((sum, c) => sum + (c.receipts?.length ?? 0), 0),
    askAbove: limit,
    answered: await db().outbox.where('state').equals('done').count(),
  };
}

/** The files a letter names; they stay here, only their hashes go. */
async function proofsOf(row: OutboxRow): Promise<Proof[]> {
  const words = await wordsOf(row);
  return words === null ? [] : (proof.array().safeParse((JSON.parse(words) as { proofs?: unknown }).proofs).data ?? []);
}

async function withNames(held: Held): Promise<SyncView['asked'][number]> {
  const { moves = [], missing = [] } = held.stop ?? {};
  const told = [...(await rowsById('filings', [...moves.map((m) => m.id), ...missing])), ...(await rowsById('followups', [...missing]))];
  const dealOf = new Map(told.map((row) => [row.id, row.dealId ?? '']));
  const deals = new Map((await rowsById('deals', [...new Set(dealOf.values())])).map((d) => [d.id, d.name ?? '']));
  const nameOf = (id: string): string => deals.get(dealOf.get(id) ?? '') ?? '';
  return {
    ...held,
    moves: moves.map((m) => ({ deal: nameOf(m.id), from: m.from, to: m.to })),
    missing: missing.map(nameOf),
    again: (await sendableAgain(held.registry, missing)).length,
  };
}

/** Follows the outbox, a little behind it. `turn` changes when something else should be looked at again. */
export const useSyncView = (turn: unknown): SyncView | undefined => useObserveSlowly(['outbox', 'cursors'], syncView, EVERY_MS, [turn]);
