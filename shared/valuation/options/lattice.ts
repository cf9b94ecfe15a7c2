/** The binomial lattice: as cells where a reader can follow every node, as one formula where there are too many. */
import { add, call, div, max, mul, num, sub, type Num } from '../expr.ts';
import type { Sheet } from '../sheet.ts';

/** What the holder may take at a node instead of going on: slope·S + constant; a bare slope is 1, 0 or −1. */
export type Taking = { slope: Num; constant: Num };
export type Tree = { spot: Num; up: Num; down: Num; p: Num; discount: Num; term: Num; steps: number };
export type Claim = {
  taking: readonly Taking[];
  /** worth of going on at the end: S itself for a running project, nothing for an option */
  endsAs: 'project' | 'nothing';
  /** whether it may be taken before the end */
  early: boolean;
};

/** Node j (time, from 0) and i (number of rises, from 0): S₂,₁ is after two steps, one of them a rise. */
const node = (symbol: string, j: number, i: number): { symbol: string; item: number; k: number } => ({ symbol, item: j, k: i });
const takes = ({ slope, constant }: Taking, spot: Num): Num => {
  if (slope.kind !== 'const') return add(mul(slope, spot), constant);
  return slope.value === 0 ? constant : slope.value === 1 ? add(spot, constant) : sub(constant, spot);
};

/** Every node as two cells: S(j,i) = S·u^i·d^(j−i), and V(j,i) = max(going on, what may be taken). Answers V(0,0). */
export function latticeCells(s: Sheet, { spot, up, down, p, discount, steps }: Tree, { taking, endsAs, early }: Claim): Num {
  const assets: Num[][] = [];
  for (let j = 0; j <= steps; j++) {
    const row: Num[] = [];
    for (let i = 0; i <= j; i++) {
      const made = j === 0 ? mul(spot, 1) : i === 0 ? mul(assets[j - 1]![0]!, down) : mul(assets[j - 1]![i - 1]!, up);
      row.push(s.step('nodeAsset', made, 'money', node('S', j, i)));
    }
    assets.push(row);
  }
  const rest = s.step('fallChance', sub(1, p), 'factor', { symbol: 'p′' });
  let later: Num[] = [];
  for (let j = steps; j >= 0; j--) {
    later = assets[j]!.map((at, i) => {
      const goingOn = j === steps ? (endsAs === 'project' ? at : num(0)) : mul(discount, add(mul(p, later[i + 1]!), mul(rest, later[i]!)));
      const open = j === steps || early ? taking.map((t) => takes(t, at)) : [];
      return s.step('nodeValue', open.length === 0 ? goingOn : max(goingOn, ...open), 'money', node('V', j, i));
    });
  }
  return later[0]!;
}

/** The whole lattice as one formula; in a workbook it is a block of cells of its own. */
export const latticeOf = ({ spot, up, down, p, discount, steps }: Tree, { taking, endsAs, early }: Claim): Num =>
  call('lattice', spot, up, down, p, discount, steps, endsAs === 'project' ? 1 : 0, early ? 1 : 0, ...taking.flatMap((t) => [t.slope, t.constant]));

/** p = (e^((r−q)Δt)−d)/(u−d) */
export const riseChance = (growth: Num, up: Num, down: Num): Num => div(sub(growth, down), sub(up, down));
