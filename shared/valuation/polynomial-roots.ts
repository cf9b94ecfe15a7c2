/** Rates of return: all real roots of Σ CF_k/(1+r)^t_k above −1. */

type Npv = (r: number) => number;

/** Σ CF_k·(1+r)^−t_k as a function of r; by Horner's rule where the times are 0, 1, 2 … */
function npvOf(flows: readonly number[], times: readonly number[]): Npv {
  if (times.every((t, i) => t === i))
    return (r) => {
      const factor = 1 / (1 + r);
      let later = 0;
      for (let i = flows.length - 1; i >= 0; i--) later = later * factor + flows[i]!;
      return later;
    };
  return (r) => flows.reduce((s, c, i) => s + c * (1 + r) ** -times[i]!, 0);
}

/** How often the flows change their sign in the order of time: by Descartes' rule there are no more rates than that. */
function signChanges(flows: readonly number[], times: readonly number[]): number {
  const signs = flows
    .map((c, i) => ({ sign: Math.sign(c), at: times[i]! }))
    .filter((x) => x.sign !== 0)
    .sort((a, b) => a.at - b.at);
  return signs.filter((x, i) => i > 0 && x.sign !== signs[i - 1]!.sign).length;
}

/** Where the scan looks: dense about zero, out to +100,000 %. */
const GRID: readonly number[] = [
  ...Array.from({ length: 400 }, (_, i) => -1 + 1e-6 * 10 ** (i / 80)).filter((r) => r < -0.9),
  ...Array.from({ length: 1_900 }, (_, i) => -0.9 + i * 0.001),
  ...Array.from({ length: 400 }, (_, i) => 1 * 1000 ** (i / 400)),
  1000,
];

type Found = { flows: readonly number[]; times: readonly number[]; roots: readonly number[] };
let last: Found | undefined;
const same = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((x, i) => x === b[i]);

/** All rates r > −1 at which the flows are worth nothing, ascending; each to about 1e−12. `times` in years. A method and its formula ask for the same flows one after the other. */
export function rootsOfNpv(flows: readonly number[], times: readonly number[] = flows.map((_, i) => i)): number[] {
  if (last === undefined || !same(last.flows, flows) || !same(last.times, times)) last = { flows: [...flows], times: [...times], roots: search(flows, times) };
  return [...last.roots];
}

function search(flows: readonly number[], times: readonly number[]): number[] {
  const scale = Math.max(...flows.map(Math.abs));
  if (!(scale > 0)) return [];
  const f = npvOf(flows, times);
  const most = signChanges(flows, times);
  if (most === 0) return [];
  if (most === 1) return onlyRoot(f);
  const found: number[] = [];
  const put = (r: number): void => {
    if (!found.some((x) => Math.abs(x - r) < 1e-9)) found.push(r);
  };
  let at = GRID[0]!;
  let value = f(at);
  for (let i = 1; i < GRID.length && found.length < most; i++) {
    const next = GRID[i]!;
    const there = f(next);
    if (value === 0) put(at);
    else if (value * there < 0) put(bisect(f, at, next));
    else touching(f, { low: at, high: next, a: Math.abs(value), b: Math.abs(there) }, scale).forEach(put);
    at = next;
    value = there;
  }
  return found.sort((a, b) => a - b);
}

/** The one rate there is, if it lies where the scan looks. */
function onlyRoot(f: Npv): number[] {
  // near −100 % flows of many decades are beyond any number
  const low = GRID.find((r) => Number.isFinite(f(r)))!;
  const high = GRID.at(-1)!;
  const [a, b] = [f(low), f(high)];
  return a === 0 ? [low] : b === 0 ? [high] : a > 0 === b > 0 ? [] : [bisect(f, low, high)];
}

function bisect(f: Npv, low: number, high: number): number {
  let sign = f(low) > 0;
  for (let i = 0; i < 200; i++) {
    const mid = (low + high) / 2;
    if (mid === low || mid === high) break;
    if (f(mid) > 0 === sign) low = mid;
    else high = mid;
  }
  sign = Math.abs(f(low)) < Math.abs(f(high));
  return sign ? low : high;
}

/** A span and the size of f at its ends. */
type Span = { low: number; high: number; a: number; b: number };

/** A double root touches zero without a change of sign: the least |f| of the span, where it is nothing but rounding. */
function touching(f: Npv, { low, high, a, b }: Span, scale: number): number[] {
  const mid = (low + high) / 2;
  const m = Math.abs(f(mid));
  // where it is flat to the last digit there is no dip to look into
  if (m > a || m > b || (m === a && m === b)) return [];
  for (let i = 0; i < 100; i++) {
    const [x, y] = [low + (high - low) * 0.382, low + (high - low) * 0.618];
    if (Math.abs(f(x)) < Math.abs(f(y))) high = y;
    else low = x;
  }
  const r = (low + high) / 2;
  // crossing pairs closer than the grid show here as a change of sign
  if (f(r) * f(mid) < 0) return [bisect(f, Math.min(r, mid), Math.max(r, mid))];
  return Math.abs(f(r)) <= scale * 1e-13 ? [r] : [];
}

/** The root nearest to a guess; NaN where there is none. */
export function irrNear(flows: readonly number[], guess: number, times?: readonly number[]): number {
  return rootsOfNpv(flows, times).reduce((best, r) => (Number.isNaN(best) || Math.abs(r - guess) < Math.abs(best - guess) ? r : best), Number.NaN);
}
