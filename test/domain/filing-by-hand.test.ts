import { describe, expect, it } from 'vitest';
import { checkFiling, checkRegisterNo } from '../../shared/domain/checks/filing.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { fillForm, formValues, frozenForm } from '../../shared/domain/filing-form.ts';
import { freezeFiling, markFiledByPack, queueFiling, recallFiling, startFiling, stopsFirst, thawFiling } from '../../shared/domain/filing-rules.ts';
import { answerDayRefusal, readTime, submissionTimeRefusal, submittedBeforeFreezing } from '../../shared/domain/filing-times.ts';
import { finding } from '../../shared/domain/finding.ts';
import { correctPortalAnswer, recordPortalAnswer } from '../../shared/domain/portal-answer.ts';
import { registerNoRefusal } from '../../shared/domain/register-number.ts';
import { ruleBook } from '../../shared/rules/engine.ts';
import { form, good, lists, pack, refusalKey, rulesOn, signed } from './support.ts';

const today = '2026-05-28';
const rules = rulesOn(today);
const draft: Filing = { id: 'f1', dealId: 'sample-deal', contractId: 'c1', signingId: 's1', version: 1, state: 'draft', form: {} };
const fieldsOf = (edits: unknown): Filing => (good(edits) as { fields: Filing }[])[0]!.fields;

it('what stops a filing altogether is told before the fields that wait', () => {
  const at = (name: 'filing.pointReason' | 'filing.abroad', field: string) => finding(name, { table: 'filings', id: 'f1', field });
  const found = [at('filing.pointReason', 'buyerName'), at('filing.abroad', 'country'), at('filing.pointReason', 'buyerTel')];
  expect(stopsFirst(found).map((f) => f.where.field)).toEqual(['country', 'buyerName', 'buyerTel']);
});

describe('a time typed from the portal', () => {
  it('is read as people write it', () => {
    expect(['2026.5.6 9:05', '20260506 0905', '2026年5月6日 09：05:30', '2026-05-06T09:05'].map(readTime)).toEqual(Array(4).fill('2026-05-06T09:05'));
    expect(['2026年5月6日9时5分', '2026-05-06 上午9:05', '2026年5月6日上午9点05分10秒', '2026年5月6日9:05'].map(readTime)).toEqual(
      Array(4).fill('2026-05-06T09:05'),
    );
    expect(['2026年5月6日下午2时', '2026.5.6 下午 2:00', '2026-05-06 14时'].map(readTime)).toEqual(Array(3).fill('2026-05-06T14:00'));
    expect(['2026-05-06 中午12:30', '2026-05-06 中午1:30', '2026-05-06 上午11:59'].map((x) => readTime(x).slice(11))).toEqual(['12:30', '13:30', '11:59']);
    expect(['上午', '2026-13-01 10:00', '2026-05-06 25:00'].map(readTime)).toEqual(['上午', '2026-13-01 10:00', '2026-05-06 25:00']);
  });
  const bounds = { now: '2026-05-28T14:05', frozenAt: '2026-05-26T09:00', signedOn: '2026-05-20' };
  it.each([
    ['2030-01-01T10:00', 'filing.timeAhead'],
    ['2026-05-28T14:06', 'filing.timeAhead'],
    ['2026-05-28T14:05', 'not refused'],
    ['2026-05-26T08:50', 'not refused'],
    ['2026-05-25T23:59', 'not refused'],
    ['2026-05-19T10:00', 'filing.timeBeforeSigning'],
    ['上午', 'filing.timeUnread'],
  ])('%s: %s', (at, key) => expect(refusalKey(submissionTimeRefusal(at, bounds))).toBe(key));
  it('clearly before the form was frozen is asked about: this computer’s clock may run ahead', () => {
    const early = (submittedAt: string, frozenAt = bounds.frozenAt) => submittedBeforeFreezing({ id: 'f1', submittedAt }, frozenAt);
    // what a registry's receipt says is a moment: it is told on the same clock
    expect([early('2026-05-26T01:30:00.000Z'), early('2026-05-26T00:49:00.000Z')?.message.params]).toEqual([
      undefined,
      { time: '2026-05-26 08:49', frozen: '2026-05-26 09:00' },
    ]);
    expect([early('2026-05-26T08:50'), early('2026-05-26T08:49', ''), early('')]).toEqual([undefined, undefined, undefined]);
    const asked = early('2026-05-26T08:49')!;
    expect(asked).toMatchObject({
      level: 'ask',
      message: { params: { time: '2026-05-26 08:49', frozen: '2026-05-26 09:00' } },
      where: { field: 'submittedAt' },
    });
    const ready: Filing = { ...draft, state: 'ready' };
    const done = { submittedAt: '2026-05-26T08:49', proofIds: ['a'] };
    expect(markFiledByPack(ready, done, bounds)).toMatchObject({ key: 'filing.timeUnexplained', field: 'submittedAt' });
    const answers = [{ id: 'x', findingKey: asked.key, reason: '本机时钟快 3 小时，以平台显示为准' }];
    expect(good(markFiledByPack(ready, { ...done, answers }, bounds))).toMatchObject([{ fields: { state: 'submitted', submittedAt: '2026-05-26T08:49' } }]);
    // another time is another question
    expect(refusalKey(markFiledByPack(ready, { ...done, answers, submittedAt: '2026-05-26T07:00' }, bounds))).toBe('filing.timeUnexplained');
  });
  it('a day of the portal’s answer is a day, not ahead, not before it was filed', () => {
    expect(['明天', '2026-05-29', '2026-05-26', '2026-05-28'].map((d) => refusalKey(answerDayRefusal(d, 'registeredOn', today, '2026-05-27T10:00')))).toEqual([
      'filing.dayUnread',
      'filing.dayAhead',
      'filing.dayBeforeFiling',
      'not refused',
    ]);
  });
});

describe('the technical amount beside the contract', () => {
  const levels = (file: DealFile, typed: Record<string, string>) =>
    checkFiling({ file, filing: draft, form: fillForm(file, form, lists, today, typed), lists }, rules)
      .filter((f) => f.message.key === 'filing.technicalDiffers')
      .map((f) => [f.level, f.where.table, f.where.field, f.message.params]);
  const f = signed();
  const c = f.contracts[0]!;
  const split = { ...f, contracts: [{ ...c, fields: { ...c.fields, nonTechnical: '100000' } }] };
  it('must be the contract’s, with its split, and is mended where it was typed', () => {
    expect(levels(f, { technicalAmount: '1400000' })).toEqual([
      ['must', 'filings', 'form.technicalAmount', { form: '1,400,000.00', contract: '1,500,000.00', total: '1,500,000.00', spent: '0.00' }],
    ]);
    expect(levels(split, { technicalAmount: '1500000' })).toMatchObject([
      ['must', 'filings', 'form.technicalAmount', { contract: '1,400,000.00', spent: '100,000.00' }],
    ]);
    // what the contract takes from the agreed round stands in its text all the same
    const { fixedFee: _fee, ...fields } = c.fields ?? {};
    expect(levels({ ...f, contracts: [{ ...c, fields }] }, { technicalAmount: '1400000' }).map(([level]) => level)).toEqual(['must']);
    expect([levels(f, {}), levels(f, { technicalAmount: '150万' }), levels(split, {}), levels(split, { technicalAmount: '1400000' })]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });
  it('is asked about where the text came from elsewhere, or where no contract stands yet', () => {
    const foreign = { ...f, contracts: [{ ...c, kind: 'foreign' as const, foreignText: '专利实施许可合同' }] };
    const level = (file: DealFile) => levels(file, { technicalAmount: '1400000' }).map(([l]) => l);
    expect([level(foreign), level({ ...f, contracts: [] })]).toEqual([['ask'], ['ask']]);
  });
});

describe('a frozen form', () => {
  const f = signed();
  const typed: Filing = { ...draft, form: { technicalAmount: '1400000', agent: '示例负责人甲' } };
  const live = fillForm(f, form, lists, today, typed.form);
  const frozen: Filing = { ...typed, ...fieldsOf(freezeFiling(f, typed, formValues(live), { musts: 0, asks: 0 }, '2026-05-28T09:00:00+08:00')) };
  it('still says what was typed by hand, with amounts as everywhere', () => {
    const read = frozenForm(fillForm(f, form, lists, today, {}), frozen, lists);
    const of = (key: string) => {
      const { value, shown, origin } = read.fields.find((x) => x.key === key)!;
      return [value, shown, origin];
    };
    expect([of('technicalAmount'), of('totalAmount'), of('agent'), of('planSource')[2], of('buyerName')[2]]).toEqual([
      ['1400000.00', '1,400,000.00', 'typed'],
      ['1500000.00', '1,500,000.00', 'derived'],
      ['示例负责人甲', '示例负责人甲', 'typed'],
      'record',
      'record',
    ]);
  });
  it('thawed, or begun anew after a return, keeps what was typed and reads the rest afresh', () => {
    const kept = { technicalAmount: '1400000.00', agent: '示例负责人甲' };
    expect(fieldsOf(thawFiling(frozen, kept))).toMatchObject({ state: 'draft', form: kept });
    expect(good(startFiling({ ...f, filings: [{ ...frozen, state: 'returned' }] }, 'f2', 'x'))).toMatchObject([{ row: { form: kept, version: 2 } }]);
  });
  it('queued, it forgets a time typed for the portal; taken back, it is a draft without a registry', () => {
    const ready = { ...frozen, submittedAt: '2026-05-28T10:00' };
    const [edit] = good(queueFiling(f, ready, 'simulated')).edits as { fields: Filing }[];
    expect(edit!.fields).toHaveProperty('submittedAt', undefined);
    const queued: Filing = { ...ready, ...edit!.fields };
    expect(fieldsOf(recallFiling(queued, { agent: '示例负责人甲' }))).toEqual({
      state: 'draft',
      form: { agent: '示例负责人甲' },
      typedKeys: undefined,
      frozenHash: undefined,
      frozenOn: undefined,
      ticked: undefined,
      packHash: undefined,
      carrier: undefined,
      registry: undefined,
    });
    expect([recallFiling({ ...queued, state: 'submitted' }, {}), recallFiling({ ...queued, state: 'unknown' }, {})].map(refusalKey)).toEqual(
      Array(2).fill('filing.sent'),
    );
  });
});

describe('the portal’s result, copied by hand', () => {
  const world = { rules, workspace: 'work' as const, today };
  const submitted: Filing = { ...draft, state: 'submitted', carrier: 'pack', submittedAt: '2026-05-27T10:00' };
  const result = (registerNo: string, registeredOn = today) => ({ state: 'registered' as const, registerNo, registeredOn });
  it('takes a number of 16 digits, or 14 of old; anything else is refused at its field', () => {
    const of = (no: string) => refusalKey(recordPortalAnswer(submitted, result(no), world));
    expect([of('4401002026000001'), of('44010020260001'), of('123'), of('44010020260000011'), of('440100202600000A'), of('9900002026000001')]).toEqual([
      'not refused',
      'not refused',
      'filing.registerNoShape',
      'filing.registerNoShape',
      'filing.registerNoShape',
      'registry.simulatedNumber',
    ]);
    expect(refusalKey(recordPortalAnswer(submitted, result('4401002026000001', '2026-05-29'), world))).toBe('filing.dayAhead');
  });
  it('where the shape is 待确认 it is taken and asked about', () => {
    const unsure = ruleBook(
      { ...pack, entries: pack.entries.map((r) => (r.id === 'filing.registerNumber' ? { ...r, status: '待确认' as const } : r)) },
      today,
      '440100',
    );
    expect(registerNoRefusal('123', unsure, 'work')).toBeNull();
    expect(checkRegisterNo({ ...submitted, registerNo: '123' }, [], unsure, 'work')).toMatchObject([{ level: 'ask', confirmed: false }]);
  });
  it('is put right with a reason, and what the wrong one said goes', () => {
    const wrong: Filing = { ...submitted, state: 'registered', registerNo: '4401002026000002', registeredOn: today };
    expect(fieldsOf(correctPortalAnswer(wrong, result('4401002026000001', '2026-05-27'), '抄错一位', world))).toEqual({
      state: 'registered',
      registerNo: '4401002026000001',
      registeredOn: '2026-05-27',
      reasons: undefined,
    });
    expect(fieldsOf(correctPortalAnswer(wrong, { state: 'returned', reasons: [{ text: '印章不清' }] }, '看错一行', world))).toEqual({
      state: 'returned',
      registerNo: undefined,
      registeredOn: undefined,
      reasons: [{ text: '印章不清' }],
    });
    expect(
      [
        correctPortalAnswer(wrong, result('4401002026000001'), ' ', world),
        correctPortalAnswer(wrong, result('123'), '抄错', world),
        correctPortalAnswer({ ...wrong, carrier: 'http', letterId: 'a'.repeat(64) }, result('4401002026000001'), '抄错', world),
        correctPortalAnswer(submitted, result('4401002026000001'), '抄错', world),
      ].map(refusalKey),
    ).toEqual(['filing.noCorrectionReason', 'filing.registerNoShape', 'filing.acknowledged', 'filing.acknowledged']);
  });
});
