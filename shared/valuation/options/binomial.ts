/** Binomial lattice: calls and puts, and the rights of a project to wait, grow, shrink, stop or choose. Source: valuation.md 2.11. */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { div, exp, mul, neg, num, sqrt, sub, type Num } from '../expr.ts';
import { amount, count, factor, positiveAmount, rate, share, years } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { latticeCells, latticeOf, riseChance, type Claim, type Taking, type Tree } from './lattice.ts';
import { MOST_LIVE } from './lattice-value.ts';
import { continuousRate, grown, optionTerms, optionWarnings } from './option-terms.ts';

/** Up to here every node is a cell, and a step of the way shown. */
const MOST_SHOWN = 60;
/** beyond this nothing is gained that σ would not swallow, and it takes seconds */
const MOST_STEPS = 5000;

const input = z.object({
  ...optionTerms,
  /** σ for Cox–Ross–Rubinstein, or `up` and `down` themselves */
  volatility: optionTerms.volatility.optional(),
  up: factor().optional(),
  down: factor().optional(),
  payoutRate: rate().default(0),
  term: years(),
  steps: count(1, MOST_STEPS).default(24),
  right: z.enum(['call', 'put', 'defer', 'expand', 'contract', 'abandon', 'choose']).default('defer'),
  style: z.enum(['american', 'european']).default('american'),
  /** call, put, defer: what is paid or got */
  strike: positiveAmount().optional(),
  /** expand: S becomes e·S at this cost */
  expandFactor: factor().optional(),
  expandCost: amount().optional(),
  /** contract: S becomes c·S, this much is saved */
  contractFactor: share().optional(),
  contractSaving: amount().optional(),
  /** abandon: what is got for it */
  salvage: positiveAmount().optional(),
});
type Input = z.output<typeof input>;

const NEEDS: Record<Input['right'], readonly (keyof Input)[]> = {
  call: ['strike'],
  put: ['strike'],
  defer: ['strike'],
  expand: ['expandFactor', 'expandCost'],
  contract: ['contractFactor', 'contractSaving'],
  abandon: ['salvage'],
  choose: ['expandFactor', 'expandCost', 'contractFactor', 'contractSaving', 'salvage'],
};

/** What the right lets its holder take at a node. */
function claimOf(s: Sheet, x: Input): Claim {
  const taking: Taking[] = [];
  const put = (slope: Num, constant: Num): void => void taking.push({ slope, constant });
  const money = (name: string, value: number | undefined, symbol: string): Num => s.input(name, value!, 'money', { symbol });
  if (x.right === 'call' || x.right === 'defer') put(num(1), neg(money('strike', x.strike, 'K')));
  if (x.right === 'put') put(num(-1), money('strike', x.strike, 'K'));
  if (x.right === 'expand' || x.right === 'choose')
    put(s.input('expandFactor', x.expandFactor!, 'factor', { symbol: 'e' }), neg(money('expandCost', x.expandCost, 'K_e')));
  if (x.right === 'contract' || x.right === 'choose')
    put(s.input('contractFactor', x.contractFactor!, 'factor', { symbol: 'c' }), money('contractSaving', x.contractSaving, 'B'));
  if (x.right === 'abandon' || x.right === 'choose') put(num(0), money('salvage', x.salvage, 'A'));
  const isOption = x.right === 'call' || x.right === 'put' || x.right === 'defer';
  return { taking, endsAs: isOption ? 'nothing' : 'project', early: x.style === 'american' };
}

/** u, d and p, or why there is no lattice of them. */
function treeOf(s: Sheet, x: Input, r: Num, q: Num): Tree | Refusal {
  const spot = s.input('underlying', x.underlying, 'money', { symbol: 'S' });
  const tau = s.input('term', x.term, 'years', { symbol: 'τ' });
  const n = s.input('steps', x.steps, 'count', { symbol: 'n' });
  const dt = s.step('interval', div(tau, n), 'years', { symbol: 'Δt' });
  let up: Num;
  let down: Num;
  if (x.volatility !== undefined) {
    const sigma = s.input('volatility', x.volatility, 'rate', { symbol: 'σ' });
    up = s.step('up', exp(mul(sigma, sqrt(dt))), 'factor', { symbol: 'u' });
    down = s.step('down', div(1, up), 'factor', { symbol: 'd' });
  } else {
    up = s.input('up', x.up!, 'factor', { symbol: 'u' });
    down = s.input('down', x.down!, 'factor', { symbol: 'd' });
    if (up.value <= down.value) return refuse('valuation.upBelowDown', { field: 'up', params: { up: up.value, down: down.value } });
  }
  const p = s.step('riseChance', riseChance(exp(mul(sub(r, q), dt)), up, down), 'factor', { symbol: 'p' });
  if (!(p.value > 0 && p.value < 1)) return noChance(x, p.value, r.value - q.value);
  const discount = s.step('stepDiscount', exp(neg(mul(r, dt))), 'factor', { symbol: 'v' });
  return { spot, up, down, p, discount, term: tau, steps: x.steps };
}

/** p outside (0,1): Δt must be below σ²/(r−q)², that is so many steps at least. */
function noChance(x: Input, p: number, drift: number): Refusal {
  const chance = Number(p.toPrecision(6));
  if (x.volatility === undefined) return refuse('valuation.upDownArbitrage', { field: 'up', params: { p: chance } });
  const most = (x.volatility / drift) ** 2;
  return refuse('valuation.binomialChance', { field: 'steps', params: { p: chance, most: Number(most.toPrecision(6)), least: Math.floor(x.term / most) + 1 } });
}

/** Which fields are missing for this right, or stand there for another. */
function unfit(x: Input): Refusal | undefined {
  for (const field of NEEDS[x.right]) if (x[field] === undefined) return refuse('valuation.missing', { field, params: { field } });
  const own: readonly string[] = NEEDS[x.right];
  for (const field of new Set(Object.values(NEEDS).flat()))
    if (x[field] !== undefined && !own.includes(field)) return refuse('valuation.notForThisRight', { field, params: { field, right: x.right } });
  const given = x.up !== undefined || x.down !== undefined;
  if (given === (x.volatility !== undefined)) return refuse('valuation.volatilityOrUpDown', { field: 'volatility', params: { field: 'volatility' } });
  if (given && (x.up === undefined || x.down === undefined))
    return refuse('valuation.missing', { field: x.up === undefined ? 'up' : 'down', params: { field: x.up === undefined ? 'up' : 'down' } });
  if (x.volatility === 0) return refuse('valuation.volatilityZero', { field: 'volatility', params: { field: 'volatility' } });
  return undefined;
}

/**
 * u = e^(σ√Δt), d = 1/u (or given), p = (e^((r−q)Δt)−d)/(u−d), V(j,i) = max(v·[p·V(j+1,i+1)+(1−p)·V(j+1,i)], what may be
 * taken): defer S−K, abandon the salvage, contract cS+saved, expand eS−cost, choose the best of these. Money as asked,
 * rates as decimals and continuous, τ in years. `optionValue` is V less the project without the right, S·e^(−qτ).
 */
export const optionBinomial = method({
  id: 'option-binomial',
  family: 'options',
  level: 'everyday',
  hasMoney: true,
  input,
  run(x, s) {
    const wrong = unfit(x);
    if (wrong) return wrong;
    const r = continuousRate(s, x.riskFreeRate, x.compounding);
    const q = s.input('payoutRate', x.payoutRate, 'rate', { symbol: 'q' });
    const tree = treeOf(s, x, r, q);
    if (isRefusal(tree)) return tree;
    const claim = claimOf(s, x);
    const shown = x.steps <= MOST_SHOWN;
    const value = shown ? latticeCells(s, tree, claim) : s.step('latticeValue', latticeOf(tree, claim), 'money', { symbol: 'V' });
    const warnings: Warning[] = optionWarnings(x.right === 'call' || x.right === 'defer' ? 'replacesNpv' : 'addedToNpv', x.volatility);
    if (x.steps > MOST_LIVE) warnings.push({ key: 'latticeNotLive', params: { steps: x.steps, most: MOST_LIVE } });
    else if (!shown) warnings.push({ key: 'latticeNotShown', params: { steps: x.steps, most: MOST_SHOWN } });
    const outputs: Record<string, Num> = { up: tree.up, down: tree.down, riseChance: tree.p };
    if (claim.endsAs === 'project') {
      const plain = s.step('withoutOption', grown(tree.spot, q, tree.term), 'money', { symbol: 'V₀' });
      outputs['optionValue'] = s.step('optionValue', sub(value, plain), 'money', { symbol: 'ΔV' });
      if (x.payoutRate > 0) warnings.push({ key: 'payoutLeaves' });
    }
    return { value, unit: 'money', outputs, warnings, facts: { steps: x.steps, shown } };
  },
});
