/** Reads a clause file as a tree of statements: one a line, nested by two spaces. Knows no word of the language. */
import { along, type Faults, type Place } from './fault.ts';

/** `text` is the line without its indentation; `word` its first word, `rest` what follows and `restAt` where that begins. */
export type Statement = { at: Place; text: string; word: string; rest: string; restAt: Place; children: Statement[] };

/** No clause is longer; a longer line is not looked into. */
export const LONGEST_LINE = 20_000;
const MOST_LINES = 20_000;
const DEEPEST = 6;

// what cannot be seen must not be in a contract: controls, zero-width signs, and signs that turn the reading direction
// oxlint-disable-next-line no-control-regex
export const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffd]/;

/** Answers the statements that could be read; every other line is a fault. */
export function readStatements(file: string, content: string, faults: Faults): Statement[] {
  const root: Statement[] = [];
  const open: Statement[] = [];
  let line = 0;
  let from = content.startsWith('\ufeff') ? 1 : 0;
  while (from <= content.length) {
    const end = content.indexOf('\n', from);
    const to = end < 0 ? content.length : end;
    const raw = content.slice(from, Math.min(to, from + LONGEST_LINE + 1));
    from = to + 1;
    line += 1;
    const at = { file, line, column: 1 };
    if (line > MOST_LINES) {
      faults.must(at, 'tooManyLines', { limit: MOST_LINES });
      break;
    }
    if (raw.length > LONGEST_LINE) {
      faults.must(at, 'tooLong', { limit: LONGEST_LINE });
      continue;
    }
    const read = statementOf(raw.replace(/\r$/, ''), at, faults);
    if (read) place(read, root, open, faults);
  }
  return root;
}

function statementOf(raw: string, at: Place, faults: Faults): { statement: Statement; depth: number } | undefined {
  const indent = /^[ \t]*/.exec(raw)![0];
  const text = trimEnd(raw.slice(indent.length));
  if (text === '' || text.startsWith('#')) return undefined;
  const unseen = UNSEEN.exec(text);
  if (unseen) {
    const code = unseen[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    faults.must(along(at, indent.length + unseen.index), 'unseen', { code: `U+${code}` });
    return undefined;
  }
  const tab = indent.indexOf('\t');
  if (tab >= 0) {
    faults.must(along(at, tab), 'tab');
    return undefined;
  }
  if (indent.length % 2 !== 0) {
    faults.must(along(at, indent.length), 'oddIndent', { spaces: indent.length });
    return undefined;
  }
  const space = text.indexOf(' ');
  const word = space < 0 ? text : text.slice(0, space);
  const rest = space < 0 ? '' : text.slice(space).replace(/^ +/, '');
  const here = along(at, indent.length);
  const statement = { at: here, text, word, rest, restAt: along(here, text.length - rest.length), children: [] };
  return { statement, depth: indent.length / 2 };
}

function place({ statement, depth }: { statement: Statement; depth: number }, root: Statement[], open: Statement[], faults: Faults): void {
  if (depth > open.length || depth > DEEPEST) {
    faults.must(statement.at, 'tooDeep', { spaces: depth * 2, most: Math.min(open.length, DEEPEST) * 2 });
    return;
  }
  open.length = depth;
  (open.at(-1)?.children ?? root).push(statement);
  open.push(statement);
}

/** Without trailing ASCII blanks; a regular expression would look at each of a million blanks again and again. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1;
  return text.slice(0, end);
}
