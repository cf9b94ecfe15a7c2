/** What the damage suite runs inside the page: the product's own data layer, nothing else. */
export { openWorkspace } from '../../renderer/data/open.ts';
export { db } from '../../renderer/data/store.ts';
export { allSaved } from '../../renderer/data/save-state.ts';
import { make, set } from '../../shared/domain/edit.ts';
import { commit, commitWith } from '../../renderer/data/commit.ts';
import { commitBulk } from '../../renderer/data/bulk.ts';
import { db } from '../../renderer/data/store.ts';
import { allSaved } from '../../renderer/data/save-state.ts';

/** Adds `n` records with bodies large enough that LevelDB writes tables; resolves when they are saved. */
export async function fill(n: number): Promise<void> {
  const body = '示例正文'.repeat(250);
  await commitBulk(
    { intent: 'import', origin: 'import' },
    Array.from({ length: n }, (_, i) => make('achievements', { id: `a${i}`, title: `示例成果${i}`, summary: `${i}${body}` })),
  );
  await allSaved();
}

/** One more edit, as a person would make at every start. */
export async function edit(id: string, title: string): Promise<void> {
  await commit({ intent: 'achievement.edit' }, () => [set('achievements', id, { title })]);
  await allSaved();
}

export async function titles(): Promise<Record<string, string>> {
  return Object.fromEntries((await db().achievements.toArray()).map((r) => [r.id, r.title ?? '']));
}

export async function durability(): Promise<string> {
  let said = '';
  await commitWith(
    { intent: 'x' },
    () => [set('achievements', 'a0', { note: 'x' })],
    async (tx) => {
      said = (tx.idbtrans as IDBTransaction & { durability: string }).durability;
    },
  );
  return said;
}
