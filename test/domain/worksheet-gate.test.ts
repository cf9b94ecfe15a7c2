/** The twenty items of valuation.md 1.2 where a worksheet carries further methods. */
import { describe, expect, it } from 'vitest';
import { checkWorksheet, worksheetGate } from '../../shared/domain/checks/worksheet.ts';
import { approachStates } from '../../shared/domain/checks/worksheet-methods.ts';
import type { AppliedMethod, Worksheet } from '../../shared/domain/deal.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { keys, r017 } from './support.ts';

const base = r017().worksheets[0]!;
const proven = { source: '示例：财务部台账', sourceDate: '2026-03-31', grade: 'fact' as const, by: '示例经理' };
const cost: AppliedMethod = {
  id: 'c',
  method: 'minimum-fee',
  money: '万元',
  request: { bookCost: '100', newness: '80%', sellerCapacity: '1', buyerCapacity: '1', form: 'licence' },
  evidence: { bookCost: proven, newness: proven, sellerCapacity: proven, buyerCapacity: proven },
  low: '300000',
  high: '500000',
  weight: '0.3',
  weightReason: '账面可核',
};
const full: Worksheet = { ...base, applied: [cost], royaltyWeight: '0.7', royaltyWeightReason: '收益可预测' };
const lacks = (w: Worksheet) =>
  worksheetGate(w, METHODS)
    .filter((g) => !g.met)
    .map((g) => `${g.item} ${g.lacks.map((l) => l.field).join(' ')}`);
const withCost = (over: Partial<AppliedMethod>): Worksheet => ({ ...full, applied: [{ ...cost, ...over }] });

describe('gate of the forecast alone', () => {
  it('asks for source, date and grade of every input in use, the yearly forecast among them', () => {
    const { inputs } = r017().worksheets[0]!;
    const lacksOf = (more: Worksheet['inputs']) =>
      worksheetGate({ ...r017().worksheets[0]!, inputs: { ...inputs, ...more } }).flatMap((g) => g.lacks.map((l) => `${g.item} ${l.field}`));
    expect(inputs!['revenues']).toMatchObject({ source: expect.stringContaining('示例'), sourceDate: '2026-03-02', grade: 'assumption' });
    for (const gone of ['source', 'sourceDate', 'grade'] as const)
      expect(lacksOf({ revenues: { ...inputs!['revenues'], [gone]: undefined } })).toEqual(['worksheet.inputSource inputs/revenues']);
    expect(lacksOf({ legalEnd: { value: '2040-01-02' }, taxRate: { value: '0' } })).toEqual([
      'worksheet.inputSource taxRate',
      'worksheet.inputSource legalEnd',
    ]);
    // a rate of decay counts where it is used
    const decayRate = { value: '0.1' };
    expect(lacksOf({ decayRate })).toEqual([]);
    expect(lacksOf({ decay: { value: 'geometric' }, decayRate })).toEqual(['worksheet.inputSource decayRate']);
  });
  it('asks for each basis nobody chose, and leads to it', () => {
    const sheet = r017().worksheets[0]!;
    const without = (...names: string[]): Worksheet => ({ ...sheet, inputs: { ...sheet.inputs, ...Object.fromEntries(names.map((n) => [n, {}])) } });
    const fields = (w: Worksheet) =>
      worksheetGate(w)
        .find((g) => g.item === 'worksheet.basis')!
        .lacks.map((l) => l.field);
    expect(fields(without('flowBasis'))).toEqual(['flowBasis']);
    expect(fields(without('flowBasis', 'rateBasis'))).toEqual(['rateBasis', 'flowBasis']);
    expect(checkWorksheet(without('flowBasis'))).toMatchObject([{ level: 'ask', message: { key: 'worksheet.basis' } }]);
  });
});

describe('gate with further methods', () => {
  it('is met when every method is sourced, weighed and ranged', () => {
    expect(lacks(full)).toEqual([]);
    expect(checkWorksheet(full, METHODS)).toEqual([]);
    expect(checkWorksheet(full)).toEqual([]);
  });
  it('asks for source, date and grade of every figure, and leads to each', () => {
    const { newness: _gone, ...rest } = cost.evidence!;
    const w = withCost({ evidence: { ...rest, bookCost: { source: '示例' } } });
    expect(lacks(w)).toEqual(['worksheet.inputSource applied/c/bookCost applied/c/newness']);
    // what is chosen and no figure needs none
    expect(checkWorksheet(w)[0]!.where.field).toBe('applied/c/bookCost');
  });
  it('asks for tables and series once, for the fields of a group each', () => {
    const request = { revenues: ['100', '200'], comparables: [{ name: '示例甲', price: '50' }], life: { legal: '8' }, note: '示例' };
    expect(lacks(withCost({ request, evidence: {} }))[0]).toBe('worksheet.inputSource applied/c/revenues applied/c/comparables applied/c/life.legal');
  });
  it('asks for each approach: used by a method, or why not', () => {
    const { rejected: _old, ...unsaid } = full;
    expect(lacks(unsaid)).toEqual(['worksheet.approaches approaches/market']);
    expect(lacks({ ...unsaid, approaches: { market: '没有三个可比交易' } })).toEqual([]);
    const { applied: _a, royaltyWeight: _w, royaltyWeightReason: _r, ...alone } = unsaid;
    expect(lacks(alone)).toEqual(['worksheet.approaches approaches/market approaches/cost']);
    // a text of before names its approaches itself
    expect(approachStates(base).map((s) => [s.approach, s.usedBy.length > 0, s.reason !== undefined])).toEqual([
      ['income', true, false],
      ['market', false, true],
      ['cost', false, true],
    ]);
  });
  it('asks for one basis and for the source of another discount rate', () => {
    const other = withCost({ request: { ...cost.request, rateBasis: 'postTax', discountRate: '20%' } });
    const w = { ...other, inputs: { ...full.inputs, rateBasis: { value: 'preTax' } } };
    expect(lacks(w).slice(0, 3)).toEqual([
      'worksheet.basis applied/c/rateBasis',
      'worksheet.inputSource applied/c/discountRate',
      'worksheet.discount applied/c/discountRate',
    ]);
  });
  it('asks for a range beside every weighed value, and for methods that compute', () => {
    const { low: _l, high: _h, ...bare } = cost;
    expect(lacks({ ...full, applied: [bare] })).toEqual(['worksheet.sensitivity applied/c/low']);
    const broken = withCost({ request: {} });
    expect(keys(checkWorksheet(broken, METHODS))).toEqual(['worksheet.steps', 'worksheet.reconciliation']);
    // the stages of a deal look at what is written only
    expect(checkWorksheet(broken)).toEqual([]);
  });
  it('asks for weights where there are several prices', () => {
    expect(lacks(withCost({ weight: '0.2' }))).toEqual(['worksheet.reconciliation royaltyWeight']);
    expect(lacks(withCost({ weightReason: '' }))).toEqual(['worksheet.reconciliation applied/c/weightReason']);
  });
  it('does not ask for a forecast where other methods answer the price', () => {
    const { revenues: _r, lowRate: _l, highRate: _h, royaltyWeight: _w, ...rest } = full;
    const w: Worksheet = { ...rest, approaches: { income: '没有收入预测' }, applied: [{ ...cost, weight: '1' }] };
    expect(lacks({ ...w, inputs: { ...full.inputs, royaltyRate: {}, discountRate: {} } })).toEqual([]);
  });
  it('finds the words of an appraisal in reasons too', () =>
    expect(checkWorksheet(withCost({ weightReason: '见评估报告' }))).toMatchObject([{ where: { field: 'applied/c/weightReason' } }]));
});
