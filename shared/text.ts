/** Text from outside, as it may be stored: nothing in it that is not seen and yet turns, hides or breaks what is read. */

/*
 * C0 and C1 without tab and line feed; direction marks, embeddings, overrides and isolates; zero-width space, word joiner and
 * invisible operators; byte order mark; interlinear marks. Joiners (U+200C, U+200D) and variation selectors stay: names need them.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what it is for
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const ANY_UNSEEN = new RegExp(UNSEEN.source);

/** The same text without unseen controls and lone surrogates; line ends become `\n`. */
export function cleanText(text: string): string {
  const whole = text.toWellFormed();
  return ANY_UNSEEN.test(whole) ? whole.replace(/\r\n?/g, '\n').replace(UNSEEN, '') : whole;
}

/** Letters written from right to left, and everything that orders direction. */
const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A text put into a sentence: what is written from right to left keeps to itself, and old marks cannot turn the rest. */
export function isolated(text: string): string {
  return TURNS.test(text) ? `\u2068${cleanText(text)}\u2069` : text;
}

/** One character finds nearly everything: a search begins with two, of any script. */
export const canSearch = (text: string): boolean => [...text.replace(/\s/g, '')].length >= 2;
