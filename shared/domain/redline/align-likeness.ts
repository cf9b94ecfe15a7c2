/** How much two lines have in common: the share of their pairs of characters, rare ones counting more. */

/** Pairs of neighbouring characters of a folded line; a line of one character is its own pair. */
export function pairsOf(folded: string): string[] {
  const chars = [...folded];
  if (chars.length === 1) return chars;
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < chars.length; i++) pairs.add(chars[i]! + chars[i + 1]!);
  return [...pairs];
}

type Indexed = { pairs: string[]; weight: number };
/** Beyond it a pair stands in nearly every line and tells nothing. */
const MOST_HOLDERS = 240;

/** Lines of one side, to be asked which of them are like a line of the other. */
export class Likeness {
  readonly #holders = new Map<string, number[]>();
  readonly #lines: Indexed[];
  readonly #count: number;

  constructor(folded: readonly string[]) {
    this.#count = folded.length;
    const pairs = folded.map(pairsOf);
    pairs.forEach((list, i) => {
      for (const pair of list) {
        const held = this.#holders.get(pair);
        if (held) held.push(i);
        else this.#holders.set(pair, [i]);
      }
    });
    this.#lines = pairs.map((list) => ({ pairs: list, weight: list.reduce((sum, pair) => sum + this.#weight(pair), 0) }));
  }

  /** 1 where a pair stands in one line, falling to a fifth where it stands in all. */
  #weight(pair: string): number {
    const held = this.#holders.get(pair)?.length ?? 1;
    return 0.2 + 0.8 * (1 - Math.log(held) / Math.log(this.#count + 1));
  }

  /** Lines that share enough with this one: index → likeness 0…1, and how much of the line (`held`) stands in it. */
  like(folded: string, least: number): { line: number; likeness: number; held: number }[] {
    const pairs = pairsOf(folded);
    const shared = new Map<number, number>();
    let own = 0;
    for (const pair of pairs) {
      const weight = this.#weight(pair);
      own += weight;
      const held = this.#holders.get(pair);
      if (held && held.length <= MOST_HOLDERS) for (const line of held) shared.set(line, (shared.get(line) ?? 0) + weight);
    }
    const found: { line: number; likeness: number; held: number }[] = [];
    for (const [line, weight] of shared) {
      const likeness = (2 * weight) / (own + this.#lines[line]!.weight);
      const held = own === 0 ? 0 : weight / own;
      if (likeness >= least || held >= 0.8) found.push({ line, likeness, held });
    }
    return found;
  }
}

/** Likeness of two lines by themselves. */
export function likenessOf(a: string, b: string): number {
  const [x, y] = [pairsOf(a), new Set(pairsOf(b))];
  if (x.length + y.size === 0) return 1;
  return (2 * x.filter((pair) => y.has(pair)).length) / (x.length + y.size);
}
