/** Which part of an old list became which part of a new one, in order and by likeness. */

/** How alike two texts are, 0…1: the share of pairs of neighbouring characters they have in both. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  return shareOf(pairsOf(a), pairsOf(b));
}

type Pairs = { count: Map<string, number>; total: number };

function pairsOf(text: string): Pairs {
  const count = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    count.set(pair, (count.get(pair) ?? 0) + 1);
  }
  return { count, total: Math.max(0, text.length - 1) };
}

function shareOf(a: Pairs, b: Pairs): number {
  if (a.total === 0 || b.total === 0) return 0;
  let both = 0;
  for (const [pair, n] of a.count) both += Math.min(n, b.count.get(pair) ?? 0);
  return (2 * both) / (a.total + b.total);
}

/** Above this many comparisons only what is equal is paired. */
const MOST = 60_000;

/**
 * Pairs [old, new] that keep the order of both lists and have the most in both; texts less alike than `least` are no pair.
 * Where one text stands against one, `alone` decides instead.
 */
export function alignInOrder(olds: readonly string[], nexts: readonly string[], least: number, alone: number = least): [number, number][] {
  let head = 0;
  while (head < olds.length && head < nexts.length && olds[head] === nexts[head]) head++;
  let tail = 0;
  while (tail < olds.length - head && tail < nexts.length - head && olds.at(-1 - tail) === nexts.at(-1 - tail)) tail++;
  const [n, m] = [olds.length - head - tail, nexts.length - head - tail];
  const pairs: [number, number][] = Array.from({ length: head }, (_, i) => [i, i]);
  const middle =
    n === 1 && m === 1
      ? likeness(olds[head]!, nexts[head]!) >= alone
        ? [[0, 0] as const]
        : []
      : best(olds.slice(head, head + n), nexts.slice(head, head + m), least);
  for (const [i, j] of middle) pairs.push([head + i, head + j]);
  for (let k = tail; k > 0; k--) pairs.push([olds.length - k, nexts.length - k]);
  return pairs;
}

function best(olds: readonly string[], nexts: readonly string[], least: number): [number, number][] {
  const [n, m] = [olds.length, nexts.length];
  if (n === 0 || m === 0) return [];
  const alike = likenesses(olds, nexts);
  const worth = (i: number, j: number): number => {
    const share = alike(i, j);
    return share >= least ? share : -1;
  };
  // total[i][j]: the most that olds from i on and nexts from j on have in both
  const total = Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) total[i]![j] = Math.max(total[i + 1]![j]!, total[i]![j + 1]!, worth(i, j) > 0 ? worth(i, j) + total[i + 1]![j + 1]! : 0);
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < n && j < m;) {
    if (worth(i, j) > 0 && total[i]![j] === worth(i, j) + total[i + 1]![j + 1]!) pairs.push([i++, j++]);
    else if (total[i]![j] === total[i + 1]![j]) i++;
    else j++;
  }
  return pairs;
}

function likenesses(olds: readonly string[], nexts: readonly string[]): (i: number, j: number) => number {
  if (olds.length * nexts.length > MOST) return (i, j) => (olds[i] === nexts[j] ? 1 : 0);
  const [a, b] = [olds.map(pairsOf), nexts.map(pairsOf)];
  const known = new Float64Array(olds.length * nexts.length).fill(-1);
  return (i, j) => {
    const at = i * nexts.length + j;
    if (known[at]! < 0) known[at] = olds[i] === nexts[j] ? 1 : shareOf(a[i]!, b[j]!);
    return known[at]!;
  };
}
