/** Prices and royalties written after the talks: what none can be, and what is unlikely enough to be asked about. */
import { isHighRate, isHugeAmount, isLowRate, isNegativeAmount, isOutsideWhole, LOW, rateWords, yuanWords } from '../../bounds.ts';
import { agreedRound, type DealFile } from '../deal-file.ts';
import { finding, type Finding, type Where } from '../finding.ts';

/** `at` names the box of each. A figure that only repeats the agreed round's is asked about there. */
export function checkOddTerms(
  f: DealFile,
  terms: { price?: string | undefined; royaltyRate?: string | undefined },
  at: (field: keyof typeof terms) => Where,
): Finding[] {
  const agreed = agreedRound(f);
  const out: Finding[] = [];
  const { price, royaltyRate } = terms;
  if (yuanWords(price) !== yuanWords(agreed?.entryFee)) {
    const params = { amount: yuanWords(price) };
    if (isNegativeAmount(price)) out.push(finding('terms.amountNegative', at('price'), { params }));
    else if (isHugeAmount(price)) out.push(finding('terms.amountHuge', at('price'), { params }));
  }
  if (rateWords(royaltyRate) !== rateWords(agreed?.royaltyRate)) {
    const params = { rate: rateWords(royaltyRate) };
    if (isOutsideWhole(royaltyRate)) out.push(finding('terms.rateImpossible', at('royaltyRate'), { params }));
    else if (isHighRate('royalty', royaltyRate)) out.push(finding('terms.rateHigh', at('royaltyRate'), { params }));
    else if (isLowRate('royalty', royaltyRate))
      out.push(finding('terms.rateLow', at('royaltyRate'), { params: { ...params, limit: rateWords(String(LOW.royalty)) } }));
  }
  return out;
}
