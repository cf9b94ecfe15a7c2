/** What every valuation method answers: the figure with the way to it, so that a screen can show its steps and an old sheet reopens to the same number. */
import type { Params } from '../domain/finding.ts';
import type { Warning } from './method.ts';

export type Step = {
  id: string;
  /** words: `valuation` namespace, `steps.<labelKey>`, filled with `params` */
  labelKey: string;
  params?: Params;
  formula: string;
  substituted: string;
  /** decimal text; money in 元 */
  result: string;
  unit: '元' | '年' | 'rate' | 'factor';
};

export type ValuationResult = {
  /** decimal text in 元, unrounded */
  value: string;
  unit: '元';
  steps: Step[];
  /** the parsed inputs that were used, for the page that lists them and for re-computation */
  inputs: Record<string, string>;
  /** words: `valuation` namespace, `warnings.<key>` */
  warnings: Warning[];
  engineVersion: string;
};
