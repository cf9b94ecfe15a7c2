/** 综合: the values of a worksheet's methods side by side, weighed to a range; never a plain mean without a reason (valuation.md 1.2 item 18). */
import type { AppliedMethod, Worksheet } from '../domain/deal.ts';
import { decimal, parseMoney, parseRate, Decimal } from '../money.ts';
import { isRefusal, refuse, type Refusal } from '../result.ts';
import { roleOf, ROYALTY } from './approach.ts';
import { reconcile } from './deal/corridor.ts';
import { valueBy, type Method, type MethodResult } from './method.ts';
import { valueByRoyalty, type RoyaltyResult } from './royalty.ts';
import { royaltyInputOf } from './royalty-input.ts';
import { valueApplied } from './typed.ts';

export type Methods = ReadonlyMap<string, Method>;
/** One method in the 综合. Money in 元; `value` only where the method answers a price. */
export type WeighLine = {
  /** `royalty` for the forecast itself, else the applied method's id */
  id: string;
  method: string;
  /** as the person called it */
  name?: string;
  price: boolean;
  value?: number;
  low?: number;
  high?: number;
  /** the method's own answer, or why there is none; none where the method is unknown */
  answer?: MethodResult | RoyaltyResult | Refusal;
  /** as typed; decimal text */
  weight?: string;
  reason?: string;
};

const answers = new WeakMap<AppliedMethod, MethodResult | Refusal>();
/** A row's answer is computed once: a row that changes is another row. */
export function answerOf(methods: Methods, applied: AppliedMethod): MethodResult | Refusal {
  const known = answers.get(applied);
  if (known) return known;
  const method = methods.get(applied.method);
  const answer = method ? valueApplied(method, applied) : refuse('valuation.methodUnknown', { params: { method: applied.method } });
  answers.set(applied, answer);
  return answer;
}

export const yuanOf = (x: number, money: '元' | '万元'): number => new Decimal(x).times(money === '万元' ? 10_000 : 1).toNumber();
const typedYuan = (text: string | undefined): number | undefined => decimal(parseMoney(text ?? '')?.yuan)?.toNumber();
/** Names under which methods answer a range of their own. */
const OWN_RANGE = [
  ['low', 'high'],
  ['bandMin', 'bandMax'],
] as const;

function ownRange(answer: MethodResult): { low?: number; high?: number } {
  for (const [l, h] of OWN_RANGE) {
    const [low, high] = [answer.outputs[l], answer.outputs[h]];
    if (low !== undefined && high !== undefined && low < high) return { low: yuanOf(low, answer.money), high: yuanOf(high, answer.money) };
  }
  return {};
}

const present = <T extends object>(o: T): T => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined && v !== '')) as T;

function royaltyLine(sheet: Worksheet): WeighLine {
  const request = royaltyInputOf(sheet);
  const answer = isRefusal(request) ? request : valueByRoyalty(request);
  const figures = isRefusal(answer)
    ? {}
    : { value: Number(answer.value), ...(sheet.lowRate || sheet.highRate ? { low: Number(answer.band.min), high: Number(answer.band.max) } : {}) };
  return present({ id: ROYALTY, method: ROYALTY, price: true, answer, ...figures, weight: sheet.royaltyWeight, reason: sheet.royaltyWeightReason });
}

function appliedLine(methods: Methods, a: AppliedMethod): WeighLine {
  const answer = answerOf(methods, a);
  const { price } = roleOf(a.method);
  const counts = price && !isRefusal(answer) && answer.unit === 'money';
  const typed = present({ low: typedYuan(a.low), high: typedYuan(a.high) });
  const figures = counts ? { value: yuanOf(answer.value, answer.money), ...ownRange(answer), ...typed } : {};
  return present({ id: a.id, method: a.method, name: a.name, price, answer, ...figures, weight: a.weight, reason: a.weightReason });
}

/** The royalty forecast where one was begun, then every applied method in its order. */
export function weighLines(sheet: Worksheet, methods: Methods): WeighLine[] {
  const applied = (sheet.applied ?? []).map((a) => appliedLine(methods, a));
  const forecast = (sheet.revenues ?? []).some((r) => r.trim() !== '') || applied.length === 0;
  return [...(forecast ? [royaltyLine(sheet)] : []), ...applied];
}

type Weighable = Pick<WeighLine, 'id' | 'method' | 'price' | 'weight' | 'reason'>;
/** Where a line's weight stands in the worksheet. */
export const weightField = (id: string, part: 'weight' | 'weightReason' = 'weight'): string =>
  id === ROYALTY ? (part === 'weight' ? 'royaltyWeight' : 'royaltyWeightReason') : `applied/${id}/${part}`;

const weightOf = (line: Weighable): number | undefined => decimal(parseRate(line.weight ?? ''))?.toNumber();
const isZero = (line: Weighable): boolean => (line.weight ?? '').trim() === '' || weightOf(line) === 0;

/** What is wrong with the weights as they are written, before any value is looked at. `nameOf` says a line in words. */
export function refuseWeights(lines: readonly Weighable[], nameOf: (line: Weighable) => string): Refusal | undefined {
  const on = (key: string, line: Weighable, part?: 'weightReason'): Refusal =>
    refuse(key, { field: weightField(line.id, part), params: { name: nameOf(line) } });
  let total = new Decimal(0);
  for (const line of lines) {
    if (isZero(line)) continue;
    const weight = weightOf(line);
    if (weight === undefined || weight < 0 || weight > 1) return on('valuation.weightUnread', line);
    if (!line.price) return on('valuation.notAPrice', line);
    if ((line.reason ?? '').trim() === '') return on('valuation.weightReasonMissing', line, 'weightReason');
    total = total.plus(weight);
  }
  const first = lines.find((l) => l.price);
  if (!first) return refuse('valuation.nothingToWeigh', {});
  const field = weightField(first.id);
  if (total.isZero()) return refuse('valuation.weightsMissing', { field });
  if (!total.equals(1)) return refuse('valuation.totalNot100', { field, params: { total: `${total.times(100).toDecimalPlaces(4).toFixed()}%` } });
  return undefined;
}

/** One price and no weight: there is nothing to weigh, its own range stands. */
export const isSingle = (lines: readonly Weighable[]): boolean => lines.filter((l) => l.price).length === 1 && lines.every(isZero);

/** The weighed range in 元, or what stands in its way, named by the worksheet's field. */
export function weigh(sheet: Worksheet, lines: readonly WeighLine[], nameOf: (line: Weighable) => string): MethodResult | Refusal {
  const wrong = refuseWeights(lines, nameOf);
  if (wrong) return wrong;
  const counted = lines.filter((l) => !isZero(l));
  const unvalued = counted.find((l) => l.value === undefined);
  if (unvalued) return refuse('valuation.weighedNotComputed', { field: weightField(unvalued.id), params: { name: nameOf(unvalued) } });
  const equal = sheet.equalWeightsReason?.trim().slice(0, 500);
  const answer = valueBy(reconcile, {
    money: '元',
    estimates: counted.map((l) => ({
      name: nameOf(l).slice(0, 100),
      value: l.value!,
      ...(l.low === undefined ? {} : { low: l.low }),
      ...(l.high === undefined ? {} : { high: l.high }),
      weight: weightOf(l)!,
      reason: l.reason!.slice(0, 500),
    })),
    ...(equal ? { equalWeightsReason: equal } : {}),
  });
  if (!isRefusal(answer)) return answer;
  const at = /^estimates\.(\d+)$/.exec(answer.field ?? '')?.[1];
  return at === undefined ? answer : { ...answer, field: rangeField(counted[Number(at)]!.id) };
}

const rangeField = (id: string): string => (id === ROYALTY ? 'lowRate' : `applied/${id}/low`);
