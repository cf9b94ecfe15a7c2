/** 技术股 + 现金股: shares of a company that technology and cash found together, with a pool (valuation.md 2.15). */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { add, div, mul, sub, sum, type Num } from '../expr.ts';
import { count, positiveAmount, share, words } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import { wholeParts } from './largest-remainder.ts';

/** Percent with two decimals: this many pieces are the whole. */
export const BASIS_POINTS = 10_000;
/** Most shares a table counts. */
export const MOST_SHARES = 1_000_000_000;

/**
 * Each part = contribution/Σ contributions × (1 − pool); tech % = V_tech/(V_tech + cash) × (1 − pool). Whole shares and percent
 * with two decimals by largest remainder: both sum exactly. Money in the request's unit.
 */
export const technologyShares = method({
  id: 'technology-shares',
  family: 'equity',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    contributions: z
      .array(z.object({ name: words(), kind: z.enum(['technology', 'cash']), amount: positiveAmount() }).strict())
      .min(1)
      .max(20),
    pool: share().default(0),
    totalShares: count(1, MOST_SHARES),
  }),
  run({ contributions, pool, totalShares }, s) {
    if (pool === 1) return refuse('valuation.poolTakesAll', { field: 'pool', params: { field: 'pool' } });
    if (new Set(contributions.map((c) => c.name)).size < contributions.length)
      return refuse('valuation.namesTwice', { field: 'contributions', params: { field: 'contributions' } });
    const given = s.inputs(
      'contribution',
      contributions.map((c) => c.amount),
      'money',
      'V',
    );
    const p = s.input('pool', pool, 'rate', { symbol: 'pool' });
    const total = s.input('totalShares', totalShares, 'count', { symbol: 'N' });
    const whole = s.step('contributionSum', sum(given), 'money', { symbol: 'ΣV' });
    const parts = s.steps('part', given, (v) => mul(div(v, whole), sub(1, p)), 'rate', 'a');
    const all = pool > 0 ? [...parts, p] : parts;
    const shares = wholeParts(s, all, total, { name: 'shares', symbol: 'n' });
    const points = wholeParts(s, all, s.input('basisPoints', BASIS_POINTS, 'count', { symbol: '10⁴' }), { name: 'points', symbol: 'bp' });
    const percent = s.steps('percent', points, (x) => div(x, BASIS_POINTS), 'rate', '%');
    const kind = (k: 'technology' | 'cash'): Num => sum([0, ...parts.filter((_, i) => contributions[i]!.kind === k)]);
    const technology = s.step('technologyPart', kind('technology'), 'rate', { symbol: 'a_tech' });
    const cash = s.step('cashPart', kind('cash'), 'rate', { symbol: 'a_cash' });
    const sharesSum = s.step('sharesSum', sum(shares), 'count', { symbol: 'Σn' });
    const percentSum = s.step('percentSum', div(sum(points), BASIS_POINTS), 'rate', { symbol: 'Σ%' });
    const holders = contributions.map((c) => ({ name: c.name, kind: c.kind as string }));
    const warnings: Warning[] = [
      ...(technology.value > 0 ? [{ key: 'contributionAppraisal' }] : [{ key: 'noTechnology' }]),
      ...shares.flatMap((x, i) => (x.value === 0 && i < holders.length ? [{ key: 'noWholeShare', params: { name: holders[i]!.name } }] : [])),
    ];
    const listed = (name: string, list: readonly Num[]): [string, Num][] => list.map((x, i) => [`${name}.${i + 1}`, x]);
    return {
      value: technology,
      unit: 'rate',
      outputs: {
        technologyPart: technology,
        cashPart: cash,
        check: s.step('partSum', add(technology, cash, p), 'rate', { symbol: 'Σa' }),
        sharesSum,
        percentSum,
        ...Object.fromEntries([...listed('shares', shares), ...listed('percent', percent)]),
      },
      facts: { holders: pool > 0 ? [...holders, { kind: 'pool' }] : holders },
      warnings,
    };
  },
});
