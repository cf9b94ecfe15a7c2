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

/** Paths that leave the band below have less than this chance at each step: nothing that a double could hold of the value. */
const CHANCE = 1e-18;

/**
 * The same value without cells. Of each step only the nodes are visited that can be reached at all: by Hoeffding's bound the
 * number of rises keeps within √(j·ln(1/chance)/2) of its mean, with chances as they are for money and as they are for S.
 */
export function latticeValue({ spot, up, down, p: { value: p }, discount: { value: v }, steps }: Tree, { taking, endsAs, early }: Claim): number {
  const [u, d] = [up.value, down.value];
  const forAsset = (p * u) / (p * u + (1 - p) * d);
  const spread = Math.sqrt(-Math.log(CHANCE) / 2);
  const least = (j: number): number => Math.max(0, Math.floor(j * Math.min(p, forAsset) - spread * Math.sqrt(j)));
  const most = (j: number): number => Math.min(j, Math.ceil(j * Math.max(p, forAsset) + spread * Math.sqrt(j)));
  const values = new Float64Array(steps + 2);
  for (let i = least(steps); i <= most(steps); i++) {
    const asset = spot.value * u ** i * d ** (steps - i);
    values[i] = Math.max(endsAs === 'project' ? asset : 0, ...taking.map((t) => t.slope.value * asset + t.constant.value));
  }
  // S(j,i) = S·(ud)^(j/2)·(u/d)^((2i−j)/2): one list of powers serves every step
  const half = Math.log(u / d) / 2;
  const powers = Float64Array.from({ length: 2 * steps + 1 }, (_, m) => Math.exp(half * (m - steps)));
  const lines = early ? bestTaking(taking) : [{ slope: 0, constant: -Infinity, from: 0 }];
  const [rising, falling] = [v * p, v * (1 - p)];
  for (let j = steps - 1; j >= 0; j--) {
    const scale = spot.value * (u * d) ** (j / 2);
    const upTo = most(j);
    let i = least(j);
    let here = values[i]!;
    for (const [n, { slope, constant }] of lines.entries()) {
      const next = lines[n + 1];
      // the last node where this is the best to take
      const end = next ? Math.min(upTo, Math.ceil((Math.log(next.from / scale) / half + j) / 2) - 1) : upTo;
      const rise = slope * scale;
      for (let at = 2 * i - j + steps; i <= end; i++, at += 2) {
        const taken = rise * powers[at]! + constant;
        const above = values[i + 1]!;
        const goingOn = rising * above + falling * here;
        values[i] = taken > goingOn ? taken : goingOn;
        here = above;
      }
    }
  }
  return values[0]!;
}

/** What is best to take, by what S is worth: each line up from where it overtakes the one before. */
function bestTaking(taking: readonly Taking[]): { slope: number; constant: number; from: number }[] {
  const lines = taking.map(({ slope, constant }) => ({ slope: slope.value, constant: constant.value, from: 0 }));
  const best = [lines.reduce((a, b) => (b.constant > a.constant || (b.constant === a.constant && b.slope > a.slope) ? b : a))];
  for (;;) {
    const now = best.at(-1)!;
    const steeper = lines.filter((x) => x.slope > now.slope).map((x) => ({ ...x, from: (now.constant - x.constant) / (x.slope - now.slope) }));
    if (steeper.length === 0) return best;
    best.push(steeper.reduce((a, b) => (b.from < a.from || (b.from === a.from && b.slope > a.slope) ? b : a)));
  }
}

/** p = (e^((r−q)Δt)−d)/(u−d) */
export const riseChance = (growth: Num, up: Num, down: Num): Num => div(sub(growth, down), sub(up, down));
