/** Two versions of a document, block by block: what stayed, was changed, came, went, or stands elsewhere now. */
import { runText, type Block, type DocumentModel } from '../contract/blocks.ts';
import { alignInOrder, likeness } from './in-order.ts';
import { longestRising } from './anchors.ts';

/** `move` joins the two ends of a block that stands elsewhere. */
export type Step =
  | { how: 'kept'; old: Block; next: Block }
  | { how: 'deleted'; old: Block }
  | { how: 'inserted'; next: Block }
  | { how: 'movedFrom'; old: Block; next: Block; move: number }
  | { how: 'movedTo'; old: Block; next: Block; move: number };

type Pair = { i: number; j: number };

/** Two blocks with the same id are one clause only while they say something alike. */
const ID_LEAST = 0.2;
const LIKE_LEAST = 0.45;
/** A clause found again elsewhere by its words alone must have kept most of them. */
const MOVED_LEAST = 0.75;
const MOVED_SHORTEST = 12;

/** Steps in reading order: the old blocks among them are all of `old` in order, the new ones all of `next`. */
export function compareDocuments(old: DocumentModel, next: DocumentModel): Step[] {
  const [olds, nexts] = [old.blocks, next.blocks];
  const certain = [...byIdentity(olds, nexts)].sort((a, b) => a.i - b.i);
  const rising = longestRising(certain.map((p) => p.j)).map((k) => certain[k]!);
  const inPlace = betweenAnchors(olds, nexts, rising, new Set(certain.map((p) => p.i)), new Set(certain.map((p) => p.j)));
  const moved = certain.filter((p) => !rising.includes(p) && isLine(olds[p.i]!) && isLine(nexts[p.j]!));
  moved.push(...foundElsewhere(olds, nexts, [...inPlace, ...moved]));
  return stepsOf(olds, nexts, inPlace, moved);
}

/** A block that is one paragraph on paper. */
type Line = Extract<Block, { kind: 'heading' | 'clause' | 'paragraph' | 'title' | 'banner' }>;
export const isLine = (block: Block): block is Line => ['heading', 'clause', 'paragraph', 'title', 'banner'].includes(block.kind);

/** What the block says, without its number: a number follows from the place. */
export function wordsOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text.replace(/^第[^\s条]{1,8}条\s*/, '');
    case 'clause':
    case 'paragraph':
      return runText(block.runs);
    case 'title':
    case 'banner':
      return block.text;
    case 'table':
      return [block.caption ?? '', ...block.rows.flat().map((c) => runText(c.runs))].join('\n');
    case 'cover':
      return [block.title, ...block.lines.map((l) => `${l.label}${l.value}`)].join('\n');
    case 'toc':
      return block.entries.map((e) => e.text).join('\n');
    case 'signatures':
      return block.parties.map((p) => `${p.role}${p.name}`).join('\n');
    case 'picture':
      return block.caption;
    case 'pageBreak':
      return '';
  }
}

const ONE_OF_A_KIND: readonly Block['kind'][] = ['cover', 'toc', 'signatures'];
const idOf = (block: Block): string | undefined => ('id' in block ? `${block.kind} ${block.id}` : undefined);

/** Pairs wherever they stand: the same words said once in each, then the same id, then what a paper has one of. */
function byIdentity(olds: readonly Block[], nexts: readonly Block[]): Pair[] {
  const pairs: Pair[] = [];
  const [usedOld, usedNext] = [new Set<number>(), new Set<number>()];
  const pairBy = (keyOf: (block: Block) => string | undefined, least: number): void => {
    const theirs = onceOnly(nexts, usedNext, keyOf);
    for (const [key, i] of onceOnly(olds, usedOld, keyOf)) {
      const j = theirs.get(key);
      if (j === undefined || likeness(wordsOf(olds[i]!), wordsOf(nexts[j]!)) < least) continue;
      pairs.push({ i, j });
      usedOld.add(i);
      usedNext.add(j);
    }
  };
  pairBy((b) => (idOf(b) === undefined ? undefined : `${idOf(b)} ${wordsOf(b)}`), 1);
  pairBy((b) => (wordsOf(b).length >= MOVED_SHORTEST / 2 ? `${isLine(b) ? 'line' : b.kind} ${wordsOf(b)}` : undefined), 1);
  pairBy(idOf, ID_LEAST);
  pairBy((b) => (ONE_OF_A_KIND.includes(b.kind) ? b.kind : undefined), 0);
  return pairs;
}

function onceOnly(blocks: readonly Block[], used: ReadonlySet<number>, keyOf: (block: Block) => string | undefined): Map<string, number> {
  const found = new Map<string, number | undefined>();
  blocks.forEach((block, i) => {
    const key = used.has(i) ? undefined : keyOf(block);
    if (key !== undefined) found.set(key, found.has(key) ? undefined : i);
  });
  return new Map([...found].flatMap(([key, i]) => (i === undefined ? [] : [[key, i] as const])));
}

/** The anchors, and between two of them whatever is alike and in order. */
function betweenAnchors(olds: readonly Block[], nexts: readonly Block[], anchors: readonly Pair[], takenOld: Set<number>, takenNext: Set<number>): Pair[] {
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  for (const anchor of [...anchors, { i: olds.length, j: nexts.length }]) {
    const mine = range(i, anchor.i).filter((k) => !takenOld.has(k));
    const theirs = range(j, anchor.j).filter((k) => !takenNext.has(k));
    const found = alignInOrder(
      mine.map((k) => keyed(olds[k]!)),
      theirs.map((k) => keyed(nexts[k]!)),
      LIKE_LEAST,
      LIKE_LEAST / 2,
    );
    for (const [x, y] of found) if (shapeOf(olds[mine[x]!]!) === shapeOf(nexts[theirs[y]!]!)) pairs.push({ i: mine[x]!, j: theirs[y]! });
    if (anchor.i < olds.length) pairs.push(anchor);
    [i, j] = [anchor.i + 1, anchor.j + 1];
  }
  return pairs;
}

const shapeOf = (block: Block): string => (isLine(block) ? 'line' : block.kind);
/** Two blocks of another shape have nothing in common, whatever they say. */
const keyed = (block: Block): string => (isLine(block) ? wordsOf(block) : `\u0001${block.kind}\u0001\n${wordsOf(block)}`);
const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k);

function foundElsewhere(olds: readonly Block[], nexts: readonly Block[], known: readonly Pair[]): Pair[] {
  const [usedOld, usedNext] = [new Set(known.map((p) => p.i)), new Set(known.map((p) => p.j))];
  const long = (block: Block): boolean => isLine(block) && wordsOf(block).length >= MOVED_SHORTEST;
  const left = range(0, nexts.length).filter((j) => !usedNext.has(j) && long(nexts[j]!));
  const pairs: Pair[] = [];
  for (const i of range(0, olds.length)) {
    if (usedOld.has(i) || !long(olds[i]!) || left.length === 0) continue;
    const scores = left.map((j) => likeness(wordsOf(olds[i]!), wordsOf(nexts[j]!)));
    const most = Math.max(...scores);
    if (most >= MOVED_LEAST) pairs.push({ i, j: left.splice(scores.indexOf(most), 1)[0]! });
  }
  return pairs;
}

function stepsOf(olds: readonly Block[], nexts: readonly Block[], inPlace: readonly Pair[], moved: readonly Pair[]): Step[] {
  const numbered = moved.map((p, k) => ({ ...p, move: k + 1 }));
  const [from, to] = [new Map(numbered.map((p) => [p.i, p])), new Map(numbered.map((p) => [p.j, p]))];
  const gone = (i: number): Step => {
    const p = from.get(i);
    return p ? { how: 'movedFrom', old: olds[i]!, next: nexts[p.j]!, move: p.move } : { how: 'deleted', old: olds[i]! };
  };
  const come = (j: number): Step => {
    const p = to.get(j);
    return p ? { how: 'movedTo', old: olds[p.i]!, next: nexts[j]!, move: p.move } : { how: 'inserted', next: nexts[j]! };
  };
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  for (const pair of [...inPlace, { i: olds.length, j: nexts.length }]) {
    steps.push(...range(i, pair.i).map(gone), ...range(j, pair.j).map(come));
    if (pair.i < olds.length) steps.push({ how: 'kept', old: olds[pair.i]!, next: nexts[pair.j]! });
    [i, j] = [pair.i + 1, pair.j + 1];
  }
  return steps;
}
