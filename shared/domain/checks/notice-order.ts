/** The days of a public notice against what it publishes: agreed first, decided, then published. */
import { parseDay } from '../../time.ts';
import { agreedRound, latestPricing, type DealFile } from '../deal-file.ts';
import type { Notice } from '../deal.ts';
import { finding, type Finding } from '../finding.ts';

/** The agreed round held only after the notice was over: such a notice cannot have published its terms. */
export function overBeforeRound(f: DealFile, n: Notice): { no: number; held: string; end: string } | undefined {
  const round = agreedRound(f);
  const [held, end] = [parseDay(round?.heldOn), parseDay(n.endOn)];
  return held && end && end < held ? { no: round?.no ?? 0, held, end } : undefined;
}

/** A notice that is no publication of the agreed terms, or one dated before they were agreed or decided; unreadable days are asked for elsewhere. */
export function checkNoticeOrder(f: DealFile, n: Notice): Finding[] {
  const at = (field: string) => ({ table: 'notices' as const, id: n.id, field });
  const over = overBeforeRound(f, n);
  if (over) return [finding('notice.overBeforeRound', at('endOn'), { params: over })];
  const round = agreedRound(f);
  const [start, held, decided] = [n.startOn, round?.heldOn, latestPricing(f)?.decidedOn].map((d) => parseDay(d));
  const out: Finding[] = [];
  if (start && held && start < held) out.push(finding('notice.beforeRound', at('startOn'), { params: { start, held, no: round?.no ?? 0 } }));
  if (start && decided && start < decided) out.push(finding('notice.beforeDecision', at('startOn'), { params: { start, decided } }));
  return out;
}
