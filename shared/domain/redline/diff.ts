/** What changed between two wordings of a contract's text, in the pieces a lawyer would mark. */
import { diffArrays } from 'diff';
import { anchorsOf } from './anchors.ts';
import { foldIslands, settled, type Change } from './tidy.ts';
import { tokensOf } from './tokens.ts';

export type Piece = { op: 'same' | 'del' | 'ins'; text: string };

/** More single edits than this in one stretch: the stretch was rewritten, and is first parted at the sentences that stayed. */
const MOST_EDITS = 400;

/**
 * Edits that turn `old` into `next`; `same` and `del` joined are `old`, `same` and `ins` joined are `next`. What is replaced
 * comes as `del` before `ins`. Figures change whole, a negation stands by itself. The time is bounded, whatever the texts are.
 */
export function diffText(old: string, next: string): Piece[] {
  if (old === next) return old === '' ? [] : [{ op: 'same', text: old }];
  const [a, b] = [tokensOf(old), tokensOf(next)];
  const changes = foldIslands(settled(changesOf(a, b), a, b), a, b);
  const pieces: Piece[] = [];
  const put = (op: Piece['op'], tokens: readonly string[]): void => {
    const text = tokens.join('');
    if (text !== '') pieces.push({ op, text });
  };
  let at = 0;
  for (const { a0, a1, b0, b1 } of changes) {
    put('same', a.slice(at, a0));
    put('del', a.slice(a0, a1));
    put('ins', b.slice(b0, b1));
    at = a1;
  }
  put('same', a.slice(at));
  return pieces;
}

function changesOf(a: readonly string[], b: readonly string[]): Change[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const whole: Change = { a0: head, a1: a.length - tail, b0: head, b1: b.length - tail };
  return within(a, b, whole, true);
}

/** The changes inside one stretch; with `part`, a stretch that was rewritten is parted at what stayed of it. */
function within(a: readonly string[], b: readonly string[], stretch: Change, part: boolean): Change[] {
  const { a0, a1, b0, b1 } = stretch;
  if (a0 === a1 && b0 === b1) return [];
  if (a0 === a1 || b0 === b1) return [stretch];
  const edits = diffArrays(a.slice(a0, a1), b.slice(b0, b1), { maxEditLength: MOST_EDITS });
  if (edits === undefined) {
    const gaps = part ? anchorsOf(a, b, stretch) : [];
    return gaps.length > 0 ? gaps.flatMap((gap) => within(a, b, gap, false)) : [stretch];
  }
  const found: Change[] = [];
  let [x, y] = [a0, b0];
  for (const { count, added, removed } of edits) {
    const last = found.at(-1);
    const open = last !== undefined && last.a1 === x && last.b1 === y ? last : undefined;
    if (!added && !removed) {
      x += count;
      y += count;
      continue;
    }
    const change = open ?? { a0: x, a1: x, b0: y, b1: y };
    if (open === undefined) found.push(change);
    if (removed) x = change.a1 = x + count;
    else y = change.b1 = y + count;
  }
  return found;
}
