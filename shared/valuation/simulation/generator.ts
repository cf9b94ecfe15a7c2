/**
 * xoshiro128** 1.1 (Blackman and Vigna; public domain), seeded by splitmix32, with its jump of 2^64 draws. Chunk i of a
 * simulation starts i jumps after the seed, so its draws are the same whoever computes it and never meet another chunk's.
 * Whole-number arithmetic only: the same on every machine.
 */

export type State = Uint32Array;

/** Four words from a seed: splitmix32 (golden-ratio steps, the 32-bit finaliser of MurmurHash3). */
export function seeded(seed: number): State {
  const state = new Uint32Array(4);
  let at = seed >>> 0;
  for (let i = 0; i < 4; i++) {
    at = (at + 0x9e3779b9) >>> 0;
    let z = at;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    state[i] = (z ^ (z >>> 16)) >>> 0;
  }
  // four words of nothing would stay nothing
  if ((state[0]! | state[1]! | state[2]! | state[3]!) === 0) state[0] = 1;
  return state;
}

/** The next 32 bits. */
export function nextWord(s: State): number {
  const times5 = Math.imul(s[1]!, 5);
  const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
  const t = s[1]! << 9;
  s[2]! ^= s[0]!;
  s[3]! ^= s[1]!;
  s[1]! ^= s[2]!;
  s[0]! ^= s[3]!;
  s[2]! ^= t;
  s[3] = (s[3]! << 11) | (s[3]! >>> 21);
  return result;
}

const JUMP = [0x8764000b, 0xf542d2d3, 0x6fa035c3, 0x77f2db5b];

/** Moves the state on by 2^64 words. */
export function jump(s: State): void {
  const to = new Uint32Array(4);
  for (const word of JUMP)
    for (let bit = 0; bit < 32; bit++) {
      if ((word >>> bit) & 1) for (let i = 0; i < 4; i++) to[i]! ^= s[i]!;
      nextWord(s);
    }
  s.set(to);
}

const STEP = 1 / 4503599627370496;

/** `count` numbers in the open interval (0,1): two words each, the midpoints of a grid of 2^52. */
export function fillUniform(state: State, out: Float64Array, count: number): void {
  let a = state[0]! | 0;
  let b = state[1]! | 0;
  let c = state[2]! | 0;
  let d = state[3]! | 0;
  for (let i = 0; i < count; i++) {
    let m = Math.imul(b, 5);
    const high = Math.imul((m << 7) | (m >>> 25), 9) >>> 6;
    let t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    m = Math.imul(b, 5);
    const low = Math.imul((m << 7) | (m >>> 25), 9) >>> 6;
    t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    out[i] = (high * 67108864 + low + 0.5) * STEP;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}
