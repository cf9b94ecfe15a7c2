/** A deal with everything the papers around a contract ask of the records: the licence of R-017, signed; or its sale. All 示例. */
import type { ContractSources } from '../../shared/domain/contract/answers.ts';
import { licenceInput } from './licence-fixture.ts';

const SALE = new Set(['FQY', 'ZLB']);
const OPEN = new Set(['KFX-1', 'KFX-2', 'KFX-3']);
const DEVELOPMENT = new Set(['FYG']);

export function paperSources(code: string): ContractSources {
  const { sources, typed } = licenceInput();
  const route = SALE.has(code) ? 'transfer' : DEVELOPMENT.has(code) ? 'development' : 'license';
  return {
    ...sources,
    deal: { ...sources.deal, route, role: 'seller', isRelated: false },
    seller: { ...sources.seller!, region: '440100', country: '142' },
    buyer: { ...sources.buyer!, region: '440600', country: '142' },
    round: { ...sources.round!, royaltyBase: '许可产品的不含税净销售额', otherTerms: '被许可人自签订之日起六个月内投产。' },
    office: { id: 'office', name: '示例农业研究所', uscc: '12440000MB2C00001X', legalRep: '法定代表人甲', contact: '示例经理戊', phone: '020-00000003' },
    achievement: { id: 'a-1', title: '低温等离子体种子处理装置', unit: '示例种子工程研究室', mobile: '13000000000', completedOn: '2021-06-30' },
    contributors: [
      { id: 'c-1', name: '完成人甲', share: '0.5', role: '负责人' },
      { id: 'c-2', name: '完成人乙', share: '0.3' },
      { id: 'c-3', name: '完成人丙', share: '0.2' },
    ],
    instalments: [
      { id: 'i-1', name: '首期款', dueOn: '2026-12-31', amount: '1000000', condition: '合同生效后三十日内' },
      { id: 'i-2', name: '第二期款', dueOn: '2027-06-30', amount: '500000', condition: '技术资料交付并验收' },
    ],
    about: {
      title: '专利实施许可合同',
      no: '示例-2026-001',
      signedOn: '2026-11-28',
      effectiveOn: '2026-12-01',
      validTo: '2031-11-30',
      copies: 6,
      pages: 12,
      signatory: '签字人己',
      textHash: '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
      drafted: 'here',
      said: { ...typed, payKind: 'entryRoyalty', materialPlace: '乙方住所地，当面移交', acceptanceWay: '在甲方生产线上连续运行七十二小时后测定', ...FUNDS },
      total: '1500000',
      technical: '1500000',
      royalty: !OPEN.has(code),
      publishedOn: '2026-10-10',
      noticeEndOn: '2026-10-26',
      noticeResult: '公示期满无异议',
      price: '1500000',
      pricingRoute: 'agreed',
      pricingBasis: '参照收益法测算的区间和同类许可的成交条件，经两轮谈判确定。',
      meeting: '2026年第9次所务会',
      decidedOn: '2026-10-09',
    },
  };
}

const FUNDS = {
  researchFunds: '1200000',
  researchReward: '300000',
  costItems: '材料费：300000 元\n测试化验费：250000 元\n劳务费：450000 元\n差旅费：200000 元',
};

/** What no record knows and a person types. */
export const typedFor = (code: string): Record<string, string> => TYPED[code] ?? {};

const TYPED: Record<string, Record<string, string>> = {
  CNS: { promisedOn: '2026-12-02' },
  SPB: { coOwned: 'sole', sensitive: 'no', rewardRate: '0.7' },
  YYB: { sealKind: 'contract', authority: 'proxy' },
  SQWT: { agentPost: '成果转化办公室副主任', from: '2026-11-20', to: '2026-12-31' },
  GYR: {
    coOwner: '示例种子工程中心',
    coOwnerCode: '12440000MB2C00009Y',
    proceeds: '净收入的 30%，每次到账后三十日内由示例农业研究所支付',
    feeShare: '年费由示例农业研究所缴纳',
    until: '2027-06-30',
  },
  FQY: { toldOn: '2026-10-12' },
  FZW: {
    declarant: '完成人甲',
    coWorkers: '无',
    madeFrom: '2020-01-06',
    employer: '示例机械厂，设备维修岗位',
    task: '岗位任务为车间设备的日常维修，与种子处理技术无关，没有接受过相关任务。',
    means: '本人自筹资金购置电源和腔体，在自有场地完成试验；没有使用单位的设备、材料和未公开资料。',
  },
  JJQ: {
    materials:
      '专利说明书及附图全文｜纸质、PDF｜2｜公开｜\n处理装置总装图与零部件图｜纸质（蓝图）、DWG｜2｜内部｜共 48 张\n工艺参数表（处理功率、时间、气压）｜纸质｜1｜技术秘密｜密封交接\n操作与维护手册｜纸质、PDF｜3｜内部｜',
  },
  YSZ: {
    acceptedOn: '2027-06-20',
    place: '示例种业股份有限公司佛山生产线',
    indicators:
      '处理能力不低于 500 千克/小时｜526 千克/小时｜达到\n发芽势较未处理对照提高不低于 8 个百分点｜9.2 个百分点｜达到\n种胚损伤率不高于 0.5%｜0.31%｜达到',
    result: 'conditional',
    open: '操作手册缺第三章附表，交付方于 2027年7月5日前补齐。',
  },
  FYG: { equipment: '200000', materials: '60000.50', equipmentNote: '等离子体电源 1 台', otherCost: '5000', otherNote: '运输费', fundsNote: '包干使用' },
  BA: { acts: '制造、使用、许诺销售、销售', papers: '许可合同原件\n双方主体资格证明\n经办人身份证明' },
  ZLB: {
    licences: '2026年1月起普通许可一项，受让人已知悉并承受',
    feesBy: '登记之日前由变更前权利人缴纳，此后由受让人缴纳',
    agencyAfter: '示例专利代理事务所',
    papers: '转让合同原件\n双方主体资格证明',
  },
  'KFX-1': {
    report: 'none',
    payKind: 'entryRoyalty',
    standard: '入门费人民币 100000 元，生效后三十日内支付；另按许可产品不含税净销售额的 2% 提成，每自然年度结束后四十五日内结算。',
    reasons: '参照同领域普通许可的成交条件。',
    termTo: '2031-12-31',
  },
  'KFX-2': {
    publishedOn: '2025-03-12',
    publishedNo: '示例 2025-0001',
    reason: '权利拟转让',
    licensees: '示例种子有限公司｜2025-05-01 至 2028-04-30｜0757-00000004',
  },
  'KFX-3': {
    publishedOn: '2025-03-12',
    publishedNo: '示例 2025-0001',
    payKind: 'entryRoyalty',
    standard: '入门费人民币 100000 元；另按许可产品不含税净销售额的 2% 提成，每自然年度结算。',
    paid: '100000',
    paidOn: '2026-11-25',
    from: '2026-12-01',
    to: '2031-11-30',
    place: '广东省佛山市；种子播前处理设备',
  },
};
