/** The clause that can be put where a finding is: looked up in resources/codes/proposed-clauses.json, whose words can be edited. */
import type { CodeList } from '../codes.ts';
import type { Finding } from '../finding.ts';

/** Which word of a finding says what exactly it found. */
const DETAIL: Readonly<Record<string, string>> = { monopoly: 'code', clauseMissing: 'clause', dutyMissing: 'duty', silentDefault: 'matter' };
const GROUP: Readonly<Record<string, string>> = { clauseMissing: 'clause', dutyMissing: 'duty', silentDefault: 'matter' };

/** Of findings about a text from elsewhere and about our own: both say `text.` or `contract.`. */
const nameOf = (f: Finding): string => f.message.key.replace(/^(?:text|contract)\./, '');

/** `duty.plan`, `monopoly.M1`, `taxUnsaid`: what exactly was found. */
export function detailOf(f: Finding): string {
  const name = nameOf(f);
  const param = DETAIL[name];
  return param === undefined ? name : `${GROUP[name] ?? name}.${f.message.params?.[param] ?? ''}`;
}

/** Undefined where only a person knows what belongs there, as with a wrong number. */
export function proposedClause(f: Finding, list: Pick<CodeList, 'items'>, route = ''): string | undefined {
  const code = detailOf(f);
  const found = list.items.find((i) => i.code === `${code}.${route}`) ?? list.items.find((i) => i.code === code);
  return found?.name.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(f.message.params?.[name] ?? whole));
}
