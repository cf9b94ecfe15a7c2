/** Benefits that rest on a registration, and who is to be told when it changes or ends (2024 draft: 待确认; nobody's period is invented). */
import { parseDay } from '../time.ts';
import type { DealFile } from './deal-file.ts';
import type { Filing } from './filing.ts';
import type { Benefit } from './followup.ts';

export type RegistrationEvent = { kind: 'change' | 'cancel' | 'revoke'; on: string };

/** What became of a registration, newest first: changes that were registered, its cancellation, its revocation. */
export function eventsOf(f: Pick<DealFile, 'followups'>, filing: Filing): RegistrationEvent[] {
  const of = (f.followups ?? []).filter((u) => u.filingId === filing.id && u.archived !== true && u.state === 'done');
  // an end first: of two on one day it is the later one
  const events: (RegistrationEvent | undefined)[] = [
    filing.state === 'cancelled' && filing.cancelledOn ? { kind: 'cancel', on: filing.cancelledOn } : undefined,
    filing.state === 'revoked' && filing.revokedOn ? { kind: 'revoke', on: filing.revokedOn } : undefined,
    ...of.flatMap((u) => (u.kind === 'change' && parseDay(u.doneOn ?? u.on) ? [{ kind: 'change' as const, on: parseDay(u.doneOn ?? u.on)! }] : [])),
    filing.changedOn ? { kind: 'change', on: filing.changedOn } : undefined,
  ];
  const known = events.filter((e) => e !== undefined);
  return known.filter((e, i) => known.findIndex((x) => x.kind === e.kind && x.on === e.on) === i).toSorted((a, b) => b.on.localeCompare(a.on));
}

/** Somebody wrote something of it; a row just begun is no benefit yet. */
const isSaid = (b: Benefit): boolean => [b.kind, b.amount, b.usedOn, b.authority].some((x) => x !== undefined && x !== '');

/** Those that were used by `on` and whose authority was last told before it. */
export const untold = (benefits: readonly Benefit[] | undefined, on: string): Benefit[] =>
  (benefits ?? []).filter((b) => b.archived !== true && isSaid(b) && (parseDay(b.informedOn) ?? '') < on && (parseDay(b.usedOn) ?? '') <= on);

/** Benefits used before the newest event and whose authority was not told since. */
export function toInform(f: Pick<DealFile, 'followups' | 'benefits'>, filing: Filing): { benefit: Benefit; event: RegistrationEvent }[] {
  const [event] = eventsOf(f, filing);
  if (!event) return [];
  return untold(f.benefits, event.on)
    .filter((b) => b.filingId === undefined || b.filingId === filing.id)
    .map((benefit) => ({ benefit, event }));
}
