/** The amounts of text and form side by side, and the days an application comes down to. Amounts in 元. */
import { decimal, Decimal, parseMoney } from '../../money.ts';
import type { RuleBook } from '../../rules/engine.ts';
import { daysBetween, parseDay } from '../../time.ts';
import type { ContractProposal } from '../contract/proposal.ts';
import { filingPath } from '../filing-path.ts';

type Amounts = { total?: string; nonTechnical?: string; technical?: string };
export type AmountsSaid = { text: Amounts; form: Amounts };
export type DayCounts = {
  on: string;
  sinceSigned?: number;
  /** below zero where it takes effect later */
  sinceEffect?: number;
  /** below zero where it is over */
  untilExpiry?: number;
  registry?: { days: number; kind: 'natural' | 'working'; large: boolean; confirmed: boolean };
};

type Form = Readonly<Record<string, string>> | undefined;
const fixed = (value: Decimal | undefined): string | undefined => value?.toFixed(2);
const money = (text: string | undefined): Decimal | undefined => decimal(parseMoney(text ?? '')?.yuan);
const present = <T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as T;

export function amountsSaid(proposal: ContractProposal, form: Form): AmountsSaid {
  const total = decimal(proposal.total?.value);
  const spent = decimal(proposal.nonTechnical?.value);
  const [formTotal, formTechnical] = [money(form?.['totalAmount']), money(form?.['technicalAmount'])];
  return {
    text: present<Amounts>({ total: fixed(total), nonTechnical: fixed(spent), technical: fixed(total && spent ? total.minus(spent) : total) }),
    form: present<Amounts>({
      total: fixed(formTotal),
      nonTechnical: fixed(formTotal && formTechnical?.lte(formTotal) ? formTotal.minus(formTechnical) : undefined),
      technical: fixed(formTechnical),
    }),
  };
}

/** What the form says comes first: it is what is filed. */
export function dayCounts(proposal: ContractProposal, form: Form, rules: RuleBook): DayCounts {
  const of = (key: string, said: string | undefined): string | undefined => parseDay(form?.[key]) ?? parseDay(said);
  const signed = of('signDate', proposal.signedOn?.value);
  const validTo = of('validTo', proposal.termTo?.value);
  const effective = parseDay(proposal.effectiveOn?.value);
  const said = amountsSaid(proposal, form);
  const total = said.form.total ?? said.text.total;
  const path = filingPath(rules, { total, technical: said.form.technical ?? said.text.technical });
  return present<DayCounts>({
    on: rules.date,
    sinceSigned: signed === undefined ? undefined : daysBetween(signed, rules.date),
    sinceEffect: effective === undefined ? undefined : daysBetween(effective, rules.date),
    untilExpiry: validTo === undefined ? undefined : daysBetween(rules.date, validTo),
    registry: path && { days: path.period.days, kind: path.period.kind, large: path.large, confirmed: path.confirmed },
  });
}
