/** Journey J3, steps 6–8 and 11–12: a development contract comes back, is corrected and registered; its price changes later. */
import { describe, expect, it } from 'vitest';
import { clocksOf } from '../../shared/domain/clocks/clocks-of.ts';
import { benefitClocks } from '../../shared/domain/clocks/other-clocks.ts';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import { checkFilingAgain } from '../../shared/domain/checks/filing-again.ts';
import { eventsOf, toInform } from '../../shared/domain/benefits.ts';
import { textToKeep, contentIdOf, type ContractText } from '../../shared/domain/contract/text.ts';
import { lockContract, wordClause } from '../../shared/domain/contract-rules.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import { differenceOf, isSame, versionBefore } from '../../shared/domain/filing-difference.ts';
import { applyRegistryStatus } from '../../shared/domain/filing-machine.ts';
import type { Edit } from '../../shared/domain/edit.ts';
import { contractFactsOf, handInSupplement, startFiling } from '../../shared/domain/filing-rules.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { unreflected } from '../../shared/domain/followup-content.ts';
import { startFollowup } from '../../shared/domain/followup-rules.ts';
import type { Followup } from '../../shared/domain/followup.ts';
import { readReturn } from '../../shared/domain/reasons.ts';
import { countedFilings, reasonLines, statisticsOf } from '../../shared/domain/return-statistics.ts';
import { asksForWords, groundsOf, supplementFields, supplementsOf, TO_WRITE } from '../../shared/domain/supplement-draft.ts';
import { placeholders } from '../../shared/domain/checks/words.ts';
import { correctionDocument } from '../../renderer/documents/correction-docx.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { apply, form, good, HASH, lists, refusalKey, rulesOn } from './support.ts';

const clause = (id: string, no: string, text: string) => ({ kind: 'clause' as const, id, no, runs: [{ text }] });
const heading = (id: string, text: string) => ({ kind: 'heading' as const, id, level: 1 as const, text });
const party = (short: string, name: string) => ({ short, role: short, name, uscc: '', lines: [] });
const text: ContractText = {
  kind: 'KF-WT',
  edition: '1',
  title: '技术开发（委托）合同',
  cover: [],
  notes: { title: '', items: [] },
  toc: { title: '', entries: [] },
  body: [
    heading('funds', '第五条 经费使用与检查'),
    clause('funds.total', '1', '总额六百万元。'),
    heading('ownership', '第九条 成果与知识产权的归属'),
    clause('ownership.none', '', '无。'),
  ],
  parties: [party('甲方', '示例买方有限公司'), party('乙方', '示例研究所')],
  answers: {},
  clauses: {},
};
const hash = contentIdOf(text);
const contract: Contract = {
  id: 'c',
  dealId: 'd',
  kind: 'KF-WT',
  version: 1,
  title: '示例装置研制合同',
  state: 'locked',
  lockedHash: hash,
  lockedOn: '2026-03-01',
  lockedText: textToKeep(text),
};
const said = '经审核：①买方合同专用章与合同书写名称不一致；②第九条未约定知识产权归属；③附件“技术指标表”缺失。请补正后重新提交。';
const day3: Filing = {
  id: 'f1',
  dealId: 'd',
  contractId: 'c',
  signingId: 's',
  version: 1,
  carrier: 'pack',
  state: 'submitted',
  submittedAt: '2026-03-10T10:00',
  frozenHash: HASH,
  pointId: 'gd',
  form: { totalAmount: '6000000.00', technicalAmount: '4600000.00', agent: '示例经办人' },
  frozenFacts: { buyerSealName: '示例买方' },
  frozenProofs: [{ kind: 'signedScan', name: '合同.pdf', sha256: HASH, size: 1 }],
};
const file: DealFile = {
  ...emptyDealFile({ id: 'd', name: '示例装置研制' }),
  contracts: [contract],
  signings: [{ id: 's', contractId: 'c', signedOn: '2026-03-05', effectiveOn: '2026-03-05', annexes: '技术指标表\n进度表', scanIds: ['a'] }],
  filings: [day3],
};

describe('step 6: the return as a paragraph', () => {
  const grounds = groundsOf(file, form.items);
  const { reasons, rest } = readReturn(said, grounds);
  const returned = apply(good(applyRegistryStatus(day3, { state: 'returned', returnedOn: '2026-03-13', reasons, returnText: said })), {
    filings: { f1: { ...day3 } },
  })['filings']!['f1'] as Filing;

  it('three coded grounds: the seal, the article of the locked text, the annex of the signing; nothing lost', () => {
    expect(returned.reasons!.map((r) => [r.code, r.clause ?? r.annex ?? r.field])).toEqual([
      ['R08', undefined],
      ['R09', 'ownership'],
      ['R07', '技术指标表'],
    ]);
    expect([returned.returnText, rest]).toEqual([said, ['经审核：', '请补正后重新提交。']]);
  });

  it('step 7: the signed text is locked; a supplement is drafted for the article that lacks words, with a gap nobody can overlook', () => {
    expect(refusalKey(wordClause(contract, 'ownership.none', '归双方共有'))).toBe('contract.locked');
    expect(refusalKey(lockContract(contract, hash, '2026-03-14', 0, text))).toBe('contract.locked');
    expect(returned.reasons!.filter(asksForWords).map((r) => r.clause)).toEqual(['ownership']);
    const fields = supplementFields(file, returned);
    expect(fields).toMatchObject({
      originalName: '示例装置研制合同',
      registered: 'no',
      changed: '',
      reason: '登记机构于2026-03-13退回登记申请，提出：1．第九条未约定知识产权归属',
    });
    expect(fields['added']).toBe(`原合同第九条 成果与知识产权的归属：${TO_WRITE}（登记机构意见：第九条未约定知识产权归属）`);
    expect(placeholders(fields['added']!)).toHaveLength(1);
    // where the article has words, they are quoted beside the new ones
    const other = supplementFields(file, { ...returned, reasons: [{ text: '总额不清', code: 'R03', clause: 'funds' }] });
    expect(other['changed']).toContain('原约定“总额六百万元。”，现变更为：');
  });

  it('goes on only when all three are dealt with; the supplement counts once its scan is in', () => {
    expect(refusalKey(startFiling({ ...file, filings: [returned] }, 'f2', 'gd-2026'))).toBe('filing.reasonsOpen');
    const mended = { ...returned, reasons: returned.reasons!.map((r, i) => (i === 1 ? { ...r, how: '另签补充协议' } : { ...r, done: true })) };
    expect(startFiling({ ...file, filings: [mended] }, 'f2', 'gd-2026')).toMatchObject([{ row: { version: 2, form: day3.form } }]);
    const bc: Contract = { id: 'bc', kind: 'BC', version: 1, state: 'locked' };
    const stages = (signings: DealFile['signings']) => supplementsOf({ ...file, contracts: [contract, bc], signings }).map((s) => s.stage);
    expect([
      stages([]),
      stages([{ id: 'x', contractId: 'bc', signedOn: '2026-03-15' }]),
      stages([{ id: 'x', contractId: 'bc', signedOn: '2026-03-15', scanIds: ['y'] }]),
    ]).toEqual([['locked'], ['signed'], ['scanned']]);
  });

  it('filed again it asks about an agreement drafted and not signed, and about a version that says nothing anew', () => {
    const bc: Contract = { id: 'bc', dealId: 'd', kind: 'BC', version: 1, state: 'draft' };
    const facts = contractFactsOf(file);
    const v1: Filing = { ...returned, frozenFacts: facts, frozenProofs: [] };
    const asked = (more: Partial<DealFile>, values: object = {}, was: Partial<Filing> = {}) => {
      const first = { ...v1, ...was };
      const second: Filing = { id: 'f2', dealId: 'd', version: 2, state: 'draft' };
      const f = { ...file, filings: [first, second], ...more };
      return checkFilingAgain(f, second, { ...first.form, agentDate: '2026-03-20', ...values }).map((x) => [x.message.key, x.level, x.where.table]);
    };
    const same = ['filing.sameAgain', 'ask', 'filings'];
    expect(asked({})).toEqual([same]);
    expect(asked({}, { buyerTel: '020-00000000' })).toEqual([]);
    // one that lies at the registry yet is answered by nothing
    expect(asked({}, {}, { state: 'accepted' })).toEqual([]);
    const contracts = [contract, bc];
    const unsigned = (key: string, table: string) => [[`filing.${key}`, 'ask', table], same];
    expect(asked({ contracts })).toEqual(unsigned('supplementDraft', 'contracts'));
    expect(asked({ contracts: [contract, { ...bc, state: 'locked' }] })).toEqual(unsigned('supplementLocked', 'contracts'));
    const signings = [...file.signings, { id: 'x', contractId: 'bc', signedOn: '2026-03-15' }];
    expect(asked({ contracts, signings })).toEqual(unsigned('supplementNoScan', 'signings'));
    const attachments = [{ id: 'y', name: 'y.pdf', hash: 'b'.repeat(64) }];
    expect(asked({ contracts, signings: signings.map((s) => (s.id === 'x' ? { ...s, scanIds: ['y'] } : s)), attachments })).toEqual([]);
    expect(asked({ contracts: [contract, { ...bc, archived: true }] })).toEqual([same]);
  });

  it('step 8: what the second submission says otherwise, on screen and in the 补正说明', () => {
    const second: Filing = {
      ...day3,
      id: 'f2',
      version: 2,
      form: { ...day3.form, buyerRegion: '440600', buyerTel: '020-00000000' },
      frozenFacts: { buyerSealName: '示例买方有限公司' },
      frozenProofs: [...day3.frozenProofs!, { kind: 'signedScan', name: '补充协议.pdf', sha256: 'b'.repeat(64), size: 2 }],
    };
    expect(versionBefore([returned, second], second)).toBe(returned);
    const d = differenceOf(returned, second, form.items, lists);
    expect(d).toMatchObject({
      form: [
        { key: 'buyerRegion', before: '', after: '广东省/佛山市（440600）' },
        { key: 'buyerTel', before: '', after: '020-00000000' },
      ],
      facts: [{ key: 'buyerSealName', before: '示例买方', after: '示例买方有限公司' }],
      added: [{ name: '补充协议.pdf' }],
      removed: [],
    });
    expect([isSame(d), isSame(differenceOf(returned, { ...returned, frozenFacts: undefined }))]).toEqual([false, true]);
    const lines = plainLines(
      correctionDocument({
        dealName: '示例装置研制',
        contractNo: 'SL-1',
        seller: '示例研究所',
        point: '',
        version: 2,
        returnedOn: '2026-03-13',
        grounds: [{ code: 'R08', text: '印章不一致', place: '签署', how: '已改好：重新盖章' }],
        difference: d,
        formName: (k) => form.items.find((f) => f.key === k)!.zh,
        factName: (k) => k,
        supplements: [],
        watermark: '',
      }),
    ).join('\n');
    for (const words of [
      '补正说明',
      'R08 印章不一致',
      '重新盖章',
      '买方联系电话',
      '020-00000000',
      '新增：补充协议.pdf',
      '已签署的合同文本没有改动',
      '2026年3月13日',
    ])
      expect(lines).toContain(words);
  });
});

describe('step 11: two months later the price is changed', () => {
  const registered: Filing = { ...day3, state: 'registered', registerNo: '4401002026000001', registeredOn: '2026-04-10' };
  const bc: Contract = { id: 'bc', dealId: 'd', kind: 'BC', version: 1, state: 'locked', fields: { newTotal: '550万元' } };
  const changed: DealFile = {
    ...file,
    filings: [registered],
    contracts: [contract, bc],
    signings: [...file.signings, { id: 's2', contractId: 'bc', signedOn: '2026-06-10', scanIds: ['y'] }],
    benefits: [
      { id: 'b1', dealId: 'd', filingId: 'f1', kind: 'vat', amount: '120000', usedOn: '2026-05-20', authority: '主管税务机关' },
      { id: 'b2', dealId: 'd', filingId: 'f1', kind: 'subsidy', usedOn: '2026-07-01', authority: '示例科技主管部门' },
      { id: 'b3', dealId: 'd', filingId: 'f1', kind: 'cit', usedOn: '2026-05-20', authority: '主管税务机关', informedOn: '2026-06-20' },
    ],
  };
  it('the signed supplement is a task to report; the change begins with what it says', () => {
    expect(unreflected(changed, registered)).toMatchObject([{ kind: 'change', on: '2026-06-10' }]);
    const begun = apply(good(startFollowup(changed, registered, 'change', 'u')))['followups']!['u'] as Followup;
    expect(begun).toMatchObject({ agreementId: 'bc', values: { totalAmount: '5500000.00' }, before: { totalAmount: '6000000.00' }, on: '2026-06-10' });
    expect(unreflected({ ...changed, followups: [begun] }, registered)).toEqual([]);
    // 今日 tells of it until it is taken up
    const open = (f: DealFile): string[] =>
      clocksOf(f, rulesOn('2026-06-12'), '2026-06-12')
        .map((c) => c.kind)
        .filter((k) => k === 'changeReport');
    // ended, its validity is no last day to file any more
    const validTo = { ...changed, signings: changed.signings.map((s) => (s.id === 's' ? { ...s, validTo: '2026-12-31' } : s)) };
    const ends = (state: Filing['state']): string[] =>
      clocksOf({ ...validTo, filings: [{ ...registered, state }] }, rulesOn('2026-06-12'), '2026-06-12')
        .map((c) => c.kind)
        .filter((k) => k === 'validity' || k === 'contractEnd');
    expect([ends('submitted'), ends('registered'), ends('cancelled'), ends('revoked')]).toEqual([
      ['validity'],
      ['contractEnd'],
      ['contractEnd'],
      ['contractEnd'],
    ]);
    expect([open(changed), open({ ...changed, followups: [begun] })]).toEqual([['changeReport'], []]);
    // one signed before the registration was part of what was registered
    expect(unreflected(changed, { ...registered, registeredOn: '2026-06-11' })).toEqual([]);
  });
  it('lists the authorities to tell: benefits used before, not told since', () => {
    const done: Followup = { id: 'u', dealId: 'd', filingId: 'f1', kind: 'change', state: 'done', doneOn: '2026-06-25' };
    const after = { ...changed, followups: [done] };
    expect(toInform(after, registered).map((x) => [x.benefit.id, x.event.on])).toEqual([
      ['b1', '2026-06-25'],
      ['b3', '2026-06-25'],
    ]);
    expect(toInform(changed, registered)).toEqual([]);
    // a row just begun is no benefit yet, for the clock neither
    const begun = { ...after, benefits: [{ id: 'b4', dealId: 'd', filingId: 'f1' }] };
    expect([toInform(begun, registered), benefitClocks(begun, rulesOn('2026-06-26'))]).toEqual([[], []]);
    const revoked: Filing = { ...registered, state: 'revoked', revokedOn: '2026-08-01' };
    expect(toInform(changed, revoked).map((x) => x.benefit.id)).toEqual(['b1', 'b2', 'b3']);
    expect(toInform({ ...changed, benefits: changed.benefits!.map((b) => ({ ...b, informedOn: '2026-08-01' })) }, revoked)).toEqual([]);
    expect(eventsOf(after, { ...registered, changedOn: '2026-06-25', state: 'cancelled', cancelledOn: '2026-09-01' })).toEqual([
      { kind: 'cancel', on: '2026-09-01' },
      { kind: 'change', on: '2026-06-25' },
    ]);
    // of two on one day the end is what authorities are told of
    const ended: Filing = { ...registered, changedOn: '2026-06-25', state: 'revoked', revokedOn: '2026-06-25' };
    expect(toInform(after, ended).map((x) => x.event.kind)).toEqual(['revoke', 'revoke']);
    expect(benefitClocks(after, rulesOn('2026-06-26')).length).toBeGreaterThan(0);
  });
});

describe('step 12: statistics', () => {
  const stamp = (day: string): string => {
    const ms = Date.parse(`${day}T00:00:00Z`).toString(16).padStart(12, '0');
    return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
  };
  const filings: Filing[] = [
    {
      ...day3,
      id: stamp('2026-03-06'),
      state: 'returned',
      acceptedOn: '2026-03-11',
      returnedOn: '2026-03-13',
      reasons: [
        { code: 'R08', text: '一' },
        { code: 'R09', text: '二' },
        { code: 'R07', text: '三' },
      ],
    },
    {
      ...day3,
      id: stamp('2026-03-16'),
      version: 2,
      submittedAt: '2026-03-20T09:00',
      acceptedOn: '2026-03-21',
      registeredOn: '2026-04-10',
      state: 'registered',
    },
    {
      id: stamp('2025-11-01'),
      dealId: 'e',
      version: 1,
      state: 'returned',
      submittedAt: '2025-11-05T09:00',
      returnedOn: '2025-11-10',
      reasons: [{ code: 'R08', text: '一' }],
    },
    { id: 'draft', dealId: 'x', state: 'draft' },
  ];
  const rows = countedFilings(filings, (id) => `点 ${id}`);
  it('causes, points, people and the days of each stage', () => {
    const s = statisticsOf(rows, filings);
    expect([s.filed, s.returned, s.registered, s.cancelled, s.revoked]).toEqual([3, 2, 1, 0, 0]);
    expect(s.causes.map((c) => [c.code, c.count])).toEqual([
      ['R08', 2],
      ['R07', 1],
      ['R09', 1],
    ]);
    expect(s.byPoint).toEqual(
      [
        { name: '', filed: 1, returned: 1, reasons: 1 },
        { name: '点 gd', filed: 2, returned: 1, reasons: 3 },
      ].toSorted((a, b) => b.returned - a.returned || b.filed - a.filed),
    );
    expect(s.byPerson.map((p) => p.name).toSorted()).toEqual(['', '示例经办人']);
    // what a simulated registry had stands in a line of its own, whatever point the form names
    const simulated = countedFilings(filings, String, (f) => (f === filings[0] ? '模拟' : undefined));
    expect(statisticsOf(simulated, filings).byPoint.map((p) => [p.name, p.filed])).toContainEqual(['模拟', 1]);
    // 6→10 March, 16→20 March, 1→5 November: four days each; returned 13 March, filed again on the 20th; first filed 10 March, registered 10 April
    expect(s.times).toEqual([
      { stage: 'draftedFiled', n: 3, median: 4, longest: 4 },
      { stage: 'filedAccepted', n: 2, median: 1, longest: 1 },
      { stage: 'acceptedReturned', n: 2, median: 3.5, longest: 5 },
      { stage: 'returnedCorrected', n: 1, median: 7, longest: 7 },
      { stage: 'filedRegistered', n: 1, median: 31, longest: 31 },
    ]);
  });
  it('a portal that asks for supplements twice on one version: both sets of grounds, their days and what was done stay and are counted', () => {
    const applied = (before: Filing, edits: Edit[]): Filing => apply(edits, { filings: { f1: { ...before } } })['filings']!['f1'] as Filing;
    const told = (before: Filing, on: string, text: string): Filing =>
      applied(
        before,
        good(applyRegistryStatus(before, { state: 'supplement', returnedOn: on, reasons: [{ code: 'R08', text }], returnText: `请补正：${text}` })),
      );
    const mended = (f: Filing): Filing => ({ ...f, reasons: f.reasons!.map((r) => ({ ...r, done: true })) });
    const first = told(day3, '2026-03-12', '印章不清');
    const handedIn = applied(first, good(handInSupplement(mended(first), '2026-03-14', '2026-03-20')));
    const again = told({ ...handedIn, reasons: mended(first).reasons }, '2026-03-16', '缺承诺书');
    expect(again).toMatchObject({ state: 'supplement', returnedOn: '2026-03-16', reasons: [{ text: '缺承诺书' }], returnText: '请补正：缺承诺书' });
    const was = { on: '2026-03-12', handedInOn: '2026-03-14', said: '请补正：印章不清', reasons: [{ code: 'R08', text: '印章不清', done: true }] };
    expect(again.earlierReturns).toEqual([was]);
    // the same once more is no third answer, and what is returned before anything was handed in keeps what was asked for
    expect(told(again, '2026-03-16', '缺承诺书').earlierReturns).toEqual([was]);
    const back = applied(again, good(applyRegistryStatus(again, { state: 'returned', returnedOn: '2026-03-19', reasons: [{ text: '逾期未补正' }] })));
    expect(back.earlierReturns!.map((r) => [r.on, r.handedInOn])).toEqual([
      ['2026-03-12', '2026-03-14'],
      ['2026-03-16', undefined],
    ]);
    const end = applied(again, good(handInSupplement(mended(again), '2026-03-19', '2026-03-20')));
    const counted = countedFilings([end], (id) => id);
    const s = statisticsOf(counted, [end]);
    expect([s.causes, s.byPoint[0]?.reasons]).toEqual([[{ code: 'R08', count: 2, filings: ['f1'] }], 2]);
    expect(s.times).toContainEqual({ stage: 'returnedCorrected', n: 2, median: 2.5, longest: 3 });
    expect(reasonLines(counted).map(({ on, reason }) => [on, reason.text])).toEqual([
      ['2026-03-12', '印章不清'],
      ['2026-03-16', '缺承诺书'],
    ]);
  });
  it.each(['cancelled', 'revoked'] as const)('a registration that was %s since is none any more, and how long it took stays', (state) => {
    const ended = filings.map((f) => (f.state === 'registered' ? { ...f, state } : f));
    const s = statisticsOf(countedFilings(ended, String), ended);
    expect(s).toMatchObject({ filed: 3, returned: 2, registered: 0, cancelled: 0, revoked: 0, [state]: 1 });
    expect(s.times.at(-1)).toEqual({ stage: 'filedRegistered', n: 1, median: 31, longest: 31 });
  });
  it('what the house itself gave back is no return of a registry, and no stage is counted from it or to it', () => {
    const house: Filing = { ...day3, id: 'h', state: 'returned', orgReviewOn: '2026-03-08', returnedOn: '2026-03-09', reasons: [{ code: 'R08', text: '一' }] };
    const later = filings.map((f) => (f.dealId === 'd' ? { ...f, version: (f.version ?? 1) * 2 } : f));
    const all = [{ ...house, version: 1, submittedAt: '2026-03-08T09:00' }, { ...house, id: 'h3', version: 3 }, ...later];
    const by = (some: readonly Filing[]) =>
      statisticsOf(
        countedFilings(some, (id) => `点 ${id}`),
        some,
      );
    expect(by(all)).toEqual(by(filings));
  });
  it('year by year, and each cause opens its filings', () => {
    expect(rows.map((r) => r.year)).toEqual(['2026', '2026', '2025']);
    expect(
      statisticsOf(
        rows.filter((r) => r.year === '2026'),
        filings,
      ).causes[0],
    ).toMatchObject({ count: 1, filings: [filings[0]!.id] });
    expect(reasonLines(rows)).toHaveLength(4);
  });
});
