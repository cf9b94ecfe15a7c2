/** Thousands of filings in the queue of a workspace, each with its deal and its letter: in the profile under measurement. */
import { z } from 'zod';
import { commitBulk } from '../../renderer/data/bulk.ts';
import { commit } from '../../renderer/data/commit.ts';
import { openWorkspace } from '../../renderer/data/open.ts';
import { allSaved } from '../../renderer/data/save-state.ts';
import { newId } from '../../renderer/data/store.ts';
import { setAskAbove } from '../../renderer/sync/gate.ts';
import { saveRegistry } from '../../renderer/sync/registries.ts';
import { make } from '../../shared/domain/edit.ts';
import { OFFICE_ID } from '../../shared/domain/party.ts';
import { contentHash, filingLetter } from '../../shared/registry/letter.ts';
import { sampleContent } from '../support/sample-letter.ts';

// as the product's first script does: no compiled parsers under the program's policy
z.config({ jitless: true });

const REGISTRY = 'bench';

/** `n` frozen filings, each queued in a Change of its own, for a registry at `url` that is not switched on yet. */
export async function fillOutbox(n: number, url: string): Promise<void> {
  await openWorkspace('work');
  await commit({ intent: 'office.new' }, () => [make('office', { id: OFFICE_ID, name: '示例单位', userName: '示例经理', role: 'seller' })]);
  const deals = Array.from({ length: n }, (_, i) => ({ id: newId(), name: `示例项目 ${i + 1}`, route: 'license' as const, role: 'seller' as const }));
  await commitBulk(
    { intent: 'import', origin: 'import' },
    deals.map((d) => make('deals', d)),
  );
  for (const [i, deal] of deals.entries()) {
    const content = sampleContent(i, { filingId: newId() });
    const row = { id: content.filingId, dealId: deal.id, version: 1, form: content.form, state: 'queued' as const, carrier: 'http' as const };
    await commit({ intent: 'filing.submit' }, () => ({
      edits: [make('filings', { ...row, registry: REGISTRY, frozenHash: contentHash(content) })],
      letters: [filingLetter(REGISTRY, deal.id, content)],
    }));
  }
  await allSaved();
  await setAskAbove(n);
  await saveRegistry({ id: REGISTRY, name: '示例登记端', url, simulated: false, online: false }, 'token');
}

/** The yardstick: bare strict transactions that put a record of a filing's size, two a letter as delivering needs at least. */
export async function bareWrites(n: number): Promise<number> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('bench-outbox', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('t', { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('cannot open'));
  });
  const { form } = sampleContent(0);
  const start = performance.now();
  for (let i = 0; i < 2 * n; i++) {
    await new Promise<void>((resolve, reject) => {
      const tx = db.transaction(['t'], 'readwrite', { durability: 'strict' });
      tx.objectStore('t').put({ id: `f${i % n}`, form, state: i < n ? 'sending' : 'submitted' });
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error ?? new Error('aborted'));
    });
  }
  const ms = performance.now() - start;
  db.close();
  return ms;
}
