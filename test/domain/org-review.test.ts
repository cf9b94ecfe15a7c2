/** Filed at a portal by hand, directly or through the institution's own review: never without a time and a proof (J3 step 5). */
import { describe, expect, it } from 'vitest';
import { markFiledByPack, startFiling } from '../../shared/domain/filing-rules.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { mayFollow } from '../../shared/domain/followup-rules.ts';
import { handToOrg, orgPassed, orgReturned } from '../../shared/domain/org-review.ts';
import { correctPortalAnswer, isTypedResult } from '../../shared/domain/portal-answer.ts';
import { good, refusalKey, rulesOn, signed } from './support.ts';

const bounds = { now: '2026-05-28T14:05', frozenAt: '2026-05-26T09:00', signedOn: '2026-05-20' };
const ready: Filing = {
  id: 'f1',
  dealId: 'd',
  version: 1,
  state: 'ready',
  form: { projectName: 'x', totalAmount: '1.00', sellerName: '示例', note: '待补报' },
  ticked: ['projectName', 'totalAmount'],
};
const after = (filing: Filing, edits: unknown): Filing => Object.assign({}, filing, ...(good(edits) as { fields: Filing }[]).map((e) => e.fields)) as Filing;
const at = '2026-05-27T10:00';

describe('marked as filed', () => {
  it('needs every field ticked, a time and a proof; the portal’s number alone is one', () => {
    const skipped = { ...ready, ticked: ['projectName'] };
    expect(markFiledByPack(skipped, { submittedAt: at, proofIds: ['a'] }, bounds)).toMatchObject({ key: 'filing.unticked', field: 'totalAmount' });
    expect(refusalKey(markFiledByPack(ready, { submittedAt: '', proofIds: ['a'] }, bounds))).toBe('filing.noSubmissionTime');
    for (const portalNo of [undefined, '', ' '])
      expect(refusalKey(markFiledByPack(ready, { submittedAt: at, proofIds: [], portalNo }, bounds))).toBe('filing.noProof');
    expect(after(ready, markFiledByPack(ready, { submittedAt: at, proofIds: [], portalNo: ' SB2026-00017 ' }, bounds))).toMatchObject({
      state: 'submitted',
      portalNo: 'SB2026-00017',
      submittedAt: at,
    });
    expect(after(ready, markFiledByPack(ready, { submittedAt: at, proofIds: ['a'] }, bounds))).not.toHaveProperty('portalNo');
  });
});

describe('the institution’s own review', () => {
  const handed = after(ready, handToOrg(ready, '2026-05-26T16:00', bounds));
  it('is no filing: no submission time stands, and it is entered only when all is ticked', () => {
    expect(handed).toMatchObject({ state: 'orgReview', orgReviewOn: '2026-05-26', carrier: 'pack', submittedAt: undefined });
    expect(refusalKey(handToOrg({ ...ready, ticked: [] }, at, bounds))).toBe('filing.unticked');
    expect(refusalKey(handToOrg(ready, '', bounds))).toBe('filing.noSubmissionTime');
    expect(refusalKey(handToOrg(ready, '2026-05-29T10:00', bounds))).toBe('filing.timeAhead');
    expect(refusalKey(handToOrg(handed, at, bounds))).toBe('filing.notFrozen');
    expect(refusalKey(markFiledByPack(handed, { submittedAt: at, proofIds: ['a'] }, bounds))).toBe('filing.notFrozen');
  });
  it('passed on, it is filed, with the same demands; not before it was handed in', () => {
    expect(refusalKey(orgPassed(handed, { submittedAt: at, proofIds: [] }, bounds))).toBe('filing.noProof');
    expect(refusalKey(orgPassed({ ...handed, orgReviewOn: '2026-05-28' }, { submittedAt: at, proofIds: ['a'] }, bounds))).toBe('filing.passedBeforeHandedIn');
    expect(after(handed, orgPassed(handed, { submittedAt: at, proofIds: [], portalNo: '17' }, bounds))).toMatchObject({
      state: 'submitted',
      orgPassedOn: '2026-05-27',
      submittedAt: at,
      portalNo: '17',
    });
    expect(refusalKey(orgPassed(ready, { submittedAt: at, proofIds: ['a'] }, bounds))).toBe('filing.notInOrgReview');
  });
  it('what lay there at the hand-over is kept and proves nothing of the registry: neither its files nor the number of that time', () => {
    const laid: Filing = { ...ready, proofIds: ['shot'], portalNo: '17' };
    const withProofs = after(laid, handToOrg(laid, at, bounds));
    expect(withProofs).toMatchObject({ orgProofIds: ['shot'], orgPortalNo: '17', portalNo: '17', proofIds: undefined });
    const pass = (proofIds: string[], portalNo: string) => orgPassed(withProofs, { submittedAt: at, proofIds, portalNo }, bounds);
    expect(refusalKey(pass([], ' 17'))).toBe('filing.numberBeforePassed');
    expect(after(withProofs, pass(['later'], '17'))).toMatchObject({ state: 'submitted', proofIds: ['later'], orgProofIds: ['shot'] });
    expect(after(withProofs, pass([], '18'))).toMatchObject({ state: 'submitted', portalNo: '18', proofIds: [] });
  });
  it('given back with reasons, it leads to the next version', () => {
    const say = (on: string, reasons = [{ text: '缺承诺书' }]) => orgReturned(handed, on, { reasons, returnText: '缺承诺书。' }, '2026-05-28');
    expect([say('昨天'), say('2026-05-29'), say('2026-05-25'), say('2026-05-27', [])].map(refusalKey)).toEqual([
      'filing.dayUnread',
      'filing.dayAhead',
      'filing.dayBeforeFiling',
      'filing.noReasons',
    ]);
    const back = after(handed, say('2026.5.27'));
    expect(back).toMatchObject({ state: 'returned', returnedOn: '2026-05-27', returnText: '缺承诺书。', reasons: [{ text: '缺承诺书' }] });
    const mended = { ...back, reasons: back.reasons!.map((r) => ({ ...r, done: true, how: '已补承诺书' })) };
    const file = { ...signed(), filings: [mended] };
    expect(good(startFiling(file, 'f2', 'p'))).toMatchObject([{ row: { id: 'f2', version: 2, state: 'draft' } }]);
    expect(refusalKey(startFiling({ ...file, filings: [handed] }, 'f2', 'p'))).toBe('filing.already');
    // no number, no objection: the registry has never seen it
    expect(isTypedResult(back)).toBe(false);
    const number = { state: 'registered' as const, registerNo: '4401002026000001', registeredOn: '2026-05-28' };
    expect(refusalKey(correctPortalAnswer(back, number, '改记', { rules: rulesOn('2026-05-28'), workspace: 'work', today: '2026-05-28' }))).toBe(
      'filing.acknowledged',
    );
    expect(mayFollow(back, 'dispute')).toBe(false);
    expect(mayFollow({ ...back, orgPassedOn: '2026-05-27' }, 'dispute')).toBe(true);
  });
});
