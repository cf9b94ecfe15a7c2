/** A deal begun from a contract file: its parties are found by name or made, all in one act. */
import type { VaultFile } from '../../shared/bridge.ts';
import { dealFromFile, type Adopted } from '../../shared/domain/deal-from-file.ts';
import { make, set, type Edit } from '../../shared/domain/edit.ts';
import { sameName } from '../../shared/domain/names.ts';
import type { Party } from '../../shared/domain/party.ts';
import { partyLines, partySaid, partyTakes } from '../../shared/domain/precheck/party-lines.ts';
import type { Refusal } from '../../shared/result.ts';
import { partyOfOffice } from './new-party.ts';
import { partyOf, startDeal } from './start-deal.ts';
import { newId } from './store.ts';

const SIDES = ['seller', 'buyer', 'broker'] as const;
const MAX_TEXT = 200_000;

/**
 * `text` is what was read from the file, '' for a scan; longer texts are cut where the row ends. What text and `form` plainly say of a
 * party goes where its record is empty; what stands there stays.
 */
export function startFromFile(file: VaultFile, adopted: Adopted, text: string, form: Readonly<Record<string, string>> = {}): Promise<string | Refusal> {
  return startDeal(adopted.projectName ?? adopted.title ?? file.name, async (read, seed) => {
    const edits: Edit[] = [];
    const partyIds: Partial<Record<(typeof SIDES)[number], string>> = {};
    const made = new Map<string, string>();
    const lines = partyLines(text);
    for (const side of SIDES) {
      const name = adopted[side]?.trim();
      if (!name) continue;
      const id = (await partyOf(read, name)) ?? made.get(name) ?? newId();
      if (!made.has(name)) {
        const there = await read.get('parties', id);
        const ours = seed.office && sameName(seed.office.name, name) ? { ...partyOfOffice(seed.office, id), name } : { id, name };
        const takes = partyTakes(partySaid(name, lines, form), there ?? ours);
        if (!there) edits.push(make('parties', { ...ours, ...takes } satisfies Party));
        else if (Object.keys(takes).length > 0) edits.push(set('parties', id, takes));
      }
      made.set(name, id);
      partyIds[side] = id;
    }
    const attachment = { id: newId(), name: file.name, hash: file.hash, size: file.size, mime: file.mime, addedOn: new Date().toISOString() };
    const related = form['isRelated'] === '是';
    const start = { seed, contractId: newId(), signingId: newId(), attachment, adopted, partyIds, text: text.slice(0, MAX_TEXT), related };
    return [...edits, ...dealFromFile(start)];
  });
}
