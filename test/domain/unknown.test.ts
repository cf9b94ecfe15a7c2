import { describe, expect, it } from 'vitest';
import { checkContract } from '../../shared/domain/checks/contract.ts';
import { checkDeal } from '../../shared/domain/checks/deal.ts';
import { checkParty } from '../../shared/domain/checks/party.ts';
import { checkRight } from '../../shared/domain/checks/portfolio.ts';
import { checkSigning } from '../../shared/domain/checks/signing.ts';
import { fillForm } from '../../shared/domain/filing-form.ts';
import { originOf } from '../../shared/domain/party.ts';
import { checkPricing, publication } from '../../shared/domain/checks/pricing.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { signingUnpublished } from '../../shared/domain/notice-rules.ts';
import { currentStage, stageRail } from '../../shared/domain/stages.ts';
import { form, keys, lists, r017, refusalKey, rulesOn, signed } from './support.ts';

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
    expect(keys(checkPricing(sold('institute'), rules))).toEqual(['pricing.none']);
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
    expect(keys(checkPricing(market, rules))).not.toContain('pricing.sellerKindMissing');
    expect(signingUnpublished(market)).toBeNull();
    expect(keys(checkPricing({ ...market, pricings: [], notices: [{ id: 'n', closedOn: '2026-03-22' }] }, rules))).toEqual([]);
  });
});

describe('what else nobody has said', () => {
  it('asks after the legal status of a patent, the country of a person, the legal representative behind a signature', () => {
    const right = { ...r017().rights.find((r) => r.kind === 'invention')!, status: undefined };
    expect(keys(checkRight(right, rules))).toEqual(['right.statusMissing']);
    expect(keys(checkParty({ id: 'p', name: '示例人', kind: 'person' }))).toEqual(['party.countryMissing']);
    expect(keys(checkParty({ id: 'p', name: '示例人', kind: 'person', country: '142' }))).toEqual([]);
    const f = signed();
    const [signing, contract] = [f.signings[0]!, f.contracts[0]!];
    const said = (authority?: string) =>
      keys(
        checkSigning({
          signing: { ...signing, sellerAuthority: authority },
          contract,
          seller: { ...f.seller!, legalRep: '' },
          buyer: f.buyer,
          today: rules.date,
        }),
      );
    expect([said(), said('授权委托书')]).toEqual([['signing.legalRepMissing'], ['signing.proofMissing']]);
  });
  it("asks after the makers' first refusal also where nobody is entered as a maker", () => {
    const f = r017();
    const { achievement: _none, ...bare } = { ...f, deal: { ...f.deal, route: 'transfer' as const }, contributors: [] };
    expect(keys(checkDeal(bare, rules))).toContain('contract.inventorFirst');
  });
  it('does not write China on the form for a buyer who may be anywhere', () => {
    const f = signed();
    const country = (buyer: DealFile['buyer']) => fillForm({ ...f, buyer }, form, lists, rules.date).fields.find((x) => x.key === 'buyerCountry')?.value;
    expect(country({ id: 'b', name: '示例买方' })).toBe('');
    expect(country({ id: 'b', name: '示例买方', region: '440100' })).toBe('142');
    expect(country({ id: 'b', name: '示例买方', region: '810000' })).not.toBe('142');
    expect(originOf({ uscc: f.buyer!.uscc })).toBe('home');
  });
});

describe('whose right it is', () => {
  const f = signed();
  const owned = (owner: string, licenseMode: string, more: Partial<DealFile> = {}) =>
    checkContract(
      { ...f, ...more, rights: f.rights.map((r) => ({ ...r, owner })) },
      { ...f.contracts[0]!, fields: { ...f.contracts[0]!.fields, licenseMode } },
      rules,
    )
      .filter((x) => x.message.key === 'contract.ownerDiffers' || x.message.key === 'contract.coOwners')
      .map((x) => [x.message.key, x.level, x.where.table, x.where.field]);
  const seller = f.seller!.name!;
  it('another owner is asked after, a co-owner without consent must be mended', () => {
    expect(new Set(owned('示例大学', 'sole').map(String))).toEqual(new Set(['contract.ownerDiffers,ask,rights,owner']));
    expect(new Set(owned(`${seller}；示例大学`, 'sole').map(String))).toEqual(new Set(['contract.coOwners,must,rights,owner']));
    expect(new Set(owned(`${seller}、示例大学`, 'ordinary').map(String))).toEqual(new Set(['contract.coOwners,ask,rights,owner']));
    expect(owned(` ${seller} `, 'sole')).toEqual([]);
  });
  it('a consent in the vault settles it, a comma inside a name parts nothing', () => {
    const attachments = [...f.attachments, { id: 'a9', ownerTable: 'achievements', name: '共有人同意书.pdf' }];
    expect(owned(`${seller}、示例大学`, 'sole', { attachments })).toEqual([]);
    const grant = [...f.attachments, { id: 'a9', ownerTable: 'achievements', name: '专利授权公告.pdf' }];
    expect(owned(`${seller}、示例大学`, 'sole', { attachments: grant })).not.toEqual([]);
    expect(owned('Sample Co., Ltd.', 'sole', { seller: { ...f.seller!, name: 'Sample Co., Ltd.' } })).toEqual([]);
  });
});

describe('a deal of work to be done, not of a result', () => {
  const of = (route: DealFile['deal']['route']): DealFile => {
    const f = sold('institute');
    return { ...f, worksheets: [], deal: { ...f.deal, route } };
  };
  const stage = (f: DealFile, name: string) => stageRail(f, rules).find((s) => s.stage === name)!;
  it.each(['development', 'consulting', 'service', 'training', 'brokering'] as const)('%s is signed without valuation, pricing and notice', (route) => {
    const f = of(route);
    expect(signingUnpublished(f)).toBeNull();
    expect(signingUnpublished({ ...f, seller: { ...f.seller!, kind: undefined } })).toBeNull();
    expect(keys(checkPricing({ ...f, seller: { ...f.seller!, kind: undefined } }, rules))).toEqual([]);
    for (const name of ['valuation', 'pricing']) expect(stage(f, name)).toEqual({ stage: name, state: 'skipped', byRoute: true, missing: [] });
    expect(currentStage(stageRail(f, rules))).toBe('signing');
    // what was recorded all the same holds nothing up
    expect(stage({ ...f, pricings: [{ id: 'p' }] }, 'pricing').state).toBe('skipped');
  });
  it.each(['transfer', 'license', 'equity', undefined] as const)('%s is asked for all three', (route) => {
    const f = of(route);
    expect(refusalKey(signingUnpublished(f))).toBe('signing.unpublished');
    expect(keys(checkPricing(f, rules))).toEqual(['pricing.none']);
    expect(keys(stage(f, 'valuation').missing.map((m) => m.finding))).toEqual(['worksheet.none']);
    expect(stage(f, 'pricing').state).not.toBe('skipped');
  });
});
