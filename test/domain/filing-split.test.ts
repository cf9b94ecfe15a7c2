import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFilingOwn } from '../../shared/domain/checks/filing-own.ts';
import { checkFiling } from '../../shared/domain/checks/filing.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { fillForm, formValues, frozenForm, type FormOwn } from '../../shared/domain/filing-form.ts';
import { addSplits, dropSplit, editCurrency, editSplit } from '../../shared/domain/filing-own.ts';
import { filingPath } from '../../shared/domain/filing-path.ts';
import { splitsRead } from '../../shared/domain/filing-split-read.ts';
import { isDeducted, SPLIT_KINDS, splitOf, type SplitRow } from '../../shared/domain/filing-split.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { pointDirectory } from '../../shared/domain/register-points.ts';
import { Decimal } from '../../shared/money.ts';
import { randomRuns } from '../support/random.ts';
import { form, good, json, keys, lists, refusalKey, rulesOn, signed } from './support.ts';

const today = '2026-05-28';
const points = pointDirectory.parse(json('codes/register-offices.json'));
/** J3: a 开发 contract over 600 万, 140 万 of it equipment. */
function j3(nonTechnical?: string): DealFile {
  const f = signed();
  const fields = { projectName: '示例中试线开发', payKind: 'once', fixedFee: '6000000', ...(nonTechnical ? { nonTechnical } : {}) };
  return { ...f, deal: { ...f.deal, route: 'development' }, rounds: [], pricings: [], contracts: [{ ...f.contracts[0]!, kind: 'KF-WT', fields }] };
}
const EQUIPMENT: SplitRow[] = [
  { id: 'a', kind: 'equipment', amount: '1200000', reason: '中试设备一套', clause: '第五条' },
  { id: 'b', kind: 'material', amount: '20万元', reason: '试验用料', clause: '附件一' },
  { id: 'c', kind: 'carrier', amount: '50000', reason: '样机一台', clause: '第九条' },
];
const fill = (f: DealFile, own: FormOwn = {}, typed = {}) => fillForm(f, form, lists, today, typed, own);
const of = (filled: ReturnType<typeof fill>, key: string) => filled.fields.find((x) => x.key === key)!;
const draft: Filing = { id: 'f1', dealId: 'sample-deal', contractId: 'c1', signingId: 's1', version: 1, state: 'draft', form: {} };
const own = (filing: Partial<Filing>, typed = {}, f = j3('1400000')) => {
  const all = { ...draft, ...filing };
  return keys(checkFilingOwn(f, all, fill(f, all, typed), points, today));
};

describe('J3: 600 less 140 is 460', () => {
  it('is reckoned step by step, and a carrier in reasonable quantity stays in', () => {
    const filled = fill(j3('1400000'), { id: 'f1', splits: EQUIPMENT });
    expect([of(filled, 'totalAmount').value, of(filled, 'technicalAmount').value]).toEqual(['6000000.00', '4600000.00']);
    expect(filled.split.steps.map((s) => [s.sign, s.yuan?.toFixed()])).toEqual([
      ['total', '6000000'],
      ['minus', '1200000'],
      ['minus', '200000'],
      ['stays', '50000'],
      ['technical', '4600000'],
    ]);
    expect(of(filled, 'technicalAmount').from).toEqual({ table: 'filings', id: 'f1', field: 'splits' });
    expect(formValues(filled)['note']).toBe(
      '金额构成：设备 1,200,000.00 元（中试设备一套，第五条）、原材料 200,000.00 元（试验用料，附件一）、合理数量标的物 50,000.00 元（样机一台，第九条，不扣除）',
    );
    expect(keys(checkFiling({ file: j3('1400000'), filing: draft, form: filled, lists }, rulesOn(today)))).not.toContain('filing.technicalDiffers');
  });
  it('a total typed over it is the total that is taken apart', () => {
    const filled = fill(j3('1400000'), { splits: EQUIPMENT }, { totalAmount: '700万' });
    expect([of(filled, 'technicalAmount').value, filled.split.steps[0]!.yuan!.toFixed()]).toEqual(['5600000.00', '7000000']);
  });
  it('what the contract itself takes apart needs no row, and a form that says otherwise is found', () => {
    expect(of(fill(j3('1400000')), 'technicalAmount').value).toBe('4600000.00');
    expect(fill(j3('1400000')).split.steps.map((s) => s.yuan?.toFixed())).toEqual(['6000000', '1400000', '4600000']);
    const found = (f: DealFile, own: FormOwn) => keys(checkFiling({ file: f, filing: draft, form: fill(f, own), lists }, rulesOn(today)));
    expect(found(j3(), {})).toContain('filing.equipmentIncluded');
    expect(found(j3(), { splits: EQUIPMENT })).toContain('filing.technicalDiffers');
  });
  it('is under 500, so 15 working days; the older rules know 30 days and no large contracts', () => {
    const amounts = { total: '6000000.00', technical: '4600000.00' };
    const path = filingPath(rulesOn(today), amounts)!;
    expect([path.large, path.period.days, path.period.kind, path.limit?.measured.toFixed(), path.confirmed]).toEqual([false, 15, 'working', '4600000', false]);
    const whole = filingPath(rulesOn(today), { ...amounts, technical: '6000000.00' })!;
    expect([whole.large, whole.period.days]).toEqual([true, 30]);
    expect(filingPath(rulesOn(today), { ...amounts, technical: '5000000' })!.large).toBe(true);
    expect(filingPath(rulesOn(today), { ...amounts, technical: '4999999.99' })!.large).toBe(false);
    const older = filingPath(rulesOn('2026-01-22'), amounts)!;
    expect([older.large, older.limit, older.period.days, older.period.kind, older.confirmed]).toEqual([false, undefined, 30, 'natural', true]);
    expect(filingPath(rulesOn(today), { total: '6000000', technical: '' })).toBeUndefined();
  });
  it('the frozen form keeps its steps', () => {
    const f = j3('1400000');
    const frozen: Filing = { ...draft, state: 'ready', splits: EQUIPMENT, form: formValues(fill(f, { splits: EQUIPMENT })), typedKeys: [] };
    const read = frozenForm(fill(j3('1000000'), { splits: EQUIPMENT }), frozen, lists);
    expect([of(read, 'technicalAmount').value, read.split.technical?.toFixed(), read.remark]).toEqual(['4600000.00', '4600000', frozen.form!['note']]);
  });
});

describe('rows out of the contract', () => {
  const foreign = (foreignText: string) => ({ id: 'x', kind: 'foreign' as const, foreignText });
  const TEXT = '技术开发合同\n第三条 研究开发经费\n合同总金额为人民币600万元，其中设备费120万元、材料费20万元。\n第四条 验收\n乙方另行承担仪器费5万元。';
  it('are those the words name, each with its article; what stands outside the price is none', () => {
    expect(splitsRead(foreign(TEXT), new Decimal(0))).toEqual([
      { kind: 'equipment', amount: '1200000', reason: '设备费120万元', clause: '第三条 研究开发经费' },
      { kind: 'material', amount: '200000', reason: '材料费20万元', clause: '第三条 研究开发经费' },
    ]);
    expect(splitOf(new Decimal('6000000'), splitsRead(foreign(TEXT), new Decimal('1400000'))).technical!.toFixed()).toBe('4600000');
  });
  it('are one row where a person said another sum than the words, and none where nothing is said', () => {
    expect(splitsRead(foreign(TEXT), new Decimal('1500000')).map((r) => [r.kind, r.amount])).toEqual([['other', '1500000']]);
    expect([splitsRead(foreign('合同总金额为人民币600万元。'), new Decimal(0)), splitsRead(undefined, new Decimal(5))]).toEqual([[], []]);
    const own = j3('1400000').contracts[0];
    expect(splitsRead(own, new Decimal('1400000'))).toEqual([{ kind: 'other', amount: '1400000', reason: '合同写明的非技术性款项' }]);
  });
});

describe('what the rows lack is said', () => {
  it('an unreadable sum, one of nothing, a carrier without a reason, an amount typed beside the rows', () => {
    expect(own({ splits: EQUIPMENT })).toEqual([]);
    expect(own({ splits: [{ id: 'a', kind: 'equipment', amount: '很多' }] })).toEqual(['filing.splitUnread']);
    expect(own({ splits: [{ id: 'a', kind: 'equipment', amount: '0' }] })).toEqual(['filing.splitUnread']);
    expect(own({ splits: [{ id: 'a', kind: 'carrier', amount: '5万' }] })).toEqual(['filing.carrierReason']);
    expect(own({ splits: EQUIPMENT }, { technicalAmount: '6000000' })).toEqual(['filing.splitDiffers']);
    expect(of(fill(j3(), { splits: [{ id: 'a', kind: 'part', amount: '很多' }] }), 'technicalAmount').value).toBe('');
    expect(own({ splits: [{ id: 'a' }] })).toEqual([]);
  });
  it('元 taken for 万元 is asked about, in both directions, and nothing else is', () => {
    expect(own({}, { totalAmount: '600' })).toEqual(['filing.unitSlip']);
    expect(own({}, { totalAmount: '60,000,000,000' })).toEqual(['filing.unitSlip']);
    expect(own({}, { technicalAmount: '460' })).toEqual(['filing.unitSlip']);
    expect(own({}, { totalAmount: '600万' })).toEqual([]);
    expect(own({}, { totalAmount: '5990000' })).toEqual([]);
    expect(own({}, { totalAmount: '60000' })).toEqual([]);
  });
});

describe('a price in foreign money', () => {
  const currency = { code: 'USD', amount: '100000', rate: '7.1', on: '2026-05-20', source: '示例公布单位' };
  it('is counted at the rate a person names, and 备注 says so', () => {
    const filled = fill(j3(), { id: 'f1', currency });
    expect([of(filled, 'totalAmount').value, of(filled, 'technicalAmount').value]).toEqual(['710000.00', '710000.00']);
    expect(of(filled, 'totalAmount').from).toEqual({ table: 'filings', id: 'f1', field: 'currency' });
    expect(filled.remark).toBe('合同以外币计价：USD 100,000.00，按 2026-05-20 汇率 7.1（示例公布单位）折合人民币 710,000.00 元（大写柒拾壹万元整）');
    expect(of(fill(j3(), { currency, splits: [{ id: 'a', kind: 'equipment', amount: '10000' }] }), 'technicalAmount').value).toBe('700000.00');
  });
  it('asks about a code of no money, a rate of a day to come, and a total it does not make', () => {
    expect(own({ currency: { ...currency, code: 'XXX' } })).toEqual(['filing.currencyUnknown']);
    expect(own({ currency: { ...currency, on: '2030-01-01' } })).toEqual(['filing.rateDayAhead']);
    expect(own({ currency: { ...currency, on: '年底' } })).toEqual(['filing.currencyGap']);
    expect(own({ currency }, { totalAmount: '1500000' })).toEqual(['filing.currencyDiffers']);
    expect(own({ currency }, { totalAmount: '71万' })).toEqual([]);
  });
  it('lacks what it lacks by name', () => {
    expect(own({ currency })).toEqual([]);
    expect(own({ currency: { code: 'USD', amount: '100000' } })).toEqual(['filing.currencyGap', 'filing.currencyGap', 'filing.currencyGap']);
    expect(own({ currency: { ...currency, code: 'CNY' } })).toEqual(['filing.currencyGap']);
    expect(own({ currency: { ...currency, rate: '0' } })).toEqual(['filing.currencyGap']);
    expect(own({ currency: {} })).toEqual([]);
  });
});

describe('a number of the portal', () => {
  it('is asked about where an earlier version bears it', () => {
    const f = { ...j3(), filings: [{ id: 'v1', version: 1, portalNo: 'SB-1' }] };
    const of = (filing: Partial<Filing>) => keys(checkFilingOwn(f, { ...draft, version: 2, ...filing }, fill(f, {}), points, today));
    expect(of({ portalNo: ' SB-1 ' })).toEqual(['filing.portalNoUsed']);
    expect(of({ portalNo: 'SB-2' })).toEqual([]);
    expect(of({ portalNo: 'SB-1', version: 1 })).toEqual([]);
  });
});

describe('edits', () => {
  it('add, change and drop a row of a draft; a frozen form refuses them', () => {
    const row = { id: 'a', kind: 'equipment' as const, amount: '1' };
    expect(good(addSplits(draft, [row]))).toMatchObject([{ fields: { splits: [row] } }]);
    expect(good(editSplit({ ...draft, splits: [row] }, 'a', { amount: undefined, reason: 'x' }))).toMatchObject([
      { fields: { splits: [{ id: 'a', kind: 'equipment', reason: 'x' }] } },
    ]);
    expect(good(dropSplit({ ...draft, splits: [row] }, 'a'))).toEqual([{ op: 'set', table: 'filings', id: 'f1', fields: { splits: undefined } }]);
    const ready: Filing = { ...draft, state: 'ready', splits: [row], currency: { code: 'USD' } };
    expect([addSplits(ready, [row]), editSplit(ready, 'a', {}), dropSplit(ready, 'a'), editCurrency(ready, null)].map(refusalKey)).toEqual(
      Array(4).fill('filing.frozen'),
    );
  });
});

it('law: total = what comes off + technical amount, to the 分; carriers and the order of rows change nothing', () => {
  const cents = fc.integer({ min: 1, max: 1e12 });
  const rows = fc.array(fc.record({ kind: fc.option(fc.constantFrom(...SPLIT_KINDS), { nil: undefined }), cents }), { maxLength: 12 });
  fc.assert(
    fc.property(cents, rows, (total, parts) => {
      const yuan = new Decimal(total).div(100);
      const written = parts.map((p): SplitRow => ({ ...(p.kind ? { kind: p.kind } : {}), amount: new Decimal(p.cents).div(100).toFixed(2) }));
      const split = splitOf(yuan, written);
      const off = parts.filter(isDeductedPart).reduce((sum, p) => sum + BigInt(p.cents), 0n);
      expect(split.technical!.times(100).toFixed()).toBe((BigInt(total) - off).toString());
      expect(split.deducted.plus(split.technical!).eq(yuan)).toBe(true);
      expect(splitOf(yuan, written.toReversed()).technical!.eq(split.technical!)).toBe(true);
      const printed = split.steps.reduce((sum, s) => (s.sign === 'total' ? sum.plus(s.yuan!) : s.sign === 'minus' ? sum.minus(s.yuan!) : sum), new Decimal(0));
      expect(printed.eq(split.technical!)).toBe(true);
    }),
    randomRuns(300),
  );
});
const isDeductedPart = (p: { kind: SplitRow['kind'] }): boolean => isDeducted(p.kind ? { kind: p.kind } : {});
