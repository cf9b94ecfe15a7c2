import { describe, expect, it } from 'vitest';
import { checkContract } from '../../shared/domain/checks/contract.ts';
import { checkDeal } from '../../shared/domain/checks/deal.ts';
import { checkParty } from '../../shared/domain/checks/party.ts';
import { checkAchievement, checkContributors, checkRight } from '../../shared/domain/checks/portfolio.ts';
import { checkRound, checkRounds, roundValue } from '../../shared/domain/checks/round.ts';
import { checkSigning } from '../../shared/domain/checks/signing.ts';
import { checkWorksheet, GATE, worksheetGate } from '../../shared/domain/checks/worksheet.ts';
import { monopolyLevel, monopolyPhrases } from '../../shared/domain/checks/monopoly.ts';
import { placeholders, secrecyWords } from '../../shared/domain/checks/words.ts';
import { sameName, sealOwner } from '../../shared/domain/names.ts';
import type { Worksheet } from '../../shared/domain/deal.ts';
import { earliestExpiry, patentExpiry } from '../../shared/domain/patent-term.ts';
import type { Right } from '../../shared/domain/portfolio.ts';
import { formatWan } from '../../shared/money.ts';
import { keys, r017, rulesOn, signed } from './support.ts';

const rules = rulesOn('2026-05-28');
const patent: Right = { id: 'p', kind: 'invention', name: '装置', number: '202010000000.7', filedOn: '2020-01-02', status: 'inForce' };

describe('rights', () => {
  it('accept a good patent and compute its end', () => {
    expect(checkRight(patent, rules)).toEqual([]);
    expect(patentExpiry(patent, rules)).toMatchObject({ day: '2040-01-02', years: 20 });
    expect(patentExpiry({ kind: 'utility', filedOn: '2020-02-29' }, rules)?.day).toBe('2030-02-28');
    expect(patentExpiry({ kind: 'design', filedOn: '2021-05-31' }, rules)?.day).toBe('2031-05-31');
    expect(patentExpiry({ kind: 'design', filedOn: '2021-06-01' }, rules)?.day).toBe('2036-06-01');
    expect(patentExpiry({ kind: 'application', number: '202010000000.7', filedOn: '2020-01-02' }, rules)?.day).toBe('2040-01-02');
    expect([patentExpiry({ kind: 'secret', filedOn: '2020-01-01' }, rules), patentExpiry({ kind: 'invention' }, rules)]).toEqual([undefined, undefined]);
    expect(earliestExpiry([patent, { ...patent, id: 'u', kind: 'utility' }], rules)).toMatchObject({ day: '2030-01-02', right: { id: 'u' } });
  });
  it.each([
    [{ number: undefined }, 'right.numberMissing'],
    [{ number: '2020100000007' }, undefined],
    [{ number: '20201000000' }, 'right.numberShape'],
    [{ number: '202050000000.7' }, 'right.numberKind'],
    [{ number: '202010000000.8' }, 'right.numberCheck'],
    [{ kind: 'utility' }, 'right.kindDiffers'],
    [{ filedOn: undefined }, 'right.filedOnMissing'],
    [{ filedOn: '明年' }, 'right.filedOnUnread'],
    [{ filedOn: '2019-12-31' }, 'right.yearDiffers'],
    [{ grantedOn: '2022-06-10' }, undefined],
    [{ grantedOn: '二〇二二' }, 'right.grantedOnUnread'],
    [{ grantedOn: '2020-01-01' }, 'right.grantedBeforeFiled'],
    [{ grantedOn: '2040-01-03' }, 'right.grantedAfterExpiry'],
    [{ feePaidTo: '明年' }, 'right.feePaidToUnread'],
    [{ feePaidTo: '2019-12-31' }, 'right.feeBeforeFiled'],
    [{ feePaidTo: '2040-01-02' }, undefined],
    [{ feePaidTo: '2040-01-03' }, 'right.feeAfterExpiry'],
    [{ kind: 'software', filedOn: '2022-01-02', grantedOn: '2021-12-31' }, 'right.grantedBeforeFiled'],
    [{ status: 'lapsed' }, 'right.notInForce'],
    [{ kind: 'secret' }, 'right.secretLevelMissing'],
    [{ kind: 'secret', secretLevel: '核心' }, undefined],
    [{ kind: 'software' }, undefined],
  ] as [Partial<Right>, string | undefined][])('%j → %s', (change, key) =>
    expect(keys(checkRight({ ...patent, ...change }, rules))).toEqual(key === undefined ? [] : [key]),
  );
  it('says when a patent has run out', () => expect(keys(checkRight(patent, rulesOn('2040-01-02')))).toEqual(['right.expired']));
  it('checks every number of the vectors', () => {
    for (const n of ['201710601862.3', '95115608.X', '97101765.4', '200310100002.X'])
      expect(keys(checkRight({ ...patent, kind: 'application', number: n, filedOn: undefined }, rules))).toEqual(['right.filedOnMissing']);
  });
});

describe('achievement and contributors', () => {
  const c = (id: string, share: string | undefined, name = id) => ({ id, achievementId: 'a', name, share });
  it('must share exactly 100 %', () => {
    expect(checkContributors('a', [c('甲', '0.5'), c('乙', '0.3'), c('丙', '0.2')])).toEqual([]);
    expect(checkContributors('a', [c('甲', '0.333'), c('乙', '0.333'), c('丙', '0.333')])).toMatchObject([
      { level: 'must', message: { key: 'contributor.shareTotal', params: { total: '99.9' } } },
    ]);
    expect(keys(checkContributors('a', []))).toEqual(['contributor.none']);
    expect(keys(checkContributors('a', [c('甲', '一半'), c('乙', '0.5')]))).toEqual(['contributor.shareUnread']);
    expect(checkContributors('a', [c('甲', '-0.05')])).toMatchObject([{ message: { key: 'contributor.shareUnread', params: { text: '-5%' } } }]);
    expect(checkContributors('a', [c('甲', '1.5')])).toMatchObject([{ message: { key: 'contributor.shareUnread', params: { text: '150%' } } }]);
    expect(keys(checkContributors('a', [c('甲', '0.5'), c('乙', '0.5', '甲')]))).toEqual(['contributor.twice']);
    expect(keys(checkContributors('a', [c('甲', '1'), c('乙', '', '')]))).toEqual(['contributor.nameMissing', 'contributor.shareMissing']);
    expect(keys(checkContributors('a', [c('甲', '')]))).toEqual(['contributor.shareMissing']);
    expect(checkContributors('a', [c('甲', '1'), { ...c('乙', '0.5'), archived: true }])).toEqual([]);
  });
  it('looks at words of state secrets, and not at their denial', () => {
    const a = { id: 'a', title: 't', disclosure: 'internal' as const };
    const one = { contributors: [c('甲', '1')], rights: [] };
    expect(checkAchievement({ achievement: a, ...one }, rules)).toEqual([]);
    expect(keys(checkAchievement({ achievement: { id: 'a', completedOn: '去年' }, ...one }, rules))).toEqual([
      'achievement.titleMissing',
      'achievement.disclosureMissing',
      'achievement.dateUnread',
    ]);
    expect(checkAchievement({ achievement: { ...a, summary: '本成果属于国家秘密' }, ...one }, rules)).toMatchObject([
      { message: { key: 'achievement.stateSecretWords' }, quote: { text: '国家秘密', start: 5, end: 9 } },
    ]);
    expect(secrecyWords('本成果不涉及国家秘密')).toEqual([]);
    expect(keys(checkAchievement({ achievement: a, contributors: one.contributors, rights: [patent, { ...patent, id: 'q' }] }, rules))).toEqual([
      'right.numberTwice',
    ]);
  });
});

describe('parties', () => {
  const p = { id: 'p', name: '示例', uscc: '12100000400000624D', region: '440100', country: '142', zip: '510000' };
  it('check their code', () => {
    expect(checkParty(p)).toEqual([]);
  });
  it.each([
    [{ name: '' }, 'party.nameMissing'],
    [{ uscc: '' }, 'party.usccMissing'],
    [{ uscc: '12440000455416029F' }, 'party.usccCheck'],
    [{ country: '110' }, 'party.abroad'],
    [{ region: '810000' }, 'party.abroad'],
    [{ region: '4401' }, 'party.regionShape'],
    [{ zip: '51' }, 'party.zipShape'],
    [{ phone: '暂无' }, 'party.phoneShape'],
  ])('%j → %s', (change, key) => expect(keys(checkParty({ ...p, ...change }))).toEqual([key]));
  it.each(['020-12345678', '+86 139 1234 5678', '020 1234567 转 801', '02012345678、13912345678', '(020)12345678'])('%s is a telephone number', (phone) =>
    expect(checkParty({ ...p, phone })).toEqual([]),
  );
  it('a person needs none', () => expect(checkParty({ id: 'x', name: '某人', kind: 'person', country: '142' })).toEqual([]));
  it('compares names as a registry does', () => {
    expect([
      sameName('示例（广州）公司', '示例(广州) 公司'),
      sameName('示例股份有限公司', '示例有限公司'),
      sealOwner('示例种业有限公司合同专用章(1)'),
      sealOwner('示例研究所'),
    ]).toEqual([true, false, '示例种业有限公司', '示例研究所']);
  });
});

describe('worksheet gate', () => {
  it('has twenty items; the sample meets all', () => {
    expect(GATE).toHaveLength(20);
    const w = r017().worksheets[0]!;
    expect(worksheetGate(w).filter((g) => !g.met)).toEqual([]);
    expect(checkWorksheet(w)).toEqual([]);
    expect(checkWorksheet({ id: 'w' })).toHaveLength(20);
    expect(keys(checkWorksheet({ ...w, valueType: '市场价值' }))).toEqual(['worksheet.valueType']);
    expect(keys(checkWorksheet({ ...w, valueType: '市场价值', valueTypeReason: '双方约定' }))).toEqual([]);
    expect(checkWorksheet({ ...w, note: '本评估报告' })).toMatchObject([{ message: { key: 'worksheet.bannedWord' }, quote: { text: '评估报告' } }]);
    expect(keys(checkWorksheet({ ...w, baseDate: '三月' }))).toEqual(['worksheet.baseDate', 'worksheet.steps', 'worksheet.dateUnread']);
    expect(keys(checkWorksheet({ ...w, inputs: { ...w.inputs, royaltyRate: { value: '0.05' } } }))).toEqual(['worksheet.inputSource', 'worksheet.royalty']);
  });
  const w = r017().worksheets[0]!;
  const said = (name: string, value: string) => ({ inputs: { ...w.inputs, [name]: { ...w.inputs?.[name], value } } });
  it.each([
    [said('discountRate', '-0.5'), 'worksheet.rateImpossible', 'must', { rate: '-50%', field: 'discountRate' }],
    [said('royaltyRate', '1.2'), 'worksheet.rateImpossible', 'must', { rate: '120%', field: 'royaltyRate' }],
    [{ lowRate: '-0.05' }, 'worksheet.rateImpossible', 'must', { rate: '-5%', field: 'lowRate' }],
    [{ lowRate: '0.25' }, 'worksheet.rangeOrder', 'must', { low: '25%', high: '20%' }],
    [said('discountRate', '0.41'), 'worksheet.rateHigh', 'ask', { rate: '41%', field: 'discountRate', limit: '40%' }],
    [said('royaltyRate', '0.51'), 'worksheet.rateHigh', 'ask', { rate: '51%', field: 'royaltyRate', limit: '50%' }],
    [{ revenues: ['5000000001'] }, 'worksheet.revenueHuge', 'ask', { year: 1, amount: '5,000,000,001.00', limit: '5,000,000,000.00' }],
    // 300 万元 a year typed in 元 under 万元, in all years alike
    [{ revenues: Array<string>(5).fill('30000000000') }, 'worksheet.revenueHuge', 'ask', { year: 1, amount: '30,000,000,000.00' }],
    [said('discountRate', '0.0015'), 'worksheet.rateLow', 'ask', { rate: '0.15%', field: 'discountRate', limit: '1%' }],
    [said('discountRate', '0.0015'), 'worksheet.baseOutsideRange', 'ask', { rate: '0.15%', low: '12%', high: '20%' }],
    [said('discountRate', '0.25'), 'worksheet.baseOutsideRange', 'ask', { rate: '25%', low: '12%', high: '20%' }],
  ] as [Partial<Worksheet>, string, string, object][])('%# asks or refuses: %s', (change, key, level, params) =>
    expect(checkWorksheet({ ...w, ...change }).find((f) => f.message.key === key)).toMatchObject({ level, message: { key, params } }),
  );
  it('says nothing of what is likely', () =>
    expect(checkWorksheet({ ...w, ...said('discountRate', '0.4'), lowRate: '0.4', highRate: '0.4', revenues: ['5000000000'] })).toEqual([]));
});

describe('rounds', () => {
  it('carry the check values, and the second is below the floor', () => {
    const f = r017();
    expect(f.rounds.map((r) => formatWan(roundValue(r, f.worksheets[0])))).toEqual(['243.81', '162.54', '203.17']);
    expect(checkRounds(f)).toMatchObject([{ message: { key: 'round.belowFloor', params: { no: 2 } } }]);
  });
  it.each([
    [{ entryFee: '-1' }, 'round.amountNegative', 'must', 'entryFee'],
    [{ walkAway: '-1' }, 'round.amountNegative', 'must', 'walkAway'],
    [{ royaltyRate: '2.5' }, 'round.rateImpossible', 'must', 'royaltyRate'],
    [{ royaltyRate: '-0.05' }, 'round.rateImpossible', 'must', 'royaltyRate'],
    [{ royaltyRate: '0.51' }, 'round.rateHigh', 'ask', 'royaltyRate'],
    [{ entryFee: '100000000001' }, 'round.amountHuge', 'ask', 'entryFee'],
    [{ termFrom: '2031-04-01', termTo: '2026-04-01' }, 'round.termOrder', 'must', 'termTo'],
    [{ royaltyRate: '0.5', entryFee: '100000000000', termFrom: '2026-04-01', termTo: '2026-04-01' }, undefined, undefined, undefined],
  ] as const)('%j → %s', (change, key, level, field) =>
    expect(
      checkRound({ id: 'r', no: 1, heldOn: '2026-01-01', entryFee: '1', ...change }, undefined, undefined).map((f) => [f.message.key, f.level, f.where.field]),
    ).toEqual(key === undefined ? [] : [[key, level, field]]),
  );
  it('name what cannot be read', () => {
    const r = { id: 'r', no: 1, heldOn: '2026-01-01', entryFee: '1' };
    expect(keys(checkRound({ ...r, heldOn: '' }, undefined, undefined))).toEqual(['round.dateMissing']);
    expect(keys(checkRound({ ...r, entryFee: '' }, undefined, undefined))).toEqual(['round.offerMissing']);
    expect(keys(checkRound({ ...r, entryFee: '很多', royaltyRate: '一点' }, undefined, undefined))).toEqual(['round.amountUnread', 'round.rateUnread']);
    const [a, b] = [
      { id: 'a', version: 1 },
      { id: 'b', version: 2 },
    ];
    expect(keys(checkRound(r, a, b))).toEqual(['round.worksheetNewer']);
    expect([
      roundValue({ ...r, entryFee: '很多' }, r017().worksheets[0]),
      roundValue(r, undefined),
      roundValue({ ...r, years: 2, royaltyRate: '1%' }, r017().worksheets[0]),
    ]).toEqual([undefined, undefined, expect.any(String)]);
  });
});

describe('deal', () => {
  it('of the sample is set up; an empty one is not', () => {
    expect(checkDeal(r017(), rules)).toEqual([]);
    const f = r017();
    const bare = { ...f, deal: { id: 'd' }, seller: undefined, buyer: undefined, achievement: undefined };
    expect(keys(checkDeal(bare, rules))).toEqual(['deal.sellerMissing', 'deal.buyerMissing', 'deal.objectMissing', 'deal.routeMissing', 'deal.roleMissing']);
    expect(keys(checkDeal({ ...f, buyer: f.seller, deal: { ...f.deal, rightIds: [], route: 'transfer' } }, rules))).toEqual([
      'deal.sameParty',
      'deal.rightMissing',
      'contract.inventorFirst',
    ]);
    const money = (part: object) => checkDeal({ ...f, deal: { ...f.deal, ...part } }, rules).map((x) => [x.message.key, x.level, x.where.field]);
    expect(money({ expectedInput: '-2000000' })).toEqual([['deal.amountNegative', 'must', 'expectedInput']]);
    expect(money({ expectedOutput: '200000000000' })).toEqual([['deal.amountHuge', 'ask', 'expectedOutput']]);
  });
});

describe('contract of the interview', () => {
  const f = signed();
  const c = f.contracts[0]!;
  const of = (fields: Record<string, string>, more = {}) =>
    keys(checkContract(f, { ...c, fields: { ...c.fields, ...fields }, ...more }, rules)).filter((k) => k !== 'contract.recordal');
  it('of R-017 has nothing to mend, and is recorded within three months', () => {
    expect(of({})).toEqual([]);
    expect(checkContract(f, c, rules)).toMatchObject([{ message: { key: 'contract.recordal', params: { by: '2026-08-25' } }, level: 'ask', confirmed: true }]);
  });
  it.each([
    [{ projectName: '' }, [], {}],
    [{ termTo: '2040-01-03' }, ['contract.beyondPatent'], {}],
    [{ termTo: '2040-01-02' }, [], {}],
    [{ termTo: '2026-01-01' }, ['contract.termOrder'], {}],
    [{ termFrom: '某日', termTo: '' }, ['contract.termUnread', 'contract.termMissing'], {}],
    [{ licenseMode: '' }, ['contract.modeMissing'], {}],
    [{ soleOrdinary: '' }, ['contract.soleWithoutExclusion'], {}],
    [{ fixedFee: '', royaltyRate: '' }, ['contract.priceMissing'], {}],
    [{ fixedFee: '若干' }, ['contract.priceUnread'], {}],
    [{ royaltyRate: '若干', royaltyBase: '', auditTimes: '' }, ['contract.royaltyRateUnread', 'contract.royaltyBaseMissing', 'contract.auditMissing'], {}],
    [{ fixedFee: '1800000' }, ['contract.offerDiffers'], {}],
    [{ other: '甲方不得再研发' }, ['contract.monopoly'], {}],
    [{}, ['contract.monopoly', 'contract.placeholder'], { clauseTexts: { x: '改进成果无偿归甲方所有', y: '自【】日起' } }],
    [{ projectName: '' }, ['contract.titleMissing'], { title: '' }],
  ] as [Record<string, string>, string[], object][])('%j → %j', (fields, want, more) => expect(of(fields, more)).toEqual(want));
  it('needs a living patent with its data', () => {
    expect(keys(checkContract({ ...f, deal: { ...f.deal, rightIds: [] } }, c, rules))).toContain('contract.patentMissing');
    expect(keys(checkContract({ ...f, rights: f.rights.map((r) => ({ ...r, status: 'lapsed' as const, owner: '' })) }, c, rules))).toEqual(
      expect.arrayContaining(['contract.patentDataMissing', 'right.notInForce']),
    );
    const without = (datum: 'owner' | 'number' | 'filedOn' | 'name') =>
      checkContract({ ...f, rights: f.rights.map((r) => ({ ...r, [datum]: '' })) }, c, rules).find((x) => x.message.key === 'contract.patentDataMissing')
        ?.level;
    expect([without('owner'), without('number'), without('filedOn'), without('name')]).toEqual(['must', 'must', 'must', 'ask']);
  });
  it('reads the text of one drafted elsewhere', () =>
    expect(keys(checkContract(f, { id: 'x', kind: 'foreign', foreignText: '' }, rules))).toEqual(['text.empty']));
});

describe('signing', () => {
  const PROOF = { sellerProofIds: ['p'], sellerProofScope: '签署', sellerProofFrom: '2026-05-01', sellerProofTo: '2026-06-30' };
  const f = signed();
  const rows = { signing: f.signings[0]!, contract: f.contracts[0]!, seller: f.seller, buyer: f.buyer, today: '2026-05-28' };
  it('of R-017 is complete', () => expect(checkSigning(rows)).toEqual([]));
  it.each([
    [{ contractNo: '' }, ['signing.contractNoMissing']],
    [{ signedOn: '' }, ['signing.signedOnMissing']],
    [{ effectiveOn: '' }, ['signing.effectiveMissing']],
    [{ validTo: '' }, ['signing.validityMissing']],
    [{ validFrom: '' }, ['signing.validityMissing']],
    [{ signedOn: '某日' }, ['signing.dateUnread']],
    [{ validTo: '2026-05-01' }, ['signing.dateOrder']],
    [{ effectiveOn: '2032-01-01' }, ['signing.endBeforeEffect']],
    [{ signedOn: '2026-05-29', effectiveOn: '2026-06-01', validFrom: '2026-06-01' }, ['signing.inFuture']],
    [{ scanIds: [] }, ['signing.scanMissing']],
    [{ buyerSealName: '', buyerSealKind: '' }, ['signing.sealMissing']],
    [{ buyerSealKind: '' }, ['signing.sealKindMissing']],
    [{ buyerSealName: '' }, ['signing.sealMissing']],
    [{ sellerAuthority: '' }, ['signing.authorityUnsaid']],
    [{ buyerSealName: '示例种业股份有限公司合同专用章' }, ['signing.sealDiffers']],
    [{ buyerSealName: '示例种业有限公司合同专用章' }, []],
    [{ sellerSignatory: '' }, ['signing.signatoryMissing']],
    [{ sellerSignatory: '某人', sellerAuthority: '' }, ['signing.authorityMissing']],
    [{ sellerSignatory: '某人', sellerAuthority: '授权委托书' }, ['signing.proofMissing']],
    [{ sellerSignatory: '某人', sellerAuthority: '法定代表人' }, ['signing.authorityDiffers']],
    [{ sellerSignatory: '某人', sellerAuthority: '授权委托书', sellerProofIds: ['p'] }, ['signing.proofUnread']],
    [{ sellerSignatory: '某人', sellerAuthority: '授权委托书', ...PROOF }, []],
    [{ sellerSignatory: '某人', sellerAuthority: '授权委托书', ...PROOF, sellerProofTo: '2026-05-19' }, ['signing.proofOver']],
    [{ sellerSignatory: '某人', sellerAuthority: '授权委托书', ...PROOF, sellerProofFrom: '2026-05-21' }, ['signing.proofBefore']],
    [{ sellerSignatory: '某人', sellerAuthority: '授权委托书', ...PROOF, sellerProofTo: '2026-04-19' }, ['signing.proofOrder']],
    [{ validFrom: '2026-05-19' }, ['signing.validityFirst']],
    [{ signedOn: '2026-05-17' }, ['signing.beforeLock']],
    [{ effectiveOn: '', effectiveCondition: '经批准' }, ['signing.conditionOpen']],
    [{ effectiveOn: '2026-04-01', validFrom: '2026-04-01', validTo: '2026-05-19' }, ['signing.validityOver', 'signing.validityFirst']],
    [{ buyerSealedOn: '2026-05-29' }, ['signing.inFuture']],
    [{ buyerSealedOn: '某日' }, ['signing.dateUnread']],
    [{ pagesEqual: [1] }, ['signing.pagesUnticked']],
    [{ pages: undefined }, ['signing.pagesUncompared']],
    [{ pages: 0 }, ['signing.pagesUncompared']],
    [{ lockedPages: 2 }, []],
    [{ lockedPages: 3 }, ['signing.pagesMissing']],
    [{ lockedPages: 1 }, ['signing.pagesExtra']],
    [{ lockedPages: 3, pageNotes: [{ of: 'locked', page: 3, reason: '附件另册' }] }, []],
    [{ lockedPages: 3, pageNotes: [{ of: 'locked', page: 3, reason: ' ' }] }, ['signing.pagesMissing']],
    [{ lockedPages: 3, pageNotes: [{ of: 'locked', page: 9, reason: '没有这一页' }] }, ['signing.pagesMissing']],
    [{ lockedPages: 1, pageNotes: [{ of: 'scan', page: 1, reason: '用印审批页' }], pagesEqual: [2] }, []],
    [{ lockedPages: 1, pageNotes: [{ of: 'scan', page: 1, reason: '用印审批页' }], pagesEqual: [1] }, ['signing.pagesUnticked']],
    [{ crossPageSeal: false }, ['signing.crossPageSealOff']],
    [{ crossPageSeal: undefined }, ['signing.crossPageSealOff']],
    [{ crossPageSeal: false, pages: 1, pagesEqual: [1] }, []],
  ] as [object, string[]][])('%j → %j', (change, want) => expect(keys(checkSigning({ ...rows, signing: { ...rows.signing, ...change } }))).toEqual(want));
  it('a contract that is not locked was not signed', () =>
    expect(keys(checkSigning({ ...rows, contract: { id: 'c', state: 'draft' } }))).toEqual(['signing.notLocked']));
});

describe('phrases', () => {
  it.each([
    ['M1', '改进成果无偿归甲方所有'],
    ['M1', '乙方不得对标的技术再研发'],
    ['M1', '改进技术归甲方所有且无偿'],
    ['M1', '后续改进的成果免费许可甲方使用'],
    ['M2', '甲方不得采用第三方的类似技术'],
    ['M2', '不得使用其他技术'],
    ['M3', '许可产品不得出口'],
    ['M3', '限定销售价格不低于成本'],
    ['M3', '年产量不得超过一千台'],
    ['M4', '甲方必须购买乙方的设备'],
    ['M5', '仅可向乙方采购原料'],
    ['M5', '乙方为唯一供应商'],
    ['M6', '甲方不得提出无效宣告'],
    ['M6', '不得质疑专利的有效性'],
  ])('%s: %s', (code, text) => expect(monopolyPhrases(`第九条 ${text}。`).map((m) => m.code)).toContain(code));
  it.each([
    '改进成果归改进方所有，另一方有优先受让权',
    '双方不得以不正当手段获取',
    '甲方不得泄露技术秘密',
    '未经同意，不得将技术转让第三方',
    '乙方应当购买保险',
    '一方不得单方面提出变更',
    '乙方不得向第三方提供或使用该技术',
    '乙方不得将研究开发工作转委托第三人',
    '乙方不得因改进而提高费用',
    '甲方应当提供实验设备和场地',
    '甲方不得许可第三人实施许可专利',
  ])('not: %s', (text) => expect(monopolyPhrases(text)).toEqual([]));
  it('a restriction that may be reasonable only asks', () => {
    expect((['M1', 'M2', 'M3', 'M4', 'M5', 'M6'] as const).map(monopolyLevel)).toEqual(['must', 'must', 'ask', 'ask', 'ask', 'must']);
    expect(monopolyPhrases('总则。甲方不得质疑专利的有效性，也不得再研发。附则').map((m) => [m.code, m.hit.text])).toEqual([
      ['M1', '甲方不得质疑专利的有效性，也不得再研发'],
      ['M6', '甲方不得质疑专利的有效性，也不得再研发'],
    ]);
  });
  it('finds blanks', () => expect(placeholders('自{日期}起，金额____元，【】，XX公司，正常文字').map((h) => h.text)).toEqual(['{日期}', '____', '【】', 'XX']));
});
