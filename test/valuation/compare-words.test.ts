/** Two versions differ in a simulation: which one, which input, and the two sides as they are read. */
import { expect, it } from 'vitest';
import { namesOf, placeWords, sideWords } from '../../renderer/features/valuation/compare-words.ts';
import { moneyIn } from '../../renderer/ui/Money.tsx';
import type { AppliedMethod, Worksheet } from '../../shared/domain/deal.ts';
import type { Simulation } from '../../shared/domain/simulation.ts';
import { compareSheets } from '../../shared/domain/worksheet-compare.ts';
import { WORKSHEET, chineseWords } from './worksheet-rows.ts';

const t = await chineseWords();
const money = moneyIn(t, 'wan');
const paid = (simulation: Simulation): AppliedMethod => ({ id: 'p', method: 'payment-value', request: {}, simulation });
const was: Simulation = { uncertain: [{ variable: 'discountRate', kind: 'uniform', typed: { low: '0.1', high: '0.14' } }], trials: 10_000, seed: 7 };
const now: Simulation = {
  ...was,
  uncertain: [
    { variable: 'discountRate', kind: 'uniform', typed: { low: '0.1', high: '0.16' }, evidence: { grade: 'estimate' } },
    { variable: 'revenueLevel', kind: 'pert', typed: { low: '0.5', mode: '1', high: '1.2' } },
  ],
  correlations: [{ a: 'revenueLevel', b: 'discountRate', rho: '-0.3' }],
  repairCorrelations: true,
  floor: '800000',
};
const lines = (a: Worksheet, b: Worksheet): string[] =>
  compareSheets(a, b).differences.map((d) => `${placeWords(t, d)}：${sideWords(t, money, d, d.from)} → ${sideWords(t, money, d, d.to)}`);

it('of a method’s payments, as its form calls the inputs', () => {
  const [a, b] = [was, now].map((s) => ({ ...WORKSHEET, applied: [paid(s)] })) as [Worksheet, Worksheet];
  expect(lines(a, b)).toEqual([
    '模拟 · 卖方折现率 · 最高：14% → 16%',
    '模拟 · 卖方折现率 · 依据等级：无 → 估计',
    '模拟 · 收入水平（预测的倍数） · 分布：无 → PERT',
    '模拟 · 收入水平（预测的倍数） · 最低：无 → 0.5',
    '模拟 · 收入水平（预测的倍数） · 最可能：无 → 1',
    '模拟 · 收入水平（预测的倍数） · 最高：无 → 1.2',
    '模拟 · 相关系数：无 → 收入水平（预测的倍数）–卖方折现率 -0.3',
    '模拟 · 互相矛盾时自动修正，并说明改了多少：无 → 是',
    '模拟 · 出让方底价：无 → 80.00 万元',
  ]);
  expect(namesOf(t, compareSheets(a, b).differences, 1)).toContain('模拟 · 卖方折现率 · 最高');
});

it('of the forecast, by its own names', () => {
  const line = lines({ ...WORKSHEET, simulation: was }, { ...WORKSHEET, simulation: { ...was, trials: 1_000_000, uncertain: [] } });
  expect(line).toEqual([
    '模拟 · 折现率 · 分布：均匀 → 无',
    '模拟 · 折现率 · 最低：10% → 无',
    '模拟 · 折现率 · 最高：14% → 无',
    '模拟 · 模拟次数：10,000 → 1,000,000',
  ]);
});
