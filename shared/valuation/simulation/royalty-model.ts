/**
 * Relief from royalty over columns of draws: V = Σ Rev_k·(1+g)^(k−1)·ρ(1−δ)^(k−1)·(1−T)·(1+r)^−t_k − upkeep, as the method
 * relief-from-royalty computes it; any input may be uncertain. Powers are products along the periods, so that the
 * digits are the same on every machine.
 */
import { z } from 'zod';
import { refuse, type Refusal } from '../../result.ts';
import { amount, rate, series, share, taxRate, years } from '../fields.ts';
import { exactPow, powerAt } from './exact-math.ts';
import { LIFE_OVER, modelKind, RATE_NOT_ABOVE_GROWTH, RATE_TOO_LOW, VALUED, type Model } from './model.ts';

/** What may be uncertain, in the order of the columns. `revenueLevel` and `maintenanceLevel` multiply the base forecast. */
const ROYALTY_VARIABLES = [
  'revenueLevel',
  'growth',
  'royaltyRate',
  'decayRate',
  'taxRate',
  'discountRate',
  'life',
  'maintenanceLevel',
  'terminalGrowth',
] as const;

const royaltyBase = z
  .object({
    /** forecast revenue per period; with a stub the first is the stub period's own. One figure and `periods` is level revenue. */
    revenues: series(amount(), 1, 60),
    periods: z.number().int().min(1).max(60).optional(),
    /** growth on top of the forecast, per period */
    growth: rate().default(0),
    royaltyRate: share(),
    decayRate: share().default(0),
    /** ρ_k as a multiple of ρ₁, for a linear or tabled decay */
    royaltyShape: series(z.number().min(0).max(1000), 1, 60).optional(),
    discountRate: rate(),
    taxRate: taxRate().default(0),
    maintenance: series(amount(), 0, 60).default([]),
    timing: z.enum(['end', 'mid']).default('end'),
    /** length of a shorter first period, in years */
    stub: z.number().gt(0).max(1).optional(),
    life: years().optional(),
    /** years the buyer writes the right off over */
    tabYears: z.number().int().min(1).max(60).optional(),
    /** a finite right ends with its life: growth for ever only with a reason */
    terminalGrowth: rate().optional(),
    terminalReason: z.string().min(1).max(500).optional(),
  })
  .strict();
type RoyaltyBase = z.output<typeof royaltyBase>;

/** What cannot be meant, before anything is drawn. */
function royaltyRefusal(base: RoyaltyBase, uncertain: readonly string[]): Refusal | undefined {
  const grows = base.terminalGrowth !== undefined || uncertain.includes('terminalGrowth');
  if (grows && base.terminalReason === undefined) return refuse('valuation.terminalReason', { field: 'terminalReason', params: { field: 'terminalReason' } });
  if (grows && (base.life !== undefined || uncertain.includes('life')))
    return refuse('valuation.terminalWithLife', { field: 'terminalGrowth', params: { field: 'terminalGrowth' } });
  const certain = grows && !uncertain.includes('terminalGrowth') && !uncertain.includes('discountRate');
  if (certain && base.discountRate <= base.terminalGrowth!)
    return refuse('valuation.rateNotAboveGrowth', { field: 'discountRate', params: { rate: base.discountRate, growth: base.terminalGrowth! } });
  if (uncertain.includes('maintenanceLevel') && base.maintenance.length === 0)
    return refuse('valuation.missing', { field: 'maintenance', params: { field: 'maintenance' } });
  return undefined;
}

/** The model with everything that does not change between trials laid out on typed arrays. */
function royaltyModel(base: RoyaltyBase, uncertain: readonly string[]): Model {
  const n = base.periods ?? base.revenues.length;
  const last = (list: readonly number[], k: number): number => list[Math.min(k, list.length - 1)]!;
  const profile = Float64Array.from({ length: n }, (_, k) => last(base.revenues, k) * (base.royaltyShape ? last(base.royaltyShape, k) : 1));
  const upkeep = Float64Array.from({ length: n }, (_, k) => base.maintenance[k] ?? 0);
  const first = base.stub ?? 1;
  const whole = first + n - 1;
  const life = base.life ?? whole;
  const plan: Plan = {
    n,
    profile,
    upkeep,
    hasUpkeep: base.maintenance.some((m) => m > 0),
    first,
    whole,
    isMid: base.timing === 'mid',
    isStub: first !== 1,
    hasTerminal: base.terminalGrowth !== undefined || uncertain.includes('terminalGrowth'),
    tabYears: base.tabYears ?? 0,
  };
  return {
    fixed: [1, base.growth, base.royaltyRate, base.decayRate, base.taxRate, base.discountRate, life, 1, base.terminalGrowth ?? 0],
    evaluate: (columns, rows, out, outcomes) => evaluate(plan, columns, rows, out, outcomes),
  };
}

type Plan = {
  n: number;
  profile: Float64Array;
  upkeep: Float64Array;
  hasUpkeep: boolean;
  first: number;
  whole: number;
  isMid: boolean;
  isStub: boolean;
  hasTerminal: boolean;
  tabYears: number;
};

function evaluate(plan: Plan, columns: readonly Float64Array[], rows: number, out: Float64Array, outcomes: Uint32Array): void {
  const [levels, growths, royalties, decays, taxes, rates, lives, upkeeps, terminals] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const { n, profile, hasUpkeep, whole, isMid, isStub, hasTerminal, tabYears } = plan;
  const simple = !hasUpkeep && !isStub && !hasTerminal && tabYears === 0;
  for (let i = 0; i < rows; i++) {
    const r = rates[i]!;
    const life = lives[i]!;
    if (!(r > -1)) {
      out[i] = Number.NaN;
      outcomes[RATE_TOO_LOW]!++;
      continue;
    }
    if (!(life > 0)) {
      out[i] = 0;
      outcomes[LIFE_OVER]!++;
      continue;
    }
    if (hasTerminal && !(r > terminals[i]!)) {
      out[i] = Number.NaN;
      outcomes[RATE_NOT_ABOVE_GROWTH]!++;
      continue;
    }
    outcomes[VALUED]!++;
    const v = 1 / (1 + r);
    const kept = 1 - taxes[i]!;
    const scale = levels[i]! * royalties[i]! * kept;
    const step = (1 + growths[i]!) * (1 - decays[i]!);
    if (simple && life >= whole) {
      // the everyday case: whole periods, nothing but royalties
      const ratio = step * v;
      let term = isMid ? Math.sqrt(v) : v;
      let sum = 0;
      for (let k = 0; k < n; k++) {
        sum += profile[k]! * term;
        term *= ratio;
      }
      out[i] = scale * sum;
      continue;
    }
    out[i] = general(plan, scale, step, v, r, life, upkeeps[i]! * kept, hasTerminal ? terminals[i]! : 0, taxes[i]!);
  }
}

/** One trial with everything that may be in it: a stub, a life that ends within a period, upkeep, growth for ever, TAB. */
function general(plan: Plan, scale: number, step: number, v: number, r: number, life: number, upkeepScale: number, g: number, tax: number): number {
  const { n, profile, upkeep, first, isMid, hasTerminal, tabYears } = plan;
  let sum = 0;
  let grown = 1;
  let start = 0;
  let flow = 0;
  // (1+r)^−t at the end or middle of whole periods, once the first is past
  let factor = 0;
  for (let k = 0; k < n && start < life; k++) {
    const length = k === 0 ? first : 1;
    const end = start + length;
    const part = end <= life ? 1 : (life - start) / length;
    const until = end <= life ? end : life;
    if (part < 1) factor = exactPow(v, isMid ? (start + until) / 2 : until);
    else if (k === 0) factor = powerAt(v, isMid ? first / 2 : first);
    else if (k === 1) factor = powerAt(v, isMid ? first + 0.5 : first + 1);
    else factor *= v;
    flow = (scale * profile[k]! * grown - upkeepScale * upkeep[k]!) * factor * part;
    sum += flow;
    grown *= step;
    start = end;
  }
  if (hasTerminal) sum += (flow * (1 + g)) / (r - g);
  return tabYears === 0 ? sum : sum * tabFactor(v, tax, tabYears, isMid);
}

/** 1/(1 − T/n·PVAF(r,n)); in the middle of the years PVAF·(1+r)^0.5. */
function tabFactor(v: number, tax: number, n: number, isMid: boolean): number {
  let annuity = 0;
  let factor = 1;
  for (let k = 0; k < n; k++) {
    factor *= v;
    annuity += factor;
  }
  return 1 / (1 - (tax / n) * (isMid ? annuity / Math.sqrt(v) : annuity));
}

export const royaltyKind = modelKind({ base: royaltyBase, variables: ROYALTY_VARIABLES, refusal: royaltyRefusal, lay: royaltyModel });
