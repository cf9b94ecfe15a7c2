/** What a worksheet's methods answer, each with its steps: the royalty forecast as the method it is, and what was applied beside it. */
import type { TFunction } from 'i18next';
import type { AppliedMethod, Worksheet } from '../../../shared/domain/deal.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { valueBy, type Evidence, type Method, type MethodResult } from '../../../shared/valuation/method.ts';
import { METHODS } from '../../../shared/valuation/methods.ts';
import { methodRequest } from '../../../shared/valuation/royalty.ts';
import type { RoyaltyRequest } from '../../../shared/valuation/royalty-input.ts';
import { answerOf } from '../../../shared/valuation/weigh.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { methodName, methodRefusal } from './method-words.ts';

export type AppliedResult = { applied: AppliedMethod; method: Method; result: MethodResult };

const given = <T>(name: string, value: T | undefined): Record<string, T> => (value === undefined ? {} : { [name]: value });

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
  valueBy(ROYALTY, methodRequest(request, '万元', sheetEvidence(sheet)));

/** Applied methods that can be computed. */
export const appliedResults = (sheet: Worksheet): AppliedResult[] =>
  (sheet.applied ?? []).flatMap((applied) => {
    const method = METHODS.get(applied.method);
    const result = answerOf(METHODS, applied);
    return method && !isRefusal(result) ? [{ applied, method, result }] : [];
  });

/** Those that cannot: a file names each with the reason, so that nobody misses a method without a word. */
export const uncomputedReasons = (t: TFunction, sheet: Worksheet): [string, string][] =>
  (sheet.applied ?? []).flatMap((applied): [string, string][] => {
    const method = METHODS.get(applied.method);
    const result = answerOf(METHODS, applied);
    if (!isRefusal(result)) return [];
    const name = applied.name || (method ? methodName(t, method) : applied.method);
    return [[name, method ? methodRefusal(t, method, result) : refusalWords(t, result)]];
  });
