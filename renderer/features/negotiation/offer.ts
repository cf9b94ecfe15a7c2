/** What an offer is worth on its worksheet, with the steps. */
import type { Round, Worksheet } from '../../../shared/domain/deal.ts';
import { Decimal, decimal, formatRate, parseMoney, parseRate } from '../../../shared/money.ts';
import type { MoneyOnScreen } from '../../ui/Money.tsx';
import { isRefusal } from '../../../shared/result.ts';
import { royaltyInputOf } from '../../../shared/valuation/royalty-input.ts';
import { offerValue } from '../../../shared/valuation/royalty.ts';
import type { ValuationResult } from '../../../shared/valuation/result.ts';

export type Worth = { total: string; fee: string; running: string; result: ValuationResult; discountRate: string };

/** Undefined where the offer or the worksheet cannot be read. Amounts in 元. */
export function worthOf(round: Round, sheet: Worksheet | undefined): Worth | undefined {
  const input = sheet && royaltyInputOf(sheet);
  if (!input || isRefusal(input)) return undefined;
  const fee = (round.entryFee ?? '').trim() === '' ? '0' : parseMoney(round.entryFee!)?.yuan;
  const rate = (round.royaltyRate ?? '').trim() === '' ? '0' : parseRate(round.royaltyRate!);
  if (fee === undefined || rate === undefined || (fee === '0' && rate === '0')) return undefined;
  const result = offerValue(input, { entryFee: fee, royaltyRate: rate, ...(round.years !== undefined && round.years > 0 ? { years: round.years } : {}) });
  if (isRefusal(result)) return undefined;
  const step = (id: string): string => result.steps.find((s) => s.id === id)?.result ?? '0';
  return { total: result.value, fee: step('fee'), running: step('running'), result, discountRate: input.discountRate };
}

/** `180.00 万元 + 3%`: how both sides say it. */
export function offerWords(round: Round, money: MoneyOnScreen): string {
  const fee = decimal(round.entryFee) ? `${money.figure(round.entryFee)} ${money.unit}` : round.entryFee;
  const rate = decimal(round.royaltyRate) ? formatRate(round.royaltyRate) : round.royaltyRate;
  return [fee, rate].filter((x) => x !== undefined && x !== '').join(' + ');
}

/** How far above the walk-away, in 元; negative below. Internal. */
export const aboveFloor = (worth: Worth | undefined, walkAway: string | undefined): Decimal | undefined => {
  const floor = decimal(walkAway);
  return worth && floor ? new Decimal(worth.total).minus(floor) : undefined;
};
