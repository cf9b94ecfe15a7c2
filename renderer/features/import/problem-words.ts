import type { TFunction } from 'i18next';
import type { ImportPlan, ImportProblem } from '../../../shared/domain/import/plan.ts';

/** What is wrong with a line of the file, in words. */
export const problemWords = (t: TFunction<'import'>, { key, column, params }: Pick<ImportProblem, 'key' | 'column' | 'params'>): string =>
  t(`documents:import.${key}`, { column, ...params });

export type Outcome = 'skip' | 'blank' | 'read' | 'first' | 'warn';
/** What becomes of the line or the cell; words: `import` namespace, `check.<outcome>`. `out`: lines that stay out, for whatever reason. */
export const outcomeOf = ({ line, key, level }: Pick<ImportProblem, 'line' | 'key' | 'level'>, out: ReadonlySet<number>): Outcome => {
  if (level === 'must' || key === 'twiceInFile' || out.has(line)) return 'skip';
  if (key === 'cellError' || key === 'notCalculated' || key === 'mergedAmount') return 'blank';
  if (key === 'sameHeader') return 'first';
  return key === 'serialDay' ? 'read' : 'warn';
};

/** Lines of which nothing comes in. */
export const linesOut = (plan: Pick<ImportPlan, 'refused' | 'totals'>): ReadonlySet<number> =>
  new Set([...plan.refused, ...plan.totals.flatMap((l) => (l.taken ? [] : [l.row.line]))]);

/** How many things keep a line out, and how many are only to be looked at: together as many as the list has. */
export function countProblems(problems: readonly ImportProblem[]): { musts: number; notes: number } {
  const musts = problems.filter((p) => p.level === 'must').length;
  return { musts, notes: problems.length - musts };
}
