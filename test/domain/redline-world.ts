/** The shipped licence as lines, and a dice that falls alike for one seed. */
import { buildContract } from '../../shared/domain/contract/build.ts';
import { ourLines, type OurLine, type TheirLine } from '../../shared/domain/redline/clauses.ts';
import { clauses } from '../documents/clause-files.ts';
import { licenceInput } from '../documents/licence-fixture.ts';

export const licence = () => buildContract(clauses('XK-ZL'), licenceInput());
export const licenceLines = (): OurLine[] => ourLines(licence().document.blocks);

/** Their file as if they had changed nothing. */
export const asTheirs = (lines: readonly OurLine[]): TheirLine[] =>
  lines.map((l) => theirLine((l.no === '' ? '' : `${l.no} `) + l.text, l.kind === 'row' ? 'table' : 'body'));
export const theirLine = (text: string, place: TheirLine['place'] = 'body', before = text): TheirLine => ({
  text,
  before,
  number: '',
  place,
  touches: [],
  remarks: [],
  fonts: [],
  hidden: false,
});

/** Numbers from 0 up to `below`, the same for the same seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}
export const pick = <T>(roll: (below: number) => number, list: readonly T[]): T => list[roll(list.length)]!;
