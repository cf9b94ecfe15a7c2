/** A payment method as it was typed, with its uncertain inputs, as the request the simulation takes; money in 元, at the seller's rate. */
import type { Json } from '../../change/change.ts';
import type { AppliedMethod } from '../../domain/deal.ts';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { paymentValue, royaltyLimits } from '../deal/payment.ts';
import type { Method } from '../method.ts';
import { valueApplied } from '../typed.ts';
import { yuanOf } from '../weigh.ts';
import type { SimulationRequest } from './plan.ts';
import { requestWith } from './sheet-request.ts';

/** What may be uncertain in payments. The level multiplies the forecast of every period. */
export const PAYMENT_VARIABLES = ['revenueLevel', 'growth', 'royaltyRate', 'discountRate'] as const;

const METHODS: ReadonlyMap<string, Method> = new Map([paymentValue, royaltyLimits].map((m) => [m.id, m]));
/** Whether a method's payments can be simulated. */
export const simulatesPayments = (method: string): boolean => METHODS.has(method);

/** The payments without uncertainty, as the method itself read them. Refuses what the method refuses, by its place in the form. */
export function paymentBaseOf(applied: AppliedMethod): Record<string, Json> | Refusal {
  const method = METHODS.get(applied.method);
  if (!method) return refuse('valuation.methodUnknown', { params: { method: applied.method } });
  const result = valueApplied(method, applied);
  if (isRefusal(result)) return result;
  const of = (name: string): number[] => result.cells.flatMap((c) => (c.name === name ? [c.value] : []));
  const yuan = (values: readonly number[]): number[] => values.map((x) => yuanOf(x, result.money));
  const parts = of('countedPart');
  // what lies after the life is not asked about
  const lives = <T>(all: readonly T[]): T[] => (parts.length === 0 || all.length < parts.length ? [...all] : all.filter((_, k) => parts[k]! > 0));
  const times = lives(of('time'));
  /** a limit of a last period that is cut counts by the same part as its revenue */
  const limit = (name: string): number[] => {
    const given = lives(of(name));
    if (!parts.some((x) => x > 0 && x < 1) || given.length === 0) return yuan(given);
    return yuan(times.map((_, k) => given[given.length === 1 ? 0 : k]! * parts[k]!));
  };
  const [minimums, caps, total] = [limit('annualMinimum'), limit('annualCap'), yuan(of('totalCap'))];
  const [years, chances] = [of('milestoneYear'), of('milestoneChance')];
  return {
    upfront: yuan(of('upfront'))[0] ?? 0,
    milestones: yuan(of('milestone')).map((amount, j) => ({ amount, year: years[j]!, probability: chances[j]! })),
    revenues: yuan(lives(of(parts.length === 0 ? 'revenue' : 'revenueCounted'))),
    ...ratesOf(lives(of('royaltyRate'))),
    ...(minimums.length > 0 ? { annualMinimums: minimums } : {}),
    ...(caps.length > 0 ? { annualCaps: caps } : {}),
    ...(total.length > 0 ? { totalCap: total[0]! } : {}),
    discountRate: of('sellerRate')[0]!,
    ...timesOf(times),
  };
}

/** The first rate that is one, and how the others stand to it. */
function ratesOf(rates: readonly number[]): Record<string, Json> {
  const first = rates.find((r) => r > 0) ?? 0;
  return rates.every((r) => r === first) ? { royaltyRate: first } : { royaltyRate: first, royaltyShape: rates.map((r) => r / first) };
}

/** Ends or middles of whole years by their name, all else by its times. */
function timesOf(times: readonly number[]): Record<string, Json> {
  if (times.every((t, k) => t === k + 1)) return { timing: 'end' };
  return times.every((t, k) => t === k + 0.5) ? { timing: 'mid' } : { times: [...times] };
}

/** The whole request, or which field cannot be read: `uncertain.0.low`, `correlations.1.rho`, `floor`, or a field of the method. */
export function paymentSimulationOf(applied: AppliedMethod): SimulationRequest | Refusal {
  return requestWith('payment', applied.simulation, () => paymentBaseOf(applied));
}
