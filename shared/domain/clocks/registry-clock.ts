/** 登记机构办理期限: from acceptance, or from the day supplements were handed in, by the text in force when it was filed. */
import { decimal } from '../../money.ts';
import { isConfirmed, type RuleBook } from '../../rules/engine.ts';
import { largeRule, periodOf, type Period } from '../../rules/shapes.ts';
import { chinaDay, parseDay } from '../../time.ts';
import { latestFiling, type DealFile } from '../deal-file.ts';
import { dealAmounts } from '../filing-facts.ts';
import { filingPath } from '../filing-path.ts';
import type { Filing } from '../filing.ts';
import { isOrgReturn } from '../org-review.ts';
import { step, WARN, type Clock, type ClockStep, type Missing } from './clock.ts';
import { countRule, ruleStep } from './count.ts';

/** With the registry, or waiting for what it asked for. */
const OPEN: ReadonlySet<Filing['state']> = new Set(['submitted', 'accepted', 'supplement', 'secondReview', 'returned']);

/** The filing and the versions before it that came back to be mended, oldest first: one application. */
export function applicationOf(filings: readonly Filing[], filing: Filing): Filing[] {
  const earlier = filings
    .filter((x) => x.archived !== true && !isOrgReturn(x) && x.id !== filing.id && (x.version ?? 0) < (filing.version ?? 0))
    .toSorted((a, b) => (b.version ?? 0) - (a.version ?? 0));
  const another = earlier.findIndex((x) => x.state !== 'returned' || x.contractId !== filing.contractId);
  return [...earlier.slice(0, another === -1 ? earlier.length : another).toReversed(), filing];
}

/** The day it was handed in; of the first version of an application it decides the text that governs. */
const filedDay = (filing: Filing): string | undefined => chinaDay(filing.submittedAt) ?? parseDay(filing.acceptedOn);

/** The rules of the day its application was first handed in; those given while it was not. */
export const rulesOfApplication = (filings: readonly Filing[], filing: Filing, rules: RuleBook): RuleBook =>
  rules.on(filedDay(applicationOf(filings, filing)[0]!) ?? rules.date);

type Path = { period: Period; confirmed: boolean; steps: ClockStep[] };

/** The shorter or the longer time: the longer for what is under a second review, or large by the measure the rule names. */
function pathOf(f: DealFile, filing: Filing, rules: RuleBook): Path | undefined {
  const longer = filing.state === 'secondReview' ? periodOf(rules, 'registry.daysLarge') : undefined;
  const deal = dealAmounts(f);
  const form = (key: string): string | undefined => decimal(filing.form?.[key])?.toFixed(2);
  const path = filingPath(rules, { total: form('totalAmount') ?? deal.total?.toFixed(2), technical: form('technicalAmount') ?? deal.technical?.toFixed(2) });
  const params = path?.limit && { basis: path.limit.basis, amount: path.limit.measured.toFixed(2), limit: path.limit.amount.toFixed(2) };
  // a second review may have other grounds: only an amount that is large is said to be
  const isLarge = path?.large && path.limit ? [step('large', params, path.limit.rule)] : [];
  if (longer) return { period: longer, confirmed: isConfirmed(longer.rule), steps: [step('secondReview'), ...isLarge, ruleStep(longer)] };
  if (path) {
    const { limit, period, large, confirmed } = path;
    return { period, confirmed, steps: [...(limit && !large ? [step('notLarge', params, limit.rule)] : isLarge), ruleStep(period)] };
  }
  const [usual, limit] = [periodOf(rules, 'registry.days'), rules.value('registry.largeContract', largeRule)];
  return (
    usual && { period: usual, confirmed: isConfirmed(usual.rule), steps: [...(limit ? [step('amountUnknown', { basis: limit.basis })] : []), ruleStep(usual)] }
  );
}

/** Where it begins to count, and what moved that. */
function startOf(application: readonly Filing[], restarts: boolean): { from?: string; missing?: Missing; steps: ClockStep[] } {
  const filing = application.at(-1)!;
  const accepted = application.map((x) => parseDay(x.acceptedOn)).find((d) => d !== undefined);
  const handedIn = parseDay(filing.supplementOn) ?? (application.length > 1 ? filedDay(filing) : undefined);
  const begun = accepted ? [step('accepted', { day: accepted })] : [];
  const waiting = filing.state === 'supplement' || filing.state === 'returned';
  if (restarts && waiting) return { missing: 'supplement', steps: [...begun, step('waitsForSupplement')] };
  if (restarts && handedIn) return { from: handedIn, steps: [...begun, step('restarted', { day: handedIn })] };
  if (!accepted) return { missing: 'acceptance', steps: [] };
  return { from: accepted, steps: [...begun, ...(handedIn || waiting ? [step('notRestarted')] : [])] };
}

/** The rules of a pack by the name a filing keeps; undefined where it is not at hand. */
export type PackNamed = (name: string) => RuleBook | undefined;

/**
 * Undefined while nothing lies with the registry. It goes by the pack the filing was begun with, where that is at hand. Where the
 * application was mended after another text came into force, which of them governs is open.
 */
export function registryClock(f: DealFile, current: RuleBook, packNamed: PackNamed = () => undefined): Clock | undefined {
  const filing = latestFiling(f);
  if (!filing || !OPEN.has(filing.state) || isOrgReturn(filing)) return undefined;
  const rules = (filing.rulePack && packNamed(filing.rulePack)) || current;
  const application = applicationOf(f.filings, filing);
  const filed = filedDay(application[0]!);
  const at = rulesOfApplication(f.filings, filing, rules);
  const path = pathOf(f, filing, at);
  const clock = { key: `clock.registry:${filing.id}`, kind: 'registry' as const, name: '', where: { table: 'filings' as const, id: filing.id }, warn: WARN };
  const filedStep = filed ? [step('filed', { day: filed })] : [];
  if (!path) return { ...clock, basis: 'unconfirmed', missing: 'rule', steps: filedStep };
  const start = startOf(application, path.period.restarts);
  const handedIn = parseDay(filing.supplementOn) ?? filedDay(filing);
  const crossed = filed !== undefined && handedIn !== undefined && rules.on(handedIn).entry('registry.days') !== at.entry('registry.days');
  const said = [...filedStep, ...path.steps, ...start.steps, ...(crossed ? [step('crossed', { filed, handedIn })] : [])];
  const basis = crossed || !path.confirmed ? 'unconfirmed' : 'confirmed';
  if (start.from === undefined) return { ...clock, basis, ...(start.missing ? { missing: start.missing } : {}), steps: said };
  const counted = countRule(start.from, path.period, at);
  return {
    ...clock,
    basis: counted.unconfirmed ? 'unconfirmed' : basis,
    from: start.from,
    ...(counted.end ? { day: counted.end } : { missing: 'calendar' as const }),
    steps: [...said, ...counted.steps, ...(counted.end ? [step('end', { day: counted.end })] : [])],
  };
}
