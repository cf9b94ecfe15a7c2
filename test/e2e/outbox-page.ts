/** Letters in every state and with every kind of last result, in the 示例库 of the profile under test. */
import { z } from 'zod';
import { commit } from '../../renderer/data/commit.ts';
import { openWorkspace } from '../../renderer/data/open.ts';
import { allSaved } from '../../renderer/data/save-state.ts';
import type { OutboxRow } from '../../renderer/data/schema.ts';
import { db, newId } from '../../renderer/data/store.ts';
import { saveRegistry } from '../../renderer/sync/registries.ts';
import { make } from '../../shared/domain/edit.ts';
import { contentHash, filingLetter } from '../../shared/registry/letter.ts';
import { sampleContent } from '../support/sample-letter.ts';

// as the product's first script does: no compiled parsers under the program's policy
z.config({ jitless: true });

const REGISTRY = 'r1';

/** One deal, filing and letter for each of `states`, for a registry that is not switched on. */
export async function letters(states: readonly Partial<OutboxRow>[]): Promise<void> {
  await openWorkspace('sample');
  await saveRegistry({ id: REGISTRY, name: '示例市技术合同认定登记处（示例登记端）', url: 'http://127.0.0.1:9/', simulated: true, online: false }, 'token');
  for (const [i, state] of states.entries()) {
    const deal = {
      id: newId(),
      name: `种子低温等离子体处理产线控制系统与配套工艺参数数据库联合许可 ${i + 1}`,
      route: 'license' as const,
      role: 'seller' as const,
    };
    const content = sampleContent(i, { filingId: newId() });
    const row = { id: content.filingId, dealId: deal.id, version: 1, form: content.form, state: 'queued' as const, carrier: 'http' as const };
    await commit({ intent: 'filing.submit' }, () => ({
      edits: [make('deals', deal), make('filings', { ...row, registry: REGISTRY, frozenHash: contentHash(content) })],
      letters: [filingLetter(REGISTRY, deal.id, content)],
    }));
    const [letter] = await db().outbox.where('lane').equals(deal.id).toArray();
    await db().outbox.put({ ...letter!, ...state });
  }
  await allSaved();
}
