/** Files that were brought just now and do not count leave the vault again: they would go into every backup. */
import type { VaultFile } from '../../shared/bridge.ts';
import { call } from './bridge-call.ts';
import { logError } from './report.ts';
import { db, workspace } from './store.ts';

/** Never takes away what a row names; what was there before this start, or came through another door too, the vault keeps itself. */
export async function discardFiles(files: readonly VaultFile[]): Promise<void> {
  for (const { hash } of files) {
    try {
      if (!(await isNamed(hash))) await call('vault.discard', { workspace: workspace(), hash });
    } catch (error) {
      // a file too many is no reason to stop what the person is doing
      logError('vault.discard', error);
    }
  }
}

const isNamed = async (hash: string): Promise<boolean> =>
  (await db().attachments.where('hash').equals(hash).count()) > 0 ||
  (await db()
    .documents.filter((d) => d.hash === hash)
    .count()) > 0;
