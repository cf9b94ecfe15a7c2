/** What a simulation is asked, checked and laid out once; a worker lays it out again from the same request. */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { unreadable, type Warning } from '../method.ts';
import { drawOf, type Draw } from './columns.ts';
import { cholesky, correlationMatrix, eigen, repaired, type Pair } from './copula.ts';
import { dealKind } from './deal-model.ts';
import { distribution, distributionRefusal, momentsOf, shapeOf, type Distribution } from './distributions.ts';
import { fillUniform, jump, seeded } from './generator.ts';
import { MOST_DIMENSIONS } from './halton.ts';
import type { Model, ModelKind } from './model.ts';
import { paymentKind } from './payment-model.ts';
import { royaltyKind } from './royalty-model.ts';

/** Trials of one chunk: the unit of work, of progress and of cancelling. */
export const CHUNK = 16_384;
export const MOST_TRIALS = 10_000_000;

const MODELS: Readonly<Record<string, ModelKind>> = { royalty: royaltyKind, payment: paymentKind, deal: dealKind };

/** The request of each model, for its schema and its form: the base case, what is uncertain in it, and how it is drawn. */
export const SIMULATIONS: ReadonlyMap<string, z.ZodObject> = new Map(
  Object.entries(MODELS).map(([name, { base, variables }]) => {
    const variable = z.enum(variables);
    const request = z
      .object({
        model: name === 'royalty' ? z.literal(name).default(name) : z.literal(name),
        base,
        uncertain: z.array(z.object({ variable, distribution }).strict()).min(1).max(variables.length),
        /** on the normal scale, between the variables named in `uncertain` */
        correlations: z
          .array(z.object({ a: variable, b: variable, rho: z.number().min(-1).max(1) }).strict())
          .max(36)
          .default([]),
        repairCorrelations: z.boolean().default(false),
        trials: z.number().int().min(100).max(MOST_TRIALS).default(100_000),
        seed: z.number().int().min(0).max(4_294_967_295),
        draws: z.enum(['random', 'halton']).default('random'),
        /** the seller's lowest price, in the unit of the base case */
        floor: z.number().min(-1e15).max(1e15).optional(),
      })
      .strict();
    return [name, request];
  }),
);
export type Asked = {
  model: string;
  base: Record<string, unknown>;
  uncertain: { variable: string; distribution: Distribution }[];
  correlations: Pair[];
  repairCorrelations: boolean;
  trials: number;
  seed: number;
  draws: 'random' | 'halton';
  floor?: number | undefined;
};
/** As a caller writes it: what has a default may be left out. */
export type SimulationRequest = Pick<Asked, 'base' | 'uncertain' | 'seed'> & Partial<Asked>;

/** A request ready to be drawn. */
export type Plan = {
  asked: Asked;
  model: Model;
  chunks: number;
  draws: readonly Draw[];
  /** place of each uncertain variable among the model's columns */
  places: readonly number[];
  /** lower triangle of the correlations' root; none where nothing is correlated */
  root: Float64Array | undefined;
  /** Halton's shift of each variable */
  shifts: Float64Array;
  warnings: readonly Warning[];
};

/** Lays a request out, or says which field cannot be. */
export function planOf(raw: unknown): Plan | Refusal {
  const name = (raw as { model?: string } | undefined)?.model ?? 'royalty';
  const kind = MODELS[name];
  if (!kind) return refuse('valuation.fieldChoice', { field: 'model', params: { field: 'model', choices: Object.keys(MODELS).join(' / ') } });
  const parsed = SIMULATIONS.get(name)!.safeParse(raw, { reportInput: true });
  if (!parsed.success) return unreadable(parsed.error.issues[0]!);
  const asked = parsed.data as Asked;
  const names = asked.uncertain.map((u) => u.variable);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) return refuse('valuation.uncertainTwice', { field: 'uncertain', params: { variable: twice } });
  const refused = kind.refusal(asked.base, names);
  if (refused) return refused;
  for (const { variable, distribution: d } of asked.uncertain) {
    const wrong = distributionRefusal(d, variable);
    if (wrong) return wrong;
  }
  if (asked.draws === 'halton' && names.length > MOST_DIMENSIONS)
    return refuse('valuation.haltonDimensions', { field: 'draws', params: { most: MOST_DIMENSIONS } });
  const root = rootOf(asked, names);
  if (isRefusal(root)) return root;
  const shapes = asked.uncertain.map((u) => shapeOf(u.distribution));
  const shifts = new Float64Array(names.length);
  fillUniform(seeded(asked.seed), shifts, shifts.length);
  const beyond = asked.uncertain.filter((u, i) => leaves(u.variable, momentsOf(shapes[i]!).mean));
  return {
    asked,
    model: kind.lay(asked.base, names),
    chunks: Math.ceil(asked.trials / CHUNK),
    draws: shapes.map(drawOf),
    places: names.map((name) => kind.variables.indexOf(name)),
    root: root.root,
    shifts,
    warnings: [
      ...root.warnings,
      ...(asked.draws === 'halton' ? [{ key: 'haltonError' }] : []),
      ...beyond.map((u) => ({ key: 'meanOutside', params: { variable: u.variable } })),
      ...(names.includes('discountRate') ? [{ key: 'riskInRateAndDraws' }] : []),
    ],
  };
}

/** A share whose mean is no share, a rate whose mean discounts nothing: likely typed in percent. */
function leaves(variable: string, mean: number): boolean {
  if (variable === 'royaltyRate' || variable === 'decayRate' || variable === 'taxRate') return mean < 0 || mean >= 1;
  return (variable === 'discountRate' || variable === 'growth' || variable === 'terminalGrowth') && (mean <= -1 || mean >= 1);
}

function rootOf(asked: Asked, names: readonly string[]): { root: Float64Array | undefined; warnings: Warning[] } | Refusal {
  if (asked.correlations.length === 0) return { root: undefined, warnings: [] };
  const matrix = correlationMatrix(names, asked.correlations);
  if (isRefusal(matrix)) return matrix;
  const warnings: Warning[] = [{ key: 'correlationScale' }];
  const root = cholesky(matrix);
  if (root) return { root, warnings };
  const least = Math.min(...eigen(matrix).values);
  if (!asked.repairCorrelations) return refuse('valuation.correlationNotPsd', { field: 'correlations', params: { least: Number(least.toPrecision(4)) } });
  const mended = repaired(matrix);
  warnings.push({ key: 'correlationRepaired', params: { change: Number(mended.change.toPrecision(3)), least: Number(least.toPrecision(4)) } });
  return { root: cholesky(mended.matrix), warnings };
}

/** The generator's state at the start of a chunk. */
export function stateAt(seed: number, chunk: number): Uint32Array {
  const state = seeded(seed);
  // the first stretch is the shifts'
  for (let i = 0; i <= chunk; i++) jump(state);
  return state;
}
