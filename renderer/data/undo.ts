/** Undo and redo: the inverse patches of a Change, committed as a new Change. One import is one group and one Ctrl Z. */
import { letterId } from '../../shared/change/chain.ts';
import type { Change, Patch, StoredChange } from '../../shared/change/change.ts';
import { inverse, type Present } from '../../shared/change/patch.ts';
import { EXISTENCE, type StoredRow } from '../../shared/change/cells.ts';
import { REFERENCES } from '../../shared/domain/tables.ts';
import { FINAL_INTENTS } from '../../shared/domain/personal.ts';
import { undoBarred } from '../../shared/domain/undo-rules.ts';
import { isRefusal, refuse, type Refusal } from '../../shared/result.ts';
import { actBegun } from '../session/trouble.ts';
import { bulkRunning } from './bulk-mark.ts';
import { transact } from './commit.ts';
import { today } from './rules.ts';
import { isUnsent } from './schema.ts';
import { db, device, newId } from './store.ts';
import { write, type Committed } from './write.ts';

/** `undone` counts rows; `left` are the rows that still stand because the person stopped: the next undo goes on with them. */
export type UndoResult = { ok: true; undone: number; left?: number } | { ok: false } | Refusal;
/** `onProgress` counts rows; once `signal` fires no further Change is taken back. */
export type UndoWatch = { onProgress?: (done: number, of: number) => void; signal?: AbortSignal };

let last: Promise<unknown> = Promise.resolve();
/** One after the other: a second Ctrl Z looks for its act only when the first is done. */
function inTurn(act: () => Promise<UndoResult>): Promise<UndoResult> {
  const turn = last.then(act);
  last = turn.catch(() => undefined);
  return turn;
}

/** Resolves when no undo is under way: what is read then does not vanish while it is looked at. */
export const undoSettled = (): Promise<unknown> => last;

/** Takes back the last act of this device that still stands; `{ok:false}` where there is none. */
export const undoLast = (watch: UndoWatch = {}): Promise<UndoResult> => inTurn(() => undoNewest(watch));

/** Does again what the last undo took back, unless something else was done since. */
export const redoLast = (watch: UndoWatch = {}): Promise<UndoResult> => inTurn(() => redoNewest(watch));

/** Takes back what stands of a group, newest first; what cannot be taken back stops it and is said. */
export const undoGroup = (group: string, watch: UndoWatch = {}): Promise<UndoResult> => inTurn(() => takeBack(group, 'undo', watch));

async function undoNewest(watch: UndoWatch): Promise<UndoResult> {
  // half of an import would be taken back while its other half still comes in
  if (bulkRunning()) return refuse('undo.bulkRunning');
  const undone = new Set<string>();
  let target: StoredChange | undefined;
  await ownNewestFirst((c) => {
    if (c.why.undoes !== undefined) {
      if (!undone.has(c.id)) undone.add(c.why.undoes);
      return true;
    }
    if (undone.has(c.id) || !isAct(c)) return true;
    target = c;
    return false;
  });
  return target ? takeBack(target.group, 'undo', watch) : { ok: false };
}

async function redoNewest(watch: UndoWatch): Promise<UndoResult> {
  const undone = new Set<string>();
  let target: StoredChange | undefined;
  await ownNewestFirst((c) => {
    if (c.why.undoes === undefined) return !isAct(c);
    if (undone.has(c.id)) return true;
    if (c.why.intent === 'redo') undone.add(c.why.undoes);
    else target = c;
    return target === undefined;
  });
  return target ? takeBack(target.group, 'redo', watch) : { ok: false };
}

/** Takes back one Change, from a record's history. */
export async function undoChange(changeId: string): Promise<UndoResult> {
  const change = await db().changes.get({ id: changeId });
  if (!change) return { ok: false };
  const done = await undoOne(change, 'undo', newId());
  return isRefusal(done) ? done : { ok: true, undone: rowsOf(change) };
}

async function takeBack(group: string, intent: 'undo' | 'redo', { onProgress, signal }: UndoWatch): Promise<UndoResult> {
  const alone = await db().changes.get({ id: group });
  const standing = alone?.group === group ? [{ seq: alone.seq, rows: rowsOf(alone) }] : await standingOf(group);
  const total = standing.reduce((n, c) => n + c.rows, 0);
  const into = newId();
  let undone = 0;
  for (const { seq, rows } of standing) {
    if (signal?.aborted) return { ok: true, undone, left: total - undone };
    // one at a time: an import of many thousand rows is not held in memory
    const change = await db().changes.get(seq);
    const done = change && (await undoOne(change, intent, into));
    if (isRefusal(done)) return done;
    undone += rows;
    onProgress?.(undone, total);
  }
  return { ok: true, undone };
}

const rowsOf = (change: Change): number => new Set(change.patches.map((p) => `${p.table}/${p.id}`)).size;

/** The Changes of a group that nothing has taken back since, newest first: an undo that was stopped goes on where it stopped. */
async function standingOf(group: string): Promise<{ seq: number; rows: number }[]> {
  const places = (await db().changes.where('bulk').equals(group).primaryKeys()).map(Number);
  const oldest = Math.min(...places);
  const standing: { seq: number; rows: number }[] = [];
  const undone = new Set<string>();
  await ownNewestFirst((c) => {
    if (c.why.undoes !== undefined && !undone.has(c.id)) undone.add(c.why.undoes);
    if (c.group === group && !undone.has(c.id)) standing.push({ seq: c.seq, rows: rowsOf(c) });
    return c.seq > oldest;
  });
  return standing;
}

const isAct = (c: Change): boolean => (c.why.origin === 'person' || c.why.origin === 'import') && !FINAL_INTENTS.includes(c.why.intent);

async function ownNewestFirst(visit: (c: StoredChange) => boolean): Promise<void> {
  let before = Infinity;
  for (;;) {
    const page = await db().changes.where('seq').below(before).reverse().limit(100).toArray();
    for (const c of page) if (c.device === device() && !visit(c)) return;
    if (page.length < 100) return;
    before = page.at(-1)!.seq;
  }
}

async function undoOne(change: StoredChange, intent: string, group: string): Promise<Committed | Refusal> {
  const cameOff = actBegun();
  const done = await transact(async (tx) => {
    if (FINAL_INTENTS.includes(change.why.intent)) return refuse('undo.final');
    if (await letterIsOut(change)) return refuse('undo.letterSent');
    const now = await present(change);
    const patches = inverse(change, now);
    if (!Array.isArray(patches))
      return refuse(`undo.${patches.kind === 'gone' ? 'gone' : 'movedOn'}`, {
        params: { table: patches.table, field: 'field' in patches ? patches.field : '' },
      });
    const barred = undoBarred(patches, now.rowAt, today());
    if (barred) return barred;
    if (queuesAgain(patches)) return refuse('undo.letterGone');
    for (const p of patches)
      if (p.op === 'drop' && (await isPointedTo(p.table, p.id, patches))) return refuse('undo.pointedTo', { params: { table: p.table } });
    await db().outbox.bulkDelete(lettersOf(change));
    return write({ intent, group, undoes: change.id }, patches, [], undefined, tx);
  });
  if (!isRefusal(done)) cameOff();
  return done;
}

const lettersOf = (change: Change): string[] => change.letters.map((_, i) => letterId(change.id, i));

async function letterIsOut(change: Change): Promise<boolean> {
  const rows = await db().outbox.bulkGet(lettersOf(change));
  return !rows.every((row) => row === undefined || isUnsent(row));
}

/** A queued filing or followup has its letter; an inverse brings none, so it may not queue one. */
const queuesAgain = (patches: readonly Patch[]): boolean =>
  patches.some((p) => p.op === 'set' && (p.table === 'filings' || p.table === 'followups') && p.field === 'state' && p.to === 'queued');

/** Whether a row points here that this very undo does not take away or turn elsewhere. */
async function isPointedTo(table: string, id: string, patches: readonly Patch[]): Promise<boolean> {
  for (const r of REFERENCES) {
    if (r.to !== table) continue;
    const from = db().records(r.from);
    // few rows point in a field that no screen asks by: an index of it would cost every write
    const asked = r.field in from.schema.idxByName ? from.where(r.field).equals(id) : from.filter((row) => row[r.field] === id);
    const pointing = await asked.primaryKeys();
    const stays = (key: string) => !patches.some((p) => p.table === r.from && p.id === key && (p.op === 'drop' || (p.op === 'set' && p.field === r.field)));
    if (pointing.some(stays)) return true;
  }
  return table === 'parties' && (await isFurtherParty(id, patches));
}

/** Whether a version names the party as 丙方, 丁方 …, and still does after this undo. */
async function isFurtherParty(id: string, patches: readonly Patch[]): Promise<boolean> {
  const names = (value: unknown): boolean => Array.isArray(value) && value.some((p: { partyId?: string }) => p.partyId === id);
  const naming = await db()
    .records('contracts')
    .filter((row) => names(row['furtherParties']))
    .primaryKeys();
  return naming.some(
    (key) => !patches.some((p) => p.table === 'contracts' && p.id === key && (p.op === 'drop' || (p.op === 'set' && p.field === 'furtherParties'))),
  );
}

/** Rows this Change touched and every Change needed to look through edits that were undone since. */
async function present(change: StoredChange): Promise<Present> {
  const rows = new Map<string, StoredRow>();
  const changes = new Map<string, StoredChange>([[change.id, change]]);
  const wanted: string[] = [];
  for (const p of change.patches) {
    const key = `${p.table}/${p.id}`;
    const row = (await db().records(p.table).get(p.id)) ?? (await db().tombstones.get(key))?.row;
    if (!row) continue;
    rows.set(key, row);
    wanted.push(row.$.at, ...Object.values(row.$.f ?? {}), ...Object.values(row.$.c ?? {}).flatMap((hs) => hs.map((h) => h.id)));
  }
  while (wanted.length > 0) {
    const id = wanted.pop()!;
    if (id === '' || id === EXISTENCE || changes.has(id)) continue;
    const c = await db().changes.get({ id });
    if (!c) continue;
    changes.set(id, c);
    if (c.why.undoes !== undefined) {
      const undone = changes.get(c.why.undoes) ?? (await db().changes.get({ id: c.why.undoes }));
      if (undone) {
        changes.set(undone.id, undone);
        wanted.push(...undone.patches.flatMap((p) => p.over), ...(undone.why.undoes === undefined ? [] : [undone.why.undoes]));
      }
    }
  }
  return { rowAt: (table, id) => rows.get(`${table}/${id}`), changeAt: (id) => changes.get(id), placeOf: (id) => changes.get(id)?.seq ?? 0 };
}
