/**
 * What 认定登记 looks at beside the clauses: name equal to content, a right that exists, no ordinary contract, and for each kind
 * what the interpretation or the recognition rules do not count as it. Words only hint at content, so most of these ask.
 */
import type { Finding, FindingSource, Quote } from '../finding.ts';
import { hits } from '../checks/words.ts';
import { routeOf, titleIn, type ContractKind } from './kind.ts';
import { partiesIn, sealNamesIn } from './parties.ts';
import type { Reading } from './reading.ts';
import { sentenceAround, type Say } from './say.ts';

const SPC = '最高人民法院关于审理技术合同纠纷案件适用法律若干问题的解释';
const spc = (article: string): FindingSource => ({ document: SPC, article });

type Ground = {
  name: Parameters<Say>[0];
  of: readonly string[];
  words: RegExp;
  /** what turns the words into something else, in the same sentence */
  unless?: RegExp;
  params?: Record<string, string>;
  source?: FindingSource;
};

/** A sentence about what would follow, or about what others may not do, states no fact. */
const IF = /如果|如|若|一旦|情形|时，|的，|不得|除外|不受|之前|保证|承诺|未(曾|被)/;

const GROUNDS: readonly Ground[] = [
  {
    name: 'text.noInnovation',
    of: ['KF'],
    words: /(现有|原有|已有)(的)?(产品|设备|系统|工艺)[^。；\n]{0,10}(改型|外观改造|规格变更)|材料配方的?(一般)?调整|(定型|已批量生产|已投产)的?产品/,
    unless: /不同于|区别于|不是|并非|不属于/,
    source: spc('第十七条'),
  },
  {
    name: 'text.onlyPays',
    of: ['KF-HZ'],
    words:
      /(甲方|乙方|一方)[^。；\n]{0,40}(不(派员|派人)?(承担|参加|参与|进行)[^。；\n]{0,8}(研究|研发|开发)|(仅|只)(负责|需|承担)?(支付|提供)[^。；\n]{0,6}(经费|资金|费用))/,
    source: spc('第十九条'),
  },
  {
    name: 'text.notYetMade',
    of: ['ZR', 'XK'],
    words:
      /(技术|成果|工艺|方案|专利|软件)[^，。；\n]{0,16}(尚待|有待|正在|将要|拟)(研究|研发|开发)|(尚未|还没有|未)(研发|研制|开发)(完成|成功)|(配方|技术|工艺|方案|软件)[^，。；\n]{0,6}(尚未|还没有)(定型|完成|成熟|形成)/,
    unless: /后续|改进|验收|前，/,
    source: spc('第二十二条'),
  },
  {
    name: 'text.publicDomain',
    of: ['ZR', 'XK'],
    words: /(参数|内容|方案|工艺|技术|配方)[^，。；\n]{0,12}已[^。；\n]{0,32}(公开发表|(全部|完全)公开|为公众所知悉|进入公有领域|成为公知)/,
    unless: IF,
    source: spc('第二十二条'),
  },
  {
    name: 'text.rightEnded',
    of: ['ZR', 'XK'],
    words: /(专利权|专利|权利|著作权|品种权)[^。；\n]{0,16}已[^。；\n]{0,24}(终止|失效|届满|被宣告无效|被放弃)/,
    unless: /如果|如|若|一旦|情形|时，|的，|未(曾|被)/,
  },
  {
    name: 'text.notThisKind',
    of: ['ZX'],
    words: /经济分析|财务(分析|顾问)|法律(咨询|顾问|意见)|市场(调查|营销)|(设备|仪器|原材料)(的)?(选购|采购)(咨询|建议|方案)/,
    unless: /不包括|不含|除外|技术经济/,
    params: { why: 'advice' },
  },
  {
    name: 'text.notThisKind',
    of: ['ZX'],
    words: /(指导|负责)[^，。；\n]{0,12}(设备|系统|方案)?[^，。；\n]{0,6}(安装|接线|调试|实施|投运)|施工图设计/,
    unless: /不|除外|另行/,
    params: { why: 'guidance' },
  },
  {
    name: 'text.notThisKind',
    of: ['FW-PX'],
    words: /(员工)?素质(教育|培训)|文化(学习|补习)|企业文化|职业素养|职业技能(培训|鉴定)|(外语|普通话|礼仪|办公软件|岗前|入职)[^，。；\n]{0,6}(培训|操作|写作)/,
    params: { why: 'literacy' },
  },
  {
    name: 'text.notThisKind',
    of: ['FW-PX'],
    words: /为销售[^。；\n]{0,24}(产品|设备|机)|(产品|设备|软件)的?[^，。；\n]{0,8}(性能|功能)[^，。；\n]{0,10}(使用|操作)/,
    params: { why: 'sales' },
  },
  {
    name: 'text.guaranteedReturn',
    of: ['ZR-RG'],
    words: /保底|固定(收益|回报|分红|利润)|不(参与|参加)[^。；\n]{0,6}经营[^。；\n]{0,20}(分红|收益|回报)|不承担(经营)?(亏损|风险)/,
    unless: /不(得|设|约定|含|向)?[^，。；\n]{0,14}(保底|固定)/,
    source: spc('第二十二条'),
  },
  {
    name: 'text.feeWithoutDeal',
    of: ['FW-ZJ'],
    words: /(无论|不论|不管)[^。；\n]{0,12}(促成|成交|成功|订立|签订)[^。；\n]{0,40}(报酬|费)/,
    source: spc('第四十条'),
  },
];

/** The clause around a place, between commas: words alone are too short to be recognised in the text. */
function clauseOf(text: string, { start, end }: Quote): Quote {
  const before = /[^，。；：\n]*$/.exec(text.slice(Math.max(0, start - 60), start))![0];
  const from = start - before.trimStart().length;
  const to = end + /^[^，。；：\n]{0,60}/.exec(text.slice(end))![0].length;
  return { text: text.slice(from, to), start: from, end: to };
}

const belongs = (of: readonly string[], kind: ContractKind): boolean => of.some((k) => kind.startsWith(k));

export function recognitionFindings(r: Reading, say: Say): Finding[] {
  const { text, kind } = r;
  // notes on a cover name what the paper is not meant for
  const body = text.search(/^\s*第一条/m);
  const names = [...partiesIn(text), ...sealNamesIn(text)];
  const grounds = GROUNDS.filter((g) => kind !== undefined && belongs(g.of, kind)).flatMap((g) =>
    hits(text, g.words)
      .filter((q) => q.start >= body && !names.some((p) => q.start >= p.start && q.end <= p.end) && g.unless?.test(sentenceAround(text, q).text) !== true)
      .slice(0, 1)
      .map((q) => say(g.name, clauseOf(text, q), g.params ?? {}, undefined, g.source)),
  );
  return [...named(r, say), ...grounds, ...innerUnits(text, say)];
}

/** Name against content. */
function named({ text, title, content, other, intent }: Reading, say: Say): Finding[] {
  if (intent) return [say('text.intentOnly', titleIn(text))];
  if (other) return [say('text.notTechnical', clauseOf(text, other), { other: other.other })];
  if (!title && !content) return [say('text.kindUnknown', undefined)];
  if (title && content && routeOf(title.kind) !== routeOf(content.kind)) return [say('text.titleDiffers', title, { title: title.kind, content: content.kind })];
  return [];
}

const INNER = /(大学|研究院|研究所|公司|学院|医院|中心)[^\s]{0,14}(课题组|教研室|研究室|实验室|学院|项目部|技术部|研发部|系)$/;

/** A department or research group contracts only with written authority; a person says that the result is its own. */
function innerUnits(text: string, say: Say): Finding[] {
  const parties = partiesIn(text);
  const person = /(?:居民)?身份证(?:号码?)?\s*[：:]\s*[\dXx＿_*]{4,18}/.exec(text);
  return [
    ...parties.filter((p) => INNER.test(p.name) && !/授权/.test(text)).map((p) => say('text.innerUnit', p, { party: p.name })),
    ...(person && !/非职务/.test(text) ? [say('text.personSeller', { text: person[0], start: person.index, end: person.index + person[0].length })] : []),
  ];
}
