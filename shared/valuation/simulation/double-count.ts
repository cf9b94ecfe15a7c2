/** Where a worksheet may count one risk twice: as a premium in the discount rate, and again in the draws. */
import type { Typed, Worksheet } from '../../domain/deal.ts';
import type { Simulation } from '../../domain/simulation.ts';
import { decimal, keptRate } from '../../money.ts';
import type { Warning } from '../method.ts';

/** Inputs whose spread is a risk of the business itself. */
const BUSINESS: ReadonlySet<string> = new Set(['revenueLevel', 'growth', 'royaltyRate', 'decayRate', 'life', 'maintenanceLevel']);

const isTypedRate = (typed: Typed | undefined): boolean => typeof typed === 'string' && decimal(keptRate(typed))?.gt(0) === true;

/** Names of the risks for which the sheet's own methods add a premium to the rate, as typed. */
function premiumsOf({ applied = [] }: Worksheet): string[] {
  const names: string[] = [];
  for (const { method, request } of applied) {
    if (method === 'capm' && isTypedRate(request['specificPremium'])) names.push('specificPremium');
    const risks = method === 'risk-build-up' ? request['risks'] : undefined;
    for (const risk of Array.isArray(risks) ? risks : []) {
      if (typeof risk !== 'object' || Array.isArray(risk)) continue;
      const { key, premium, factors } = risk;
      const scored = Array.isArray(factors) && factors.length > 0;
      if (typeof key === 'string' && key.trim() !== '' && (scored || isTypedRate(premium))) names.push(key.trim());
    }
  }
  return [...new Set(names)];
}

/**
 * What to ask before a run: `premiumAndDraws` where a method in the sheet adds premiums to the rate while the business
 * is drawn, `premiumAsked` where nothing says what the rate holds, `rateAndDraws` where the rate is drawn with the rest.
 */
export function risksTwice(sheet: Worksheet, settings: Simulation | undefined = sheet.simulation): Warning[] {
  const drawn = (settings?.uncertain ?? []).map((u) => u.variable);
  const business = drawn.filter((v) => BUSINESS.has(v));
  if (business.length === 0) return [];
  const premiums = premiumsOf(sheet);
  return [
    premiums.length > 0 ? { key: 'premiumAndDraws', params: { risks: premiums.join('、'), variables: business.join('、') } } : { key: 'premiumAsked' },
    ...(drawn.includes('discountRate') ? [{ key: 'rateAndDraws' }] : []),
  ];
}
