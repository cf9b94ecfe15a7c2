/** The carrier in the main process, seen from here. A bridge that fails after taking a letter leaves its fate unknown. */
import type { BridgeErrorCode, Outcome, Responses } from '../../shared/bridge.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import type { WantedReceipt } from '../data/schema.ts';
import { workspace } from '../data/store.ts';

/** Faults of our own making: the same letter would fail the same way again, so a person must look. */
const OURS: readonly BridgeErrorCode[] = ['malformed', 'too-large', 'forbidden', 'unsupported'];
const failed = (code: BridgeErrorCode): Outcome => ({ kind: 'unknown', reason: `bridge-${code}`, ...(OURS.includes(code) ? { hold: true } : {}) });

export const bridgeCarrier: Carrier = {
  async send(registry, letter, body) {
    const reply = await window.bridge.call('carrier.send', { registry, letter, body });
    return reply.ok ? reply.value : failed(reply.code);
  },
  async ask(registry, letter) {
    const reply = await window.bridge.call('carrier.ask', { registry, letter });
    return reply.ok ? reply.value : failed(reply.code);
  },
  async collect(registry, cursor) {
    const reply = await window.bridge.call('carrier.collect', { registry, cursor });
    return reply.ok ? reply.value : { outcome: 'failed', failure: failed(reply.code) };
  },
};

/** Asks the main process for a receipt; it lies in the vault once the answer is `ok`. */
export async function fetchReceipt(registry: string, { registryId, sha256, size, name }: WantedReceipt): Promise<Responses['carrier.receipt']> {
  const reply = await window.bridge.call('carrier.receipt', { workspace: workspace(), registry, registryId, sha256, size, name });
  return reply.ok ? reply.value : { outcome: 'failed', failure: failed(reply.code) };
}
