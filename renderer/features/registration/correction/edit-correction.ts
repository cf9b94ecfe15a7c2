/** Dealing with a return: its grounds one by one, the supplements handed in, the agreement that adds to the contract. */
import { makeContractVersion } from '../../../../shared/domain/contract-rules.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { Edit } from '../../../../shared/domain/edit.ts';
import { handInSupplement } from '../../../../shared/domain/filing-rules.ts';
import type { Filing, Reason } from '../../../../shared/domain/filing.ts';
import type { Grounds } from '../../../../shared/domain/reason-words.ts';
import { addReason, dropReason, editReason, joinReason, splitReason } from '../../../../shared/domain/reasons.ts';
import { supplementFields } from '../../../../shared/domain/supplement-draft.ts';
import { refuse, type Refusal } from '../../../../shared/result.ts';
import { commit, type Committed } from '../../../data/commit.ts';
import { today } from '../../../data/rules.ts';
import { newId } from '../../../data/store.ts';

type Answer = Promise<Committed | Refusal>;

/** Decides on the filing as it is in the store. */
const on = (intent: string, id: string, rule: (filing: Filing) => Edit[] | Refusal): Answer =>
  commit({ intent }, async (read) => {
    const filing = await read.get('filings', id);
    return filing ? rule(filing) : refuse('row.gone');
  });

export const changeGround = (id: string, at: number, fields: Partial<Reason>): Answer => on('filing.ground', id, (f) => editReason(f, at, fields));
export const partGround = (id: string, at: number, offset: number, grounds: Grounds): Answer =>
  on('filing.ground', id, (f) => splitReason(f, at, offset, grounds));
export const joinGround = (id: string, at: number): Answer => on('filing.ground', id, (f) => joinReason(f, at));
export const addGround = (id: string, text: string, grounds: Grounds): Answer => on('filing.ground', id, (f) => addReason(f, text, grounds));
export const dropGround = (id: string, at: number): Answer => on('filing.ground', id, (f) => dropReason(f, at));
export const handIn = (id: string, day: string): Answer => on('filing.supplement', id, (f) => handInSupplement(f, day, today()));

/** A draft 补充协议 with the articles the grounds speak of; the signed text stays as it is. Answers its id. */
export async function draftSupplement(file: DealFile, filing: Filing): Promise<string | Refusal> {
  const id = newId();
  const done = await commit({ intent: 'contract.create', note: file.deal.name ?? '' }, async (read) => {
    const versions = await read.by('contracts', 'dealId', file.deal.id);
    const [made, ...more] = makeContractVersion(file.deal, versions, undefined, id, 'BC');
    if (made?.op !== 'make') return [];
    const row = made.row as Extract<typeof made, { table: 'contracts' }>['row'];
    return [{ ...made, row: { ...row, fields: { ...row.fields, ...supplementFields(file, filing) } } } as Edit, ...more];
  });
  return 'refused' in done ? done : id;
}
