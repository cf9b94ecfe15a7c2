/** 变更, 注销, 技术性收入核定 and 异议: begun on a registration, frozen, sent or handed in, answered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { followupContent, followupGaps } from '../../shared/domain/followup-content.ts';
import {
  applyFollowupStatus,
  editFollowup,
  freezeFollowup,
  markFollowupFiled,
  nextFollowup,
  NEXT_FOLLOWUP,
  queueFollowup,
  recallFollowup,
  startFollowup,
  thawFollowup,
} from '../../shared/domain/followup-rules.ts';
import { ledgerLineOfDeal } from '../../shared/domain/ledger-lines.ts';
import { registeredChanges, registeredFacts } from '../../shared/domain/registered-facts.ts';
import { FOLLOWUP_STATES, type Followup, type FollowupKind } from '../../shared/domain/followup.ts';
import { followupAnswerEdits } from '../../shared/registry/followup-answer.ts';
import { followupHash } from '../../shared/registry/followup-letter.ts';
import { letterBody } from '../../shared/registry/letter.ts';
import type { LetterReply } from '../../shared/registry/reply.ts';
import { simulatedNumber } from '../../shared/registry/simulated.ts';
import { randomRuns } from '../support/random.ts';
import { apply, good, HASH, refusalKey } from './support.ts';

const today = '2026-08-03';
const filing: Filing = {
  id: 'f',
  dealId: 'd',
  version: 1,
  state: 'registered',
  registerNo: '4403012026000123',
  registryId: 'reg-1',
  carrier: 'http',
  registeredOn: '2026-06-01',
  form: {
    totalAmount: '6000000.00',
    technicalAmount: '4600000.00',
    signDate: '2026-05-01',
    validFrom: '2026-05-01',
    validTo: '2027-12-31',
    buyerName: '示例买方有限公司',
  },
};
const scan = { id: 'a', name: '补充协议（盖章）.pdf', hash: HASH, size: 9 };
const file = (more: Partial<DealFile> = {}): DealFile => ({
  ...emptyDealFile({ id: 'd', name: '示例项目' }),
  filings: [filing],
  contracts: [{ id: 'bc', kind: 'BC', version: 1, state: 'draft', fields: { newTotal: '550万', newTo: '2028-06-30', reason: '委托方减少了一项测试' } }],
  signings: [{ id: 's', contractId: 'bc', signedOn: '2026-08-01', scanIds: ['a'] }],
  attachments: [scan],
  receipts: [
    { id: 'r1', receivedOn: '2026-06-10', amount: '2000000', voucher: '凭证 7' },
    { id: 'r2', receivedOn: '2026-07-20', amount: '1000000' },
    { id: 'r3', receivedOn: '不详', amount: '5' },
  ],
  ...more,
});
const started = (kind: FollowupKind, f = file()): Followup => apply(good(startFollowup(f, filing, kind, 'u')))['followups']!['u'] as Followup;
const after = (u: Followup, edits: Parameters<typeof good>[0]): Followup =>
  apply(good(edits) as never, { followups: { [u.id]: { ...u } } })['followups']![u.id] as Followup;
const gaps = (u: Followup, f = file()): string[] => followupGaps(f, u, filing, today).map((g) => g.key);

describe('what it begins with', () => {
  it('a change, from the 补充协议: only what it changes, beside what is registered', () => {
    const u = started('change');
    expect(u).toMatchObject({
      agreementId: 'bc',
      values: { totalAmount: '5500000.00', validTo: '2028-06-30' },
      before: { totalAmount: '6000000.00', validTo: '2027-12-31' },
      reason: '委托方减少了一项测试',
      on: '2026-08-01',
    });
    // one that nobody has signed yet changes nothing
    expect(started('change', file({ signings: [{ id: 's', contractId: 'bc' }] }))).not.toHaveProperty('agreementId');
    expect(gaps(u)).toEqual([]);
    expect(gaps({ ...u, values: { ...u.values, technicalAmount: '5600000' } })).toEqual(['followup.technicalOver']);
  });

  it('an income confirmation, from the receipts: the technical share as it was registered, each receipt once', () => {
    const u = started('income');
    expect(u.rows).toEqual([
      { on: '2026-06-10', amount: '2000000.00', note: '凭证 7' },
      { on: '2026-07-20', amount: '1000000.00', note: '' },
    ]);
    // 3,000,000 × 4,600,000 ÷ 6,000,000
    expect(u.values).toEqual({ from: '2026-06-10', to: '2026-07-20', amount: '3000000.00', technicalIncome: '2300000.00' });
    const later = file({
      followups: [{ ...u, state: 'done', doneOn: '2026-07-30' }],
      receipts: [...file().receipts, { id: 'r4', receivedOn: '2026-08-02', amount: '600000' }],
    });
    expect(started('income', later).rows).toEqual([{ on: '2026-08-02', amount: '600000.00', note: '' }]);
    expect(started('income', file({ followups: [{ ...u, state: 'refused' }] })).rows).toHaveLength(2);
  });

  it('is refused without a registration, and twice at once', () => {
    expect(refusalKey(startFollowup(file(), { ...filing, state: 'submitted' }, 'cancel', 'u'))).toBe('followup.notRegistered');
    expect(refusalKey(startFollowup(file(), { ...filing, state: 'submitted' }, 'dispute', 'u'))).toBe('followup.noDecision');
    expect(refusalKey(startFollowup(file({ followups: [started('change')] }), filing, 'change', 'v'))).toBe('followup.already');
    expect(startFollowup(file(), { ...filing, state: 'returned' }, 'dispute', 'u')).toHaveLength(1);
  });
});

describe('what keeps it from being handed in', () => {
  const change = started('change');
  it.each<[string, Followup, string[]]>([
    ['nothing changed', { ...change, values: {} }, ['followup.noChange']],
    ['the same value', { ...change, values: { validTo: '2027-12-31' } }, ['followup.sameValue']],
    ['an empty one', { ...change, values: { validTo: '' } }, ['followup.noValue']],
    ['a total below the registered technical part', { ...change, values: { totalAmount: '4000000.00' } }, ['followup.technicalOver']],
    ['an end before the registered start', { ...change, values: { validTo: '2026-04-30' } }, ['followup.endBeforeStart']],
    ['a credit code that cannot be', { ...change, values: { buyerCreditCode: '123' } }, ['followup.creditCode']],
    ['before the signing', { ...change, on: '2026-04-30' }, ['followup.dayBeforeSigning']],
    ['no amount', { ...change, values: { totalAmount: '若干' } }, ['followup.amountUnread']],
    ['no day', { ...change, values: { validTo: '年底' }, on: undefined }, ['filing.dayUnread', 'followup.noDay']],
    ['ahead of time', { ...change, on: '2026-08-04' }, ['filing.dayAhead']],
    ['no reason', { ...change, reason: ' ' }, ['followup.noReason']],
    ['no paper', { ...change, agreementId: undefined }, ['followup.noProof']],
    ['no cause', { ...started('cancel'), values: {} }, ['followup.noCause', 'followup.noReason', 'followup.noDay', 'followup.noProof']],
    ['no words', started('dispute'), ['followup.noText']],
  ])('%s', (_name, u, expected) => expect(gaps(u)).toEqual(expected));

  it('an income confirmation that does not add up', () => {
    const u = { ...started('income'), proofIds: ['a'] };
    expect(gaps(u)).toEqual([]);
    expect(gaps({ ...u, values: { ...u.values, amount: '2999999.99' } })).toEqual(['followup.sumDiffers']);
    expect(gaps({ ...u, values: { ...u.values, technicalIncome: '3000000.01' } })).toEqual(['followup.incomeOver']);
    expect(gaps({ ...u, values: { ...u.values, from: '2026-06-11' } })).toEqual(['followup.outsidePeriod']);
    expect(gaps({ ...u, values: { from: u.values!['from']!, to: u.values!['to']! } })).toEqual(['followup.noAmount', 'followup.noTechnicalIncome']);
    expect(gaps({ ...u, rows: [], proofIds: [] })).toEqual(['followup.noReceipts', 'followup.noProof']);
  });
});

describe('once a change is decided', () => {
  const done = (id: string, doneOn: string, values: Record<string, string>): Followup => ({ id, filingId: 'f', kind: 'change', state: 'done', doneOn, values });
  const followups = [done('v', '2026-08-02', { totalAmount: '5000000.00' }), done('u', '2026-07-01', { totalAmount: '5500000.00', validTo: '2028-06-30' })];
  const signings = [{ id: 's0', signedOn: '2026-05-01' }];
  it('the registration tells from what to what and when, and the ledger counts what stands', () => {
    expect(registeredChanges(filing, followups)).toEqual([
      { on: '2026-07-01', key: 'totalAmount', from: '6000000.00', to: '5500000.00' },
      { on: '2026-07-01', key: 'validTo', from: '2027-12-31', to: '2028-06-30' },
      { on: '2026-08-02', key: 'totalAmount', from: '5500000.00', to: '5000000.00' },
    ]);
    expect(ledgerLineOfDeal(file({ signings, followups }))?.amount).toBe('5000000.00');
    expect(ledgerLineOfDeal(file({ signings }))?.amount).toBe('6000000.00');
    expect(registeredChanges(filing, [{ ...followups[0]!, state: 'submitted' }])).toEqual([]);
  });
});

describe('its way', () => {
  const frozen = (): Followup => {
    const u = started('change');
    return after(u, freezeFollowup(file(), u, filing, today, '2026-08-03T09:00:00Z'));
  };
  it('frozen it stays as it is; the letter says the same as its hash, in the lane of the deal', () => {
    const u = frozen();
    expect(refusalKey(editFollowup(u, { reason: 'x' }))).toBe('followup.frozen');
    const plan = good(queueFollowup(file(), u, filing, 'simulated'));
    const [letter] = plan.letters!;
    expect([letter!.lane, letter!.kind]).toEqual(['d', 'filing.change']);
    const body = letterBody.parse(letter!.body);
    expect(body).toMatchObject({
      contentHash: u.frozenHash,
      followupId: 'u',
      changes: { totalAmount: { before: '6000000.00', after: '5500000.00' } },
      proofs: [{ kind: 'signedScan', sha256: HASH }],
    });
    expect(refusalKey(queueFollowup(file({ attachments: [] }), u, filing, 'simulated'))).toBe('filing.moved');
    expect(refusalKey(queueFollowup(file(), u, { ...filing, carrier: 'pack' }, 'simulated'))).toBe('followup.notByLetter');
    expect(refusalKey(queueFollowup(file(), started('change'), filing, 'simulated'))).toBe('filing.notFrozen');
    const queued = after(u, plan.edits);
    expect(after(queued, recallFollowup(queued))).not.toHaveProperty('frozenHash');
    expect(after(u, thawFollowup(u)).state).toBe('draft');
    expect(refusalKey(thawFollowup(queued))).toBe('filing.sent');
  });

  it('at the portal: a time that can be and a proof; then only along the machine', () => {
    const u = frozen();
    const bounds = { now: '2026-08-03T18:00' };
    expect(refusalKey(markFollowupFiled(u, '2026-08-03T10:00', [], bounds))).toBe('filing.noProof');
    expect(refusalKey(markFollowupFiled(u, '2026-08-04T10:00', ['p'], bounds))).toBe('filing.timeAhead');
    const filed = after(u, markFollowupFiled(u, '2026-08-03T10:00', ['p'], bounds));
    const say = (status: Parameters<typeof applyFollowupStatus>[2], on = '2026-08-10') => applyFollowupStatus(filed, filing, status, on);
    expect(refusalKey(say({ state: 'returned', returnedOn: '2026-08-05' }))).toBe('filing.noReasons');
    expect(refusalKey(say({ state: 'done', doneOn: '2026-08-02' }))).toBe('filing.dayBeforeFiling');
    expect(refusalKey(say({ state: 'queued' }))).toBe('filing.statusOrder');
    expect(refusalKey(applyFollowupStatus({ ...filed, letterId: HASH }, filing, { state: 'done' }, today))).toBe('filing.acknowledged');
    const returned = after(filed, say({ state: 'returned', returnedOn: '2026-08-05', reasons: [{ text: '缺附件' }] }));
    const next = apply(good(nextFollowup([returned], returned, 'w')))['followups']!['w'] as Followup;
    expect(next).toMatchObject({ version: 2, basedOn: 'u', state: 'draft', values: u.values });
    expect(next).not.toHaveProperty('reasons');
    expect(refusalKey(nextFollowup([returned, next], returned, 'x'))).toBe('followup.already');
    expect(refusalKey(nextFollowup([], filed, 'x'))).toBe('followup.notReturned');
  });

  it('decided, it moves the registration: the change over the filed form, the cancellation for good', () => {
    const u = { ...frozen(), state: 'submitted' as const, submittedAt: '2026-08-03T10:00' };
    const rows = apply(good(applyFollowupStatus(u, filing, { state: 'done', doneOn: '2026-08-09' }, '2026-08-10')), {
      followups: { u },
      filings: { f: { ...filing } },
    });
    expect(rows['filings']!['f']).toMatchObject({ state: 'registered', changedOn: '2026-08-09' });
    const facts = registeredFacts(filing, [rows['followups']!['u'] as Followup]);
    expect(facts).toMatchObject({ totalAmount: '5500000.00', technicalAmount: '4600000.00', validTo: '2028-06-30' });
    const cancelled = apply(good(applyFollowupStatus({ ...u, kind: 'cancel' }, filing, { state: 'done', doneOn: '2026-08-09' }, '2026-08-10')));
    expect(cancelled['filings']!['f']).toMatchObject({ state: 'cancelled', cancelledOn: '2026-08-09' });
  });
});

describe('answers of a registry', () => {
  const u: Followup = { id: 'u', filingId: 'f', kind: 'cancel', version: 1, state: 'queued', frozenHash: HASH };
  const reply = (more: Partial<LetterReply> = {}): LetterReply => ({
    protocol: 'kezhuan-registry/1',
    letter: 'b'.repeat(64),
    result: 'accepted',
    registryId: 'reg-9',
    filingId: 'f',
    followupId: 'u',
    version: 1,
    contentHash: HASH,
    status: 'SUBMITTED',
    revision: 1,
    receivedAt: '2026-08-03T02:00:00.000Z',
    reasons: [],
    simulated: true,
    notice: '',
    ...more,
  });
  const edits = (row: Followup, r: LetterReply, workspace: 'sample' | 'work' = 'sample') => followupAnswerEdits(row, filing, r, r, workspace);

  it('move it and, once done, the registration', () => {
    const done = apply(edits(u, reply({ status: 'DONE', revision: 3, cancelledOn: '2026-08-07' })), { followups: { u }, filings: { f: { ...filing } } });
    expect(done['followups']!['u']).toMatchObject({ state: 'done', doneOn: '2026-08-07', registryId: 'reg-9', letterId: 'b'.repeat(64) });
    expect(done['filings']!['f']).toMatchObject({ state: 'cancelled', cancelledOn: '2026-08-07' });
    // again it changes nothing
    expect(edits(done['followups']!['u'] as Followup, reply({ status: 'DONE', revision: 3 }))).toEqual([]);
  });

  it('the day an objection was decided on is the one its answer names, never the one it arrived on', () => {
    const objection: Followup = { ...u, kind: 'dispute' };
    const done = apply(edits(objection, reply({ status: 'DONE', revision: 3 })), { followups: { u: objection }, filings: { f: { ...filing } } });
    expect(done['followups']!['u']).toMatchObject({ state: 'done' });
    expect(done['followups']!['u']).not.toHaveProperty('doneOn');
    expect(done['filings']!['f']).toEqual(filing);
    // where it names one it is kept, of a refusal too, and moves no registration
    for (const status of ['DONE', 'REFUSED']) {
      const told = apply(edits(objection, reply({ status, revision: 3, decidedOn: '2026-08-07' })), {
        followups: { u: objection },
        filings: { f: { ...filing } },
      });
      expect(told['followups']!['u']).toMatchObject({ doneOn: '2026-08-07' });
      expect(told['filings']!['f']).toEqual(filing);
    }
  });

  it.each<[string, Followup, LetterReply]>([
    ['another one', u, reply({ followupId: 'v' })],
    ['a filing’s', u, reply({ followupId: undefined })],
    ['another version', { ...u, version: 2 }, reply()],
    ['other content', u, reply({ contentHash: 'c'.repeat(64) })],
    ['old news', { ...u, letterId: 'b'.repeat(64), registryRevision: 2 }, reply({ revision: 2 })],
  ])('ignores %s', (_name, row, r) => expect(edits(row, r)).toEqual([]));

  it('a surprising status and, in the 正式库, a simulated one are kept as they came and move nothing', () => {
    for (const [r, workspace] of [
      [reply({ status: 'ARCHIVED' }), 'sample'],
      [reply({ status: 'DONE' }), 'work'],
      [reply({ status: 'DONE', simulated: false, registerNo: simulatedNumber(2026, 1) }), 'work'],
    ] as const) {
      const [one, ...more] = edits(u, r, workspace);
      expect(more).toEqual([]);
      expect(one).toMatchObject({ fields: { registryStatus: r.status } });
      expect((one as { fields: object }).fields).not.toHaveProperty('state');
    }
  });

  it('in whatever order they come, only along the machine, and the highest revision stands', () => {
    const statuses = ['SUBMITTED', 'ACCEPTED', 'RETURNED', 'REFUSED', 'DONE'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...statuses), fc.integer({ min: 1, max: 9 })), { maxLength: 8 }), (list) => {
        let row: Followup = u;
        for (const [status, revision] of list) {
          const was = row;
          const [one] = edits(row, reply({ status, revision }));
          row = one && one.op === 'set' ? { ...row, ...(one.fields as Partial<Followup>) } : row;
          if (row.state !== was.state) expect(NEXT_FOLLOWUP[was.state!]).toContain(row.state);
          expect(row.registryRevision ?? 0).toBeGreaterThanOrEqual(was.registryRevision ?? 0);
        }
      }),
      randomRuns(300),
    );
    for (const from of ['draft', 'ready', 'returned', 'refused', 'done'] as const)
      expect(FOLLOWUP_STATES.filter((to) => NEXT_FOLLOWUP[from].includes(to))).toEqual([]);
  });

  it('every kind makes a letter the protocol takes', () => {
    for (const kind of ['change', 'cancel', 'income', 'dispute'] as const) {
      const row = { ...started(kind), ...(kind === 'dispute' ? { values: { text: '对退回有异议' } } : {}), state: 'ready' as const };
      const plan = good(queueFollowup(file(), { ...row, frozenHash: followupHash(followupContent(file(), row, filing)) }, filing, 'simulated'));
      expect(letterBody.safeParse(plan.letters![0]!.body).success, kind).toBe(true);
    }
  });
});
