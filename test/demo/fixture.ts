/** The R-017 deal as the demo types it (示例 figures): five years of sales, three offers, and what must come out of them. */
import { sampleUscc } from '../../shared/domain/samples.ts';
import { addDays } from '../../shared/time.ts';
import { chinaToday } from '../support/china-now.ts';

export const ACHIEVEMENT = '低温等离子体种子处理装置';
export const PERSON = '示例经理';

export const SELLER = {
  name: '示例农业研究所',
  uscc: sampleUscc('12', 1),
  kind: '科研机构',
  legalRep: '示例负责人甲',
  address: '广东省广州市示例路 1 号',
  contact: '示例联系人甲',
  phone: '000-00000000',
  nature: '0211',
  region: '440100',
  industry: '73',
} as const;
export const BUYER = {
  name: '示例种业有限公司',
  uscc: sampleUscc('91', 2),
  kind: '企业',
  legalRep: '示例负责人乙',
  address: '广东省佛山市示例大道 2 号',
  contact: '示例联系人乙',
  phone: '000-00000000',
  nature: '150',
  region: '440600',
  industry: '05',
} as const;
export type Side = typeof SELLER | typeof BUYER;

export const PATENT = {
  name: '一种低温等离子体种子处理装置',
  number: '202010000000.7',
  filedOn: '2020.1.2',
  grantedOn: '2022.6.10',
  feePaidTo: '2027.1.2',
} as const;
export const CONTRIBUTORS = [
  ['完成人甲', '50'],
  ['完成人乙', '30'],
  ['完成人丙', '20'],
] as const;

/** 万元, year by year */
export const SALES = ['300', '500', '800', '900', '900'] as const;
export const SOURCES: Readonly<Record<string, readonly [value: string, source: string, grade: string]>> = {
  // its figures are the years'
  销售收入预测: ['', '买方提供的五年销售计划（示例）', '假设'],
  许可费率: ['5%', '买方同类设备采购询价推算（示例）', '假设'],
  折现率: ['15%', '无风险利率加风险报酬（示例）', '假设'],
  '经济寿命（年）': ['5', '许可期限五年', '估计'],
  所得税率: ['0%', '税前口径', '事实'],
};

export const NOTES: Readonly<Record<string, readonly [content: string, evidence: string]>> = {
  权利形式与范围: ['排他实施许可，五年，中国境内，种子处理领域；无质押，无在先许可', '谈判记录'],
  法律状态及查询日: ['授权有效，年费缴至 2027-01-02', '专利登记簿副本（示例）'],
  配套资产: ['买方的烘干与包装线', '现场记录（示例）'],
  技术成熟度: ['TRL 7，中试', '中试报告（示例）'],
  区间怎样取舍: ['单一方法，以 12%–20% 的区间说明', '编制人'],
};

export type Offer = { by: '我方' | '对方'; mode: '独占许可' | '排他许可'; fee: string; rate: string; days: number; minutes: string; worth: string };
export const OFFERS: readonly Offer[] = [
  {
    by: '我方',
    mode: '独占许可',
    fee: '180万',
    rate: '3%',
    days: -45,
    minutes: '我方提出独占许可，入门费 180 万元加净销售额 3% 提成。对方认为首年现金压力大。',
    worth: '243.81',
  },
  {
    by: '对方',
    mode: '排他许可',
    fee: '120万',
    rate: '2%',
    days: -38,
    minutes: '对方提出排他许可，120 万元加 2%，并要求改进成果归被许可方。我方不接受改进成果无偿归一方。',
    worth: '162.54',
  },
  { by: '我方', mode: '排他许可', fee: '150万', rate: '2.5%', days: -30, minutes: '排他许可五年，150 万元加 2.5%；改进成果归改进方。', worth: '203.17' },
];
/** 元; it must turn up in no produced file */
export const WALK_AWAY = { typed: '190万', note: '低于底线，需报批' } as const;
/** Ways a walk-away of 190 万 could be written. */
export const INTERNAL_WORDS = ['190.00', '1900000', '1,900,000', '190万', '底线', WALK_AWAY.note] as const;

/** ISO day, `by` days from today in China. */
export const day = (by = 0): string => addDays(chinaToday(), by);

/** The last day of five years from today. */
export function fiveYears(): string {
  const [year, ...rest] = day(-1).split('-');
  return [Number(year) + 5, ...rest].join('-').replace('-02-29', '-02-28');
}
