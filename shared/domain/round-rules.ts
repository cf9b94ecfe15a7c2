/** Rules of the rounds of a negotiation. */
import { refuse, type Refusal } from '../result.ts';
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

/** What was on the table in an agreed round is what the contract is made from: it changes by another round only. */
export function editRound(round: Round, fields: Partial<Round>): Edit[] | Refusal {
  const terms = ['entryFee', 'royaltyRate', 'royaltyBase', 'licenseMode', 'territory', 'termFrom', 'termTo', 'years'] as const;
  if (round.outcome === 'agreed' && fields.outcome === undefined && terms.some((t) => t in fields))
    return refuse('round.agreed', { field: terms.find((t) => t in fields)!, params: { no: round.no ?? 0 } });
  return [set('rounds', round.id, fields)];
}

/** One round is agreed; an earlier agreement gives way to it. */
export function agreeRound(round: Round, rounds: readonly Round[]): Edit[] {
  const others = rounds.filter((r) => r.id !== round.id && r.outcome === 'agreed').map((r) => set('rounds', r.id, { outcome: 'countered' as const }));
  return [...others, set('rounds', round.id, { outcome: 'agreed' as const })];
}
