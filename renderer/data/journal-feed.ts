/** Sends committed Changes to the journal in order and learns which it has. The journal may lag behind, never lead. */
import type { JournalLine } from '../../shared/bridge.ts';
import { bareChange, canonicalJson } from '../../shared/change/chain.ts';
import type { StoredChange } from '../../shared/change/change.ts';
import { BridgeFailure, call } from './bridge-call.ts';
import { setSaveState } from './save-state.ts';
import { workspace } from './store.ts';

const BATCH = 500;
let queue: JournalLine[] = [];
let running: Promise<void> | null = null;
/** what is wrong is over once a retry was taken; a trouble that others told of meanwhile (a full disk) is not */
let mending = false;

export const journalLine = (c: StoredChange): JournalLine => ({ seq: c.seq, json: canonicalJson(bareChange(c)) });

/** Hands over a Change that IndexedDB has committed, as its canonical JSON. */
export function feedJournal(seq: number, json: string): void {
  queue.push({ seq, json });
  setSaveState({ pending: queue.length });
  running ??= drain().finally(() => (running = null));
}

/** Tries again after trouble; what is wrong stands until the journal has taken what it missed. */
export function retryJournal(): void {
  mending = queue.length > 0;
  if (!mending) setSaveState({ trouble: null });
  running ??= drain().finally(() => (running = null));
}

export function resetJournalFeed(): void {
  queue = [];
  mending = false;
  setSaveState({ pending: 0, trouble: null });
}

async function drain(): Promise<void> {
  while (queue.length > 0) {
    const lines = queue.slice(0, BATCH);
    try {
      const { acked } = await call('journal.append', { workspace: workspace(), lines });
      queue = queue.filter((l) => l.seq > acked);
      setSaveState({ pending: queue.length, savedAt: new Date().toISOString(), ...(mending ? { trouble: null } : {}) });
      mending = false;
    } catch (e) {
      const code = e instanceof BridgeFailure && e.code === 'disk-full' ? 'full' : e instanceof BridgeFailure && e.code === 'read-only' ? 'readonly' : 'io';
      setSaveState({ trouble: { code, freeBytes: 0 } });
      return;
    }
  }
}
