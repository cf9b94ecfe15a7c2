/** Edits of 文书: begun for a deal, answered, put aside. */
import { refuse, type Refusal } from '../../../../shared/result.ts';
import { make, set } from '../../../../shared/domain/edit.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { commit, type Committed } from '../../../data/commit.ts';
import { newId } from '../../../data/store.ts';
import type { KindLine } from '../../../documents/clauses.ts';

/** A paper of this code, with nothing typed: what the records know is filled in when it is read. Answers its id. */
export async function startPaper({ deal }: DealFile, { code: kind, title }: KindLine): Promise<string | Refusal> {
  const id = newId();
  const done = await commit({ intent: 'paper.start', note: title }, () => [
    make('papers', { id, dealId: deal.id, kind, fields: {}, ...(deal.sample ? { sample: true } : {}) }),
  ]);
  return 'refused' in done ? done : id;
}

/** One answer; `undefined` gives it back to the record it comes from. */
export function answerPaper(id: string, key: string, value: string | undefined): Promise<Committed | Refusal> {
  return commit({ intent: 'paper.answer' }, async (read) => {
    const paper = await read.get('papers', id);
    if (!paper) return refuse('row.gone');
    const { [key]: _old, ...rest } = paper.fields ?? {};
    return [set('papers', id, { fields: value === undefined ? rest : { ...rest, [key]: value } })];
  });
}

export const archivePaper = (id: string): Promise<Committed | Refusal> => commit({ intent: 'paper.archive' }, () => [set('papers', id, { archived: true })]);
