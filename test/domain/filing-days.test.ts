/** What the form repeats of the signed contract: days, the way of payment, both sides; and the day its validity ends, of two that differ. */
import { describe, expect, it } from 'vitest';
import { checkFiling } from '../../shared/domain/checks/filing.ts';
import { clocksOf } from '../../shared/domain/clocks/clocks-of.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { fillForm } from '../../shared/domain/filing-form.ts';
import { blocks } from '../../shared/domain/finding.ts';
import { form, lists, rulesOn, signed } from './support.ts';

const TODAY = '2026-05-28';
const check = (typed: Record<string, string>, f: DealFile = signed()) =>
  checkFiling({ file: f, filing: { id: 'f1' }, form: fillForm(f, form, lists, TODAY, typed), lists }, rulesOn(TODAY));
const found = (typed: Record<string, string>) => check(typed).map((x) => [x.message.key, x.level, x.where.field]);
const clock = (f: DealFile) => clocksOf(f, rulesOn(TODAY), TODAY).find((c) => c.kind === 'validity')!;

describe('days typed over those of the signed contract', () => {
  it.each([
    ['signDate', '2026-05-19', '2026-05-20'],
    ['validFrom', '2026-05-26', '2026-05-25'],
    ['validTo', '2040-01-01', '2031-05-31'],
  ])('%s %s is not frozen before the reason is written', (key, typed, contract) => {
    const [differs] = check({ [key]: typed }).filter((x) => x.message.key === 'filing.contractDiffers');
    expect(differs).toMatchObject({
      level: 'must',
      answerable: true,
      where: { id: 'f1', field: `form.${key}` },
      message: { params: { form: typed, contract } },
    });
    expect(blocks([differs!], [{ id: 'a', findingKey: differs!.key, reason: '补充协议第一条' }])).toEqual([]);
    expect(found({ [key]: contract }).map(([name]) => name)).not.toContain('filing.contractDiffers');
  });
  it('a signing that is still to come, or that the form was made before, or that the validity ended before', () => {
    expect(found({ signDate: '2027-06-10' })).toContainEqual(['signing.inFuture', 'ask', 'form.signDate']);
    expect(found({ agentDate: '2026-05-19' })).toContainEqual(['filing.madeBeforeSigning', 'must', 'form.agentDate']);
    expect(found({ validFrom: '2026-05-01', validTo: '2026-05-19' })).toContainEqual(['signing.validityOver', 'must', 'form.validTo']);
    expect(found({ validFrom: '2026-05-01' })).toContainEqual(['signing.validityFirst', 'ask', 'form.validFrom']);
  });
  it('the way of payment and the seller are the contract’s too', () => {
    expect(found({ payMethod: 'YC' })).toContainEqual(['filing.contractDiffers', 'ask', 'form.payMethod']);
    expect(found({})).toEqual([['filing.royaltyUndetermined', 'ask', 'fields.fixedFee']]);
  });
});

describe('of two ends of the validity', () => {
  const f = signed();
  const withForm = (validTo: string, answers: DealFile['answers'] = []): DealFile => ({
    ...f,
    answers,
    filings: [{ id: 'f1', dealId: f.deal.id, state: 'draft', form: { validTo } }],
  });
  it('the signed contract’s counts, and the clock says so; the form’s once the reason is written', () => {
    const typed = withForm('2020-01-01');
    expect(clock(typed)).toMatchObject({ day: '2031-05-31', differs: { say: 'byContract', params: { day: '2031-05-31', other: '2020-01-01' } } });
    expect(check({ validTo: '2020-01-01' }).map((x) => x.message.key)).not.toContain('filing.afterValidity');
    const [key] = check({ validTo: '2020-01-01' }).flatMap((x) => (x.message.key === 'filing.contractDiffers' ? [x.key] : []));
    const answers = [{ id: 'a', findingKey: key!, reason: '补充协议缩短' }];
    expect(clock(withForm('2020-01-01', answers))).toMatchObject({ day: '2020-01-01', differs: { say: 'byForm' } });
    expect(check({ validTo: '2020-01-01' }, { ...f, answers }).map((x) => x.message.key)).toContain('filing.afterValidity');
    expect(clock(withForm('2031-05-31')).differs).toBeUndefined();
  });
});
