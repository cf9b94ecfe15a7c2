/** Sentences that stand once in each of two texts and kept their order: what is between them is compared by itself. */
import type { Change } from './tidy.ts';

type Sentence = { text: string; from: number; to: number };

/** Shorter ones stand in many places. */
const LEAST = 4;
const ENDS = new Set(['。', '；', ';', '\n', '！', '？']);

/** The gaps between the sentences that stayed; none where no sentence did. */
export function anchorsOf(a: readonly string[], b: readonly string[], { a0, a1, b0, b1 }: Change): Change[] {
  const [ours, theirs] = [onceOnly(a, a0, a1), onceOnly(b, b0, b1)];
  const pairs = [...ours].flatMap(([text, mine]) => {
    const other = theirs.get(text);
    return other ? [{ mine, other }] : [];
  });
  const kept = longestRising(pairs.map((p) => p.other.from)).map((i) => pairs[i]!);
  if (kept.length === 0) return [];
  const gaps: Change[] = [];
  let [x, y] = [a0, b0];
  for (const { mine, other } of kept) {
    gaps.push({ a0: x, a1: mine.from, b0: y, b1: other.from });
    [x, y] = [mine.to, other.to];
  }
  return [...gaps, { a0: x, a1, b0: y, b1 }];
}

function onceOnly(tokens: readonly string[], from: number, to: number): Map<string, Sentence> {
  const found = new Map<string, Sentence | undefined>();
  let start = from;
  for (let i = from; i < to; i++) {
    if (!ENDS.has(tokens[i]!) && i + 1 < to) continue;
    const text = tokens.slice(start, i + 1).join('');
    if (text.length >= LEAST) found.set(text, found.has(text) ? undefined : { text, from: start, to: i + 1 });
    start = i + 1;
  }
  return new Map([...found].flatMap(([text, s]) => (s ? [[text, s] as const] : [])));
}

/** Indexes of a longest rising run of different numbers, in O(n log n). */
export function longestRising(numbers: readonly number[]): number[] {
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  numbers.forEach((n, i) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]!]! < n) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? ends[low - 1] : undefined;
    ends[low] = i;
  });
  const run: number[] = [];
  for (let i = ends.at(-1); i !== undefined; i = before[i]) run.push(i);
  return run.toReversed();
}
