/** Lines that neither the journal nor the page's store has any more: what they did comes back from a snapshot, or is told by record. */
import type { RecordNamed, Responses, Workspace } from '../../shared/bridge.ts';
import type { StoredRow } from '../../shared/change/cells.ts';
import { FORMAT_VERSION, touched, type Change } from '../../shared/change/change.ts';
import type { FoldState } from '../../shared/change/fold.ts';
import { GapFold, numbersIn, numbersWords, patchesTo, RECOVERY, sameStory } from '../../shared/change/gaps.ts';
import { MIGRATIONS } from '../../shared/change/migrations.ts';
import { asChanges } from './as-changes.ts';
import type { Journal } from './journal.ts';
import type { Snapshots } from './snapshots.ts';

export type Recovering = { journal: Journal; snapshots: Snapshots; workspace: Workspace };

const PAGE = 2000;
const LINES = 500;
/** Records named in one report. */
const MOST_NAMED = 50;
/** Kinds whose name is for few eyes. */
const UNNAMED: readonly string[] = ['persons'];

/**
 * Takes the effect of missing lines from the newest readable snapshot that covers one of them and appends it as Changes of
 * origin `restore`, the last of which names the numbers: from then on the journal alone gives these rows, however snapshots
 * rotate. The missing lines stay missing, and the chain of their device says so. Answers nothing for lines made up for before.
 */
export async function recoverLines({ journal, snapshots, workspace }: Recovering): Promise<Responses['journal.recover']> {
  const none = { from: '', numbers: [], records: [], lost: [], hurt: [] };
  const open = await unmended(journal);
  if (open.size === 0) return none;
  const texts = await journal.damagedTexts();
  const legible = legibleRecords(texts.filter(({ seq }) => seq === null || open.has(seq)));
  const whole = new GapFold(MIGRATIONS);
  for await (const { seq, change } of changesOf(journal)) whole.take(seq, change);
  for (const one of (await snapshots.list(workspace)).toReversed()) {
    const covered = [...open].filter((n) => n <= one.seq);
    if (!one.whole || covered.length === 0) continue;
    const earlier = await snapshots.rows(workspace, one.file).catch(() => null);
    if (earlier?.head.formatVersion !== FORMAT_VERSION || !earlier.head.whole) continue;
    const both = await foldBoth(journal, { rows: earlier.rows, past: null }, earlier.head.seq, whole.seen);
    if (both === null) continue;
    const { present, truth } = both;
    const patches = patchesTo(present.state, truth.state);
    const { seq } = await journal.head();
    const lines = asChanges(patches, { who: '', intent: RECOVERY, note: (last) => (last ? numbersWords(covered) : '') }, seq);
    for (let at = 0; at < lines.length; at += LINES) await journal.append(lines.slice(at, at + LINES));
    const lost = [...open].filter((n) => n > one.seq);
    const above = legibleRecords(texts.filter(({ seq: n }) => n !== null && n > one.seq));
    return {
      from: one.when,
      numbers: covered,
      records: named(touched({ patches }), truth.state, legible),
      lost,
      hurt: lost.length === 0 ? [] : named([...truth.hurt, ...above.keys(), ...unmade(truth.state)], truth.state, legible),
    };
  }
  return { ...none, lost: [...open], hurt: named([...whole.hurt, ...legible.keys(), ...unmade(whole.state)], whole.state, legible) };
}

async function* changesOf(journal: Journal): AsyncGenerator<{ seq: number; change: Change }> {
  for (let after: number | null = 0; after !== null;) {
    const page: Awaited<ReturnType<Journal['read']>> = await journal.read(after, PAGE);
    for (const { seq, json } of page.lines) yield { seq, change: JSON.parse(json) as Change };
    after = page.next;
  }
}

/** Missing numbers that no earlier recovery has made up for; told from the text, this runs at every start. */
async function unmended(journal: Journal): Promise<Set<number>> {
  const missing = new Set<number>();
  let next = 1;
  for (let after: number | null = 0; after !== null;) {
    const page: Awaited<ReturnType<Journal['read']>> = await journal.read(after, PAGE);
    for (const { seq, json } of page.lines) {
      for (; next < seq; next++) missing.add(next);
      next = seq + 1;
      if (!json.includes(RECOVERY)) continue;
      const { why } = JSON.parse(json) as Change;
      if (why.intent === RECOVERY) for (const n of numbersIn(why.note ?? '')) missing.delete(n);
    }
    after = page.next;
  }
  return missing;
}

/** The journal over its gaps, and the snapshot with what followed it; null where the snapshot is of another story. */
async function foldBoth(journal: Journal, base: FoldState, seq: number, all: ReadonlySet<string>): Promise<{ present: GapFold; truth: GapFold } | null> {
  const present = new GapFold(MIGRATIONS);
  let truth: GapFold | null = null;
  const fits = (): boolean => {
    present.through(seq);
    return sameStory(present, base, all);
  };
  for await (const line of changesOf(journal)) {
    if (line.seq > seq && truth === null) {
      if (!fits()) return null;
      truth = new GapFold(MIGRATIONS, base, seq);
    }
    present.take(line.seq, line.change);
    truth?.take(line.seq, line.change);
  }
  if (truth === null) {
    if (!fits()) return null;
    truth = new GapFold(MIGRATIONS, base, seq);
  }
  return { present, truth };
}

/** Rows that later Changes edit and that none has made. */
function* unmade(state: FoldState): Generator<string> {
  for (const [table, rows] of state.rows) for (const [id, row] of rows) if (row.$.at === '') yield `${table}/${id}`;
}

function named(keys: readonly string[], state: FoldState, legible: ReadonlyMap<string, string>): RecordNamed[] {
  return [...new Set(keys)].slice(0, MOST_NAMED).map((key) => {
    const [table = '', id = ''] = key.split('/');
    return { table, id, name: UNNAMED.includes(table) ? '' : nameOf(state.rows.get(table)?.get(id)) || (legible.get(key) ?? '') };
  });
}

function nameOf(row: StoredRow | undefined): string {
  const name = row?.['name'] ?? row?.['title'];
  return typeof name === 'string' ? name.slice(0, 200) : '';
}

/** The patch that gives a record its name, in the order of canonical JSON. */
const NAMING =
  /"field":"(?:name|title)",(?:"from":"[^"]*",)?"id":"([\w-]{1,64})","op":"set","over":\[[^\]]*\],"table":"([a-z]{1,40})","to":"([^"\\\ufffd]{1,200})"/g;

/** What damaged lines still say of their records: `table/id`, and the name where that is legible too. A hint for the report, never a fact. */
function legibleRecords(texts: readonly { text: string }[]): Map<string, string> {
  const found = new Map<string, string>();
  const put = (table: string, id: string, name: string): unknown => found.set(`${table}/${id}`, UNNAMED.includes(table) ? '' : name);
  for (const { text } of texts) {
    for (const [, id, body, table] of text.matchAll(/"id":"([\w-]{1,64})","op":"(?:make|set|drop)"(.*?)"table":"([a-z]{1,40})"/g)) {
      const name = /"(?:name|title)":"([^"\\\ufffd]{1,200})"/.exec(body!)?.[1] ?? '';
      put(table!, id!, name);
    }
    for (const [, id, table, to] of text.matchAll(NAMING)) put(table!, id!, to!);
  }
  return found;
}
