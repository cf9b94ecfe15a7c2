/** The clause files as the program ships them, read from the disk. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import { inSeveral } from '../../shared/domain/contract/several.ts';
import { parseClauses, type ParsedClauses } from '../../shared/domain/contract/language/parse.ts';

const FOLDER = new URL('../../resources/clauses/', import.meta.url);
export const textOf = (path: string): string => readFileSync(new URL(path, FOLDER), 'utf8');
export const partText = (name: string): string | undefined => (existsSync(new URL(`parts/${name}.txt`, FOLDER)) ? textOf(`parts/${name}.txt`) : undefined);
export const parsed = (code: string): ParsedClauses => parseClauses({ file: `${code}.txt`, text: textOf(`${code}.txt`) }, partText);
export const PARTS = readdirSync(new URL('parts/', FOLDER)).map((f) => f.slice(0, -4));
export const CODES = readdirSync(FOLDER)
  .filter((f) => f.endsWith('.txt'))
  .map((f) => f.slice(0, -4));

/** The clauses of a kind, for two parties or `further` ones; throws where its file has a fault. */
export function clauses(code: string, further = 0): ClauseSet {
  const { set, faults } = parsed(code);
  if (set?.flavour !== 'contract') throw new Error(`${code}: ${JSON.stringify(faults)}`);
  return inSeveral(set, further);
}
