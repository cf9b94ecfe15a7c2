/** Uniform or normal columns turned into draws of a distribution: one plain loop each, nothing allocated. */
import { betaDensity, betaQuantile, logBeta } from './beta.ts';
import { triangularAt, type Shape } from './distributions.ts';
import { exactExp } from './exact-math.ts';
import { normalShare } from './normal-draw.ts';

const EDGE = 8.5;
const PER_UNIT = 128;
const KNOTS = 2 * EDGE * PER_UNIT + 1;

/**
 * The beta inverse over the normal figure: x(z) = I⁻¹(Φ(z)) is smooth to the ends, so cubics between exact values and
 * slopes at 128 knots a unit give it to better than 1e−10 of the range. Four numbers a knot: value and slope, now and next.
 */
export function betaTable(a: number, b: number): Float64Array {
  const table = new Float64Array(KNOTS * 2);
  const logB = logBeta(a, b);
  for (let i = 0; i < KNOTS; i++) {
    const z = -EDGE + i / PER_UNIT;
    const share = normalShare(z < 0 ? z : -z);
    // from the nearer end; the complement's shapes are swapped
    const near = z < 0 ? betaQuantile(share, a, b) : betaQuantile(share, b, a);
    table[2 * i] = z < 0 ? near : 1 - near;
    const density = z < 0 ? betaDensity(near, a, b, logB) : betaDensity(near, b, a, logB);
    table[2 * i + 1] = (exactExp((-z * z) / 2) / 2.5066282746310002 / density) * (1 / PER_UNIT);
  }
  return table;
}

function fromTable(table: Float64Array, low: number, width: number, column: Float64Array, count: number): void {
  for (let n = 0; n < count; n++) {
    let at = (column[n]! + EDGE) * PER_UNIT;
    if (at < 0) at = 0;
    else if (at > KNOTS - 2) at = KNOTS - 2;
    const i = at | 0;
    const t = at - i;
    const j = 2 * i;
    const y0 = table[j]!;
    const s0 = table[j + 1]!;
    const rise = table[j + 2]! - y0;
    const s1 = table[j + 3]!;
    column[n] = low + width * (y0 + t * (s0 + t * (3 * rise - 2 * s0 - s1 + t * (s0 + s1 - 2 * rise))));
  }
}

/** How one column is drawn. `wants`: the figure it starts from. */
export type Draw = { wants: 'share' | 'normal'; shape: Shape; table?: Float64Array };

export function drawOf(shape: Shape): Draw {
  if (shape.kind === 'pert') return { wants: 'normal', shape, table: betaTable(shape.a, shape.b) };
  return { wants: shape.kind === 'normal' || shape.kind === 'lognormal' ? 'normal' : 'share', shape };
}

/** Normal figures back to shares, in place: for those marginals that start from a share and are correlated. */
export function toShare(column: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) column[i] = normalShare(column[i]!);
}

/** The draws, in place of the shares or normal figures the column holds. */
export function drawColumn({ shape, table }: Draw, column: Float64Array, count: number): void {
  switch (shape.kind) {
    case 'constant':
      column.fill(shape.value, 0, count);
      return;
    case 'uniform': {
      const { low, width } = shape;
      for (let i = 0; i < count; i++) column[i] = low + width * column[i]!;
      return;
    }
    case 'triangular': {
      const { low, mode, high } = shape;
      for (let i = 0; i < count; i++) column[i] = triangularAt(column[i]!, low, mode, high);
      return;
    }
    case 'pert':
      fromTable(table!, shape.low, shape.width, column, count);
      return;
    case 'normal': {
      const { mean, sd } = shape;
      for (let i = 0; i < count; i++) column[i] = mean + sd * column[i]!;
      return;
    }
    case 'lognormal': {
      const { mu, sigma } = shape;
      for (let i = 0; i < count; i++) column[i] = exactExp(mu + sigma * column[i]!);
    }
  }
}
