/** Ctrl Z from any room takes back no freeze, no submission and no result of a filing: each refusal names the act that does. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { make, set } from '../../shared/domain/edit.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { correctPortalAnswer, recordPortalAnswer } from '../../shared/domain/portal-answer.ts';
import { markFiledByPack, thawFiling } from '../../shared/domain/filing-rules.ts';
import { handToOrg, orgPassed, orgReturned } from '../../shared/domain/org-review.ts';
import type { Followup } from '../../shared/domain/followup.ts';
import { editReason } from '../../shared/domain/reasons.ts';
import { good, refusalKey, rulesOn } from '../domain/support.ts';
import { Machine, type Program } from './machine.ts';

const today = '2026-05-28';
const world = { rules: rulesOn(today), workspace: 'work' as const, today };
const result = (registerNo: string) => ({ state: 'registered' as const, registerNo, registeredOn: today });

let machine: Machine;
let p: Program;
beforeEach(async () => {
  machine = await Machine.make();
  p = await machine.start('first');
  await p.open.openWorkspace('work');
  await p.commit.commit({ intent: 'filing.create' }, () => [make('filings', { id: 'f', state: 'draft', version: 2, form: {} })]);
});
afterEach(async () => {
  p.store.db().close();
  await machine.scrap();
});

const filing = async (): Promise<Filing> => (await p.store.db().filings.get('f'))!;
const put = async (intent: string, fields: Partial<Filing>) => void good(await p.commit.commit({ intent }, () => [set('filings', 'f', fields)]));
const freeze = () =>
  put('filing.freeze', { state: 'ready', form: { buyerName: '示例公司' }, frozenHash: 'a'.repeat(64), frozenOn: '2026-05-26T09:00:00+08:00' });
const submit = async () => {
  await put('filing.proof', { proofIds: ['p'] });
  await put('filing.tick', { ticked: ['buyerName'], carrier: 'pack' });
  await put('filing.edit', { submittedAt: '2026-05-27T10:00' });
  const f = await filing();
  good(
    await p.commit.commit({ intent: 'filing.submitted' }, () =>
      good(markFiledByPack(f, { submittedAt: f.submittedAt!, proofIds: f.proofIds! }, { now: '2026-05-28T14:05' })),
    ),
  );
};
/** What Ctrl Z answers, and that nothing moved where it refused. */
async function undone(): Promise<string> {
  const before = await filing();
  const key = refusalKey(await p.undo.undoLast());
  if (key !== 'not refused') expect(await filing()).toEqual(before);
  return key;
}

it('a hand-over to the own institution noted by mistake comes off; once passed on it is filed and stays', async () => {
  await freeze();
  await put('filing.proof', { proofIds: ['p'] });
  await put('filing.tick', { ticked: ['buyerName'], carrier: 'pack' });
  const bounds = { now: '2026-05-28T14:05' };
  const handed = async () =>
    good(await p.commit.commit({ intent: 'filing.orgReview' }, async (read) => good(handToOrg((await read.get('filings', 'f'))!, '2026-05-27T10:00', bounds))));
  await handed();
  expect(await filing()).toMatchObject({ state: 'orgReview', orgReviewOn: '2026-05-27' });
  expect(await undone()).toBe('not refused');
  expect(await filing()).toMatchObject({ state: 'ready', ticked: ['buyerName'], proofIds: ['p'] });
  expect((await filing()).orgReviewOn).toBeUndefined();
  await handed();
  await put('filing.edit', { submittedAt: '2026-05-28T09:00' });
  const said = { reasons: [{ text: '缺承诺书' }], returnText: '缺承诺书' };
  good(
    await p.commit.commit({ intent: 'filing.orgReturned' }, async (read) => good(orgReturned((await read.get('filings', 'f'))!, '2026-05-28', said, today))),
  );
  expect(await filing()).toMatchObject({ state: 'returned', reasons: [{ text: '缺承诺书' }] });
  expect((await filing()).submittedAt, 'it never reached the registry').toBeUndefined();
  expect(await undone(), 'given back inside the house: taken back as a whole').toBe('not refused');
  expect(await filing()).toMatchObject({ state: 'orgReview', orgReviewOn: '2026-05-27', submittedAt: '2026-05-28T09:00' });
  expect((await filing()).returnedOn).toBeUndefined();
  const f = await filing();
  good(await p.commit.commit({ intent: 'filing.submitted' }, () => good(orgPassed(f, { submittedAt: '2026-05-28T10:00', proofIds: ['q'] }, bounds))));
  expect(await undone()).toBe('filing.undoSubmitted');
});

it('a freeze stands until 退回草稿修改; what is noted beside it comes off one by one', async () => {
  await freeze();
  expect(await undone()).toBe('filing.undoFreeze');
  await put('filing.tick', { ticked: ['buyerName'], carrier: 'pack' });
  expect(await undone()).toBe('not refused');
  expect((await filing()).ticked).toBeUndefined();
  const f = await filing();
  good(await p.commit.commit({ intent: 'filing.thaw' }, () => good(thawFiling(f, {}))));
  expect(await filing()).toMatchObject({ state: 'draft' });
});

it('记为已提交 stands, with its time and proofs, also from the history', async () => {
  await freeze();
  await submit();
  expect(await undone()).toBe('filing.undoSubmitted');
  const changes = await p.store.db().changes.toArray();
  for (const intent of ['filing.edit', 'filing.proof', 'filing.tick']) {
    expect([intent, refusalKey(await p.undo.undoChange(changes.find((c) => c.why.intent === intent)!.id))]).toEqual([intent, 'filing.undoSubmitted']);
  }
  expect(await filing()).toMatchObject({ state: 'submitted', submittedAt: '2026-05-27T10:00', proofIds: ['p'] });
});

it('a result and its correction stand until they are corrected; 已受理 has no correction and comes off', async () => {
  await freeze();
  await submit();
  const submitted = await filing();
  good(await p.commit.commit({ intent: 'filing.answer' }, () => good(recordPortalAnswer(submitted, { state: 'accepted', acceptedOn: today }, world))));
  expect([await undone(), (await filing()).state]).toEqual(['not refused', 'submitted']);
  good(await p.commit.commit({ intent: 'filing.answer' }, () => good(recordPortalAnswer(submitted, result('4401002026000002'), world))));
  expect(await undone()).toBe('filing.undoResult');
  const wrong = await filing();
  good(await p.commit.commit({ intent: 'filing.correct' }, () => good(correctPortalAnswer(wrong, result('4401002026000001'), '抄错一位', world))));
  expect(await undone()).toBe('filing.undoResult');
  expect(await filing()).toMatchObject({ state: 'registered', registerNo: '4401002026000001' });
  // the certificate beside it is a file a person laid there
  await put('filing.certificate', { receiptHash: 'c'.repeat(64) });
  expect([await undone(), (await filing()).receiptHash]).toEqual(['not refused', undefined]);
});

it('a registry’s reply is not undone, nor corrected, here', async () => {
  await freeze();
  await put('registry.reply', { state: 'returned', carrier: 'http', letterId: 'b'.repeat(64), reasons: [{ text: '印章不清' }] });
  expect(await undone()).toBe('filing.undoReply');
});

it('what was done about a ground comes off step by step, the return does not', async () => {
  await freeze();
  await submit();
  const submitted = await filing();
  const back = { state: 'returned' as const, returnedOn: today, returnText: '印章不清，附件缺失', reasons: [{ text: '印章不清' }, { text: '附件缺失' }] };
  good(await p.commit.commit({ intent: 'filing.answer' }, () => good(recordPortalAnswer(submitted, back, world))));
  const returned = await filing();
  good(await p.commit.commit({ intent: 'filing.ground' }, () => good(editReason(returned, 0, { done: true }))));
  expect((await filing()).reasons?.[0]).toMatchObject({ done: true });
  expect(await undone()).toBe('not refused');
  expect((await filing()).reasons?.[0]).toEqual({ text: '印章不清' });
  expect(await undone()).toBe('filing.undoResult');
});

it('a followup that was frozen or handed in stands; in the queue it is the outbox’s', async () => {
  const states: [Followup['state'], string][] = [
    ['draft', 'not refused'],
    ['ready', 'followup.undoFreeze'],
    ['submitted', 'followup.undoFiled'],
    ['done', 'followup.undoFiled'],
  ];
  for (const [state, key] of states) {
    good(await p.commit.commit({ intent: 'followup.create' }, () => [make('followups', { id: `u-${state}`, filingId: 'f', kind: 'cancel', state: 'draft' })]));
    good(await p.commit.commit({ intent: 'followup.edit' }, () => [set('followups', `u-${state}`, { state, reason: '合同解除' })]));
    expect([state, refusalKey(await p.undo.undoLast())]).toEqual([state, key]);
  }
});
