/** Rules of the rounds of a negotiation. */
import { refuse, type Refusal } from '../result.ts';
import { parseDay } from '../time.ts';
import { daysCross, refuseAmount, refuseShare } from '../bounds.ts';
import type { Deal, Round, Worksheet } from './deal.ts';
import { make, set, type Edit } from './edit.ts';
import { withoutGaps } from './worksheet-rules.ts';

export type RoundSeed = { id: string; heldOn: string };

/** The next round starts from the terms last spoken of, and is valued on the newest worksheet. */
export function addRound(deal: Deal, rounds: readonly Round[], sheet: Worksheet | undefined, seed: RoundSeed, fields: Partial<Round> = {}): Edit[] | Refusal {
  const open = rounds.filter((r) => r.archived !== true);
  if (open.some((r) => r.outcome === 'agreed')) return refuse('round.afterAgreement', { field: 'outcome' });
  const last = open.toSorted((a, b) => (a.no ?? 0) - (b.no ?? 0)).at(-1);
  const carried: Partial<Round> = last
    ? {
        licenseMode: last.licenseMode,
        territory: last.territory,
        termFrom: last.termFrom,
        termTo: last.termTo,
        years: last.years,
        royaltyBase: last.royaltyBase,
        walkAway: last.walkAway,
      }
    : {};
  return [
    make(
      'rounds',
      withoutGaps({
        ...carried,
        id: seed.id,
        dealId: deal.id,
        no: Math.max(0, ...rounds.map((r) => r.no ?? 0)) + 1,
        heldOn: seed.heldOn,
        outcome: 'open' as const,
        worksheetId: sheet?.id,
        ...(deal.sample ? { sample: true } : {}),
        ...fields,
      }),
    ),
  ];
}

/** What an edit says that no offer can say. Only what is edited is asked: an old slip does not stand in the way of the minutes. */
function impossible(round: Round, fields: Partial<Round>): Refusal | undefined {
  const found = refuseAmount('entryFee', fields.entryFee) ?? refuseAmount('walkAway', fields.walkAway) ?? refuseShare('royaltyRate', fields.royaltyRate);
  const edited = 'termFrom' in fields ? 'termFrom' : 'termTo' in fields ? 'termTo' : undefined;
  const { termFrom, termTo } = { ...round, ...fields };
  if (found || edited === undefined || !daysCross(termFrom, termTo)) return found;
  const days = { from: parseDay(termFrom) ?? '', to: parseDay(termTo) ?? '' };
  return refuse(edited === 'termFrom' ? 'round.termStartLate' : 'round.termEndFirst', { field: edited, params: days });
}

/**
 * What was on the table in an agreed round is what the contract is made from: it changes by another round only.
 * Refused too: a negative amount, a royalty outside 0–100 %, a term that ends before it starts.
 */
export function editRound(round: Round, fields: Partial<Round>): Edit[] | Refusal {
  const terms = ['entryFee', 'royaltyRate', 'royaltyBase', 'licenseMode', 'territory', 'termFrom', 'termTo', 'years'] as const;
  if (round.outcome === 'agreed' && fields.outcome === undefined && terms.some((t) => t in fields))
    return refuse('round.agreed', { field: terms.find((t) => t in fields)!, params: { no: round.no ?? 0 } });
  return impossible(round, fields) ?? [set('rounds', round.id, fields)];
}

/** One round is agreed; an earlier agreement gives way to it. */
export function agreeRound(round: Round, rounds: readonly Round[]): Edit[] {
  const others = rounds.filter((r) => r.id !== round.id && r.outcome === 'agreed').map((r) => set('rounds', r.id, { outcome: 'countered' as const }));
  return [...others, set('rounds', round.id, { outcome: 'agreed' as const })];
}
