/** 批注: notes hung on a clause of one version. */
import type { ClauseNote, Contract } from '../../../../shared/domain/contract.ts';
import { make, set } from '../../../../shared/domain/edit.ts';
import { refuse, type Refusal } from '../../../../shared/result.ts';
import { commit, type Committed } from '../../../data/commit.ts';
import { newId, who } from '../../../data/store.ts';

/** A new note is for the house until somebody says that it is for the other side. Answers its id. */
export async function addNote(contract: Contract, clauseId: string): Promise<string | Refusal> {
  const id = newId();
  const done = await commit({ intent: 'note.create' }, () => [
    make('clauseNotes', {
      id,
      contractId: contract.id,
      clauseId,
      audience: 'internal',
      writtenOn: new Date().toISOString(),
      ...(contract.dealId ? { dealId: contract.dealId } : {}),
      ...(who() ? { by: who() } : {}),
      ...(contract.sample ? { sample: true } : {}),
    }),
  ]);
  return 'refused' in done ? done : id;
}

export const editNote = (note: ClauseNote, fields: Partial<ClauseNote>, intent = 'note.edit'): Promise<Committed | Refusal> =>
  commit({ intent, note: (fields.text ?? note.text ?? '').slice(0, 40) }, async (read) =>
    (await read.get('clauseNotes', note.id)) ? [set('clauseNotes', note.id, fields)] : refuse('row.gone'),
  );
