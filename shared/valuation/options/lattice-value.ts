/** The binomial lattice on bare numbers: where it has too many nodes to be told one by one. */

/** Up to here a workbook has every node as a formula: 31,626 of them. */
export const MOST_LIVE = 250;

/** What the holder may take at a node: slope·S + constant. */
type Line = { slope: number; constant: number };
export type LatticeNumbers = {
  spot: number;
  up: number;
  down: number;
  p: number;
  discount: number;
  steps: number;
  taking: readonly Line[];
  /** worth of going on at the end: S itself, or nothing */
  endsAs: 'project' | 'nothing';
  early: boolean;
};

/** The numbers of the formula `lattice`, as `latticeOf` writes it. */
export function latticeNumbers([spot, up, down, p, discount, steps, project, early, ...lines]: readonly number[]): LatticeNumbers {
  const taking = Array.from({ length: lines.length / 2 }, (_, n) => ({ slope: lines[2 * n]!, constant: lines[2 * n + 1]! }));
  return {
    spot: spot!,
    up: up!,
    down: down!,
    p: p!,
    discount: discount!,
    steps: steps!,
    taking,
    endsAs: project === 1 ? 'project' : 'nothing',
    early: early === 1,
  };
}

/** Worth of every node (time from 0, then rises from 0). */
export function latticeNodes({ spot, up, down, p, discount, steps, taking, endsAs, early }: LatticeNumbers): number[][] {
  const nodes: number[][] = [];
  for (let j = steps; j >= 0; j--)
    nodes[j] = Array.from({ length: j + 1 }, (_, i) => {
      const asset = spot * up ** i * down ** (j - i);
      const goingOn = j === steps ? (endsAs === 'project' ? asset : 0) : discount * (p * nodes[j + 1]![i + 1]! + (1 - p) * nodes[j + 1]![i]!);
      return j === steps || early ? Math.max(goingOn, ...taking.map((t) => t.slope * asset + t.constant)) : goingOn;
    });
  return nodes;
}

/** Paths that leave the band below have less than this chance at each step: nothing that a double could hold of the value. */
const CHANCE = 1e-18;

/**
 * The same value without cells. Of each step only the nodes are visited that can be reached at all: by Hoeffding's bound the
 * number of rises keeps within √(j·ln(1/chance)/2) of its mean, with chances as they are for money and as they are for S.
 */
export function latticeValue({ spot, up: u, down: d, p, discount: v, steps, taking, endsAs, early }: LatticeNumbers): number {
  const forAsset = (p * u) / (p * u + (1 - p) * d);
  const spread = Math.sqrt(-Math.log(CHANCE) / 2);
  const least = (j: number): number => Math.max(0, Math.floor(j * Math.min(p, forAsset) - spread * Math.sqrt(j)));
  const most = (j: number): number => Math.min(j, Math.ceil(j * Math.max(p, forAsset) + spread * Math.sqrt(j)));
  const values = new Float64Array(steps + 2);
  for (let i = least(steps); i <= most(steps); i++) {
    const asset = spot * u ** i * d ** (steps - i);
    values[i] = Math.max(endsAs === 'project' ? asset : 0, ...taking.map((t) => t.slope * asset + t.constant));
  }
  // S(j,i) = S·(ud)^(j/2)·(u/d)^((2i−j)/2): one list of powers serves every step
  const half = Math.log(u / d) / 2;
  const powers = Float64Array.from({ length: 2 * steps + 1 }, (_, m) => Math.exp(half * (m - steps)));
  const lines = early ? bestTaking(taking) : [{ slope: 0, constant: -Infinity, from: 0 }];
  const [rising, falling] = [v * p, v * (1 - p)];
  for (let j = steps - 1; j >= 0; j--) {
    const scale = spot * (u * d) ** (j / 2);
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
function bestTaking(taking: readonly Line[]): { slope: number; constant: number; from: number }[] {
  const lines = taking.map(({ slope, constant }) => ({ slope, constant, from: 0 }));
  const best = [lines.reduce((a, b) => (b.constant > a.constant || (b.constant === a.constant && b.slope > a.slope) ? b : a))];
  for (;;) {
    const now = best.at(-1)!;
    const steeper = lines.filter((x) => x.slope > now.slope).map((x) => ({ ...x, from: (now.constant - x.constant) / (x.slope - now.slope) }));
    if (steeper.length === 0) return best;
    best.push(steeper.reduce((a, b) => (b.from < a.from || (b.from === a.from && b.slope > a.slope) ? b : a)));
  }
}
