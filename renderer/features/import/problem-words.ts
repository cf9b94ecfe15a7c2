import type { TFunction } from 'i18next';
import type { ImportProblem } from '../../../shared/domain/import/plan.ts';

/** What is wrong with a line of the file, in words. */
export const problemWords = (t: TFunction<'import'>, { key, column, params }: Pick<ImportProblem, 'key' | 'column' | 'params'>): string =>
  t(`documents:import.${key}`, { column, ...params });

/** What becomes of the line or the cell; words: `import` namespace, `check.<outcome>`. */
export const outcomeOf = ({ key, level }: Pick<ImportProblem, 'key' | 'level'>): 'skip' | 'blank' | 'read' | 'warn' => {
  if (level === 'must' || key === 'twiceInFile') return 'skip';
  if (key === 'cellError') return 'blank';
  return key === 'serialDay' ? 'read' : 'warn';
};
