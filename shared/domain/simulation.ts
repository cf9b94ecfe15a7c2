/** 模拟 of a worksheet: what is uncertain and how, as typed, and what the last run found. */
import { z } from 'zod';
import { day, flag, hash, line, money } from './fields.ts';

/** What a person may choose for an input; the parameters of each by their names in the engine. */
export const DRAWN_BY = {
  triangular: ['low', 'mode', 'high'],
  pert: ['low', 'mode', 'high'],
  uniform: ['low', 'high'],
  normal: ['mean', 'sd'],
  lognormal: ['mean', 'sd'],
  lognormalRange: ['p10', 'p90'],
} as const;
export type DrawnBy = keyof typeof DRAWN_BY;

/** One uncertain input: its distribution with the parameters as typed, and where they are from. */
export const drawnInput = z
  .object({
    variable: z.string().max(40),
    kind: z.enum(Object.keys(DRAWN_BY) as [DrawnBy, ...DrawnBy[]]),
    typed: z.record(z.string().max(20), z.string().max(60)),
    evidence: z
      .object({ source: line, sourceDate: day, grade: z.enum(['fact', 'estimate', 'assumption']).optional(), by: line })
      .strict()
      .optional(),
  })
  .strict();
export type DrawnInput = z.infer<typeof drawnInput>;

const warning = z.object({ key: z.string().max(60), params: z.record(z.string().max(40), z.union([z.string().max(200), z.number()])).optional() }).strict();
const counts = z.record(z.string().max(40), z.number());

/** A finished run: from what, and what came out. Money in 元. */
export const finishedRun = z
  .object({
    engineVersion: z.string().max(20),
    /** SHA-256 of the request's canonical JSON */
    inputHash: hash,
    /** the request as it was drawn, for whoever draws it again */
    request: z.record(z.string().max(40), z.json()),
    figures: z
      .object({
        valued: z.number(),
        mean: z.number(),
        sd: z.number(),
        standardError: z.number(),
        min: z.number(),
        max: z.number(),
        p5: z.number(),
        p10: z.number(),
        p50: z.number(),
        p90: z.number(),
        p95: z.number(),
        belowFloor: z.number().optional(),
        histogram: z.object({ from: z.number(), width: z.number(), counts: z.array(z.number()).max(100), below: z.number(), above: z.number() }).strict(),
        rankCorrelations: z.array(z.object({ variable: z.string().max(40), rho: z.number() }).strict()).max(20),
        kept: z.number(),
        outcomes: counts,
        warnings: z.array(warning).max(40),
      })
      .strict(),
    /** payments only: what minimums and caps add in the same trials, and on the one forecast */
    limits: z.object({ mean: z.number(), standardError: z.number(), base: z.number() }).strict().optional(),
    swings: z
      .object({
        base: z.number(),
        bars: z
          .array(
            z
              .object({
                field: z.string().max(40),
                low: z.number(),
                high: z.number(),
                atLow: z.number().optional(),
                atHigh: z.number().optional(),
                swing: z.number(),
              })
              .strict(),
          )
          .max(20),
      })
      .strict()
      .optional(),
  })
  .strict();
export type FinishedRun = z.infer<typeof finishedRun>;

export const simulation = z
  .object({
    uncertain: z.array(drawnInput).max(20),
    /** between two inputs named in `uncertain`, on the normal scale */
    correlations: z
      .array(z.object({ a: z.string().max(40), b: z.string().max(40), rho: z.string().max(40) }).strict())
      .max(40)
      .optional(),
    repairCorrelations: flag,
    trials: z.number().int().min(1).max(10_000_000),
    seed: z.number().int().min(0).max(4_294_967_295),
    quasi: flag,
    /** the seller's lowest price, decimal text in 元 */
    floor: money,
    result: finishedRun.optional(),
  })
  .strict();
export type Simulation = z.infer<typeof simulation>;
