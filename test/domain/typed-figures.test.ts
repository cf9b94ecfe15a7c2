/** Figures a slip of the hand makes: a decimal in a box of per cent, no discount, a code cut short, more copies than there are. */
import { describe, expect, it } from 'vitest';
import { checkContract } from '../../shared/domain/checks/contract.ts';
import { checkParty } from '../../shared/domain/checks/party.ts';
import { publishGaps } from '../../shared/domain/checks/notice-publish.ts';
import { checkDecision, checkPricing } from '../../shared/domain/checks/pricing.ts';
import { checkRound } from '../../shared/domain/checks/round.ts';
import { checkWorksheet } from '../../shared/domain/checks/worksheet.ts';
import type { Notice, Worksheet } from '../../shared/domain/deal.ts';
import { agreedRound, type DealFile } from '../../shared/domain/deal-file.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { json, r017, rulesOn, signed } from './support.ts';

describe('a royalty below 0.1 %, a discount rate below 1 %', () => {
  const w = r017().worksheets[0]!;
  const low = (more: Partial<Worksheet>) =>
    checkWorksheet({ ...w, ...more }).flatMap((f) => (f.message.key === 'worksheet.rateLow' ? [{ level: f.level, ...f.message.params }] : []));
  const said = (name: string, value: string) => ({ inputs: { ...w.inputs, [name]: { ...w.inputs?.[name], value } } });
  it.each([
    [said('royaltyRate', '0.0003'), 'royaltyRate', '0.03%'],
    [said('discountRate', '0'), 'discountRate', '0%'],
    [said('discountRate', '0.0005'), 'discountRate', '0.05%'],
    [said('discountRate', '0.0015'), 'discountRate', '0.15%'],
    [{ lowRate: '0' }, 'lowRate', '0%'],
  ] as [Partial<Worksheet>, string, string][])('%# is asked about on a worksheet', (more, field, rate) =>
    expect(low(more)).toEqual([{ level: 'ask', field, rate, limit: field === 'royaltyRate' ? '0.1%' : '1%' }]),
  );
  it('is asked about in a round; no royalty at all is a term of its own', () => {
    const of = (royaltyRate: string) => checkRound({ id: 'r', no: 2, heldOn: '2026-01-01', entryFee: '1', royaltyRate }, undefined, undefined);
    expect(of('0.0003')).toMatchObject([
      { level: 'ask', message: { key: 'round.rateLow', params: { no: 2, rate: '0.03%', limit: '0.1%' } }, where: { field: 'royaltyRate' } },
    ]);
    const kept = ['0', '0.001', '0.03'].flatMap((rate) => of(rate).filter((f) => f.message.key === 'round.rateLow'));
    expect([...kept, ...low(said('royaltyRate', '0')), ...low(said('royaltyRate', '0.001'))]).toEqual([]);
  });
});

describe('terms written after the talks', () => {
  const f = signed();
  const rules = rulesOn('2026-05-28');
  const { entryFee, royaltyRate } = agreedRound(f)!;
  const odd = (found: Finding[]) => found.flatMap((x) => (x.message.key.startsWith('terms.') ? [[x.message.key, x.level, x.where.table, x.where.field]] : []));
  const notice = { ...f.notices[0]!, draft: true };
  const places: [string, (price: string | undefined, royaltyRate: string | undefined) => Finding[], string, string][] = [
    ['decision', (price, rate) => checkDecision({ ...f, pricings: [{ ...f.pricings[0]!, price, royaltyRate: rate }] } as DealFile, true), 'pricings', 'price'],
    ['notice', (price, rate) => publishGaps(f, { ...notice, price, royaltyRate: rate } as Notice, rules), 'notices', 'price'],
    [
      'contract',
      (price, rate) => checkContract(f, f.contracts[0]!, rules, { ...f.contracts[0]!.fields, fixedFee: price ?? '', royaltyRate: rate ?? '' }),
      'contracts',
      'fields.fixedFee',
    ],
  ];
  it.each(places)('of a %s that nobody can mean are stopped', (_, found, table, field) => {
    expect(odd(found('-1', royaltyRate))).toEqual([['terms.amountNegative', 'must', table, field]]);
    expect(odd(found(entryFee, '2.5'))).toEqual([
      ['terms.rateImpossible', 'must', table, field.replace('price', 'royaltyRate').replace('fixedFee', 'royaltyRate')],
    ]);
    expect(odd(found(entryFee, royaltyRate))).toEqual([]);
  });
  it.each(places.filter(([name]) => name !== 'notice'))('of a %s that are unlikely are asked about, unless the talks said the same', (_, found) => {
    expect(odd(found('200000000000', '0.6')).map(([key, level]) => [key, level])).toEqual([
      ['terms.amountHuge', 'ask'],
      ['terms.rateHigh', 'ask'],
    ]);
    expect(odd(found(entryFee, '0.0003')).map(([key, level]) => [key, level])).toEqual([['terms.rateLow', 'ask']]);
    expect(odd(found(entryFee, '2.5%'))).toEqual([]);
  });
  it('of a notice are asked about among its findings', () => {
    const file = { ...f, notices: [{ ...notice, royaltyRate: '0.0003' }] };
    expect(odd(checkPricing(file, rules))).toEqual([['terms.rateLow', 'ask', 'notices', 'royaltyRate']]);
  });
});

it('a credit code that is not 18 long is said to be so, before its check character', () => {
  const of = (uscc: string) => checkParty({ id: 'p', name: '示例', country: '142', uscc });
  expect(of('12345')).toMatchObject([{ level: 'must', message: { key: 'party.usccLength', params: { text: '12345', length: 5 } } }]);
  expect(of('12440000455416029F')).toMatchObject([{ level: 'must', message: { key: 'party.usccCheck', params: { text: '12440000455416029F' } } }]);
});

it('more copies for the parties than there are in all stop a contract', () => {
  const f = signed();
  const of = (copies: string, copiesEach: string) =>
    checkContract(f, f.contracts[0]!, rulesOn('2026-05-28'), { ...f.contracts[0]!.fields, copies, copiesEach }).filter(
      (x) => x.message.key === 'contract.copiesOver',
    );
  expect(of('6', '9')).toMatchObject([{ level: 'must', where: { field: 'fields.copiesEach' }, message: { params: { copies: 6, each: 9, needed: 18 } } }]);
  expect([...of('6', '3'), ...of('4', '2'), ...of('', '2')]).toEqual([]);
});

it('a finding calls a column what the page calls it', () => {
  for (const [language, column, section] of [
    ['zh', '状态', '知识产权'],
    ['en', 'Status', 'Rights'],
  ]) {
    const portfolio = json(`locales/${language}/portfolio.json`);
    expect(portfolio).toMatchObject({ section: { rights: section } });
    expect(JSON.stringify(portfolio)).toContain(`"status":"${column}"`);
    const { fix } = json(`locales/${language}/findings.json`) as { fix: { right: { statusMissing: string } } };
    expect(fix.right.statusMissing).toMatch(new RegExp(`[“]${column}[”]`));
    expect(fix.right.statusMissing).toContain(section);
  }
});
