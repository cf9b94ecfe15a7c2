/** What somebody else wrote, on our pages: in the language it is written in, and never so long that it pushes the others off. */
import { html, type Html } from './html.ts';
import type { Say } from './words.ts';

const HAN = /\p{Script=Han}/u;
/** Longer than any name that is one, of either language. */
const LONG_LINE = 120;
const LONG_TEXT = 400;
const LONGEST_TIP = 1000;

const chinese = (say: Say, text: string): Html | false => say.lang === 'en' && HAN.test(text) && html` lang="zh"`;
/** Text as it was filed or written; on an English page marked as Chinese where it is. */
export const data = (say: Say, text: string): Html | string => (chinese(say, text) ? html`<span lang="zh">${text}</span>` : text);

const cut = (text: string, most: number): string => [...text.slice(0, most)].slice(0, -1).join('');
/** Plain text for titles and choices. */
export const briefly = (text: string): string => (text.length <= LONG_LINE ? text : `${cut(text, LONG_LINE)}…`);

/** One line of a list: what is too long is cut, more of it in the tip; the whole stands on the page of its own. */
export const brief = (say: Say, text: string): Html | string =>
  text.length <= LONG_LINE ? data(say, text) : html`<span class="brief" title="${cut(text, LONGEST_TIP)}"${chinese(say, text)}>${briefly(text)}</span>`;

/** The whole text; a very long one opens where somebody asks for it. */
export const whole = (say: Say, text: string): Html | string =>
  text.length <= LONG_TEXT
    ? data(say, text)
    : html`<details class="long"><summary>${data(say, briefly(text))} ${say.t('shown.whole', { count: text.length })}</summary>${data(say, text)}</details>`;

/** Shown where the text is missing. */
export const orNone = (say: Say, text: string, none: Html | string): Html | string => (text === '' ? none : brief(say, text));

/** A choice of a list that somebody else named, the chosen one marked. */
export const dataOption = (say: Say, value: string, text: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen && html` selected`}${chinese(say, text)}>${briefly(text)}</option>`;
