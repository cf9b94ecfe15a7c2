/** A shortest list of edits is not yet a readable one: edits are moved to the joints of a sentence, and scraps between them folded in. */
import { isFigure } from './tokens.ts';

/** `a0`…`a1` of the old tokens is replaced by `b0`…`b1` of the new ones; one of the two may be empty. */
export type Change = { a0: number; a1: number; b0: number; b1: number };

const NEGATIONS = new Set(['不', '未', '非', '无', '勿', '没', '免', '除', '不得', '没有', '禁止']);
const STOPS = /^[。；！？;!?\n]$/u;
const PAUSES = /^[，、：,:（(）)“”"《》\s]$/u;

/** A lone insertion or deletion can often stand in several places with the same outcome: the one between two joints reads best. */
export function settled(changes: readonly Change[], a: readonly string[], b: readonly string[]): Change[] {
  return changes.map((change, i) => {
    const { a0, a1, b0, b1 } = change;
    if ((a0 === a1) === (b0 === b1)) return change;
    const [tokens, from, to] = a0 === a1 ? [b, b0, b1] : [a, a0, a1];
    const before = i > 0 ? a0 - changes[i - 1]!.a1 : a0;
    const after = (i + 1 < changes.length ? changes[i + 1]!.a0 : a.length) - a1;
    const by = bestShift(tokens, from, to, Math.min(before, FARTHEST), Math.min(after, FARTHEST));
    return { a0: a0 + by, a1: a1 + by, b0: b0 + by, b1: b1 + by };
  });
}
const FARTHEST = 60;

function bestShift(tokens: readonly string[], from: number, to: number, left: number, right: number): number {
  let [best, by] = [jointsAt(tokens, from, to), 0];
  const consider = (shift: number): void => {
    const worth = jointsAt(tokens, from + shift, to + shift);
    if (worth > best) [best, by] = [worth, shift];
  };
  // one token stays beside the next edit, so that two edits never touch
  for (let k = 1; k < left && tokens[from - k] === tokens[to - k]; k++) consider(-k);
  for (let k = 1; k < right && tokens[from + k - 1] === tokens[to + k - 1]; k++) consider(k);
  return by;
}

const jointsAt = (tokens: readonly string[], from: number, to: number): number => joint(tokens[from - 1], tokens[from]) + joint(tokens[to - 1], tokens[to]);

function joint(before: string | undefined, after: string | undefined): number {
  if (before === undefined || after === undefined || STOPS.test(before)) return 4;
  if (STOPS.test(after)) return 3;
  if (PAUSES.test(before)) return 2;
  return PAUSES.test(after) ? 2 : 0;
}

/** Edits with next to nothing between them become one; never across a sentence's end, a figure that stayed, or around a lone negation. */
export function foldIslands(changes: readonly Change[], a: readonly string[], b: readonly string[]): Change[] {
  const folded: Change[] = [];
  for (const change of changes) {
    const last = folded.at(-1);
    if (last !== undefined && foldable(last, change, a, b)) Object.assign(last, { a1: change.a1, b1: change.b1 });
    else folded.push({ ...change });
  }
  return folded;
}

function foldable(left: Change, right: Change, a: readonly string[], b: readonly string[]): boolean {
  const island = a.slice(left.a1, right.a0);
  if (island.length > 8 || island.some((token) => STOPS.test(token) || isFigure(token))) return false;
  if ([left, right].some((c) => standsAlone(a.slice(c.a0, c.a1), b.slice(c.b0, c.b1)))) return false;
  const length = island.join('').trim().length;
  if (length === 0) return true;
  // a word put in or taken out is a change of its own beside a single sign that stayed
  if (length === 1 && [left, right].some((c) => (c.a0 === c.a1 || c.b0 === c.b1) && sizeOf(c) > 1)) return false;
  const [l, r] = [sizeOf(left), sizeOf(right)];
  return length * 2 <= Math.min(l, r) || (length === 1 && l + r >= 3);
}

const sizeOf = (c: Change): number => Math.max(c.a1 - c.a0, c.b1 - c.b0);

/** Figures for figures, or a negation put in or taken out: to be seen by itself. */
function standsAlone(out: readonly string[], put: readonly string[]): boolean {
  const figures = out.length + put.length > 0 && [...out, ...put].every(isFigure);
  return figures || ((out.length === 0 || put.length === 0) && NEGATIONS.has([...out, ...put].join('')));
}
