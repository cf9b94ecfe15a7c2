/**
 * Our lines against theirs, by what they say: number, place and looks decide nothing. A line that moved is found where it
 * is, one that was cut in two or grown together is found in its parts, one that was written anew stays without a partner.
 */
import { Likeness, likenessOf } from './align-likeness.ts';
import { AlignMatch } from './align-match.ts';
import { withMoves } from './align-moves.ts';
import { foldForSearch } from './classify-fold.ts';
import { splitNumber } from './clauses.ts';

/** `before`: their line with every revision rejected; where that is ours it is that line, however much of it was written anew. */
export type Alignable = { text: string; kind?: string; before?: string };
/** Lines that say the same thing; several on one side where a line was cut or two grew together. */
export type Pair = { ours: number[]; theirs: number[]; likeness: number; moved: boolean };
/** Lines between the same neighbours without a partner on the other side. */
export type Gap = { ours: number[]; theirs: number[] };
export type Alignment = { pairs: Pair[]; gaps: Gap[] };

/** Below it a line is another text. */
const LEAST = 0.46;
/** Where the neighbours on both sides agree, a little less is enough. */
const LEAST_IN_PLACE = 0.34;

const keyOf = (line: Alignable): string => foldForSearch(line.kind === 'row' ? line.text : splitNumber(line.text).text);

/** Every line of either side is in one pair or in one gap. */
export function alignLines(ours: readonly Alignable[], theirs: readonly Alignable[]): Alignment {
  const [a, b] = [ours.map(keyOf), theirs.map(keyOf)];
  const match = new AlignMatch(a.length, b.length);
  same(a, b, match);
  recorded(a, theirs, match);
  headings(ours, theirs, match, true);
  alike(a, b, match);
  inPlace(ours, theirs, a, b, match);
  headings(ours, theirs, match, false);
  const whole = (lines: readonly Alignable[], texts: readonly string[]): string[] => texts.map((text, i) => (lines[i]!.kind === 'heading' ? '' : text));
  const pairs = grown(a, b, match, [whole(ours, a), whole(theirs, b)]);
  const weights = pairs.map((p) => p.ours.reduce((n, i) => n + a[i]!.length, 1));
  const moved = withMoves(pairs, weights);
  return { pairs: moved, gaps: gapsOf(moved, a.length, b.length) };
}

/** Lines with the same words: those that stand once on each side, then what stands several times beside a neighbour found, then in turn. */
function same(a: readonly string[], b: readonly string[], match: AlignMatch): void {
  const places = (list: readonly string[]): Map<string, number[]> => {
    const found = new Map<string, number[]>();
    list.forEach((text, i) => {
      const at = found.get(text);
      if (at) at.push(i);
      else if (text !== '') found.set(text, [i]);
    });
    return found;
  };
  const [mine, other] = [places(a), places(b)];
  for (const [text, at] of mine) {
    const there = other.get(text);
    if (at.length === 1 && there?.length === 1) match.join(at[0]!, there[0]!, 1);
  }
  const spread = (i: number, step: 1 | -1): void => {
    const j = match.ours[i]!;
    if (j >= 0 && match.free(i + step, j + step) && a[i + step] === b[j + step]) match.join(i + step, j + step, 1);
  };
  for (let i = 0; i < a.length; i++) spread(i, 1);
  for (let i = a.length - 1; i >= 0; i--) spread(i, -1);
  for (const [text, at] of mine) {
    const left = (other.get(text) ?? []).filter((j) => match.theirs[j] === -1);
    for (const i of at) if (match.ours[i] === -1 && left.length > 0) match.join(i, left.shift()!, 1);
  }
}

/** A rewritten line whose revisions tell which one it was. */
function recorded(a: readonly string[], theirs: readonly Alignable[], match: AlignMatch): void {
  const free = new Map<string, number>();
  a.forEach((text, i) => {
    if (match.ours[i] === -1 && text !== '') free.set(text, i);
  });
  theirs.forEach(({ before, text }, j) => {
    if (!before || before === text || match.theirs[j] !== -1) return;
    const i = free.get(keyOf({ text: before })) ?? -1;
    if (match.free(i, j)) match.join(i, j, Math.max(LEAST, likenessOf(a[i]!, keyOf({ text }))));
  });
}

/** A heading in other words is the heading of what stands under it, or comes behind what came before it; `strict`: only of what stands under it, and with a word in common. */
function headings(ours: readonly Alignable[], theirs: readonly Alignable[], match: AlignMatch, strict: boolean): void {
  const join = (i: number, j: number): void => {
    if (!match.free(i, j) || theirs[j]!.kind !== 'heading') return;
    const likeness = likenessOf(keyOf(ours[i]!), keyOf(theirs[j]!));
    if (!strict || likeness > 0) match.join(i, j, Math.max(likeness, LEAST_IN_PLACE));
  };
  for (let i = 0; i < ours.length; i++) {
    if (ours[i]!.kind !== 'heading') continue;
    join(i, (match.ours[i + 1] ?? -1) - 1);
    if (strict) continue;
    join(i, mostUnder(ours, theirs, i, match));
    const before = match.ours[i - 1] ?? -1;
    if (before >= 0) join(i, before + 1);
  }
}

/** The free heading of theirs under which most of what stands under ours stands now; -1 where nothing does. */
function mostUnder(ours: readonly Alignable[], theirs: readonly Alignable[], i: number, match: AlignMatch): number {
  const under = new Map<number, number>();
  for (let k = i + 1; k < ours.length && ours[k]!.kind !== 'heading'; k++) {
    let j = match.ours[k]!;
    while (j >= 0 && theirs[j]!.kind !== 'heading') j--;
    if (j >= 0 && match.theirs[j] === -1) under.set(j, (under.get(j) ?? 0) + 1);
  }
  return [...under].reduce((best, one) => (one[1] > best[1] ? one : best), [-1, 0])[0]!;
}

function alike(a: readonly string[], b: readonly string[], match: AlignMatch): void {
  const free = [...a.keys()].filter((i) => match.ours[i] === -1 && a[i] !== '');
  const likeness = new Likeness(free.map((i) => a[i]!));
  const found: { i: number; j: number; likeness: number }[] = [];
  for (const [j, text] of b.entries()) {
    if (match.theirs[j] !== -1 || text === '') continue;
    const near = likeness.like(text, LEAST).sort((x, y) => y.likeness - x.likeness);
    for (const n of near.slice(0, 8)) found.push({ i: free[n.line]!, j, likeness: n.likeness });
  }
  // of nearly the same likeness the one that stands beside a neighbour's partner is meant
  const ranked = found.map((f) => ({ ...f, rank: f.likeness + 0.06 * match.beside(f.i, f.j) }));
  ranked.sort((x, y) => y.rank - x.rank || x.i - y.i || x.j - y.j);
  for (const f of ranked) if (match.free(f.i, f.j)) match.join(f.i, f.j, f.likeness);
}

/** Between two neighbours found, one line on each side: it is that line even where little of it stayed; a row by the name of its first cell. */
function inPlace(ours: readonly Alignable[], theirs: readonly Alignable[], a: readonly string[], b: readonly string[], match: AlignMatch): void {
  for (let i = 0; i < a.length; i++) {
    const before = i === 0 ? -1 : match.ours[i - 1]!;
    const j = before + 1;
    if ((i > 0 && before === -1) || !match.free(i, j)) continue;
    const closed = (i + 1 === a.length && j + 1 === b.length) || match.ours[i + 1] === j + 1;
    const row = ours[i]!.kind === 'row' && sameLabel(ours[i]!.text, theirs[j]!.text);
    const likeness = likenessOf(a[i]!, b[j]!);
    if (row || (closed && likeness >= LEAST_IN_PLACE)) match.join(i, j, Math.max(likeness, LEAST_IN_PLACE));
  }
}

function sameLabel(a: string, b: string): boolean {
  const [x, y] = [a.split('\t'), b.split('\t')];
  return x.length > 1 && x.length === y.length && foldForSearch(x[0]!) !== '' && foldForSearch(x[0]!) === foldForSearch(y[0]!);
}

type Side = 'ours' | 'theirs';

/** A free line (no heading) that stands beside a found one and whose words its partner holds: the line was cut in two, or two grew together. */
function grown(a: readonly string[], b: readonly string[], match: AlignMatch, [free, others]: readonly (readonly string[])[]): Pair[] {
  const texts = { ours: a, theirs: b };
  const loose = { ours: free!, theirs: others! };
  const words = (pair: Pair, side: Side): string => pair[side].map((k) => texts[side][k]).join('');
  const pairs: Pair[] = match.found().map(({ i, j, likeness }) => ({ ours: [i], theirs: [j], likeness, moved: false }));
  const held: Record<Side, Map<number, Pair>> = { ours: new Map(pairs.map((p) => [p.ours[0]!, p])), theirs: new Map(pairs.map((p) => [p.theirs[0]!, p])) };
  const grow = (side: Side, k: number, pair: Pair | undefined): boolean => {
    const line = loose[side][k]!;
    if (!pair || line.length < 6) return false;
    const longer = { ...pair, [side]: [...pair[side], k].sort((x, y) => x - y) };
    const target = words(pair, side === 'ours' ? 'theirs' : 'ours');
    const likeness = likenessOf(words(longer, side), target);
    if (likeness <= pair.likeness + 0.03 || heldIn(line, target) < 0.75) return false;
    Object.assign(pair, longer, { likeness });
    held[side].set(k, pair);
    return true;
  };
  for (const side of ['theirs', 'ours'] as const)
    for (let k = 0; k < texts[side].length; k++) if (!held[side].has(k)) [held[side].get(k - 1), held[side].get(k + 1)].some((pair) => grow(side, k, pair));
  return pairs.sort((x, y) => x.ours[0]! - y.ours[0]!);
}

/** The share of a line's pairs of characters that stand in a longer text. */
function heldIn(part: string, whole: string): number {
  if (whole.includes(part)) return 1;
  let held = 0;
  for (let i = 0; i + 1 < part.length; i++) if (whole.includes(part.slice(i, i + 2))) held++;
  return held / Math.max(1, part.length - 1);
}

/** Free lines of both sides by the neighbours they stand between. */
function gapsOf(pairs: readonly Pair[], ours: number, theirs: number): Gap[] {
  const steady = pairs.filter((p) => !p.moved);
  const [usedOurs, usedTheirs] = [new Set(pairs.flatMap((p) => p.ours)), new Set(pairs.flatMap((p) => p.theirs))];
  const gaps: Gap[] = [];
  let [i, j] = [0, 0];
  for (const end of [...steady.map((p) => ({ i: p.ours[0]!, j: p.theirs[0]! })), { i: ours, j: theirs }]) {
    const gap: Gap = { ours: [], theirs: [] };
    for (; i < end.i; i++) if (!usedOurs.has(i)) gap.ours.push(i);
    for (; j < end.j; j++) if (!usedTheirs.has(j)) gap.theirs.push(j);
    if (gap.ours.length + gap.theirs.length > 0) gaps.push(gap);
  }
  return gaps;
}
