/** Where a JSON text breaks: engines say it in words of their own, or not at all, and a person wants line and column. */

const BLANK = /[ \t\r\n]*/y;
const SCALAR = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** Deeper than any request; a reader that calls itself would run out of stack. */
export const DEEPEST = 200;

/** Thrown inside only, with the offset that could not be read. */
class Fault {
  readonly at: number;
  readonly deep: boolean;
  constructor(at: number, deep = false) {
    this.at = at;
    this.deep = deep;
  }
}

/** Line and column, both from 1; undefined where the text is sound JSON of at most DEEPEST levels. */
export function jsonFault(text: string): { line: number; column: number; deep?: true } | undefined {
  let at = 0;
  let depth = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  const sign = (wanted: string): boolean => {
    take(BLANK);
    if (text[at] !== wanted) return false;
    at++;
    take(BLANK);
    return true;
  };
  const must = (held: boolean): void => {
    if (!held) throw new Fault(at);
  };
  const members = (close: string, member: () => void): void => {
    if (++depth > DEEPEST) throw new Fault(at, true);
    if (!sign(close)) {
      do member();
      while (sign(','));
      must(sign(close));
    }
    depth--;
  };
  const value = (): void => {
    take(BLANK);
    if (sign('{'))
      members('}', () => {
        must(take(STRING));
        must(sign(':'));
        value();
      });
    else if (sign('[')) members(']', value);
    else must(take(SCALAR));
    take(BLANK);
  };
  try {
    value();
    must(at === text.length);
    return undefined;
  } catch (e) {
    if (!(e instanceof Fault)) throw e;
    const before = text.slice(0, e.at).split('\n');
    return { line: before.length, column: before.at(-1)!.length + 1, ...(e.deep ? { deep: true as const } : {}) };
  }
}
