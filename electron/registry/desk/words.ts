/**
 * The desk's words in both languages, read once at start. Codes of the code lists (classes, areas, fields) and what somebody
 * filed or wrote stay as they are, in Chinese, whatever the page speaks: `shown.ts` marks them as such.
 */
import en from '../../../resources/locales/en/desk.json';
import zh from '../../../resources/locales/zh/desk.json';
import { html, type Html, type Piece } from './html.ts';

export type Lang = 'zh' | 'en';
type Leaf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaf<T[K]>}` }[keyof T & string];
export type Key = Leaf<typeof zh>;
/** Groups that hold one word for each code. */
type Group = { [K in keyof typeof zh]: (typeof zh)[K] extends Readonly<Record<string, string>> ? K : never }[keyof typeof zh];
type Values = Readonly<Record<string, string | number>>;

export type Say = {
  lang: Lang;
  /** the words of this key; `count` among the values chooses the English form of number */
  t(key: Key, values?: Values): string;
  /** the same as a piece of a page, with pieces of pages in its places */
  h(key: Key, values: Readonly<Record<string, Piece>>): Html;
  /** the word a group has for a code; the code itself where it has none */
  of(group: Group, code: string): string;
  /** all codes of a group with their words, in order */
  all(group: Group): [string, string][];
};

type Nested = { [key: string]: string | Nested };
const flat = (words: Nested, before = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, text]): [string, string][] => (typeof text === 'string' ? [[before + key, text]] : flat(text, `${before}${key}.`)));

function speaker(lang: Lang, words: Nested): Say {
  const all = new Map(flat(words));
  const text = (key: Key, count: unknown): string => all.get(key) ?? all.get(`${key}_${Number(count) === 1 ? 'one' : 'other'}`)!;
  // a name in the middle of two braces: what stands at odd places is a name
  const pieces = (key: Key, values: Readonly<Record<string, Piece>>): Piece[] =>
    text(key, values['count'])
      .split(/\{\{(\w+)\}\}/)
      .map((piece, i) => (i % 2 === 0 ? piece : values[piece]));
  return {
    lang,
    t: (key, values = {}) => pieces(key, values).join(''),
    h: (key, values) => html`${pieces(key, values)}`,
    of: (group, code) => all.get(`${group}.${code}`) ?? code,
    all: (group) => Object.entries(words[group] as Record<string, string>),
  };
}
export const SPEAKERS: Readonly<Record<Lang, Say>> = { zh: speaker('zh', zh), en: speaker('en', en) };
