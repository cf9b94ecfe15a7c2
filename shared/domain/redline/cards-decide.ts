/** Rules of deciding: one word a card, in one's own words where one counters, until the next version is made of it. */
import type { Contract } from '../contract.ts';
import { lineOf, nextNumber } from '../contract-versions.ts';
import type { Deal } from '../deal.ts';
import { make, set, type Edit } from '../edit.ts';
import { withoutGaps } from '../worksheet-rules.ts';
import { refuse, type Refusal } from '../../result.ts';
import type { Outcome } from './cards-shapes.ts';
import type { RecordChanges } from './cards-rows.ts';
import type { ChangeCard, Decision, ReturnedFile } from './cards-kept.ts';

/** `undefined` takes a decision back. A counter needs words of its own. */
export function decide(file: ReturnedFile, cards: readonly ChangeCard[], decision: Decision | undefined, counter?: string): Edit[] | Refusal {
  if (file.done === true) return refuse('backIn.done');
  if (decision === 'counter' && (counter ?? '').trim() === '') return refuse('backIn.noWords', { field: 'counter' });
  return cards
    .filter((c) => c.decision !== decision || (decision === 'counter' && c.counter !== counter))
    .map((c) => set('changeCards', c.id, decision === 'counter' ? { decision, counter: counter! } : { decision }));
}

/** What nobody has decided about; a remark or another face can stay so. */
export const openCards = (cards: readonly ChangeCard[]): ChangeCard[] =>
  cards.filter((c) => c.decision === undefined && c.group !== 'comment' && c.change !== 'look');

/** Taken over, but nobody has put it into the next version yet. */
export const leftByHand = (cards: readonly ChangeCard[]): ChangeCard[] => cards.filter((c) => c.byHand !== undefined && c.confirmed !== true);

const unsettled = (c: ChangeCard): boolean =>
  c.confirmed !== true &&
  (c.byHand !== undefined ||
    (c.group === 'unaligned' && (c.decision === undefined || c.decision === 'park')) ||
    (c.decision !== 'refuse' && c.values.some((v) => v.conflict)));

const doubtsOf = (c: ChangeCard): readonly string[] => (c.confirmed === true ? [] : (c.doubts ?? []));

/** Fields whose value nobody may rely on: printed in lines that were written anew and not settled, given two values, or chosen otherwise than the words now say. */
export const unconfirmedFields = (cards: readonly ChangeCard[]): string[] => [
  ...new Set(cards.flatMap((c) => [...(unsettled(c) ? c.keys : []), ...doubtsOf(c)])),
];

/**
 * Whether a returned file bears on a version: the one it answers, the one made of it, and later ones of that kind, which take
 * its unconfirmed fields along.
 */
export function bearsOn(file: ReturnedFile, cards: readonly ChangeCard[], contract: Contract, versions: readonly Contract[]): boolean {
  if (file.contractId === contract.id || file.nextId === contract.id) return true;
  const made = versions.find((c) => c.id === file.nextId);
  // a version of the time when there was one kind names none
  return (
    made !== undefined &&
    (made.kind ?? contract.kind) === contract.kind &&
    (made.version ?? 0) < (contract.version ?? 0) &&
    unconfirmedFields(cards).length + leftByHand(cards).length > 0
  );
}

/** A person has looked at the fields that stayed unconfirmed; they stand as they are now. */
export const confirmFields = (cards: readonly ChangeCard[]): Edit[] =>
  cards.filter((c) => unsettled(c) || doubtsOf(c).length > 0).map((c) => set('changeCards', c.id, { confirmed: true }));

/** The version that follows the one answered: our words where they stay, theirs where they were accepted. Refused while a card is open. */
export function makeNext(
  file: ReturnedFile,
  cards: readonly ChangeCard[],
  world: {
    deal: Deal;
    versions: readonly Contract[];
    answered: Contract;
    outcome: Outcome;
    newId: string;
    /** ids of payment nodes that come new */ nodeIds?: readonly string[];
  },
): Edit[] | Refusal {
  if (file.done === true) return refuse('backIn.done');
  const open = openCards(cards).length;
  if (open > 0) return refuse('backIn.open', { params: { count: open } });
  const { deal, versions, answered, outcome, newId, nodeIds = [] } = world;
  // of everything else the next version is what the answered one is: only what was decided differs
  const { kind, kindChosenBy, kindReason, clauses, furtherParties, title, roundId } = answered;
  const version = nextNumber(versions, lineOf(answered));
  const { fields, clauseTexts, order, headings, records, byHand, doubts } = outcome;
  const same = { dealId: deal.id, kind, kindChosenBy, kindReason, clauses, furtherParties, title, roundId, sample: deal.sample };
  const row = withoutGaps({ id: newId, ...same, version, fields, clauseTexts, order, headings, state: 'draft' as const });
  return [
    make('contracts', row),
    ...(records.nodes ? nodeEdits(deal, records, nodeIds) : []),
    ...records.parties.map((p) => set('parties', p.id, p.fields)),
    ...records.contributors.map((c) => set('contributors', c.id, c.fields)),
    ...byHand.map(({ id, why }) => set('changeCards', id, { byHand: why })),
    ...doubts.map(({ id, keys }) => set('changeCards', id, { doubts: keys })),
    set('returnedFiles', file.id, { done: true, nextId: newId }),
  ];
}

/** The deal's payment nodes as the accepted table has them; what went out of it is put away. */
function nodeEdits(deal: Deal, { nodes = [], gone }: RecordChanges, newIds: readonly string[]): Edit[] {
  const ids = [...newIds];
  return [
    ...nodes.map(({ id, ...fields }, i): Edit => {
      const row = { ...fields, n: i + 1 };
      if (id !== undefined) return set('instalments', id, row);
      return make('instalments', withoutGaps({ id: ids.shift()!, dealId: deal.id, ...row, sample: deal.sample }));
    }),
    ...gone.map((id) => set('instalments', id, { archived: true })),
  ];
}
