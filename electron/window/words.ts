/** Words of the parts that the system draws: menus, dialogs, the page of last resort. Both languages, same keys. */
import en from '../../resources/locales/en/native.json';
import zh from '../../resources/locales/zh/native.json';

export type Locale = 'zh' | 'en';
export type Words = typeof zh;

const ALL: Record<Locale, Words> = { zh, en };
let locale: Locale = 'zh';

export const words = (): Words => ALL[locale];
/** What a printed paper says: Chinese like the paper, whatever the screen speaks. */
export const PAPER_WORDS: Words = zh;

export function speak(next: Locale): void {
  locale = next;
}
