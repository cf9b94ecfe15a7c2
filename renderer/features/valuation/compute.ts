/** One worksheet's figures, with the steps: never stored, always computed from the row. */
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { royaltyInputOf, type RoyaltyRequest } from '../../../shared/valuation/royalty-input.ts';
import { sensitivity, valueByRoyalty, type RoyaltyResult } from '../../../shared/valuation/royalty.ts';
import { Decimal } from '../../../shared/money.ts';

export type Figures = { request: RoyaltyRequest; result: RoyaltyResult };

export function figuresOf(sheet: Worksheet): Figures | Refusal {
  const request = royaltyInputOf(sheet);
  if (isRefusal(request)) return request;
  const result = valueByRoyalty(request);
  return isRefusal(result) ? result : { request, result };
}

/** What the sheet says of tax, as a word of `result`: one basis only where flows and discount rate were both said to be on it. */
export const basisKey = ({ request }: Figures): 'preTax' | 'postTax' | 'basisUnsaid' =>
  request.flowBasis === undefined || request.rateBasis === undefined ? 'basisUnsaid' : request.flowBasis;

export type Factor = 'discount' | 'royalty' | 'revenue';
export type Swing = { factor: Factor; low: { label: string; value: string }; high: { label: string; value: string }; width: string };

/** What one change of each input does to the value: the sheet's own low and high discount rates, a tenth of rate and revenue. Widest first. */
export function swingsOf({ request, result }: Figures): Swing[] {
  const swings: Swing[] = [];
  const add = (factor: Factor, low: Swing['low'], high: Swing['high']): void => {
    swings.push({ factor, low, high, width: new Decimal(high.value).minus(low.value).abs().toFixed() });
  };
  if (result.low && result.high) {
    const [a, b] = [result.low, result.high].sort((x, y) => new Decimal(x.value).cmp(y.value)) as [typeof result.low, typeof result.low];
    add('discount', { label: a.rate, value: a.value }, { label: b.rate, value: b.value });
  }
  const tenth = (text: string, by: string): string => new Decimal(text).times(by).toFixed();
  if (request.decay?.kind !== 'table') {
    const rates = [tenth(request.royaltyRate, '0.9'), tenth(request.royaltyRate, '1.1')] as const;
    const grid = sensitivity(request, [request.discountRate], rates);
    if (!isRefusal(grid)) add('royalty', { label: rates[0], value: grid[0]![0]! }, { label: rates[1], value: grid[0]![1]! });
  }
  const moved = (by: string): string | undefined => {
    const r = valueByRoyalty({ ...request, revenues: request.revenues.map((x) => tenth(x, by)) });
    return isRefusal(r) ? undefined : r.value;
  };
  const [less, more] = [moved('0.9'), moved('1.1')];
  if (less !== undefined && more !== undefined) add('revenue', { label: '', value: less }, { label: '', value: more });
  return swings.sort((a, b) => new Decimal(b.width).cmp(a.width));
}
