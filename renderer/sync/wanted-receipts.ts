/** Which receipts lie ready at a registry, noted in the same transaction as the answer that named them. */
import type { Workspace } from '../../shared/bridge.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import type { LetterReply } from '../../shared/registry/reply.ts';
import type { Cursor, WantedReceipt } from '../data/schema.ts';

/** a registry cannot make us keep a list without end */
const MOST = 10_000;

/** The receipt an answer names for a filing that has not got it; a simulated one is none in the 正式库. */
export function wantedReceipt(filing: Filing, reply: LetterReply, workspace: Workspace): WantedReceipt | null {
  const { receipt, registryId } = reply;
  if (!receipt || receipt.size === 0 || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(registryId)) return null;
  if ((filing.version ?? 1) !== reply.version || filing.letterId !== reply.letter) return null;
  if (filing.receiptHash === receipt.sha256 || (workspace === 'work' && reply.simulated)) return null;
  return { filingId: filing.id, registryId, ...receipt, attempts: 0, dueAt: 0 };
}

/** The newest receipt of a filing takes the place of an older one. */
export function withReceipts(here: Cursor, more: readonly WantedReceipt[]): Cursor {
  if (more.length === 0) return here;
  const byFiling = new Map((here.receipts ?? []).map((r) => [r.filingId, r]));
  for (const r of more) if (byFiling.get(r.filingId)?.sha256 !== r.sha256) byFiling.set(r.filingId, r);
  return { ...here, receipts: [...byFiling.values()].slice(-MOST) };
}
