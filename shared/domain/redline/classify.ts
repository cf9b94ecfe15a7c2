/** Whether a changed clause says something else, or the same in another dress; and of what the change speaks. */
import { foldCase, foldFormal, foldSpaces, foldThousands, foldWidth } from './classify-fold.ts';
import { reasonsOf, type Reason } from './classify-reasons.ts';
import { diffText, type Piece } from './diff.ts';

export const DRESSES = ['spaces', 'width', 'numbers', 'case', 'punctuation', 'numbering', 'renumbered', 'look'] as const;
export type Dress = (typeof DRESSES)[number];
export type Judged = { kind: 'same' } | { kind: 'formal'; pieces: Piece[]; dress: Dress[] } | { kind: 'substantive'; pieces: Piece[]; reasons: Reason[] };

/** Their numbers of our articles and clauses where others came between: 第六条 → 第七条, 第3.2款 → 第4.1款. */
export type Renumbered = ReadonlyMap<string, string>;

/**
 * Compares two wordings of one clause, both without their leading number. What is left after everything formal is folded
 * away decides: nothing that is not known to be formal is ever called formal.
 */
export function classify(ours: string, theirs: string, renumbered: Renumbered = new Map()): Judged {
  if (ours === theirs) return { kind: 'same' };
  const pieces = diffText(ours, theirs);
  const moved = renumbered.size === 0 ? ours : ours.replace(/第(?:[零〇一二三四五六七八九十百\d]+条|\d+\.\d+款)/g, (no) => renumbered.get(no) ?? no);
  if (foldFormal(ours) === foldFormal(theirs)) return { kind: 'formal', pieces, dress: dressOf(ours, theirs) };
  if (foldFormal(moved) === foldFormal(theirs)) return { kind: 'formal', pieces, dress: ['renumbered', ...dressOf(moved, theirs)] };
  return { kind: 'substantive', pieces, reasons: reasonsOf(moved, theirs) };
}

const STEPS: readonly (readonly [Dress, (text: string) => string])[] = [
  ['spaces', foldSpaces],
  ['width', foldWidth],
  ['numbers', foldThousands],
  ['case', foldCase],
];

/** Each fold by itself: what it leaves equal, or brings nearer, was part of the change. */
function dressOf(ours: string, theirs: string): Dress[] {
  if (ours === theirs) return [];
  const found: Dress[] = [];
  let [a, b] = [ours, theirs];
  for (const [dress, fold] of STEPS) {
    const [x, y] = [fold(a), fold(b)];
    // a fold that changes both alike says nothing of what differs
    if (distance(x, y) < distance(a, b)) found.push(dress);
    [a, b] = [x, y];
    if (a === b) return found;
  }
  return [...found, 'punctuation'];
}

const distance = (a: string, b: string): number => diffText(a, b).reduce((n, p) => n + (p.op === 'same' ? 0 : p.text.length), 0);
