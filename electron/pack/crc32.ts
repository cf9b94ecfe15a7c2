/** CRC-32 as zip wants it; Node has its own only from 22 on. */
const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  let x = i;
  for (let bit = 0; bit < 8; bit++) x = x & 1 ? (x >>> 1) ^ 0xedb88320 : x >>> 1;
  return x >>> 0;
});

/** `seed` is the CRC of what comes before, 0 for nothing. */
export function crc32(bytes: Uint8Array, seed = 0): number {
  let c = ~seed;
  for (let i = 0; i < bytes.length; i++) c = (c >>> 8) ^ TABLE[(c ^ bytes[i]!) & 255]!;
  return ~c >>> 0;
}
