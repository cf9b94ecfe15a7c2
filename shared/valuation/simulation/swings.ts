/** The tornado of a simulation: each uncertain input alone at its P10 and its P90, the others as the base case has them. */
import { quantileOf, shapeOf } from './distributions.ts';
import { OUTCOMES } from './model.ts';
import type { Plan } from './plan.ts';

/** A side without a value has none. */
export type Swing = { field: string; low: number; high: number; atLow?: number; atHigh?: number; swing: number };
export type Swings = { base: number; bars: Swing[] };

/** Widest first, a side without a value before all; nothing where the base case itself has no value. */
export function swingsOf({ asked, model, places }: Plan): Swings | undefined {
  const outcomes = new Uint32Array(OUTCOMES.length);
  const out = new Float64Array(1);
  const at = (place?: number, value?: number): number | undefined => {
    const columns = model.fixed.map((fixed, i) => Float64Array.of(i === place ? value! : fixed));
    model.evaluate(columns, 1, out, outcomes);
    return Number.isFinite(out[0]) ? out[0] : undefined;
  };
  const base = at();
  if (base === undefined) return undefined;
  const bars = asked.uncertain.map(({ variable, distribution }, i): Swing => {
    const shape = shapeOf(distribution);
    const [low, high] = [quantileOf(shape, 0.1), quantileOf(shape, 0.9)];
    const [atLow, atHigh] = [at(places[i], low), at(places[i], high)];
    return {
      field: variable,
      low,
      high,
      ...(atLow === undefined ? {} : { atLow }),
      ...(atHigh === undefined ? {} : { atHigh }),
      swing: atLow === undefined || atHigh === undefined ? 0 : Math.abs(atHigh - atLow),
    };
  });
  const rank = (b: Swing): number => (b.atLow === undefined || b.atHigh === undefined ? Infinity : b.swing);
  return { base, bars: bars.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a))) };
}
