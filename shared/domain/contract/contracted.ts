/** The two sides as a locked contract names them: what is signed, sealed and filed is compared with these, not with a record that moved since. */
import type { Contract } from '../contract.ts';
import type { Party } from '../party.ts';
import { runText } from './blocks.ts';
import { keptText, type ContractText } from './text.ts';

export const CONTRACTED = ['name', 'uscc', 'address', 'legalRep'] as const;
export type Contracted = Partial<Record<(typeof CONTRACTED)[number], string>>;
export type Side = 'buyer' | 'seller';

/** What the kept text of a contract says of a side, without what it leaves open; undefined where no text was kept. */
export const contractedWords = (contract: Contract | undefined, side: Side): Contracted | undefined => wordsAt(contract, side === 'buyer' ? 0 : 1);

function wordsAt(contract: Contract | undefined, which: number): Contracted | undefined {
  const kept = contract && keptText(contract);
  const named = kept?.parties[which];
  if (!kept || !named) return undefined;
  const said = { ...panelOf(kept, which), name: named.name, uscc: named.uscc };
  return Object.fromEntries(Object.entries(said).filter(([, text]) => text !== ''));
}

/** The party with the contract's words for its name, code, address and legal representative; the party itself where no text was kept. */
export function contractedParty(contract: Contract | undefined, side: Side, party: Party | undefined): Party | undefined {
  return contractedAt(contract, side === 'buyer' ? 0 : 1, party);
}

/** The same by its place: 甲方 is 0, 乙方 1, 丙方 2. */
export function contractedAt(contract: Contract | undefined, which: number, party: Party | undefined): Party | undefined {
  const said = wordsAt(contract, which);
  return party && said ? { ...party, ...said } : party;
}

/** How the panel of a side calls what only stands there. */
const PANEL: Readonly<Record<string, 'address' | 'legalRep'>> = { 住所地: 'address', 法定代表人: 'legalRep' };
const NONE = '/';

function panelOf({ body }: ContractText, which: number): Contracted {
  const panels = body.flatMap((block) => {
    const rows = block.kind === 'table' ? block.rows.map((row) => row.map((cell) => runText(cell.runs))) : [];
    return rows[1]?.[0] === '住所地' ? [rows] : [];
  });
  const out: Contracted = {};
  for (const row of panels[which] ?? [])
    row.forEach((label, i) => {
      const field = i % 2 === 0 ? PANEL[label] : undefined;
      const value = row[i + 1];
      if (field && value !== undefined && value !== NONE) out[field] = value;
    });
  return out;
}
