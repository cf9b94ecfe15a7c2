/** Price and royalty agreed, or written into the contract, against those of the public notice (促进科技成果转化法 art. 18). */
import { Decimal, decimal, formatRate, formatYuan, parseMoney, parseRate } from '../../money.ts';
import type { Contract } from '../contract.ts';
import { meansSame, priceField } from '../contract/kinds.ts';
import { agreedRound, latestContract, latestSigning, priceToPublish, type DealFile } from '../deal-file.ts';
import type { Notice } from '../deal.ts';
import { filled } from './blank.ts';

/** Amounts in 元 and rates as typed; empty ones are unknown. */
export type Terms = { price?: string; royaltyRate?: string };
/** What differs from the notice, for the words of it: both sides grouped or in per cent; `context` picks the sentence. */
export type Below = { context: 'price' | 'rate' | 'both'; published: string; agreed: string; publishedRate: string; agreedRate: string };

const yuan = (text: string | undefined): Decimal | undefined => (filled(text) ? decimal(parseMoney(text!)?.yuan) : undefined);
const share = (text: string | undefined): Decimal | undefined => (filled(text) ? decimal(parseRate(text!)) : undefined);

/** Fixed part and royalty; one that is not named beside the other is none. Undefined where it cannot be read. */
const parts = (t: Terms): [Decimal | undefined, Decimal | undefined] => [
  filled(t.price) ? yuan(t.price) : filled(t.royaltyRate) ? new Decimal(0) : undefined,
  filled(t.royaltyRate) ? share(t.royaltyRate) : new Decimal(0),
];

function against(n: Notice, t: Terms, differs: (now: Decimal, published: Decimal) => boolean): Below | undefined {
  if (!filled(t.price) && !filled(t.royaltyRate)) return undefined;
  const [fee, rate] = parts(t);
  const [named, namedRate] = parts(n);
  const price = fee !== undefined && named !== undefined && differs(fee, named);
  const royalty = rate !== undefined && namedRate !== undefined && differs(rate, namedRate);
  if (!price && !royalty) return undefined;
  return {
    context: price && royalty ? 'both' : price ? 'price' : 'rate',
    published: formatYuan(named?.toFixed()),
    agreed: formatYuan(fee?.toFixed()),
    publishedRate: formatRate(namedRate?.toFixed()),
    agreedRate: formatRate(rate?.toFixed()),
  };
}

/** What lies below the notice: then the notice does not cover it. Undefined where it does, or nothing can be read. */
export const belowPublished = (n: Notice, t: Terms): Below | undefined => against(n, t, (now, published) => now.lt(published));
/** What lies above the notice: better for the seller, and still not what hung on the board. */
export const abovePublished = (n: Notice, t: Terms): Below | undefined => against(n, t, (now, published) => now.gt(published));

/** The contract that is signed, or will be. */
export const contractToSign = (f: DealFile): Contract | undefined => f.contracts.find((c) => c.id === latestSigning(f)?.contractId) ?? latestContract(f);

/** What the talks agreed on, where it means the same in this contract: price and share of a licence are no price of other work. */
export function agreedFor(f: DealFile, c: Contract): Terms {
  const same = priceField(c.kind) !== undefined && meansSame(c.kind ?? 'foreign', 'round.entryFee', f.deal, agreedRound(f));
  return same ? priceToPublish(f) : {};
}

/** Fixed part and royalty a contract says, by its way of payment; what it leaves open is as agreed for it. `answers` are those of its interview. */
export function contractTerms(f: DealFile, c: Contract, answers: Readonly<Record<string, string>> = c.fields ?? {}): Terms {
  const agreed = agreedFor(f, c);
  const field = priceField(c.kind);
  const { payKind, royaltyRate } = answers;
  const said = field && answers[field];
  const price = payKind === 'royalty' ? '0' : filled(said) ? said : agreed.price;
  const rate = payKind === 'once' || payKind === 'instalments' ? '0' : filled(royaltyRate) ? royaltyRate : agreed.royaltyRate;
  return { ...(price === undefined ? {} : { price }), ...(rate === undefined ? {} : { royaltyRate: rate }) };
}
