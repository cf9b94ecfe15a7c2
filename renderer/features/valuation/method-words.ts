/** Names of methods, their fields, figures and complaints as a person reads them. */
import type { TFunction } from 'i18next';
import { formatRate, formatYuan, Decimal } from '../../../shared/money.ts';
import type { Refusal } from '../../../shared/result.ts';
import type { Field, Quantity } from '../../../shared/valuation/form.ts';
import type { Method, MethodResult, Warning } from '../../../shared/valuation/method.ts';
import type { Cell, Unit } from '../../../shared/valuation/sheet.ts';
import { usualKeys } from '../../../shared/valuation/usual.ts';
import type { Units } from '../../session/settings.ts';
import { moneyFigure } from '../../ui/Money.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';

const space = (m: Method): string => `method-${m.family}`;
export const methodName = (t: TFunction, m: Method): string => t(`${space(m)}:${m.id}.name`);
export const methodPlain = (t: TFunction, m: Method): string => t(`${space(m)}:${m.id}.plain`);
export const fieldName = (t: TFunction, m: Method, name: string): string => t(`${space(m)}:fields.${name}`, { defaultValue: name });
export const cellName = (t: TFunction, m: Method, name: string): string =>
  t(`${space(m)}:cells.${name}`, { defaultValue: t(`${space(m)}:fields.${name}`, { defaultValue: name }) });
const cellsById = new WeakMap<MethodResult, ReadonlyMap<string, Cell>>();
/** The cell a further figure is; a table of shares asks it hundreds of times. */
export function outputCell(r: MethodResult, output: string): Cell | undefined {
  let cells = cellsById.get(r);
  if (!cells) cellsById.set(r, (cells = new Map(r.cells.map((c) => [c.id, c]))));
  return cells.get(r.outputCells[output] ?? '');
}
/** A further figure is called as its cell, with its place where there are several of one name. */
export function outputName(t: TFunction, m: Method, r: MethodResult, output: string): string {
  const cell = outputCell(r, output);
  const name = cellName(t, m, cell?.name ?? output);
  const place = cell?.item ?? cell?.k;
  return place === undefined ? name : `${name} ${calledAt(t, r, cell!) ?? place}`;
}

/** Whose a figure is, where the method tells its parties, offers or holders by name. */
export function calledAt(t: TFunction, r: MethodResult, cell: Pick<Cell, 'name' | 'k'>): string | undefined {
  const list = r.facts[OF_WHOM[cell.name] ?? ''];
  const one: unknown = Array.isArray(list) && cell.k !== undefined ? list[cell.k - 1] : undefined;
  if (typeof one === 'string') return one;
  if (typeof one !== 'object' || one === null) return undefined;
  const { name, kind } = one as { name?: string; kind?: string };
  return name ?? (kind === 'pool' ? t('methods:pool') : undefined);
}
const OF_WHOM: Readonly<Record<string, string>> = {
  shapley: 'players',
  shapleyShare: 'players',
  sellerValue: 'offers',
  buyerValue: 'offers',
  gap: 'offers',
  sellerRank: 'offers',
  buyerRank: 'offers',
  percent: 'holders',
  shares: 'holders',
};
export const choiceName = (t: TFunction, m: Method, field: string, value: string): string =>
  t([`${space(m)}:choices.${field}.${value}`, `methods:choice.${field}.${value}`], { defaultValue: value });
/** What a key with a usual weight is called; any other key is somebody's own name. */
export const usualName = (t: TFunction, m: Method, key: string): string => (usualKeys(m).includes(key) ? t(`${space(m)}:usual.${key}`) : key);
/** The key behind a usual name, so that it finds its weight; any other text stays. */
export const usualKey = (t: TFunction, m: Method, text: string): string => usualKeys(m).find((key) => usualName(t, m, key) === text.trim()) ?? text.trim();
export const warningWords = (t: TFunction, m: Method, w: Warning): string => t(`${space(m)}:warnings.${w.key}`, inWords(t, m, w.params));

/** `comparables.1.price` → 可比交易 第 2 行 成交价 */
export const placeName = (t: TFunction, m: Method, path: string): string =>
  path
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? t('methods:nth', { n: Number(part) + 1 }) : t(`${space(m)}:fields.${part}`, { defaultValue: cellName(t, m, part) })))
    .join(' ');

/** Fields and usual keys that a sentence names, as the form calls them; figures and the names of people's own things stay. */
const inWords = (t: TFunction, m: Method, params: Refusal['params']): NonNullable<Refusal['params']> =>
  Object.fromEntries(Object.entries(params ?? {}).map(([k, v]) => [k, said(t, m, k, v)]));
function said(t: TFunction, m: Method, name: string, value: string | number): string | number {
  if (typeof value !== 'string') return value;
  if (NAMES_FIELDS.has(name)) return /^[a-zA-Z]\w*(\.\w+)*$/.test(value) ? placeName(t, m, value) : value;
  return usualName(t, m, value);
}
const NAMES_FIELDS: ReadonlySet<string> = new Set(['field', 'other', 'low', 'high']);

/** A refusal with its fields in words. */
export function methodRefusal(t: TFunction, m: Method, refusal: Refusal): string {
  const { choices } = refusal.params ?? {};
  const params = inWords(t, m, refusal.params);
  if (typeof choices === 'string') {
    const field = (refusal.field ?? '').split('.').at(-1)!;
    params['choices'] = choices
      .split(' / ')
      .map((value) => choiceName(t, m, field, value))
      .join(' / ');
  }
  return refusalWords(t, { ...refusal, params });
}

type Money = '元' | '万元';
const short = (x: number): string => {
  const d = new Decimal(x);
  return d.isZero() || (d.abs().gte(0.001) && d.abs().lt(1e15)) ? trimmed(d.abs().gte(1000) ? d.toFixed(2) : d.toFixed(4)) : d.toPrecision(4);
};
const trimmed = (fixed: string): string => fixed.replace(/\.?0+$/, (zeros) => (zeros.includes('.') || fixed.includes('.') ? '' : zeros));
const yuan = (x: number, money: Money): string => new Decimal(x).times(money === '万元' ? 10_000 : 1).toFixed();

/** A figure as it is read: money in `units` (papers: 万元) with two places, rates in per cent. */
export function figure(x: number, unit: Unit, money: Money, units: Units = 'wan'): string {
  if (unit === 'money') return moneyFigure(yuan(x, money), units);
  if (unit === 'rate') return `${new Decimal(x).times(100).toDecimalPlaces(4).toFixed()}%`;
  return short(x);
}
/** The same to the last digit, for the hover. */
export function exactFigure(x: number, unit: Unit, money: Money): string {
  if (unit === 'money') return `${formatYuan(yuan(x, money))} 元`;
  return unit === 'rate' ? formatRate(new Decimal(x).toFixed()) : new Decimal(x).toFixed();
}
/** What stands behind a figure or in a heading; per cent says it itself. */
export const unitName = (t: TFunction, unit: Unit, units: Units = 'wan'): string =>
  unit === 'money' ? t(`ui:unit.${units}`) : unit === 'rate' || unit === 'factor' || unit === 'count' ? '' : t(`methods:unit.${unit}`);

export const moneyName = (t: TFunction, money: Money): string => t(money === '万元' ? 'ui:unit.wan' : 'ui:unit.yuan');

/** What a field is written in, behind its name. */
export function fieldUnit(t: TFunction, quantity: Quantity, money: Money): string {
  if (quantity === 'money') return moneyName(t, money);
  return quantity === 'years' ? t('methods:unit.years') : quantity === 'rate' || quantity === 'share' ? '%' : '';
}

/** 成交价（万元）; a name that already says its unit, and per cent, need none. */
export const withUnit = (t: TFunction, name: string, unit: string): string =>
  unit === '' || unit === '%' || name.includes(unit) ? name : t('methods:inUnit', { name, unit });

/** What stands in for a blank, as it would be typed. */
export function initialText(t: TFunction, m: Method, f: Field): string {
  if (f.initial === undefined || typeof f.initial === 'object') return '';
  if (f.kind === 'choice') return choiceName(t, m, f.name, String(f.initial));
  if (f.kind === 'flag') return t(f.initial === true ? 'ui:yes' : 'ui:no');
  return f.kind === 'scalar' && (f.quantity === 'rate' || f.quantity === 'share') ? formatRate(String(f.initial)) : String(f.initial);
}

/** The one line a list of methods shows. */
export const resultWords = (t: TFunction, r: MethodResult, units: Units): string =>
  [figure(r.value, r.unit, r.money, units), unitName(t, r.unit, units)].filter(Boolean).join(' ');
