/** What a text calls 定金, as a share of its price. 订金 and 保证金 are something else. */
import { Decimal } from '../../money.ts';
import type { Quote } from '../finding.ts';
import { amountsIn } from './amounts.ts';
import { totalIn } from './payment.ts';

const BY_SHARE =
  /(?:总额|总价款?|总金额|价款|合同[额价]|合同金额)的\s{0,2}(\d{1,3}(?:\.\d{1,4})?)\s{0,2}[%％][^。；\n]{0,12}定金|定金[^。；\n\d]{0,16}(?:总额|总价款?|总金额|价款|合同[额价]|合同金额)的\s{0,2}(\d{1,3}(?:\.\d{1,4})?)\s{0,2}[%％]|定金[为占]\s{0,2}(\d{1,3}(?:\.\d{1,4})?)\s{0,2}[%％]/;

/** `rate`: of the price, as a decimal. Undefined where the text names none or its price cannot be read. */
export function depositIn(text: string): (Quote & { rate: string }) | undefined {
  const share = BY_SHARE.exec(text);
  if (share)
    return {
      text: share[0],
      start: share.index,
      end: share.index + share[0].length,
      rate: new Decimal((share[1] ?? share[2] ?? share[3])!).div(100).toFixed(),
    };
  const total = totalIn(text);
  const paid = amountsIn(text).amounts.find((a) => /(?<!双倍返还|退还)定金[^，。；\n\d]{0,12}$/.test(text.slice(Math.max(0, a.start - 24), a.start)));
  if (!total || !paid || new Decimal(total.yuan).lte(0)) return undefined;
  const lead = /定金[^，。；\n\d]{0,12}$/.exec(text.slice(Math.max(0, paid.start - 24), paid.start))![0].length;
  return { text: text.slice(paid.start - lead, paid.end), start: paid.start - lead, end: paid.end, rate: new Decimal(paid.yuan).div(total.yuan).toFixed() };
}
