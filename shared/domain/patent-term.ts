/** When a right ends by law (专利法 art. 42: from the filing day; the years come from the rule pack as of that day). */
import { parsePatentNumber, type PatentKind } from '../ids.ts';
import type { RuleBook } from '../rules/engine.ts';
import type { RuleEntry } from '../rules/pack.ts';
import { yearsRule } from '../rules/shapes.ts';
import { addYears, parseDay } from '../time.ts';
import type { Right } from './portfolio.ts';

export type Expiry = { day: string; years: number; rule: RuleEntry };

/** Which patent the right is: by its kind, else by its number. Undefined for know-how and the like. */
export function patentKindOf(right: Pick<Right, 'kind' | 'number'>): PatentKind | undefined {
  if (right.kind === 'invention' || right.kind === 'utility' || right.kind === 'design') return right.kind;
  const number = right.number ? parsePatentNumber(right.number) : undefined;
  return number?.ok && (right.kind === undefined || right.kind === 'application') ? number.kind : undefined;
}

export const isPatentRight = (right: Pick<Right, 'kind' | 'number'>): boolean => patentKindOf(right) !== undefined;

/** Expiry of a patent; undefined without a readable filing day or a rule. 02-29 ends on 02-28 of a common year. */
export function patentExpiry(right: Pick<Right, 'kind' | 'number' | 'filedOn'>, rules: RuleBook): Expiry | undefined {
  const kind = patentKindOf(right);
  const filed = parseDay(right.filedOn);
  if (kind === undefined || filed === undefined) return undefined;
  const at = rules.on(filed);
  const rule = at.entry(`patent.term.${kind}`);
  const term = at.value(`patent.term.${kind}`, yearsRule);
  return rule && term ? { day: addYears(filed, term.years), years: term.years, rule } : undefined;
}

/** Without a filing day the number still names its year: the last day on which the right can possibly end. */
export function patentExpiryBound(right: Pick<Right, 'kind' | 'number'>, rules: RuleBook): string | undefined {
  const number = right.number ? parsePatentNumber(right.number) : undefined;
  return number?.ok ? patentExpiry({ ...right, filedOn: `${number.year}-12-31` }, rules)?.day : undefined;
}

/** The first day on which one of these patents is no longer in force; a licence of several ends with the shortest. */
export function earliestExpiry(rights: readonly Right[], rules: RuleBook): (Expiry & { right: Right }) | undefined {
  return rights
    .flatMap((right) => {
      const expiry = patentExpiry(right, rules);
      return expiry ? [{ ...expiry, right }] : [];
    })
    .toSorted((a, b) => a.day.localeCompare(b.day))[0];
}
