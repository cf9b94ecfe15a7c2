/**
 * 示例 records for the 示例库, the tour and the demo: pure, seeded, plainly 示例. Identifiers pass their check digits but
 * lie where none is ever issued: patent serials 0000000 and 99xxxxx, credit codes of the area 999999.
 */
import { patentCheckDigit, usccCheckChar } from '../ids.ts';
import { addDays } from '../time.ts';
import type { Achievement } from './portfolio.ts';

/** mulberry32: small, fast, the same everywhere. Numbers in [0, 1). */
export function seededRandom(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Patent number of a serial never issued: kind 1 invention, 2 utility, 3 design. */
export function samplePatent(year: number, kind: 1 | 2 | 3, n: number): string {
  const digits = `${year}${kind}${9_900_000 + (n % 99_999)}`;
  return `${digits}.${patentCheckDigit(digits)}`;
}

/** Credit code of an area that does not exist; `12` public institution, `91` enterprise. */
export function sampleUscc(prefix: '12' | '91', n: number): string {
  const first = `${prefix}999999${String(n).padStart(9, '0')}`;
  return first + usccCheckChar(first);
}

const OBJECTS = [
  '水稻',
  '玉米',
  '甘蔗',
  '荔枝',
  '柑橘',
  '对虾',
  '罗非鱼',
  '生猪',
  '禽用饲料',
  '蔬菜',
  '茶叶',
  '木薯',
  '花卉',
  '香蕉',
  '食用菌',
  '农用机械',
  '冷链包装',
  '土壤',
  '畜禽粪污',
  '水产育苗',
];
const MEANS = [
  '低温等离子体',
  '微胶囊',
  '近红外光谱',
  '机器视觉',
  '生物酶',
  '纳米',
  '超声',
  '膜分离',
  '热泵',
  '噬菌体',
  '发酵',
  '物联网',
  '分子标记',
  '射频',
  '气调',
  '菌剂',
  '热解',
  '紫外',
  '磁分离',
  '流化床',
];
const THINGS = [
  '处理装置',
  '制备方法',
  '检测方法',
  '分选设备',
  '保鲜工艺',
  '监测系统',
  '复合制剂',
  '干燥设备',
  '育种方法',
  '控制系统',
  '回收工艺',
  '包装材料',
  '快速检测试剂盒',
  '播种机构',
  '净化装置',
];
const FIELDS = ['农业', '先进制造', '环境保护与资源综合利用', '生物、医药和医疗器械', '新材料及其应用', '电子信息', '新能源与高效节能'];
const GOT = ['自主研发', '合作研发', '引进消化吸收再创新'];
const MATURITY = ['正在研发', '已有样品', '通过小试', '通过中试', '可以量产'];
const WAYS = ['许可', '转让', '作价投资', '合作开发', '技术服务'];
const FUNDING = ['省级科技计划', '地市科技计划', '单位自立项目', '企业委托'];
const RIGHTS = ['发明专利', '实用新型专利', '技术秘密', '计算机软件著作权', '植物新品种'];
const AIMS = ['提高出苗整齐度', '缩短处理时间', '降低能耗', '减少药剂用量', '延长货架期', '提高检出率', '降低次品率', '减少人工', '降低排放', '稳定批次质量'];

export type SampleAchievement = Required<
  Pick<
    Achievement,
    | 'owner'
    | 'ownerPhone'
    | 'title'
    | 'keywords'
    | 'completedOn'
    | 'funding'
    | 'field'
    | 'acquisition'
    | 'maturity'
    | 'awards'
    | 'price'
    | 'cooperation'
    | 'unit'
    | 'address'
    | 'legalRep'
    | 'contact'
    | 'mobile'
    | 'phone'
    | 'email'
    | 'iprForm'
    | 'summary'
    | 'indicators'
    | 'business'
    | 'pictures'
    | 'videos'
    | 'note'
    | 'activityId'
  >
>;

/** The 27 columns in the template's order, as keys. */
export const SAMPLE_COLUMNS: readonly (keyof SampleAchievement)[] = [
  'owner',
  'ownerPhone',
  'title',
  'keywords',
  'completedOn',
  'funding',
  'field',
  'acquisition',
  'maturity',
  'awards',
  'price',
  'cooperation',
  'unit',
  'address',
  'legalRep',
  'contact',
  'mobile',
  'phone',
  'email',
  'iprForm',
  'summary',
  'indicators',
  'business',
  'pictures',
  'videos',
  'note',
  'activityId',
];

const R017_TITLE = '低温等离子体种子处理装置';
export const SAMPLE_INSTITUTE = '示例农业研究所';
export const SAMPLE_FIRM = '示例种业有限公司';

const shared = {
  owner: SAMPLE_INSTITUTE,
  ownerPhone: '000-00000000',
  unit: SAMPLE_INSTITUTE,
  address: '广东省广州市示例路 1 号',
  legalRep: '示例负责人',
  contact: '示例联系人',
  mobile: '00000000000',
  phone: '000-00000000',
  email: 'sample@example.com',
  awards: '',
  pictures: '',
  videos: '',
  activityId: '',
};

/** The 17th line is R-017; titles never repeat. The same seed gives the same lines. */
export function sampleAchievements(seed: number, count: number): SampleAchievement[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const seen = new Set<string>([R017_TITLE]);
  const out: SampleAchievement[] = [];
  while (out.length < count) {
    if (out.length === 16) {
      out.push(r017());
      continue;
    }
    const [object, means, thing] = [pick(OBJECTS), pick(MEANS), pick(THINGS)];
    let title = `${object}${means}${thing}`;
    for (let n = 2; seen.has(title); n++) title = `${object}${means}${thing}（${n} 型）`;
    seen.add(title);
    const aim = pick(AIMS);
    const better = whole(8, 45);
    const right = pick(RIGHTS);
    const year = whole(2016, 2024);
    out.push({
      ...shared,
      title,
      keywords: [object, means, aim].join('；'),
      completedOn: addDays(`${year}-01-01`, whole(0, 364)),
      funding: pick(FUNDING),
      field: pick(FIELDS),
      acquisition: pick(GOT),
      maturity: pick(MATURITY),
      price: random() < 0.25 ? '面议' : `${whole(2, 60) * 5}万元`,
      cooperation: pick(WAYS),
      iprForm:
        right === '发明专利' || right === '实用新型专利' ? `${right} ZL${samplePatent(year - 1, right === '发明专利' ? 1 : 2, whole(0, 99_998))}` : right,
      summary: `示例成果。以${means}处理${object}，用于${aim}；与原有做法相比，${aim}约 ${better}%（示例数据）。`,
      indicators: `处理量 ≥ ${whole(2, 40) * 50} kg/h；能耗 ≤ ${(whole(5, 60) / 10).toFixed(1)} kW·h/t；连续运行 ≥ ${whole(2, 20) * 100} h（示例数据）`,
      business: `面向${object}生产与加工单位，预计三年内推广 ${whole(2, 30)} 家（示例数据）`,
      note: '示例',
    });
  }
  return out;
}

function r017(): SampleAchievement {
  return {
    ...shared,
    title: R017_TITLE,
    keywords: '低温等离子体；种子处理；发芽率',
    completedOn: '2023-11-20',
    funding: '省级科技计划',
    field: '农业',
    acquisition: '自主研发',
    maturity: '通过中试',
    price: '180万元',
    cooperation: '许可',
    iprForm: '发明专利 ZL202010000000.7；技术秘密',
    summary: '示例成果 R-017。以低温等离子体处理水稻种子，不用药剂，提高发芽整齐度，缩短播前处理时间（示例数据）。',
    indicators: '处理量 ≥ 500 kg/h；发芽率提高 ≥ 6 个百分点；能耗 ≤ 3.2 kW·h/t（示例数据）',
    business: '面向种子加工企业，五年销售预测 300、500、800、900、900 万元（示例数据）',
    note: '示例 R-017',
  };
}
