/** What a reader of the contract would not call another text: width, spaces, quotes, commas, letters' case, thousands. */

const WIDE = /[\uff01-\uff5e]/g;
const narrow = (text: string): string => text.replace(WIDE, (ch) => String.fromCharCode(ch.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ');

/** Full width, half width and the signs that stand for each other in Chinese typing. Superscripts and circled figures stay: 10² is not 102. */
export const foldWidth = (text: string): string =>
  narrow(text)
    .replaceAll('￥', '¥')
    .replace(/[“”„‟"＂「」『』]/g, '"')
    .replace(/[‘’‚‛`´]/g, "'")
    .replace(/[〈⟨]/g, '《')
    .replace(/[〉⟩]/g, '》')
    .replace(/[【〔［]/g, '[')
    .replace(/[】〕］]/g, ']')
    .replace(/[‐‑‒–—―－─~～〜∼]+/g, '-')
    .replaceAll('。', '.')
    .replaceAll('，', ',')
    .replaceAll('、', ',')
    .replaceAll('；', ';')
    .replaceAll('：', ':')
    .replaceAll('…', '.');

/** Spaces, but one that parts two figures (3 5) or two Latin words; the groups of an account number are one number. */
export function foldSpaces(text: string): string {
  const joined = text.replace(/\d+(?:\s\d+)+/g, (m) => (m.replace(/\s/g, '').length >= 12 ? m.replace(/\s/g, '') : m));
  return joined.replace(/\s+/g, (_, at: number) => (apart(joined, at) ? ' ' : ''));
}

function apart(text: string, at: number): boolean {
  const [before, after] = [text[at - 1] ?? '', /\S/.exec(text.slice(at))?.[0] ?? ''];
  return [/\d/, /[A-Za-z]/].some((kind) => kind.test(before) && kind.test(after));
}

/** 1,500,000.00 is 1500000: thousands, and idle zeros where it is surely an amount (2026.10 may be a month, 6.10 a clause). */
export const foldThousands = (text: string): string =>
  text
    .replace(/(?<![\d,])\d{1,3}(?:,\d{3})+(\.\d+)?(?!\d)/g, (m, places: string | undefined) => {
      const whole = m.slice(0, m.length - (places?.length ?? 0)).replaceAll(',', '');
      return whole + (places ?? '').replace(/\.?0+$/, '');
    })
    .replace(/(\d{4,})\.00(?!\d)/g, '$1')
    .replace(/(?<![\d.])(\d+)\.(\d*?)0+(?=\s*(?:[万亿元%‰]))/g, (_, whole: string, rest: string) => (rest === '' ? whole : `${whole}.${rest}`));

/** Behind a figure the case of a letter is a unit's: 5 MW is not 5 mW. */
export const foldCase = (text: string): string =>
  text.replace(/(\d\s?)?([A-Za-z]+)/g, (all, figure: string | undefined) => (figure === undefined ? all.toLowerCase() : all));

const NUMERIC = '[\\d一二三四五六七八九十百千万亿零〇两]';
/** A stop between two figures parts them (3、5 年), a dash before one may be a sign or a range; elsewhere stops lead the reader and do not change what is agreed. */
const KEPT_STOP = new RegExp(`(?<=${NUMERIC})[.,;:](?=${NUMERIC})|-(?=\\d)`, 'g');
const KEPT: Readonly<Record<string, string>> = { '.': '\u0001', ',': '\u0002', ';': '\u0002', ':': '\u0003', '-': '\u0004' };

const foldStops = (text: string): string => text.replace(KEPT_STOP, (stop) => KEPT[stop]!).replace(/[.,;:"'·-]/g, '');

/** The text with everything formal folded away: two texts that fold alike say the same. */
export const foldFormal = (text: string): string => foldStops(foldThousands(foldSpaces(foldCase(foldWidth(text)))));

/** For finding a text again: only its letters and figures. */
export const foldForSearch = (text: string): string =>
  narrow(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%‰]+/gu, '');
