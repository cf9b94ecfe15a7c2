/** Halton points with a random shift, for at most twelve uncertain inputs; beyond that the dimensions begin to move together. */

const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
export const MOST_DIMENSIONS = PRIMES.length;

/** The digits of `index` in base `prime` mirrored at the point. */
export function radicalInverse(index: number, prime: number): number {
  let rest = index;
  let mirrored = 0;
  let scale = 1;
  while (rest > 0) {
    const next = Math.floor(rest / prime);
    mirrored = mirrored * prime + (rest - next * prime);
    scale *= prime;
    rest = next;
  }
  return mirrored / scale;
}

/** Points `from`+1 … `from`+`count` of one dimension, shifted by `shift` around the unit interval; open at both ends. */
export function fillHalton(dimension: number, shift: number, from: number, out: Float64Array, count: number): void {
  const prime = PRIMES[dimension]!;
  for (let i = 0; i < count; i++) {
    const at = radicalInverse(from + i + 1, prime) + shift;
    const within = at >= 1 ? at - 1 : at;
    out[i] = within <= 0 ? 1.1102230246251565e-16 : within;
  }
}
