/** A demand can be answered when it says how much, under which conditions, by when, and who asks. */
import type { Demand } from '../../../shared/domain/portfolio.ts';

export const GAP_FIELDS = ['indicators', 'conditions', 'deadline', 'partyId'] as const;
export type GapField = (typeof GAP_FIELDS)[number];

/** An indicator without any figure cannot be measured. */
export function demandGaps(d: Demand): GapField[] {
  return GAP_FIELDS.filter((f) => {
    const value = (d[f] ?? '').trim();
    return value === '' || (f === 'indicators' && !/[\d一二三四五六七八九十百千]/.test(value));
  });
}
