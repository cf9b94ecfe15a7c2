import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isResidentId, isUscc, parsePatentNumber } from '../../shared/ids.ts';
import { emptyDealFile, latestWorksheet, type DealFile } from '../../shared/domain/deal-file.ts';
import { answerQuestion, editContract, lockContract, makeContractVersion, wordClause } from '../../shared/domain/contract-rules.ts';
import type { Pricing } from '../../shared/domain/deal.ts';
import { blocks, finding, inOrder, openAsks } from '../../shared/domain/finding.ts';
import { addRound, editRound } from '../../shared/domain/round-rules.ts';
import { sampleAchievements, SAMPLE_COLUMNS, samplePatent, sampleUscc, seededRandom } from '../../shared/domain/samples.ts';
import { sampleDeal } from '../../shared/domain/sample-deal.ts';
import { currentStage, roomOf, STAGES, stageRail, whatIsMissing, type Stage } from '../../shared/domain/stages.ts';
import { TABLES, type TableName } from '../../shared/domain/tables.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { editWorksheet, freezeWorksheet, isUsed } from '../../shared/domain/worksheet-rules.ts';
import { dealRail } from '../../renderer/documents/deal-rail.ts';
import { good, HASH, json, r017, refusalKey, rulesOn, signed } from './support.ts';

const rules = rulesOn('2026-05-28');
const states = (f: DealFile): Record<Stage, string> => Object.fromEntries(stageRail(f, rules).map((s) => [s.stage, s.state])) as Record<Stage, string>;

describe('the rail', () => {
  it('reads a drafted contract with what its records answer', () => {
    const f = signed();
    const drafted = { ...f, contracts: f.contracts.map((c) => ({ ...c, fields: {} })) };
    const said = (deal: DealFile): string[] =>
      dealRail(deal, rules)
        .flatMap((s) => s.missing.map((m) => m.finding.message.key))
        .filter((k) => k.startsWith('contract.'));
    expect(stageRail(drafted, rules).flatMap((s) => s.missing.map((m) => m.finding.message.key))).toContain('contract.priceMissing');
    expect(said(drafted)).toEqual(['contract.recordal']);
    expect(said({ ...drafted, rounds: [] })).toContain('contract.priceMissing');
  });
  it('tells what a draft somebody worded contradicts, at its clause, until it is locked', () => {
    const f = signed();
    const worded = (clauseTexts: Record<string, string>, more: object = {}): DealFile => ({
      ...f,
      contracts: f.contracts.map((c) => ({ ...c, state: 'draft' as const, lockedHash: '', ...more, clauseTexts })),
    });
    const said = (deal: DealFile) =>
      dealRail(deal, rules).flatMap((s) =>
        s.missing.flatMap((m) =>
          /badReference|wordingDiffers/.test(m.finding.message.key) ? [[s.stage, m.finding.level, m.finding.message.key, m.finding.where.field]] : [],
        ),
      );
    expect(said(worded({}))).toEqual([]);
    expect(said(worded({ 'subject.title': '权利保证见第九十九条。' }))).toEqual([['signing', 'must', 'contract.badReference', 'clauseTexts.subject.title']]);
    expect(said(worded({ 'subject.title': '权利保证见第九十九条。' }, { state: 'locked', lockedHash: HASH }))).toEqual([]);
  });
  it('of R-017 stands at the notice of 180 万, and says so first', () => {
    const rail = stageRail(r017(), rules);
    expect(states(r017())).toEqual({
      start: 'done',
      valuation: 'done',
      negotiation: 'done',
      pricing: 'blocked',
      signing: 'later',
      filing: 'later',
      performance: 'later',
    });
    expect(rail[3]!.reason?.message.key).toBe('notice.priceBelow');
    expect(whatIsMissing(rail)[0]).toMatchObject({ finding: { message: { key: 'notice.priceBelow' } }, room: 'deals' });
    expect(currentStage(rail)).toBe('pricing');
  });
  it('moves on as the deal does', () => {
    expect(states(signed())).toMatchObject({ pricing: 'done', signing: 'done', filing: 'current', performance: 'later' });
    const registered: DealFile = { ...signed(), filings: [{ id: 'f', version: 1, state: 'registered' }] };
    expect(states(registered)).toMatchObject({ filing: 'done', performance: 'current' });
    expect(states({ ...registered, instalments: [{ id: 'i' }], receipts: [{ id: 'r', instalmentId: 'i' }] }).performance).toBe('done');
    const partly = { instalments: [{ id: 'i', amount: '100' }], receipts: [{ id: 'r', instalmentId: 'i', amount: '60' }] };
    expect(states({ ...registered, ...partly }).performance).not.toBe('done');
    expect(currentStage(stageRail({ ...registered, instalments: [{ id: 'i' }], receipts: [{ id: 'r', instalmentId: 'i' }] }, rules))).toBe('performance');
  });
  it.each([
    ['seal kind', { buyerSealKind: '' }],
    ['seal name', { sellerSealName: '' }],
    ['authority', { sellerAuthority: '' }],
    ['page', { pagesEqual: [1] }],
    ['number of pages', { pages: undefined }],
  ] as [string, object][])('is not past the signing without its %s', (_what, change) => {
    const f = signed();
    const rail = stageRail({ ...f, signings: f.signings.map((s) => ({ ...s, ...change })) }, rules);
    expect(rail[4]!.state).not.toBe('done');
    expect(rail[4]!.missing.some((m) => !m.settled && m.finding.message.key.startsWith('signing.'))).toBe(true);
  });
  it('a person signs without a seal', () => {
    const f = signed();
    const own = { sellerSealKind: '', sellerSealName: '', sellerAuthority: '' };
    const rail = stageRail({ ...f, seller: { ...f.seller!, kind: 'person' }, signings: f.signings.map((s) => ({ ...s, ...own })) }, rules);
    expect(rail[4]!.missing.filter((m) => m.finding.message.key.startsWith('signing.'))).toEqual([]);
    expect(rail[4]!.state).toBe('done');
  });
  it('a stage under way stays so when an earlier one falls back', () => {
    const f = signed();
    const faulty = { ...f.worksheets[0]!, id: 'w2', version: 2, inputs: {} };
    const filed: DealFile = { ...f, worksheets: [...f.worksheets, faulty], filings: [{ id: 'f', version: 1, state: 'submitted' }] };
    const rail = stageRail(filed, rules);
    expect(states(filed)).toMatchObject({ valuation: 'blocked', signing: 'done', filing: 'current', performance: 'later' });
    expect(currentStage(rail)).toBe('valuation');
  });
  it('a forbidden word in the worksheet hides nothing of what has begun behind it', () => {
    const f = r017();
    const said = (deal: DealFile): string[] => whatIsMissing(stageRail(deal, rules)).map((m) => m.finding.message.key);
    const spoilt = { ...f, worksheets: f.worksheets.map((w) => ({ ...w, purpose: '参照评估报告' })) };
    expect(states(spoilt)).toMatchObject({ valuation: 'blocked', pricing: 'blocked', signing: 'later' });
    expect(said(spoilt).toSorted()).toEqual([...said(f), 'worksheet.bannedWord'].toSorted());
    expect(said(f)).toContain('notice.priceBelow');
  });
  it('估值 is done only when the gate is met or explained; signing does not wait for it', () => {
    const f = signed();
    const thin = (deal: DealFile): DealFile => ({ ...deal, worksheets: deal.worksheets.map((w) => ({ ...w, object: deal.deal.name!, reviewer: '' })) });
    const rail = stageRail(thin(f), rules);
    expect(states(thin(f))).toMatchObject({ valuation: 'current', negotiation: 'done', signing: 'done', filing: 'current' });
    expect(currentStage(rail)).toBe('filing');
    expect(whatIsMissing(rail).map((m) => m.finding.message.key)).toEqual(expect.arrayContaining(['worksheet.object', 'worksheet.people']));
    const why = rail[1]!.missing.map((m) => ({ id: m.finding.key, dealId: f.deal.id, findingKey: m.finding.key, reason: '示例：对方另行提供' }));
    expect(states({ ...thin(f), answers: [...f.answers, ...why] }).valuation).toBe('done');
    // nothing behind it yet: the deal stands there
    const bare = { ...thin(r017()), rounds: [], pricings: [], notices: [] };
    expect(states(bare)).toMatchObject({ valuation: 'current', negotiation: 'later' });
    expect(currentStage(stageRail(bare, rules))).toBe('valuation');
  });
  it('a method that cannot be computed keeps 估值 open where methods are at hand', () => {
    const f = r017();
    const applied = [{ id: 'm', method: 'minimum-fee', money: '万元' as const, request: {} }];
    const broken: DealFile = { ...f, worksheets: f.worksheets.map((w) => ({ ...w, applied, royaltyWeight: '1', royaltyWeightReason: '示例：只此一种' })) };
    expect(stageRail(broken, rules, {}, undefined, METHODS)[1]).toMatchObject({ state: 'blocked', reason: { message: { key: 'worksheet.steps' } } });
  });
  it('an enterprise skips the notice, a contract that came in skips valuation and talks', () => {
    const f = r017();
    expect(states({ ...f, pricings: [], notices: [], seller: { ...f.seller!, kind: 'enterprise' } }).pricing).toBe('skipped');
    const came: DealFile = {
      ...f,
      worksheets: [],
      rounds: [],
      deal: { ...f.deal, startedFrom: 'file' },
      contracts: [{ id: 'c', version: 1, kind: 'foreign', foreignText: 'x' }],
    };
    expect(states(came)).toMatchObject({ valuation: 'skipped', negotiation: 'skipped' });
  });
  it('a price set on a market is past its stage once the decision is on record; it needs no worksheet, no talks and no notice', () => {
    const f = r017();
    const listed = (pricing: Partial<Pricing>): DealFile => ({
      ...f,
      worksheets: [],
      rounds: [],
      notices: [],
      pricings: [{ id: 'p', dealId: f.deal.id, route: 'listing', ...pricing }],
    });
    const undecided = stageRail(listed({}), rules);
    expect(states(listed({}))).toMatchObject({ valuation: 'skipped', negotiation: 'skipped', pricing: 'current' });
    expect(undecided.flatMap((s) => s.missing.filter((m) => s.stage !== 'signing' && m.finding.level === 'must').map((m) => m.finding.message.key))).toEqual(
      [],
    );
    const decided = { decidedOn: '2026-03-23', decidedBy: '所务会' };
    expect(states(listed(decided)).pricing).toBe('done');
    const why = finding('pricing.decisionMissing', { table: 'pricings', id: 'p', field: 'decidedOn' }).key;
    const explained = { ...listed({}), answers: [{ id: 'a', dealId: f.deal.id, findingKey: why, reason: '按授权办理，未开会' }] };
    expect(states(explained).pricing).toBe('done');
  });
  it('a price by agreement waits for its decision and its notice, one by 评估 for its answer; an enterprise for what it began', () => {
    const f = signed();
    const priced = (pricing: Partial<Pricing>, more: Partial<DealFile> = {}): string =>
      states({ ...f, ...more, pricings: f.pricings.map((p) => ({ ...p, ...pricing })) }).pricing!;
    expect([priced({}), priced({ decidedBy: '' }), priced({}, { notices: [] })]).toEqual(['done', 'current', 'current']);
    const bare = { notices: [] };
    expect([priced({ route: 'appraisal' }, bare), priced({ route: 'appraisal' })]).toEqual(['current', 'done']);
    const key = finding('pricing.appraisalNotice', { table: 'pricings', id: f.pricings[0]!.id, field: 'route' }).key;
    expect(priced({ route: 'appraisal' }, { ...bare, answers: [{ id: 'a', findingKey: key, reason: '本单位规定不公示' }] })).toBe('done');
    const firm = { ...bare, seller: { ...f.seller!, kind: 'enterprise' as const }, office: { id: 'office' } };
    expect([priced({}, firm), priced({ decidedOn: undefined }, firm)]).toEqual(['done', 'current']);
  });
  it('one party on both sides is told once', () => {
    const f = r017();
    const bare = { ...f.seller!, id: 'p', uscc: '' };
    const keys = whatIsMissing(stageRail({ ...f, seller: bare, buyer: bare }, rules)).map((m) => m.finding.key);
    expect(keys.some((k) => k.startsWith('party.'))).toBe(true);
    expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
    const twice = finding('party.usccMissing', { table: 'parties', id: 'p', field: 'uscc' });
    expect([inOrder([twice, twice]).length, openAsks([twice, twice], []).length + blocks([twice, twice]).length]).toEqual([1, 1]);
  });
  it('an empty deal starts at the start; an answer settles what asks', () => {
    const bare = emptyDealFile({ id: 'd' });
    expect(states(bare)).toMatchObject({ start: 'current', valuation: 'later' });
    const f = r017();
    const key = stageRail(f, rules)[2]!.missing[0]!.finding.key;
    const answered = { ...f, answers: [{ id: 'a', dealId: f.deal.id, findingKey: key, reason: '已报批' }] };
    expect(stageRail(answered, rules)[2]!.missing[0]!.settled).toBe(true);
    expect(whatIsMissing(stageRail(answered, rules)).map((m) => m.finding.key)).not.toContain(key);
  });
  it('takes findings from outside, and every finding has a room', () => {
    const hard = finding('filing.amountZero', { table: 'filings', id: 'f', field: 'form.totalAmount' });
    expect(stageRail({ ...signed(), filings: [{ id: 'f', state: 'registered' }] }, rules, { filing: [hard] })[5]).toMatchObject({
      state: 'blocked',
      reason: hard,
    });
    expect([roomOf(hard), roomOf(finding('contributor.none', { table: 'persons', id: 'p' }))]).toEqual(['registration', 'deals']);
    expect(STAGES).toHaveLength(7);
  });
});

describe('worksheets', () => {
  const f = r017();
  const sheet = f.worksheets[0]!;
  it('a version used in a round opens the next', () => {
    expect(isUsed(sheet, f.rounds)).toBe(true);
    expect(good(editWorksheet(sheet, { lowRate: '0.1' }, f.rounds, f.worksheets, 'w2'))).toMatchObject([
      { op: 'make', row: { id: 'w2', version: 2, basedOn: sheet.id, lowRate: '0.1', baseDate: '2026-03-01' } },
    ]);
    expect(good(editWorksheet(sheet, { lowRate: '0.1' }, [], [sheet], 'w2'))).toEqual([
      { op: 'set', table: 'worksheets', id: sheet.id, fields: { lowRate: '0.1' } },
    ]);
    expect('frozen' in (good(editWorksheet({ ...sheet, frozen: true }, {}, [], [sheet], 'w2'))[0] as { row: object }).row).toBe(false);
  });
  it.each([
    [{ lowRate: '0.25' }, 'bounds.rangeOrder', { low: '25%', high: '20%' }],
    [{ highRate: '-0.05' }, 'bounds.discountNegative', { rate: '-5%' }],
    [{ revenues: ['3000000', '-5000000'] }, 'bounds.amountNegative', { amount: '-5,000,000.00' }],
    [{ inputs: { discountRate: { value: '-50%' } } }, 'bounds.discountNegative', { rate: '-50%' }],
    [{ inputs: { royaltyRate: { value: '2.5' } } }, 'bounds.rateRange', { rate: '250%' }],
    [{ inputs: { decayRate: { value: '-5 %' } } }, 'bounds.rateRange', { rate: '-5%' }],
    [{ inputs: { taxRate: { value: '1.2' } } }, 'bounds.rateRange', { rate: '120%' }],
    [{ inputs: { economicYears: { value: '-3' } } }, 'bounds.yearsPositive', { years: '-3' }],
  ] as const)('%j cannot be: %s', (fields, key, params) =>
    expect(editWorksheet(sheet, fields as never, [], [sheet], 'w2')).toMatchObject({ refused: true, key, params }),
  );
  it('what stood before is not asked again when something else is edited', () => {
    const odd = { ...sheet, lowRate: '0.3', inputs: { ...sheet.inputs, discountRate: { value: '-0.5' } } };
    expect(good(editWorksheet(odd, { inputs: { ...odd.inputs, royaltyRate: { value: '0.04' } } }, [], [odd], 'w2'))).toHaveLength(1);
    expect(good(editWorksheet(odd, { purpose: 'x' }, [], [odd], 'w2'))).toHaveLength(1);
  });
  it('freezes what computes', () => {
    expect(good(freezeWorksheet(sheet, METHODS))).toHaveLength(1);
    expect([
      refusalKey(freezeWorksheet({ id: 'w' }, METHODS)),
      refusalKey(freezeWorksheet({ ...sheet, inputs: { ...sheet.inputs, discountRate: { value: '-100%' } } }, METHODS)),
    ]).toEqual(['valuation.noRevenues', 'valuation.rateTooLow']);
    const npv = { id: 'a', method: 'npv', request: { flows: ['-100', '120'], discountRate: '10%' } };
    expect(good(freezeWorksheet({ ...sheet, applied: [npv] }, METHODS))).toHaveLength(1);
    // the forecast left blank, another method answering
    expect(good(freezeWorksheet({ id: 'w', applied: [npv] }, METHODS))).toHaveLength(1);
    const half = { ...npv, id: 'b', request: { flows: ['-100', '约一百'], discountRate: '10%' } };
    expect(freezeWorksheet({ ...sheet, applied: [npv, half] }, METHODS)).toMatchObject({
      key: 'valuation.freezeNotComputed',
      field: 'applied/b/flows.1',
      params: { name: 'npv' },
    });
    expect(
      latestWorksheet({
        ...f,
        worksheets: [
          { id: 'b', version: 2 },
          { id: 'a', version: 1 },
        ],
      })?.id,
    ).toBe('b');
  });
});

describe('rounds', () => {
  const f = r017();
  it.each([
    [{ entryFee: '-50000' }, 'bounds.amountNegative', { amount: '-50,000.00' }],
    [{ walkAway: '-1' }, 'bounds.amountNegative', { amount: '-1.00' }],
    [{ entryFee: '501234.56789' }, 'bounds.amountCents', { amount: '501,234.56789' }],
    [{ royaltyRate: '2.5' }, 'bounds.rateRange', { rate: '250%' }],
    [{ royaltyRate: '-0.05' }, 'bounds.rateRange', { rate: '-5%' }],
    [{ termTo: '2020-01-01' }, 'round.termEndFirst', { from: '2026-04-01', to: '2020-01-01' }],
    [{ termFrom: '2040-01-01' }, 'round.termStartLate', { from: '2040-01-01', to: '2031-03-31' }],
  ])('%j cannot be: %s', (fields, key, params) =>
    expect(editRound({ ...f.rounds[0]!, termFrom: '2026-04-01', termTo: '2031-03-31' }, fields)).toMatchObject({ refused: true, key, params }),
  );
  it('what stood before does not stand in the way of another field', () =>
    expect(good(editRound({ id: 'r', entryFee: '-1', termFrom: '2030-01-01', termTo: '2029-01-01' }, { place: 'x' }))).toHaveLength(1));
  it('carry terms on, and stop at agreement', () => {
    const open = f.rounds.slice(0, 2);
    expect(good(addRound(f.deal, open, f.worksheets[0], { id: 'r3', heldOn: '2026-03-20' }, { entryFee: '1500000' }))).toMatchObject([
      { row: { no: 3, licenseMode: 'sole', walkAway: '1900000', worksheetId: 'sample-worksheet-1', entryFee: '1500000', outcome: 'open', sample: true } },
    ]);
    expect(good(addRound({ id: 'd' }, [], undefined, { id: 'r1', heldOn: '2026-03-20' }))).toEqual([
      { op: 'make', table: 'rounds', row: { id: 'r1', dealId: 'd', no: 1, heldOn: '2026-03-20', outcome: 'open' } },
    ]);
    expect(refusalKey(addRound(f.deal, f.rounds, undefined, { id: 'r4', heldOn: '2026-04-01' }))).toBe('round.afterAgreement');
    expect([
      refusalKey(editRound(f.rounds[2]!, { entryFee: '1' })),
      good(editRound(f.rounds[2]!, { minutes: 'x' })).length,
      good(editRound(f.rounds[0]!, { entryFee: '1' })).length,
    ]).toEqual(['round.agreed', 1, 1]);
  });
});

describe('contracts', () => {
  const f = signed();
  const locked = f.contracts[0]!;
  it('a version per round; the text that was sent or signed stands', () => {
    const draft = { ...locked, state: 'draft' as const, lockedHash: undefined };
    expect(makeContractVersion(f.deal, [], f.rounds[2], 'c1')).toMatchObject([
      { row: { version: 1, title: f.deal.name, roundId: 'sample-round-3', state: 'draft' } },
    ]);
    const [next] = makeContractVersion(f.deal, [locked], f.rounds[1], 'c2');
    expect(next).toMatchObject({ row: { version: 2, fields: { projectName: f.deal.name, auditTimes: '1' } } });
    expect((next as { row: typeof locked }).row.fields).not.toHaveProperty('fixedFee');
    expect((makeContractVersion(f.deal, [locked], f.rounds[2], 'c2')[0] as { row: typeof locked }).row.fields).toHaveProperty('fixedFee');
    expect([
      refusalKey(editContract(locked, { title: 'x' })),
      refusalKey(answerQuestion(locked, 'a', 'b')),
      refusalKey(wordClause(locked, 'a', 'b')),
      refusalKey(lockContract(locked, HASH, '2026-01-01', 0, undefined)),
    ]).toEqual(Array(4).fill('contract.locked'));
    expect(good(answerQuestion(draft, 'a', 'b'))).toMatchObject([{ fields: { fields: { a: 'b' } } }]);
    expect(good(wordClause({ ...draft, clauseTexts: { a: 'x', b: 'y' } }, 'a', ' '))).toMatchObject([{ fields: { clauseTexts: { b: 'y' } } }]);
    expect(good(wordClause(draft, 'a', 'z'))).toMatchObject([{ fields: { clauseTexts: { a: 'z' } } }]);
    expect([
      refusalKey(lockContract(draft, HASH, '2026-01-01', 1, undefined)),
      refusalKey(lockContract(draft, 'x', '2026-01-01', 0, undefined)),
      refusalKey(lockContract(draft, HASH, '2026-01-01', 0, undefined)),
      good(lockContract({ ...draft, kind: 'foreign' }, HASH, '2026-01-01', 0, undefined)).length,
    ]).toEqual(['contract.mustsOpen', 'contract.noText', 'contract.noText', 1]);
  });
});

describe('sample records', () => {
  it('have the shape of their tables', () => {
    for (const e of sampleDeal()) {
      expect(e.op).toBe('make');
      if (e.op === 'make') expect([e.row.id, TABLES[e.table as TableName].safeParse(e.row).error?.issues ?? []]).toEqual([e.row.id, []]);
    }
  });
  it('are the same for the same seed, never twice the same title, R-017 on line 17', () => {
    const lines = sampleAchievements(7, 300);
    expect(lines).toHaveLength(300);
    expect(sampleAchievements(7, 300)).toEqual(lines);
    expect(sampleAchievements(8, 20)).not.toEqual(lines.slice(0, 20));
    expect(new Set(lines.map((l) => l.title)).size).toBe(300);
    expect(lines[16]!.title).toBe('低温等离子体种子处理装置');
    expect(SAMPLE_COLUMNS).toHaveLength((json('codes/import-templates.json') as { achievement27: string[] }).achievement27.length);
    for (const l of lines) expect(Object.keys(l).toSorted()).toEqual([...SAMPLE_COLUMNS].toSorted());
  });
  it('carry identifiers that pass their check digits in ranges never issued', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2010, max: 2030 }), fc.constantFrom(1 as const, 2 as const, 3 as const), fc.nat(99_998), (year, kind, n) => {
        const p = parsePatentNumber(samplePatent(year, kind, n));
        expect(p.ok && p.year === year && p.text.slice(5, 7) === '99').toBe(true);
        expect(isUscc(sampleUscc('91', n))).toBe(true);
      }),
    );
    expect(seededRandom(1)()).toBe(seededRandom(1)());
  });
});

describe('identifiers: published vectors', () => {
  it('of credit codes and identity numbers', () => {
    for (const c of ['91440300708461136T', '914403001922038216', '12100000400000624D', '91110000802100433B', '9144030071526726XG'])
      expect([c, isUscc(c)]).toEqual([c, true]);
    for (const c of ['91440300708461136I', '914403001922038217', '12440000455416029F', '1']) expect([c, isUscc(c)]).toEqual([c, false]);
    expect(['11010519491231002X', '440524188001010014', '110105194912310021', 'x'].map(isResidentId)).toEqual([true, true, false, false]);
    expect(['201710601862.4', '201710601862', '95115608.0', '20171060186.3', '20175060186.3'].map((n) => parsePatentNumber(n).ok)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(parsePatentNumber('95115608.X')).toMatchObject({ ok: true, year: 1995 });
  });
});
