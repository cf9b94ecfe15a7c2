/** The days of a form beside those of the signed contract, beside one another, and beside the day of the check. */
import type { RuleBook } from '../../rules/engine.ts';
import { warnDaysRule } from '../../rules/shapes.ts';
import { daysBetween, parseDay } from '../../time.ts';
import { latestSigning, type DealFile } from '../deal-file.ts';
import type { FilledForm } from '../filing-form.ts';
import { contractDiffers, validityEnd } from '../filing-validity.ts';
import type { Filing } from '../filing.ts';
import { finding, type Finding, type Where } from '../finding.ts';

/** Days of the form that the signing states too. */
const SIGNED = [
  ['signDate', 'signedOn'],
  ['validFrom', 'validFrom'],
  ['validTo', 'validTo'],
] as const;

/** `at` names where a field is mended. The order of the days is held whatever the signing says. */
export function checkFilingDays(file: DealFile, filing: Filing, form: FilledForm, at: (key: string) => Where, rules: RuleBook): Finding[] {
  const signing = latestSigning(file);
  const fieldOf = (key: string) => form.fields.find((f) => f.key === key);
  const day = (key: string): string | undefined => parseDay(fieldOf(key)?.value);
  const differing = SIGNED.flatMap(([key, said]) => {
    const [written, contract] = [day(key), parseDay(signing?.[said])];
    return written === undefined || contract === undefined || written === contract
      ? []
      : [contractDiffers(filing, key, { field: fieldOf(key)?.zh ?? key, form: written, contract })];
  });
  const out = [...differing, ...order({ signed: day('signDate'), from: day('validFrom'), to: day('validTo'), made: day('agentDate') }, at, rules.date)];
  const end = validityEnd(file, filing, fieldOf('validTo')?.value)?.day;
  const rule = rules.entry('filing.withinValidity');
  if (end && rule) {
    const left = daysBetween(rules.date, end);
    const warn = rules.value('filing.withinValidity', warnDaysRule)?.warnDays ?? [];
    if (left < 0) out.push(finding('filing.afterValidity', at('validTo'), { rule, params: { day: end, days: -left } }));
    else if (warn.some((d) => left <= d)) out.push(finding('filing.validityEnding', at('validTo'), { rule, params: { day: end, days: left } }));
  }
  const effective = parseDay(signing?.effectiveOn);
  if (signing && effective && rules.date < effective)
    out.push(finding('filing.beforeEffect', { table: 'signings', id: signing.id, field: 'effectiveOn' }, { params: { day: effective } }));
  return out;
}

type Days = Record<'signed' | 'from' | 'to' | 'made', string | undefined>;
/** As the check of a signing asks it, so that one answer serves both. */
function order({ signed, from, to, made }: Days, at: (key: string) => Where, today: string): Finding[] {
  const later = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a > b;
  const out: Finding[] = [];
  if (later(from, to)) out.push(finding('signing.dateOrder', at('validTo'), { params: { first: from!, second: to! } }));
  else if (later(signed, to)) out.push(finding('signing.validityOver', at('validTo'), { params: { to: to!, signed: signed! } }));
  if (later(signed, from)) out.push(finding('signing.validityFirst', at('validFrom'), { params: { from: from!, signed: signed! } }));
  if (later(signed, today)) out.push(finding('signing.inFuture', at('signDate'), { params: { day: signed! } }));
  if (later(signed, made)) out.push(finding('filing.madeBeforeSigning', at('agentDate'), { params: { day: made!, signed: signed! } }));
  return out;
}
