import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../shared/change/chain.ts';
import { checkFiling, checkRegisterNo } from '../../shared/domain/checks/filing.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { asSubmitted, differenceOf } from '../../shared/domain/filing-difference.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { contractTypeOf, dealAmounts, iprOf, isEnterprise, payMethodOf } from '../../shared/domain/filing-facts.ts';
import { fillForm, formValues } from '../../shared/domain/filing-form.ts';
import { applyRegistryStatus } from '../../shared/domain/filing-machine.ts';
import {
  contractFactsOf,
  editFiling,
  filingContent,
  freezeFiling,
  handInSupplement,
  isOurs,
  markFiledByPack,
  queueFiling,
  startFiling,
  thawFiling,
  tickField,
} from '../../shared/domain/filing-rules.ts';
import { signingUnpublished } from '../../shared/domain/notice-rules.ts';
import { arrivalReasons } from '../../shared/registry/check.ts';
import { filingBody } from '../../shared/registry/letter.ts';
import { apply, form, good, keys, lists, refusalKey, rulesOn, signed } from './support.ts';

const today = '2026-05-28';
const rules = rulesOn(today);
const fill = (f: DealFile, typed = {}) => fillForm(f, form, lists, today, typed);
const filing: Filing = { id: 'f1', dealId: 'sample-deal', contractId: 'c1', signingId: 's1', version: 1, state: 'draft', form: {} };
const check = (f: DealFile, typed = {}, others: Filing[] = [], on = rules) => checkFiling({ file: f, filing, form: fill(f, typed), lists, others }, on);

describe('the 登记表 of R-017', () => {
  it('registers the fixed part, and says that the royalty follows', () => {
    const filled = fill(signed());
    const of = (key: string) => filled.fields.find((x) => x.key === key)!;
    expect([of('totalAmount').shown, of('technicalAmount').shown, of('payMethod').value]).toEqual(['1,500,000.00', '1,500,000.00', '提成支付附加预付入门费']);
    expect(filled.notes).toEqual(['royaltyPending']);
    expect(formValues(filled)).toMatchObject({
      totalAmount: '1500000.00',
      note: '提成部分待补报',
      contractType: '技术许可/专利实施许可',
      buyerRegion: '440600',
      buyerCountry: '142',
      buyerScale: '小型',
      isRelated: '否',
      ipr: '专利/发明专利',
      techField: '农业',
      newInput: '200',
    });
    expect(of('totalAmount').from).toEqual({ table: 'contracts', id: 'c1', field: 'fields.fixedFee' });
    expect([of('totalAmount').origin, of('buyerName').origin, of('socioEconomic').confirmed, of('buyerName').confirmed]).toEqual([
      'derived',
      'record',
      false,
      true,
    ]);
    expect(filled.fields.filter((x) => x.mustFill && x.value === '').map((x) => x.key)).toEqual([]);
  });
  it('passes its own check and the registry’s on arrival', () => {
    expect(check(signed()).filter((f) => f.level === 'must')).toEqual([]);
    expect(keys(check(signed()))).toEqual(['filing.royaltyUndetermined']);
    const f = signed();
    const frozen = apply(good(freezeFiling(f, filing, formValues(fill(f)), { musts: 0, asks: 0 }, '2026-05-28T09:00:00+08:00')), {
      filings: { f1: { ...filing } },
    })['filings']!['f1'] as Filing;
    const plan = good(queueFiling(f, frozen, 'simulated'));
    expect(arrivalReasons(filingBody.parse(plan.letters![0]!.body))).toEqual([]);
    expect(plan.edits).toMatchObject([{ fields: { state: 'queued' } }]);
  });
  it('what a person typed wins, and is checked', () => {
    const f = fill(signed(), { totalAmount: '150万', isRelated: '是' });
    expect(f.fields.find((x) => x.key === 'totalAmount')).toMatchObject({ value: '1500000.00', origin: 'typed' });
    expect(keys(check(signed(), { totalAmount: '很多' }))).toContain('filing.amountUnread');
  });
});

describe('kinds of payment, contract, right', () => {
  const f = signed();
  const c = f.contracts[0]!;
  const pay = (fields: Record<string, string>, more: Partial<DealFile> = {}) =>
    payMethodOf({ ...f, rounds: [], pricings: [], contracts: [{ ...c, fields }], ...more });
  it('payment', () => {
    expect([
      pay({ fixedFee: '100', payKind: 'once' }),
      pay({ fixedFee: '100', payKind: 'instalments' }),
      pay({ fixedFee: '100' }, { instalments: [{ id: 'a' }, { id: 'b' }] }),
      pay({ royaltyRate: '3%' }),
      pay({ fixedFee: '1', royaltyRate: '0' }),
      pay({}),
    ]).toEqual(['YC', 'FQ', 'FQ', 'TC', undefined, undefined]);
    expect(dealAmounts({ ...f, contracts: [{ ...c, fields: { ...c.fields, fixedFee: '6000000', nonTechnical: '1400000' } }] }).technical?.toFixed(2)).toBe(
      '4600000.00',
    );
    expect(dealAmounts({ ...f, contracts: [] }).from).toMatchObject({ table: 'rounds' });
    // technology put in as shares is contracted for at its 技术作价, which no other kind asks
    const shares = (kind: string) => dealAmounts({ ...f, rounds: [], pricings: [], contracts: [{ ...c, kind, fields: { value: '3000000' } }] });
    expect([shares('ZR-RG').total?.toFixed(2), shares('ZR-RG').from, shares('KF-WT').total]).toEqual([
      '3000000.00',
      { table: 'contracts', id: c.id, field: 'fields.value' },
      undefined,
    ]);
  });
  it('contract and right', () => {
    expect([
      contractTypeOf({ ...f, contracts: [] }),
      contractTypeOf(f, { id: 'x', kind: 'foreign', foreignText: '技术咨询合同\n咨询报告与咨询意见' }),
      contractTypeOf({ ...f, contracts: [], deal: { id: 'd' } }),
    ]).toEqual(['XK', 'ZX', undefined]);
    const ipr = (kind: 'secret' | 'software' | 'utility' | 'application') => iprOf({ ...f, deal: { id: 'd' }, rights: [{ id: 'r', kind }] });
    expect([
      ipr('secret'),
      ipr('software'),
      ipr('utility'),
      ipr('application'),
      iprOf({ ...f, rights: [] }),
      iprOf({ ...f, deal: { ...f.deal, ipr: 'WU' } }),
    ]).toEqual(['JSMM', 'RJ', 'ZL2', 'ZL', undefined, 'WU']);
    expect([
      isEnterprise({ nature: '150' }),
      isEnterprise({ nature: '0211', kind: 'enterprise' }),
      isEnterprise({ kind: 'enterprise' }),
      isEnterprise(undefined),
    ]).toEqual([true, false, true, false]);
  });
});

describe('grounds of return', () => {
  const f = signed();
  const c = f.contracts[0]!;
  const deal = (more: object): DealFile => ({ ...f, deal: { ...f.deal, ...more } });
  it.each([
    ['empty field', f, { projectName: '' }, 'filing.fieldMissing'],
    ['unknown code', f, { techField: '玄学' }, 'filing.codeUnknown'],
    ['date', f, { signDate: '某日' }, 'filing.dateUnread'],
    ['code', f, { buyerCreditCode: '123' }, 'party.usccLength'],
    ['zip', f, { buyerZip: '1' }, 'party.zipShape'],
    ['telephone', f, { buyerTel: 'abc' }, 'party.phoneShape'],
    ['zero', f, { totalAmount: '0' }, 'filing.amountZero'],
    ['technical over total', f, { technicalAmount: '2000000' }, 'filing.technicalOver'],
    ['万元 typed as 元', f, { totalAmount: '150', technicalAmount: '150' }, 'filing.unitSuspect'],
    ['differs from contract', f, { totalAmount: '1600000' }, 'filing.amountDiffers'],
    ['technical differs from contract', f, { technicalAmount: '1400000' }, 'filing.technicalDiffers'],
    ['title', f, { projectName: '低温等离子种子处理装置' }, 'filing.titleDiffers'],
    ['type', f, { contractType: '技术开发/委托开发' }, 'filing.typeDiffers'],
    ['buyer name', f, { buyerName: '示例种业股份有限公司' }, 'text.partyDiffers'],
    ['abroad', { ...f, buyer: { ...f.buyer!, country: '110' } }, {}, 'filing.abroad'],
    ['buyer files', deal({ role: 'buyer' }), {}, 'filing.notSeller'],
    ['equipment', deal({ route: 'development' }), {}, 'filing.equipmentIncluded'],
    ['large', { ...f, contracts: [{ ...c, fields: { ...c.fields, fixedFee: '5000000' } }] }, {}, 'filing.largeContract'],
    ['proof of right', { ...f, attachments: [] }, {}, 'filing.proofMissing'],
    ['order', f, { validFrom: '2032-01-01' }, 'signing.dateOrder'],
    ['not an enterprise', { ...f, buyer: { ...f.buyer!, nature: '0221' } }, { buyerScale: '小型' }, 'filing.enterpriseOnly'],
  ] as [string, DealFile, object, string][])('%s', (_, file, typed, key) => expect(keys(check(file, typed))).toContain(key));
  it('technology bought abroad is filed by its domestic buyer under the 2024 draft, which only asks; before it the seller files', () => {
    const imported = { ...deal({ role: 'buyer' }), seller: { ...f.seller!, country: '276' } };
    const found = (on: string) =>
      checkFiling({ file: imported, filing, form: fill(imported), lists, others: [] }, rulesOn(on)).filter((x) =>
        /importBuyer|notSeller|abroad/.test(x.message.key),
      );
    expect(found(today).map((x) => [x.message.key, x.level])).toEqual([
      ['filing.abroad', 'must'],
      ['filing.importBuyer', 'ask'],
    ]);
    expect(found('2025-05-28').map((x) => [x.message.key, x.level])).toEqual([
      ['filing.abroad', 'must'],
      ['filing.notSeller', 'must'],
    ]);
  });
  it('a buyer abroad stops the filing for being abroad, not for a region and a credit code it cannot have', () => {
    const missing = (buyer: object) =>
      check({ ...f, buyer: { ...f.buyer!, region: undefined, uscc: undefined, ...buyer } as DealFile['buyer'] }).flatMap((x) =>
        x.message.key === 'filing.fieldMissing' ? [x.where.field] : [],
      );
    expect(missing({})).toEqual(['region', 'uscc']);
    expect(missing({ country: '276' })).toEqual([]);
  });
  it('a transfer of a patent asks for the office', () => {
    const zr = { ...f, contracts: [{ id: 'c1', kind: 'foreign' as const, foreignText: '专利权转让合同\n' }] };
    expect(keys(check(zr))).toContain('filing.wrongOffice');
  });
  it('the day: before effect, near the end, after it; 待确认 rules only ask', () => {
    expect(keys(check(f, {}, [], rulesOn('2026-05-24')))).toContain('filing.beforeEffect');
    expect(check(f, {}, [], rulesOn('2031-05-25'))).toContainEqual(
      expect.objectContaining({ message: { key: 'filing.validityEnding', params: { day: '2031-05-31', days: 6 } } }),
    );
    const after = check(f, {}, [], rulesOn('2031-06-02')).find((x) => x.message.key === 'filing.afterValidity')!;
    expect([after.level, after.confirmed]).toEqual(['ask', false]);
  });
  it('what the buyer expects is asked about from ten thousand times the price on: 元 under a heading of 万元', () => {
    const asked = (newOutput: string) => check(f, { newOutput }).filter((x) => x.message.key === 'filing.expectedFar');
    expect(asked('14999999999')).toEqual([]);
    expect(asked('15000000000')).toMatchObject([{ level: 'ask', message: { params: { times: '10000', amount: '15,000,000,000.00' } } }]);
  });
  it('the large-contract limit is exact', () => {
    const at = (amount: string) => keys(check({ ...f, contracts: [{ ...c, fields: { ...c.fields, fixedFee: amount } }] })).includes('filing.largeContract');
    expect([at('4999999.99'), at('5000000')]).toEqual([false, true]);
  });
  it('once per contract', () => {
    const other: Filing = { id: 'f0', contractId: 'c1', state: 'registered', registerNo: '4401002026000001' };
    expect(keys(check(f, {}, [other]))).toContain('filing.duplicate');
    expect(keys(check(f, {}, [{ ...other, state: 'returned' }]))).not.toContain('filing.duplicate');
    expect(keys(check(f, {}, [{ id: 'f9', contractId: 'other', state: 'queued', form: formValues(fill(f)) }]))).toContain('filing.duplicate');
  });
  it('the register number', () => {
    const of = (registerNo: string, ws: 'work' | 'sample' = 'work', others: Filing[] = []) =>
      keys(checkRegisterNo({ ...filing, registerNo }, others, rules, ws));
    expect([
      of(''),
      of('4401002026000001'),
      of('44010020260'),
      of('9900002026000001'),
      of('9900002026000001', 'sample'),
      of('4401002026000001', 'work', [{ id: 'x', registerNo: '4401002026000001' }]),
    ]).toEqual([[], [], ['filing.registerNoShape'], ['filing.registerNoSimulated'], [], ['filing.registerNoTwice']]);
  });
});

describe('from draft to registered', () => {
  const f = signed();
  const values = formValues(fill(f));
  const freeze = (file: DealFile, musts = 0, x: Filing = filing, asks = 0) => freezeFiling(file, x, values, { musts, asks }, '2026-05-28T09:00:00+08:00');
  const ready: Filing = { ...filing, ...(good(freeze(f))[0] as { fields: Filing }).fields };
  it('starts once, again after a return', () => {
    expect(good(startFiling(f, 'f1', 'gd-2026'))).toMatchObject([{ op: 'make', row: { version: 1, state: 'draft', contractId: 'c1', signingId: 's1' } }]);
    expect(refusalKey(startFiling({ ...f, filings: [filing] }, 'f2', 'x'))).toBe('filing.already');
    expect(good(startFiling({ ...f, filings: [{ ...filing, state: 'returned', form: { a: 'b' } }] }, 'f2', 'x'))).toMatchObject([
      { row: { version: 2, form: { a: 'b' } } },
    ]);
  });
  it('starts again only when every ground is mended or answered; one supplemented by letter goes on as the next version', () => {
    const back = (state: Filing['state'], reasons: Filing['reasons'], carrier: Filing['carrier'] = 'pack') =>
      startFiling({ ...f, filings: [{ ...filing, state, reasons, carrier }] }, 'f2', 'x');
    expect(refusalKey(back('returned', [{ text: '一', done: true }, { text: '二' }]))).toBe('filing.reasonsOpen');
    expect(
      back('returned', [
        { text: '一', done: true },
        { text: '二', how: '原件如此' },
      ]),
    ).toMatchObject([{ row: { version: 2 } }]);
    expect(back('supplement', [{ text: '一', done: true }], 'http')).toMatchObject([{ row: { version: 2 } }]);
    expect(refusalKey(back('supplement', [{ text: '一', done: true }]))).toBe('filing.already');
    expect(refusalKey(back('revoked', undefined))).toBe('filing.already');
  });
  it('supplements at the portal go on with the same version, from their day', () => {
    const asked: Filing = {
      ...filing,
      state: 'supplement',
      carrier: 'pack',
      submittedAt: '2026-05-20T10:00',
      returnedOn: '2026-05-25',
      reasons: [{ text: '附件缺失' }],
    };
    const mended = { ...asked, reasons: [{ text: '附件缺失', done: true }] };
    expect(refusalKey(handInSupplement(asked, '2026-05-27', today))).toBe('filing.reasonsOpen');
    expect(refusalKey(handInSupplement(mended, '2026-05-24', today))).toBe('filing.dayBeforeFiling');
    expect(refusalKey(handInSupplement(mended, '2026-05-29', today))).toBe('filing.dayAhead');
    expect(refusalKey(handInSupplement({ ...mended, carrier: 'http' }, '2026-05-27', today))).toBe('filing.noSupplement');
    expect(handInSupplement(mended, '2026.5.27', today)).toMatchObject([{ fields: { state: 'submitted', supplementOn: '2026-05-27' } }]);
  });
  it('freezes only on a signed scan and an effective day', () => {
    const sign = (more: object): DealFile => ({ ...f, signings: [{ ...f.signings[0]!, ...more }] });
    expect([
      refusalKey(freeze({ ...f, signings: [] })),
      refusalKey(freeze(sign({ scanIds: [] }))),
      refusalKey(freeze({ ...f, attachments: [] })),
      refusalKey(freeze(sign({ effectiveOn: undefined }))),
      refusalKey(freeze(sign({ effectiveOn: '某日' }))),
      refusalKey(freeze(f, 2)),
      refusalKey(freeze(f, 0, ready)),
      // as publishing does, it asks for the written reason of every 请核实
      refusalKey(freeze(f, 0, filing, 2)),
    ]).toEqual([
      'filing.noSigning',
      'filing.noScan',
      'filing.noScan',
      'filing.noEffectiveDay',
      'filing.noEffectiveDay',
      'filing.mustsOpen',
      'filing.frozen',
      'filing.asksOpen',
    ]);
    expect(ready).toMatchObject({ state: 'ready', frozenHash: expect.stringMatching(/^[0-9a-f]{64}$/), form: values });
  });
  it('freezes a scan of fewer or more pages than the locked version only with a reason for each that differs', () => {
    const sign = (more: object): DealFile => ({ ...f, signings: [{ ...f.signings[0]!, ...more }] });
    const apart = { of: 'locked', page: 3, reason: '附件另册' };
    expect(
      [{ lockedPages: 3 }, { lockedPages: 1 }, { lockedPages: 4, pageNotes: [apart] }, { lockedPages: 3, pageNotes: [apart] }, { lockedPages: 2 }].map((x) =>
        refusalKey(freeze(sign(x))),
      ),
    ).toEqual(['filing.pagesMissing', 'filing.pagesExtra', 'filing.pagesMissing', 'not refused', 'not refused']);
  });
  it('a public seller’s agreed price was published, or the reason for not doing so is written; enterprises and markets skip it', () => {
    const priced = (more: object): DealFile => ({ ...f, notices: [], pricings: f.pricings.map((p) => ({ ...p, ...more })) });
    const running = { ...f, notices: f.notices.map((n) => ({ ...n, closedOn: undefined })) };
    const higher = { ...f, notices: f.notices.map((n) => ({ ...n, price: '1800000' })) };
    const enterprise = (file: DealFile): DealFile => ({
      ...file,
      office: { ...file.office!, isPublic: false },
      seller: { ...file.seller!, kind: 'enterprise' },
    });
    expect([priced({}), running, priced({ noNoticeReason: ' ' })].map((x) => refusalKey(freeze(x)))).toEqual(Array(3).fill('signing.unpublished'));
    expect(refusalKey(freeze(higher))).toBe('signing.belowNotice');
    expect(
      [
        priced({ noNoticeReason: '主管部门批准不公示' }),
        priced({ route: 'listing' }),
        priced({ route: 'auction' }),
        enterprise(priced({})),
        enterprise(running),
        f,
      ].map((x) => signingUnpublished(x)),
    ).toEqual(Array(6).fill(null));
    expect(
      (['university', 'hospital'] as const).map((kind) =>
        refusalKey(signingUnpublished({ ...priced({}), office: { id: 'office' }, seller: { ...f.seller!, kind } })),
      ),
    ).toEqual(Array(2).fill('signing.unpublished'));
  });
  it('frozen text stands; thawing is allowed until it left', () => {
    expect([refusalKey(editFiling(ready, 'agent', 'x')), isOurs({ state: 'queued' })]).toEqual(['filing.frozen', false]);
    expect(good(editFiling({ ...filing, form: { agent: 'a' } }, 'agent', ''))).toMatchObject([{ fields: { form: {} } }]);
    expect(good(editFiling(filing, 'agent', 'x'))).toMatchObject([{ fields: { form: { agent: 'x' } } }]);
    expect([good(thawFiling(ready, {})).length, refusalKey(thawFiling({ ...ready, state: 'queued' }, {}))]).toEqual([1, 'filing.sent']);
  });
  it('queues what was frozen, and nothing that moved since', () => {
    expect(good(queueFiling(f, ready, 'simulated')).letters).toHaveLength(1);
    expect([
      refusalKey(queueFiling(f, filing, 'simulated')),
      refusalKey(queueFiling({ ...f, signings: [{ ...f.signings[0]!, place: '广州' }] }, ready, 'simulated')),
    ]).toEqual(['filing.notFrozen', 'filing.moved']);
    expect(contractFactsOf(f)).toMatchObject({
      sellerName: '示例农业研究所',
      effectiveOn: '2026-05-25',
      totalAmount: '1500000.00',
      title: '低温等离子体种子处理装置',
    });
    expect(contractFactsOf({ ...f, signings: [], contracts: [] }).lockedHash).toBeUndefined();
  });
  it('papers laid beside the form go in the letter, also those added after freezing and to the version before; what left keeps its own', () => {
    const paper = (id: string, ownerId: string, more: object = {}) =>
      ({ id, ownerTable: 'filings', ownerId, kind: 'annex', name: `${id}.pdf`, hash: sha256Hex(id), size: 1, ...more }) as DealFile['attachments'][number];
    const before: Filing = { ...ready, id: 'f0', version: 0, state: 'returned' };
    const laid = [paper('权利证明', 'f1'), paper('技术指标', 'f0'), paper('别处', 'f9'), paper('拿掉', 'f1', { archived: true })];
    const all = { ...f, filings: [before, ready], attachments: [...f.attachments, ...laid] };
    const { edits, letters } = good(queueFiling(all, ready, 'simulated'));
    const body = filingBody.parse(letters![0]!.body);
    const beside = (proofs: Filing['frozenProofs']) => (proofs ?? []).filter((p) => p.kind !== 'signedScan').map((p) => [p.kind, p.name]);
    expect(beside(body.proofs)).toEqual([
      // kept with the right itself
      ['right', '证书.pdf'],
      ['annex', '权利证明.pdf'],
      ['annex', '技术指标.pdf'],
    ]);
    const { fields } = edits[0] as { fields: Filing };
    expect([fields.frozenHash, fields.frozenProofs]).toEqual([body.contentHash, body.proofs]);
    const sent = { ...ready, ...fields };
    const later = { ...all, attachments: [...all.attachments, paper('后来', 'f1')] };
    expect(filingContent(later, sent, sent.form ?? {}).proofs).toEqual(body.proofs);
    expect(differenceOf(before, asSubmitted(later, ready, {})).added.map((p) => p.name)).toContain('后来.pdf');
  });
  it('by hand needs every tick, a time that can be, and a proof', () => {
    const bounds = { now: '2026-05-28T10:05', frozenAt: '2026-05-28T09:00', signedOn: '2026-05-20' };
    const done = { submittedAt: '2026-05-28T10:00', proofIds: ['a9'] };
    const all: Filing = { ...ready, ticked: Object.keys(values) };
    const mark = (x: Filing, more: object = {}) => markFiledByPack(x, { ...done, ...more }, bounds);
    expect(
      [
        mark(ready),
        mark(all, { submittedAt: '' }),
        mark(all, { submittedAt: '上午' }),
        mark(all, { submittedAt: '2030-01-01T10:00' }),
        mark(all, { proofIds: [] }),
        mark(filing),
      ].map(refusalKey),
    ).toEqual(['filing.unticked', 'filing.noSubmissionTime', 'filing.timeUnread', 'filing.timeAhead', 'filing.noProof', 'filing.notFrozen']);
    expect(good(mark(all))).toMatchObject([{ fields: { state: 'submitted', carrier: 'pack' } }]);
    expect(good(tickField(ready, 'agent', true))).toMatchObject([{ fields: { ticked: ['agent'] } }]);
    expect(good(tickField({ ...ready, ticked: ['agent'] }, 'agent', false))).toMatchObject([{ fields: { ticked: [] } }]);
    expect(refusalKey(tickField(filing, 'agent', true))).toBe('filing.notFrozen');
  });
  it('takes the registry’s word in its order, once', () => {
    const submitted: Filing = { ...ready, state: 'submitted' };
    expect(good(applyRegistryStatus(submitted, { state: 'accepted', acceptedOn: '2026-05-29' }))).toMatchObject([
      { fields: { state: 'accepted', acceptedOn: '2026-05-29' } },
    ]);
    expect(good(applyRegistryStatus({ ...submitted, state: 'accepted' }, { state: 'accepted' }))).toEqual([]);
    expect([
      refusalKey(applyRegistryStatus({ ...submitted, state: 'registered' }, { state: 'accepted' })),
      refusalKey(applyRegistryStatus(submitted, { state: 'registered' })),
      refusalKey(applyRegistryStatus(submitted, { state: 'returned' })),
      refusalKey(applyRegistryStatus({ id: 'x' }, { state: 'accepted' })),
    ]).toEqual(['filing.statusOrder', 'filing.noRegisterNo', 'filing.noReasons', 'filing.statusOrder']);
    expect(good(applyRegistryStatus(submitted, { state: 'registered', registerNo: '9900002026000001', simulated: true }))).toHaveLength(1);
    expect(good(applyRegistryStatus(submitted, { state: 'returned', reasons: [{ code: 'R08' }] }))).toHaveLength(1);
  });
});
