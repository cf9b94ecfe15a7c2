import { describe, expect, it } from 'vitest';
import { checkContract } from '../../shared/domain/checks/contract.ts';
import { checkPricing, publication } from '../../shared/domain/checks/pricing.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { signingUnpublished } from '../../shared/domain/notice-rules.ts';
import { stageRail } from '../../shared/domain/stages.ts';
import { keys, r017, refusalKey, rulesOn, signed } from './support.ts';

const rules = rulesOn('2026-05-28');
/** R-017 before anything was priced, its seller's kind as given. */
const sold = (kind: NonNullable<DealFile['seller']>['kind'], more: Partial<DealFile> = {}): DealFile => {
  const f = r017();
  return { ...f, pricings: [], notices: [], seller: { ...f.seller!, kind }, office: { id: 'office' }, ...more };
};
const pricingStage = (f: DealFile) => stageRail(f, rules).find((s) => s.stage === 'pricing')!;

describe('a seller whose kind nobody filled in', () => {
  it('asks whether to publish instead of saying 无需此步', () => {
    const f = sold(undefined);
    expect(publication(f)).toBe('unknown');
    expect(pricingStage(f)).toMatchObject({
      state: 'current',
      reason: { message: { key: 'pricing.sellerKindMissing' }, level: 'ask', where: { table: 'parties', id: f.seller!.id, field: 'kind' } },
    });
    expect(keys(checkPricing(f, rules))).toEqual(['pricing.sellerKindMissing']);
    expect(pricingStage(sold('enterprise')).state).toBe('skipped');
    expect(keys(checkPricing(sold('institute'), rules))).toContain('notice.missing');
  });
  it('leads to 本单位 or to the choice of a seller where there is no party', () => {
    const { seller: _none, ...alone } = sold(undefined);
    expect(checkPricing(alone, rules)[0]!.where).toEqual({ table: 'office', id: 'office', field: 'kind' });
    expect(checkPricing({ ...alone, deal: { ...alone.deal, role: 'broker' } }, rules)[0]!.where).toEqual({
      table: 'deals',
      id: alone.deal.id,
      field: 'sellerId',
    });
    expect(publication({ ...alone, office: { id: 'office', isPublic: true } })).toBe('must');
  });
  it('is asked at the contract, made or foreign', () => {
    const f = { ...signed(), ...sold(undefined), contracts: signed().contracts };
    expect(keys(checkContract(f, f.contracts[0]!, rules))).toContain('pricing.sellerKindMissing');
    expect(keys(checkContract(f, { id: 'x', kind: 'foreign', foreignText: '技术开发合同' }, rules))).toContain('pricing.sellerKindMissing');
  });
  it('does not sign before the question is answered', () => {
    expect(refusalKey(signingUnpublished(sold(undefined)))).toBe('signing.sellerKindMissing');
    expect(refusalKey(signingUnpublished(sold('institute')))).toBe('signing.unpublished');
    expect(signingUnpublished(sold('enterprise'))).toBeNull();
    const f = sold(undefined);
    const answered = { ...f, answers: [{ id: 'a', findingKey: checkPricing(f, rules)[0]!.key, reason: '卖方为民营研究所，非国家设立' }] };
    expect([signingUnpublished(answered), publication(answered)]).toEqual([null, 'no']);
  });
  it('is not asked where nothing hangs on it', () => {
    const market = sold(undefined, { pricings: [{ id: 'p', route: 'auction', decidedOn: '2026-01-01', decidedBy: '会' }] });
    expect(keys(checkPricing(market, rules))).toEqual([]);
    expect(signingUnpublished(market)).toBeNull();
    expect(keys(checkPricing({ ...market, pricings: [], notices: [{ id: 'n', closedOn: '2026-03-22' }] }, rules))).toEqual([]);
  });
});
