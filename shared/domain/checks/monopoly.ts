/**
 * The six situations of 技术合同司法解释 art. 10, as they are worded in contracts. They are shown as a ground to look at,
 * with the words that caused it; a sentence that forbids the restriction itself is not one.
 */
import type { Level, Quote } from '../finding.ts';

export type MonopolyCode = 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'M6';
export type MonopolyPhrase = { code: MonopolyCode; hit: Quote; level: Level };

/** Where the interpretation itself asks whether a limit is 不合理 or 非必需, only a person can say: those ask. */
export const monopolyLevel = (code: MonopolyCode): Level => (code === 'M3' || code === 'M4' || code === 'M5' ? 'ask' : 'must');

/** Within one clause, within one sentence. */
const C = '[^，,。；;\\n]';
const S = '[^。；;\\n]';
const NOT = '(?:不得|不可以?|不能|不应当?|不准|不允许|不许|无权|禁止|严禁)';
const SIDE = '(?:甲方|乙方|丙方|被许可(?:方|人)|许可(?:方|人)|受让(?:方|人)|让与(?:方|人)|转让(?:方|人)|委托(?:方|人)|受托(?:方|人)|研究开发(?:方|人))';
const WORK = '(?:改进|改良|改造|二次开发|再开发|再研发|再研究|后续(?:的)?(?:研究|研发|开发))';
const RESULT = '(?:改进|改良|后续(?:研究)?开发|再研发|再开发|新)(?:的|后的|所(?:形成|取得|产生)的)?(?:技术|成果)?';
const GOODS = '(?:技术|设备|装置|仪器|原料|原材料|材料|零部件|元器件|配件|耗材|服务|人员|产品)';
const PARTS = '(?:原料|原材料|材料|零部件|元器件|配件|耗材|设备|备件)';
/** A thing made by improving, and an improvement as a reason, are no act of improving. */
const NO_ACT = '(?!后的?(?:技术|成果)|的?(?:技术)?(?:成果|方案|资料|专利|信息)|所?(?:形成|产生|得到|取得)的|为由|义务|而)';

type Pattern = { code: MonopolyCode; words: RegExp; level?: Level; unless?: RegExp };
const words = (source: string): RegExp => new RegExp(source, 'g');

/** Given to both sides alike, and so no unequal exchange. */
const MUTUAL = /相互|互相|交叉|对等|互惠|均可|均有权|都可|都有权|有偿(?!.*无偿)|(?:任何一方|各方|(?<![甲乙丙])一方)[^。；\n]{0,40}(?:另一方|对方|他方)/;

const PATTERNS: readonly Pattern[] = [
  // M1: no research of one's own
  { code: 'M1', words: words(`${NOT}(?:擅自|自行|再|另行|私自|继续)?${WORK}(?!为由|义务|成果|专利|方案|资料|信息|的|后)`) },
  {
    code: 'M1',
    words: words(`${NOT}(?!以|因|将|向|把|泄露|披露|降低|影响|减少)${C}{1,40}?${WORK}${NO_ACT}`),
    unless: /(?:不得|不能)[^，。；]{0,20}(?:费用|延期|拖延|质量)/,
  },
  {
    code: 'M1',
    words: words(`${NOT}${C}{0,10}(?:使用|实施|利用|采用|应用)${C}{0,10}(?:改进|改良)(?:后|过)?的?(?:技术|成果|产品|工艺)`),
    unless: /泄露|披露|第三方|第三人|他人|未经/,
  },
  { code: 'M1', words: words(`放弃${C}{0,20}${WORK}${C}{0,8}权利?`) },
  { code: 'M1', words: words(`(?:限制|禁止)${SIDE}${C}{0,24}${WORK}${NO_ACT}`) },
  {
    code: 'M1',
    words: words(`${WORK}(?!成果|技术|后|的|方案|费)${C}{0,12}(?:必须|应当|应|须|需)(?:事先|先)?(?:经|取得|征得|获得|得到)${C}{0,10}(?:同意|批准)`),
    unless: /成果|转让|申请专利|双方协商/,
  },
  { code: 'M1', words: words(`${WORK}${C}{0,6}(?:只能|仅能|仅可|只可|仅由|只由|只准)${C}{0,10}(?:进行|完成|实施|作出)`) },
  // M1: what one improves goes to the other for nothing
  { code: 'M1', words: words(`${RESULT}${S}{0,20}(?:无偿|免费|无条件)${S}{0,12}(?:归|属于|转让|交付|提供|许可|授权|独占|共享|使用)`), unless: MUTUAL },
  { code: 'M1', words: words(`(?:改进|后续)${S}{0,24}归${S}{0,10}(?:所有)?${S}{0,6}无偿`), unless: MUTUAL },
  { code: 'M1', words: words(`(?:无偿|免费|无条件)(?:地)?(?:将|把|向)${S}{0,20}(?:改进|后续开发)${S}{0,10}(?:技术|成果|专利)`), unless: MUTUAL },
  { code: 'M1', words: words(`改进${S}{0,20}(?:一律|全部|均|全都|当然)归(?:甲方|乙方|许可方|许可人|让与人|让与方|被许可方|被许可人|受让人|受让方)`) },
  // not for nothing in so many words, but to one side only
  {
    code: 'M1',
    level: 'ask',
    words: words(
      `(?<a>${SIDE})(?:所)?(?:作出|完成|进行|取得|形成)?(?:的)?(?:任何|全部|后续)?(?:改进|改良|再开发|后续开发)${C}{0,16}归(?!\\k<a>)${SIDE}(?:单独|独家)?(?:所有|享有|独占)`,
    ),
    unless: /有偿|补偿|对价|支付|合理费用|各自/,
  },
  // M2: nothing from anybody else
  {
    code: 'M2',
    words: words(
      `${NOT}(?:从|自|向)${C}{0,14}(?:第三方|第三人|他人|其他(?:来源|单位|方|渠道|企业|机构))${C}{0,14}(?:获得|取得|引进|购买|受让|采购)${C}{0,14}(?:技术|专利|工艺)`,
    ),
  },
  {
    code: 'M2',
    words: words(
      `${NOT}(?:擅自|自行|再|另行|同时)?(?:采用|使用|引进|购买|接受|受让|实施|取得|获得|引入)(?!侵)${C}{0,10}(?:第三方|第三人|他人|类似|竞争|其他|同类|相似|相同|替代)(?!侵)${C}{0,10}(?:技术|工艺|方案|专利|产品)`,
    ),
    unless: /侵权|侵犯|侵害|未经|商业秘密|泄露|合同目的以外|盗/,
  },
  { code: 'M2', words: words(`(?:只能|仅能|仅可|只可|只得)(?:从|向|自)${C}{0,10}(?:引进|获得|取得|受让|购买)${C}{0,10}技术`) },
  {
    code: 'M2',
    level: 'ask',
    words: words(
      `${NOT}(?:再)?(?:自行|单独)?(?:与|同)?${C}{0,14}(?:研究|研发|开发|合作)${C}{0,10}(?:类似|竞争|同类|相似|相互竞争)${C}{0,8}(?:技术|工艺|产品|项目)`,
    ),
  },
  // M3: how much, what, at what price, to whom
  {
    code: 'M3',
    words:
      /不得(?:出口|向[^，。；\n]{0,12}出口|外销)|不得(?:销往|销售[至到]|出口至?)[^，。；\n]{0,8}(?:境外|国外|海外)|不得[^，。；\n]{0,8}(?:境外|国外|海外|国际市场)[^，。；\n]{0,6}(?:销售|市场)/g,
  },
  {
    code: 'M3',
    words:
      /(?:限定|不得低于|不得高于|统一)[^。；\n]{0,8}(?:销售|转售)价格|(?:销售价格?|转售价格?|售价|零售价)[^。；\n]{0,8}(?:不得|不能|不应)(?:低于|高于)|(?:销售价格|售价|零售价)[^。；\n]{0,8}由(?:甲方|乙方|许可方|许可人|让与人)(?:单方)?(?:确定|决定|规定)/g,
  },
  { code: 'M3', words: words(`(?:按照?|执行)${SIDE}${C}{0,6}(?:确定|规定|指定|核定|制定)的?${C}{0,6}(?:价格|售价|价目)${C}{0,6}(?:销售|出售|执行)?`) },
  {
    code: 'M3',
    words:
      /(?:产量|产销量|生产数量|销售?数量|销量|销售量|数量)[^。；\n]{0,12}(?:不得|不能|不应)(?:超过|超出|高于|大于)|(?:年产量|产量|销量)[^，。；\n]{0,6}(?:限于|限制在|控制在)/g,
  },
  {
    code: 'M3',
    words: /(?:只能|仅可|仅能|必须|只可|只得)(?:通过|经由?|由)[^，。；\n]{0,14}(?:渠道|经销商|代理商|销售公司)[^，。；\n]{0,4}(?:销售|出售|出口)?/g,
  },
  { code: 'M3', words: words(`(?:只能|仅可|仅能|只可|不得)生产${C}{0,12}(?:品种|规格|型号)`) },
  // M4: tied goods
  {
    code: 'M4',
    words:
      /(?:必须|应当|须)(?:同时|一并)?(?:购买|采购|接受)[^。；\n]{0,20}(?:设备|原料|原材料|零部件|服务|人员|技术|产品)|作为[^。；\n]{0,8}条件[^。；\n]{0,10}购买/g,
    unless: /自行选择|委托开发|样品/,
  },
  {
    code: 'M4',
    words: words(
      `(?:必须|应当|应|须|需)(?:另行|同时|一并|配套)?(?:购买|采购|订购|租用|租赁|聘用|雇用|选用)${C}{0,8}${SIDE}?${C}{0,6}(?:指定|生产|供应|提供|推荐|销售)的?${C}{0,12}${GOODS}`,
    ),
  },
  { code: 'M4', words: words(`(?:以|将)${S}{0,16}(?:购买|采购|接受|聘用|租用)${S}{0,20}(?:为|作为)${S}{0,8}(?:前提|条件)`) },
  { code: 'M4', words: /搭售|捆绑(?:购买|销售|采购)|指定采购/g },
  // M5: where to buy
  { code: 'M5', words: /(?:只能|仅可|仅能|只可|必须|须|一律)(?:从|向)[^。；\n]{0,20}(?:采购|购买|购进|订购|进货)|(?:唯一|独家)(?:的)?供应商/g },
  {
    code: 'M5',
    words: words(`${PARTS}${C}{0,10}(?:只能|仅可|仅能|必须|须|应|应当|一律|全部|均)(?:全部)?由${C}{0,12}(?:独家)?(?:供应|供货|提供)`),
    unless: /委托方|免费提供|无偿提供|试验|样品/,
  },
  { code: 'M5', words: words(`${NOT}(?:从|向|自)${C}{0,12}(?:第三方|第三人|其他|他人|别的|另外)${C}{0,10}(?:采购|购买|购进|订购)${C}{0,10}${PARTS}`) },
  {
    code: 'M5',
    words: words(`${PARTS}${C}{0,12}(?:采购)?(?:渠道|来源|供应商)${C}{0,6}(?:必须|应当|应|须|只能|仅限)?(?:由|限于|为)${SIDE}${C}{0,6}(?:指定|确定|决定)?`),
  },
  // M6: no doubt about the right
  {
    code: 'M6',
    words: words(`(?:${NOT}|放弃|承诺不|保证不|同意不)(?!因|以)${C}{0,30}(?:无效|有效性|权利(?:的)?稳定性|专利权?(?:的)?效力)`),
    unless: /(?:合同|协议|条款)(?:的)?(?:任何|部分|全部)?(?:条款|内容|约定)?(?:归于|被认定)?(?:为)?(?:无效|效力|有效性)|授权文件|证照|有效期/,
  },
  { code: 'M6', words: words(`(?:${NOT}|放弃|承诺不|保证不)(?:因|以)任何(?:理由|原因|方式|形式)?${C}{0,30}(?:无效|有效性)`) },
  { code: 'M6', words: words(`(?:${NOT}|承诺不|保证不)${C}{0,6}(?:质疑|挑战)${C}{0,16}(?:专利|知识产权|著作权|有效)`) },
  {
    code: 'M6',
    words: words(
      `(?<![第三]|他)(?:甲方|乙方|被许可(?:方|人)|受让(?:方|人))${C}{0,16}(?:提出|请求|申请|启动|发起)${C}{0,20}(?:无效|有效性)${S}{0,16}(?:有权|可以|可|即|应当?|须|视为)${S}{0,10}(?:解除|终止|违约金|违约责任|赔偿)`,
    ),
  },
];

/** A restriction that is itself forbidden or denied: 甲方不得限制乙方改进. */
const LIFTED = new RegExp(
  `(?:不得|不应当?|不能|不可以?|无权|不会|并?不|均?未|无须|无需|禁止|避免|并非|不含|不包括|不视为)(?:以任何(?:方式|形式|理由))?(?:直接或者?间接)?(?:对${C}{0,20})?(?:予以)?(?:限制|禁止|阻止|阻碍|妨碍|干涉|干预|反对|要求|强制|强迫|强行|强令|附加|设置|约定|指定|搭售|责令)${C}*`,
  'g',
);
const FORBIDS = /(?:不得以|不应|禁止|避免|并非|不(?:含|包括|视为))[^。；\n]{0,6}$/;
/** A provision about what follows from a patent that turned out invalid, not about who may say so. */
const BECAUSE = /(?:不得|不能|不)(?:因|以)(?!任何)[^，。；\n]{0,40}(?:为由|而|解除|终止|拒绝|要求返还|主张)/g;

const blanked = (text: string): string => text.replace(LIFTED, (m) => '□'.repeat(m.length)).replace(BECAUSE, (m) => '□'.repeat(m.length));

/** Longest stretch looked at on either side: a text without full stops must not be read anew for every hit. */
const REACH = 300;
const ENDS = /[。；;\n]/g;

/** The sentence a hit stands in: whether a restriction is reasonable can only be seen there. */
function sentenceAround(text: string, start: number, end: number): Quote {
  const floor = Math.max(0, start - REACH);
  const lead = [...text.slice(floor, start).matchAll(ENDS)].at(-1);
  const from = lead ? floor + lead.index + 1 : floor;
  const tail = /[。；;\n]/.exec(text.slice(end, end + REACH));
  const raw = text.slice(from, tail ? end + tail.index : Math.min(text.length, end + REACH));
  const at = from + raw.length - raw.trimStart().length;
  return { text: raw.trim(), start: at, end: at + raw.trim().length };
}

/** Each sentence once for each situation, in the order of the text. */
export function monopolyPhrases(text: string): MonopolyPhrase[] {
  const read = blanked(text);
  const found = new Map<string, MonopolyPhrase>();
  for (const { code, words: pattern, level = monopolyLevel(code), unless } of PATTERNS) {
    for (const m of read.matchAll(pattern)) {
      if (FORBIDS.test(read.slice(Math.max(0, m.index - 10), m.index))) continue;
      const hit = sentenceAround(text, m.index, m.index + m[0].length);
      if (unless?.test(read.slice(hit.start, hit.end)) === true) continue;
      const key = `${code}${hit.start}`;
      const earlier = found.get(key);
      if (earlier === undefined || (earlier.level === 'ask' && level === 'must')) found.set(key, { code, hit, level });
    }
  }
  return [...found.values()].toSorted((a, b) => a.hit.start - b.hit.start || (a.code < b.code ? -1 : 1));
}
