/** What kind of technology contract a text is, by its title and by what it does. Content decides (技术合同司法解释 art. 42). */
import type { Quote } from '../finding.ts';
import { sentenceAround } from './say.ts';

export type ContractKind =
  | 'KF-WT'
  | 'KF-HZ'
  | 'KF-ZH'
  | 'ZR-ZL'
  | 'ZR-SQ'
  | 'ZR-MM'
  | 'ZR-RZ'
  | 'ZR-BT'
  | 'ZR-PZ'
  | 'ZR-RG'
  | 'XK-ZL'
  | 'XK-MM'
  | 'XK-QT'
  | 'ZX'
  | 'FW-YB'
  | 'FW-PX'
  | 'FW-ZJ';
export type FoundKind = Quote & { kind: ContractKind };

const TITLES: [ContractKind, RegExp][] = [
  ['XK-QT', /(软件|著作权|布图设计|品种权?)[^\n]{0,8}许可/],
  ['XK-MM', /(技术秘密|专有技术)[^\n]{0,6}(使用)?许可/],
  ['XK-ZL', /专利(申请)?(技术|权)?(的)?(实施|使用)?许可|实施许可|先使用后付费/],
  ['XK-MM', /技术许可/],
  ['ZR-RG', /作价|技术(入股|出资)/],
  ['ZR-SQ', /专利申请(权)?[^\n]{0,4}转让/],
  ['ZR-RZ', /著作权[^\n]{0,4}转让/],
  ['ZR-BT', /布图设计[^\n]{0,6}转让/],
  ['ZR-PZ', /品种权?[^\n]{0,4}转让/],
  ['ZR-ZL', /专利(权)?[^\n申请]{0,4}转让/],
  ['ZR-MM', /技术秘密[^\n]{0,4}转让|专有技术[^\n]{0,4}转让|技术转让/],
  ['KF-HZ', /(合作|联合|共同)(研究)?开发|开发[（(]合作/],
  ['KF-ZH', /技术转化|成果转化/],
  ['KF-WT', /委托(研究)?开发|技术开发|研究开发|研发合同|研制/],
  ['FW-PX', /技术培训|培训合同|培训协议/],
  ['FW-ZJ', /技术中介|居间|中介合同/],
  ['ZX', /技术咨询|咨询合同|咨询协议/],
  ['FW-YB', /技术服务|服务合同|服务协议|测试|检测/],
];

/** What a text of each kind says: pattern and weight. A mention counts at most four times, so that one repeated word does not decide. */
const BODIES: readonly (readonly [ContractKind, RegExp, number?])[] = [
  [
    'XK-ZL',
    /(独占|排他|普通)(实施)?许可(?!使用)|许可[^。\n]{0,8}实施(?=[^。\n]{0,60}专利)|许可[^。\n]{0,20}(制造|使用)[^。\n]{0,12}专利|实施[^。\n]{0,8}许可使用费|专利[^。\n]{0,14}许可(给)?[^。\n]{0,8}(实施|使用)|(?<=许可[^。\n]{0,20})实施(?:本|该|上述|前述)专利/g,
  ],
  ['XK-MM', /许可[^。\n]{0,14}使用[^。\n]{0,12}(技术秘密|专有技术|工艺诀窍)|(技术秘密|专有技术)[^。\n]{0,8}使用许可|许可使用[^。\n]{0,6}技术秘密/g],
  [
    'XK-QT',
    /许可[^。\n]{0,14}(使用|复制|修改|部署|生产|繁殖|复制和)[^。\n]{0,12}(软件|布图设计|授权品种|繁殖材料)|(软件|布图设计|品种权?)[^。\n]{0,8}(使用|实施|生产经营)?许可/g,
  ],
  [
    'ZR-ZL',
    /转让[^。\n]{0,12}专利权|专利权[^。\n]{0,8}(转让给|归受让|移转)|著录项目变更|成为专利权人|专利权[^，。；\n]{0,12}(转归|(?<=权即)归)|专利权自[^，。；\n]{2,16}转移/g,
  ],
  ['ZR-SQ', /转让[^。\n]{0,8}专利申请权(?![的时])|专利申请权[^。\n]{0,8}转让(?!专利申请权的|[^。\n]{0,8}的[，,])/g, 2],
  ['ZR-MM', /转让[^。\n]{0,12}(技术秘密|专有技术)|(技术秘密|专有技术)[^。\n]{0,16}(转让|让与)(给|与)?/g],
  ['ZR-RZ', /转让[^。\n]{0,14}(软件)?著作权|著作权[^。\n]{0,12}转让/g, 2],
  ['ZR-BT', /转让[^。\n]{0,10}布图设计|布图设计[^。\n]{0,10}转让/g, 2],
  ['ZR-PZ', /转让[^。\n]{0,10}品种权|品种权[^。\n]{0,10}转让/g, 2],
  [
    'ZR-RG',
    /作价(入股|出资|投资)|(技术|专利(申请)?权?|成果|秘密|著作权|知识产权)(评估|协议)?作价(?!入股|出资|投资)|占[^，。；\n]{0,12}(注册资本|股权|股份|出资额)|(技术|专利权?|成果)[^。\n]{0,10}(入股|出资)|持有[^。\n]{0,10}股权/g,
    2,
  ],
  [
    'KF-HZ',
    /(共同|联合|合作)(进行|参与|投入)?(的)?(研究|开发|研发)|(双方|各方|共同)投入(人员|人力|资金|经费|设备)|(?<!委托[^。\n]{0,80})成果(由|归|为)?(甲乙)?(双方|各方|三方)?共(同(享|所|拥))?有|分工[^。\n]{0,10}(研究|开发)|各自(承担|负责)[^。\n]{0,16}(研究|开发|试验|设计)|投入[^。；\n]{0,40}(承担|负责)[^。；\n]{0,12}(研究|开发|试验|筛选|设计|分析)/g,
  ],
  ['KF-ZH', /成果[^。\n]{0,16}(后续试验|中间试验|工业性试验)|(后续试验|中试放大)[^。\n]{0,20}(新产品|新工艺|产业化)|实施转化/g, 2],
  [
    'KF-WT',
    /委托(?![人方])[^。\n]{0,18}(研究|开发|研发|研制)|(?<!共同投入[^。\n]{0,30})研究开发(经费|报酬|计划|成果)|(尚未|均未|未被双方|还没有)[^。\n]{0,8}掌握|(研制|研发)(出|一)[^。\n]{0,12}(新|套|种|台)/g,
  ],
  ['FW-PX', /学员|培训(内容|计划|教师|班|教员)|讲授/g],
  ['FW-ZJ', /促成[^。\n]{0,24}(交易|订立|签订|签署|合同)|中介(服务)?(费|报酬)/g],
  ['ZX', /咨询(报告|意见)|可行性(论证|研究)|技术(评价|论证|预测)|(论证|预测|评价|调查)报告/g],
  ['FW-YB', /技术服务(内容|方式|报酬|费)|特定(的)?技术问题|测试分析|现场(调试|技术服务)|工艺(参数)?优化/g],
];
/** A licence that others had before is told of, and is not what this contract grants. */
const EARLIER = /(签订|签署|订立|生效)(之)?前[^。；\n]{0,24}许可|此前|曾[^。；\n]{0,24}许可|(原|已|与)[^。；\n]{0,24}(订立|签订)的[^。；\n]{0,6}许可/;
/** What is told by a title, or by one clear sentence; for short pieces. */
const MENTIONS = 4;

/** 技 术 咨 询 合 同, as a cover spaces its title. */
const closed = (line: string): string => (/^(\S[ \t　]+){3,}\S$/.test(line) ? line.replace(/\s/g, '') : line);

/** From the first lines: a line with 合同 or 协议 that names a kind. */
export function titleIn(text: string): Quote | undefined {
  for (const m of text.slice(0, 1500).matchAll(/^[^\n]{2,60}$/gm)) {
    const line = m[0].trim();
    if (/(合同|协议|意向书|备忘录)(书)?[^\n：:。]{0,8}$/.test(closed(line)) && !/[。；：:]/.test(line))
      return { text: line, start: m.index + m[0].indexOf(line), end: m.index + m[0].indexOf(line) + line.length };
  }
  return undefined;
}

export function kindByTitle(text: string): FoundKind | undefined {
  const title = titleIn(text);
  const hit = title ? TITLES.find(([, p]) => p.test(closed(title.text))) : undefined;
  return hit && title ? { kind: hit[0], ...title } : undefined;
}

/** A kind with the words that speak for it, the strongest kind first. A title is left out: it is compared with this. */
export function cuesIn(text: string): { kind: ContractKind; weight: number; words: Quote[] }[] {
  const title = titleIn(text);
  return BODIES.map(([kind, pattern, weight = 1]) => {
    const words = [...text.matchAll(pattern)]
      .map((m) => ({ text: m[0], start: m.index, end: m.index + m[0].length }))
      .filter((q) => (title === undefined || q.start >= title.end || q.end <= title.start) && !EARLIER.test(sentenceAround(text, q).text));
    return { kind, weight: Math.min(words.length, MENTIONS) * weight, words };
  })
    .filter((c) => c.weight > 0)
    .toSorted((a, b) => b.weight - a.weight || b.words.length - a.words.length);
}

/** By what the text says most often; needs two mentions, and more than any other kind. */
export function kindByContent(text: string): FoundKind | undefined {
  const [best, next] = cuesIn(text);
  if (!best || best.weight < 2 || (next && next.weight === best.weight && next.words.length === best.words.length)) return undefined;
  return { kind: best.kind, ...best.words[0]! };
}

/** Content decides; within one class the title says which of them it is (委托 or 合作, 专利 or 技术秘密). */
export function kindOf(text: string): ContractKind | undefined {
  const [title, content] = [kindByTitle(text)?.kind, kindByContent(text)?.kind];
  return title !== undefined && (content === undefined || routeOf(title) === routeOf(content)) ? title : content;
}

/** Papers that agree on nothing yet: no object and no price that could be registered. */
export const isIntent = (text: string): boolean => /意向(书|协议|合同)|框架(合作)?(协议|合同)|备忘录/.test(closed(titleIn(text)?.text ?? ''));

/** Papers beside a contract, which agree on no price of their own. */
export const isAside = (text: string): boolean =>
  /(补充|终止|解除|保密|赋权|赋予[^\n]{0,24}(所有权|使用权)的?)[^\n]{0,4}(协议|合同)/.test(closed(titleIn(text)?.text ?? ''));

const ROUTES_OF = {
  KF: 'development',
  ZR: 'transfer',
  XK: 'license',
  ZX: 'consulting',
  'ZR-RG': 'equity',
  'FW-YB': 'service',
  'FW-PX': 'training',
  'FW-ZJ': 'brokering',
} as const;
type Route = (typeof ROUTES_OF)[keyof typeof ROUTES_OF];
/** The deal's route for a kind. */
export const routeOf = (kind: ContractKind): Route =>
  kind in ROUTES_OF ? ROUTES_OF[kind as keyof typeof ROUTES_OF] : ROUTES_OF[kind.slice(0, 2) as 'KF' | 'ZR' | 'XK'];
