/** What is wrong with a clause file, at which line and column: collected, never thrown. */

/** `key` names words under `documents.clauseFault.*`; `expected` are words of the language, or an example of them. */
export type ClauseFault = {
  level: 'must' | 'warn';
  file: string;
  /** from 1; the column counts characters of the line */
  line: number;
  column: number;
  key: string;
  params?: Record<string, string | number>;
  expected?: string[];
};
export type Place = { file: string; line: number; column: number };

/** A file with more faults than that is another kind of file. */
export const MOST_FAULTS = 200;
const QUOTED = 40;

export type Faults = {
  must(place: Place, key: string, params?: ClauseFault['params'], expected?: readonly string[]): void;
  warn(place: Place, key: string, params?: ClauseFault['params']): void;
  all(): ClauseFault[];
};

export function faults(): Faults {
  const found: ClauseFault[] = [];
  const add = (level: ClauseFault['level'], { file, line, column }: Place, key: string, params?: ClauseFault['params'], expected?: readonly string[]): void => {
    if (found.length >= MOST_FAULTS) return;
    const short = params && Object.fromEntries(Object.entries(params).map(([k, v]) => [k, typeof v === 'string' ? quoted(v) : v]));
    found.push({ level, file, line, column, key, ...(short ? { params: short } : {}), ...(expected ? { expected: [...expected] } : {}) });
  };
  return {
    must: (place, key, params, expected) => add('must', place, key, params, expected),
    warn: (place, key, params) => add('warn', place, key, params),
    all: () => found.toSorted((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1)),
  };
}

const quoted = (text: string): string => (text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);

/** The same place, further along its line. */
export const along = (place: Place, columns: number): Place => ({ ...place, column: place.column + columns });
