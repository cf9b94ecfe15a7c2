/** Rates of return: all real roots of Σ CF_k/(1+r)^t_k above −1. */

const npvAt = (flows: readonly number[], times: readonly number[], r: number): number => flows.reduce((s, c, i) => s + c * (1 + r) ** -times[i]!, 0);

/** Where the scan looks: dense about zero, out to +100,000 %. */
const GRID: readonly number[] = [
  ...Array.from({ length: 400 }, (_, i) => -1 + 1e-6 * 10 ** (i / 80)).filter((r) => r < -0.9),
  ...Array.from({ length: 1_900 }, (_, i) => -0.9 + i * 0.001),
  ...Array.from({ length: 400 }, (_, i) => 1 * 1000 ** (i / 400)),
  1000,
];

/** All rates r > −1 at which the flows are worth nothing, ascending; each to about 1e−12. `times` in years. */
export function rootsOfNpv(flows: readonly number[], times: readonly number[] = flows.map((_, i) => i)): number[] {
  const scale = Math.max(...flows.map(Math.abs));
  if (!(scale > 0)) return [];
  const f = (r: number): number => npvAt(flows, times, r);
  const found: number[] = [];
  const put = (r: number): void => {
    if (!found.some((x) => Math.abs(x - r) < 1e-9)) found.push(r);
  };
  let at = GRID[0]!;
  let value = f(at);
  for (let i = 1; i < GRID.length; i++) {
    const next = GRID[i]!;
    const there = f(next);
    if (value === 0) put(at);
    else if (value * there < 0) put(bisect(f, at, next));
    else touching(f, at, next, scale).forEach(put);
    at = next;
    value = there;
  }
  return found.sort((a, b) => a - b);
}

function bisect(f: (r: number) => number, low: number, high: number): number {
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

/** A double root touches zero without a change of sign: the least |f| of the span, where it is nothing but rounding. */
function touching(f: (r: number) => number, low: number, high: number, scale: number): number[] {
  const mid = (low + high) / 2;
  const [a, m, b] = [Math.abs(f(low)), Math.abs(f(mid)), Math.abs(f(high))];
  if (m > a || m > b) return [];
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
export function irrNear(flows: readonly number[], guess: number): number {
  return rootsOfNpv(flows).reduce((best, r) => (Number.isNaN(best) || Math.abs(r - guess) < Math.abs(best - guess) ? r : best), Number.NaN);
}
