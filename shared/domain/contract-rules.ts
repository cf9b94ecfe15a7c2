/** Rules of contract versions: drafts are edited, a sent or signed text is frozen by its hash and only followed by a new version. */
import { refuse, type Refusal } from '../result.ts';
import { lineOf, newestOf, nextNumber } from './contract-versions.ts';
import type { Contract } from './contract.ts';
import { isMainKind } from './contract/kinds.ts';
import { contentIdOf, keptText, textToKeep, type ContractText } from './contract/text.ts';
import type { Deal, Round } from './deal.ts';
import { make, set, type Edit } from './edit.ts';
import { withoutGaps } from './worksheet-rules.ts';

/**
 * A version per round: answers and own wording come along from the version of the same kind before; price and term come
 * from the round. Without a kind it is the kind of the last version. The first of its kind takes the institute's
 * `own` clauses; the next ones keep what the one before was drafted with. Each kind counts its own versions. `chosen`:
 * by whom and why the kind was chosen with the type guide; a later version of the kind keeps it.
 */
export function makeContractVersion(
  deal: Deal,
  versions: readonly Contract[],
  round: Round | undefined,
  newId: string,
  kind?: string,
  chosen?: Pick<Contract, 'kindChosenBy' | 'kindReason'>,
  own?: string,
): Edit[] {
  const ours = versions.filter((c) => c.archived !== true && c.kind !== 'foreign').toSorted((a, b) => (a.version ?? 0) - (b.version ?? 0));
  const of = kind ?? newestOf(ours.filter((c) => isMainKind(c.kind)))?.kind ?? 'XK-ZL';
  const last = ours.findLast((c) => lineOf(c) === of);
  const fields = { ...last?.fields };
  // what the round says again must not be overridden by what was typed for the round before
  if (round && last && round.id !== last.roundId)
    for (const key of ['licenseMode', 'territory', 'termFrom', 'termTo', 'payKind', 'fixedFee', 'royaltyRate', 'royaltyBase']) delete fields[key];
  return [
    make(
      'contracts',
      withoutGaps({
        id: newId,
        dealId: deal.id,
        version: nextNumber(versions, of),
        kind: of,
        clauses: last ? last.clauses : own,
        kindChosenBy: (chosen ?? last)?.kindChosenBy,
        kindReason: (chosen ?? last)?.kindReason,
        title: last?.title ?? deal.name,
        roundId: round?.id,
        fields,
        clauseTexts: { ...last?.clauseTexts },
        furtherParties: last?.furtherParties,
        order: last?.order,
        headings: last?.headings,
        state: 'draft' as const,
        ...(deal.sample ? { sample: true } : {}),
      }),
    ),
  ];
}

/** What was sent or signed keeps its text: the next version is the way on. */
export const isFrozen = (c: Pick<Contract, 'state' | 'lockedHash'>): boolean => c.state === 'locked' || (c.lockedHash ?? '') !== '';

/** Answers and wording of a draft. A locked version refuses: 补充协议 or a new version is the way on. */
export function editContract(
  c: Contract,
  fields: Partial<Omit<Contract, 'id' | 'dealId' | 'version' | 'lockedHash' | 'lockedOn' | 'lockedText'>>,
): Edit[] | Refusal {
  return isFrozen(c)
    ? refuse(c.state === 'sent' ? 'contract.sentFast' : 'contract.locked', {
        field: Object.keys(fields)[0],
        params: { version: c.version ?? 0, on: c.lockedOn ?? '' },
      })
    : [set('contracts', c.id, fields)];
}

export const answerQuestion = (c: Contract, key: string, value: string): Edit[] | Refusal => editContract(c, { fields: { ...c.fields, [key]: value } });
/** Own wording of a clause; an empty text goes back to the clause's own. */
export function wordClause(c: Contract, clauseId: string, text: string): Edit[] | Refusal {
  const { [clauseId]: _old, ...rest } = c.clauseTexts ?? {};
  return editContract(c, { clauseTexts: text.trim() === '' ? rest : { ...rest, [clauseId]: text } });
}

/**
 * Freezes a version: `hash` is the content id of what was printed, or of the file brought in; `text` are its words, kept
 * with it, without which no version of our own is locked. `musts` are its open 必须修改.
 */
export function lockContract(c: Contract, hash: string, on: string, musts: number, text: ContractText | undefined): Edit[] | Refusal {
  if (isFrozen(c) && !(c.state === 'sent' && c.lockedHash === hash))
    return refuse('contract.locked', { params: { version: c.version ?? 0, on: c.lockedOn ?? '' } });
  if (musts > 0) return refuse('contract.mustsOpen', { params: { count: musts } });
  const own = c.kind !== 'foreign';
  if (!/^[0-9a-f]{64}$/.test(hash) || (own && (!text || contentIdOf(text) !== hash))) return refuse('contract.noText', { field: 'lockedHash' });
  return [set('contracts', c.id, { state: 'locked' as const, lockedHash: hash, lockedOn: on, ...(own && text ? { lockedText: textToKeep(text) } : {}) })];
}

/** 已发给对方: what the other side has in hand is kept word for word. It may still have gaps; locked for signing it may not. */
export function sendContract(c: Contract, on: string, text: ContractText | undefined): Edit[] | Refusal {
  if (isFrozen(c)) return refuse('contract.locked', { params: { version: c.version ?? 0, on: c.lockedOn ?? '' } });
  if (c.kind === 'foreign') return [set('contracts', c.id, { state: 'sent' as const })];
  if (!text) return refuse('contract.noText', { field: 'lockedHash' });
  return [set('contracts', c.id, { state: 'sent' as const, lockedHash: contentIdOf(text), lockedOn: on, lockedText: textToKeep(text) })];
}

/** Marked by mistake: nothing went out, the version is a draft again. What the other side answered was sent. */
export function recallSent(c: Contract, answered: boolean): Edit[] | Refusal {
  if (c.state !== 'sent') return refuse('contract.locked', { params: { version: c.version ?? 0, on: c.lockedOn ?? '' } });
  if (answered) return refuse('contract.sentAnswered', { params: { version: c.version ?? 0 } });
  return [set('contracts', c.id, { state: 'draft' as const, lockedHash: undefined, lockedOn: undefined, lockedText: undefined })];
}

/** Keeps the text of a version that was locked before texts were kept: only one of which the lock's own hash says that it is the same. */
export function keepLockedText(c: Contract, text: ContractText): Edit[] | Refusal {
  if (!isFrozen(c) || c.kind === 'foreign' || keptText(c)) return [];
  return contentIdOf(text) === c.lockedHash
    ? [set('contracts', c.id, { lockedText: textToKeep(text) })]
    : refuse('contract.textLost', { params: { version: c.version ?? 1 } });
}
