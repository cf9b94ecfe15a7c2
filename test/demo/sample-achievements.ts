/** 300 plausible achievements in the 27 columns, from a seed: the same seed, the same rows. Names are 示例 throughout. */
import { TEMPLATES } from '../../shared/domain/import/templates.ts';

type Kind = { field: string; things: string[]; methods: string[]; gains: string[]; measures: string[] };

const KINDS: Kind[] = [
  {
    field: '农业',
    things: ['种子处理装置', '水肥一体化控制系统', '果蔬采后保鲜工艺', '稻田除草机器人', '水产养殖增氧装置', '饲料添加剂制备方法', '温室环境调控方法'],
    methods: ['低温等离子体', '微纳米气泡', '机器视觉', '多源遥感', '固态发酵', '光谱无损检测'],
    gains: ['提高发芽势', '降低化肥用量', '延长货架期', '减少人工除草', '提高成活率'],
    measures: ['发芽势提高 8 个百分点以上', '化肥用量减少 15%', '货架期延长 7 天', '每小时作业 3 亩', '成活率不低于 92%'],
  },
  {
    field: '生物、医药和医疗器械',
    things: ['快速检测试剂盒', '可吸收缝合材料', '药物缓释微球', '康复训练外骨骼', '细胞冻存液', '病原核酸提取方法'],
    methods: ['胶体金免疫层析', '静电纺丝', '微流控', '柔性传感', '冻干保护', '磁珠富集'],
    gains: ['缩短检测时间', '减轻炎症反应', '延长释放时间', '提高步态稳定', '提高复苏率'],
    measures: ['检测时间不超过 15 分钟', '释放时间不少于 14 天', '复苏率不低于 85%', '灵敏度不低于 95%'],
  },
  {
    field: '新材料及其应用',
    things: ['耐高温涂层', '导热复合材料', '可降解薄膜', '高强铝合金', '隔声材料', '石墨烯分散液'],
    methods: ['溶胶凝胶', '原位聚合', '微弧氧化', '共混改性', '定向冷冻', '剪切剥离'],
    gains: ['提高耐温', '提高导热系数', '缩短降解周期', '提高强度', '提高隔声量'],
    measures: ['长期使用温度 650 ℃', '导热系数不低于 8 W/(m·K)', '180 天降解率不低于 90%', '抗拉强度不低于 480 MPa'],
  },
  {
    field: '先进制造',
    things: ['五轴加工误差补偿方法', '激光焊缝跟踪系统', '柔性夹具', '伺服压装设备', '磨削烧伤检测方法', '增材制造粉末回收装置'],
    methods: ['在线测量', '结构光视觉', '形状记忆合金', '力位混合控制', '声发射', '旋风分级'],
    gains: ['减小加工误差', '减少焊接缺陷', '缩短换型时间', '提高压装合格率'],
    measures: ['定位误差不大于 8 μm', '焊缝缺陷率不高于 0.3%', '换型时间不超过 5 分钟', '合格率不低于 99.5%'],
  },
  {
    field: '新能源与高效节能',
    things: ['电池均衡管理方法', '余热回收装置', '光伏清洗机器人', '氢气纯化工艺', '储能变流控制方法'],
    methods: ['主动均衡', '热管耦合', '负压吸附行走', '变压吸附', '虚拟同步'],
    gains: ['延长循环寿命', '降低能耗', '减少用水', '提高纯度'],
    measures: ['循环寿命不少于 3000 次', '综合能耗降低 12%', '氢气纯度不低于 99.99%', '用水量减少 80%'],
  },
  {
    field: '环境保护与资源综合利用',
    things: ['高盐废水处理工艺', '挥发性有机物治理装置', '赤泥综合利用方法', '污泥干化设备', '土壤重金属钝化剂'],
    methods: ['膜蒸馏', '转轮浓缩催化燃烧', '碳化固化', '热泵干化', '生物炭负载'],
    gains: ['降低处理成本', '提高去除率', '提高利用率', '降低含水率'],
    measures: ['去除率不低于 97%', '吨水处理成本不高于 18 元', '含水率降至 30% 以下', '有效态镉降低 55%'],
  },
  {
    field: '电子信息',
    things: ['毫米波雷达信号处理方法', '边缘计算网关', '工业缺陷识别系统', '低功耗定位标签', '数据脱敏方法'],
    methods: ['稀疏重构', '异构加速', '小样本学习', '超宽带', '格式保留加密'],
    gains: ['提高分辨率', '降低时延', '减少漏检', '延长续航'],
    measures: ['时延不超过 10 ms', '漏检率不高于 0.5%', '续航不少于 2 年', '定位误差不大于 0.3 m'],
  },
];
const UNITS = ['示例农业研究所', '示例理工学院', '示例海洋研究院', '示例材料研究中心', '示例医学院', '示例智能制造研究院'];
const STAGES = ['概念验证', '小试', '中试', '样机', '小批量', '批量应用'];
const COOPERATION = ['专利实施许可', '专利权转让', '作价投资', '合作开发', '技术服务'];
const SOURCES = ['国家科技计划', '省级科技计划', '市级科技计划', '单位自筹', '企业委托'];
const IPR = ['发明专利', '实用新型专利', '发明专利+技术秘密', '计算机软件著作权', '植物新品种'];
const PEOPLE = ['完成人甲', '完成人乙', '完成人丙', '完成人丁', '完成人戊'];

/** mulberry32: small, and the same on every machine. */
function random(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Rows in the order of the template's columns, the first always R-017. */
export function sampleAchievements(count: number, seed: number): { headers: string[]; rows: string[][] } {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const columns = TEMPLATES.achievements.columns;
  const titles = new Set<string>();
  const rows: string[][] = [];
  for (let i = 0; rows.length < count; i++) {
    const kind = i === 0 ? KINDS[0]! : pick(KINDS);
    const [method, thing, gain] = i === 0 ? ['低温等离子体', '种子处理装置', '提高发芽势'] : [pick(kind.methods), pick(kind.things), pick(kind.gains)];
    const series = titles.has(method + thing) ? `（${2 + Math.floor(next() * 8)} 型）` : '';
    const title = `${method}${thing}${series}`;
    if (titles.has(title)) continue;
    titles.add(method + thing).add(title);
    const unit = i === 0 ? UNITS[0]! : pick(UNITS);
    const price = i === 0 ? '150万' : next() < 0.3 ? '面议' : `${20 + Math.floor(next() * 48) * 10}万`;
    const values: Record<string, string> = {
      owner: unit,
      ownerPhone: `020-0000${String(1000 + (i % 9000))}`,
      title,
      keywords: `${method}、${thing.slice(0, 4)}、${kind.field.slice(0, 4)}`,
      completedOn: `${2019 + Math.floor(next() * 7)}.${1 + Math.floor(next() * 12)}.${1 + Math.floor(next() * 28)}`,
      funding: pick(SOURCES),
      field: kind.field,
      acquisition: next() < 0.8 ? '自主研发' : '合作研发',
      maturity: i === 0 ? '中试' : pick(STAGES),
      awards: next() < 0.15 ? '示例科技进步奖（示例）' : '无',
      price,
      cooperation: i === 0 ? '专利实施许可' : pick(COOPERATION),
      unit,
      address: `示例省示例市示例路 ${1 + (i % 200)} 号`,
      legalRep: '法定代表人甲',
      contact: pick(PEOPLE).replace('完成人', '联系人'),
      mobile: `1990000${String(1000 + i).padStart(4, '0')}`,
      phone: `020-0001${String(1000 + (i % 9000))}`,
      email: `sample${i + 1}@example.invalid`,
      iprForm: i === 0 ? '发明专利+技术秘密' : pick(IPR),
      summary: `采用${method}技术研制${thing}，解决现有${thing.slice(-4)}存在的问题，${gain}。已完成${pick(STAGES)}验证，可在${kind.field}领域推广。本条为示例数据。`,
      indicators: pick(kind.measures),
      business: `面向${kind.field}领域的中小企业，预计投资回收期 ${2 + Math.floor(next() * 4)} 年。`,
      pictures: '',
      videos: '',
      note: `示例数据，编号 R-${String(17 + i).padStart(3, '0')}；完成人：${PEOPLE.slice(0, 2 + Math.floor(next() * 3)).join('、')}`,
      activityId: '',
    };
    rows.push(columns.map((c) => values[c.field] ?? ''));
  }
  return { headers: columns.map((c) => c.header), rows };
}
