/** Edits of a contract version. What is locked stays as it was signed or sent: the next version is the way on. */
import { printClauses } from '../../../shared/domain/contract/language/print.ts';
import type { Contract, OwnClauses } from '../../../shared/domain/contract.ts';
import { readOwn, writtenFor } from '../../documents/clauses.ts';
import type { ClauseSet } from '../../../shared/domain/contract/clause-set.ts';
import { agreedRound, latestRound, type DealFile } from '../../../shared/domain/deal-file.ts';
import { make } from '../../../shared/domain/edit.ts';
import { editContract, keepLockedText, lockContract as lock, makeContractVersion, recallSent, sendContract } from '../../../shared/domain/contract-rules.ts';
import { nextNumber } from '../../../shared/domain/contract-versions.ts';
import type { ContractText } from '../../../shared/domain/contract/text.ts';
import { isRefusal, refuse, type Refusal } from '../../../shared/result.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { newId, who } from '../../data/store.ts';

type Answer = Promise<Committed | Refusal>;

/** Decides on the version as it is in the store; a locked one refuses. */
function change(id: string, why: { intent: string }, fieldsOf: (contract: Contract) => Parameters<typeof editContract>[1]): Answer {
  return commit(why, async (read) => {
    const contract = await read.get('contracts', id);
    return contract ? editContract(contract, fieldsOf(contract)) : refuse('row.gone');
  });
}

/** The next draft of a kind (of the last one where none is named), for the round talked about now; the first one has no answers of its own, because what the records know is filled in when it is read. `reason`: why the type guide led to the kind. Answers its id. */
export async function draftContract(file: DealFile, kind?: string, reason?: string): Promise<string | Refusal> {
  const id = newId();
  const done = await commit({ intent: 'contract.create', note: file.deal.name ?? '' }, async (read) => {
    const own = kind === undefined ? undefined : ownText(await read.by('clauseSets', 'kind', kind));
    return makeContractVersion(
      file.deal,
      await read.by('contracts', 'dealId', file.deal.id),
      agreedRound(file) ?? latestRound(file),
      id,
      kind,
      reason === undefined ? undefined : { kindChosenBy: who(), kindReason: reason },
      own,
    );
  });
  return 'refused' in done ? done : id;
}

/** The institute's own clauses of a kind, with the parts they take in, where they hold together. */
function ownText(rows: readonly OwnClauses[]): string | undefined {
  const row = rows.filter((r) => r.archived !== true).at(-1);
  const set = row?.text === undefined ? undefined : readOwn(row.text).set;
  return set && set.kind === row?.kind ? printClauses(set) : undefined;
}

export async function startForeign(file: DealFile, row: Pick<Contract, 'title' | 'foreignText' | 'attachmentId'>): Promise<string | Refusal> {
  const id = newId();
  const round = latestRound(file);
  const done = await commit({ intent: 'contract.foreign', note: row.title ?? '' }, async (read) => [
    make('contracts', {
      id,
      dealId: file.deal.id,
      kind: 'foreign',
      version: nextNumber(await read.by('contracts', 'dealId', file.deal.id), 'foreign'),
      state: 'draft',
      ...row,
      ...(round ? { roundId: round.id } : {}),
      ...(file.deal.sample ? { sample: true } : {}),
    }),
  ]);
  return 'refused' in done ? done : id;
}

/** One answer of the interview; `undefined` gives it back to the record it comes from. */
export const answer = (id: string, key: string, value: string | undefined): Answer =>
  change(id, { intent: 'contract.answer' }, ({ fields }) => {
    const { [key]: _old, ...rest } = fields ?? {};
    return { fields: value === undefined ? rest : { ...rest, [key]: value } };
  });

/** Of 丙方, 丁方 …: `of` answers the version's parties as they become, with what was answered and worded for each. */
export const editParties = (id: string, of: (contract: Contract, set: ClauseSet) => Parameters<typeof editContract>[1] | Refusal): Answer =>
  commit({ intent: 'contract.parties' }, async (read) => {
    const contract = await read.get('contracts', id);
    if (!contract) return refuse('row.gone');
    const fields = of(contract, writtenFor(contract));
    return isRefusal(fields) ? fields : editContract(contract, fields);
  });

/** A clause's own wording; an empty text leaves it out, `undefined` puts the standard wording back. */
export const wordClause = (id: string, clause: string, text: string | undefined): Answer =>
  change(id, { intent: text === undefined ? 'contract.restore' : 'contract.clause' }, ({ clauseTexts }) => {
    const { [clause]: _old, ...rest } = clauseTexts ?? {};
    return { clauseTexts: text === undefined ? rest : { ...rest, [clause]: text } };
  });

/** What the other side has in hand: `text` as it was when `today` it was sent. */
export function markSent(id: string, today: string, text: ContractText | undefined): Answer {
  return commit({ intent: 'contract.sent' }, async (read) => {
    const contract = await read.get('contracts', id);
    return contract ? sendContract(contract, today, text) : refuse('row.gone');
  });
}

/** Takes the mark back: the version was not sent after all. */
export function recall(id: string): Answer {
  return commit({ intent: 'contract.recall' }, async (read) => {
    const contract = await read.get('contracts', id);
    if (!contract) return refuse('row.gone');
    const answers = await read.by('returnedFiles', 'contractId', id);
    return recallSent(
      contract,
      answers.some((f) => f.archived !== true),
    );
  });
}

/** Whether somebody else's text is signed already; only then may its faults be kept with a reason. */
export const markSigned = (id: string, signed: boolean): Answer => change(id, { intent: 'contract.signed' }, () => ({ signed: signed ? true : undefined }));

/** Freezes the text: `contentId` names it, `today` says when; our own `text` is kept with the version. Refused while something must be mended. */
export function lockContract(id: string, contentId: string, today: string, must: number, text: ContractText | undefined): Answer {
  return commit({ intent: 'contract.lock' }, async (read) => {
    const contract = await read.get('contracts', id);
    return contract ? lock(contract, contentId, today, must, text) : refuse('row.gone');
  });
}

/** Keeps the text of a version locked before texts were kept; refused where it is not the text that was locked. */
export function keepText(id: string, text: ContractText): Answer {
  return commit({ intent: 'contract.lock' }, async (read) => {
    const contract = await read.get('contracts', id);
    return contract ? keepLockedText(contract, text) : refuse('row.gone');
  });
}
