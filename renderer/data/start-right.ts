/** A right begun from the deal that is about it: one act, one Change. */
import { make, set, type Edit } from '../../shared/domain/edit.ts';
import type { Right } from '../../shared/domain/portfolio.ts';
import { isRefusal, refuse, type Refusal } from '../../shared/result.ts';
import { commit } from './commit.ts';
import { newId } from './store.ts';

/** Makes the right under the deal's achievement, which is made with the deal's name where it has none, and names it in the deal. */
export async function startRight(dealId: string, kind: Right['kind']): Promise<{ achievementId: string; id: string } | Refusal> {
  const id = newId();
  let achievementId = newId();
  const done = await commit({ intent: 'rights.create' }, async (read) => {
    const deal = await read.get('deals', dealId);
    if (!deal) return refuse('row.gone');
    const there = deal.achievementId === undefined ? undefined : await read.get('achievements', deal.achievementId);
    const edits: Edit[] = [];
    if (there) achievementId = there.id;
    else edits.push(make('achievements', { id: achievementId, ...(deal.name ? { title: deal.name } : {}) }));
    edits.push(make('rights', { id, achievementId, kind, ...(there?.owner ? { owner: there.owner } : {}) }));
    edits.push(set('deals', dealId, { achievementId, rightIds: [...(deal.rightIds ?? []), id] }));
    return edits;
  });
  return isRefusal(done) ? done : { achievementId, id };
}
