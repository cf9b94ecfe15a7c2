/**
 * The code system a form or statistic before the change of law used, beside today's. Which dates ask for it stands in the
 * lists themselves (`former`), so that it can be put right without a new build.
 */
import { z } from 'zod';
import { codePath, type CodeItem, type CodeList, type CodeLists } from './codes.ts';

/** Under which older head an entry stood, and for which days that matters. */
const former = z.object({ code: z.string().optional(), note: z.string(), signedBefore: z.string().optional(), filedBefore: z.string().optional() });
type FormerRule = z.infer<typeof former>;

/** `value` is what the older system calls it; `source` and `note` say where that is from. */
export type Former = { value: string; source: string; note: string; confirmed: boolean };
/** Days the older system is asked by: signing of the contract and filing of the form. */
export type FormerDays = { signedOn: string | undefined; filedOn: string };

const asked = (rule: FormerRule, { signedOn, filedOn }: FormerDays): boolean =>
  (rule.filedBefore !== undefined && filedOn < rule.filedBefore) || (rule.signedBefore !== undefined && signedOn !== undefined && signedOn < rule.signedBefore);

const ruleIn = (thing: CodeItem | CodeList | undefined): FormerRule | undefined => former.safeParse((thing as { former?: unknown } | undefined)?.former).data;

/** 技术许可 stood under 技术转让 in the rules of 2001, in forms made before the Civil Code. Undefined where no date asks for it. */
export function formerKind(lists: CodeLists, code: string | undefined, days: FormerDays): Former | undefined {
  const list = lists['contract-types'];
  const path = codePath(list, code);
  const rule = ruleIn(path.at(-1)) ?? ruleIn(path[0]);
  if (!list || !rule?.code || path.length === 0 || !asked(rule, days)) return undefined;
  const head = codePath(list, rule.code).at(-1);
  if (!head) return undefined;
  const below = path.length > 1 ? `/${path.at(-1)!.name}` : '';
  return { value: `${head.name}${below}`, source: list.source, note: rule.note, confirmed: true };
}

/** The 4-digit area of the older paper form: the city's own where it had one, else its province's; 港澳台 is one. */
export function formerArea(lists: CodeLists, code: string | undefined, days: FormerDays): Former | undefined {
  const list = lists['areas-legacy4'];
  const rule = ruleIn(list);
  if (!list || !rule || !asked(rule, days) || !/^\d{6}$/.test(code ?? '')) return undefined;
  const [city, province] = [code!.slice(0, 4), /^(71|81|82)/.test(code!) ? '7100' : `${code!.slice(0, 2)}00`];
  const found = codePath(list, city).at(-1) ?? codePath(list, province).at(-1);
  return found && { value: `${found.code} ${found.name}`, source: list.source, note: rule.note, confirmed: list.status === 'confirmed' };
}
