/** Post-money SAFEs: what they take, and what their pro-rata rights take (valuation.md 2.15). */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { div, sub, sum } from '../expr.ts';
import { positiveAmount, share, words } from '../fields.ts';
import { method } from '../method.ts';

export const safe = z.object({ name: words(), amount: positiveAmount(), cap: positiveAmount() }).strict();

/** Stacked post-money SAFEs: each takes amount/cap of the company before the next round's money; the others keep 1 − Σ. */
export const safeStack = method({
  id: 'safe-stack',
  family: 'equity',
  level: 'advanced',
  hasMoney: true,
  input: z.object({ safes: z.array(safe).min(1).max(20) }),
  run({ safes }, s) {
    const amounts = s.inputs(
      'safeAmount',
      safes.map((x) => x.amount),
      'money',
      'a',
    );
    const caps = s.inputs(
      'safeCap',
      safes.map((x) => x.cap),
      'money',
      'cap',
    );
    const stakes = s.steps('safePart', amounts, (a, i) => div(a, caps[i]!), 'rate', 'S');
    const all = s.step('safeSum', sum(stakes), 'rate', { symbol: 'ΣS' });
    if (all.value >= 1) return refuse('valuation.safesTakeAll', { field: 'safes', params: { round: 1 } });
    const rest = s.step('foundersPart', sub(1, all), 'rate', { symbol: '1−ΣS' });
    return {
      value: all,
      unit: 'rate',
      outputs: { foundersPart: rest, ...Object.fromEntries(stakes.map((x, i) => [`safePart.${i + 1}`, x])) },
      facts: { names: safes.map((x) => x.name) },
    };
  },
});

/** Pro-rata rights of SAFEs that hold S in a round that sells N to new investors: all sold = N/(1 − S), theirs = N/(1 − S) − N. */
export const proRata = method({
  id: 'pro-rata',
  family: 'equity',
  level: 'advanced',
  hasMoney: false,
  input: z.object({ newInvestorsPart: share(), safesWithProRata: share() }),
  run({ newInvestorsPart, safesWithProRata }, s) {
    if (newInvestorsPart + safesWithProRata >= 1) return refuse('valuation.proRataTakesAll', { field: 'safesWithProRata' });
    const n = s.input('newInvestorsPart', newInvestorsPart, 'rate', { symbol: 'N' });
    const held = s.input('safesWithProRata', safesWithProRata, 'rate', { symbol: 'S' });
    const sold = s.step('soldInRound', div(n, sub(1, held)), 'rate', { symbol: 'X' });
    const allocation = s.step('proRataPart', sub(sold, n), 'rate', { symbol: 'X−N' });
    return { value: allocation, unit: 'rate', outputs: { soldInRound: sold, proRataPart: allocation } };
  },
});
