/**
 * How much of one contract's text stands in another, by fingerprints: hashes of overlapping runs of characters, thinned so that a
 * text of thousands of characters keeps some hundreds (winnowing). Figures and signs are left out, so that another day or price
 * hides nothing; what stands in many texts, as the general clauses of a model do, counts for none.
 */

/** Characters in a run, and how many neighbouring runs share one fingerprint. */
const RUN = 12;
const WINDOW = 8;
/** A run in more texts than this is a clause of everybody’s. */
const EVERYDAY = 3;
/** Fewer fingerprints of its own say nothing about a text. */
const LEAST = 12;

export type Fingerprint = readonly number[];

/** Each hash once, ascending. */
export function fingerprint(text: string): Fingerprint {
  const letters = text.normalize('NFKC').replace(/[^\p{L}]/gu, '');
  const hashes: number[] = [];
  let lead = 1;
  for (let i = 1; i < RUN; i++) lead = Math.imul(lead, 131);
  let hash = 0;
  for (let i = 0; i < letters.length; i++) {
    if (i >= RUN) hash = (hash - Math.imul(letters.charCodeAt(i - RUN), lead)) | 0;
    hash = (Math.imul(hash, 131) + letters.charCodeAt(i)) | 0;
    if (i >= RUN - 1) hashes.push(hash >>> 0);
  }
  const kept = new Set<number>();
  let at = -1;
  for (let i = 0; i + WINDOW <= hashes.length; i++) {
    // the least of each window; looked for anew only when the last one left it
    if (at < i) {
      at = i;
      for (let j = i + 1; j < i + WINDOW; j++) if (hashes[j]! <= hashes[at]!) at = j;
    } else if (hashes[i + WINDOW - 1]! <= hashes[at]!) at = i + WINDOW - 1;
    kept.add(hashes[at]!);
  }
  return [...kept].sort((a, b) => a - b);
}

export type Likeness = { id: string; share: number };

/** One text held against others, one after the other, so that whoever has hundreds of them can stop between two. */
export type Comparison = {
  see(id: string, print: Fingerprint): void;
  /** Texts that hold at least `least` (0–1) of this one's own words, the likest first. */
  found(least: number): Likeness[];
};

/** `everyday`: fingerprints of words that are everybody's, as the model clauses. */
export function comparison(print: Fingerprint, everyday: readonly Fingerprint[] = []): Comparison {
  const known = new Set(everyday.flat());
  const mine = new Set(print.filter((h) => !known.has(h)));
  const counts = new Map<number, number>();
  const seen: { id: string; shared: number[] }[] = [];
  return {
    see(id, other) {
      const shared = other.filter((h) => mine.has(h));
      for (const h of shared) counts.set(h, (counts.get(h) ?? 0) + 1);
      seen.push({ id, shared });
    },
    found(least) {
      const own = new Set([...mine].filter((h) => (counts.get(h) ?? 0) < EVERYDAY));
      if (own.size < LEAST) return [];
      return seen
        .map(({ id, shared }) => ({ id, share: shared.filter((h) => own.has(h)).length / own.size }))
        .filter((x) => x.share >= least)
        .toSorted((a, b) => b.share - a.share || (a.id < b.id ? -1 : 1));
    },
  };
}
