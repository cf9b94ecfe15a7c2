/** Days of things said to have happened that lie after today: surely a slip of the year, so they are asked about. */
import { parseDay } from '../../time.ts';
import { latestPricing, type DealFile } from '../deal-file.ts';
import { finding, type Finding } from '../finding.ts';

/** Whether a day can be read and lies after `today`. */
export function isAhead(typed: string | undefined, today: string): boolean {
  const day = parseDay(typed);
  return day !== undefined && day > today;
}

/** 会谈日期 after today. */
export const roundsAhead = (f: DealFile, today: string): Finding[] =>
  f.rounds
    .filter((r) => r.archived !== true && isAhead(r.heldOn, today))
    .map((r) => finding('round.inFuture', { table: 'rounds', id: r.id, field: 'heldOn' }, { params: { no: r.no ?? 0, day: parseDay(r.heldOn)! } }));

/** 决策日期 after today. */
export function decisionAhead(f: DealFile, today: string): Finding[] {
  const pricing = latestPricing(f);
  return pricing && isAhead(pricing.decidedOn, today)
    ? [finding('pricing.inFuture', { table: 'pricings', id: pricing.id, field: 'decidedOn' }, { params: { day: parseDay(pricing.decidedOn)! } })]
    : [];
}
