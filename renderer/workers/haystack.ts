/**
 * Substring search over folded texts: one long string scanned by indexOf, so that no index can go stale and no word
 * segmentation can miss. Titles rank before bodies; what changed since loading lies in a small overlay.
 */
import type { DerivedText } from '../data/schema.ts';

export type Hits = { ids: string[]; total: number };

/** Cannot occur in folded text, so a hit never spans two records. */
const END = '\u0000';
/** Above this many changed records the long string is built anew. */
const MOST_CHANGED = 2000;

export class Haystack {
  #rows: DerivedText[];
  #text = '';
  #titles = '';
  #starts: Uint32Array = new Uint32Array(0);
  #titleStarts: Uint32Array = new Uint32Array(0);
  #titleLengths: Uint32Array = new Uint32Array(0);
  #stale = new Set<number>();
  #at = new Map<string, number>();
  #changed = new Map<string, DerivedText>();

  constructor(rows: DerivedText[]) {
    this.#rows = rows;
    this.#build();
  }

  #build(): void {
    const live = this.#rows.filter((_, i) => !this.#stale.has(i)).concat([...this.#changed.values()]);
    this.#rows = live.sort((a, b) => (a.sort < b.sort ? -1 : 1));
    this.#stale = new Set();
    this.#changed = new Map();
    this.#at = new Map(live.map((r, i) => [r.id, i]));
    ({ text: this.#text, starts: this.#starts } = join(live.map((r) => r.text)));
    this.#titleLengths = Uint32Array.from(live, (r) => titleOf(r).length);
    ({ text: this.#titles, starts: this.#titleStarts } = join(live.map((r) => `${titleOf(r)}\n${r.initials}`)));
  }

  /** A record was written (`row`) or is no longer searched (null). */
  update(id: string, row: DerivedText | null): void {
    const at = this.#at.get(id);
    if (at !== undefined) this.#stale.add(at);
    this.#changed.delete(id);
    if (row) this.#changed.set(id, row);
    if (this.#changed.size > MOST_CHANGED) this.#build();
  }

  get size(): number {
    return this.#rows.length - this.#stale.size + this.#changed.size;
  }

  /** The first `limit` ids, titles first; stops as soon as it has them. `words` are folded, all must occur. */
  first(words: readonly string[], limit: number): string[] {
    const found = this.#overlay(words);
    const seen = new Set<number>();
    if (words.length === 1)
      this.#scan(this.#titles, this.#titleStarts, words[0]!, (i) => {
        seen.add(i);
        found.push(this.#rows[i]!.id);
        return found.length < limit;
      });
    if (found.length < limit) {
      this.#scan(this.#text, this.#starts, words[0]!, (i) => {
        if (!seen.has(i) && this.#hasAll(i, words)) found.push(this.#rows[i]!.id);
        return found.length < limit;
      });
    }
    return found.slice(0, limit);
  }

  /** Every hit, titles first, each group in pinyin order. */
  all(words: readonly string[]): string[] {
    const titled: string[] = this.#overlay(words);
    const rest: string[] = [];
    const [word] = words as [string];
    // a text begins with its title, so one pass tells both; only Latin letters may also be initials
    if (words.length === 1 && !/^[\x20-\x7e]+$/.test(word)) {
      this.#scan(this.#text, this.#starts, word, (i, at) => {
        (at + word.length <= this.#titleLengths[i]! ? titled : rest).push(this.#rows[i]!.id);
        return true;
      });
      return titled.concat(rest);
    }
    const seen = new Uint8Array(this.#rows.length);
    if (words.length === 1) {
      this.#scan(this.#titles, this.#titleStarts, word, (i) => {
        seen[i] = 1;
        titled.push(this.#rows[i]!.id);
        return true;
      });
    }
    this.#scan(this.#text, this.#starts, word, (i) => {
      if (seen[i] === 0 && this.#hasAll(i, words)) rest.push(this.#rows[i]!.id);
      return true;
    });
    return titled.concat(rest);
  }

  #hasAll(i: number, words: readonly string[]): boolean {
    return words.length === 1 || words.every((w) => this.#rows[i]!.text.includes(w) || this.#rows[i]!.initials.includes(w));
  }

  #overlay(words: readonly string[]): string[] {
    return [...this.#changed.values()].filter((r) => words.every((w) => r.text.includes(w) || r.initials.includes(w))).map((r) => r.id);
  }

  /** One hit a record is enough; `at` is its place within the record. Positions only grow, so the row is walked, not searched. */
  #scan(text: string, starts: Uint32Array, word: string, hit: (row: number, at: number) => boolean): void {
    const last = starts.length - 1;
    let row = 0;
    for (let pos = text.indexOf(word); pos !== -1; pos = text.indexOf(word, starts[row])) {
      while (row < last && starts[row + 1]! <= pos) row++;
      if (!(this.#stale.size > 0 && this.#stale.has(row)) && !hit(row, pos - starts[row]!)) return;
      if (row++ === last) return;
    }
  }
}

const titleOf = (r: DerivedText): string => r.text.slice(0, Math.max(0, r.text.indexOf('\n')) || undefined);

function join(texts: readonly string[]): { text: string; starts: Uint32Array } {
  const starts = new Uint32Array(texts.length);
  let at = 0;
  texts.forEach((t, i) => {
    starts[i] = at;
    at += t.length + 1;
  });
  return { text: flat(texts.join(END)), starts };
}

/** A joined string may be a rope; searching it once makes it one flat block. */
function flat(text: string): string {
  text.indexOf('\u0001');
  return text;
}
