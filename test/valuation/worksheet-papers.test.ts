/** What note and workbook say beside the methods' figures: methods that gave none, and the simulation as values. */
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../renderer/features/valuation/compute.ts';
import { noteOf } from '../../renderer/features/valuation/note.ts';
import { runFigures } from '../../renderer/features/valuation/simulation/run-paper.ts';
import { bookOf } from '../../renderer/features/valuation/workbook.ts';
import { worksheetXlsx } from '../../renderer/documents/worksheet-xlsx.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { worksheet, type AppliedMethod, type Worksheet } from '../../shared/domain/deal.ts';
import type { DrawnInput } from '../../shared/domain/simulation.ts';
import { isRefusal, type Refusal } from '../../shared/result.ts';
import { coalitions } from '../../shared/valuation/equity/shapley.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { runChunk } from '../../shared/valuation/simulation/chunk.ts';
import { finishedOf, limitsOf, type Found } from '../../shared/valuation/simulation/finished.ts';
import { paymentSimulationOf } from '../../shared/valuation/simulation/payment-request.ts';
import { planOf, type SimulationRequest } from '../../shared/valuation/simulation/plan.ts';
import { simulationOf } from '../../shared/valuation/simulation/sheet-request.ts';
import { summaryOf, type SimulationResult } from '../../shared/valuation/simulation/summary.ts';
import { swingsOf } from '../../shared/valuation/simulation/swings.ts';
import { answerOf } from '../../shared/valuation/weigh.ts';
import { agrees, recalculate } from '../documents/recalculate.ts';
import { DEAL_FILE, WORKSHEET, appliedOf, chineseWords } from './worksheet-rows.ts';

const words = await chineseWords();
const good = <T extends object>(x: T | Refusal): T => {
  if (isRefusal(x)) throw new Error(JSON.stringify(x));
  return x;
};
const note = (sheet: Worksheet): string[] => plainLines(noteOf(words, DEAL_FILE, sheet, good(figuresOf(sheet)), ''));
const workbook = (sheet: Worksheet): Uint8Array => worksheetXlsx(structuredClone(good(bookOf(words, DEAL_FILE, sheet, good(figuresOf(sheet))))));
const sheetNames = (bytes: Uint8Array): (string | undefined)[] =>
  [...strFromU8(unzipSync(bytes)['xl/workbook.xml']!).matchAll(/<sheet name="([^"]+)"/g)].map((m) => m[1]);

describe('a method that cannot be computed', () => {
  const broken: Worksheet = {
    ...WORKSHEET,
    applied: [appliedOf('dcf'), { ...appliedOf('npv'), name: '示例净现值', request: { flows: ['-100', '约一百'], discountRate: '10%' } }],
  };
  it('is named in the note with the reason, in a section of its own', () => {
    const lines = note(broken);
    expect(lines.some((l) => /^\d+ 未能计算的方法$/.test(l))).toBe(true);
    expect(lines.find((l) => l.startsWith('示例净现值：'))).toMatch(/“各期现金流 第 2 行”读不出/);
    expect(note({ ...broken, applied: [appliedOf('dcf')] }).join('\n')).not.toContain('未能计算的方法');
  });
  it('stands in front of the workbook with the reason', () => {
    const front = strFromU8(unzipSync(workbook(broken))['xl/worksheets/sheet1.xml']!);
    expect(front).toMatch(/未能计算的方法/);
    expect(front).toMatch(/示例净现值：[^<]*第 2 行/);
    expect(sheetNames(workbook(broken))).toEqual(['测算汇总', '许可费节省法', '现金流折现法']);
  });
});

it('shares and offers are told by whose they are', () => {
  const request = { players: ['示例研究所', '示例团队'], worths: ['100', '50', '200'] };
  const text = note({ ...WORKSHEET, applied: [{ id: '示例-分配', method: 'shapley', money: '万元', request }] }).join('\n');
  expect(text).toMatch(/（示例研究所）/);
  expect(text).toMatch(/（示例团队）/);
});

it('ten parties have 1,023 combinations: the row takes them all', () => {
  const players = Array.from({ length: 10 }, (_, i) => `示例${i + 1}`);
  const worths = coalitions(10)
    .flat()
    .map((set) => String(set));
  const applied = [{ id: '示例-分配', method: 'shapley', money: '万元' as const, request: { players, worths } }];
  const sheet = worksheet.parse({ ...WORKSHEET, applied });
  expect(worths).toHaveLength(1023);
  expect(isRefusal(answerOf(METHODS, sheet.applied![0]!))).toBe(false);
});

const LEVEL: DrawnInput = { variable: 'revenueLevel', kind: 'triangular', typed: { low: '0.4', mode: '1', high: '1.5' } };
const foundBy = (request: SimulationRequest): Found => {
  const plan = good(planOf(request));
  const chunks = Array.from({ length: plan.chunks }, (_, i) => runChunk(plan, i));
  return { summary: summaryOf(plan, chunks) as SimulationResult, swings: swingsOf(plan) };
};
const wan = (yuan: number): string => (yuan / 10_000).toFixed(2);

describe('the simulation', () => {
  const asked: Worksheet = {
    ...WORKSHEET,
    simulation: {
      uncertain: [
        {
          variable: 'royaltyRate',
          kind: 'triangular',
          typed: { low: '0.03', mode: '0.05', high: '0.08' },
          evidence: { source: '示例：三家询价', sourceDate: '2026-03-01', grade: 'estimate' },
        },
        { variable: 'revenueLevel', kind: 'uniform', typed: { low: '0.8', high: '1.1' } },
      ],
      correlations: [{ a: 'royaltyRate', b: 'revenueLevel', rho: '-0.3' }],
      trials: 20_000,
      seed: 77,
      floor: '777700',
    },
  };
  const request = good(simulationOf(asked));
  const { summary } = foundBy(request);
  const sheet: Worksheet = { ...asked, simulation: { ...asked.simulation!, result: finishedOf(request, { summary, swings: undefined }) } };

  it('is in the note: what was drawn, from where, how often, and how the values lie', () => {
    const lines = note(sheet);
    const text = lines.join('\n');
    expect(lines.some((l) => /^\d+ 模拟$/.test(l))).toBe(true);
    expect(text).toContain('无公式');
    expect(text).toContain('20,000 次，种子 77');
    for (const figure of [summary.mean, summary.p10, summary.p50, summary.p90]) expect(text).toContain(wan(figure));
    for (const said of ['三角', '最低 3%、最可能 5%、最高 8%', '示例：三家询价', '-0.30', '价值的分布']) expect(text).toContain(said);
    expect(text).not.toMatch(/undefined|NaN|\{\{|simulation:|paper\./);
    expect(note(asked).some((l) => /^\d+ 模拟$/.test(l))).toBe(false);
  });
  it('never shows the seller’s floor, which is 仅内部', () => {
    const text = note(sheet).join('\n');
    expect(text).not.toMatch(/77\.77|底价/);
    expect(JSON.stringify(runFigures(words, sheet))).not.toMatch(/77\.77|底价/);
    expect(
      Object.values(unzipSync(workbook(sheet)))
        .map((part) => strFromU8(part))
        .join(''),
    ).not.toMatch(/777700|77\.77|底价/);
  });
  it('says so where the sheet changed since', () => {
    expect(note({ ...sheet, simulation: { ...sheet.simulation!, seed: 78 } }).join('\n')).toContain('以下是改动前的结果');
    expect(note(sheet).join('\n')).not.toContain('以下是改动前的结果');
    expect(note({ ...sheet, simulation: { ...sheet.simulation!, floor: '900000' } }).join('\n')).not.toContain('以下是改动前的结果');
  });
  it('is a sheet of the workbook, values without a formula; the rest still computes', () => {
    const bytes = workbook(sheet);
    expect(sheetNames(bytes)).toEqual(['测算汇总', '许可费节省法', '模拟']);
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet3.xml']!);
    expect(xml).not.toContain('<f>');
    expect(xml).toContain('无公式');
    expect(xml).toContain(`<v>${summary.p50 / 10_000}</v>`);
    const cells = recalculate(bytes);
    expect(cells.length).toBeGreaterThan(10);
    expect(cells.filter((c) => !agrees(c))).toEqual([]);
  });
});

describe('the simulation of payments', () => {
  const asked: AppliedMethod = {
    id: '示例-付款方案',
    method: 'payment-value',
    money: '万元',
    request: { revenues: ['800', '1200', '1500'], royaltyRates: ['5%'], annualMinimums: '45', annualCaps: '65', sellerRate: '12%', buyerRate: '15%' },
    simulation: {
      uncertain: [{ variable: 'discountRate', kind: 'uniform', typed: { low: '0.1', high: '0.14' } }, LEVEL],
      trials: 20_000,
      seed: 78,
      floor: '777700',
    },
  };
  const request = good(paymentSimulationOf(asked));
  const [found, limits] = [foundBy(request), foundBy(limitsOf(request)!)];
  const applied: AppliedMethod = { ...asked, simulation: { ...asked.simulation!, result: finishedOf(request, found, limits) } };
  const sheet: Worksheet = { ...WORKSHEET, applied: [applied] };

  it('is in the note under the method’s name, with what minimums and caps are worth', () => {
    const lines = note(sheet);
    const text = lines.join('\n');
    expect(lines.some((l) => /^\d+ 模拟（付款方案现值）$/.test(l))).toBe(true);
    expect(lines.some((l) => /^\d+ 模拟$/.test(l))).toBe(false);
    const without = found.summary.mean - limits.summary.mean;
    for (const figure of [found.swings!.base, found.summary.mean, without, limits.summary.mean, found.summary.p10]) expect(text).toContain(wan(figure));
    for (const said of [
      '20,000 次，种子 78',
      '卖方折现率',
      '最低 10%、最高 14%',
      '保底、封顶的价值',
      '没有保底、封顶',
      '上述价值的标准误',
      '只按一份预测看不出值多少',
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/undefined|NaN|\{\{|simulation:|payment\.|paper\./);
  });
  it('never shows the seller’s floor, which is 仅内部', () => {
    expect(note(sheet).join('\n')).not.toMatch(/77\.77|底价/);
    expect(JSON.stringify(runFigures(words, sheet))).not.toMatch(/77\.77|底价/);
    const whole = Object.values(unzipSync(workbook(sheet))).map((part) => strFromU8(part));
    expect(whole.join('')).not.toMatch(/777700|77\.77|底价/);
  });
  it('has a picture of its own beside the forecast’s', () => {
    const forecast = { ...asked.simulation!, uncertain: [LEVEL] };
    const royalty = good(simulationOf({ ...sheet, simulation: forecast }));
    const both = { ...sheet, simulation: { ...forecast, result: finishedOf(royalty, foundBy(royalty)) } };
    const ids = runFigures(words, both).map(([id]) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
    const pictures = noteOf(words, DEAL_FILE, both, good(figuresOf(both)), '').blocks.flatMap((b) => (b.kind === 'picture' ? [b.id] : []));
    expect(pictures).toEqual(expect.arrayContaining(ids));
    expect(sheetNames(workbook(both))).toEqual(['测算汇总', '许可费节省法', '付款方案现值', '模拟', '模拟（付款方案现值）']);
  });
  it('says what changed since, as the form calls it', () => {
    const dearer = { ...applied, request: { ...applied.request, annualCaps: '80' } };
    expect(note({ ...sheet, applied: [dearer] }).join('\n')).toContain('注意：每期提成封顶此后有改动，以下是改动前的结果。');
    expect(note(sheet).join('\n')).not.toContain('以下是改动前的结果');
  });
  it('is a sheet of the workbook, values without a formula; the rest still computes', () => {
    const bytes = workbook(sheet);
    expect(sheetNames(bytes)).toEqual(['测算汇总', '许可费节省法', '付款方案现值', '模拟（付款方案现值）']);
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet4.xml']!);
    expect(xml).not.toContain('<f>');
    expect(xml).toContain(`<v>${limits.summary.mean / 10_000}</v>`);
    const cells = recalculate(bytes);
    expect(cells.length).toBeGreaterThan(10);
    expect(cells.filter((c) => !agrees(c))).toEqual([]);
  });
});
