/** The outbox as delivering sees it. States of letters are local; what the registry says goes through commit. */
import { recallFiling, typedOf } from '../../shared/domain/filing-rules.ts';
import { recallFollowup } from '../../shared/domain/followup-rules.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { refuse, type Refusal } from '../../shared/result.ts';
import { commitWith, type Committed } from '../data/commit.ts';
import { isUnsent, type OutboxRow } from '../data/schema.ts';
import { db } from '../data/store.ts';
import { watch } from '../data/watch.ts';
import { canonicalJson, letterId, sha256Hex } from '../../shared/change/chain.ts';

const OPEN: readonly OutboxRow['state'][] = ['waiting', 'sending', 'unknown', 'held'];
/** rows read at once: some hundred are some milliseconds of the page's time */
const PAGE = 400;
const LAST = Number.MAX_SAFE_INTEGER;

/** Every letter without an answer, without its words. Index: outbox [state+seq]. */
export function openLetters(): Promise<OutboxRow[]> {
  // one reading: a letter that moves between two would be found in both states, or in none
  return db().transaction('r', ['outbox'], async () => {
    const rows: OutboxRow[] = [];
    for (const state of OPEN) await eachPage(state, (page) => void rows.push(...page));
    return rows;
  });
}

/** Rows of a state, page by page in the order of the log. */
async function eachPage(state: OutboxRow['state'], take: (page: OutboxRow[]) => void | Promise<void>): Promise<void> {
  for (let after = -1; ;) {
    // letters of one Change share its place: a page ends between two Changes
    const page = await db().outbox.where('[state+seq]').between([state, after], [state, LAST], false, true).limit(PAGE).toArray();
    const rest =
      page.length < PAGE
        ? []
        : await db()
            .outbox.where('[state+seq]')
            .equals([state, page.at(-1)!.seq])
            .toArray();
    const seen = new Set(page.map((row) => row.id));
    const whole = [...page, ...rest.filter((row) => !seen.has(row.id))];
    if (whole.length > 0) await take(whole);
    if (page.length < PAGE || page.at(-1)!.seq === LAST) return;
    after = page.at(-1)!.seq;
  }
}

/** A letter's frozen words, byte for byte as they were first written; null where the log does not give them back. */
export async function wordsOf(row: OutboxRow): Promise<string | null> {
  const change = await db().changes.where('id').equals(row.changeId).first();
  const letter = change?.letters.find((_, i) => letterId(change.id, i) === row.id);
  const words = letter ? canonicalJson(letter.body) : '';
  return letter && sha256Hex(words) === row.bodyHash ? words : null;
}

/**
 * Changes a letter's local state where it still is as it was read; false where it is not (taken back, answered, already
 * on its way). On disk when it resolves, so that `sending` stands before the network is touched.
 */
export async function move(
  seen: OutboxRow,
  to: Partial<Pick<OutboxRow, 'state' | 'attempts' | 'dueAt' | 'lastOutcome' | 'triedAt'>>,
): Promise<OutboxRow | null> {
  return db().transaction('rw', ['outbox'], async () => {
    const row = await db().outbox.get(seen.id);
    if (!row || row.state !== seen.state || row.attempts !== seen.attempts) return null;
    const moved = { ...row, ...to };
    await db().outbox.put(moved);
    return moved;
  });
}

/** Nothing waits any longer: the network is back, the machine woke up, or somebody signed in. Held letters stay held. */
export async function hurry(): Promise<void> {
  for (const state of ['waiting', 'unknown'] as const) {
    await eachPage(state, async (page) => {
      const late = page.filter((row) => row.dueAt > 0).map((row) => row.id);
      if (late.length === 0) return;
      await db().transaction('rw', ['outbox'], async () => {
        const rows = await db().outbox.bulkGet(late);
        await db().outbox.bulkPut(rows.flatMap((r) => (r?.state === state ? [{ ...r, dueAt: 0, attempts: 0 }] : [])));
      });
    });
  }
}

/** A person looked at a held letter and lets it go on: asked about first, then sent as it is. */
export async function release(letter: string): Promise<boolean> {
  const row = await db().outbox.get(letter);
  return row?.state === 'held' && (await move(row, { state: 'unknown', attempts: 0, dueAt: 0 })) !== null;
}

/** As `release`, for all that are held: what held one (a key not approved yet) often held them all. Answers how many. */
export async function releaseAll(): Promise<number> {
  const held = (await openLetters()).filter((row) => row.state === 'held');
  for (const { id } of held) await release(id);
  return held.length;
}

/** How long a recall waits for an attempt that is under way: one that meets no line ends in some milliseconds. */
const ATTEMPT_MS = 5_000;

/** Resolves once no letter about this row is on its way, or after `ATTEMPT_MS`: what holds then is read by who asked. */
async function attemptOver(id: string): Promise<void> {
  const underWay = () =>
    db()
      .outbox.where('[state+seq]')
      .between(['sending', -1], ['sending', LAST])
      .filter((o) => o.subject === id)
      .count();
  if ((await underWay()) === 0) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, ATTEMPT_MS);
    const stop = watch(underWay, (n) => {
      if (n === 0) done();
    });
  });
}

/**
 * Takes a queued filing, or what follows one, back into the draft together with its letter, in one act; refused once the
 * letter may be with the registry. An attempt that is under way is waited for: without a line it leaves the letter here. `typed` are the form's values that were typed by hand, where the screen knows them.
 */
export async function recall(id: string, typed?: Readonly<Record<string, string>>): Promise<Committed | Refusal> {
  await attemptOver(id);
  const letters: OutboxRow[] = [];
  const isUnsentOf = async (row: Subject): Promise<boolean> => {
    letters.push(...(await lettersOf(row)));
    return letters.length > 0 && letters.every(isUnsent);
  };
  return commitWith(
    { intent: 'filing.recall' },
    async (read) => {
      const filing = await read.get('filings', id);
      if (filing) return (await isUnsentOf(filing)) ? recallFiling(filing, typed ?? typedOf(filing)) : refuse('filing.sent');
      const followup = await read.get('followups', id);
      if (!followup) return refuse('row.gone');
      return (await isUnsentOf(followup)) ? recallFollowup(followup) : refuse('filing.sent');
    },
    () => db().outbox.bulkDelete(letters.map((o) => o.id)),
  );
}

type Subject = Pick<Filing, 'id' | 'dealId' | 'version'> & { state?: string | undefined };

/** What became of the letter of a queued filing or followup so far; undefined where nothing did. Index: outbox.lane. */
export async function lastOutcomeOf(row: Subject): Promise<Pick<OutboxRow, 'state' | 'lastOutcome'> | undefined> {
  return row.state === 'queued' ? (await lettersOf(row)).find((o) => o.lastOutcome !== undefined) : undefined;
}

/** Whether the letter of a queued filing or followup is certainly with nobody but us. Index: outbox.lane. */
export async function isStillHere(row: Subject): Promise<boolean> {
  if (row.state !== 'queued') return false;
  const letters = await lettersOf(row);
  return letters.length > 0 && letters.every(isUnsent);
}

/** Letters of this version without an answer. Index: outbox.lane. */
async function lettersOf(row: Subject): Promise<OutboxRow[]> {
  const lane = await db()
    .outbox.where('lane')
    .equals(row.dealId ?? '')
    .toArray();
  return lane.filter((o) => o.state !== 'done' && o.subject === row.id && o.version === (row.version ?? 1));
}

/** Registries that have ever been given a letter here: those to ask for statuses. Index: outbox.registry. */
export async function knownRegistries(): Promise<string[]> {
  const [letters, cursors] = await Promise.all([db().outbox.orderBy('registry').uniqueKeys(), db().cursors.toCollection().primaryKeys()]);
  return [...new Set([...letters.map(String), ...cursors])].sort();
}

/** A row as it is now; null where it was answered, or taken back by its writer. */
export async function stillOpen(id: string): Promise<OutboxRow | null> {
  const row = await db().outbox.get(id);
  return row && row.state !== 'done' ? row : null;
}
