/** In Chinese nothing that can be pressed is called by an English word: the library's own names are Clear, Close, down. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleDeal, type DealTab, type Office } from '../support/sample-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

/** Names of what is on screen now that have Latin letters and no Chinese: as a screen reader would say them. */
const latin = (): Promise<string[]> =>
  office.window.evaluate(() => {
    const text = (el: Element): string =>
      el.getAttribute('aria-label') ??
      [...el.childNodes]
        .map((n) => (n instanceof Element ? (n.getAttribute('aria-hidden') === 'true' ? '' : text(n)) : n instanceof SVGElement ? '' : (n.textContent ?? '')))
        .join(' ');
    const named = (el: Element): string => {
      const by = (el.getAttribute('aria-labelledby') ?? '').split(/\s+/).flatMap((id) => (id === '' ? [] : [document.getElementById(id)]));
      const words = by.length > 0 ? by.map((b) => (b ? text(b) : '')).join(' ') : text(el);
      return (words.trim() === '' ? (el.getAttribute('title') ?? '') : words).replace(/\s+/g, ' ').trim();
    };
    const all = [
      ...document.querySelectorAll('button, [role="button"], [role="img"], [role="tab"], [role="switch"], [role="combobox"], [role="radiogroup"], summary'),
    ];
    const names = all.filter((el) => el.closest('[aria-hidden="true"]') === null).map((el) => `${el.tagName.toLowerCase()} ${named(el)}`);
    return [...new Set(names.filter((n) => /[A-Za-z]{2}/.test(n.slice(n.indexOf(' '))) && !/\p{Script=Han}/u.test(n)))];
  });
/** What is Latin in Chinese too. */
const FINE = /^\w+ (English|Excel|P\d+|TRL|[A-Z]{2,5}-[\w-]+)$/;
const foreign = async (): Promise<string[]> => (await latin()).filter((n) => !FINE.test(n));

const TABS: readonly DealTab[] = ['setup', 'valuation', 'negotiation', 'pricing', 'contract', 'signing', 'registration', 'performance'];
test('every tab of a deal', async () => {
  for (const name of TABS) {
    const body = await office.tab(name);
    await body.locator('button').first().waitFor();
    expect([name, await foreign()]).toEqual([name, []]);
  }
});
