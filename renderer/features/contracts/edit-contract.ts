/** Edits of a contract version. What is locked stays as it was signed or sent: the next version is the way on. */
import type { Contract } from '../../../shared/domain/contract.ts';
import { agreedRound, latestRound, type DealFile } from '../../../shared/domain/deal-file.ts';
import { make, set } from '../../../shared/domain/edit.ts';
import { refuse, type Refusal } from '../../../shared/result.ts';
import { commit, type Committed, type Reader } from '../../data/commit.ts';
import { newId } from '../../data/store.ts';

type Answer = Promise<Committed | Refusal>;

async function open(read: Reader, id: string): Promise<Contract | Refusal> {
  const contract = await read.get('contracts', id);
  if (!contract) return refuse('row.gone');
  return contract.state === 'locked' || (contract.lockedHash ?? '') !== '' ? refuse('contract.locked', { params: { version: contract.version ?? 1 } }) : contract;
}

const nextNumber = async (read: Reader, dealId: string): Promise<number> => Math.max(0, ...(await read.by('contracts', 'dealId', dealId)).map((c) => c.version ?? 0)) + 1;

/** The first draft: empty answers, because what the records know is filled in when it is read. Answers its id. */
export async function startContract(file: DealFile, title: string): Promise<string | Refusal> {
  const id = newId();
  const round = agreedRound(file) ?? latestRound(file);
  const done = await commit({ intent: 'contract.create', note: title }, async (read) => [
    make('contracts', { id, dealId: file.deal.id, kind: 'XK-ZL', version: await nextNumber(read, file.deal.id), title, state: 'draft', ...(round ? { roundId: round.id } : {}), ...(file.deal.sample ? { sample: true } : {}) }),
  ]);
  return 'refused' in done ? done : id;
}

export async function startForeign(file: DealFile, row: Pick<Contract, 'title' | 'foreignText' | 'attachmentId'>): Promise<string | Refusal> {
  const id = newId();
  const round = latestRound(file);
  const done = await commit({ intent: 'contract.foreign', note: row.title ?? '' }, async (read) => [
    make('contracts', { id, dealId: file.deal.id, kind: 'foreign', version: await nextNumber(read, file.deal.id), state: 'draft', ...row, ...(round ? { roundId: round.id } : {}), ...(file.deal.sample ? { sample: true } : {}) }),
  ]);
  return 'refused' in done ? done : id;
}

/** One answer of the interview; `undefined` gives it back to the record it comes from. */
export function answer(id: string, key: string, value: string | undefined): Answer {
  return commit({ intent: 'contract.answer', note: key }, async (read) => {
    const contract = await open(read, id);
    if ('refused' in contract) return contract;
    const { [key]: _old, ...rest } = contract.fields ?? {};
    return [set('contracts', id, { fields: value === undefined ? rest : { ...rest, [key]: value } })];
  });
}

/** A clause's own wording; `undefined` puts the standard wording back. */
export function wordClause(id: string, clause: string, text: string | undefined): Answer {
  return commit({ intent: text === undefined ? 'contract.restore' : 'contract.clause', note: clause }, async (read) => {
    const contract = await open(read, id);
    if ('refused' in contract) return contract;
    const { [clause]: _old, ...rest } = contract.clauseTexts ?? {};
    return [set('contracts', id, { clauseTexts: text === undefined ? rest : { ...rest, [clause]: text } })];
  });
}

/** The same answers and wordings as an open version, for the round talked about now. */
export async function nextContract(from: Contract, file: DealFile): Promise<string | Refusal> {
  const id = newId();
  const round = agreedRound(file) ?? latestRound(file);
  const done = await commit({ intent: 'contract.version', note: from.title ?? '' }, async (read) => {
    const source = await read.get('contracts', from.id);
    if (!source) return refuse('row.gone');
    const { lockedHash: _h, lockedOn: _o, state: _s, ...rest } = source;
    return [make('contracts', { ...rest, id, version: await nextNumber(read, file.deal.id), state: 'draft', ...(round ? { roundId: round.id } : {}) })];
  });
  return 'refused' in done ? done : id;
}

export function markSent(id: string): Answer {
  return commit({ intent: 'contract.sent' }, async (read) => {
    const contract = await open(read, id);
    return 'refused' in contract ? contract : [set('contracts', id, { state: 'sent' })];
  });
}

/** Freezes the text: `contentId` names it, `today` says when. Refused while something must be mended. */
export function lockContract(id: string, contentId: string, today: string, must: number): Answer {
  if (must > 0) return Promise.resolve(refuse('contract.mustMend', { params: { count: must } }));
  return commit({ intent: 'contract.lock' }, async (read) => {
    const contract = await open(read, id);
    return 'refused' in contract ? contract : [set('contracts', id, { state: 'locked', lockedHash: contentId, lockedOn: today })];
  });
}
