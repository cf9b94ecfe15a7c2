/** What the signed contract makes somebody do by a day: pay, accept, settle royalties; and what the law asks once it takes effect. */
import type { RuleBook } from '../../rules/engine.ts';
import { monthsRule, warnDaysRule } from '../../rules/shapes.ts';
import { addDays, addMonths, parseDay } from '../../time.ts';
import { groupOf } from '../contract/kinds.ts';
import type { Contract, Signing } from '../contract.ts';
import { contractSaid } from '../contract/text.ts';
import { replacedSignings } from '../standing-signing.ts';
import { latestFiling, latestSigning, signedContract, type DealFile } from '../deal-file.ts';
import { owedOf } from '../due.ts';
import { textPatents } from '../filing-facts.ts';
import { validityEnd } from '../filing-validity.ts';
import type { Where } from '../finding.ts';
import { wasRegistered } from '../ledger-lines.ts';
import { isPatentRight } from '../patent-term.ts';
import { basisOf, step, WARN, type Clock, type ClockStep } from './clock.ts';

export function instalmentClocks(f: DealFile): Clock[] {
  return f.instalments.flatMap((i): Clock[] => {
    const [owed, day] = [owedOf(i, f.receipts), parseDay(i.dueOn)];
    if (owed === null || !day) return [];
    return [
      {
        key: `clock.instalment:${i.id}`,
        kind: 'instalment',
        name: i.name ?? '',
        where: { table: 'instalments', id: i.id, field: 'dueOn' },
        day,
        basis: 'agreed',
        steps: [step('agreedDay', { day })],
        ...(owed === undefined ? {} : { amount: owed, ...(f.receipts.some((r) => r.instalmentId === i.id) ? { partly: true as const } : {}) }),
        warn: WARN,
      },
    ];
  });
}

/** 合同有效期: until it is registered, the last day to file; afterwards, and of agreements beside the contract, only the day it ends. */
export function validityClocks(f: DealFile, rules: RuleBook): Clock[] {
  const [standing, replaced] = [latestSigning(f), replacedSignings(f.signings, f.contracts)];
  return f.signings.flatMap((s) => (replaced.has(s.id) ? [] : (validityClock(f, s, s.id === standing?.id, rules) ?? [])));
}

function validityClock(f: DealFile, signing: Signing, counts: boolean, rules: RuleBook): Clock | undefined {
  const day = parseDay(signing.validTo);
  if (!day) return undefined;
  const clock = { name: signing.contractNo ?? '', where: { table: 'signings' as const, id: signing.id, field: 'validTo' }, day };
  if (!counts || wasRegistered(f))
    return { ...clock, key: `clock.contractEnd:${signing.id}`, kind: 'contractEnd', basis: 'agreed', steps: [step('agreedDay', { day })], warn: WARN };
  const rule = rules.entry('filing.withinValidity');
  const warn = rules.value('filing.withinValidity', warnDaysRule)?.warnDays.toSorted((a, b) => b - a);
  const said = rule ? [step('withinValidity', { warn: (warn ?? WARN).join(' / ') }, rule)] : [];
  const filing = latestFiling(f);
  const end = validityEnd(f, filing, filing?.form?.['validTo']);
  const counted = end?.day ?? day;
  const differs = end?.other === undefined ? {} : { differs: step(end.by === 'form' ? 'byForm' : 'byContract', { day: end.day, other: end.other }) };
  const steps = [step('agreedDay', { day: counted }), ...said];
  return { ...clock, day: counted, ...differs, key: `clock.validity:${signing.id}`, kind: 'validity', basis: 'agreed', steps, warn: warn ?? WARN };
}

const read = new WeakMap<Contract, Readonly<Record<string, string>>>();
/** What a version says; a locked text is held against its hash, so it is read once for as long as the row is the same. */
function saidIn(contract: Contract): Readonly<Record<string, string>> {
  const found = read.get(contract) ?? contractSaid(contract);
  read.set(contract, found);
  return found;
}

type Effect = { signingId: string; name: string; day?: string; where: Where };
/** When the contract takes effect: the day typed with the signing. */
function effectOf(f: DealFile): Effect | undefined {
  const signing = latestSigning(f);
  if (!signing || !parseDay(signing.signedOn)) return undefined;
  const day = parseDay(signing.effectiveOn);
  return { signingId: signing.id, name: signing.contractNo ?? '', ...(day ? { day } : {}), where: { table: 'signings', id: signing.id, field: 'effectiveOn' } };
}

const groupOfDeal = (f: DealFile): string | undefined => {
  const kind = signedContract(f)?.kind;
  return kind === undefined || kind === 'foreign' ? f.deal.route : groupOf(kind);
};

/** 专利实施许可合同备案: within months of taking effect (专利法实施细则 art. 15). A patent that is only applied for is none yet. */
export function recordalClock(f: DealFile, rules: RuleBook): Clock | undefined {
  const effect = effectOf(f);
  if (!effect || groupOfDeal(f) !== 'license') return undefined;
  if (!f.rights.some((r) => isPatentRight(r) && r.kind !== 'application') && textPatents(f).length === 0) return undefined;
  const at = rules.on(effect.day ?? rules.date);
  const [rule, period] = [at.entry('licence.recordal'), at.value('licence.recordal', monthsRule)];
  if (!rule || !period) return undefined;
  const clock = {
    // the check of the contract asks the same: what answers one answers the other
    key: `contract.recordal:signings:${effect.signingId}:effectiveOn`,
    kind: 'recordal' as const,
    name: effect.name,
    where: effect.where,
    basis: basisOf(rule),
    warn: WARN,
  };
  const ruled = step('ruleMonths', { count: period.months }, rule);
  if (!effect.day) return { ...clock, missing: 'effect', steps: [ruled] };
  const day = addMonths(effect.day, period.months);
  return {
    ...clock,
    from: effect.day,
    day,
    steps: [ruled, step('effect', { day: effect.day }), step('months', { count: period.months }), step('end', { day })],
  };
}

/** 专利（申请）权转让登记: takes effect on the register; the law names no day, so none is made up. */
export function assignmentClock(f: DealFile, rules: RuleBook): Clock | undefined {
  const effect = effectOf(f);
  const passesOn = groupOfDeal(f) === 'transfer' || f.deal.route === 'equity';
  if (!effect || !passesOn || !(f.rights.some(isPatentRight) || textPatents(f).length > 0)) return undefined;
  const rule = rules.entry('transfer.register');
  if (!rule) return undefined;
  return {
    key: `clock.assignment:${effect.signingId}`,
    kind: 'assignment',
    name: effect.name,
    where: effect.where,
    ...(effect.day ? { from: effect.day } : {}),
    missing: 'noDeadline',
    basis: basisOf(rule),
    steps: [step('assignment', {}, rule)],
    warn: WARN,
  };
}

/** Answers of the contract that hold a day some clock reads; no clock reads another as one. */
export const SAID_DAYS = ['resultsDay', 'reportDay', 'termFrom', 'termTo'] as const;
const saidDay = (said: Readonly<Record<string, string>> | undefined, key: (typeof SAID_DAYS)[number]): string | undefined => parseDay(said?.[key]);

const whole = (text: string | undefined): number | undefined => (/^\d{1,4}$/.test(text?.trim() ?? '') ? Number(text) : undefined);

/** The day of the actual delivery; one ahead is none yet. */
function deliveredOf(f: DealFile, today: string): { from: string; steps: ClockStep[] } | undefined {
  const day = parseDay(latestSigning(f)?.deliveredOn);
  return day && day <= today ? { from: day, steps: [step('delivered', { day })] } : undefined;
}

/** The latest day of delivery as agreed: the day itself, or so many days after the contract takes effect. */
function deliveryOf(said: Readonly<Record<string, string>>, effect: string | undefined): { from: string; steps: ClockStep[] } | undefined {
  const day = saidDay(said, 'resultsDay') ?? saidDay(said, 'reportDay');
  if (day) return { from: day, steps: [step('deliveryDay', { day })] };
  const days = whole(said['materialDays']);
  if (days === undefined || !effect) return undefined;
  const from = addDays(effect, days);
  return { from, steps: [step('effect', { day: effect }), step('deliveryLatest', { count: days, day: from })] };
}

/** 验收: so many days after delivery as the contract says: the actual one where its day was noted by `today`, else the day it is due at the latest. */
export function acceptanceClock(f: DealFile, today: string): Clock | undefined {
  const [effect, contract] = [effectOf(f), signedContract(f)];
  if (!effect || !contract) return undefined;
  const said = saidIn(contract);
  const days = whole(said['acceptanceDays']);
  if (days === undefined) return undefined;
  const where = { table: 'signings' as const, id: effect.signingId, field: 'deliveredOn' };
  const clock = { key: `clock.acceptance:${contract.id}`, kind: 'acceptance' as const, name: effect.name, where, basis: 'agreed' as const, warn: WARN };
  const agreed = step('acceptanceAgreed', { count: days });
  const delivery = deliveredOf(f, today) ?? deliveryOf(said, effect.day);
  if (!delivery) return { ...clock, missing: effect.day ? 'delivery' : 'effect', steps: [agreed] };
  const day = addDays(delivery.from, days);
  return { ...clock, from: delivery.from, day, steps: [...delivery.steps, agreed, step('end', { day })] };
}

const MONTHS: Readonly<Record<string, number>> = { quarter: 3, halfYear: 6, year: 12 };

/** 提成结算: each calendar quarter, half-year or year of the term, and so many days after it as the contract says, until `until`. */
export function royaltyClocks(f: DealFile, since: string, until: string): Clock[] {
  const [effect, contract] = [effectOf(f), signedContract(f)];
  const said = contract && saidIn(contract);
  const [months, days] = [MONTHS[said?.['royaltyPeriod'] ?? ''], whole(said?.['royaltyDays'])];
  const begins = saidDay(said, 'termFrom') ?? effect?.day;
  if (!effect || !contract || !months || days === undefined || !begins || !/oyalty/.test(said?.['payKind'] ?? '')) return [];
  const last = saidDay(said, 'termTo') ?? parseDay(latestSigning(f)?.validTo);
  const out: Clock[] = [];
  const month = Number(begins.slice(5, 7)) - 1;
  let start = `${begins.slice(0, 4)}-${String(month - (month % months) + 1).padStart(2, '0')}-01`;
  for (; start <= until && (last === undefined || start <= last); start = addMonths(start, months)) {
    const close = addDays(addMonths(start, months), -1);
    const end = last !== undefined && last < close ? last : close;
    const day = addDays(end, days);
    if (day < since) continue;
    if (day > until) break;
    const from = start < begins ? begins : start;
    out.push({
      key: `clock.royalty:${contract.id}:${end}`,
      kind: 'royalty',
      name: from.slice(0, 7),
      where: { table: 'contracts', id: contract.id, field: 'fields.royaltyPeriod' },
      from: end,
      day,
      basis: 'agreed',
      steps: [step('royaltyPeriod', { from, to: end }), step('naturalDays', { count: days }), step('end', { day })],
      warn: WARN,
    });
  }
  return out;
}
