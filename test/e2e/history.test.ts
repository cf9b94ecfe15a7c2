/** 历史 of a record, by the screen: what was done to what belongs to it, and taken back from there. */
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { enterWork, goTo } from '../support/rooms.ts';
import type * as Subject from './history-page.ts';

type Inside = { subject: typeof Subject };
const ENTRY = path.join(import.meta.dirname, 'history-page.ts');
let running: RunningApp;
let w: Page;
beforeAll(async () => {
  running = await launchApp();
  w = running.window;
  await enterWork(running);
});
afterAll(() => running.close());

const history = () => w.locator('.rail-history');
const number = () => w.getByLabel('专利号／登记号');

test('the history of an achievement tells the edit of a right, and 撤销 there takes it back', async () => {
  await goTo(w, 'portfolio');
  await w.getByRole('button', { name: '新建成果' }).first().click();
  await w.getByLabel(/^成果名称/).fill('示例成果');
  await w.keyboard.press('Tab');
  await w.getByRole('button', { name: '添加知识产权' }).click();
  await number().fill('ZL202010000000.7');
  await w.keyboard.press('Tab');
  const edit = history()
    .locator('.history > li', { has: w.locator('.history-part', { hasText: '知识产权 202010000000.7' }) })
    .first();
  await edit.getByText('专利号／登记号').waitFor();
  await edit.locator('ins', { hasText: '202010000000.7' }).waitFor();
  await history().getByText('新建', { exact: false }).first().waitFor();
  const shot = process.env['PICTURE'];
  if (shot) await w.screenshot({ path: shot });
  await edit.getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => number().inputValue()).toBe('');
  await history().locator('.history-undone').getByText('已撤销').waitFor();
});

test('of 5,000 Changes every page brings twenty more, to the fiftieth', async () => {
  const page = await openInnerPage(running, ENTRY);
  await page.evaluate(() => (window as unknown as Inside).subject.open());
  await page.evaluate(() => (window as unknown as Inside).subject.live(5_000));
  const { total, shown } = await page.evaluate(() => (window as unknown as Inside).subject.turnPages(50));
  expect(total).toBe(5_001);
  expect(shown).toEqual(Array.from({ length: 50 }, (_, i) => (i + 1) * 20));
});

test('by the screen the older lines come, page by page', async () => {
  await running.app.evaluate(async ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.loadURL('app://bundle/index.html'));
  await goTo(w, 'portfolio');
  await w.locator('[data-row]', { hasText: '示例久远成果' }).locator('[data-col="1"]').dblclick();
  await history().getByText('更早的 4981 条').waitFor();
  for (const left of [4961, 4941, 4921, 4901, 4881]) {
    await history()
      .getByRole('button', { name: /^更早的/ })
      .click();
    await history().getByText(`更早的 ${left} 条`).waitFor();
  }
});
