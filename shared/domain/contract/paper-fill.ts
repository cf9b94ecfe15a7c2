/** Texts of a paper, filled. */
import type { ContractSources } from './answers.ts';
import type { Run } from './blocks.ts';
import { fill, mustBeAnswered, type Filling, type Gap } from './fill.ts';
import type { ContractProblem } from './problems.ts';

/** What the rows and blocks of a paper are filled from; `problems` gathers records that are not there. */
export type Printing = { filling: Filling; sources: ContractSources; gaps: Gap[]; problems: ContractProblem[] };

/**
 * Fills a text of a paper. What need not be answered leaves nothing behind, and neither does what was not asked: the
 * place is for the pen. What must be answered leaves a visible blank and a gap.
 */
export function printed({ filling, gaps }: Printing, text: string): Run[] {
  const filled = fill(text, filling);
  let blank = -1;
  return filled.runs.filter((run) => {
    if (run.blank !== true) return true;
    blank += 1;
    const gap = filled.gaps[blank]!;
    const field = filling.fields.get(gap.field);
    if (gap.fault === 'blank' && !(field && mustBeAnswered(field, filling))) return false;
    gaps.push(gap);
    return true;
  });
}

export const linesOf = (answer: string | undefined): string[] => (answer ?? '').split('\n').flatMap((l) => (l.trim() === '' ? [] : [l.trim()]));
