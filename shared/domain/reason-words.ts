/**
 * From the words of a ground to its code (resources/codes/refusal-reasons) and to where it is mended. A proposal each:
 * the registry's own code, or the person, decides. No code is guessed where the words lead to none.
 */
import { articleNumber } from './contract/fill.ts';
import type { ContractText } from './contract/text.ts';
import { articlesIn } from './contract-text/articles-in.ts';
import type { Reason } from './filing.ts';

/** What the words may point to: the signed text, its annexes, the fields of the form (key and its name on the portal). */
export type Grounds = { text?: ContractText; foreignText?: string; annexes: readonly string[]; fields: readonly { key: string; zh: string }[] };

const LACK = '(?:缺|没有?|未|无|不全|不齐|不清|漏|不符|不一致|有误|模糊|错误)';
/** In this order: the more telling words first. */
const CODES: readonly (readonly [string, RegExp])[] = [
  [
    'R13',
    /重复(?:登记|申[报请]|报送|认定)|已(?:经)?[^，。；]{0,6}登记过|同一合同[^，。；]{0,8}已[^，。；]{0,4}登记|应[当]?由(?:卖方|让与人|许可人|受托人|研发方)[^，。；]{0,6}(?:申[报请]|登记)|(?:由|是)?(?:买方|委托方|受让人|被许可人)[^，。；]{0,4}(?:申[报请]|登记的)/u,
  ],
  [
    'R12',
    /代办处|登记(?:机构|点|机关|部门)[^，。；]{0,8}(?:错|不符|不对|选择|应选|无权)|不[在属][^，。；]{0,8}(?:受理范围|受理|管辖)|应[到向由在][^，。；]{0,16}(?:登记机构|登记点|办理登记)/u,
  ],
  [
    'R11',
    /(?:设备|仪器|材料费?|零部件|硬件|非技术性)[^，。；]{0,16}(?:计[入到]|算[进入到在作]|放[进入到在]|混[进入在]|扣除|剔除|列入|分列|单列|拆分|核减|包含)|技术交易额[^，。；]{0,20}(?:设备|材料|仪器|硬件|扣除|剔除|核减|过高|偏高)/u,
  ],
  [
    'R10',
    /(?:超过|已过|过了|逾|超出)[^，。；]{0,10}(?:有效期|履行期)|有效期[^，。；]{0,8}(?:届满|已过|已经过|过了|过期|已到|结束|之后)|合同[^，。；]{0,4}(?:已过期|到期)/u,
  ],
  [
    'R08',
    /印章|公章|盖章|用印|骑缝|(?:合同|财务|发票|业务|部门)(?:专用)?章(?![节程])|签章|印鉴|落款[^，。；]{0,8}(?:名称|不)|签[字署名][^，。；]{0,6}(?:不全|缺|漏)|(?:没有?|缺|漏)[^，。；]{0,4}签[字署名]/u,
  ],
  ['R06', /垄断|妨碍技术进步|限制[^，。；]{0,8}(?:竞争|改进|发展)|不合理[^，。；]{0,6}限制|侵(?:害|犯)|侵权/u],
  ['R04', /审批|报批|批准文件|批文|未经[^，。；]{0,8}批准|许可证|生产许可|主管部门[^，。；]{0,6}(?:同意|批准)|技术[进出]口/u],
  ['R05', /(?:合同|项目)?(?:名称|标题)[^，。；]{0,12}(?:与|和|同)?[^，。；]{0,14}(?:不符|不一致|不相符|不匹配)|名不符实/u],
  [
    'R02',
    /非技术合同|不(?:是|属于?|构成|符合)[^，。；]{0,6}技术(?:合同|开发|转让|许可|咨询|服务)|不予认定为|承揽|建设工程|一般(?:加工|买卖)|创新性不足|没有?创新/u,
  ],
  [
    'R03',
    /(?:主体|当事人|标的|价款|报酬|使用费|金额|价格|支付方式|技术内容|技术指标)[^，。；]{0,14}(?:不明|不清|不具体|未约定|没有约定|未明确|未写|没写|约定不|未填|空白)|(?:未约定|没有约定|未明确|未写明|未填写?|不明确|缺少?)[^，。；]{0,10}(?:主体|当事人|标的|价款|报酬|使用费|金额|价格|支付方式|技术内容|技术指标)/u,
  ],
  ['R01', /未生效|没有生效|无效合同|合同无效|生效(?:日期?|条件)[^，。；]{0,8}(?:缺|未|没|不明)|未签[订字署]|尚未成立/u],
  [
    'R07',
    new RegExp(
      `(?:附件|证明|证书|委托书|授权书|承诺书|任务书|扫描件|复印件|原件|营业执照|材料)[^，。；]{0,14}${LACK}|${LACK}[^，。；]{0,10}(?:附件|证明|证书|委托书|授权书|承诺书|任务书|扫描件|复印件|原件|营业执照|材料)|补(?:交|传|充|齐|上传)?[^，。；]{0,10}(?:附件|证明|证书|委托书|授权书|承诺书|任务书|扫描件|原件|材料)`,
      'u',
    ),
  ],
  // not agreed, but none of the things R03 names: the published list has no ground of its own for it
  [
    'R09',
    /(?:未约定|没有?约定|未明确|约定不明|不明确|未写明|没有?(?:写|说|讲)(?:清|明)|缺少?)[^，。；]{0,12}(?:知识产权|成果|归属|验收|保密|违约|期限)|(?:知识产权|成果|归属|验收|保密|违约|期限)[^，。；]{0,12}(?:未约定|没有?约定|未明确|约定不明|不明确|不明|不清|含糊|模糊|没有?(?:写|说|讲)|缺)/u,
  ],
];

/** The code a ground's words lead to, or the one they name; undefined where they lead to none. */
export function codeOf(text: string): string | undefined {
  return /(?<![A-Za-z])R(?:0[1-9]|1[0-3])(?!\d)/.exec(text)?.[0] ?? CODES.find(([, words]) => words.test(text))?.[0];
}

/** Words of a ground and the articles of a contract that speak of the same thing. */
const SUBJECTS: readonly (readonly [RegExp, RegExp])[] = [
  [/知识产权|成果[^，。；]{0,4}归属|权属|归属/, /知识产权|归属/],
  [/验收/, /验收|评价/],
  [/价款|报酬|使用费|支付|金额|付款|价格/, /价款|报酬|费|支付|经费/],
  [/保密/, /保密/],
  [/违约/, /违约/],
  [/标的|技术内容|技术指标|技术要求/, /标的|内容|要求|目标|许可的|转让的/],
  [/期限|进度/, /期限|进度/],
  [/限制|垄断|妨碍|竞争/, /竞争|限制|改进/],
  [/侵害|侵权|侵犯/, /侵权|权利保证/],
  [/争议|仲裁|管辖/, /争议/],
];
const NUMBER = '[一二三四五六七八九十百零〇\\d]{1,6}';
/** 第七条, 第 7 条, and as our own papers number what stands in an article: 第7.2款. */
const ARTICLE = /第\s*(?:([一二三四五六七八九十百零〇]{1,6})\s*条|(\d{1,3})(?:\s*条|[.．]\d{1,2}\s*[条款项]))/u;
/** An article of a law or a rule is none of the contract: 《技术合同认定规则》第七条、第八条, 民法典第八百五十一条. */
const LAW = new RegExp(
  `(?:《[^》]*(?<!合同|协议)》|民法典|条例|认定规则|管理办法|实施细则|司法解释)(?:[（(][^（）()]*[）)])?[中的]?\\s*(?:第\\s*${NUMBER}\\s*[条款项][、和及与至]?)+`,
  'gu',
);
/** A paper called by its name. */
const QUOTED = /[“"《「]([^”"》」]{2,40})[”"》」]/u;
const ANNEX =
  /附件[一二三四五六七八九十\d]{0,3}|(?:授权)?委托书|授权书|承诺书|任务书|中标通知书|(?:专利|登记|权利)?证书|权利证明|证明文件|证明材料|营业执照|扫描件|同意函|一致性声明/u;

/** The first line of an article of a text from elsewhere: what it is called. */
export const headOf = (text: string): string => text.trim().split('\n')[0]!.trim().slice(0, 60);

/** What a ground is about, to tell two of one code apart: 知识产权归属 and 验收 are two. */
export function aboutOf(text: string): string | undefined {
  const code = codeOf(text);
  return code && `${code}:${SUBJECTS.findIndex(([said]) => said.test(text))}`;
}

/** Headings of the signed text in order, each with the key that opens it; of a text from elsewhere the heading itself. */
export function headingsOf(grounds: Pick<Grounds, 'text' | 'foreignText'>): { key: string; title: string }[] {
  if (grounds.text) return grounds.text.body.flatMap((b) => (b.kind === 'heading' ? [{ key: b.id, title: b.text }] : []));
  return articlesIn(grounds.foreignText ?? '').map((a) => ({ key: headOf(a.text), title: headOf(a.text) }));
}

/** The heading a ground's clause means: by its key, or by its number or beginning as a registry writes it (第七条). */
export function headingOf(headings: readonly { key: string; title: string }[], clause: string): { key: string; title: string } | undefined {
  const bare = (text: string): string => text.replace(/\s/g, '').replace(/^第(\d{1,2})条/u, (as, n: string) => (Number(n) > 0 ? articleNumber(Number(n)) : as));
  const said = bare(clause);
  return headings.find((h) => h.key === clause) ?? (said === '' ? undefined : headings.find((h) => bare(h.title).startsWith(said)));
}

/** The article of the contract a ground names, as its heading writes it: 第七条 for 第7条 and 第7.2款. */
function articleSaid(text: string): string | undefined {
  const [, han, digits] = ARTICLE.exec(text.replace(LAW, '')) ?? [];
  return han ? `第${han}条` : digits && Number(digits) > 0 && Number(digits) < 100 ? articleNumber(Number(digits)) : undefined;
}

/** Where a ground is mended: the article, field or annex its words name; nothing where they name none. */
export function placeOfGround(text: string, code: string | undefined, grounds: Grounds): Pick<Reason, 'field' | 'clause' | 'annex'> {
  const headings = headingsOf(grounds);
  const number = articleSaid(text);
  if (number !== undefined) return { clause: headingOf(headings, number)?.key ?? number };
  // seals stand on the paper: no article and no field
  if (code === 'R08') return {};
  const named = grounds.annexes.find((a) => a.trim() !== '' && text.includes(a.trim()));
  if (named !== undefined) return { annex: named.trim() };
  if (code === 'R07') return { annex: QUOTED.exec(text)?.[1] ?? ANNEX.exec(text)?.[0] ?? '附件' };
  const field = grounds.fields.filter((f) => f.zh !== '知识产权' && text.includes(barely(f.zh))).toSorted((a, b) => b.zh.length - a.zh.length)[0];
  const clause = SUBJECTS.filter(([said]) => said.test(text)).flatMap(([, titled]) => headings.find((h) => titled.test(h.title)) ?? [])[0];
  // what is said of the contract's own words is mended there, not in the form that repeats them
  if (clause && (field === undefined || /约定|条款|合同中|写明/.test(text))) return { clause: clause.key };
  return field ? { field: field.key } : {};
}

/** 合同成交总额（元） is called 合同成交总额 in speech. */
const barely = (zh: string): string => zh.replace(/[（(].*?[)）]/g, '');
