/** Deeper nesting than this is no message of ours. */
const MAX_DEPTH = 32;

/**
 * Whether a message that came through structured clone is larger than `limit` bytes, counted without building anything:
 * text as its UTF-8 bytes, anything else as eight. Stops at the first byte over the limit, so that an
 * oversized message costs nothing but its own transport. Anything but plain data (Map, Date, class instances) is refused.
 */
export function exceeds(value: unknown, limit: number): 'too-large' | 'malformed' | null {
  let used = 0;
  const stack: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const v = item.value;
    used += 8;
    if (typeof v === 'string') used += v.length > limit ? v.length : Buffer.byteLength(v);
    else if (v instanceof Uint8Array) used += v.byteLength;
    else if (typeof v === 'object' && v !== null) {
      if (item.depth >= MAX_DEPTH) return 'malformed';
      const depth = item.depth + 1;
      if (Array.isArray(v)) {
        if (used + v.length * 8 > limit) return 'too-large';
        for (const entry of v) stack.push({ value: entry, depth });
      } else {
        const proto: unknown = Object.getPrototypeOf(v);
        if (proto !== Object.prototype && proto !== null) return 'malformed';
        for (const [key, entry] of Object.entries(v)) {
          used += key.length;
          if (used > limit) return 'too-large';
          stack.push({ value: entry, depth });
        }
      }
    } else if (typeof v === 'function' || typeof v === 'symbol' || typeof v === 'bigint') return 'malformed';
    if (used > limit) return 'too-large';
  }
  return null;
}
