/** Inputs of 许可费节省法 (relief from royalty): parsed once here; the arithmetic in royalty.ts trusts them. */
import { z } from 'zod';
import { parseMoney, parseRate, type MoneyUnit } from '../money.ts';
import { refuse, type Refusal } from '../result.ts';
import { parseDay } from '../time.ts';
import type { Worksheet } from '../domain/deal.ts';

const dec = z.string().regex(/^-?\d+(\.\d+)?$/);
const day = z.iso.date();

export const decay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }).strict(),
  /** ρ_k = ρ(1−δ)^(k−1) */
  z.object({ kind: z.literal('geometric'), rate: dec }).strict(),
  /** falls by the same amount every year and is 0 after the last */
  z.object({ kind: z.literal('linear') }).strict(),
  /** one royalty rate per year; the last one stays */
  z.object({ kind: z.literal('table'), rates: z.array(dec).min(1).max(60) }).strict(),
]);

export const royaltyInput = z
  .object({
    /** unit of `revenues` and `maintenance` */
    unit: z.enum(['元', '万元']),
    baseDate: day.optional(),
    /** forecast revenue per period; with a stub the first is the stub period's own amount */
    revenues: z.array(dec).min(1).max(60),
    /** decimal: 0.05 is 5 % of revenue */
    royaltyRate: dec,
    decay: decay.default({ kind: 'none' }),
    discountRate: dec,
    /** other discount rates shown beside the base case */
    lowRate: dec.optional(),
    highRate: dec.optional(),
    taxRate: dec.default('0'),
    /** whether the flows are 税前 or 税后, and which of the two the discount rate is meant for; absent where nobody chose */
    flowBasis: z.enum(['preTax', 'postTax']).optional(),
    rateBasis: z.enum(['preTax', 'postTax']).optional(),
    flowPrices: z.enum(['nominal', 'real']).default('nominal'),
    ratePrices: z.enum(['nominal', 'real']).optional(),
    timing: z.enum(['end', 'mid']).default('end'),
    /** end of a shorter first period; needs a base date */
    firstPeriodEnd: day.optional(),
    /** cost of keeping the right in force, per period */
    maintenance: z.array(dec).max(60).default([]),
    legalEnd: day.optional(),
    contractEnd: day.optional(),
    economicYears: dec.optional(),
    /** years over which the buyer amortises; tax amortisation benefit only where it is given */
    tabYears: dec.optional(),
  })
  .strict();
export type RoyaltyInput = z.infer<typeof royaltyInput>;
/** As a caller writes it: defaults may be left out. */
export type RoyaltyRequest = z.input<typeof royaltyInput>;

/** JSON Schema of the request, for `kezhuan schema` and for whoever drives the program by file. */
export const royaltySchema = (): unknown => z.toJSONSchema(royaltyInput, { io: 'input' });

/** Names of the worksheet's `inputs` and how each is read. Revenues and base date are the worksheet's own fields. */
export const ROYALTY_PARAMETERS = [
  'royaltyRate',
  'discountRate',
  'decay',
  'decayRate',
  'decayTable',
  'taxRate',
  'flowBasis',
  'rateBasis',
  'flowPrices',
  'ratePrices',
  'timing',
  'firstPeriodEnd',
  'maintenance',
  'legalEnd',
  'contractEnd',
  'economicYears',
  'tabYears',
] as const;
export type RoyaltyParameter = (typeof ROYALTY_PARAMETERS)[number];

const list = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[\s;、|]+|,(?!\d{3}(\D|$))/)
    .filter((s): s is string => s !== undefined && s !== '' && /\d/.test(s));
/** Two signs with nothing between them: a year left blank, and the later ones would move up. */
const hasGap = (text: string): boolean => /[;、|,]\s*[;、|,]/.test(text.normalize('NFKC'));

/** Years typed, without the blank ones after the last. */
export function yearsTyped(sheet: Worksheet): string[] {
  const years = (sheet.revenues ?? []).map((t) => t.trim());
  return years.slice(0, years.findLastIndex((t) => t !== '') + 1);
}
const choice = <T extends string>(text: string | undefined, allowed: readonly T[]): T | undefined => allowed.find((a) => a === text);

/** Reads a worksheet's typed texts (`15%`, `0.15`, `2026.3.31`, `150万`) into the method's input, or says which one cannot be read. */
export function royaltyInputOf(sheet: Worksheet): RoyaltyRequest | Refusal {
  const typed = (name: RoyaltyParameter): string | undefined => {
    const text = sheet.inputs?.[name]?.value?.trim();
    return text === '' ? undefined : text;
  };
  const bad = (field: string): Refusal => refuse('valuation.unreadable', { field, params: { field } });
  const rates: Record<string, string | undefined> = {};
  for (const name of ['royaltyRate', 'discountRate', 'decayRate', 'taxRate'] as const) {
    const text = typed(name);
    rates[name] = text === undefined ? undefined : parseRate(text);
    if (text !== undefined && rates[name] === undefined) return bad(name);
  }
  const days: Record<string, string | undefined> = {};
  for (const name of ['firstPeriodEnd', 'legalEnd', 'contractEnd'] as const) {
    const text = typed(name);
    days[name] = text === undefined ? undefined : parseDay(text);
    if (text !== undefined && days[name] === undefined) return bad(name);
  }
  const baseDate = sheet.baseDate ? parseDay(sheet.baseDate) : undefined;
  if (sheet.baseDate && baseDate === undefined) return bad('baseDate');
  const amounts = (texts: readonly string[], assumed: MoneyUnit = '元'): (string | undefined)[] => texts.map((t) => parseMoney(t, assumed)?.yuan);
  const years = yearsTyped(sheet);
  if (years.length === 0) return refuse('valuation.noRevenues', { field: 'revenues' });
  const blank = years.indexOf('');
  if (blank >= 0) return refuse('valuation.yearBlank', { field: 'revenues', params: { year: blank + 1 } });
  const revenues = amounts(years);
  if (revenues.includes(undefined)) return bad('revenues');
  const maintenanceUnit = sheet.inputs?.maintenance?.unit === '万元' ? '万元' : '元';
  for (const name of ['maintenance', 'decayTable'] as const) if (hasGap(typed(name) ?? '')) return bad(name);
  const maintenance = amounts(list(typed('maintenance') ?? ''), maintenanceUnit);
  if (maintenance.includes(undefined)) return bad('maintenance');
  const table = list(typed('decayTable') ?? '').map(parseRate);
  const kind = choice(typed('decay'), ['none', 'geometric', 'linear', 'table'] as const);
  if (typed('decay') !== undefined && kind === undefined) return bad('decay');
  if (kind === 'table' && (table.length === 0 || table.includes(undefined))) return bad('decayTable');
  if (kind === 'geometric' && rates.decayRate === undefined) return refuse('valuation.missing', { field: 'decayRate', params: { field: 'decayRate' } });
  for (const name of ['royaltyRate', 'discountRate'] as const) {
    if (rates[name] === undefined && !(name === 'royaltyRate' && kind === 'table'))
      return refuse('valuation.missing', { field: name, params: { field: name } });
  }
  const number = (name: RoyaltyParameter): string | undefined => parseRate(typed(name) ?? '');
  const other = (text: string | undefined, field: string): string | undefined | Refusal =>
    text === undefined || text.trim() === '' ? undefined : (parseRate(text) ?? bad(field));
  const lowRate = other(sheet.lowRate, 'lowRate');
  const highRate = other(sheet.highRate, 'highRate');
  if (typeof lowRate === 'object') return lowRate;
  if (typeof highRate === 'object') return highRate;
  return {
    unit: '元',
    baseDate,
    revenues: revenues as string[],
    royaltyRate: rates.royaltyRate ?? table[0]!,
    decay: kind === 'geometric' ? { kind, rate: rates.decayRate! } : kind === 'table' ? { kind, rates: table as string[] } : { kind: kind ?? 'none' },
    discountRate: rates.discountRate!,
    lowRate,
    highRate,
    taxRate: rates.taxRate ?? '0',
    flowBasis: choice(typed('flowBasis'), ['preTax', 'postTax'] as const),
    rateBasis: choice(typed('rateBasis'), ['preTax', 'postTax'] as const),
    flowPrices: choice(typed('flowPrices'), ['nominal', 'real'] as const),
    ratePrices: choice(typed('ratePrices'), ['nominal', 'real'] as const),
    timing: choice(typed('timing'), ['end', 'mid'] as const),
    firstPeriodEnd: days.firstPeriodEnd,
    maintenance: maintenance as string[],
    legalEnd: days.legalEnd,
    contractEnd: days.contractEnd,
    economicYears: number('economicYears'),
    tabYears: number('tabYears'),
  };
}
