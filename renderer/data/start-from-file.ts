/** A deal begun from a contract file: its parties are found by name or made, all in one act. */
import type { VaultFile } from '../../shared/bridge.ts';
import { dealFromFile, type Adopted } from '../../shared/domain/deal-from-file.ts';
import { make, type Edit } from '../../shared/domain/edit.ts';
import type { Refusal } from '../../shared/result.ts';
import { partyOf, startDeal } from './start-deal.ts';
import { newId } from './store.ts';

const SIDES = ['seller', 'buyer', 'broker'] as const;
const MAX_TEXT = 200_000;

/** `text` is what was read from the file, '' for a scan; longer texts are cut where the row ends. */
export function startFromFile(file: VaultFile, adopted: Adopted, text: string): Promise<string | Refusal> {
  return startDeal(adopted.projectName ?? adopted.title ?? file.name, async (read, seed) => {
    const edits: Edit[] = [];
    const partyIds: Partial<Record<(typeof SIDES)[number], string>> = {};
    const made = new Map<string, string>();
    for (const side of SIDES) {
      const name = adopted[side]?.trim();
      if (!name) continue;
      const id = (await partyOf(read, name)) ?? made.get(name) ?? newId();
      if (!made.has(name) && (await read.get('parties', id)) === undefined) edits.push(make('parties', { id, name }));
      made.set(name, id);
      partyIds[side] = id;
    }
    const attachment = { id: newId(), name: file.name, hash: file.hash, size: file.size, mime: file.mime, addedOn: new Date().toISOString() };
    return [...edits, ...dealFromFile({ seed, contractId: newId(), signingId: newId(), attachment, adopted, partyIds, text: text.slice(0, MAX_TEXT) })];
  });
}
