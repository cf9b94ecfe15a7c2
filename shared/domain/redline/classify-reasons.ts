/** What a change of wording touches: the figures, the words of right and duty, the names. Each is read as a sequence, so that exchanging two is seen too. */
import { foldSpaces, foldWidth } from './classify-fold.ts';

export const REASONS = [
  'negation',
  'amount',
  'percentage',
  'date',
  'term',
  'grant',
  'right',
  'liability',
  'obligation',
  'party',
  'account',
  'figure',
  'reference',
  'wording',
] as const;
export type Reason = (typeof REASONS)[number];

const NUMERAL = '[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億]+';
const FIGURE = String.raw`\d+(?:[,.]\d+)*`;
const SIGNS: readonly (readonly [Reason, RegExp])[] = [
  ['negation', /不|未|无|非|勿|没有|禁止|除外|除非|除(?=[^以]{0,30}外)|免|拒绝|豁免|仅|只/g],
  ['amount', new RegExp(`[¥$€]${FIGURE}|(?:${FIGURE}|${NUMERAL})(?:[十百千]?[万亿])?(?:元|圆|美元|欧元)整?|人民币|美元|欧元|港币|含税|不含税|税后|税前`, 'g')],
  ['percentage', new RegExp(`${FIGURE}\\s*[%‰]|百分之${NUMERAL}(?:点${NUMERAL})?|${NUMERAL}(?:成|倍)|${FIGURE}倍`, 'g')],
  ['date', new RegExp(`\\d{4}年\\d{1,2}月(?:\\d{1,2}日)?|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|${NUMERAL}年${NUMERAL}月(?:${NUMERAL}日)?`, 'g')],
  ['term', new RegExp(`(?:${FIGURE}|${NUMERAL})个?(?:工作日|自然日|日|天|周|月|季度|年|小时|人日)|永久|无限期|长期|立即|及时`, 'g')],
  ['grant', /独占|排他|独家|非独占|普通(?:实施)?许可|分许可|再许可|转许可|交叉许可|转授权|地域|境内|境外|全球|许可期限|可撤销|不可撤销/g],
  ['right', /归[^，。；]{0,12}(?:所有|享有)|所有权|知识产权|专利权|专利申请权|著作权|使用权|收益权|共有|优先|权属|归属|转让权|有偿|无偿|免费/g],
  ['liability', /违约金|赔偿|补偿|(?:直接|间接|实际|全部|部分|可得利益)*损失|责任|担保|保证金|定金|罚|上限|连带|免除|保证(?!金)/g],
  ['obligation', /应当|应|必须|须|可以|可|有权|无权|得|能够|尽力|尽量|同意|义务|负责|承担|有偿|无偿|书面/g],
  [
    'party',
    /甲方|乙方|丙方|丁方|双方|各方|任何一方|对方|第三人|第三方|许可人|被许可人|受让方|让与方|委托方|受托方|关联方|[\p{Script=Han}]{2,30}(?:公司|研究所|研究院|大学|学院|中心|医院)/gu,
  ],
  ['account', /账号|帐号|账户|开户|户名|税号|\d(?:[ -]?\d){8,}/g],
  ['reference', /第[零〇一二三四五六七八九十百\d.]+[条款项]/g],
  ['figure', new RegExp(FIGURE, 'g')],
];

const ORDER = new Map(REASONS.map((r, i) => [r, i]));

/** Why a change matters, the weightiest first; `wording` where nothing but other words is known of it. */
export function reasonsOf(ours: string, theirs: string): Reason[] {
  const [a, b] = [ours, theirs].map((t) => foldSpaces(foldWidth(t)));
  const found = SIGNS.filter(([, sign]) => !equal(a!.match(sign) ?? [], b!.match(sign) ?? [])).map(([reason]) => reason);
  // a figure that is an amount, a rate or a day is told as that
  const told = found.filter((r) => r !== 'figure' || !found.some((f) => ['amount', 'percentage', 'date', 'term', 'account', 'reference'].includes(f)));
  return told.length === 0 ? ['wording'] : told.sort((x, y) => ORDER.get(x)! - ORDER.get(y)!);
}

const equal = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((x, i) => x === b[i]);
