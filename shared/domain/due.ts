/** How far ahead something due is told of, and what of an instalment is still to come. */
import { decimal, Decimal } from '../money.ts';
import type { Instalment, Receipt } from './contract.ts';

/** Days ahead at which something due is told of. A choice of this program, not a rule of anybody. */
export const AHEAD_DAYS = 30;
/** An annual fee is told of earlier: it is paid through an office or an agency, and a patent missed is lost for every deal that rests on it. */
export const FEE_AHEAD_DAYS = 90;
/** How long something that was missed is still told of. */
export const KEPT_DAYS = 60;
/** The next royalty settlement is known for years; one year of them is enough to look at. */
export const ROYALTY_AHEAD_DAYS = 400;

/**
 * What is still to come of an instalment, in 元: null when it is paid, undefined when its own amount cannot be read and nothing
 * has come in. Without a readable amount any receipt settles it.
 */
export function owedOf(
  instalment: Pick<Instalment, 'id' | 'amount'>,
  receipts: readonly Pick<Receipt, 'instalmentId' | 'amount'>[],
): string | null | undefined {
  const own = receipts.filter((r) => r.instalmentId === instalment.id);
  const amount = decimal(instalment.amount);
  if (!amount) return own.length > 0 ? null : undefined;
  const left = own.reduce((open, r) => open.minus(decimal(r.amount) ?? 0), new Decimal(amount));
  return left.gt(0) || own.length === 0 ? left.toFixed() : null;
}
