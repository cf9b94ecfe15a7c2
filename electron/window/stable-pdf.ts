/**
 * The same page, the same bytes: what Chromium writes about itself at the head of a PDF — when it was made, on which system —
 * goes, and nothing else moves: each entry is overwritten in its place, so that every offset in the file stays true.
 */
export function stablePdf(bytes: Uint8Array): Uint8Array {
  const from = indexOf(bytes, '/Creator ', 0);
  const to = from < 0 ? -1 : indexOf(bytes, 'endobj', from);
  // another writer, another order: left as it is, for a broken file is worse than a dated one
  if (to < 0) return bytes;
  const made = Uint8Array.from(bytes);
  const entry = new TextDecoder('latin1').decode(bytes.subarray(from, to));
  for (const { index, 0: found } of entry.matchAll(ENTRY)) made.fill(SPACE, from + index, from + index + found.length);
  return made;
}

const SPACE = 0x20;
/** A text in brackets, brackets inside it escaped or in pairs; or one in hexadecimal. */
const ENTRY = /\/(?:Creator|CreationDate|ModDate) (?:<[0-9A-Fa-f]*>|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))/g;

function indexOf(bytes: Uint8Array, words: string, from: number): number {
  const wanted = new TextEncoder().encode(words);
  for (let at = bytes.indexOf(wanted[0]!, from); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) if (wanted.every((b, i) => bytes[at + i] === b)) return at;
  return -1;
}
