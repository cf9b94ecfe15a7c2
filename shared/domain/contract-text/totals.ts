/** What a text calls the whole price, in every place it does: one contract has one. */
import { Decimal } from '../../money.ts';
import type { Quote } from '../finding.ts';
import { amountPairs, amountsIn } from './amounts.ts';

type NamedTotal = Quote & { yuan: string; label: string };
/** `same`: both places use the same words for it, so that they cannot mean two things. */
type TotalsApart = { one: NamedTotal; other: NamedTotal; same: boolean };

/** Words between the name of a total and its amount that only lead over: 合同总额为人民币（大写）. */
const LEAD = /^[\s为是计：:，,、共合（）()【】人民币大小写RMB￥¥即约定确]*$/;
const NAMED =
  /(?<tax>不含税|含税|税前|税后)?(?:本)?(?<name>(?:合同|协议)(?:的)?(?:总?(?:价款|价格|金额|价|额|费用)|成交额)(?:总额|总价|合计)?|(?:总价款?|总金额|价款总额|费用总额)|(?<of>(?:[\u4e00-\u9fa5]{0,6})(?:使用费|转让费|许可费|服务费|咨询费|开发费用?|经费(?:和报酬)?|报酬))(?:的)?(?:总额|总计|总价))(?:（[^）\n]{0,12}）)?$/;
/** A part, an old price or a limit is called a total too. */
const NOT_THE_TOTAL = /(其中|原|变更前|调整前|超过|不超过|低于|达到|以上|以内|每年|每期|年度|单价)[^，,。；\n]{0,10}$/;
const CHANGED = /(变更|调整|修改|增加|减少|追加)(为|至|到)?$/;
/** One name for the price of the contract; every other one names its own. */
const WHOLE = /^(本)?(合同|协议|总价|总金额|价款总额|费用总额)/;

/** All of it at one time: what is paid so is the price. */
const AT_ONCE = /一次性(?:支付|付清|付给|付|汇付|缴纳)[^，,。；\n\d]{0,14}$/;
const OTHER_MONEY = /违约|赔偿|补偿|奖励|保证金|定金|入门费|经费|设备|材料|差旅|提成|罚|退还|返还|税/;

type Named = NamedTotal & { said: string };

function named(text: string): Named[] {
  const pairs = amountPairs(text);
  const inWords = new Set(pairs.map((p) => p.words.start));
  const wordsOf = new Map(pairs.map((p) => [p.digits.start, p.words.start]));
  return amountsIn(text).amounts.flatMap((amount): Named[] => {
    if (inWords.has(amount.start)) return [];
    // the same amount in words may stand between: 合同总额为壹佰万元整（¥1,000,000）
    const first = Math.min(amount.start, wordsOf.get(amount.start) ?? amount.start);
    const before = text.slice(Math.max(0, first - 60), first);
    const line = before.slice(Math.max(...['。', '；', ';', '\n'].map((c) => before.lastIndexOf(c))) + 1);
    for (let cut = line.length; cut >= Math.max(0, line.length - 16) && LEAD.test(line.slice(cut)); cut--) {
      const found = NAMED.exec(line.slice(0, cut));
      if (!found) continue;
      if (NOT_THE_TOTAL.test(line.slice(0, found.index)) || CHANGED.test(line)) return [];
      const said = found.groups!['name']!;
      const name = WHOLE.test(said) ? '合同总额' : (found.groups!['of'] ?? said);
      return [{ text: amount.text, start: amount.start, end: amount.end, yuan: amount.yuan, said, label: `${found.groups!['tax'] ?? ''}${name}` }];
    }
    return AT_ONCE.test(line) && !OTHER_MONEY.test(line) ? [{ ...amount, said: '一次性支付', label: '合同总额' }] : [];
  });
}

/** The first place that contradicts an earlier one of the same name; undefined where all agree. 元. */
export function totalsApart(text: string): TotalsApart | undefined {
  const seen = new Map<string, Named>();
  for (const total of named(text)) {
    const earlier = seen.get(total.label);
    if (earlier === undefined) seen.set(total.label, total);
    else if (!new Decimal(earlier.yuan).eq(total.yuan)) return { one: earlier, other: total, same: earlier.said === total.said };
  }
  return undefined;
}
