/** Makes a finding about the text being read: its name, the words that caused it, and what the message needs. */
import type { finding, Finding, FindingSource, Level, Quote } from '../finding.ts';

export type Say = (
  name: Parameters<typeof finding>[0],
  quote: Quote | undefined,
  params?: Record<string, string | number>,
  level?: Level,
  source?: FindingSource,
) => Finding;

/** A text without full stops must not be read anew for every place looked at. */
const REACH = 200;

/** The sentence a place stands in, as far as `REACH` to either side. */
export function sentenceAround(text: string, { start, end }: Quote): Quote {
  const before = text.slice(Math.max(0, start - REACH), start);
  const raw = /[^。；;\n]*$/.exec(before)![0].trimStart();
  const after = text.slice(end, end + REACH);
  const tail = after.search(/[。；;\n]/);
  const from = start - raw.length;
  const to = end + (tail < 0 ? after.length : tail);
  return { text: text.slice(from, to), start: from, end: to };
}
