/** Rules of the rounds of a negotiation. */
import { refuse, type Refusal } from '../result.ts';
import { parseDay } from '../time.ts';
import { filled } from './checks/blank.ts';
import { daysCross, refuseAmount, refuseShare } from '../bounds.ts';
import type { DealFile } from './deal-file.ts';
import type { Answer, Deal, Round, Worksheet } from './deal.ts';
import { make, set, type Edit } from './edit.ts';
import { finding, isSettled, type Finding } from './finding.ts';
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
 * Refused too: a negative amount, a royalty outside 0–100 %, a term that ends before it starts. `signed` is the day the deal was signed.
 */
export function editRound(round: Round, fields: Partial<Round>, signed?: string): Edit[] | Refusal {
  if (fields.outcome !== undefined && fields.outcome !== round.outcome && restsOn(round, signed)) return underSignature(round, signed!, 'outcome');
  const terms = ['entryFee', 'royaltyRate', 'royaltyBase', 'licenseMode', 'territory', 'termFrom', 'termTo', 'years'] as const;
  if (round.outcome === 'agreed' && fields.outcome === undefined && terms.some((t) => t in fields))
    return refuse('round.agreed', { field: terms.find((t) => t in fields)!, params: { no: round.no ?? 0 } });
  return impossible(round, fields) ?? [set('rounds', round.id, fields)];
}

/** The day the deal was signed, as typed; undefined while nothing is. */
export const signedDay = (f: Pick<DealFile, 'signings'>): string | undefined => f.signings.find((s) => s.archived !== true && filled(s.signedOn))?.signedOn;

const restsOn = (round: Round, signed: string | undefined): boolean => round.outcome === 'agreed' && filled(signed);
const underSignature = (round: Round, signed: string, field: string): Refusal => refuse('round.signed', { field, params: { no: round.no ?? 0, signed } });

/** Puts a round aside; the one a signed contract rests on stays. */
export function archiveRound(round: Round, signed: string | undefined): Edit[] | Refusal {
  return restsOn(round, signed) ? underSignature(round, signed!, 'outcome') : [set('rounds', round.id, { archived: true })];
}

/** What both sides must have spoken of before a round counts as agreed; a 请核实 with its written reason is not open. */
export function agreementGaps(deal: Deal, round: Round, answers: readonly Answer[]): Finding[] {
  const licence = deal.route === 'license';
  const royalty = filled(round.royaltyRate) && !/^0*(\.0*)?%?$/.test(round.royaltyRate!.trim());
  const open = [
    !filled(round.entryFee) && !filled(round.royaltyRate) && (['round.offerMissing', 'entryFee'] as const),
    licence && !filled(round.licenseMode) && (['round.modeMissing', 'licenseMode'] as const),
    royalty && !filled(round.royaltyBase) && (['round.royaltyBaseMissing', 'royaltyBase'] as const),
    licence && !filled(round.territory) && (['round.territoryMissing', 'territory'] as const),
    licence && !filled(round.termTo) && !round.years && (['round.termMissing', 'termTo'] as const),
  ];
  return open
    .flatMap((x) => (x ? [finding(x[0], { table: 'rounds', id: round.id, field: x[1] }, { params: { no: round.no ?? 0 } })] : []))
    .filter((x) => !isSettled(x, answers));
}

/** One round is agreed, once nothing of what it must say is open; an earlier agreement gives way to it, unless it was signed. */
export function agreeRound(f: Pick<DealFile, 'deal' | 'rounds' | 'signings' | 'answers'>, round: Round): Edit[] | Refusal {
  const agreed = f.rounds.filter((r) => r.id !== round.id && r.outcome === 'agreed');
  const [stands, signed] = [agreed.find((r) => r.archived !== true), signedDay(f)];
  if (stands && signed !== undefined) return underSignature(stands, signed, 'outcome');
  const open = agreementGaps(f.deal, round, f.answers);
  if (open.length > 0) {
    const field = open[0]!.where.field!;
    return refuse('round.gaps', { field, params: { no: round.no ?? 0, field, count: open.length } });
  }
  const others = agreed.map((r) => set('rounds', r.id, { outcome: 'countered' as const }));
  return [...others, set('rounds', round.id, { outcome: 'agreed' as const })];
}
