import type { TFunction } from 'i18next';
import type { ImportProblem } from '../../../shared/domain/import/plan.ts';

/** What is wrong with a line of the file, in words. */
export const problemWords = (t: TFunction<'import'>, { key, column, params }: Pick<ImportProblem, 'key' | 'column' | 'params'>): string =>
  t(`documents:import.${key}`, { column, ...params });
