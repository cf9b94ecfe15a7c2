/** The acceptance gate of a worksheet: twenty things it must say (valuation.md 1.2), and words it must not use. */
import { formatRate, formatYuan } from '../../money.ts';
import { isRefusal } from '../../result.ts';
import { parseDay } from '../../time.ts';
import { valueByRoyalty } from '../../valuation/royalty.ts';
import { royaltyInputOf } from '../../valuation/royalty-input.ts';
import {
  HIGH,
  HUGE_REVENUE_YUAN,
  isHighRate,
  isHugeRevenue,
  isLowRate,
  isNegativeRate,
  isOutside,
  isOutsideWhole,
  LOW,
  ratesCross,
  rateWords,
  yuanWords,
} from '../../bounds.ts';
import { roleOf } from '../../valuation/approach.ts';
import type { Methods } from '../../valuation/weigh.ts';
import type { Worksheet } from '../deal.ts';
import { finding, type Finding } from '../finding.ts';
import type { FindingName } from '../finding-catalogue.ts';
import { filled } from './blank.ts';
import { bannedWords } from './worksheet-printed.ts';
import { legalStatusLacks, lifeLacks, maturityLacks, objectLacks, originLacks, peopleLacks, rightsFormLacks, says, type Valued } from './worksheet-says.ts';
import { otherBases, otherRates, sourced, uncomputed, unrangedOf, unsaidApproaches, unsourced, unweighed, type Lack } from './worksheet-methods.ts';

/** The gate's items in order; each is the name of a finding when it is not met. Notes kept as inputs are named here. */
export const GATE: readonly { item: FindingName; field: string }[] = [
  { item: 'worksheet.purpose', field: 'purpose' },
  { item: 'worksheet.valueType', field: 'valueType' },
  { item: 'worksheet.baseDate', field: 'baseDate' },
  { item: 'worksheet.object', field: 'object' },
  { item: 'worksheet.rightsForm', field: 'rightsForm' },
  { item: 'worksheet.legalStatus', field: 'legalStatus' },
  { item: 'worksheet.complementary', field: 'complementary' },
  { item: 'worksheet.maturity', field: 'maturity' },
  { item: 'worksheet.life', field: 'economicYears' },
  { item: 'worksheet.basis', field: 'rateBasis' },
  { item: 'worksheet.inputSource', field: 'inputs' },
  { item: 'worksheet.approaches', field: 'approaches/market' },
  { item: 'worksheet.forecast', field: 'revenues' },
  { item: 'worksheet.royalty', field: 'royaltyRate' },
  { item: 'worksheet.discount', field: 'discountRate' },
  { item: 'worksheet.steps', field: 'inputs' },
  { item: 'worksheet.sensitivity', field: 'lowRate' },
  { item: 'worksheet.reconciliation', field: 'reconciliation' },
  { item: 'worksheet.limits', field: 'note' },
  { item: 'worksheet.people', field: 'preparer' },
];

/** Figures and days a value alone does not carry: where from, from when, how sure. A choice (衰减, 时点, 口径) is no figure. */
const SOURCED = [
  'royaltyRate',
  'discountRate',
  'decayRate',
  'decayTable',
  'taxRate',
  'economicYears',
  'legalEnd',
  'contractEnd',
  'firstPeriodEnd',
  'maintenance',
  'tabYears',
] as const;
/** A figure that counts only where the decay is of its kind. */
const DECAY_OF: Partial<Record<(typeof SOURCED)[number], string>> = { decayRate: 'geometric', decayTable: 'table' };

/** Every input in use without source, date or grade; the forecast's stand under the name `revenues`, its figures in the years. */
function unsourcedInputs(w: Worksheet, forecast: boolean): Lack[] {
  const used = SOURCED.filter((name) => filled(w.inputs?.[name]?.value) && (!(name in DECAY_OF) || w.inputs?.['decay']?.value === DECAY_OF[name]));
  const named = [...(forecast ? [{ name: 'revenues', field: 'inputs/revenues' }] : []), ...used.map((name) => ({ name, field: name }))];
  return named.filter(({ name }) => !sourced(w.inputs?.[name])).map(({ field }) => ({ field }));
}

/** 市场价值 and other value types need a reason; 谈判参考 is the default. */
export const needsTypeReason = (w: Worksheet): boolean => filled(w.valueType) && !/谈判参考/.test(w.valueType!);

/** An item of the gate; `lacks` names every field that would mend it, the first of them its own. `absent`: nothing of it is there, else only a part lacks. */
export type GateItem = { item: FindingName; field: string; met: boolean; lacks: Lack[]; absent: boolean };
const UNKNOWN: Valued = { rights: [] };

/**
 * Whether each of the twenty items is met; the findings are the ones that are not. `methods` computes the methods beside
 * the forecast; without it (the stages of a deal) only what is written of them is looked at. `of` is what is valued.
 */
export function worksheetGate(w: Worksheet, methods?: Methods, of: Valued = UNKNOWN): GateItem[] {
  const said = (name: string): boolean => filled(w.inputs?.[name]?.value);
  const input = royaltyInputOf(w);
  const forecast = (w.revenues ?? []).some((r) => filled(r));
  // valued by other methods alone: what only the forecast needs is not asked for
  const others = !forecast && (w.applied ?? []).some((a) => roleOf(a.method).price);
  const computes = others || (!isRefusal(input) && !isRefusal(valueByRoyalty(input)));
  const own: Partial<Record<FindingName, boolean>> = {
    'worksheet.purpose': says(w.purpose),
    'worksheet.valueType': filled(w.valueType) && (!needsTypeReason(w) || filled(w.valueTypeReason)),
    'worksheet.baseDate': parseDay(w.baseDate) !== undefined && filled(w.preparedOn),
    'worksheet.complementary': says(w.inputs?.['complementary']?.value),
    'worksheet.inputSource': others || forecast || SOURCED.some(said),
    'worksheet.forecast': others || forecast,
    'worksheet.royalty': others || said('royaltyRate') || said('decayTable'),
    'worksheet.discount': others || said('discountRate'),
    'worksheet.steps': computes,
    'worksheet.sensitivity': others || (filled(w.lowRate) && filled(w.highRate)),
    'worksheet.limits': says(w.note),
  };
  const rate = said('royaltyRate') ? 'royaltyRate' : 'decayTable';
  const beside: Partial<Record<FindingName, Lack[]>> = {
    'worksheet.object': objectLacks(w, of),
    'worksheet.rightsForm': rightsFormLacks(w),
    'worksheet.legalStatus': legalStatusLacks(w),
    'worksheet.maturity': maturityLacks(w),
    'worksheet.life': lifeLacks(w, of),
    'worksheet.forecast': forecast ? originLacks(w, 'revenues', 'inputs/revenues') : [],
    'worksheet.royalty': !others && said(rate) ? originLacks(w, rate) : [],
    'worksheet.inputSource': [...unsourcedInputs(w, forecast), ...unsourced(w)],
    'worksheet.approaches': unsaidApproaches(w),
    'worksheet.basis': [...['rateBasis', 'flowBasis'].filter((name) => !said(name)).map((field) => ({ field })), ...otherBases(w)],
    'worksheet.discount': [...(!others && said('discountRate') ? originLacks(w, 'discountRate') : []), ...otherRates(w)],
    'worksheet.steps': methods ? uncomputed(w, methods) : [],
    'worksheet.sensitivity': methods ? unrangedOf(w, methods) : [],
    'worksheet.reconciliation': unweighed(w, methods),
    'worksheet.people': peopleLacks(w),
  };
  return GATE.map(({ item, field }) => {
    const lacks = [...(own[item] === false ? [{ field }] : []), ...(beside[item] ?? [])];
    return { item, field: lacks[0]?.field ?? field, met: lacks.length === 0, lacks, absent: own[item] === false };
  });
}

/** Figures no worksheet can carry, and those unlikely enough to be asked about. */
function checkFigures(w: Worksheet): Finding[] {
  const at = (field: string) => ({ table: 'worksheets' as const, id: w.id, field });
  const out: Finding[] = [];
  const rate = (field: string, text: string | undefined, impossible: boolean, use?: 'royalty' | 'discount'): void => {
    const params = { field, rate: rateWords(text) };
    if (impossible) out.push(finding('worksheet.rateImpossible', at(field), { params }));
    else if (use && isHighRate(use, text)) out.push(finding('worksheet.rateHigh', at(field), { params: { ...params, limit: formatRate(String(HIGH[use])) } }));
    else if (use && isLowRate(use, text)) out.push(finding('worksheet.rateLow', at(field), { params: { ...params, limit: formatRate(String(LOW[use])) } }));
  };
  const said = (name: string): string | undefined => w.inputs?.[name]?.value;
  rate('royaltyRate', said('royaltyRate'), isOutsideWhole(said('royaltyRate')), 'royalty');
  rate('decayRate', said('decayRate'), isOutsideWhole(said('decayRate')));
  rate('taxRate', said('taxRate'), isOutsideWhole(said('taxRate')));
  rate('discountRate', said('discountRate'), isNegativeRate(said('discountRate')), 'discount');
  rate('lowRate', w.lowRate, isNegativeRate(w.lowRate), 'discount');
  rate('highRate', w.highRate, isNegativeRate(w.highRate), 'discount');
  if (ratesCross(w.lowRate, w.highRate))
    out.push(finding('worksheet.rangeOrder', at('lowRate'), { params: { low: rateWords(w.lowRate), high: rateWords(w.highRate) } }));
  else if (isOutside(said('discountRate'), w.lowRate, w.highRate)) {
    const params = { rate: rateWords(said('discountRate')), low: rateWords(w.lowRate), high: rateWords(w.highRate) };
    out.push(finding('worksheet.baseOutsideRange', at('lowRate'), { params }));
  }
  const huge = (w.revenues ?? []).findIndex(isHugeRevenue);
  if (huge >= 0)
    out.push(
      finding('worksheet.revenueHuge', at('revenues'), {
        params: { year: huge + 1, amount: yuanWords(w.revenues![huge]), limit: formatYuan(String(HUGE_REVENUE_YUAN)) },
      }),
    );
  return out;
}

/** An item that is not met, as a finding: where a figure stands and only its derivation lacks, it is asked for. */
export const gateFinding = (w: Worksheet, g: GateItem): Finding =>
  finding(g.item, { table: 'worksheets', id: w.id, field: g.field }, PROVEN.has(g.item) && !g.absent ? { level: 'ask' } : {});
const PROVEN = new Set<FindingName>(['worksheet.forecast', 'worksheet.royalty', 'worksheet.discount']);

/** `methods` and `of` as for `worksheetGate`. */
export function checkWorksheet(w: Worksheet, methods?: Methods, of?: Valued): Finding[] {
  const at = (field: string) => ({ table: 'worksheets' as const, id: w.id, field });
  const out = worksheetGate(w, methods, of)
    .filter((g) => !g.met)
    .map((g) => gateFinding(w, g));
  out.push(...checkFigures(w));
  for (const field of ['baseDate', 'preparedOn'] as const) {
    if (filled(w[field]) && !parseDay(w[field])) out.push(finding('worksheet.dateUnread', at(field), { params: { text: w[field]! } }));
  }
  out.push(...bannedWords(w, of));
  return out;
}
