/** The return of intangibles out of the whole (回报率拆分), and nominal against real rates. */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { add, div, mul, sub, sum } from '../expr.ts';
import { rate, series, share } from '../fields.ts';
import { method } from '../method.ts';
import { itemName, oneOf, weightsRefusal, weightTotal } from '../weights.ts';

/** What floating sums leave of nothing is nothing. */
const SLACK = 1e-9;

/**
 * WARA: r_int = (WACC − Σ w_i·r_i) / w_int over the other assets (working capital, fixed assets, …), w_int = 1 − Σ w_i
 * unless given. Its proof is the weighted return of all, which is the WACC again. Source: valuation.md 2.5.
 */
export const wara = method({
  id: 'wara',
  family: 'rates',
  level: 'advanced',
  hasMoney: false,
  input: z.object({
    wacc: rate(),
    assets: series(z.strictObject({ name: itemName(), weight: share(), return: rate() })),
    intangibleWeight: share().optional(),
  }),
  run({ wacc: whole, assets, intangibleWeight }, s) {
    const others = assets.reduce((a, x) => a + x.weight, 0);
    if (intangibleWeight !== undefined) {
      const refused = weightsRefusal('intangibleWeight', [...assets.map((a) => a.weight), intangibleWeight]);
      if (refused) return refused;
    }
    if ((intangibleWeight ?? 1 - others) < SLACK) {
      return refuse('valuation.intangibleWeight', {
        field: intangibleWeight === undefined ? 'assets' : 'intangibleWeight',
        params: { total: `${Number((others * 100).toFixed(4))}%` },
      });
    }
    const k = s.input('wacc', whole, 'rate', { symbol: 'WACC' });
    const weights = s.inputs(
      'weight',
      assets.map((a) => a.weight),
      'rate',
      'w',
    );
    const returns = s.inputs(
      'return',
      assets.map((a) => a.return),
      'rate',
      'r',
    );
    const w =
      intangibleWeight === undefined
        ? s.step('intangibleWeight', sub(1, sum(weights)), 'rate', { symbol: 'w_int' })
        : s.input('intangibleWeight', intangibleWeight, 'rate', { symbol: 'w_int' });
    weightTotal(s, [...weights, w]);
    const parts = s.steps('assetPart', weights, (x, i) => mul(x, returns[i]!), 'rate', 'wr');
    const value = s.step('intangibleReturn', div(sub(k, sum(parts)), w), 'rate', { symbol: 'r_int' });
    const proof = s.step('proof', add(sum(parts), mul(w, value)), 'rate', { symbol: 'WARA' });
    return {
      value,
      unit: 'rate',
      outputs: { intangibleWeight: w, intangibleReturn: value, proof },
      warnings: value.value < whole - SLACK ? [{ key: 'intangibleBelowWacc' }] : [],
      facts: { names: Object.fromEntries(assets.map((a, i) => [`weight.${i + 1}`, a.name])) },
    };
  },
});

/** Fisher: 1 + r_n = (1 + r_r)(1 + π), whichever of the two is not known. Source: valuation.md 2.5. */
export const realNominal = method({
  id: 'real-nominal',
  family: 'rates',
  level: 'everyday',
  hasMoney: false,
  input: z.object({ nominalRate: rate().optional(), realRate: rate().optional(), inflation: rate() }),
  run(x, s) {
    const refused = oneOf(x, 'nominalRate', 'realRate');
    if (refused) return refused;
    const pi = s.input('inflation', x.inflation, 'rate', { symbol: 'π' });
    if (x.realRate !== undefined) {
      const real = s.input('realRate', x.realRate, 'rate', { symbol: 'r_r' });
      const nominal = s.step('nominalRate', sub(mul(add(1, real), add(1, pi)), 1), 'rate', { symbol: 'r_n' });
      return { value: nominal, unit: 'rate', outputs: { nominalRate: nominal, realRate: real }, facts: { basis: { prices: 'nominal' } } };
    }
    const nominal = s.input('nominalRate', x.nominalRate!, 'rate', { symbol: 'r_n' });
    const real = s.step('realRate', sub(div(add(1, nominal), add(1, pi)), 1), 'rate', { symbol: 'r_r' });
    return { value: real, unit: 'rate', outputs: { nominalRate: nominal, realRate: real }, facts: { basis: { prices: 'real' } } };
  },
});
