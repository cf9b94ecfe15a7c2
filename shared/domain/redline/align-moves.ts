/** What moved: everything outside the heaviest run of lines that kept their order. */
import { longestRising } from './anchors.ts';

/** Beyond what any contract has, the longest run stands for the heaviest. */
const MOST = 1500;

/** Pairs in our order with `moved` told; long lines weigh more, so that one article moves and not all the others. */
export function withMoves<P extends { theirs: readonly number[] }>(pairs: readonly P[], weights: readonly number[]): (P & { moved: boolean })[] {
  const at = pairs.map((p) => p.theirs[0]!);
  const kept = new Set(at.length > MOST ? longestRising(at) : heaviestRising(at, weights));
  return pairs.map((p, i) => ({ ...p, moved: !kept.has(i) }));
}

function heaviestRising(numbers: readonly number[], weights: readonly number[]): number[] {
  const best: number[] = [];
  const before: number[] = [];
  let end = -1;
  numbers.forEach((n, i) => {
    best[i] = weights[i]!;
    before[i] = -1;
    for (let k = 0; k < i; k++)
      if (numbers[k]! < n && best[k]! + weights[i]! > best[i]!) {
        best[i] = best[k]! + weights[i]!;
        before[i] = k;
      }
    if (end === -1 || best[i]! > best[end]!) end = i;
  });
  const run: number[] = [];
  for (let i = end; i !== -1; i = before[i]!) run.push(i);
  return run.toReversed();
}
