import { describe, expect, it } from 'vitest';
import { editAchievement } from '../../shared/domain/achievement-edit.ts';
import { dealFromFile } from '../../shared/domain/deal-from-file.ts';
import { clocksOf } from '../../shared/domain/clocks/clocks-of.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { blankDeal, dealFromAchievement, dealFromDemand, nextDealNumber } from '../../shared/domain/deal-start.ts';
import { ledgerLineOf, ledgerLineOfDeal, ledgerParts, ledgerTotal, partnerOf } from '../../shared/domain/ledger-lines.ts';
import { contractTypeOf, payMethodOf } from '../../shared/domain/filing-facts.ts';
import type { FilingState } from '../../shared/domain/filing.ts';
import { stageRail } from '../../shared/domain/stages.ts';
import { sampleContractText } from '../../shared/domain/sample-contract.ts';
import { apply, dealFileOf, good, HASH, r017, refusalKey, rulesOn, signed } from './support.ts';

const seed = { id: 'd', no: '2026-002', startedOn: '2026-05-01', office: { id: 'office', role: 'seller' as const, userName: '示例经理' } };

describe('a deal begins', () => {
  const f = r017();
  it('from an achievement, with its living rights and its owner', () => {
    const [edit] = dealFromAchievement(seed, f.achievement!, [...f.rights, { id: 'dead', status: 'lapsed' }, { id: 'gone', archived: true }]);
    expect(edit).toMatchObject({
      row: {
        startedFrom: 'achievement',
        role: 'seller',
        keeper: '示例经理',
        sellerId: 'sample-institute',
        rightIds: ['sample-r017-patent', 'sample-r017-secret'],
        sample: true,
      },
    });
    expect(dealFromAchievement({ ...seed, office: undefined }, { id: 'a' }, [])).toEqual([
      { op: 'make', table: 'deals', row: { id: 'd', no: '2026-002', startedOn: '2026-05-01', startedFrom: 'achievement', achievementId: 'a', name: '' } },
    ]);
  });
  it('from a demand, with its buyer', () => {
    expect(dealFromDemand(seed, f.demand!)).toMatchObject([
      { row: { startedFrom: 'demand', buyerId: 'sample-firm', object: expect.stringContaining('发芽率') as string } },
    ]);
    expect(dealFromDemand(seed, { id: 'x' })[0]).not.toHaveProperty('row.object');
    expect(blankDeal(seed, '名')).toMatchObject([{ row: { startedFrom: 'blank', name: '名' } }]);
  });
  it('takes the next number', () =>
    expect([nextDealNumber('2026', []), nextDealNumber('2026', ['2026-009', '2025-100', undefined, 'x'])]).toEqual(['2026-001', '2026-010']));
  it('from a contract file, with what was adopted, and is filed from there', () => {
    const attachment = { id: 'a', name: '来稿.docx', hash: HASH, size: 9, mime: 'x', addedOn: '2026-05-01T08:00:00Z' };
    const adopted = {
      title: '低温等离子体种子处理装置',
      route: 'license',
      role: 'seller',
      total: '1500000',
      royaltyRate: '0.025',
      signedOn: '2026-05-20',
      termFrom: '2026-06-01',
      termTo: '2031-05-31',
    };
    const edits = dealFromFile({
      seed,
      contractId: 'c',
      signingId: 's',
      attachment,
      adopted,
      partyIds: { seller: 'p1', buyer: 'p2' },
      text: sampleContractText(),
    });
    const rows = apply([...edits], {
      parties: { p1: { id: 'p1', name: '示例农业研究所', kind: 'institute' }, p2: { id: 'p2', name: '示例种业有限公司', kind: 'enterprise' } },
    });
    const file = dealFileOf(rows, 'd');
    expect([contractTypeOf(file), payMethodOf(file)]).toEqual(['XK-ZL', 'RMTC']);
    expect(Object.fromEntries(stageRail(file, rulesOn('2026-05-28')).map((s) => [s.stage, s.state]))).toMatchObject({
      valuation: 'skipped',
      negotiation: 'skipped',
    });
    expect(dealFromFile({ seed, contractId: 'c', signingId: 's', attachment, adopted: {}, partyIds: {}, text: '' })).toMatchObject([
      { row: { name: '来稿' } },
      { row: { kind: 'foreign' } },
      { row: { kind: 'source' } },
    ]);
  });
});

describe('an achievement', () => {
  it('never holds a state secret', () => {
    expect([
      refusalKey(editAchievement('a', 'disclosure', 'stateSecret')),
      refusalKey(editAchievement('a', 'trl', 10)),
      refusalKey(editAchievement('a', 'trl', 'x')),
    ]).toEqual(['achievement.stateSecret', 'achievement.trl', 'achievement.trl']);
    expect([good(editAchievement('a', 'disclosure', 'public')).length, good(editAchievement('a', 'trl', undefined)).length]).toEqual([1, 1]);
  });
});

describe('the ledger', () => {
  it('has a line once the contract is signed, with the fixed part', () => {
    expect(ledgerLineOfDeal(r017())).toBeUndefined();
    const f = { ...signed(), filings: [{ id: 'x', version: 1, state: 'registered' as const, registerNo: '9900002026000001', simulated: true }] };
    expect(ledgerLineOfDeal(f)).toMatchObject({
      amount: '1500000',
      partner: '示例种业有限公司',
      contractType: 'XK-ZL',
      registerNo: '9900002026000001',
      simulated: true,
      registerState: 'registered',
    });
    // a number of theirs typed as the portal's is marked all the same
    const typed = (registerNo: string) => ledgerLineOfDeal({ ...signed(), filings: [{ id: 'x', version: 1, state: 'registered', registerNo }] })?.simulated;
    expect([typed('9900002026000001'), typed('2026440600000001')]).toEqual([true, false]);
    expect(partnerOf({ ...f, deal: { ...f.deal, role: 'buyer' } })?.name).toBe('示例农业研究所');
    expect(ledgerLineOfDeal({ ...f, deal: { ...f.deal, role: 'buyer' }, filings: [], contracts: [] })).toMatchObject({
      department: '示例种业有限公司',
      amount: '1500000',
      contractType: 'license',
    });
  });
  it('adds up what can be read', () => {
    const lines = [ledgerLineOf({ id: '1', amount: '100', dealId: 'd' }), ledgerLineOf({ id: '2', amount: '0.5' }), ledgerLineOf({ id: '3', amount: '约' })];
    expect([ledgerTotal(lines), ledgerTotal([])]).toEqual([
      { count: 3, yuan: '100.5', unread: 1 },
      { count: 0, yuan: '0', unread: 0 },
    ]);
  });
  it('counts as registered what stands registered now: what was cancelled or revoked is apart, and every line is in one part', () => {
    const line = (id: string, amount: string, registerState?: FilingState) => ({
      ...ledgerLineOf({ id, amount }),
      ...(registerState ? { registerState } : {}),
    });
    const lines = [
      line('1', '100.10', 'registered'),
      line('2', '20', 'registered'),
      line('3', '3', 'cancelled'),
      line('4', '4000', 'revoked'),
      line('5', '50000', 'returned'),
      line('6', '约', 'unknown'),
      line('7', '7'),
    ];
    expect(ledgerParts(lines)).toEqual({
      registered: { count: 2, yuan: '120.1', unread: 0 },
      cancelled: { count: 1, yuan: '3', unread: 0 },
      revoked: { count: 1, yuan: '4000', unread: 0 },
      other: { count: 3, yuan: '50007', unread: 1 },
    });
    expect(ledgerTotal(lines)).toEqual({ count: 7, yuan: '54130.1', unread: 1 });
  });
});

describe('deadlines', () => {
  it('come soonest first, and go when they are met', () => {
    const f = {
      ...signed(),
      notices: [{ id: 'n', title: '公示', startOn: '2026-04-01', endOn: '2026-04-16' }],
      instalments: [
        { id: 'i1', dueOn: '2026-07-01', amount: '1000000' },
        { id: 'i2', dueOn: '某日' },
        { id: 'i3', dueOn: '2026-08-01' },
      ],
      // the first is paid in part, which leaves it a deadline
      receipts: [
        { id: 'r', instalmentId: 'i3' },
        { id: 'part', instalmentId: 'i1', amount: '400000' },
      ],
    };
    const days = (file: DealFile) => clocksOf(file, rulesOn('2026-04-10'), '2026-04-10').map((c) => [c.kind, c.day]);
    expect(days(f)).toEqual([
      ['noticeEnd', '2026-04-16'],
      ['instalment', '2026-07-01'],
      // 2026-05-25 and three months
      ['recordal', '2026-08-25'],
      ['fee', '2027-01-02'],
      ['validity', '2031-05-31'],
    ]);
    const done = { ...signed(), filings: [{ id: 'x', version: 1, state: 'registered' as const }] };
    expect(days(done).map(([kind]) => kind)).toEqual(['recordal', 'fee', 'contractEnd']);
  });
});
