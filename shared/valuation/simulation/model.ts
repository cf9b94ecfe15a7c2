/** What a model is to a simulation: columns of draws in, values and what became of each trial out. */
import type { z } from 'zod';
import type { Refusal } from '../../result.ts';

/** What became of the trials, by place in `outcomes`: valued; valued at 0; the others have no value. */
export const OUTCOMES = ['valued', 'lifeOver', 'rateTooLow', 'rateNotAboveGrowth', 'noDeal'] as const;
export const [VALUED, LIFE_OVER, RATE_TOO_LOW, RATE_NOT_ABOVE_GROWTH, NO_DEAL] = [0, 1, 2, 3, 4];

export type Model = {
  /** what each column holds where its variable is not uncertain */
  fixed: readonly number[];
  /** `rows` trials from columns into `out` (NaN: no value) and `outcomes` */
  evaluate(columns: readonly Float64Array[], rows: number, out: Float64Array, outcomes: Uint32Array): void;
};

/** A model by the fields of its base case. */
export type ModelKind<S extends z.ZodObject = z.ZodObject> = {
  base: S;
  variables: readonly [string, ...string[]];
  /** what cannot be meant, before anything is drawn */
  refusal(base: z.output<S>, uncertain: readonly string[]): Refusal | undefined;
  lay(base: z.output<S>, uncertain: readonly string[]): Model;
};
export const modelKind = <S extends z.ZodObject>(kind: ModelKind<S>): ModelKind => kind as unknown as ModelKind;
