/** The pricing decision and the notice of its price: what they lack, and how long a notice hangs. */
import { describe, expect, it } from 'vitest';
import { checkNotice, checkPricing, needsNotice, noticeEnd } from '../../shared/domain/checks/pricing.ts';
import { ruleBook } from '../../shared/rules/engine.ts';
import { keys, pack, r017, rulesOn, signed } from './support.ts';

describe('pricing and notice', () => {
  const now = rulesOn('2026-04-20');
  it('says that the notice of 180 万 does not cover 150 万', () => {
    expect(checkPricing(r017(), now).map((f) => [f.message.key, f.level])).toEqual([
      ['notice.proofMissing', 'ask'],
      ['notice.priceBelow', 'must'],
    ]);
    expect(checkPricing(signed(), now)).toEqual([]);
  });
  it('enterprises skip it; a written reason or a market stands in', () => {
    const f = { ...r017(), notices: [], pricings: [] };
    expect(needsNotice(f)).toBe(true);
    // nobody can say whether a price is published before it is known how it is set
    expect(keys(checkPricing(f, now))).toEqual(['pricing.none']);
    expect(keys(checkPricing({ ...f, pricings: [{ id: 'p', route: 'agreed', decidedOn: '2026-03-01', decidedBy: '会' }] }, now))).toEqual(['notice.missing']);
    expect(checkPricing({ ...f, seller: { ...f.seller!, kind: 'enterprise' } }, now)).toEqual([]);
    const decided = { id: 'p', route: 'agreed' as const, decidedOn: '2026-01-01', decidedBy: '会', price: '1500000' };
    expect(checkPricing({ ...f, pricings: [{ ...decided, noNoticeReason: '涉及商业秘密，所务会决定' }] }, now)).toEqual([]);
    expect(keys(checkPricing({ ...f, pricings: [{ ...decided, route: 'auction' }] }, now)).filter((k) => !/^pricing\.(market|listed|result)/.test(k))).toEqual(
      [],
    );
    expect(keys(checkPricing({ ...f, pricings: [{ id: 'p', price: '约', noNoticeReason: 'x' }] }, now))).toEqual([
      'pricing.routeMissing',
      'pricing.decisionMissing',
      'pricing.priceUnread',
    ]);
    expect(keys(checkPricing({ ...f, pricings: [{ ...decided, price: '1', noNoticeReason: 'x' }] }, now))).toEqual(['pricing.priceDiffers']);
    const { seller: _none, ...alone } = f;
    expect(needsNotice({ ...alone, office: { id: 'office', kind: 'enterprise', isPublic: true } })).toBe(true);
  });
  const n = { id: 'n', dealId: 'd', title: '装置', price: '100', startOn: '2026-03-06', endOn: '2026-03-21', closedOn: '2026-03-22', attachmentIds: ['x'] };
  it('counts the days as the rule says', () => {
    expect(noticeEnd('2026.3.6', now)).toEqual({ day: '2026-03-21', days: 15, kind: 'natural', holidaysKnown: true });
    expect([noticeEnd('明天', now), noticeEnd('2010-01-01', now)]).toEqual([undefined, undefined]);
    expect(checkNotice(n, [], '装置', now)).toEqual([]);
    expect(checkNotice({ ...n, endOn: '2026-03-20' }, [], '装置', now)).toMatchObject([
      { message: { key: 'notice.tooShort', params: { counted: 14, earliest: '2026-03-21' } }, level: 'ask', confirmed: false },
    ]);
    expect(keys(checkNotice({ ...n, startOn: '2010-01-01' }, [], '装置', now))).toEqual(['notice.ruleUnknown']);
    const entries = pack.entries.map((e) => (e.id === 'notice.price.days' ? { ...e, value: { days: 5, kind: 'working' } } : e));
    const working = ruleBook({ ...pack, entries: entries.filter((e) => e.id !== 'calendar.2026') }, '2026-04-20', '44');
    expect(keys(checkNotice(n, [], '装置', working))).toEqual(['notice.holidaysUnknown']);
    expect(noticeEnd('2026-03-06', working)).toMatchObject({ day: '2026-03-13', holidaysKnown: false });
  });
  it('says what is missing from it', () => {
    expect(keys(checkNotice({ id: 'n' }, [], undefined, now))).toEqual([
      'notice.titleMissing',
      'notice.priceMissing',
      'notice.datesMissing',
      'notice.proofMissing',
    ]);
    expect(
      keys(
        checkNotice(
          { ...n, title: '别的', price: '很多', startOn: '某日', closedOn: undefined, endOn: '2026-05-01' },
          [{ id: 'o', noticeId: 'n', from: '某人' }],
          '装置',
          now,
        ),
      ),
    ).toEqual(['notice.titleDiffers', 'pricing.priceUnread', 'notice.dateUnread', 'notice.running', 'notice.objectionOpen']);
  });
});
