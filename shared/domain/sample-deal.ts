/**
 * The R-017 deal of the 示例库, as complete as a manager would have it after the third round: worksheet 106.35 万 at 15 %,
 * offers 243.81 → 162.54 → 203.17 万, agreed at 150 万 + 2.5 %; the notice that ran named 180 万, which 缺什么 must say.
 */
import type { Round, Worksheet, WorksheetInput } from './deal.ts';
import { make, type Edit } from './edit.ts';
import { sampleAchievements, SAMPLE_FIRM, SAMPLE_INSTITUTE, sampleUscc } from './samples.ts';

/** Fixed ids: the tour and the tests name them. */
export const SAMPLE_IDS = {
  institute: 'sample-institute',
  firm: 'sample-firm',
  achievement: 'sample-r017',
  patent: 'sample-r017-patent',
  secret: 'sample-r017-secret',
  demand: 'sample-demand',
  deal: 'sample-deal',
  worksheet: 'sample-worksheet-1',
  round: (n: number) => `sample-round-${n}`,
  pricing: 'sample-pricing',
  notice: 'sample-notice-1',
  contract: 'sample-contract-1',
  foreign: 'sample-contract-foreign',
} as const;

const S = { sample: true } as const;
const input = (value: string, source: string, grade: WorksheetInput['grade'], unit?: string): WorksheetInput => ({
  value,
  source,
  sourceDate: '2026-03-02',
  grade,
  by: '示例经理',
  ...(unit ? { unit } : {}),
});

function people(): Edit[] {
  const place = { country: '142', zip: '000000', phone: '000-00000000', email: 'sample@example.com' };
  return [
    make('parties', {
      id: SAMPLE_IDS.institute,
      ...S,
      name: SAMPLE_INSTITUTE,
      uscc: sampleUscc('12', 1),
      kind: 'institute',
      nature: '0211',
      region: '440100',
      industry: '73',
      address: '广东省广州市示例路 1 号',
      legalRep: '示例负责人甲',
      contact: '示例联系人甲',
      isTechTransferOrg: false,
      isResearchOrg: true,
      isConvertedInstitute: false,
      bank: '示例银行',
      bankAccount: '0000000000000000000',
      ...place,
    }),
    make('parties', {
      id: SAMPLE_IDS.firm,
      ...S,
      name: SAMPLE_FIRM,
      uscc: sampleUscc('91', 2),
      kind: 'enterprise',
      nature: '150',
      region: '440600',
      industry: '05',
      address: '广东省佛山市示例大道 2 号',
      legalRep: '示例负责人乙',
      contact: '示例联系人乙',
      isTechTransferOrg: false,
      isResearchOrg: false,
      isConvertedInstitute: false,
      inHiTechZone: false,
      isListed: false,
      scale: 'small',
      ...place,
    }),
  ];
}

function portfolio(): Edit[] {
  const line = sampleAchievements(1, 17)[16]!;
  const share = (id: string, name: string, part: string): Edit =>
    make('contributors', { id: `sample-contributor-${id}`, ...S, achievementId: SAMPLE_IDS.achievement, name, share: part, role: '完成人' });
  return [
    make('achievements', { id: SAMPLE_IDS.achievement, ...S, no: 'R-017', ...line, disclosure: 'internal', trl: 7, ownerPartyId: SAMPLE_IDS.institute }),
    make('rights', {
      id: SAMPLE_IDS.patent,
      ...S,
      achievementId: SAMPLE_IDS.achievement,
      kind: 'invention',
      name: '一种低温等离子体种子处理装置',
      number: '202010000000.7',
      applicant: SAMPLE_INSTITUTE,
      owner: SAMPLE_INSTITUTE,
      inventors: '完成人甲、完成人乙、完成人丙',
      filedOn: '2020-01-02',
      grantedOn: '2022-06-10',
      feePaidTo: '2027-01-02',
      status: 'inForce',
    }),
    make('rights', {
      id: SAMPLE_IDS.secret,
      ...S,
      achievementId: SAMPLE_IDS.achievement,
      kind: 'secret',
      name: '电极配方',
      owner: SAMPLE_INSTITUTE,
      secretLevel: '核心',
      status: 'inForce',
    }),
    share('a', '完成人甲', '0.5'),
    share('b', '完成人乙', '0.3'),
    share('c', '完成人丙', '0.2'),
    make('demands', {
      id: SAMPLE_IDS.demand,
      ...S,
      title: '水稻种子播前处理',
      partyId: SAMPLE_IDS.firm,
      detail: '现有药剂处理出苗不齐，希望有不用药剂的播前处理设备。',
      indicators: '发芽率提高不少于 5 个百分点；处理量不低于 500 kg/h',
      conditions: '仓库内运行，380 V 供电，两人操作',
      field: '农业',
      budget: '1800000',
      deadline: '2027-03-31',
      cooperation: '许可',
    }),
  ];
}

/** The forecast's figures stand in the years; here only where they are from. */
const { value: _inTheYears, ...forecastSource } = input('', '示例：买方提供的五年销售计划', 'assumption');

/** What differs from one right to the next: until when it runs by law and by the licence, and that it is in force. */
export type SampleRight = { legalEnd: string; filedOn: string; contractEnd: string; feePaidTo: string };
const rightInputs = ({ legalEnd, filedOn, contractEnd, feePaidTo }: SampleRight): Record<string, WorksheetInput> => ({
  legalEnd: input(legalEnd, `专利登记簿副本：申请日 ${filedOn} 起 20 年`, 'fact'),
  contractEnd: input(contractEnd, '我方拟定的许可方案，五年', 'assumption'),
  legalStatus: input(`有效，年费已缴至 ${feePaidTo}`, '专利登记簿副本', 'fact'),
});

/** The worksheet of 106.35 万元 at 15 %; `of` says whose it is and what differs. */
export function sampleWorksheet(of: Worksheet, right: SampleRight): Edit {
  return make('worksheets', {
    ...S,
    version: 1,
    name: 'R-017 许可费节省法',
    method: 'royalty',
    purpose: '专利实施许可谈判',
    valueType: '谈判参考（投资价值角度）',
    baseDate: '2026-03-01',
    preparedOn: '2026-03-02',
    preparer: '示例经理',
    reviewer: '示例复核人',
    object: '发明专利“一种低温等离子体种子处理装置”（202010000000.7，申请日 2020-01-02）及技术秘密“电极配方”的五年实施许可',
    rejected: '成本法：研发投入与使用价值关系弱；市场法：未找到三个可比交易。',
    note: '销售预测由买方提供，未经审计；未计税；不含后续改进。',
    revenues: ['3000000', '5000000', '8000000', '9000000', '9000000'],
    lowRate: '0.12',
    highRate: '0.2',
    inputs: {
      revenues: forecastSource,
      royaltyRate: input('0.05', '买方同类设备采购询价推算', 'assumption'),
      discountRate: input('0.15', '无风险利率加风险报酬，示例', 'assumption'),
      economicYears: input('5', '示例：买方设备五年一换', 'estimate', '年'),
      taxRate: input('0', '税前口径', 'fact'),
      flowBasis: input('preTax', '税前口径', 'fact'),
      rateBasis: input('preTax', '税前口径', 'fact'),
      timing: input('end', '年末收款', 'assumption'),
      decay: input('none', '五年内不考虑衰减', 'assumption'),
      rightsForm: input('排他实施许可，中国境内，五年，用于种子处理领域；无质押，无在先许可', '我方拟定的许可方案', 'fact'),
      ...rightInputs(right),
      complementary: input('买方的烘干与包装线', '现场记录', 'fact'),
      maturity: input('7', '中试报告', 'fact'),
      reconciliation: input('单一方法，以 12%–20% 的区间说明', '编制人', 'estimate'),
    },
    ...of,
  });
}

function talks(): Edit[] {
  const round = (no: number, more: Partial<Round>): Edit =>
    make('rounds', {
      id: SAMPLE_IDS.round(no),
      ...S,
      dealId: SAMPLE_IDS.deal,
      no,
      worksheetId: SAMPLE_IDS.worksheet,
      territory: '中国境内（不含港澳台地区）',
      royaltyBase: '许可产品净销售额',
      years: 5,
      walkAway: '1900000',
      place: '佛山',
      attendees: '示例经理、示例联系人乙',
      ...more,
    });
  return [
    round(1, {
      heldOn: '2026-03-05',
      offeredBy: 'us',
      licenseMode: 'exclusive',
      entryFee: '1800000',
      royaltyRate: '0.03',
      outcome: 'countered',
      minutes: '我方提出独占许可，入门费 180 万元加净销售额 3% 提成。对方认为首年现金压力大。',
    }),
    round(2, {
      heldOn: '2026-03-12',
      offeredBy: 'them',
      licenseMode: 'sole',
      entryFee: '1200000',
      royaltyRate: '0.02',
      outcome: 'countered',
      minutes: '对方提出排他许可，120 万元加 2%，并要求改进成果归甲方。我方不接受改进成果无偿归一方。',
      internalNote: '低于底线，需报批。',
    }),
    round(3, {
      heldOn: '2026-03-20',
      offeredBy: 'us',
      licenseMode: 'sole',
      entryFee: '1500000',
      royaltyRate: '0.025',
      termFrom: '2026-06-01',
      termTo: '2031-05-31',
      outcome: 'agreed',
      minutes: '排他许可五年，150 万元加 2.5%；改进成果归改进方，另一方有优先受让权。',
    }),
  ];
}

/** Everything of the deal up to the agreed price. The contract and what follows are made in the tour. */
export function sampleDeal(): Edit[] {
  return [
    ...people(),
    ...portfolio(),
    make('deals', {
      id: SAMPLE_IDS.deal,
      ...S,
      no: '2026-001',
      name: '低温等离子体种子处理装置',
      route: 'license',
      role: 'seller',
      achievementId: SAMPLE_IDS.achievement,
      demandId: SAMPLE_IDS.demand,
      sellerId: SAMPLE_IDS.institute,
      buyerId: SAMPLE_IDS.firm,
      rightIds: [SAMPLE_IDS.patent, SAMPLE_IDS.secret],
      object: '低温等离子体种子处理装置的专利实施许可及相关技术秘密的使用',
      startedOn: '2026-03-01',
      startedFrom: 'achievement',
      keeper: '示例经理',
      isRelated: false,
      techField: '09',
      socioEconomic: '09',
      serviceIndustry: '05',
      planSource: 'JHW',
      expectedInput: '2000000',
      expectedOutput: '34000000',
      rulePack: 'gd-2026',
    }),
    sampleWorksheet(
      { id: SAMPLE_IDS.worksheet, dealId: SAMPLE_IDS.deal },
      { legalEnd: '2040-01-02', filedOn: '2020-01-02', contractEnd: '2031-05-31', feePaidTo: '2027-01-02' },
    ),
    ...talks(),
    make('pricings', {
      id: SAMPLE_IDS.pricing,
      ...S,
      dealId: SAMPLE_IDS.deal,
      route: 'agreed',
      decidedOn: '2026-03-23',
      decidedBy: '所务会',
      meeting: '2026 年第 6 次所务会（示例）',
      basis: '许可费节省法测算区间与三轮谈判记录',
      price: '1500000',
      royaltyRate: '0.025',
      worksheetId: SAMPLE_IDS.worksheet,
    }),
    make('notices', {
      id: SAMPLE_IDS.notice,
      ...S,
      dealId: SAMPLE_IDS.deal,
      title: '低温等离子体种子处理装置',
      price: '1800000',
      royaltyRate: '0.03',
      place: '本单位公告栏与网站',
      startOn: '2026-03-06',
      endOn: '2026-03-21',
      contact: '示例联系人甲',
      closedOn: '2026-03-23',
      result: '公示期内无异议（示例）',
      draft: false,
      publishedWords: {
        object: '低温等离子体种子处理装置',
        wayName: '专利实施许可 · 排他许可',
        otherParty: '示例种业有限公司',
        otherPartyLabel: '拟被许可方',
        officeName: '示例农业研究所',
        endOn: '2026-03-21',
        periodText: '15 日',
        pricingRoute: 'agreed',
      },
    }),
  ];
}
