/** Rules of a worksheet: a version a round used, or that was frozen, never changes; editing it opens the next one. */
import { decimal } from '../money.ts';
import { isRefusal, refuse, type Refusal } from '../result.ts';
import { ROYALTY } from '../valuation/approach.ts';
import { weighLines, type Methods } from '../valuation/weigh.ts';
import { rateWords, ratesCross, refuseNegative, refuseDiscount, refuseShare } from '../bounds.ts';
import type { Round, Worksheet } from './deal.ts';
import { make, set, type Edit } from './edit.ts';

export const isUsed = (sheet: Worksheet, rounds: readonly Round[]): boolean =>
  sheet.frozen === true || rounds.some((r) => r.worksheetId === sheet.id && r.archived !== true);

/** What an edit says that no worksheet can say. Only values that differ from the stored ones are asked. */
function impossible(sheet: Worksheet, fields: Partial<Worksheet>): Refusal | undefined {
  const input = (name: string): string | undefined => {
    const next = fields.inputs?.[name]?.value;
    return next === sheet.inputs?.[name]?.value ? undefined : next;
  };
  const found =
    refuseShare('royaltyRate', input('royaltyRate')) ??
    refuseShare('decayRate', input('decayRate')) ??
    refuseShare('taxRate', input('taxRate')) ??
    refuseDiscount('discountRate', input('discountRate')) ??
    refuseDiscount('lowRate', fields.lowRate) ??
    refuseDiscount('highRate', fields.highRate) ??
    refuseShare('royaltyWeight', fields.royaltyWeight) ??
    (fields.applied ?? []).map((a) => refuseShare(`applied/${a.id}/weight`, a.weight)).find((r) => r !== undefined) ??
    (fields.revenues ?? []).map((v, i) => (v === sheet.revenues?.[i] ? undefined : refuseNegative('revenues', v))).find((r) => r !== undefined);
  if (found) return found;
  const years = decimal(input('economicYears'));
  if (years?.lte(0)) return refuse('bounds.yearsPositive', { field: 'economicYears', params: { years: years.toFixed() } });
  const { lowRate, highRate } = { ...sheet, ...fields };
  if (('lowRate' in fields || 'highRate' in fields) && ratesCross(lowRate, highRate))
    return refuse('bounds.rangeOrder', { field: 'lowRate' in fields ? 'lowRate' : 'highRate', params: { low: rateWords(lowRate), high: rateWords(highRate) } });
  return undefined;
}

/** Fields change in place while the version is free; otherwise a new version with `newId` carries them, and the old one stays as it was. Refuses what cannot be. */
export function editWorksheet(
  sheet: Worksheet,
  fields: Partial<Omit<Worksheet, 'id' | 'dealId' | 'version'>>,
  rounds: readonly Round[],
  siblings: readonly Worksheet[],
  newId: string,
): Edit[] | Refusal {
  const no = impossible(sheet, fields);
  if (no) return no;
  if (!isUsed(sheet, rounds)) return [set('worksheets', sheet.id, fields)];
  const version = Math.max(0, ...siblings.map((w) => w.version ?? 0), sheet.version ?? 0) + 1;
  const { frozen: _frozen, ...rest } = sheet;
  return [make('worksheets', withoutGaps({ ...rest, ...fields, id: newId, version, basedOn: sheet.id }))];
}

/**
 * Keeps a version as it stands, all its methods with it. Refused while one of them does not compute: a figure nobody can
 * recompute proves nothing. The royalty forecast may be left blank where other methods answer.
 */
export function freezeWorksheet(sheet: Worksheet, methods: Methods): Edit[] | Refusal {
  for (const { id, method, name, answer } of weighLines(sheet, methods)) {
    if (!isRefusal(answer)) continue;
    if (id === ROYALTY) return answer;
    const field = [`applied/${id}`, ...(answer.field === undefined ? [] : [answer.field])].join('/');
    return refuse('valuation.freezeNotComputed', { field, params: { name: name ?? method } });
  }
  return [set('worksheets', sheet.id, { frozen: true })];
}

/** Rows hold no `undefined`: what is taken away in an edit is absent in a new row. */
export const withoutGaps = <T extends object>(row: T): T => Object.fromEntries(Object.entries(row).filter(([, v]) => v !== undefined)) as T;
