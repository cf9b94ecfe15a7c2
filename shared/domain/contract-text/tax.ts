/** What a text says of its price: with or without tax, the tax itself, and the technical part of the whole. */
import { Decimal, formatYuan } from '../../money.ts';
import { hits } from '../checks/words.ts';
import type { Finding, Quote } from '../finding.ts';
import { amountsIn, type TextAmount } from './amounts.ts';
import { nonTechnicalIn, totalIn } from './payment.ts';
import { sentenceAround, type Say } from './say.ts';

/** The first amount in digits right after one of these words, in one breath. */
function amountAfter(text: string, amounts: readonly TextAmount[], words: RegExp): TextAmount | undefined {
  return amounts.find((a) => !a.words && words.test(text.slice(Math.max(0, a.start - 28), a.start)));
}

const LEAD = '[^，,。；;\\n\\d]{0,14}$';
const NET = new RegExp(`(不含税|税前)${LEAD}`);
const TAX = new RegExp(`(税额|税款|增值税(?!率))${LEAD}`);
const GROSS = new RegExp(`(价税合计|(?<!不)含税(?:总)?(?:价|额|金额|总额|合计))${LEAD}`);
const TECHNICAL = new RegExp(`技术交易额${LEAD}`);

const EXEMPT = /(?<!不|未|放弃)免(征|缴|交)?(增值)?税(?![^，。；\n]{0,6}(备案|收入总额))/;
/** Said as a condition, or denied. */
const UNLESS_EXEMPT = /如|若|符合|经[^，。；\n]{0,12}(认定|登记)|不(得|能|再|可|予)?(享受|适用|属于|免)|放弃|未(能|获)/;
const SAME_INVOICE = /同一张发票|相关的?(技术)?(咨询|服务)|附属于|随同|一并/;

/** What the exemption of technology contracts does not go with: an invoice for deduction, and consulting or service by itself. */
function exemptions(text: string, alone: boolean, say: Say): Finding[] {
  const said = hits(text, EXEMPT).map((q) => sentenceAround(text, q));
  const special = said.find((q) => /增值税专用发票|专票/.test(q.text) && !/不|放弃|如|若|或/.test(q.text));
  const own = alone ? said.find((q) => !UNLESS_EXEMPT.test(q.text) && (!SAME_INVOICE.test(q.text) || /不论|无论|不管/.test(q.text))) : undefined;
  return [...(special ? [say('text.exemptSpecial', special)] : []), ...(own ? [say('text.exemptAlone', own)] : [])];
}

/** `alone`: consulting or service, which are exempt only beside a transfer or development; `priced`: the contract has one price, which shares and contributions are not. */
export function taxFindings(
  text: string,
  say: Say,
  { nonTechnical, priced = true, alone = false }: { nonTechnical?: string; priced?: boolean; alone?: boolean } = {},
): Finding[] {
  const { amounts } = amountsIn(text);
  const total = totalIn(text);
  const out: Finding[] = [];
  const [net, tax, gross] = [NET, TAX, GROSS].map((p) => amountAfter(text, amounts, p));
  if (net && tax && gross) {
    const sum = new Decimal(net.yuan).plus(tax.yuan);
    if (!sum.eq(gross.yuan))
      out.push(
        say('text.taxSum', spanning(text, [net, tax, gross]), {
          net: formatYuan(net.yuan),
          tax: formatYuan(tax.yuan),
          gross: formatYuan(gross.yuan),
          sum: formatYuan(sum.toFixed()),
        }),
      );
  }
  if (priced && total && !/含税|价税|税前|税后|增值税|免税|税率/.test(text)) out.push(say('text.taxUnsaid', total));
  out.push(...exemptions(text, alone, say));
  out.push(...technical(text, amounts, total, nonTechnical, say));
  return out;
}

/** 技术交易额 within the whole, and without what is equipment or material. */
function technical(text: string, amounts: readonly TextAmount[], total: TextAmount | undefined, taken: string | undefined, say: Say): Finding[] {
  const spent = nonTechnicalIn(text);
  const said = amountAfter(text, amounts, TECHNICAL);
  if (said && total && new Decimal(said.yuan).gt(total.yuan))
    return [say('text.technicalOver', said, { technical: formatYuan(said.yuan), total: formatYuan(total.yuan) })];
  const deducted = said !== undefined && total !== undefined && spent !== undefined && new Decimal(said.yuan).lte(new Decimal(total.yuan).minus(spent.yuan));
  return spent && taken === undefined && !deducted ? [say('text.nonTechnical', spent, { amount: formatYuan(spent.yuan) })] : [];
}

const spanning = (text: string, parts: readonly Quote[]): Quote => {
  const [start, end] = [Math.min(...parts.map((p) => p.start)), Math.max(...parts.map((p) => p.end))];
  return { text: text.slice(start, end), start, end };
};

/** 其中 …, …: parts named inside the whole that add up to more than it. */
export function partsOver(text: string): (Quote & { sum: string; total: string }) | undefined {
  const total = totalIn(text);
  if (!total) return undefined;
  for (const m of text.matchAll(/其中|总额中|价款中|由以下|构成为/g)) {
    const from = m.index;
    const sentence = sentenceAround(text, { text: m[0], start: from, end: from + m[0].length });
    // 其中 … 其中: parts of a part are no further parts
    if (/税|支付|提成|%|％|其中.*其中/.test(sentence.text)) continue;
    const parts = amountsIn(text.slice(from, sentence.end)).amounts.filter((a) => !a.words && a.start + from !== total.start);
    if (parts.length < 2) continue;
    const sum = parts.reduce((s, a) => s.plus(a.yuan), new Decimal(0));
    if (sum.lte(total.yuan) || parts.some((a) => new Decimal(a.yuan).gte(total.yuan))) continue;
    const [start, end] = [from + parts[0]!.start, from + parts.at(-1)!.end];
    return { text: text.slice(start, end), start, end, sum: sum.toFixed(), total: total.yuan };
  }
  return undefined;
}
