/** What a worksheet's methods answer, each with its steps: the royalty forecast as the method it is, and what was applied beside it. */
import type { AppliedMethod, Worksheet } from '../../../shared/domain/deal.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { valueBy, type Evidence, type Method, type MethodResult } from '../../../shared/valuation/method.ts';
import { METHODS } from '../../../shared/valuation/methods.ts';
import { methodRequest } from '../../../shared/valuation/royalty.ts';
import type { RoyaltyRequest } from '../../../shared/valuation/royalty-input.ts';
import { valueApplied } from '../../../shared/valuation/typed.ts';

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

/** Applied methods that can be computed; what cannot is said on screen, a file has nothing of it. */
export const appliedResults = (sheet: Worksheet): AppliedResult[] =>
  (sheet.applied ?? []).flatMap((applied) => {
    const method = METHODS.get(applied.method);
    const result = method && valueApplied(method, applied);
    return method && result && !isRefusal(result) ? [{ applied, method, result }] : [];
  });
