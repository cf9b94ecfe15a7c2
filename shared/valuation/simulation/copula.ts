/** Correlations of the uncertain inputs on the normal scale (Gaussian copula): the matrix, its root, and its repair. */
import { refuse, type Refusal } from '../../result.ts';

export type Pair = { a: string; b: string; rho: number };
export type Matrix = number[][];

/** Pairs as a matrix over `names`; a pair that names nothing, itself or what was said before is refused. */
export function correlationMatrix(names: readonly string[], pairs: readonly Pair[]): Matrix | Refusal {
  const matrix: Matrix = names.map((_, i) => names.map((__, j) => (i === j ? 1 : 0)));
  const said = new Set<string>();
  for (const { a, b, rho } of pairs) {
    const [i, j] = [names.indexOf(a), names.indexOf(b)];
    if (i < 0 || j < 0 || i === j) return refuse('valuation.correlationNames', { field: 'correlations', params: { a, b } });
    const key = [i, j].sort((x, y) => x - y).join();
    if (said.has(key)) return refuse('valuation.correlationTwice', { field: 'correlations', params: { a, b } });
    said.add(key);
    matrix[i]![j] = rho;
    matrix[j]![i] = rho;
  }
  return matrix;
}

const SLACK = 1e-10;

/** L with L·Lᵀ = the matrix, or nothing where it is no correlation matrix. A singular one (ρ = ±1) has a root too. */
export function cholesky(matrix: Matrix): Float64Array | undefined {
  const n = matrix.length;
  const root = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= root[i * n + k]! * root[j * n + k]!;
      if (i === j) {
        if (rest < -SLACK) return undefined;
        root[i * n + i] = rest > SLACK ? Math.sqrt(rest) : 0;
      } else if (root[j * n + j]! > 0) root[i * n + j] = rest / root[j * n + j]!;
      else if (Math.abs(rest) > Math.sqrt(SLACK)) return undefined;
    }
  return root;
}

/** Eigenvalues and vectors (columns) of a symmetric matrix: Jacobi's rotations. */
export function eigen(matrix: Matrix): { values: number[]; vectors: Matrix } {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v: Matrix = matrix.map((_, i) => matrix.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p]![q]! * a[p]![q]!;
    if (off < 1e-26) break;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (a[p]![q] === 0) continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        rotate(a, v, p, q, c, t * c);
      }
  }
  return { values: a.map((row, i) => row[i]!), vectors: v };
}

function rotate(a: Matrix, v: Matrix, p: number, q: number, c: number, s: number): void {
  const n = a.length;
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[k]![p]!, a[k]![q]!];
    a[k]![p] = c * x - s * y;
    a[k]![q] = s * x + c * y;
  }
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[p]![k]!, a[q]![k]!];
    a[p]![k] = c * x - s * y;
    a[q]![k] = s * x + c * y;
    const [g, h] = [v[k]![p]!, v[k]![q]!];
    v[k]![p] = c * g - s * h;
    v[k]![q] = s * g + c * h;
  }
}

/** The matrix with its negative eigenvalues raised to nothing and its diagonal brought back to 1 (spectral repair). */
export function repaired(matrix: Matrix): { matrix: Matrix; change: number } {
  const { values, vectors } = eigen(matrix);
  const n = matrix.length;
  const raised = matrix.map((_, i) =>
    matrix.map((__, j) => values.reduce((sum, value, k) => sum + Math.max(value, 1e-9) * vectors[i]![k]! * vectors[j]![k]!, 0)),
  );
  const result = raised.map((row, i) => row.map((x, j) => (i === j ? 1 : x / Math.sqrt(raised[i]![i]! * raised[j]![j]!))));
  let change = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) change = Math.max(change, Math.abs(result[i]![j]! - matrix[i]![j]!));
  return { matrix: result, change };
}
