/** 成果库 through the screen, in the real Electron. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { dropFile, enterWork, goTo, rowAt } from '../support/rooms.ts';

const TITLE = '示例低温等离子体种子处理装置';
let running: RunningApp;
let w: Page;
beforeAll(async () => {
  running = await launchApp();
  w = running.window;
  await enterWork(running);
});
afterAll(() => running.close());

const title = () => w.getByLabel(/^成果名称/);

test('a new achievement is saved field by field, and Ctrl Z takes the last edit back', async () => {
  await goTo(w, 'portfolio');
  await w.getByText('成果库还是空的').waitFor();
  await w.getByRole('button', { name: '新建成果' }).first().click();
  await title().fill(TITLE);
  await w.keyboard.press('Tab');
  await w.getByRole('heading', { name: TITLE }).waitFor();
  await title().fill(`${TITLE}二型`);
  await w.keyboard.press('Tab');
  await w.getByRole('heading', { name: `${TITLE}二型` }).waitFor();
  await w.locator('h1').click();
  await w.keyboard.press('Control+z');
  await w.getByRole('heading', { name: TITLE, exact: true }).waitFor();
  await expect.poll(() => title().inputValue()).toBe(TITLE);
});

test('contributors that do not total 100 % are a finding until they do', async () => {
  await w.getByRole('button', { name: '添加完成人' }).click();
  await w.getByLabel('姓名').fill('完成人甲');
  await w.getByLabel('分配比例（%）').fill('50');
  await w.keyboard.press('Tab');
  await w.getByText('合计 50 %，应为 100 %，还差 50 %').waitFor();
  await w.locator('[data-finding^="contributor.shareTotal"]').waitFor();
  await w.getByRole('button', { name: '添加完成人' }).click();
  await w.getByLabel('姓名').nth(1).fill('完成人乙');
  await w.getByLabel('分配比例（%）').nth(1).fill('50%');
  await w.keyboard.press('Tab');
  await w.getByText('合计 100 %', { exact: true }).waitFor();
  await w.locator('[data-finding^="contributor.shareTotal"]').waitFor({ state: 'detached' });
});

test('a patent number with a wrong check digit is said so; the expiry is computed from the filing day', async () => {
  await w.getByRole('button', { name: '添加知识产权' }).click();
  const grid = w.locator('.edit-grid-scroll', { has: w.getByRole('table', { name: '知识产权' }) });
  await grid.getByLabel('发明人', { exact: true }).waitFor();
  await expect.poll(() => w.locator('[data-tour="rail-missing"]').isVisible()).toBe(true);
  await expect.poll(() => grid.evaluate((e) => e.scrollWidth - e.clientWidth)).toBe(0);
  await w.getByLabel('专利号／登记号').fill('ZL 2020 1 0000000.8');
  await w.keyboard.press('Tab');
  await w.locator('[data-finding^="right.numberCheck"]').waitFor();
  await w.getByLabel('专利号／登记号').fill('ZL202010000000.7');
  await w.keyboard.press('Tab');
  await w.locator('[data-finding^="right.numberCheck"]').waitFor({ state: 'detached' });
  await expect.poll(() => w.getByLabel('专利号／登记号').inputValue()).toBe('202010000000.7');
  await w.getByLabel('申请日', { exact: true }).fill('2020年1月1日');
  await w.keyboard.press('Tab');
  await w
    .getByRole('button', { name: /保护期届满/ })
    .filter({ hasText: '2040-01-01' })
    .waitFor();
});

test('国家秘密 is refused with its reason and nothing is stored', async () => {
  const field = w.locator('[data-field$="/disclosure"]');
  await field.locator('.ant-select').click();
  await w.locator('.ant-select-item-option', { hasText: '内部' }).click();
  await field.locator('.ant-select-content', { hasText: '内部' }).waitFor();
  await field.locator('.ant-select').click();
  await w.locator('.ant-select-item-option', { hasText: '国家秘密' }).click();
  await field.getByRole('alert').filter({ hasText: '国家秘密不能保存' }).waitFor();
  await goTo(w, 'portfolio');
  await w.locator('[data-row="0"]').getByText('内部').waitFor();
});

test('a dropped file lies in the vault under its hash', async () => {
  await rowAt(w, 0).locator('[data-col="1"]').dblclick();
  await title().waitFor();
  await dropFile(w, '说明(1).txt', new TextEncoder().encode('示例附件'));
  const link = w.getByRole('button', { name: '说明(1).txt' });
  await link.waitFor();
  await expect.poll(() => link.getAttribute('title')).toMatch(/SHA-256 [0-9a-f]{64}/);
});

test('of several files dropped at once the good ones are attached and every other is named', async () => {
  await w.evaluate(() => {
    const carried = new DataTransfer();
    for (const [name, words] of [
      ['空.pdf', ''],
      ['假图.pdf', '不是 PDF'],
      ['记录.txt', '示例'],
      ['空.png', ''],
    ] as const)
      carried.items.add(new File([words], name));
    for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
  });
  for (const name of ['假图.pdf', '记录.txt']) await w.getByRole('button', { name }).waitFor();
  await expect
    .poll(async () => (await w.locator('[role="alert"]').allInnerTexts()).join())
    .toMatch(/“空\.pdf”是空文件[^]*“空\.png”是空文件[^]*“假图\.pdf”的名字说是 PDF/);
  await expect.poll(() => w.locator('.attachments').getByRole('button', { name: /空\./ }).count()).toBe(0);
  await w.screenshot({ path: process.env['SHOT'] ?? '/dev/null', type: 'png' });
});

test('search finds it by two characters and by pinyin initials, and Back returns to the search', async () => {
  await goTo(w, 'portfolio');
  const box = w.getByLabel('搜成果：两个字以上，或拼音首字母');
  await box.fill('等离');
  await w.getByText('找到 1 项').waitFor();
  await box.fill('dwdlz');
  await w.getByText('找到 1 项').waitFor();
  await rowAt(w, 0).locator('[data-col="1"]').dblclick();
  await title().waitFor();
  await w.keyboard.press('Alt+ArrowLeft');
  await w.locator('[data-row="0"]').waitFor();
  await expect.poll(() => box.inputValue()).toBe('dwdlz');
  await box.fill('没有这种成果');
  await w.getByText('没有符合条件的成果').waitFor();
});
