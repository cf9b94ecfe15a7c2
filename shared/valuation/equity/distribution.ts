/** 成果转化收益分配: rewards for those who made a result (促进科技成果转化法 第四十五条; valuation.md 2.15). */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { add, call, max, mul, neg, num, sub, sum, type Num } from '../expr.ts';
import { amount, confirmed, count, money, series, share, words } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { MOST_SHARES } from './technology-shares.ts';

/** What the law gives where there is neither rule nor agreement. */
const DEFAULT_RATIO = { transfer: 0.5, equity: 0.5, self: 0.05 } as const;
const SELF_YEARS = { least: 3, most: 5 } as const;
/** Least part of the reward for the main contributors. */
const MAIN_LEAST = 0.5;

const fields = {
  mode: z.enum(['transfer', 'equity', 'self']),
  stateUnit: confirmed(),
  /** the unit's rule or the agreement a ratio of its own comes from; none: the law's defaults */
  rule: words(200).optional(),
  ratio: share().optional(),
  mainRatio: share().default(MAIN_LEAST),
  /** transfer or licence: income, and what is taken off it to make it net, in the words of the rule used */
  income: amount().optional(),
  deductions: z
    .array(z.object({ name: words(), amount: amount() }).strict())
    .max(20)
    .default([]),
  netIncomeDefinition: words(500).optional(),
  /** 作价投资: shares obtained */
  sharesObtained: count(1, MOST_SHARES).optional(),
  /** own or joint use: operating profit of each year after start */
  operatingProfits: series(money(), 1, 30).optional(),
};
type Input = z.output<z.ZodObject<typeof fields>>;

const missing = (field: string): Refusal => refuse('valuation.missing', { field, params: { field } });

/** What the ratio is taken of, and the reward. */
function rewardOf(s: Sheet, input: Input, ratio: Num, warnings: Warning[]): { base: Num; reward: Num; unit: 'money' | 'count' } | Refusal {
  switch (input.mode) {
    case 'transfer': {
      if (input.income === undefined) return missing('income');
      if (input.netIncomeDefinition === undefined) return missing('netIncomeDefinition');
      const income = s.input('income', input.income, 'money', { symbol: 'I' });
      const off = s.inputs(
        'deduction',
        input.deductions.map((d) => d.amount),
        'money',
        'c',
      );
      const net = s.step('netIncome', sub(income, sum(off.length > 0 ? off : [num(0)])), 'money', { symbol: 'NI' });
      if (net.value <= 0) warnings.push({ key: 'noNetIncome' });
      warnings.push({ key: 'netIncomeByRule' });
      return { base: net, reward: s.step('reward', mul(ratio, max(0, net)), 'money', { symbol: 'R' }), unit: 'money' };
    }
    case 'equity': {
      if (input.sharesObtained === undefined) return missing('sharesObtained');
      const shares = s.input('sharesObtained', input.sharesObtained, 'count', { symbol: 'N' });
      // up to the next whole share: never below the ratio
      const reward = s.step('rewardShares', neg(call('floor', call('round', neg(mul(ratio, shares)), 6))), 'count', { symbol: 'n_R' });
      return { base: shares, reward, unit: 'count' };
    }
    case 'self': {
      if (input.operatingProfits === undefined) return missing('operatingProfits');
      const years = input.operatingProfits.length;
      if (years < SELF_YEARS.least && (input.stateUnit || input.rule === undefined)) {
        return refuse('valuation.rewardYears', { field: 'operatingProfits', params: { years, ...SELF_YEARS } });
      }
      if (years < SELF_YEARS.least || years > SELF_YEARS.most) warnings.push({ key: 'rewardYearsOther', params: { years, ...SELF_YEARS } });
      const profits = s.inputs('operatingProfit', input.operatingProfits, 'money', 'OP');
      if (input.operatingProfits.some((p) => p < 0)) warnings.push({ key: 'lossYearsNothing' });
      const each = s.steps('rewardOfYear', profits, (p) => mul(ratio, max(0, p)), 'money', 'R');
      return {
        base: s.step('profitSum', sum(profits), 'money', { symbol: 'ΣOP' }),
        reward: s.step('reward', sum(each), 'money', { symbol: 'ΣR' }),
        unit: 'money',
      };
    }
  }
}

/**
 * Without rule or agreement: transfer or licence ≥ 50 % of net income; 作价投资 ≥ 50 % of the shares; own or joint use ≥ 5 % of
 * operating profit each year for 3–5 years. State units may not go below by rule either; others may with a rule or agreement,
 * which is named. Main contributors get at least half of the reward (graded 待确认 where it is lowered).
 */
export const distributionShares = method({
  id: 'distribution-shares',
  family: 'equity',
  level: 'everyday',
  hasMoney: true,
  input: z.object(fields),
  run(input, s) {
    const least = DEFAULT_RATIO[input.mode];
    const ratio = input.ratio ?? least;
    const percent = { ratio: `${Number((ratio * 100).toFixed(4))}%`, least: `${least * 100}%` };
    if (ratio < least && input.stateUnit)
      return refuse('valuation.belowStateFloor', { field: 'ratio', params: percent, source: '促进科技成果转化法 第四十五条' });
    if (ratio < least && input.rule === undefined)
      return refuse('valuation.belowDefault', { field: 'ratio', params: percent, source: '促进科技成果转化法 第四十五条' });
    const warnings: Warning[] = [];
    if (input.rule === undefined) warnings.push({ key: 'defaultByLaw', params: { least: percent.least } });
    else if (ratio < least) warnings.push({ key: 'belowDefaultByRule', params: percent });
    const a = s.input('ratio', ratio, 'rate', { symbol: 'a' });
    const main = s.input('mainRatio', input.mainRatio, 'rate', { symbol: 'm' });
    if (input.mainRatio < MAIN_LEAST) warnings.push({ key: 'mainBelowHalf' });
    const found = rewardOf(s, input, a, warnings);
    if (isRefusal(found)) return found;
    const { base, reward, unit } = found;
    const exact = mul(main, reward);
    const mainReward = s.step('mainReward', unit === 'count' ? neg(call('floor', call('round', neg(exact), 6))) : exact, unit, { symbol: 'R_m' });
    const others = s.step('othersReward', sub(reward, mainReward), unit, { symbol: 'R_o' });
    const unitKeeps = s.step('unitKeeps', sub(base, reward), unit, { symbol: 'rest' });
    const check = s.step('splitSum', add(mainReward, others, unitKeeps), unit, { symbol: 'Σ' });
    return {
      value: reward,
      unit,
      outputs: { base, reward, mainReward, othersReward: others, unitKeeps, check },
      facts: { mode: input.mode, rule: input.rule, netIncomeDefinition: input.netIncomeDefinition, deductions: input.deductions.map((d) => d.name) },
      warnings,
    };
  },
});
