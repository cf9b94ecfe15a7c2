/** What the acceptance gate asks of the methods beside the royalty forecast: sources, approaches, bases, weights (valuation.md 1.2). */
import { decimal, keptRate, parseMoney } from '../../money.ts';
import { isRefusal, type Refusal } from '../../result.ts';
import { roleOf, ROYALTY } from '../../valuation/approach.ts';
import { answerOf, isSingle, refuseWeights, weigh, weighLines, type Methods, type WeighLine } from '../../valuation/weigh.ts';
import { APPROACHES, type AppliedMethod, type Approach, type Typed, type Worksheet, type WorksheetInput } from '../deal.ts';
import { filled } from './blank.ts';

/** One thing an item of the gate still lacks: the field that mends it, and whose it is; `part` is what that field does not say, `right` of which right. */
export type Lack = { field: string; method?: string; name?: string; input?: string; part?: string; right?: string; refusal?: Refusal };

const at = (a: AppliedMethod, path: string): Lack => ({ field: `applied/${a.id}/${path}`, method: a.method, ...(a.name ? { name: a.name } : {}), input: path });
export const sourced = (i: WorksheetInput | undefined): boolean => filled(i?.source) && filled(i?.sourceDate) && i?.grade !== undefined;

const isFigure = (text: string): boolean =>
  /\d/.test(text) && (decimal(keptRate(text)) !== undefined || parseMoney(text) !== undefined || /^[\d.,、;；\s%％-]+$/.test(text));
const holdsFigure = (typed: Typed): boolean =>
  typeof typed === 'string' ? isFigure(typed.trim()) && !/^\d{4}-\d{2}-\d{2}$/.test(typed.trim()) : Object.values(typed).some(holdsFigure);

/** Inputs that hold a figure, by the path under which their source stands: a table or series as a whole, a group's fields each. */
export function figuresTyped(a: AppliedMethod): string[] {
  return Object.entries(a.request).flatMap(([name, typed]) => {
    if (typeof typed === 'string' || Array.isArray(typed)) return holdsFigure(typed) ? [name] : [];
    return Object.entries(typed).flatMap(([part, inner]) => (holdsFigure(inner) ? [`${name}.${part}`] : []));
  });
}

/** Every figure of every method without source, date or grade. */
export const unsourced = (w: Worksheet): Lack[] =>
  (w.applied ?? []).flatMap((a) => figuresTyped(a).flatMap((path) => (sourced(a.evidence?.[path]) ? [] : [at(a, path)])));

const NAMED: Record<Approach, RegExp> = { income: /收益/, market: /市场/, cost: /成本/ };
export type ApproachState = { approach: Approach; usedBy: string[]; reason?: string };

/** What is said of each of the three approaches: the methods that follow it, or why it is not used; the old free text counts where it names it. */
export function approachStates(w: Worksheet): ApproachState[] {
  const methods = [...((w.revenues ?? []).some(filled) ? [ROYALTY] : []), ...(w.applied ?? []).map((a) => a.method)];
  return APPROACHES.map((approach) => {
    const reason = w.approaches?.[approach] ?? (NAMED[approach].test(w.rejected ?? '') ? w.rejected : undefined);
    return { approach, usedBy: [...new Set(methods.filter((m) => roleOf(m).approach === approach))], ...(filled(reason) ? { reason: reason! } : {}) };
  });
}
export const unsaidApproaches = (w: Worksheet): Lack[] =>
  approachStates(w).flatMap((s) => (s.usedBy.length > 0 || s.reason ? [] : [{ field: `approaches/${s.approach}`, input: s.approach }]));

/** Methods whose tax or price basis differs from the worksheet's own: their values cannot stand side by side. */
export const otherBases = (w: Worksheet): Lack[] =>
  (w.applied ?? []).flatMap((a) =>
    (['flowBasis', 'rateBasis', 'flowPrices', 'ratePrices'] as const).flatMap((name) => {
      const [own, theirs] = [w.inputs?.[name]?.value, a.request[name]];
      return filled(own) && typeof theirs === 'string' && theirs !== '' && theirs !== own ? [at(a, name)] : [];
    }),
  );

/** Discount rates that differ from the worksheet's own without a source of their own. */
export const otherRates = (w: Worksheet): Lack[] =>
  (w.applied ?? []).flatMap((a) => {
    const [own, theirs] = [decimal(keptRate(w.inputs?.['discountRate']?.value ?? '')), a.request['discountRate']];
    const rate = typeof theirs === 'string' ? decimal(keptRate(theirs)) : undefined;
    return own && rate && !own.equals(rate) && !filled(a.evidence?.['discountRate']?.source) ? [at(a, 'discountRate')] : [];
  });

/** Methods that cannot be computed from what was typed. */
export const uncomputed = (w: Worksheet, methods: Methods): Lack[] =>
  (w.applied ?? []).flatMap((a) => {
    const answer = answerOf(methods, a);
    return isRefusal(answer) ? [{ ...at(a, answer.field ?? ''), refusal: answer }] : [];
  });

/** Weighed values without a range beside them. */
const unranged = (lines: readonly WeighLine[]): Lack[] =>
  lines.flatMap((l) =>
    l.id === ROYALTY || !filled(l.weight) || l.value === undefined || (l.low !== undefined && l.high !== undefined)
      ? []
      : [{ field: `applied/${l.id}/low`, method: l.method, ...(l.name ? { name: l.name } : {}) }],
  );
export const unrangedOf = (w: Worksheet, methods: Methods): Lack[] => unranged(weighLines(w, methods));

/** What stands in the way of the 综合; several prices are weighed, a single one only says how it was taken. Without `methods` only what is written is looked at. */
export function unweighed(w: Worksheet, methods: Methods | undefined): Lack[] {
  const written = [
    ...((w.revenues ?? []).some(filled) ? [{ id: ROYALTY, method: ROYALTY, price: true, weight: w.royaltyWeight, reason: w.royaltyWeightReason }] : []),
    ...(w.applied ?? []).map((a) => ({ id: a.id, method: a.method, price: roleOf(a.method).price, weight: a.weight, reason: a.weightReason })),
  ].map((l) => Object.fromEntries(Object.entries(l).filter(([, v]) => v !== undefined)) as typeof l & { weight?: string; reason?: string });
  const single = written.filter((l) => l.price).length <= 1 && (written.length === 0 || isSingle(written) || !written.some((l) => l.price));
  if (single) return filled(w.inputs?.['reconciliation']?.value) ? [] : [{ field: 'reconciliation' }];
  const named = (l: { method: string }): string => l.method;
  const refusal = refuseWeights(written, named) ?? (methods ? weigh(w, weighLines(w, methods), named) : undefined);
  return refusal && isRefusal(refusal) ? [{ field: refusal.field ?? 'royaltyWeight', refusal }] : [];
}
