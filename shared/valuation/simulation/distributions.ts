/** What an uncertain input may follow: its parameters checked, its mean and spread, its value at a share. Source: valuation.md 2.12. */
import { z } from 'zod';
import { refuse, type Refusal } from '../../result.ts';
import { betaQuantile } from './beta.ts';
import { exactExp, exactLog } from './exact-math.ts';
import { normalQuantile } from './normal-draw.ts';

const value = z.number().min(-1e15).max(1e15);
const above = z.number().gt(0).max(1e15);
const spread = z.number().min(0).max(1e15);

export const distribution = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('constant'), value }).strict(),
  z.object({ kind: z.literal('uniform'), low: value, high: value }).strict(),
  z.object({ kind: z.literal('triangular'), low: value, mode: value, high: value }).strict(),
  /** beta on low…high with weight 4 on the mode */
  z.object({ kind: z.literal('pert'), low: value, mode: value, high: value }).strict(),
  z.object({ kind: z.literal('normal'), mean: value, sd: spread }).strict(),
  z.object({ kind: z.literal('lognormal'), mean: above, sd: spread }).strict(),
  z.object({ kind: z.literal('lognormalRange'), p10: above, p90: above }).strict(),
]);
export type Distribution = z.infer<typeof distribution>;

/** ln P90 − ln P10 in σ: 2·Φ⁻¹(0.9) */
const TEN_TO_NINETY = 2 * normalQuantile(0.9);

/** Why a distribution cannot be: its bounds are out of order. */
export function distributionRefusal(d: Distribution, field: string): Refusal | undefined {
  if (d.kind === 'uniform' && d.low > d.high) return refuse('valuation.distributionOrder', { field, params: { field, low: d.low, high: d.high } });
  if ((d.kind === 'triangular' || d.kind === 'pert') && !(d.low <= d.mode && d.mode <= d.high))
    return refuse('valuation.distributionMode', { field, params: { field, low: d.low, mode: d.mode, high: d.high } });
  if (d.kind === 'lognormalRange' && d.p10 > d.p90) return refuse('valuation.distributionOrder', { field, params: { field, low: d.p10, high: d.p90 } });
  return undefined;
}

/** A distribution with nothing left open: no width is a constant, a lognormal has its μ and σ, a PERT its two shapes. */
export type Shape =
  | { kind: 'constant'; value: number }
  | { kind: 'uniform'; low: number; width: number }
  | { kind: 'triangular'; low: number; mode: number; high: number }
  | { kind: 'pert'; low: number; width: number; a: number; b: number }
  | { kind: 'normal'; mean: number; sd: number }
  | { kind: 'lognormal'; mu: number; sigma: number };

export function shapeOf(d: Distribution): Shape {
  switch (d.kind) {
    case 'constant':
      return d;
    case 'uniform':
      return d.low === d.high ? { kind: 'constant', value: d.low } : { kind: 'uniform', low: d.low, width: d.high - d.low };
    case 'triangular':
      return d.low === d.high ? { kind: 'constant', value: d.low } : d;
    case 'pert': {
      const width = d.high - d.low;
      if (width === 0) return { kind: 'constant', value: d.low };
      return { kind: 'pert', low: d.low, width, a: 1 + (4 * (d.mode - d.low)) / width, b: 1 + (4 * (d.high - d.mode)) / width };
    }
    case 'normal':
      return d.sd === 0 ? { kind: 'constant', value: d.mean } : d;
    case 'lognormal': {
      if (d.sd === 0) return { kind: 'constant', value: d.mean };
      const variance = exactLog(1 + (d.sd * d.sd) / (d.mean * d.mean));
      return { kind: 'lognormal', mu: exactLog(d.mean) - variance / 2, sigma: Math.sqrt(variance) };
    }
    case 'lognormalRange': {
      if (d.p10 === d.p90) return { kind: 'constant', value: d.p10 };
      const [low, high] = [exactLog(d.p10), exactLog(d.p90)];
      return { kind: 'lognormal', mu: (low + high) / 2, sigma: (high - low) / TEN_TO_NINETY };
    }
  }
}

/** The triangular value at a share. */
export function triangularAt(u: number, low: number, mode: number, high: number): number {
  const width = high - low;
  return u < (mode - low) / width ? low + Math.sqrt(u * width * (mode - low)) : high - Math.sqrt((1 - u) * width * (high - mode));
}

/** The value below which the share `u` (0…1) of the draws lie. */
export function quantileOf(s: Shape, u: number): number {
  switch (s.kind) {
    case 'constant':
      return s.value;
    case 'uniform':
      return s.low + s.width * u;
    case 'triangular':
      return triangularAt(u, s.low, s.mode, s.high);
    case 'pert':
      return s.low + s.width * betaQuantile(u, s.a, s.b);
    case 'normal':
      return s.mean + s.sd * normalQuantile(u);
    case 'lognormal':
      return exactExp(s.mu + s.sigma * normalQuantile(u));
  }
}

/** Mean and variance in closed form; of PERT the variance of its beta, (μ−a)(b−μ)/7; the customary ((b−a)/6)² is a rule of thumb for it ((b−a)²/28 where symmetric). */
export function momentsOf(s: Shape): { mean: number; variance: number } {
  switch (s.kind) {
    case 'constant':
      return { mean: s.value, variance: 0 };
    case 'uniform':
      return { mean: s.low + s.width / 2, variance: (s.width * s.width) / 12 };
    case 'triangular': {
      const { low: a, mode: m, high: b } = s;
      return { mean: (a + m + b) / 3, variance: (a * a + b * b + m * m - a * b - a * m - b * m) / 18 };
    }
    case 'pert': {
      const sum = s.a + s.b;
      return { mean: s.low + (s.width * s.a) / sum, variance: (s.width * s.width * s.a * s.b) / (sum * sum * (sum + 1)) };
    }
    case 'normal':
      return { mean: s.mean, variance: s.sd * s.sd };
    case 'lognormal': {
      const square = s.sigma * s.sigma;
      const mean = exactExp(s.mu + square / 2);
      return { mean, variance: mean * mean * (exactExp(square) - 1) };
    }
  }
}
