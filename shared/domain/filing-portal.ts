/** Values as the portal wants them: days ISO, amounts in the field's own unit, names for lists without known numbers. */
import { Decimal, decimal, formatYuan, parseMoney } from '../money.ts';
import { parseDay } from '../time.ts';
import { filled } from './checks/blank.ts';
import { codeConfirmed, codePath, namePath, type CodeLists, type FormField } from './codes.ts';

/** Codes whose number the form itself asks for; the other lists are picked by name at the portal. */
const BY_CODE = new Set(['areas', 'countries']);

export type PortalValue = { value: string; confirmed: boolean; code?: string };

/** A value for the portal from a code, a day or an amount as it was written; what cannot be read stays as it is, to be found by the check. */
export function asPortal(field: FormField, text: string, lists: CodeLists): PortalValue {
  if (field.type === 'date') return { value: parseDay(text) ?? text, confirmed: true };
  if (field.type === 'money') return { value: inUnit(text, field.unit ?? '元'), confirmed: true };
  const list = field.codes ? lists[field.codes] : undefined;
  if (!list) return { value: text, confirmed: true };
  const byCode = codePath(list, text);
  const path = byCode.length > 0 ? byCode : namePath(list, text);
  if (path.length === 0) return { value: text, confirmed: text === '' };
  const { code } = path.at(-1)!;
  return { value: BY_CODE.has(field.codes!) ? code : path.map((p) => p.name).join('/'), confirmed: codeConfirmed(list, code), code };
}

/** `元` with two decimals, `万元` with as many as it has. A bare figure is in 元 as records keep it, for a field in 万元 in 万元. */
function inUnit(text: string, unit: '元' | '万元'): string {
  const yuan = decimal(parseMoney(text, unit)?.yuan);
  if (!yuan) return text;
  return unit === '元' ? yuan.toFixed(2) : yuan.div(10_000).toFixed();
}

/** Records keep 元; a field the portal counts in 万元 gets that. */
export function wanOf(yuan: string | undefined): string | undefined {
  const read = filled(yuan) ? parseMoney(yuan!) : undefined;
  return read ? new Decimal(read.yuan).div(10_000).toFixed() : yuan;
}

/** The amount of a form value in 元, whatever unit its field counts in. */
export const yuanOfField = (field: Pick<FormField, 'unit'>, value: string): Decimal | undefined => decimal(value)?.times(field.unit === '万元' ? 10_000 : 1);

/** Names of a value the portal wants as a bare code, from the top of its list; none of any other value. */
export function namesOfCode(field: FormField, value: string, lists: CodeLists): string | undefined {
  if (field.codes === undefined || !BY_CODE.has(field.codes)) return undefined;
  const path = codePath(lists[field.codes], value);
  return path.length > 0 ? path.map((p) => p.name).join('/') : undefined;
}

/** `1,500,000.00`, `中国（142）`; anything else as it is. */
export function forTheEye(field: FormField, value: string, lists: CodeLists): string {
  return field.type === 'money' && field.unit === '元' ? formatYuan(value) : withNames(field, value, lists);
}

/** A bare code with what it is called. */
export function withNames(field: FormField, value: string, lists: CodeLists): string {
  const names = namesOfCode(field, value, lists);
  return names === undefined ? value : `${names}（${value}）`;
}

/** How far apart two amounts must be to look like 元 written for 万元: 10 000 times, give or take as much as a slip of the pen. */
export const WAN = new Decimal(10_000);

/** What was meant, where the typed amount is ten thousand times the known one or a ten thousandth of it; else undefined. */
export function unitSlip(typed: Decimal | undefined, known: Decimal | undefined): Decimal | undefined {
  if (!typed || !known || typed.lte(0) || known.lte(0) || typed.eq(known)) return undefined;
  const times = typed.div(known);
  const near = (target: Decimal): boolean => times.div(target).minus(1).abs().lte('0.05');
  return near(WAN) ? typed.div(WAN) : near(new Decimal(1).div(WAN)) ? typed.times(WAN) : undefined;
}
