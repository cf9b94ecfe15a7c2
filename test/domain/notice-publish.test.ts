/** Publishing a notice is an act; until then its days are a draft, and what is signed lies nowhere below it. */
import { describe, expect, it } from 'vitest';
import { checkContract } from '../../shared/domain/checks/contract.ts';
import { abovePublished, belowPublished, contractTerms } from '../../shared/domain/checks/notice-price.ts';
import { publishGaps } from '../../shared/domain/checks/notice-publish.ts';
import { checkNotice, checkPricing } from '../../shared/domain/checks/pricing.ts';
import { checkSigningOrder } from '../../shared/domain/checks/signing-order.ts';
import { clocksOf } from '../../shared/domain/clocks/clocks-of.ts';
import { latestNotice, priceToPublish, type DealFile } from '../../shared/domain/deal-file.ts';
import type { Notice } from '../../shared/domain/deal.ts';
import { freezeFiling } from '../../shared/domain/filing-rules.ts';
import {
  closeNotice,
  discardNotice,
  editNotice,
  isFixed,
  isPublished,
  publishNotice,
  signingUnpublished,
  startNotice,
} from '../../shared/domain/notice-rules.ts';
import { undoBarred } from '../../shared/domain/undo-rules.ts';
import { good, keys, r017, refusalKey, rulesOn, signed } from './support.ts';

const TODAY = '2026-04-20';
/** while the draft's period runs */
const rules = rulesOn('2026-04-15');
const draft: Notice = {
  id: 'n2',
  dealId: 'd',
  title: '低温等离子体种子处理装置',
  price: '1500000',
  royaltyRate: '0.025',
  place: '公告栏',
  contact: '科技处',
  startOn: '2026-04-01',
  endOn: '2026-04-16',
  draft: true,
};
const hung: Notice = { ...draft, draft: false };
const withNotice = (n: Notice, f: DealFile = r017()): DealFile => ({ ...f, notices: [n] });

describe('a draft', () => {
  it('is not published by its days: they may be changed, and it may be put aside, on any day', () => {
    expect(isPublished(draft, TODAY)).toBe(false);
    expect(isFixed(draft, 'startOn', TODAY)).toBe(false);
    expect(good(editNotice(draft, { startOn: '2026-04-02', price: '1600000' }, TODAY))).toMatchObject([{ fields: { startOn: '2026-04-02' } }]);
    expect(good(discardNotice(draft, TODAY))).toMatchObject([{ fields: { archived: true } }]);
    expect(refusalKey(startNotice(withNotice(draft), { id: 'n3', reason: '改价' }, TODAY))).toBe('notice.draftOpen');
  });
  it('is told to be one, runs no time, is closed by nobody and covers no signing', () => {
    const file = { ...signed(), notices: [draft] };
    expect(keys(checkNotice(draft, [], draft.title, rules))).toEqual(['notice.unpublished']);
    expect(clocksOf(file, rules, TODAY).filter((d) => d.kind === 'noticeEnd')).toEqual([]);
    const closing = { closedOn: '2026-04-17', result: '无异议' };
    expect(refusalKey(closeNotice({ ...draft, attachmentIds: ['a'] }, [], closing, TODAY))).toBe('notice.notPublished');
    expect(refusalKey(signingUnpublished(file))).toBe('signing.unpublished');
    expect(refusalKey(signingUnpublished({ ...file, notices: [{ ...draft, closedOn: '2026-04-17' }] }))).toBe('signing.unpublished');
    expect(keys(checkSigningOrder(file, { ...file.signings[0]!, signedOn: '2026-03-25', effectiveOn: '2026-03-25' }))).toEqual([]);
    expect(latestNotice({ notices: [draft, { ...hung, id: 'x', startOn: '2026-04-10' }] })?.id).toBe('n2');
  });
  it('of before there was an act of publishing hangs from its first day; typed in now it waits for the act', () => {
    const old: Notice = { id: 'o', title: '装置', startOn: '2026-04-01' };
    expect([isPublished(old, TODAY), isPublished(old, '2026-03-31')]).toEqual([true, false]);
    expect(good(editNotice({ id: 'o' }, { startOn: '2026-04-01' }, TODAY))).toMatchObject([{ fields: { startOn: '2026-04-01', draft: true } }]);
    // what such a notice left open may still be noted; what was published by the act is whole
    expect([isFixed(old, 'royaltyRate', TODAY), isFixed({ ...hung, royaltyRate: undefined }, 'royaltyRate', TODAY)]).toEqual([false, true]);
  });
});

describe('publishing', () => {
  const gaps = (n: Partial<Notice>, f = r017()) => publishGaps(withNotice(draft, f), { ...draft, ...n }, rules).map((x) => `${x.message.key} ${x.where.field}`);
  it('is refused while anything is open, each with its field', () => {
    expect(gaps({})).toEqual([]);
    expect(gaps({ title: ' ', price: '', royaltyRate: undefined, place: '', contact: undefined, startOn: undefined, endOn: undefined })).toEqual([
      'notice.titleMissing title',
      'notice.priceMissing price',
      'notice.placeMissing place',
      'notice.datesMissing startOn',
      'notice.contactMissing contact',
    ]);
    expect(gaps({ price: '面议' })).toEqual(['pricing.priceUnread price']);
    expect(gaps({ startOn: '某日' })).toEqual(['notice.dateUnread startOn']);
    // by the rule's kind of day
    expect(gaps({ endOn: '2026-04-15' })).toEqual(['notice.tooShort endOn']);
    const undecided = { ...r017(), pricings: r017().pricings.map((p) => ({ ...p, decidedOn: undefined })) };
    expect(gaps({}, undecided)).toEqual(['pricing.decisionMissing decidedOn']);
    expect(gaps({}, { ...r017(), pricings: [] })).toEqual(['pricing.none pricing']);
    expect(publishNotice(withNotice(draft), { ...draft, place: '', title: '' }, rules)).toMatchObject({
      key: 'notice.gaps',
      field: 'title',
      params: { count: 2 },
    });
  });
  it('takes the written reason for a question', () => {
    const short = { ...draft, endOn: '2026-04-15' };
    const [asked] = publishGaps(withNotice(short), short, rules);
    const answered = { ...withNotice(short), answers: [{ id: 'a', findingKey: asked!.key, reason: '主管部门批准缩短' }] };
    expect(refusalKey(publishNotice(withNotice(short), short, rules))).toBe('notice.gaps');
    expect(good(publishNotice(answered, short, rules))).toHaveLength(1);
  });
  it('after the period is over takes the written reason, as for a notice on paper recorded later', () => {
    const gapsOn = (date: string, n: Notice, f = withNotice(n)) => publishGaps(f, n, rulesOn(date));
    expect(gapsOn('2026-04-16', draft)).toEqual([]);
    const [asked, ...more] = gapsOn('2026-04-17', draft);
    expect([asked, more]).toMatchObject([
      {
        level: 'ask',
        message: { key: 'notice.overBeforePublished', params: { start: '2026-04-01', end: '2026-04-16' } },
        where: { table: 'notices', id: 'n2', field: 'endOn' },
      },
      [],
    ]);
    expect(refusalKey(publishNotice(withNotice(draft), draft, rulesOn('2026-04-17')))).toBe('notice.gaps');
    const answered = { ...withNotice(draft), answers: [{ id: 'a', findingKey: asked!.key, reason: '纸质公示已于期内张贴，照片存档' }] };
    expect(good(publishNotice(answered, draft, rulesOn('2026-04-17')))).toHaveLength(1);
    expect(keys(checkNotice(hung, [], draft.title, rulesOn('2026-04-17')))).not.toContain('notice.overBeforePublished');
  });
  it('happens once and fixes every fact, though its first day is still ahead', () => {
    expect(good(publishNotice(withNotice(draft), draft, rules))).toEqual([{ op: 'set', table: 'notices', id: 'n2', fields: { draft: false } }]);
    const ahead = { ...hung, startOn: '2026-05-01', endOn: '2026-05-16' };
    for (const field of ['title', 'price', 'royaltyRate', 'place', 'startOn', 'endOn', 'contact', 'text']) expect(isFixed(ahead, field, TODAY)).toBe(true);
    expect(refusalKey(discardNotice(ahead, TODAY))).toBe('notice.published');
    expect(refusalKey(publishNotice(withNotice(hung), hung, rules))).toBe('notice.published');
    expect(refusalKey(publishNotice(withNotice(draft), { ...draft, closedOn: '2026-04-17' }, rules))).toBe('notice.closed');
  });
});

describe('undo', () => {
  const patch = (field: string, to?: string | boolean) => ({
    op: 'set' as const,
    table: 'notices',
    id: 'n2',
    field,
    over: [],
    ...(to === undefined ? {} : { to }),
  });
  const barred = (n: Notice, ...patches: Parameters<typeof undoBarred>[0]) => refusalKey(undoBarred(patches, () => n, TODAY));
  it('rewrites no published notice and takes no closing back without its reason', () => {
    const closed = { ...hung, attachmentIds: ['a'], closedOn: '2026-04-17', result: '无异议' };
    expect([
      barred(closed, patch('closedOn'), patch('result')),
      barred(closed, patch('attachmentIds')),
      barred(hung, patch('draft', true)),
      barred(hung, patch('price', '1800000')),
      barred(hung, patch('endOn', '2026-04-10')),
      barred(hung, { op: 'drop', table: 'notices', id: 'n2', row: {}, over: [] }),
    ]).toEqual(['notice.reopenReason', 'notice.closed', 'notice.undoPublish', 'notice.published', 'notice.published', 'notice.undoPublish']);
    expect([
      barred(draft, patch('price', '1800000')),
      barred(hung, patch('result')),
      barred(hung, patch('closedOn', '2026-04-17')),
      barred(hung, { ...patch('price', '1'), table: 'pricings' }),
    ]).toEqual(Array(4).fill('not refused'));
  });
});

describe('price and royalty against the notice', () => {
  const published = { id: 'n', price: '1500000', royaltyRate: '0.025' };
  it('says which part lies below, and both sides', () => {
    const part = (price?: string, royaltyRate?: string) => belowPublished(published, { price, royaltyRate })?.context;
    expect([part('1499999', '0.025'), part('1500000', '2%'), part('100万', '2%'), part('1500000', '0.025'), part('160万', '3%')]).toEqual([
      'price',
      'rate',
      'both',
      undefined,
      undefined,
    ]);
    // a royalty alone has no fixed part; a fee alone has no royalty; nothing at all says nothing
    expect([part(undefined, '0.05'), part('2000000'), part(), part('面议', '3%')]).toEqual(['price', 'rate', undefined, undefined]);
    expect(belowPublished({ id: 'n', royaltyRate: '3%' }, { royaltyRate: '2%' })?.context).toBe('rate');
    expect(belowPublished(published, { price: '1000000', royaltyRate: '0.02' })).toEqual({
      context: 'both',
      published: '1,500,000.00',
      agreed: '1,000,000.00',
      publishedRate: '2.5%',
      agreedRate: '2%',
    });
    expect([
      abovePublished(published, { price: '1600000', royaltyRate: '0.025' })?.context,
      abovePublished({ id: 'n', price: '1' }, { price: '1', royaltyRate: '2%' })?.context,
    ]).toEqual(['price', 'rate']);
  });
  it('agreed above it is asked about', () => {
    const f = withNotice({ ...hung, price: '1400000', closedOn: '2026-04-17', attachmentIds: ['a'] });
    expect(checkPricing(f, rules).map((x) => [x.message.key, x.level])).toEqual([['notice.priceAbove', 'ask']]);
  });
  it('written into a contract below it must be mended, and is neither signed nor filed', () => {
    const f = signed();
    const [c] = f.contracts;
    const of = (fields: Record<string, string>) => ({ ...f, contracts: [{ ...c!, fields: { ...c!.fields, ...fields } }] });
    const found = (fields: Record<string, string>, file = of(fields)) =>
      checkContract(file, file.contracts[0]!, rules)
        .filter((x) => x.message.key === 'contract.belowNotice')
        .map((x) => [x.level, x.where.field, x.message.params?.['context']]);
    expect(found({})).toEqual([]);
    expect(found({ fixedFee: '1400000' })).toEqual([['must', 'fields.fixedFee', 'price']]);
    expect(found({ royaltyRate: '0.02' })).toEqual([['must', 'fields.royaltyRate', 'rate']]);
    expect(found({ fixedFee: '1400000', royaltyRate: '0.02' })).toEqual([['must', 'fields.fixedFee', 'both']]);
    expect(found({ payKind: 'once' })).toEqual([['must', 'fields.royaltyRate', 'rate']]);
    expect(found({ payKind: 'royalty' })).toEqual([['must', 'fields.fixedFee', 'price']]);
    expect(contractTerms(f, { ...c!, fields: {} })).toEqual({ price: '1500000', royaltyRate: '0.025' });
    const low = of({ royaltyRate: '0.02' });
    expect(signingUnpublished(low)).toMatchObject({ key: 'signing.belowNotice', params: { context: 'rate', publishedRate: '2.5%', agreedRate: '2%' } });
    expect(refusalKey(freezeFiling(low, { id: 'f', dealId: f.deal.id, state: 'draft' }, {}, { musts: 0, asks: 0 }, '2026-05-28T09:00:00Z'))).toBe(
      'signing.belowNotice',
    );
    // a reason in the pricing record, a market and an enterprise publish nothing
    const waived = { ...low, pricings: low.pricings.map((p) => ({ ...p, noNoticeReason: '主管部门批准' })) };
    expect([found({}, waived), signingUnpublished(waived)]).toEqual([[], null]);
    expect(found({}, { ...low, office: { ...f.office!, isPublic: false }, seller: { ...f.seller!, kind: 'enterprise' } })).toEqual([]);
    // a foreign contract that is signed already keeps its reason
    const foreign = { ...low, contracts: [{ ...low.contracts[0]!, kind: 'foreign' as const, signed: true, foreignText: '' }] };
    expect(checkContract(foreign, foreign.contracts[0]!, rules).find((x) => x.message.key === 'contract.belowNotice')).toMatchObject({
      level: 'must',
      answerable: true,
    });
  });
  it('is compared for what a contract itself is about: one of another kind says its own price, or none', () => {
    const f = signed();
    const [c] = f.contracts;
    const dear = { ...f, notices: f.notices.map((n) => ({ ...n, price: '1600000' })) };
    const of = (kind: string, fields: Record<string, string> = {}) => {
      const contract = { ...c!, kind, fields };
      const file = { ...dear, contracts: [contract] };
      const found = checkContract(file, contract, rules).filter((x) => x.message.key === 'contract.belowNotice');
      return [found.map((x) => x.where.field), signingUnpublished(file)?.params?.['agreed']];
    };
    expect(of('XK-ZL')).toEqual([['fields.fixedFee'], '1,500,000.00']);
    expect([of('KF-HZ'), of('KF-WT')]).toEqual([
      [[], undefined],
      [[], undefined],
    ]);
    expect(of('KF-WT', { fixedFee: '1400000' })).toEqual([['fields.fixedFee'], '1,400,000.00']);
    // where nobody said which way the deal goes, a contract that asks for no price has none either
    const { route: _, ...deal } = f.deal;
    const open = { ...f, deal, rounds: [] };
    const terms = (kind: string, fields: Record<string, string> = {}) => contractTerms(open, { ...c!, kind, fields });
    expect([terms('KF-HZ'), terms('XK-ZL')]).toEqual([{}, priceToPublish(open)]);
    // technology put in as shares is priced by its 技术作价
    expect(terms('ZR-RG', { value: '3000000' }).price).toBe('3000000');
  });
});
