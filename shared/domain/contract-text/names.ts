/** The parties of the head against the seals at the end and against the records that know them. */
import type { Finding } from '../finding.ts';
import { sameName, sealOwner } from '../names.ts';
import type { Party } from '../party.ts';
import { everybodyIn, partiesIn, sameLabel, sealNamesIn, usccsIn } from './parties.ts';
import type { Say } from './say.ts';

type Known = { text: string; seller?: Party; buyer?: Party };

export function nameFindings({ text, seller, buyer }: Known, say: Say): Finding[] {
  const out: Finding[] = [];
  const parties = partiesIn(text);
  const named = everybodyIn(text).length;
  if (named < 2) out.push(say('text.partyMissing', undefined, { found: named }));
  for (const seal of sealNamesIn(text)) {
    // what stands over a signature may be read as a head too, and a role both have, as 合作方, names neither
    const heads = parties.filter((p) => p.start !== seal.start);
    const head =
      heads.find((p) => p.label === seal.label) ??
      heads.find((p) => sameLabel(p.label, seal.label)) ??
      heads.find((p) => p.side !== undefined && p.side === seal.side);
    if (head && !sameName(sealOwner(seal.name), head.name)) out.push(say('text.sealDiffers', seal, { seal: seal.name, party: head.name }));
  }
  for (const [side, row] of [
    ['seller', seller],
    ['buyer', buyer],
  ] as const) {
    const found = parties.find((p) => p.side === side);
    if (found && row?.name && !sameName(found.name, row.name)) out.push(say('text.partyDiffers', found, { written: found.name, known: row.name }));
  }
  for (const code of usccsIn(text)) if (!code.ok) out.push(say('text.usccCheck', code));
  return out;
}
