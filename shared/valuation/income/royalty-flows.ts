/** Royalty saved in each period: rate with its decay, technology's part, upkeep, tax (valuation.md 2.3). */
import { div, exp, ifLess, max, mul, neg, ONE, pow, sub, sum, ZERO, type Num } from '../expr.ts';
import type { Sheet } from '../sheet.ts';
import { counted, type Periods } from './periods.ts';

type Asked = {
  royaltyRate?: number | undefined;
  decay: 'none' | 'geometric' | 'linear' | 'table';
  decayRate?: number | undefined;
  decayTable?: readonly number[] | undefined;
  contributionDecay?: number | undefined;
  yearlyLeak?: number | undefined;
  maintenance: readonly number[];
};

/** ρ_k for `n` periods. Linear decay reaches 0 after the last period of the life. */
function royaltyRates(s: Sheet, asked: Asked, n: number, { parts }: Periods): Num[] {
  const { decay, decayTable } = asked;
  if (decay === 'table') {
    const given = s.inputs('decayTable', decayTable!.slice(0, n), 'rate', 'ρ');
    const last = given.at(-1)!;
    // the last one stays
    for (let k = given.length + 1; k <= n; k++) given.push(s.step('decayTable', last, 'rate', { symbol: 'ρ', k }));
    return given;
  }
  const first = s.input('royaltyRate', asked.royaltyRate!, 'rate', { symbol: 'ρ' });
  const ks = Array.from({ length: n }, (_, i) => i);
  if (decay === 'none') return ks.map(() => first);
  if (decay === 'linear') {
    if (!parts) return s.steps('royaltyAt', ks, (i) => div(mul(first, n - i), n), 'rate', 'ρ');
    const counts = s.step('periodsCounted', sum(parts.map((x) => ifLess(ZERO, x, ONE, ZERO))), 'count', { symbol: 'n' });
    return s.steps('royaltyAt', ks, (i) => max(0, div(mul(first, sub(counts, i)), counts)), 'rate', 'ρ');
  }
  const delta = s.input('decayRate', asked.decayRate!, 'rate', { symbol: 'δ' });
  return s.steps('royaltyAt', ks, (i) => (i === 0 ? first : mul(first, pow(sub(1, delta), i))), 'rate', 'ρ');
}

/** Royalty saved a period, after its upkeep and tax. */
export function netRoyalties(s: Sheet, asked: Asked, revenues: readonly Num[], tax: Num | undefined, p: Periods): Num[] {
  const rates = royaltyRates(s, asked, revenues.length, p);
  const upkeep = asked.maintenance.some((m) => m > 0)
    ? s.inputs(
        'maintenance',
        revenues.map((_, i) => asked.maintenance[i] ?? 0),
        'money',
        'm',
      )
    : undefined;
  const lambda = asked.contributionDecay === undefined ? undefined : s.input('contributionDecay', asked.contributionDecay, 'rate', { symbol: 'λ' });
  const left = lambda && s.steps('contribution', revenues, (_, i) => exp(neg(mul(lambda, i))), 'factor', 's');
  const leak = asked.yearlyLeak === undefined ? undefined : s.input('yearlyLeak', asked.yearlyLeak, 'rate', { symbol: 'p' });
  const secret = leak && s.steps('stillSecret', p.times, (t) => pow(sub(1, leak), t), 'factor', 'q');
  const saved = s.steps(
    'royalty',
    revenues,
    (x, i) => counted(mul(x, rates[i]!, ...(left ? [left[i]!] : []), ...(secret ? [secret[i]!] : [])), i, p),
    'money',
    'R',
  );
  if (!upkeep && !tax) return saved;
  return s.steps(
    'net',
    saved,
    (x, i) => {
      const kept = upkeep ? sub(x, counted(upkeep[i]!, i, p)) : x;
      return tax ? mul(kept, sub(1, tax)) : kept;
    },
    'money',
    'CF',
  );
}
