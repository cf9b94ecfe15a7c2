/** Answers that are lists, line by line: each line is known by the place it had, whatever comes and goes around it. */
import { ANNEXES, retitled } from '../contract/annexes.ts';

type Entry = { at?: number; text: string };

export class Lists {
  readonly #before: Readonly<Record<string, string>>;
  readonly #lists = new Map<string, Entry[]>();

  constructor(before: Readonly<Record<string, string>>) {
    this.#before = before;
  }

  answers(): Record<string, string> {
    return Object.fromEntries([...this.#lists].map(([key, items]) => [key, items.map((i) => i.text).join('\n')]));
  }

  /** Without words the line is taken out. */
  say(key: string, item: number, words: string): void {
    const [said] = itemsOf(words.replaceAll('\n', ''));
    const entry = this.#of(key).find((e) => e.at === item);
    if (said === undefined) return this.remove(key, item);
    if (entry) entry.text = key === ANNEXES ? retitled(entry.text, said) : said;
    // a list nobody has answered yet is printed as one blank line
    else if (this.#of(key).length === 0) this.#of(key).push({ at: item, text: said });
  }

  /** Behind a line; -1 is the beginning. What stands there already is not said twice: one list may be printed in several places. */
  add(key: string, item: number, words: string): void {
    const list = this.#of(key);
    const at = list.findIndex((e) => e.at === item) + 1;
    const lines = itemsOf(words).filter((text) => list.every((e) => e.at !== undefined || e.text !== text));
    list.splice(at, 0, ...lines.map((text) => ({ text })));
  }

  remove(key: string, item: number): void {
    const list = this.#of(key);
    const at = list.findIndex((e) => e.at === item);
    if (at !== -1) list.splice(at, 1);
  }

  move(key: string, item: number, behind: number): void {
    const list = this.#of(key);
    const from = list.findIndex((e) => e.at === item);
    if (from === -1) return;
    const [entry] = list.splice(from, 1);
    list.splice(list.findIndex((e) => e.at === behind) + 1, 0, entry!);
  }

  #of(key: string): Entry[] {
    let list = this.#lists.get(key);
    if (!list) this.#lists.set(key, (list = itemsOf(this.#before[key] ?? '').map((text, at) => ({ at, text }))));
    return list;
  }
}

const itemsOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((l) =>
      l
        .trim()
        .replace(/^[（(]\d+[)）]\s*/, '')
        .replace(/[；;。]$/, ''),
    )
    .filter((l) => l !== '');
