/** 今日 and the lists over all deals, where deals go on, end, and are put aside. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { make, set } from '../../shared/domain/edit.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import type { FilingState } from '../../shared/domain/filing.ts';
import { Office } from './office.ts';

const HASH = 'a'.repeat(64);
const DAY = '2026-12-20';
let office: Office;
beforeEach(async () => void (office = await Office.open()));
afterEach(() => office.close());

const load = () => import('../../renderer/data/queries/today.ts');
/** kind, day and words of what is due */
const due = async (day = DAY): Promise<string[]> => (await (await load()).dueItems(day)).map((d) => `${d.kind} ${d.day} ${d.name}`);

describe('what is due', () => {
  it('is the fee of the patent the deal rests on, and the deadline of the demand when it comes near', async () => {
    expect(await due()).toEqual(['fee 2027-01-02 一种低温等离子体种子处理装置']);
    expect(await due('2027-03-10')).toEqual(['demand 2027-03-31 水稻种子播前处理']);
    // sixty days back it is still open, a day more and it is history
    expect(await due('2027-03-03')).toContain('fee 2027-01-02 一种低温等离子体种子处理装置');
    expect(await due('2027-03-04')).not.toContain('fee 2027-01-02 一种低温等离子体种子处理装置');
  });

  it('names instalments, notices and contracts by their deal, earliest first, until they are paid, closed or over', async () => {
    await office.put(
      make('instalments', { id: 'i1', dealId: SAMPLE_IDS.deal, name: '入门费', dueOn: '2026-12-21', amount: '1500000' }),
      make('instalments', { id: 'i2', dealId: SAMPLE_IDS.deal, dueOn: '2027-01-10' }),
      make('notices', { id: 'n2', dealId: SAMPLE_IDS.deal, title: '更正公示', endOn: '2026-12-30' }),
      make('signings', { id: 's', dealId: SAMPLE_IDS.deal, contractNo: 'SL-017', validTo: '2026-12-31' }),
      make('instalments', { id: 'i3', dealId: SAMPLE_IDS.deal, name: '很久以后', dueOn: '2027-06-01' }),
      make('demands', { id: 'x', title: '无期限' }),
    );
    const deal = '低温等离子体种子处理装置';
    expect(await due()).toEqual([
      `instalment 2026-12-21 ${deal} · 入门费`,
      `noticeEnd 2026-12-30 ${deal} · 更正公示`,
      `validity 2026-12-31 ${deal} · SL-017`,
      'fee 2027-01-02 一种低温等离子体种子处理装置',
      `instalment 2027-01-10 ${deal}`,
    ]);
    expect((await (await load()).dueItems(DAY))[0]).toMatchObject({ id: 'i1', dealId: SAMPLE_IDS.deal, amount: '1500000' });
    // a notice that another one took the place of is waited for no more
    await office.put(make('notices', { id: 'n3', dealId: SAMPLE_IDS.deal, replacesId: 'n2' }));
    expect((await due()).filter((line) => line.startsWith('noticeEnd'))).toEqual([]);
    await office.put(set('notices', 'n3', { archived: true }));
    expect((await due()).filter((line) => line.startsWith('noticeEnd'))).toHaveLength(1);
    await office.put(
      make('receipts', { id: 'r', dealId: SAMPLE_IDS.deal, instalmentId: 'i1', amount: '1500000' }),
      set('notices', 'n2', { closedOn: '2026-12-19' }),
      make('receipts', { id: 'gone', instalmentId: 'i2', archived: true }),
    );
    expect(await due()).toEqual([`validity 2026-12-31 ${deal} · SL-017`, 'fee 2027-01-02 一种低温等离子体种子处理装置', `instalment 2027-01-10 ${deal}`]);
  });

  it('is what somebody promised at the table, until it is done', async () => {
    await office.put(
      make('promises', { id: 'p1', dealId: SAMPLE_IDS.deal, signingId: 's', by: '示例种业有限公司', what: '补盖骑缝章', dueOn: '2026-12-24' }),
      make('promises', { id: 'p2', dealId: SAMPLE_IDS.deal, what: '寄发票', dueOn: '2026-12-23', doneOn: '2026-12-20' }),
      make('promises', { id: 'p3', dealId: SAMPLE_IDS.deal, what: '没有日期' }),
    );
    const told = async () => (await due()).filter((line) => line.startsWith('promise'));
    expect(await told()).toEqual(['promise 2026-12-24 低温等离子体种子处理装置 · 示例种业有限公司：补盖骑缝章']);
    await office.put(set('promises', 'p1', { archived: true }));
    expect(await told()).toEqual([]);
  });

  it('looks thirty days ahead, ninety for an annual fee', async () => {
    await office.put(
      make('rights', { id: 'unsaid', kind: 'invention', name: '未填状态', feePaidTo: '2027-01-30', achievementId: SAMPLE_IDS.achievement }),
      set('deals', SAMPLE_IDS.deal, { rightIds: [SAMPLE_IDS.patent, 'unsaid'] }),
      make('instalments', { id: 'near', dealId: SAMPLE_IDS.deal, name: '近', dueOn: '2026-12-22' }),
      make('instalments', { id: 'far', dealId: SAMPLE_IDS.deal, name: '远', dueOn: '2026-12-23' }),
    );
    const days = async (on: string) => (await (await load()).dueItems(on)).map((d) => d.id);
    // 41 days before the fee falls due
    expect(await days('2026-11-22')).toEqual(['near', SAMPLE_IDS.patent, 'unsaid']);
    expect(await days('2026-10-04')).toEqual([SAMPLE_IDS.patent]);
    expect(await days('2026-10-03')).toEqual([]);
  });

  it('an instalment paid in part is due with what is left of it', async () => {
    await office.put(
      make('instalments', { id: 'i1', dealId: SAMPLE_IDS.deal, name: '入门费', dueOn: '2026-12-21', amount: '1500000' }),
      make('receipts', { id: 'r1', dealId: SAMPLE_IDS.deal, instalmentId: 'i1', amount: '400000' }),
      make('receipts', { id: 'r2', dealId: SAMPLE_IDS.deal, instalmentId: 'i1', amount: '100000' }),
      make('receipts', { id: 'gone', dealId: SAMPLE_IDS.deal, instalmentId: 'i1', amount: '1000000', archived: true }),
    );
    expect((await (await load()).dueItems(DAY))[0]).toMatchObject({ id: 'i1', amount: '1000000', partly: true });
    await office.put(make('receipts', { id: 'r3', dealId: SAMPLE_IDS.deal, instalmentId: 'i1', amount: '1000000' }));
    expect((await (await load()).dueItems(DAY)).map((d) => d.kind)).toEqual(['fee']);
  });

  it('leaves out what was put aside: the row itself, or its deal', async () => {
    await office.put(
      make('instalments', { id: 'i', dealId: SAMPLE_IDS.deal, dueOn: '2026-12-21', archived: true }),
      make('demands', { id: 'd', title: '搁置', deadline: DAY, archived: true }),
      make('instalments', { id: 'kept', dealId: SAMPLE_IDS.deal, dueOn: '2026-12-22' }),
    );
    expect((await due()).map((line) => line.split(' ')[0])).toEqual(['instalment', 'fee']);
    await office.put(set('deals', SAMPLE_IDS.deal, { archived: true }));
    expect(await due()).toEqual([]);
    expect(await (await load()).latestDeals(8)).toEqual([]);
  });
});

describe('a signed deal', () => {
  beforeEach(() =>
    office.put(
      make('contracts', {
        id: 'c',
        dealId: SAMPLE_IDS.deal,
        version: 1,
        kind: 'XK-ZL',
        state: 'locked',
        lockedHash: HASH,
        fields: { projectName: '低温等离子体装置专利实施许可', fixedFee: '1500000' },
      }),
      make('contracts', { id: 'old', dealId: SAMPLE_IDS.deal, archived: true }),
      make('signings', {
        id: 's',
        dealId: SAMPLE_IDS.deal,
        contractId: 'c',
        contractNo: 'SL-2026-017',
        signedOn: '2026-05-20',
        effectiveOn: '2026-05-25',
        scanIds: ['scan'],
      }),
      make('attachments', {
        id: 'scan',
        ownerTable: 'signings',
        ownerId: 's',
        dealId: SAMPLE_IDS.deal,
        kind: 'scan',
        name: '盖章扫描件.pdf',
        hash: HASH,
        size: 1,
      }),
      make('documents', { id: 'm1', dealId: SAMPLE_IDS.deal, sourceId: 'c', name: '合同.docx', madeOn: '2026-05-18T01:00:00.000Z' }),
      make('documents', { id: 'm2', dealId: SAMPLE_IDS.deal, sourceId: 'c', name: '合同.pdf', madeOn: '2026-05-19T01:00:00.000Z' }),
      make('filings', { id: 'f', dealId: SAMPLE_IDS.deal, contractId: 'c', signingId: 's', version: 1, state: 'queued', simulated: true }),
      make('filings', { id: 'f0', dealId: SAMPLE_IDS.deal, archived: true, state: 'ready' }),
    ),
  );

  it('stands in the ledger with partner, fixed fee and the state of its filing', async () => {
    const { ledgerLines } = await import('../../renderer/data/queries/ledger.ts');
    await office.put(
      make('ledger', { id: 'l', projectName: '新合同', signedOn: '2026-06-01' }),
      make('ledger', { id: 'l0', projectName: '旧合同', signedOn: '2026-01-01' }),
      make('ledger', { id: 'l9', projectName: '未写日期' }),
      make('ledger', { id: 'same', projectName: '同一合同', dealId: SAMPLE_IDS.deal, signedOn: '2026-05-20' }),
    );
    const [imported, line, ...more] = await ledgerLines();
    expect([imported!.projectName, more.map((l) => l.projectName)]).toEqual(['新合同', ['旧合同', '未写日期']]);
    expect(line).toMatchObject({
      dealId: SAMPLE_IDS.deal,
      serial: '2026-001',
      department: '示例农业研究所',
      partner: '示例种业有限公司',
      partnerRegion: '440600',
      projectName: '低温等离子体装置专利实施许可',
      amount: '1500000',
      signedOn: '2026-05-20',
      contractNo: 'SL-2026-017',
      contractType: 'XK-ZL',
      registerState: 'queued',
      simulated: true,
    });
    await office.put(set('deals', SAMPLE_IDS.deal, { archived: true }));
    // the deal left the list, and what was imported about it is shown again
    expect((await ledgerLines()).map((l) => l.projectName)).toEqual(['新合同', '同一合同', '旧合同', '未写日期']);
  });

  it('is in the lists of contracts and filings, with its files and its scan', async () => {
    const { contractRows, documentsFrom } = await import('../../renderer/data/queries/contracts.ts');
    const { filingRows } = await import('../../renderer/data/queries/registration.ts');
    const { attachmentsOf, scansOf } = await import('../../renderer/data/queries/signing.ts');
    const { tourState } = await import('../../renderer/data/queries/tour.ts');
    expect((await contractRows()).map((r) => [r.contract.id, r.deal!.no])).toEqual([['c', '2026-001']]);
    expect((await documentsFrom('c')).map((d) => d.name)).toEqual(['合同.pdf', '合同.docx']);
    expect((await filingRows()).map((r) => [r.filing.id, r.deal!.no, r.signing!.contractNo])).toEqual([['f', '2026-001', 'SL-2026-017']]);
    expect((await scansOf(['scan', 'lost'])).map((a) => a.name)).toEqual(['盖章扫描件.pdf']);
    expect((await attachmentsOf('s')).map((a) => a.id)).toEqual(['scan']);
    expect(await tourState(SAMPLE_IDS.deal, SAMPLE_IDS.deal)).toEqual({
      discountRates: ['0.15'],
      documents: ['合同.docx', '合同.pdf'],
      filing: { state: 'queued', ticked: 0 },
    });
  });

  it('counts as unsent until the province has it, and comes back to 今日 when it was decided', async () => {
    const today = await load();
    expect([await today.unsentCount(), (await today.unsentRows()).map((r) => r.deal!.no), await today.cameBack(DAY)]).toEqual([1, ['2026-001'], []]);
    for (const state of ['ready', 'sending', 'unknown'] as const) {
      await office.put(set('filings', 'f', { state }));
      expect(await today.unsentCount(), state).toBe(1);
    }
    for (const state of ['supplement', 'returned', 'refused', 'registered', 'revoked'] as const) {
      await office.put(set('filings', 'f', { state }));
      expect([await today.unsentCount(), (await today.cameBack(DAY)).map((b) => 'filing' in b && b.filing.state)], state).toEqual([0, [state]]);
    }
    for (const state of ['draft', 'submitted', 'accepted'] as const) {
      await office.put(set('filings', 'f', { state }));
      expect([await today.unsentCount(), await today.cameBack(DAY)], state).toEqual([0, []]);
    }
  });

  it('what follows a registration counts beside it, and each says what became of its letter', async () => {
    const today = await load();
    const { deal } = (await today.unsentRows())[0]!;
    const letter = (id: string, seq: number, subject: string, state: 'waiting' | 'sending' | 'unknown') =>
      office.program.store
        .db()
        .outbox.put({
          ...{ id: id.repeat(64), seq, changeId: 'c', lane: deal!.id, registry: 'simulated', kind: 'filing.submit', subject, version: 1 },
          ...{ bodyHash: '0'.repeat(64), size: 1, state, attempts: 1, dueAt: 0 },
        });
    await office.put(make('followups', { id: 'u', dealId: deal!.id, filingId: 'f', kind: 'change', state: 'queued', version: 1 }));
    await letter('1', 1, 'f', 'waiting');
    await letter('2', 2, 'u', 'sending');
    const told = async () => (await today.unsentRows()).map((r) => [r.id, 'filing' in r, r.deal!.no, r.state]);
    expect([await today.unsentCount(), await told()]).toEqual([
      2,
      [
        ['f', true, '2026-001', 'queued'],
        ['u', false, '2026-001', 'sending'],
      ],
    ]);
    await letter('1', 1, 'f', 'unknown');
    expect((await told())[0]).toEqual(['f', true, '2026-001', 'unknown']);
    // what the letter of another version says is not said of this one
    await office.put(set('filings', 'f', { version: 2 }));
    expect((await told())[0]).toEqual(['f', true, '2026-001', 'queued']);
    for (const [fields, count] of [
      [{ state: 'ready' }, 2],
      [{ state: 'draft' }, 1],
      [{ state: 'submitted' }, 1],
      [{ state: 'done' }, 1],
      [{ state: 'queued', archived: true }, 1],
    ] as const) {
      await office.put(set('followups', 'u', fields));
      expect([await today.unsentCount(), (await told()).length]).toEqual([count, count]);
    }
  });

  it('on its page and rail says that its answer was lost as soon as its letter does, and follows no letter once it is answered', async () => {
    const { useStateNow } = await import('../../renderer/data/on-the-way.ts');
    const { holdHook } = await import('../support/hook-host.ts');
    const { db } = office.program.store;
    await db().outbox.put({
      ...{ id: '1'.repeat(64), seq: 1, changeId: 'c', lane: 'd', registry: 'simulated', kind: 'filing.submit', subject: 'f', version: 1 },
      ...{ bodyHash: '0'.repeat(64), size: 1, state: 'waiting', attempts: 0, dueAt: 0 },
    });
    const h = await holdHook((state) => useStateNow({ id: 'f', state: state as FilingState }), 'queued');
    await expect.poll(h.last).toBe('queued');
    await db().outbox.update('1'.repeat(64), { state: 'sending' });
    await expect.poll(h.last).toBe('sending');
    await db().outbox.update('1'.repeat(64), { state: 'unknown' });
    await expect.poll(h.last).toBe('unknown');
    h.again('accepted');
    await expect.poll(h.last).toBe('accepted');
    expect(h.values.at(-1)).toBe('accepted');
    h.stop();
  });

  it('in the list of filings and the ledger says so too as soon as its letter does, and shows what a granted change left registered', async () => {
    const { useObserveSlowly } = await import('../../renderer/data/observe-slowly.ts');
    const { FILINGS_MADE_OF, filingRows } = await import('../../renderer/data/queries/registration.ts');
    const { ledgerLines } = await import('../../renderer/data/queries/ledger.ts');
    const { holdHook } = await import('../support/hook-host.ts');
    const { db } = office.program.store;
    await office.put(set('filings', 'f', { form: { totalAmount: '1500000.00', technicalAmount: '1200000.00' } }));
    const h = await holdHook(() => useObserveSlowly(FILINGS_MADE_OF, filingRows, 0, []));
    const listed = () => h.last()?.map((r) => [r.filing.id, r.state, r.facts['totalAmount'], r.facts['technicalAmount']]);
    const inLedger = async () => (await ledgerLines()).map((l) => [l.registerState, l.amount]);
    await expect.poll(listed).toEqual([['f', 'queued', '1500000.00', '1200000.00']]);
    await db().outbox.put({
      ...{ id: '1'.repeat(64), seq: 1, changeId: 'c', lane: 'd', registry: 'simulated', kind: 'filing.submit', subject: 'f', version: 1 },
      ...{ bodyHash: '0'.repeat(64), size: 1, state: 'unknown', attempts: 1, dueAt: 0 },
    });
    await expect.poll(listed).toEqual([['f', 'unknown', '1500000.00', '1200000.00']]);
    expect(await inLedger()).toEqual([['unknown', '1500000.00']]);
    await office.put(set('filings', 'f', { state: 'registered', registerNo: '9900002026000017' }));
    await office.put(
      make('followups', {
        ...{ id: 'u', dealId: SAMPLE_IDS.deal, filingId: 'f', kind: 'change', state: 'submitted', version: 1 },
        values: { totalAmount: '1300000.00', technicalAmount: '1000000.00' },
      }),
    );
    // asked for is not granted
    await expect.poll(listed).toEqual([['f', 'registered', '1500000.00', '1200000.00']]);
    await office.put(set('followups', 'u', { state: 'done', doneOn: '2026-07-01' }));
    await expect.poll(listed).toEqual([['f', 'registered', '1300000.00', '1000000.00']]);
    expect(await inLedger()).toEqual([['registered', '1300000.00']]);
    await office.put(set('followups', 'u', { archived: true }));
    await expect.poll(listed).toEqual([['f', 'registered', '1500000.00', '1200000.00']]);
    h.stop();
  });
});

it('what was typed and never left its field leads back to it', async () => {
  const { unfinishedDrafts } = await load();
  const { placeOfDraft, placeOfRecord } = await import('../../renderer/data/queries/places.ts');
  await office.program.drafts.saveDraft(`rounds/${SAMPLE_IDS.round(3)}/minutes`, '没写完');
  const [draft] = await unfinishedDrafts();
  expect(draft!.text).toBe('没写完');
  expect(await placeOfDraft(draft!.key)).toEqual({ room: 'deals', id: SAMPLE_IDS.deal, tab: 'negotiation', focus: `rounds/${SAMPLE_IDS.round(3)}/minutes` });
  expect(await placeOfRecord('deals', SAMPLE_IDS.deal)).toEqual({ room: 'deals', id: SAMPLE_IDS.deal, tab: 'setup' });
  expect(await placeOfRecord('rights', SAMPLE_IDS.patent, 'feePaidTo')).toEqual({
    room: 'portfolio',
    id: SAMPLE_IDS.achievement,
    focus: `rights/${SAMPLE_IDS.patent}/feePaidTo`,
  });
  expect(await placeOfRecord('parties', SAMPLE_IDS.firm, 'uscc')).toEqual({ room: 'parties', id: SAMPLE_IDS.firm, focus: `parties/${SAMPLE_IDS.firm}/uscc` });
  expect([await placeOfRecord('rounds', 'gone'), await placeOfRecord('changes', 'x'), await placeOfDraft('')]).toEqual([null, null, null]);
});

it('a signed version ends with the one that took its place, not twice', async () => {
  const [one, two] = ['0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000002'];
  const contract = (id: string, version: number) =>
    make('contracts', { id, dealId: SAMPLE_IDS.deal, kind: 'XK-ZL', version, state: 'locked', lockedHash: HASH });
  const signing = (id: string, contractId: string, contractNo: string, signedOn?: string) =>
    make('signings', { id, dealId: SAMPLE_IDS.deal, contractId, contractNo, validTo: '2026-12-31', ...(signedOn ? { signedOn } : {}) });
  await office.put(contract(one, 1), contract(two, 2), signing('s1', one, 'SL-1', '2026-01-05'), signing('s0', two, 'SL-2'));
  const ends = async () => (await due()).filter((line) => line.startsWith('validity')).map((line) => line.slice(-4));
  expect(await ends()).toEqual(['SL-1']);
  await office.put(set('signings', 's0', { signedOn: '2026-06-05' }));
  expect(await ends()).toEqual(['SL-2']);
});

it('of a signed deal: the recordal of its licence until somebody noted it, the registry’s time, and one fee for a right of two deals', async () => {
  const patent = { id: 'p2', kind: 'invention' as const, status: 'inForce' as const, name: '示例专利二', feePaidTo: '2027-01-05' };
  await office.put(
    make('rights', patent),
    make('contracts', { id: 'c', dealId: SAMPLE_IDS.deal, version: 1, kind: 'XK-ZL', state: 'locked', lockedHash: HASH }),
    make('signings', { id: 's', dealId: SAMPLE_IDS.deal, contractId: 'c', contractNo: 'SL', signedOn: '2026-10-05', effectiveOn: '2026-10-10' }),
    make('filings', {
      id: 'f',
      dealId: SAMPLE_IDS.deal,
      contractId: 'c',
      version: 1,
      state: 'accepted',
      submittedAt: '2026-12-02T09:00',
      acceptedOn: '2026-12-03',
    }),
    make('deals', { id: 'd2', name: '另一项目', rightIds: ['p2'] }),
    set('deals', SAMPLE_IDS.deal, { rightIds: [SAMPLE_IDS.patent, 'p2'] }),
  );
  const deal = '低温等离子体种子处理装置';
  expect(await due()).toEqual([
    // 15 working days of December 2026 after the third: 4, 7–11, 14–18, 21–24
    `registry 2026-12-24 ${deal}`,
    'fee 2027-01-02 一种低温等离子体种子处理装置',
    'fee 2027-01-05 示例专利二',
    `recordal 2027-01-10 ${deal} · SL`,
  ]);
  const recordal = (await (await load()).dueItems(DAY)).find((d) => d.kind === 'recordal')!;
  await office.put(make('answers', { id: 'a', dealId: SAMPLE_IDS.deal, findingKey: recordal.key, reason: '已备案' }));
  expect((await due()).some((line) => line.startsWith('recordal'))).toBe(false);
  await office.put(set('filings', 'f', { state: 'registered', registerNo: '1' }));
  expect((await due()).some((line) => line.startsWith('registry'))).toBe(false);
});

it('what the law names no day for stands last, without one', async () => {
  await office.put(
    make('contracts', { id: 'c', dealId: SAMPLE_IDS.deal, version: 1, kind: 'ZR-ZL', state: 'locked', lockedHash: HASH }),
    make('signings', { id: 's', dealId: SAMPLE_IDS.deal, contractId: 'c', contractNo: 'SL', signedOn: '2026-10-05', effectiveOn: '2026-12-21' }),
  );
  expect((await (await load()).dueItems(DAY)).map((d) => d.kind)).toEqual(['fee']);
  expect((await (await load()).dueItems('2026-12-21')).map((d) => [d.kind, d.day, d.missing])).toEqual([
    ['fee', '2027-01-02', undefined],
    ['assignment', undefined, 'noDeadline'],
  ]);
});

it('of an office with hundreds of filed deals it is still told anew when one of them changes', async () => {
  const many = Array.from({ length: 300 }, (_, i) => String(i).padStart(3, '0'));
  await office.put(
    ...many.flatMap((n) => [
      make('deals', { id: `m${n}`, name: `示例项目${n}` }),
      make('filings', { id: `f${n}`, dealId: `m${n}`, version: 1, state: 'accepted' as const, submittedAt: '2026-12-02T09:00', acceptedOn: '2026-12-03' }),
    ]),
  );
  const { watch } = await import('../../renderer/data/watch.ts');
  const { dueItems } = await load();
  let told = -1;
  const stop = watch(
    () => dueItems(DAY),
    (due) => void (told = due.filter((d) => d.kind === 'registry').length),
  );
  await expect.poll(() => told).toBe(300);
  await office.put(set('filings', 'f000', { state: 'registered', registerNo: '1' }), set('filings', 'f299', { state: 'registered', registerNo: '2' }));
  await expect.poll(() => told).toBe(298);
  stop();
});
