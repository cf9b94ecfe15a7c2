/** The binomial lattice: as cells where a reader can follow every node, on typed arrays where there are too many. */
import { add, div, max, mul, num, sub, type Num } from '../expr.ts';
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
  if (slope.node.kind !== 'const') return add(mul(slope, spot), constant);
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

/** The same value without cells. */
export function latticeValue(tree: Tree, { taking, endsAs, early }: Claim): number {
  const { steps } = tree;
  const [u, d, p, v] = [tree.up.value, tree.down.value, tree.p.value, tree.discount.value];
  const slopes = Float64Array.from(taking, (t) => t.slope.value);
  const constants = Float64Array.from(taking, (t) => t.constant.value);
  const values = new Float64Array(steps + 1);
  for (let j = steps; j >= 0; j--) {
    let asset = tree.spot.value * d ** j;
    for (let i = 0; i <= j; i++) {
      let best = j === steps ? (endsAs === 'project' ? asset : 0) : v * (p * values[i + 1]! + (1 - p) * values[i]!);
      if (j === steps || early)
        for (let n = 0; n < slopes.length; n++) {
          const taken = slopes[n]! * asset + constants[n]!;
          if (taken > best) best = taken;
        }
      values[i] = best;
      asset *= u / d;
    }
  }
  return values[0]!;
}

/** p = (e^((r−q)Δt)−d)/(u−d) */
export const riseChance = (growth: Num, up: Num, down: Num): Num => div(sub(growth, down), sub(up, down));
