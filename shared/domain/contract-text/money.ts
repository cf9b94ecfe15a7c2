/** What is wrong with the money in a text: sums that do not meet, a price named twice, terms that are missing. */
import { z } from 'zod';
import { Decimal, formatYuan } from '../../money.ts';
import type { RuleBook } from '../../rules/engine.ts';
import type { Finding } from '../finding.ts';
import { amountPairs, amountsIn, royaltiesIn } from './amounts.ts';
import { instalmentsIn, payKindIn, sharesIn } from './payment.ts';
import { unusualPenalties } from './penalty.ts';
import { listApart, partsOfWhole, productApart, rowsApart, shareApart } from './arithmetic.ts';
import { depositIn } from './deposit.ts';
import type { Say } from './say.ts';
import { partsOver, taxFindings } from './tax.ts';
import { totalsApart } from './totals.ts';

/** A 定金 above the share of the price the law lets it have. */
function deposits(text: string, rules: RuleBook, say: Say): Finding[] {
  const most = rules.value('deposit.most', z.object({ rate: z.string() }))?.rate;
  const deposit = most === undefined ? undefined : depositIn(text);
  if (most === undefined || !deposit || new Decimal(deposit.rate).lte(most)) return [];
  const percent = (rate: string): string => `${new Decimal(rate).times(100).toDecimalPlaces(2).toFixed()}%`;
  return [say('text.depositHigh', deposit, { rate: percent(deposit.rate), most: percent(most) })];
}

const FEE_SHARE = /[%％][^。\n]{0,12}(?:支付)?(?:报酬|中介费|佣金|服务费)|(?:报酬|中介费|佣金|服务费)[^。\n]{0,40}[%％]/;

/** When or how anything is paid, in any words. */
const PAID =
  /(支付|付款|结算|付清|汇入)[^。\n]{0,20}(方式|期限|时间|[日月年]|次)|([日月年期]|后|前|内)[^。；\n]{0,30}(支付|付清|付款|结算)|付款方式|[后前内时起]\s{0,2}付(?![款给])/;

type MoneyText = {
  text: string;
  nonTechnical?: string;
  priced?: boolean;
  alone?: boolean;
  /** a broker's, whose fee may be a share of another contract's price */
  ofDeal?: boolean;
  /** a letter of intent, or a paper beside a contract: no price is missed in it */
  aside?: boolean;
};

export function moneyFindings({ text, nonTechnical, priced, aside, alone, ofDeal }: MoneyText, rules: RuleBook, say: Say): Finding[] {
  const out: Finding[] = [];
  const { amounts, unread } = amountsIn(text);
  const royalties = royaltiesIn(text);
  for (const { words, digits } of amountPairs(text)) {
    if (new Decimal(words.yuan).eq(digits.yuan)) continue;
    const [first, last] = words.start < digits.start ? [words, digits] : [digits, words];
    out.push(
      say(
        'text.amountWords',
        { text: text.slice(first.start, last.end), start: first.start, end: last.end },
        { words: formatYuan(words.yuan), digits: formatYuan(digits.yuan) },
      ),
    );
  }
  out.push(...unread.map((q) => say('text.amountUnread', q)));
  if (aside !== true && amounts.length === 0 && royalties.length === 0 && !(ofDeal === true && FEE_SHARE.test(text)))
    out.push(say('text.priceMissing', undefined));
  const parts = instalmentsIn(text);
  if (parts && !new Decimal(parts.sum).eq(parts.total))
    out.push(say('text.instalmentSum', parts, { sum: formatYuan(parts.sum), total: formatYuan(parts.total) }));
  const apart = totalsApart(text);
  if (apart)
    out.push(
      say(
        'text.totalsDiffer',
        apart.other,
        { first: apart.one.text, one: formatYuan(apart.one.yuan), other: formatYuan(apart.other.yuan) },
        apart.same ? 'must' : 'ask',
      ),
    );
  const shares = sharesIn(text);
  if (shares && !new Decimal(shares.sum).eq(100)) out.push(say('text.instalmentShare', shares, { sum: `${shares.sum}%` }));
  for (const p of unusualPenalties(text)) out.push(say(p.daily ? 'text.penaltyDaily' : 'text.penaltyHigh', p, { percent: p.percent }));
  const over = partsOver(text);
  if (over) out.push(say('text.partsOver', over, { sum: formatYuan(over.sum), total: formatYuan(over.total) }));
  out.push(
    ...taxFindings(text, say, {
      ...(nonTechnical === undefined ? {} : { nonTechnical }),
      ...(priced === undefined ? {} : { priced }),
      ...(alone === undefined ? {} : { alone }),
    }),
  );
  const rows = rowsApart(text);
  if (rows) out.push(say('text.rowsSum', rows, { sum: formatYuan(rows.sum), total: formatYuan(rows.said) }));
  const listed = rows ? undefined : listApart(text);
  if (listed) out.push(say('text.rowsSum', listed, { sum: formatYuan(listed.sum), total: formatYuan(listed.said) }, 'ask'));
  for (const apart of [productApart(text), shareApart(text)])
    if (apart) out.push(say('text.productDiffers', apart, { product: formatYuan(apart.sum), said: formatYuan(apart.said) }));
  const whole = partsOfWhole(text);
  if (whole) out.push(say('text.sharesSum', whole, { sum: whole.sum }));
  out.push(...deposits(text, rules, say));
  if (amounts.length > 0 && royalties.length === 0 && !payKindIn(text) && !PAID.test(text)) out.push(say('text.payKindMissing', undefined));
  // a broker's fee is a share of another contract: what that one says of royalties is kept in the books of its own parties
  if (ofDeal === true) return out;
  if (royalties.length > 0 && royalties.every((r) => r.base === undefined)) out.push(say('text.royaltyBaseMissing', royalties[0]));
  const running = /提成/.exec(text);
  if ((running || royalties.length > 0) && !/查账|查帐|账目|账簿|帐簿|帐目|审计|核查[^。\n]{0,8}(账|帐|财务)|财务资料/.test(text)) {
    out.push(say('text.auditMissing', royalties[0] ?? { text: running![0], start: running!.index, end: running!.index + running![0].length }));
  }
  return out;
}
