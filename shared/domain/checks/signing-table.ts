/** What is looked at while both sides still sit at the table: the copies counted, the annexes at hand. A registry does not ask for it. */
import { annexLine } from '../contract/annexes.ts';
import { linesOf } from '../contract/build.ts';
import { contractSaid } from '../contract/text.ts';
import type { Contract, Signing } from '../contract.ts';
import { finding, type Finding } from '../finding.ts';
import { plainName } from '../names.ts';

/** Names of the annexes a contract lists, without the words that stand on their pages. */
export const annexNames = (annexes: string | undefined): string[] => linesOf(annexes).map((line) => annexLine(line).title);

export function checkAtTable(s: Signing, contract: Contract | undefined): Finding[] {
  const at = (field: string) => ({ table: 'signings' as const, id: s.id, field });
  const out: Finding[] = [];
  if (s.copies !== undefined && s.copiesCounted !== undefined && s.copies !== s.copiesCounted)
    out.push(finding('signing.copiesCounted', at('copiesCounted'), { params: { copies: s.copies, counted: s.copiesCounted } }));
  const listed = linesOf(s.annexes);
  const known = new Set([...listed, ...annexNames(s.annexes)].map(plainName));
  for (const name of annexNames(contractSaid(contract)['annexes']))
    if (!known.has(plainName(name))) out.push(finding('signing.annexLeftOut', at('annexes'), { params: { name }, also: name }));
  const here = new Set(s.annexesHere ?? []);
  const missing = listed.filter((name) => !here.has(name));
  if (missing.length > 0) out.push(finding('signing.annexOpen', at('annexesHere'), { params: { names: missing.join('、'), count: missing.length } }));
  return out;
}
