/** 批注: notes hung on a clause of one version. */
import type { ClauseNote, Contract } from '../../../../shared/domain/contract.ts';
import { make, set } from '../../../../shared/domain/edit.ts';
import { refuse, type Refusal } from '../../../../shared/result.ts';
import { commit, type Committed } from '../../../data/commit.ts';
import { newId, who } from '../../../data/store.ts';

/** A note as it is begun: for the house until somebody says that it is for the other side. Not kept before it is written. */
export const newNote = (contract: Contract, clauseId: string): ClauseNote => ({
  id: newId(),
  contractId: contract.id,
  clauseId,
  audience: 'internal',
  writtenOn: new Date().toISOString(),
  ...(contract.dealId ? { dealId: contract.dealId } : {}),
  ...(who() ? { by: who() } : {}),
  ...(contract.sample ? { sample: true } : {}),
});

/** Its words; the first make it (`begun`). A note without words is removed, not emptied. */
export function writeNote(note: ClauseNote, text: string | undefined, begun: boolean): Promise<Committed | Refusal> {
  const words = (text ?? '').trim();
  if (words === '') return Promise.resolve(refuse('note.blank', { field: 'text' }));
  return commit({ intent: begun ? 'note.create' : 'note.edit', note: words.slice(0, 40) }, async (read) =>
    (await read.get('clauseNotes', note.id)) ? [set('clauseNotes', note.id, { text: words })] : [make('clauseNotes', { ...note, text: words })],
  );
}

export const editNote = (note: ClauseNote, fields: Partial<ClauseNote>, intent = 'note.edit'): Promise<Committed | Refusal> =>
  commit({ intent, note: (fields.text ?? note.text ?? '').slice(0, 40) }, async (read) =>
    (await read.get('clauseNotes', note.id)) ? [set('clauseNotes', note.id, fields)] : refuse('row.gone'),
  );
