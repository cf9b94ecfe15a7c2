/** Values of the interview inside a clause: where each stands in our printed words, and what stands there in theirs. */
import { parseMoney, parseRate } from '../../money.ts';
import { parseDay } from '../../time.ts';
import type { InterviewField } from '../contract/clause-set.ts';
import { foldWidth } from './classify-fold.ts';
import type { Piece } from './diff.ts';

/** `how` as the clause says it: money, words, percent, date, print; '' for the bare answer. A cross-reference has the key `ref:…`. */
export type Place = { key: string; how: string; start: number; end: number };
/** `conflict`: their text gives the field two different values, and which is meant a person must say. */
export type NewValue = { key: string; now: string; said: string; conflict?: true };

const PLACEHOLDER = /\{([A-Za-z][\w.]*(?:[+-][A-Za-z]\w*)*)(?:\|(\w+))?\}|\{ref:[^}]*\}/g;

/** Keys of the interview a clause prints. */
export const keysIn = (template: string): string[] => [...new Set([...template.matchAll(PLACEHOLDER)].flatMap((m) => (m[1] ? [m[1]] : [])))];

/** Finds each placeholder of a clause in what was printed of it; null where the printed words are not of this clause. */
export function placesIn(template: string, printed: string): Place[] | null {
  const keys: (readonly [string, string])[] = [];
  let [pattern, at] = ['', 0];
  const words = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[。；，]/g, '$&?');
  for (const m of template.matchAll(PLACEHOLDER)) {
    pattern += `${words(template.slice(at, m.index))}([^]*?)`;
    keys.push([m[1] ?? m[0].slice(1, -1), m[2] ?? '']);
    at = m.index + m[0].length;
  }
  const found = new RegExp(`^${pattern}${words(template.slice(at))}$`, 'd').exec(printed);
  if (!found) return null;
  return keys.map(([key, how], i) => {
    const [start, end] = found.indices![i + 1]!;
    return { key, how, start, end };
  });
}

type Span = { start: number; end: number };

/** Replacements cut down to the characters that really differ: 180日 → 90日 is 18 → 9. */
function cutDown(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  const put = (op: Piece['op'], text: string): void => {
    if (text !== '') out.push({ op, text });
  };
  pieces.forEach(({ op, text }, i) => {
    const next = pieces[i + 1];
    if (op === 'ins' && pieces[i - 1]?.op === 'del') return;
    if (op !== 'del' || next?.op !== 'ins') return put(op, text);
    let [head, tail] = [0, 0];
    const least = Math.min(text.length, next.text.length);
    while (head < least && text[head] === next.text[head]) head++;
    while (tail < least - head && text.at(-1 - tail) === next.text.at(-1 - tail)) tail++;
    put('same', text.slice(0, head));
    put('del', text.slice(head, text.length - tail));
    put('ins', next.text.slice(head, next.text.length - tail));
    put('same', text.slice(text.length - tail));
  });
  return out;
}

/** The stretch of their text that took the place of a stretch of ours. */
function carried(coarse: readonly Piece[], { start, end }: Span): Span {
  const pieces = cutDown(coarse);
  let [a, b] = [0, 0];
  let [from, to] = [-1, -1];
  for (const { op, text } of pieces) {
    const size = text.length;
    if (op === 'ins') {
      // put in at the very edge, it belongs to what was struck out there
      b += size;
      if (a > start && a <= end && to !== -1) to = a === end && !struckBefore(pieces, a) ? to : b;
      continue;
    }
    const [x, y] = [Math.max(a, start), Math.min(a + size, end)];
    if (x < y || (size > 0 && x === y && start === end && x === a)) {
      const shift = op === 'same' ? b - a : 0;
      if (from === -1) from = op === 'same' ? x + shift : b;
      to = op === 'same' ? y + shift : b;
    }
    a += size;
    if (op === 'same') b += size;
  }
  return from === -1 ? { start: b, end: b } : { start: from, end: to };
}

/** Whether our text was struck out right up to this place. */
function struckBefore(pieces: readonly Piece[], at: number): boolean {
  let a = 0;
  for (const { op, text } of pieces) {
    if (op === 'ins') continue;
    a += text.length;
    if (a === at) return op === 'del';
  }
  return false;
}

/** Values their wording gives to the fields printed in the clause, only where they differ from ours and can be read. */
export function valuesIn(places: readonly Place[], pieces: readonly Piece[], fields: ReadonlyMap<string, InterviewField>): NewValue[] {
  const ours = pieces.map((p) => (p.op === 'ins' ? '' : p.text)).join('');
  const theirs = pieces.map((p) => (p.op === 'del' ? '' : p.text)).join('');
  const read = new Map<string, NewValue>();
  for (const place of places) {
    const field = fields.get(place.key);
    if (!field) continue;
    const was = ours.slice(place.start, place.end);
    const span = widened(theirs, carried(pieces, place), place.how);
    const said = theirs.slice(span.start, span.end).trim();
    const now = readValue(said, place.how, field);
    if (now === undefined) continue;
    const before = readValue(was, place.how, field);
    const known = read.get(place.key);
    if (known) {
      if (known.now !== now) read.set(place.key, { ...(before === now ? known : { key: place.key, now, said }), conflict: true });
    } else read.set(place.key, { key: place.key, now, said });
  }
  return [...read.values()].filter(
    (v) => v.conflict || places.some((p) => p.key === v.key && readValue(ours.slice(p.start, p.end), p.how, fields.get(p.key)!) !== v.now),
  );
}

/** A figure is taken whole, with the sign before it and the unit that belongs to it. */
function widened(text: string, span: Span, how: string): Span {
  let { start, end } = span;
  const part = how === 'money' ? /[\d,.，．]/ : how === 'percent' ? /[\d.．%％‰]/ : how === '' && /^\d*$/.test(text.slice(start, end)) ? /\d/ : undefined;
  if (!part) return span;
  while (start > 0 && part.test(text[start - 1]!)) start--;
  while (end < text.length && part.test(text[end]!)) end++;
  if (how === 'money') while (end < text.length && /[十百千万亿]/.test(text[end]!)) end++;
  return { start, end };
}

/** A value as it is kept; undefined where it cannot be read. `field` is needed for words and choices. */
export function readValue(said: string, how: string, field?: InterviewField): string | undefined {
  const text = foldWidth(said).trim();
  switch (how) {
    case 'money':
    case 'words':
      return parseMoney(how === 'money' ? text.replace(/[元,]+$/, '') : said.trim())?.yuan;
    case 'percent':
      return parseRate(text.replace(/\s/g, ''));
    case 'date':
      return chineseDate(text);
    case 'print':
      return field?.choices?.find((c) => foldWidth(c.print) === text)?.value;
    default:
      if (field?.type === 'whole') return /^\d{1,6}$/.test(text) ? text : undefined;
      return text === '' ? undefined : said;
  }
}

export function chineseDate(text: string): string | undefined {
  const m = /^(\d{4})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})\s*日?$/.exec(text);
  return m ? parseDay(`${m[1]}-${m[2]!.padStart(2, '0')}-${m[3]!.padStart(2, '0')}`) : undefined;
}

/**
 * Their wording with the fields in it alive: each place where the new value prints exactly what they wrote is a
 * placeholder again, the rest are their words. Braces of theirs are no placeholders. `holds`: whether the place prints these words.
 */
export function asTemplate(theirs: string, places: readonly Place[], pieces: readonly Piece[], holds: (place: Place, said: string) => boolean): string {
  const bare = (text: string): string => text.replaceAll('{', '｛').replaceAll('}', '｝');
  let [out, at] = ['', 0];
  for (const place of places) {
    const span = widened(theirs, carried(pieces, place), place.how);
    if (span.start < at || span.start === span.end || !holds(place, theirs.slice(span.start, span.end))) continue;
    out += `${bare(theirs.slice(at, span.start))}{${place.key}${place.how === '' ? '' : `|${place.how}`}}`;
    at = span.end;
  }
  return out + bare(theirs.slice(at));
}
