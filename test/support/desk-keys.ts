/** The review desk in a browser by keyboard alone, as a person without a mouse. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import zh from '../../resources/locales/zh/desk.json';
import { PASSWORD } from './desk-visitor.ts';

export type DeskKeys = {
  /** Tab until what has the focus says these words; then it can be pressed */
  tabTo: (words: string) => Promise<void>;
  /** presses, and the page that follows has come */
  press: (key: string) => Promise<void>;
  /** follows the link that says these words */
  open: (words: string) => Promise<void>;
  /** types into the field of this label */
  type: (label: string, text: string) => Promise<void>;
  signIn: (login: string) => Promise<void>;
  signOut: () => Promise<void>;
  /** presses a decision of a filing's page; its status afterwards */
  decide: (what: string, then: string) => Promise<void>;
  /** opens a class of forty whose first review is automatic; its address and the codes of its slips */
  openClass: (name: string, seed: string) => Promise<{ path: string; codes: string[] }>;
};

type Words = { frame: { signOut: string }; signIn: { title: string; password: string }; account: { login: string } };

/** `base`: address of the registry; `words`: of the language its browser asks for. */
export function deskKeys(page: Page, base: () => string, words: Words = zh): DeskKeys {
  const said = () =>
    page.evaluate(() => {
      const e = document.activeElement;
      if (e === document.body) return '';
      const label = e instanceof HTMLInputElement || e instanceof HTMLSelectElement ? (e.labels?.[0]?.textContent ?? '') : '';
      return `${e?.getAttribute('aria-label') ?? ''} ${label} ${e?.textContent ?? ''}`;
    });
  const tabTo = async (words: string): Promise<void> => {
    for (let n = 0; n < 400; n++) {
      await page.keyboard.press('Tab');
      if ((await said()).includes(words)) return;
    }
    throw new Error(`no way to “${words}” by keyboard on ${page.url()}`);
  };
  const press = async (key: string): Promise<void> => {
    await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
  };
  const type = async (label: string, text: string): Promise<void> => {
    await tabTo(label);
    await page.keyboard.type(text);
  };
  return {
    tabTo,
    press,
    type,
    async open(words) {
      await tabTo(words);
      await press('Enter');
    },
    async signIn(login) {
      await page.goto(new URL('/desk', base()).href);
      await type(words.account.login, login);
      await type(words.signIn.password, PASSWORD);
      await press('Enter');
      await expect.poll(() => page.locator('header.top nav').count()).toBe(1);
    },
    async signOut() {
      await tabTo(words.frame.signOut);
      await press('Enter');
      await expect.poll(() => page.locator('h1').innerText()).toBe(words.signIn.title);
    },
    async decide(what, then) {
      await tabTo(what);
      await press('Enter');
      await expect.poll(() => page.locator('h1 .tag').innerText()).toBe(then);
    },
    async openClass(name, seed) {
      await page.goto(new URL('/desk/classes', base()).href);
      await type('班级名称', name);
      await type('种子', seed);
      await tabTo('办理方式');
      await page.keyboard.press('ArrowDown');
      await tabTo('开班，生成单位与入班码');
      await press('Enter');
      await expect.poll(() => page.locator('h1').innerText()).toBe(name);
      const path = new URL(page.url()).pathname;
      await page.goto(new URL(`${path}/slips`, base()).href);
      await expect.poll(() => page.locator('.slip .code').count()).toBe(40);
      return { path, codes: await page.locator('.slip .code').allInnerTexts() };
    },
  };
}
