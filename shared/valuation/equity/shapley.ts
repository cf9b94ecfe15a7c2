/** Shapley split of what several parties make together: 单位, 团队, 资本, 经理人 (valuation.md 2.13). */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { div, num, sub, sum, type Num } from '../expr.ts';
import { money, series, words } from '../fields.ts';
import { method, type Warning } from '../method.ts';

/** Most parties: 2^10 − 1 coalitions. */
const MOST_PLAYERS = 10;

/** Coalitions as sets of bits, by size and then by their members: 1, 2, 3, 12, 13, 23, 123. */
export function coalitions(n: number): number[][] {
  const bySize: number[][] = Array.from({ length: n }, () => []);
  const grow = (set: number, size: number, from: number): void => {
    if (size > 0) bySize[size - 1]!.push(set);
    for (let i = from; i < n; i++) grow(set | (1 << i), size + 1, i + 1);
  };
  grow(0, 0, 0);
  return bySize;
}

const choose = (n: number, k: number): number => {
  let c = 1;
  for (let i = 1; i <= k; i++) c = (c * (n - k + i)) / i;
  return c;
};

/** Whether any two coalitions apart make more than together. */
function breaksUp(worth: Float64Array, scale: number): boolean {
  const all = worth.length - 1;
  for (let s = 1; s <= all; s++) {
    const outside = all & ~s;
    for (let t = outside; t > s; t = (t - 1) & outside) if (worth[s]! + worth[t]! > worth[s | t]! + scale * 1e-9) return true;
  }
  return false;
}

/**
 * φ_i = Σ |S|!(n−|S|−1)!/n!·[v(S∪i) − v(S)], written as the mean over the place at which i joins of its mean contribution there:
 * Δ_{i,k} = (Σ_{S∋i,|S|=k} v − Σ_{S∌i,|S|=k−1} v)/C(n−1,k−1), φ_i = Σ_k Δ_{i,k}/n. Σφ = v(N) is shown. `worths` lists every coalition
 * by size, then by members: 1, 2, 3, 12, 13, 23, 123. Money in the request's unit.
 */
export const shapley = method({
  id: 'shapley',
  family: 'equity',
  level: 'advanced',
  hasMoney: true,
  input: z.object({ players: series(words(), 2, MOST_PLAYERS), worths: series(money(), 3, 2 ** MOST_PLAYERS - 1) }),
  run({ players, worths }, s) {
    const n = players.length;
    const bySize = coalitions(n);
    const order = bySize.flat();
    if (worths.length !== order.length)
      return refuse('valuation.coalitionCount', { field: 'worths', params: { field: 'worths', given: worths.length, needed: order.length, players: n } });
    if (new Set(players).size < n) return refuse('valuation.namesTwice', { field: 'players', params: { field: 'players' } });
    const v = s.inputs('worth', worths, 'money', 'v');
    const of = new Map(order.map((set, at) => [set, v[at]!]));
    const sized = (k: number, i?: number): Num[] => bySize[k - 1]!.filter((set) => i === undefined || set & (1 << i)).map((set) => of.get(set)!);
    const sizes = Array.from({ length: n }, (_, k) => k + 1);
    const totals = s.steps('sizeTotal', sizes, (k) => sum(sized(k)), 'money', 'Σv');
    const each = players.map((_, i) => {
      const within = s.steps('sizeWith', sizes, (k) => sum(sized(k, i)), 'money', 'W', i + 1);
      const without = (k: number): Num => (k === 0 ? num(0) : sub(totals[k - 1]!, within[k - 1]!));
      const gains = s.steps('marginal', sizes, (k, at) => div(sub(within[at]!, without(k - 1)), choose(n - 1, k - 1)), 'money', 'Δ', i + 1);
      return s.step('shapley', div(sum(gains), n), 'money', { symbol: 'φ', k: i + 1 });
    });
    const whole = v.at(-1)!;
    const total = s.step('shapleySum', sum(each), 'money', { symbol: 'Σφ' });
    const rest = s.step('shapleyProof', sub(total, whole), 'money', { symbol: 'Σφ−v(N)' });
    const outputs: Record<string, Num> = Object.fromEntries(each.map((x, i) => [`shapley.${i + 1}`, x]));
    if (whole.value > 0) s.steps('shapleyShare', each, (x) => div(x, whole), 'rate', 'φ÷v(N)').forEach((x, i) => (outputs[`shapleyShare.${i + 1}`] = x));
    const worth = new Float64Array(2 ** n);
    order.forEach((m, at) => (worth[m] = worths[at]!));
    const scale = Math.max(1e-300, ...worths.map(Math.abs));
    const short = order.find((m) => each.reduce((sumSoFar, x, i) => sumSoFar + (m & (1 << i) ? x.value : 0), 0) < worth[m]! - scale * 1e-9);
    const warnings: Warning[] = [
      ...(breaksUp(worth, scale) ? [{ key: 'betterApart' }] : []),
      ...(short === undefined ? [] : [{ key: 'coalitionGetsLess', params: { names: players.filter((_, i) => short & (1 << i)).join('、') } }]),
      ...players.flatMap((name, i) => (each[i]!.value < 0 ? [{ key: 'negativeShare', params: { name } }] : [])),
    ];
    return { value: whole, unit: 'money', outputs: { ...outputs, proof: rest }, facts: { players }, warnings };
  },
});
