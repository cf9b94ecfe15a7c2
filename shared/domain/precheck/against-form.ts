/** The form beside the text it is about, where the checks of a filing do not look: days, codes, a price nobody wrote. */
import { decimal, formatYuan, type Decimal } from '../../money.ts';
import { parseDay } from '../../time.ts';
import { royaltiesIn } from '../contract-text/amounts.ts';
import { totalIn } from '../contract-text/payment.ts';
import { signedIn, validityIn } from '../contract-text/validity.ts';
import type { FilledField } from '../filing-form.ts';
import { unitSlip } from '../filing-portal.ts';
import { finding, type Finding, type Quote, type Where } from '../finding.ts';
import { sameName } from '../names.ts';
import type { Party } from '../party.ts';

type Sides = { seller?: Party; buyer?: Party };
export type FormValues = Readonly<Record<string, string>>;

/** `at` names the place of a field of the form. */
export function againstForm(text: string, values: FormValues, { seller, buyer }: Sides, at: (key: string) => Where): Finding[] {
  const out: Finding[] = [];
  const total = decimal(values['totalAmount']);
  if (text !== '' && total?.gt(0) === true && !totalIn(text) && royaltiesIn(text).length === 0)
    out.push(finding('precheck.amountUnfounded', at('totalAmount'), { params: { amount: formatYuan(total.toFixed()) } }));
  const signed = signedIn(text);
  const term = validityIn(text);
  const days: [string, string | undefined, Quote | undefined][] = [
    ['signDate', signed?.day, signed],
    ['validFrom', term?.from, term],
    ['validTo', term?.to, term],
  ];
  for (const [key, said, quote] of days) {
    const written = parseDay(values[key]);
    if (written && said !== undefined && quote && written !== said)
      out.push(finding('precheck.dayDiffers', at(key), { params: { form: written, contract: said }, quote: bare(quote) }));
  }
  const code = values['buyerCreditCode'];
  if (buyer?.uscc !== undefined && code !== undefined && code !== '' && code !== buyer.uscc)
    out.push(finding('precheck.codeDiffers', at('buyerCreditCode'), { params: { form: code, contract: buyer.uscc } }));
  const sellerName = seller?.name ?? values['sellerName'];
  const buyerName = values['buyerName'] ?? buyer?.name;
  if (sellerName !== undefined && buyerName !== undefined && sameName(sellerName, buyerName)) out.push(finding('deal.sameParty', at('buyerName')));
  return out;
}

/** Amounts of the form that are ten thousand times off what the text says: 元 and 万元 may have been taken for one another. */
export function slipsAgainst(fields: readonly FilledField[], said: Readonly<Record<string, Decimal | undefined>>, at: (key: string) => Where): Finding[] {
  return fields.flatMap((f) => {
    const meant = f.type === 'money' ? unitSlip(decimal(f.value), said[f.key]) : undefined;
    const params = meant && { field: f.zh, form: `${f.shown} 元`, meant: `${formatYuan(meant.toFixed())} 元` };
    return params ? [finding('filing.unitSlip', at(f.key), { params })] : [];
  });
}

const bare = ({ text, start, end }: Quote): Quote => ({ text, start, end });
