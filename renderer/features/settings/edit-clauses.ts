/** Edits of an institute's own contract texts. One of a kind is kept at a time: another takes its place, and stays in the history. */
import { make, set, type Edit } from '../../../shared/domain/edit.ts';
import type { OwnClauses } from '../../../shared/domain/contract.ts';
import type { Refusal } from '../../../shared/result.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { newId } from '../../data/store.ts';

/** Keeps a text as it is, whatever is wrong with it. Answers its id. */
export async function keepClauses(kind: string, text: string, how: 'import' | 'duplicate'): Promise<string | Refusal> {
  const id = newId();
  const done = await commit({ intent: `clauses.${how}`, note: kind }, async (read): Promise<Edit[]> => {
    const before = (await read.by('clauseSets', 'kind', kind)).filter((c) => c.archived !== true);
    return [...before.map((c) => set('clauseSets', c.id, { archived: true })), make('clauseSets', { id, kind, text })];
  });
  return 'refused' in done ? done : id;
}

export const editClauses = (id: string, text: string): Promise<Committed | Refusal> =>
  commit({ intent: 'clauses.edit' }, () => [set('clauseSets', id, { text })]);

export const archiveClauses = ({ id, kind }: OwnClauses): Promise<Committed | Refusal> =>
  commit({ intent: 'clauses.archive', note: kind ?? '' }, () => [set('clauseSets', id, { archived: true })]);
