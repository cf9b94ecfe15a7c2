/** Saves without end, as fast as the program allows, and says on the console what it showed as saved. */
import { commit } from '../../renderer/data/commit.ts';
import { editRow } from '../../renderer/data/edit-row.ts';
import { openWorkspace } from '../../renderer/data/open.ts';
import { allSaved, saveState } from '../../renderer/data/save-state.ts';
import { db, newId } from '../../renderer/data/store.ts';
import { make, set } from '../../shared/domain/edit.ts';
import { isRefusal } from '../../shared/result.ts';

export async function open(): Promise<unknown> {
  return openWorkspace('work');
}

/** Writes record after record; each title is printed only after 已保存 would have been shown for it. */
export async function saveWithoutEnd(from: number): Promise<void> {
  for (let i = from; ; i++) {
    const id = newId();
    const done = await commit({ intent: 'demand.new' }, () => [make('demands', { id, title: `需求${i}` })]);
    // edits by both ways to the disk
    const edited = await (i % 2 === 0
      ? editRow('demands', id, { note: `备注${i}` })
      : commit({ intent: 'demand.edit' }, () => [set('demands', id, { note: `备注${i}` })]));
    if (isRefusal(done) || isRefusal(edited)) throw new Error(JSON.stringify([done, edited]));
    await allSaved();
    console.log(`saved ${i}`);
  }
}

export async function titles(): Promise<string[]> {
  return (await db().demands.toArray()).map((r) => `${r.title}/${r.note ?? ''}`);
}

export async function changesAndJournal(): Promise<{ changes: number; gaps: number }> {
  const changes = await db().changes.orderBy('seq').toArray();
  return { changes: changes.length, gaps: changes.filter((c, i) => i > 0 && c.device === changes[i - 1]!.device && c.n !== changes[i - 1]!.n + 1).length };
}

/** Commits until the program says no; answers how many it took and what it said. */
export async function saveUntilRefused(text: string): Promise<{ saved: number; refusal: unknown; trouble: unknown }> {
  for (let i = 0; ; i++) {
    const id = newId();
    const made = await commit({ intent: 'demand.new' }, () => [make('demands', { id, title: `满${i}`, detail: text })]);
    const done = isRefusal(made) ? made : await editRow('demands', id, { detail: `${text}改` });
    if (isRefusal(done)) return { saved: i, refusal: done, trouble: saveState().trouble };
    const fine = await allSaved().then(
      () => true,
      () => false,
    );
    if (!fine) return { saved: i, refusal: null, trouble: saveState().trouble };
  }
}

export { watchStorage } from '../../renderer/data/storage-watch.ts';

/** Whether writing works again, and everything committed has reached the journal. */
export async function writesAgain(): Promise<boolean> {
  if (saveState().trouble) return false;
  const done = await commit({ intent: 'demand.new' }, () => [make('demands', { id: newId(), title: '空间恢复之后' })]);
  await allSaved();
  return !isRefusal(done);
}
