/** How long the registry may take, by the amount: the path of large contracts or the ordinary one, and why. */
import { decimal, Decimal } from '../money.ts';
import type { RuleBook } from '../rules/engine.ts';
import { isConfirmed } from '../rules/engine.ts';
import type { RuleEntry } from '../rules/pack.ts';
import { largeRule, periodOf, type Period } from '../rules/shapes.ts';

export type FilingPath = {
  large: boolean;
  period: Period;
  /** absent where the rules in force know no such limit */
  limit?: { amount: Decimal; basis: 'technicalAmount' | 'totalAmount'; measured: Decimal; rule: RuleEntry };
  confirmed: boolean;
};

/** Undefined where the pack gives no period, or the amount the limit is measured by is not known yet. */
export function filingPath(rules: RuleBook, amounts: { total: string | undefined; technical: string | undefined }): FilingPath | undefined {
  const large = rules.value('registry.largeContract', largeRule);
  const rule = rules.entry('registry.largeContract');
  const measured = decimal(large?.basis === 'totalAmount' ? amounts.total : amounts.technical);
  const most = decimal(large?.amount);
  const sure = (period: Period | undefined, limit?: FilingPath['limit']): FilingPath | undefined =>
    period && {
      large: limit !== undefined && limit.measured.gte(limit.amount),
      period,
      ...(limit ? { limit } : {}),
      confirmed: isConfirmed(period.rule) && (limit === undefined || isConfirmed(limit.rule)),
    };
  if (!large || !rule || !most) return sure(periodOf(rules, 'registry.days'));
  if (!measured) return undefined;
  return sure(periodOf(rules, measured.gte(most) ? 'registry.daysLarge' : 'registry.days'), { amount: most, basis: large.basis, measured, rule });
}
