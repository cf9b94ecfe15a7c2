import { randomUUID } from 'node:crypto';
import type { JournalLine } from '../../shared/bridge.ts';
import { canonicalJson, sha256Hex } from '../../shared/change/chain.ts';
import { FORMAT_VERSION, type Change, type Patch } from '../../shared/change/change.ts';

const PATCHES = 200;

/** `note` is asked for each Change of the group whether it is the last. */
export type Restoring = { who: string; intent: string; note: (last: boolean) => string };

/** Lines after number `from`: one group of Changes of origin `restore` by a device of its own; the page that comes next is a new device as well. */
export function asChanges(patches: readonly Patch[], { who, intent, note }: Restoring, from: number): JournalLine[] {
  const [device, group] = [randomUUID(), randomUUID()];
  const lines: JournalLine[] = [];
  const count = Math.max(1, Math.ceil(patches.length / PATCHES));
  let prev = '';
  for (let n = 1; n <= count; n++) {
    const json = canonicalJson({
      v: FORMAT_VERSION,
      id: randomUUID(),
      device,
      n,
      prev,
      who,
      why: { intent, origin: 'restore', note: note(n === count) },
      when: new Date().toISOString(),
      group,
      patches: patches.slice((n - 1) * PATCHES, n * PATCHES),
      letters: [],
    } satisfies Change);
    prev = sha256Hex(json);
    lines.push({ seq: from + n, json });
  }
  return lines;
}
