/** The notice of an agreed price: one draft at a time, published facts that stand, acts with reasons, and the days of signing after it. */
import { describe, expect, it } from 'vitest';
import { checkNotice, checkPricing, daysPublished } from '../../shared/domain/checks/pricing.ts';
import { checkSigningOrder } from '../../shared/domain/checks/signing-order.ts';
import { latestNotice, type DealFile } from '../../shared/domain/deal-file.ts';
import { clocksOf } from '../../shared/domain/clocks/clocks-of.ts';
import type { Notice } from '../../shared/domain/deal.ts';
import {
  closeNotice,
  discardNotice,
  editNotice,
  extendNotice,
  isFixed,
  reopenNotice,
  signingAfterShortNotice,
  signingUnpublished,
  startNotice,
} from '../../shared/domain/notice-rules.ts';
import { stageRail } from '../../shared/domain/stages.ts';
import { ruleBook } from '../../shared/rules/engine.ts';
import { good, keys, pack, r017, refusalKey, rulesOn, signed } from './support.ts';

const TODAY = '2026-04-20';
const rules = rulesOn(TODAY);
const withNotices = (f: DealFile, ...notices: Notice[]): DealFile => ({ ...f, notices });
const made = (x: unknown): Notice => (good(x) as [{ row: Notice }])[0].row;
const changed = (n: Notice, x: unknown): Notice => ({ ...n, ...(good(x) as [{ fields: Partial<Notice> }])[0].fields });
const running: Notice = { id: 'n', dealId: 'd', title: '装置', price: '1800000', place: '公告栏', startOn: '2026-04-10', endOn: '2026-04-25' };

describe('a new notice', () => {
  const f = r017();
  const old = f.notices[0]!;
  const draft = made(startNotice(f, { id: 'n2', ruleId: 'notice.price.days' }, TODAY));
  const open = withNotices(f, old, draft);

  it('is the one that counts as soon as it is drafted, with the agreed price and the place of the last', () => {
    expect(draft).toEqual({
      id: 'n2',
      dealId: f.deal.id,
      title: '低温等离子体种子处理装置',
      price: '1500000',
      royaltyRate: '0.025',
      place: old.place,
      contact: old.contact,
      ruleId: 'notice.price.days',
      draft: true,
      replacesId: old.id,
      sample: true,
    });
    expect(latestNotice(open)?.id).toBe('n2');
    expect(latestNotice(withNotices(f, draft, old))?.id).toBe('n2');
    // drafts left over from before, without a word of what they replace, come to light too
    expect(latestNotice(withNotices(f, { id: 'left', dealId: 'd' }, old))?.id).toBe('left');
    expect(keys(checkPricing(open, rules))).toContain('notice.datesMissing');
    expect(keys(checkPricing(open, rules))).not.toContain('notice.priceBelow');
  });
  it('is drafted once, and put aside it leaves the earlier one standing', () => {
    expect(refusalKey(startNotice(open, { id: 'n3' }, TODAY))).toBe('notice.draftOpen');
    expect(refusalKey(startNotice(withNotices(f, { ...draft, startOn: '2026-05-01' }), { id: 'n3' }, TODAY))).toBe('notice.draftOpen');
    expect(good(discardNotice(draft, TODAY))).toEqual([{ op: 'set', table: 'notices', id: 'n2', fields: { archived: true } }]);
    expect(refusalKey(discardNotice(running, TODAY))).toBe('notice.published');
    expect(latestNotice(withNotices(f, old))).toBe(old);
  });
  it('takes the place of one that is not closed only with a reason; nobody waits for that one any more', () => {
    const one = withNotices(f, running);
    expect(refusalKey(startNotice(one, { id: 'n3', reason: ' ' }, TODAY))).toBe('notice.reasonMissing');
    const next = made(startNotice(one, { id: 'n3', reason: ' 异议成立，重新定价 ' }, TODAY));
    expect(next).toMatchObject({ replacesId: 'n', replaceReason: '异议成立，重新定价' });
    const objected = { ...one, objections: [{ id: 'o', noticeId: 'n' }] };
    expect(refusalKey(startNotice(objected, { id: 'n3', reason: '异议成立' }, TODAY))).toBe('notice.objectionOpen');
    const ends = (file: DealFile) => clocksOf(file, rules, TODAY).filter((d) => d.kind === 'noticeEnd');
    expect([ends(one).length, ends(withNotices(f, running, next)).length]).toEqual([1, 0]);
  });
});

describe('a published notice', () => {
  it.each(['title', 'price', 'place', 'startOn', 'endOn'] as const)('keeps its %s', (field) => {
    const value = { title: '别的', price: '1', place: '别处', startOn: '2026-04-09', endOn: '2026-05-25' }[field];
    expect(refusalKey(editNotice(running, { [field]: value }, TODAY))).toBe('notice.published');
    expect(refusalKey(editNotice(running, { [field]: undefined }, TODAY))).toBe('notice.published');
    expect(good(editNotice(running, { [field]: value }, '2026-04-09'))).toHaveLength(1);
    expect([isFixed(running, field, TODAY), isFixed(running, field, '2026-04-09')]).toEqual([true, false]);
  });
  it('may still note what was left open, such as whom to ask', () => {
    expect(good(editNotice(running, { contact: '科技处' }, TODAY))).toHaveLength(1);
    expect(isFixed(running, 'contact', TODAY)).toBe(false);
  });
  it('refuses days that are none, and an end before the start', () => {
    for (const field of ['startOn', 'endOn'] as const)
      expect(editNotice({ id: 'x' }, { [field]: '2026-13-45' }, TODAY)).toMatchObject({ key: 'notice.dayUnread', field });
    expect(refusalKey(editNotice({ id: 'x', startOn: '2026-05-01' }, { endOn: '2026-04-30' }, TODAY))).toBe('notice.endBeforeStart');
  });
  it('runs longer only, with a reason', () => {
    expect(refusalKey(extendNotice(running, '2026-13-45', '假期'))).toBe('notice.dayUnread');
    expect(refusalKey(extendNotice(running, '2026-04-25', '假期'))).toBe('notice.extendLater');
    expect(refusalKey(extendNotice(running, '2026-04-30', ' '))).toBe('notice.extendReason');
    expect(refusalKey(extendNotice({ ...running, closedOn: '2026-04-26' }, '2026-04-30', '假期'))).toBe('notice.closed');
    expect(changed(running, extendNotice(running, '2026.4.30', '假期')).endOn).toBe('2026-04-30');
  });
});

describe('closing', () => {
  const proved = { ...running, attachmentIds: ['a'] };
  const close = (n: Notice, closedOn: string, more = {}, objections: object[] = []) =>
    closeNotice(n, objections as never, { closedOn, result: '无异议', ...more }, '2026-05-01');
  it('is an act: after the last day, not ahead of today, with a result, a proof and every objection handled', () => {
    expect([
      refusalKey(close(proved, '2026-13-45')),
      refusalKey(close({ ...proved, endOn: undefined }, '2026-04-26')),
      refusalKey(close(proved, '2026-04-25')),
      refusalKey(close(proved, '2026-05-02')),
      refusalKey(close(proved, '2026-04-26', { result: ' ' })),
      refusalKey(close(proved, '2026-04-26', {}, [{ id: 'o', noticeId: 'n' }])),
      refusalKey(close(running, '2026-04-26')),
    ]).toEqual([
      'notice.closeUnread',
      'notice.endMissing',
      'notice.stillRunning',
      'notice.closeAhead',
      'notice.resultMissing',
      'notice.objectionOpen',
      'notice.proofMissing',
    ]);
    expect(close(proved, '2026-04-26', {}, [{ id: 'o', noticeId: 'n' }])).toMatchObject({ params: { from: '', context: 'unnamed' } });
    expect(changed(proved, close(proved, '2026-04-26'))).toMatchObject({ closedOn: '2026-04-26', result: '无异议' });
    // a written reason stands in for the proof
    const asked = checkNotice(running, [], '装置', rules).find((x) => x.message.key === 'notice.proofMissing')!;
    expect(good(close(running, '2026-04-26', { answers: [{ id: 'a', findingKey: asked.key, reason: '公告栏已拆' }] }))).toHaveLength(1);
  });
  const objection = { id: 'o', noticeId: 'n', from: '示例人员甲', receivedOn: '2026-04-12', handling: '已答复，维持原价', settledOn: '2026-04-18' };
  it('takes an objection for handled only with how and when, and with days that can be', () => {
    const answers = (o: object, result = '异议一件，已答复') => refusalKey(close(proved, '2026-04-26', { result }, [{ ...objection, ...o }]));
    expect([
      answers({}),
      answers({ handling: ' ' }),
      answers({ settledOn: undefined }),
      answers({ settledOn: '某日' }),
      answers({ settledOn: '2026-04-11' }),
      answers({ receivedOn: '2026-06-01', settledOn: '2026-06-02' }),
    ]).toEqual(['not refused', 'notice.objectionOpen', 'notice.objectionOpen', 'notice.objectionOpen', 'notice.objectionDays', 'notice.objectionDays']);
    const found = (o: object, n: Notice = running) =>
      checkNotice(n, [{ ...objection, ...o }], '装置', rules)
        .filter((x) => x.where.table === 'objections')
        .map((x) => `${x.message.key} ${x.level} ${x.where.field}`);
    expect(found({})).toEqual([]);
    expect(found({ handling: '' })).toEqual(['notice.objectionOpen ask handling']);
    expect(found({ settledOn: '2026-04-11' })).toEqual(['objection.settledFirst must settledOn']);
    expect(found({ receivedOn: '2026-04-21', settledOn: '2026-04-22' })).toEqual([
      'objection.receivedAhead must receivedOn',
      'objection.settledAhead must settledOn',
    ]);
    const late = { receivedOn: '2026-04-17', settledOn: '2026-04-18' };
    expect(found(late, { ...running, closedOn: '2026-04-16' })).toEqual(['objection.afterClosing ask receivedOn']);
  });
  it.each(['公示期内未收到异议', '无异议', '公示期满，没有收到任何异议。', 'No objection was received'])(
    'never says “%s” over an objection on record',
    (result) => {
      expect(close(proved, '2026-04-26', { result }, [objection, { ...objection, id: 'o2', from: '示例人员乙' }])).toMatchObject({
        key: 'notice.resultDenies',
        field: 'result',
        params: { count: 2, from: '示例人员甲、示例人员乙' },
      });
      expect(refusalKey(close(proved, '2026-04-26', { result }))).toBe('not refused');
      // one that came in after the notice was over is not denied by it
      expect(refusalKey(close(proved, '2026-04-29', { result }, [{ ...objection, receivedOn: '2026-04-27', settledOn: '2026-04-28' }]))).toBe('not refused');
      const closed = { ...proved, closedOn: '2026-04-26', result };
      expect(keys(checkNotice(closed, [objection], '装置', rules))).toEqual(['notice.resultDenies']);
    },
  );
  it.each(['收到异议一件，已处理，异议人对答复无异议', '异议二件，均不成立', '未收到其他异议，原有一件已办结'])('may say “%s”', (result) => {
    expect(refusalKey(close(proved, '2026-04-26', { result }, [objection]))).toBe('not refused');
  });
  it('stands: nothing is rewritten after it, and it is taken back only with a reason', () => {
    const closed = { ...proved, closedOn: '2026-04-26', result: '无异议' };
    expect(refusalKey(editNotice(closed, { result: '别的' }, TODAY))).toBe('notice.closed');
    expect(refusalKey(editNotice(closed, { contact: '别的' }, TODAY))).toBe('notice.closed');
    expect(refusalKey(editNotice(closed, { closedOn: undefined }, TODAY))).toBe('notice.reopenReason');
    expect(refusalKey(close(closed, '2026-04-30'))).toBe('notice.closed');
    expect(refusalKey(reopenNotice(closed, ''))).toBe('notice.reopenReason');
    expect(changed(closed, reopenNotice(closed, '漏记一件异议')).closedOn).toBeUndefined();
  });
});

describe('the period', () => {
  it('is what the dates span, not what the rule wants', () => {
    expect(daysPublished(running, rules)).toEqual({ days: 15, kind: 'natural' });
    expect(daysPublished({ ...running, endOn: '2026-04-11' }, rules)).toEqual({ days: 1, kind: 'natural' });
    expect(daysPublished({ ...running, endOn: '2026-04-09' }, rules)).toBeUndefined();
    expect(daysPublished({ ...running, endOn: undefined }, rules)).toBeUndefined();
  });
  it('in working days leaves out a holiday week and counts the days worked in its stead', () => {
    const calendar = { year: 2026, off: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'], work: ['2026-10-10'] };
    const entries = pack.entries
      .filter((e) => e.id !== 'calendar.2026')
      .map((e) => (e.id === 'notice.price.days' ? { ...e, value: { days: 5, kind: 'working' } } : e));
    const like = pack.entries.find((e) => e.id === 'notice.price.days')!;
    const book = ruleBook({ ...pack, entries: [...entries, { ...like, id: 'calendar.2026', value: calendar }] }, '2026-10-20', '44');
    const n = { ...running, startOn: '2026-09-29', endOn: '2026-10-12' };
    // 30 September, 8, 9, 10 (a Saturday worked), 12 October
    expect(daysPublished(n, book)).toEqual({ days: 5, kind: 'working' });
    expect(keys(checkNotice({ ...n, endOn: '2026-10-10', closedOn: '2026-10-13', attachmentIds: ['a'] }, [], '装置', book))).toEqual(['notice.tooShort']);
  });
  it('must be whole before signing, or the reason stands', () => {
    const f = signed();
    const short = withNotices(f, { ...f.notices.at(-1)!, endOn: '2026-04-02', closedOn: '2026-04-03' });
    expect([signingUnpublished(f), signingAfterShortNotice(f, rules)]).toEqual([null, null]);
    expect(signingAfterShortNotice(short, rules)).toMatchObject({
      key: 'signing.noticeShort',
      params: { counted: 1, days: 15, earliest: '2026-04-16' },
      source: '实施《中华人民共和国促进科技成果转化法》若干规定 国发〔2016〕16号',
    });
    const asked = checkPricing(short, rules).find((x) => x.message.key === 'notice.tooShort')!;
    const answered = { ...short, answers: [{ id: 'a', findingKey: asked.key, reason: '主管部门批准缩短' }] };
    expect(signingAfterShortNotice(answered, rules)).toBeNull();
    for (const part of [{ closedOn: '2026-13-45' }, { closedOn: '2026-04-10' }, { startOn: undefined }, { endOn: undefined }])
      expect(refusalKey(signingUnpublished(withNotices(f, { ...f.notices.at(-1)!, ...part })))).toBe('signing.unpublished');
  });
});

describe('what a notice publishes', () => {
  const f = signed();
  const dated = (fields: object): DealFile => withNotices(f, { ...f.notices.at(-1)!, ...fields });
  const asked = (file: DealFile) =>
    checkPricing(file, rules)
      .filter((x) => /^notice\.(before|over)/.test(x.message.key))
      .map((x) => [x.message.key, x.level, x.where.field]);
  it('was agreed and decided before it', () => {
    expect(asked(f)).toEqual([]);
    // round 3 was agreed on 20 March, the price decided on 23 March
    expect(asked(dated({ startOn: '2026-03-21', endOn: '2026-04-16' }))).toEqual([['notice.beforeDecision', 'ask', 'startOn']]);
    expect(asked(dated({ startOn: '2026-03-19', endOn: '2026-04-16' }))).toEqual([
      ['notice.beforeRound', 'ask', 'startOn'],
      ['notice.beforeDecision', 'ask', 'startOn'],
    ]);
  });
  it('is not a round agreed after it was over: nobody signs on that', () => {
    const over = dated({ startOn: '2026-03-01', endOn: '2026-03-19', closedOn: '2026-03-21' });
    expect(asked(over)).toEqual([['notice.overBeforeRound', 'must', 'endOn']]);
    expect(refusalKey(signingUnpublished(over))).toBe('signing.unpublished');
    // one that must be made again for its price is not also asked about its days
    expect(asked(r017())).toEqual([]);
  });
});

describe('a price by 评估', () => {
  const f = signed();
  const appraised = (more: Partial<DealFile> = {}): DealFile => ({ ...f, pricings: f.pricings.map((p) => ({ ...p, route: 'appraisal' as const })), ...more });
  const bare = appraised({ notices: [] });
  const asked = checkPricing(bare, rules).find((x) => x.message.key === 'pricing.appraisalNotice')!;
  it('is asked about, never told to be published by law', () => {
    expect(keys(checkPricing(bare, rules))).toContain('pricing.appraisalNotice');
    expect(keys(checkPricing(bare, rules))).not.toContain('notice.missing');
    expect([asked.level, asked.where.field]).toEqual(['ask', 'route']);
    // a notice by an own rule: what it lacks is asked about, without the article, and its length is not the law's
    const own = checkPricing(appraised({ notices: [{ ...running, title: '', endOn: '2026-04-11' }] }), rules).filter((x) =>
      x.message.key.startsWith('notice.'),
    );
    expect(keys(own)).toEqual(expect.arrayContaining(['notice.titleMissing', 'notice.notClosed', 'notice.proofMissing']));
    expect(keys(own)).not.toContain('notice.tooShort');
    expect(own.filter((x) => x.level !== 'ask' || x.source)).toEqual([]);
    expect(keys(checkPricing(appraised(), rules))).not.toContain('pricing.appraisalNotice');
  });
  it('is signed with the written answer, or after a notice of it', () => {
    expect(refusalKey(signingUnpublished(bare))).toBe('signing.appraisalUnsaid');
    expect(signingUnpublished({ ...bare, answers: [{ id: 'a', findingKey: asked.key, reason: '本单位规定评估定价不公示' }] })).toBeNull();
    expect(signingUnpublished(appraised())).toBeNull();
    const short = appraised({ notices: [{ ...f.notices.at(-1)!, endOn: '2026-04-02', closedOn: '2026-04-03' }] });
    expect([signingUnpublished(short), signingAfterShortNotice(short, rules)]).toEqual([null, null]);
    expect(checkSigningOrder(bare, { ...f.signings[0]!, signedOn: '2026-03-31' }).map((x) => x.message.key)).not.toContain('signing.beforeNotice');
  });
});

describe('the days of signing', () => {
  const f = signed();
  const notice = f.notices.at(-1)!;
  const order = (fields: object, file = f) => checkSigningOrder(file, { ...f.signings[0]!, ...fields }).map((x) => [x.message.key, x.level, x.where.field]);
  const deciding = (decidedOn: string): DealFile => ({ ...f, pricings: f.pricings.map((p) => ({ ...p, decidedOn })) });
  it('follow the decision and the notice', () => {
    expect(order({})).toEqual([]);
    expect(order({}, deciding('2026-06-30'))).toEqual([['signing.beforeDecision', 'ask', 'signedOn']]);
    expect(order({ signedOn: notice.endOn, effectiveOn: notice.endOn })).toEqual([['signing.duringNotice', 'must', 'signedOn']]);
    expect(order({ signedOn: '2026-03-31', effectiveOn: '2026-03-31' })).toEqual([['signing.beforeNotice', 'must', 'signedOn']]);
    const late = withNotices(f, { ...notice, closedOn: '2026-06-30' });
    expect(order({}, late)).toEqual([['signing.beforeClosing', 'ask', 'signedOn']]);
    const market = { ...late, pricings: f.pricings.map((p) => ({ ...p, route: 'listing' as const })) };
    expect([order({}, market), order({ signedOn: undefined }, late)]).toEqual([[], []]);
  });
  it('come before the effect, unless the contract names an earlier day', () => {
    const early = { effectiveOn: '2026-05-01' };
    expect(order(early)).toEqual([['signing.effectiveFirst', 'must', 'effectiveOn']]);
    const saying = (contract: object): DealFile => ({ ...f, contracts: f.contracts.map((c) => ({ ...c, ...contract })) });
    expect(order(early, saying({ fields: { effective: 'day' } }))).toEqual([['signing.effectiveFirst', 'ask', 'effectiveOn']]);
    expect(order(early, saying({ kind: 'foreign' }))).toEqual([['signing.effectiveFirst', 'ask', 'effectiveOn']]);
  });
  it('are part of what the deal lacks', () => {
    const file = { ...deciding('2026-06-30'), signings: f.signings };
    const missing = stageRail(file, rules)
      .flatMap((s) => s.missing)
      .map((m) => m.finding.message.key);
    expect(missing).toContain('signing.beforeDecision');
  });
});
