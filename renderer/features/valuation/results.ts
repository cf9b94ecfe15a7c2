/** What a worksheet's methods answer, each with its steps: the royalty forecast as the method it is, and what was applied beside it. */
import type { AppliedMethod, Worksheet } from '../../../shared/domain/deal.ts';
import { Decimal } from '../../../shared/money.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { valueBy, type Evidence, type Method, type MethodResult } from '../../../shared/valuation/method.ts';
import { METHODS } from '../../../shared/valuation/methods.ts';
import type { RoyaltyRequest } from '../../../shared/valuation/royalty-input.ts';
import { valueApplied } from '../../../shared/valuation/typed.ts';

export type AppliedResult = { applied: AppliedMethod; method: Method; result: MethodResult };

const wan = (yuan: string, unit: RoyaltyRequest['unit']): number => new Decimal(yuan).div(unit === '元' ? 10_000 : 1).toNumber();
const given = <T>(name: string, value: T | undefined): Record<string, T> => (value === undefined ? {} : { [name]: value });
const rate = (name: string, text: string | undefined): Record<string, number> => given(name, text === undefined ? undefined : Number(text));

/** The worksheet's own forecast in 万元, as the method takes it. */
function royaltyRequest(of: RoyaltyRequest, evidence: Record<string, Evidence>): object {
  const decay = of.decay ?? { kind: 'none' };
  const rates = [of.lowRate, of.highRate].filter((r) => r !== undefined).sort((a, b) => new Decimal(a).cmp(b));
  // a single rate keeps its side
  const [low, high] = rates.length === 2 ? rates : [of.lowRate, of.highRate];
  return {
    money: '万元',
    revenues: of.revenues.map((r) => wan(r, of.unit)),
    royaltyRate: Number(of.royaltyRate),
    decay: decay.kind,
    ...(decay.kind === 'geometric' ? { decayRate: Number(decay.rate) } : {}),
    ...(decay.kind === 'table' ? { decayTable: decay.rates.map(Number) } : {}),
    discountRate: Number(of.discountRate),
    ...rate('lowRate', low),
    ...rate('highRate', high),
    taxRate: Number(of.taxRate ?? 0),
    ...given('flowBasis', of.flowBasis),
    ...given('rateBasis', of.rateBasis),
    ...given('flowPrices', of.flowPrices),
    ...given('ratePrices', of.ratePrices),
    ...given('timing', of.timing),
    ...given('baseDate', of.baseDate),
    ...given('firstPeriodEnd', of.firstPeriodEnd),
    ...given('legalEnd', of.legalEnd),
    ...given('contractEnd', of.contractEnd),
    ...rate('economicYears', of.economicYears),
    maintenance: (of.maintenance ?? []).slice(0, of.revenues.length).map((m) => wan(m, of.unit)),
    ...(of.tabYears !== undefined && Number(of.tabYears) > 0 ? { tabYears: Number(of.tabYears) } : {}),
    evidence,
  };
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;
/** Source, date, grade and author of the sheet's inputs; low and high rates have those of the discount rate. */
function sheetEvidence(sheet: Worksheet): Record<string, Evidence> {
  const said = Object.entries(sheet.inputs ?? {}).map(([name, i]): [string, Evidence] => [
    name,
    {
      ...given('source', i.source?.slice(0, 500)),
      ...(i.sourceDate && ISO.test(i.sourceDate) ? { date: i.sourceDate } : {}),
      ...given('grade', i.grade),
      ...given('by', i.by?.slice(0, 100)),
    },
  ]);
  const all = Object.fromEntries(said);
  const discount = all['discountRate'];
  return discount ? { ...all, lowRate: discount, highRate: discount } : all;
}

export const ROYALTY = METHODS.get('relief-from-royalty')!;

/** The royalty forecast with all its steps; the same figures as on screen. */
export const royaltyResult = (sheet: Worksheet, request: RoyaltyRequest): MethodResult | Refusal =>
  valueBy(ROYALTY, royaltyRequest(request, sheetEvidence(sheet)));

/** Applied methods that can be computed; what cannot is said on screen, a file has nothing of it. */
export const appliedResults = (sheet: Worksheet): AppliedResult[] =>
  (sheet.applied ?? []).flatMap((applied) => {
    const method = METHODS.get(applied.method);
    const result = method && valueApplied(method, applied);
    return method && result && !isRefusal(result) ? [{ applied, method, result }] : [];
  });
