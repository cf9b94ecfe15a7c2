/** The twenty items of valuation.md 1.2 where a worksheet carries further methods. */
import { describe, expect, it } from 'vitest';
import { checkWorksheet, worksheetGate } from '../../shared/domain/checks/worksheet.ts';
import { approachStates } from '../../shared/domain/checks/worksheet-methods.ts';
import { valuedIn, type Valued } from '../../shared/domain/checks/worksheet-says.ts';
import type { AppliedMethod, Deal, Worksheet, WorksheetInput } from '../../shared/domain/deal.ts';
import type { Right } from '../../shared/domain/portfolio.ts';
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
      expect(lacksOf({ revenues: { ...inputs!['revenues'], [gone]: undefined } })).toEqual([
        'worksheet.inputSource inputs/revenues',
        ...(gone === 'source' ? ['worksheet.forecast inputs/revenues'] : []),
      ]);
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

describe('what an item truly needs', () => {
  const f = r017();
  const own = valuedIn(f);
  const sheet = f.worksheets[0]!;
  const parts = (w: Worksheet, of: Valued, ...items: string[]): string[] =>
    worksheetGate(w, METHODS, of)
      .filter((g) => items.length === 0 || items.includes(g.item.split('.')[1]!))
      .flatMap((g) => g.lacks.map((l) => [l.field, l.part, l.right].filter(Boolean).join(' ')));
  const withInput = (name: string, input: WorksheetInput): Worksheet => ({ ...sheet, inputs: { ...sheet.inputs, [name]: input } });
  const without = (...names: string[]): Worksheet => ({
    ...sheet,
    inputs: Object.fromEntries(Object.entries(sheet.inputs!).filter(([n]) => !names.includes(n))),
  });
  const valued = (rights: Right[], deal: Partial<Deal> = {}): Valued => ({ deal: { ...f.deal, ...deal }, rights });

  it('of R-017 is all there, by its records and by its words alone', () => {
    expect(own.rights).toHaveLength(2);
    expect(parts(sheet, own)).toEqual([]);
    expect(parts(sheet, { rights: [] })).toEqual([]);
  });
  it('an object that names no right of the deal is none: number of the patent, name of the know-how', () => {
    const right = '一种低温等离子体种子处理装置';
    expect(parts({ ...sheet, object: '一台机器' }, own, 'object')).toEqual([`object number ${right}`, 'object notNamed 电极配方']);
    expect(parts({ ...sheet, object: 'x' }, own, 'object')).toEqual(['object']);
    // number and day as the record has them need not be typed again; what it has not must be written
    expect(parts({ ...sheet, object: 'ZL 2020 1 0000000.7 及电极配方' }, own, 'object')).toEqual([]);
    const [patent, secret] = own.rights as [Right, Right];
    const { filedOn: _day, number: _no, ...bare } = patent;
    expect(parts({ ...sheet, object: '该发明专利' }, valued([bare as Right]), 'object')).toEqual([`object number ${right}`, `object filingDay ${right}`]);
    expect(parts(sheet, valued([bare as Right]), 'object')).toEqual([]);
    expect(parts({ ...sheet, object: '电极配方' }, valued([secret]), 'object')).toEqual([]);
    expect(parts({ ...sheet, object: '一套控制软件的普通许可' }, valued([{ id: 's', kind: 'software', name: '示例控制系统' }]), 'object')).toEqual([]);
  });
  it('of a deal with a name only, the name is no object', () => {
    const none = valued([], { rightIds: [] });
    expect(parts({ ...sheet, object: f.deal.name! }, none, 'object')).toEqual(['object kind']);
    expect(parts({ ...sheet, object: '种子处理装置的发明专利' }, none, 'object')).toEqual(['object number', 'object filingDay']);
    expect(parts({ ...sheet, object: '技术秘密“电极配方”' }, none, 'object')).toEqual([]);
  });
  it('a letter is no text: form, status, complementary assets and maturity', () => {
    for (const [name, lack] of [
      ['rightsForm', ['rightsForm']],
      ['legalStatus', ['legalStatus']],
      ['complementary', ['complementary']],
      ['maturity', ['maturity level']],
    ] as const)
      expect(parts(withInput(name, { ...sheet.inputs![name], value: 'x' }), own)).toEqual(lack);
    expect(parts(withInput('complementary', { value: '无' }), own)).toEqual([]);
  });
  it('a licence says form, term, territory, field and limits; who buys outright says what stands on it', () => {
    const form = (value: string) => parts(withInput('rightsForm', { value }), own, 'rightsForm').map((p) => p.split(' ')[1]);
    expect(form('许可给对方')).toEqual(['form', 'term', 'territory', 'useField', 'limits']);
    expect(form('普通许可，三年，广东省，水稻种子行业')).toEqual(['limits']);
    expect(form('专利权转让，无质押')).toEqual([]);
    expect(form('Exclusive licence, 5 years, China, seed treatment products, no pledge')).toEqual([]);
  });
  it('status and maturity need what shows them; the status its day too', () => {
    expect(parts(withInput('legalStatus', { value: '有效' }), own)).toEqual(['legalStatus evidence', 'legalStatus day']);
    expect(parts(withInput('legalStatus', { value: '有效', source: '登记簿副本，2026-03-01 查' }), own)).toEqual([]);
    expect(parts(withInput('maturity', { value: 'TRL 7' }), own)).toEqual(['maturity evidence']);
  });
  it('life asks for every limit there is: by law for a patent, by contract for a licence, economic for all', () => {
    const bare = without('legalEnd', 'contractEnd', 'economicYears');
    const secret = own.rights.filter((r) => r.kind === 'secret');
    const life = (of: Valued, w = bare) => parts(w, of, 'life');
    expect(life(own)).toEqual(['legalEnd', 'contractEnd', 'economicYears']);
    expect(life(valued(secret))).toEqual(['contractEnd', 'economicYears']);
    const sold = { ...bare, object: '技术秘密“电极配方”', inputs: { ...bare.inputs, rightsForm: { value: '技术秘密转让，无负担' } } };
    expect(life(valued(secret, { route: 'transfer' }), sold)).toEqual(['economicYears']);
    expect(life(own, without('legalEnd'))).toEqual(['legalEnd']);
  });
  it('a bare rate is no derivation: its source is asked for, and asked only', () => {
    const bare = { ...sheet, inputs: { ...sheet.inputs, royaltyRate: { value: '0.05' }, discountRate: { value: '0.15' } } };
    expect(parts(bare, own, 'royalty', 'discount')).toEqual(['royaltyRate origin', 'discountRate origin']);
    const found = checkWorksheet(bare, METHODS, own);
    expect(found.map((x) => [x.message.key, x.level])).toEqual([
      ['worksheet.inputSource', 'ask'],
      ['worksheet.royalty', 'ask'],
      ['worksheet.discount', 'ask'],
    ]);
    // without a figure there is nothing to compute with
    expect(checkWorksheet({ ...sheet, inputs: { ...sheet.inputs, royaltyRate: {} } }).find((x) => x.message.key === 'worksheet.royalty')?.level).toBe('must');
  });
});

describe('words of a statutory appraisal', () => {
  const f = r017();
  const sheet = f.worksheets[0]!;
  const banned = (w: Worksheet, of?: Valued) =>
    checkWorksheet(w, METHODS, of).flatMap((x) => (x.message.key === 'worksheet.bannedWord' ? [`${x.where.table} ${x.where.field}`] : []));
  const withInput = (name: string, more: WorksheetInput): Worksheet => ({
    ...sheet,
    inputs: { ...sheet.inputs, [name]: { ...sheet.inputs?.[name], ...more } },
  });
  it('are found in every text that is printed', () => {
    const source = '参照某资产评估报告的评估值';
    expect(banned(sheet, valuedIn(f))).toEqual([]);
    expect(banned(withInput('royaltyRate', { source }))).toEqual(['worksheets royaltyRate']);
    expect(banned(withInput('revenues', { source }))).toEqual(['worksheets inputs/revenues']);
    expect(banned(withInput('rightsForm', { value: '见评估报告' }))).toEqual(['worksheets rightsForm']);
    expect(banned(withInput('maturity', { by: '某评估师' }))).toEqual(['worksheets maturity']);
    expect(banned({ ...sheet, reviewer: '评估师甲' })).toEqual(['worksheets reviewer']);
    const applied = (more: Partial<AppliedMethod>): Worksheet => ({ ...full, applied: [{ ...cost, ...more }] });
    expect(banned(applied({ evidence: { ...cost.evidence, newness: { ...proven, source } } }))).toEqual(['worksheets applied/c/newness']);
    expect(banned(applied({ request: { ...cost.request, comparables: [{ name: source }] } }))).toEqual(['worksheets applied/c/comparables']);
    const uncertain = [{ variable: 'royaltyRate', kind: 'uniform' as const, typed: { low: '0.03', high: '0.06' }, evidence: { source } }];
    expect(banned({ ...sheet, simulation: { uncertain, trials: 1000, seed: 1 } })).toEqual(['worksheets simulation']);
  });
  it('are found where the paper takes them from the deal and its rights', () => {
    const of = valuedIn({ ...f, deal: { ...f.deal, name: '某评估报告项目' }, rights: f.rights.map((r) => ({ ...r, name: '评估值' })) });
    expect(banned(sheet, of)).toEqual(['deals name', 'rights name', 'rights name']);
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
