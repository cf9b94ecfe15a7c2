/** 待发信件 as it is read: every state in words, both languages, at the small window and in the dark. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutboxRow } from '../../renderer/data/schema.ts';
import { resizeWindow } from '../support/contact-sheet.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { goTo } from '../support/rooms.ts';
import { openSampleDeal, type Office } from '../support/sample-office.ts';
import type * as Subject from './outbox-page.ts';

let office: Office;
const tried = { attempts: 3, triedAt: '2026-11-23T01:00:00.000Z' };
/** As the registry's switch is off: what is told of each, and whether it may be taken back. */
const STATES: readonly (readonly [Partial<OutboxRow>, RegExp, RegExp, boolean])[] = [
  [{ state: 'waiting' }, /未联网，留在本机[\s\S]*还没有试过|未联网，没有送出/, /stays here: not connected/, true],
  [{ state: 'unknown', lastOutcome: 'timeout', ...tried }, /结果未知，连上后先查询/, /fate unknown, asked about once connected/, false],
  [{ state: 'held', lastOutcome: 'registry-key-waiting', ...tried }, /搁置，等您处理[\s\S]*请登记端的管理员.*核准/, /put aside for you[\s\S]*approve it/, true],
  [{ state: 'held', lastOutcome: 'words-damaged', ...tried }, /搁置，等您处理[\s\S]*内容有损，没有送出/, /put aside for you[\s\S]*damaged/, true],
];
const lines = async (): Promise<string[]> => office.window.locator('[data-letter]').allInnerTexts();

beforeAll(async () => {
  office = await openSampleDeal();
  const inner = await openInnerPage(office, join(import.meta.dirname, 'outbox-page.ts'));
  await inner.evaluate(
    (states) => (window as unknown as { subject: typeof Subject }).subject.letters(states),
    STATES.map(([row]) => row),
  );
  await office.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.loadURL('app://bundle/index.html'));
  await goTo(office.window, 'settings');
  await office.window.getByText('登记端连接').first().click();
  await office.window.locator('[data-sync="sum"]').waitFor();
});
afterAll(() => office.close());

test('each state says what comes next and what came of the last try; taken back is what no registry has taken', async () => {
  const { window } = office;
  for (const [i, [, words, , mine]] of STATES.entries()) {
    await expect.poll(async () => (await lines())[i]).toMatch(words);
    await expect.poll(() => window.locator('[data-letter]').nth(i).locator('[data-act="take-back"]').count()).toBe(mine ? 1 : 0);
  }
  await expect
    .poll(() => window.locator('[data-sync="sum"]').innerText())
    .toBe('下一次同步会做什么：搁置 2 封；结果未知，连上后先查询 1 封；未联网，留在本机 1 封');
});

test('in English the same words stand in their columns at the small window, none cut off and none in Chinese punctuation', async () => {
  const { window } = office;
  await resizeWindow(office, 1280, 720);
  const palette = window.locator('#palette');
  await palette.fill('English');
  await window.locator('.palette-list li[aria-selected="true"]').waitFor();
  await palette.press('Enter');
  await window.waitForFunction(() => document.documentElement.lang.startsWith('en'));
  for (const [i, [, , words]] of STATES.entries()) await expect.poll(async () => (await lines())[i]).toMatch(words);
  await expect.poll(() => window.locator('[data-sync="sum"]').innerText()).not.toMatch(/[：；，]/);
  const wide = () => window.locator('.sync-scroll').evaluate((e) => e.scrollWidth - e.clientWidth);
  await expect.poll(wide).toBe(0);
  const cut = () =>
    window
      .locator('[data-letter] td')
      .evaluateAll((cells) => cells.filter((c) => [...c.children].some((e) => e.getBoundingClientRect().right > c.getBoundingClientRect().right + 1)).length);
  expect(await cut()).toBe(0);
  const last = await window.locator('[data-letter] td:nth-child(5)').first().boundingBox();
  expect(last!.width).toBeGreaterThan(140);
});

test('a short word that is said stands away from the side where a dialog has its buttons', async () => {
  const { window } = office;
  const said = window.locator('.notice');
  await window.locator('[data-act="ask-now"]').click();
  await said.waitFor();
  const left = async (): Promise<number> => (await said.boundingBox())!.x;
  expect(await left()).toBeGreaterThan(640);
  await window.keyboard.press('Control+/');
  const dialog = window.locator('.ant-modal');
  await dialog.waitFor();
  await expect.poll(left).toBeLessThan(100);
  const [word, box] = [(await said.boundingBox())!, (await dialog.boundingBox())!];
  expect(word.x + word.width).toBeLessThan(box.x + box.width / 2);
  await window.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});
