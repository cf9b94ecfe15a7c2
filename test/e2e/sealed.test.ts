/** 个人信息 of a contributor through the screen: sealed on the disk, masked on the screen, erased for good. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chinaToday } from '../support/china-now.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { enterWork, goTo, rowAt } from '../support/rooms.ts';
import type * as Subject from './sealed-page.ts';

const ID = '440524188001010014';
const WRONG = '440524188001010015';
const ACCOUNT = '6228480402564890018';
const PHONE = '13912345678';
const PANEL = '完成人甲的个人信息';
let folder: string;
let running: RunningApp;
let w: Page;

const start = async (): Promise<void> => {
  running = await launchApp({ userData: path.join(folder, 'profile') });
  w = running.window;
};
const openPanel = async (): Promise<void> => {
  await goTo(w, 'portfolio');
  await rowAt(w, 0).locator('[data-col="1"]').dblclick();
  await w.getByRole('button', { name: PANEL }).click();
};
const restart = async (): Promise<void> => {
  await running.close();
  await start();
  await w.locator('[data-tour="nav"]').waitFor();
  await openPanel();
};
const field = (name: string) => w.locator(`[data-field^="persons/"][data-field$="/${name}"]`);
const saved = () => w.locator('[data-save="saved"]').waitFor();

/** Files under the folder whose bytes hold one of the texts, as Latin-1 or UTF-16. */
async function holding(root: string, texts: readonly string[]): Promise<string[]> {
  const needles = texts.flatMap((t) => [Buffer.from(t, 'utf8'), Buffer.from(t, 'utf16le')]);
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((f) => f.isFile());
  const found: string[] = [];
  for (const f of files) {
    const bytes = await readFile(path.join(f.parentPath ?? f.path, f.name)).catch(() => Buffer.alloc(0));
    if (needles.some((n) => bytes.includes(n))) found.push(path.join(f.parentPath ?? f.path, f.name));
  }
  return found;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kezhuan-sealed-'));
  await start();
  await enterWork(running);
  await goTo(w, 'portfolio');
  await w.getByRole('button', { name: '新建成果' }).first().click();
  await w.getByLabel(/^成果名称/).fill('示例种子处理装置');
  await w.keyboard.press('Tab');
  await w.getByRole('button', { name: '添加完成人' }).click();
  await w.getByLabel('姓名').fill('完成人甲');
  await w.keyboard.press('Tab');
  await w.getByRole('button', { name: PANEL }).click();
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('what is typed is saved as typed, masked, checked, and shown on demand', async () => {
  await w.getByText('加密保存：每人一把密钥').waitFor();
  await field('idNumber').getByLabel('证件号码').fill(WRONG);
  await w.keyboard.press('Tab');
  await field('idNumber').getByText('4405************15').waitFor();
  await field('idNumber').getByText('不是有效的居民身份证号').waitFor();
  await w.locator('[data-finding^="contributor.idCheck"]').waitFor();
  await w.getByRole('button', { name: '显示 证件号码' }).click();
  const box = field('idNumber').getByLabel('证件号码');
  await expect.poll(() => box.inputValue()).toBe(WRONG);
  await box.fill(ID);
  await w.keyboard.press('Tab');
  await field('idNumber').getByText('4405************14').waitFor();
  await w.locator('[data-finding^="contributor.idCheck"]').waitFor({ state: 'detached' });
  await field('bankAccount').getByLabel('开户账号').fill(ACCOUNT);
  await w.keyboard.press('Tab');
  await field('bankAccount').getByText('***************0018').waitFor();
  await field('phone').getByLabel('私人电话').fill(PHONE);
  await w.keyboard.press('Tab');
  await field('phone').getByText('139****5678').waitFor();
});

test('Ctrl Z takes a sealed edit back; and it can be entered again', async () => {
  await w.locator('h1').click();
  await w.keyboard.press('Control+z');
  await field('phone').getByText('139****5678').waitFor({ state: 'detached' });
  await expect.poll(() => field('phone').getByLabel('私人电话').inputValue()).toBe('');
  for (let i = 0; i < 3; i++) await w.keyboard.press('Control+z');
  await w.getByRole('button', { name: PANEL }).filter({ hasText: '未填' }).waitFor();
  await field('idNumber').getByLabel('证件号码').fill(ID);
  await w.keyboard.press('Tab');
  await field('idNumber').getByText('4405************14').waitFor();
  await field('bankAccount').getByLabel('开户账号').fill(ACCOUNT);
  await w.keyboard.press('Tab');
  await field('bankAccount').getByText('***************0018').waitFor();
  await field('phone').getByLabel('私人电话').fill(PHONE);
  await w.keyboard.press('Tab');
  await field('phone').getByText('139****5678').waitFor();
});

test('its history names the field and holds neither text nor ciphertext; search does not find it', async () => {
  await w.getByText(/修改记录 \d+ 条/).click();
  const history = w.locator('.personal-history');
  await history.getByText('改了私人电话').first().waitFor();
  const words = await history.innerText();
  for (const text of [ID, ACCOUNT, PHONE, '"iv"', '"data"']) expect(words).not.toContain(text);
  await expect.poll(() => w.locator('aside').innerText()).not.toMatch(/"iv"|"person"/);
  await goTo(w, 'portfolio');
  await w.getByLabel('搜成果：两个字以上，或拼音首字母').fill(ID);
  await w.getByText('没有符合条件的成果').waitFor();
  await w.getByLabel('搜成果：两个字以上，或拼音首字母').fill('');
  await w.locator('[data-row="0"]').waitFor();
});

test('nothing on the disk holds it in clear, neither journal nor IndexedDB nor the exported workbook; after a restart it is readable', async () => {
  const workbook = path.join(folder, 'export.xlsx');
  await running.app.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: to });
  }, workbook);
  await w.getByRole('button', { name: '导出 Excel' }).click();
  await w.getByRole('button', { name: '另存为…' }).click();
  await expect
    .poll(() =>
      readFile(workbook).then(
        (b) => b.length,
        () => 0,
      ),
    )
    .toBeGreaterThan(0);
  const sheets = Object.values(unzipSync(await readFile(workbook)))
    .map((b) => Buffer.from(b).toString('utf8'))
    .join('');
  expect(sheets).toContain('示例种子处理装置');
  for (const text of [ID, WRONG, ACCOUNT, PHONE]) expect(sheets).not.toContain(text);
  await saved();
  await restart();
  await field('idNumber').getByText('4405************14').waitFor();
  await w.getByRole('button', { name: '显示 证件号码' }).click();
  await expect.poll(() => field('idNumber').getByLabel('证件号码').inputValue()).toBe(ID);
  await w.getByRole('button', { name: '隐藏 证件号码' }).click();
  await running.close();
  expect(await holding(folder, ['完成人甲']), 'the search finds what is in clear').not.toEqual([]);
  expect(await holding(folder, [ID, WRONG, ACCOUNT, PHONE])).toEqual([]);
  await start();
  await w.locator('[data-tour="nav"]').waitFor();
  await openPanel();
});

test('erasing says what it does, cannot be undone, and nothing is readable after a restart; the chain verifies', async () => {
  await w.getByRole('button', { name: '抹除个人信息' }).click();
  await w.getByText('不能撤销，也不能重做').waitFor();
  await w.getByText('历史的防篡改链照常核对得上').waitFor();
  await w.getByRole('button', { name: '抹除，不能恢复' }).click();
  const day = chinaToday();
  await expect.poll(() => w.locator('.personal-erased').getByText(`已抹除 ${day}`).count()).toBe(3);
  await w.locator('h1').click();
  await w.keyboard.press('Control+z');
  await expect.poll(() => w.locator('.personal-erased').getByText(`已抹除 ${day}`).count()).toBe(3);
  await saved();
  await restart();
  await w.locator('.personal-erased').getByText(`已抹除 ${day}`).first().waitFor();
  await expect.poll(() => w.getByRole('button', { name: '显示 证件号码' }).count()).toBe(0);
  const page = await openInnerPage(running, path.join(import.meta.dirname, 'sealed-page.ts'));
  const found = await page.evaluate(() => (window as unknown as { subject: typeof Subject }).subject.look());
  expect(found.faults).toEqual([]);
  expect(found.sealed).toBeGreaterThan(6);
  expect(found.readable).toEqual([]);
});

test('the account of a party that is a natural person is asked for among what is sealed, and lies nowhere in clear', async () => {
  const OWN = '6222020000000000017';
  await running.close();
  await start();
  await w.locator('[data-tour="nav"]').waitFor();
  await goTo(w, 'parties');
  await w.getByRole('button', { name: '新建单位' }).first().click();
  await w.locator('[data-field$="/name"] input').fill('示例自然人卖方');
  await w.keyboard.press('Tab');
  await w.locator('[data-field$="/bankAccount"]').waitFor();
  await w.locator('[data-field^="parties/"][data-field$="/kind"]').getByRole('combobox').click();
  await w.locator('.ant-select-item-option', { hasText: '自然人' }).click();
  await w.getByText('示例自然人卖方的个人信息').waitFor();
  await expect.poll(() => w.locator('[data-field^="parties/"][data-field$="/bankAccount"]').count()).toBe(0);
  await field('bankAccount').getByLabel('开户账号').fill(OWN);
  await w.keyboard.press('Tab');
  await field('bankAccount').getByText('***************0017').waitFor();
  await saved();
  // a wrong identity number is asked about here too
  await field('idNumber').getByLabel('证件号码').fill(WRONG);
  await w.keyboard.press('Tab');
  await field('idNumber').getByText('不是有效的居民身份证号').waitFor();
  // under another kind what is sealed stays in sight, and can be erased
  await w.locator('[data-field^="parties/"][data-field$="/kind"]').getByRole('combobox').click();
  await w.locator('.ant-select-item-option', { hasText: '企业' }).click();
  await w.getByText('类别已不是自然人').waitFor();
  await w.getByRole('button', { name: '抹除个人信息' }).waitFor();
  await saved();
  if (process.env['SHOT']) await w.screenshot({ path: process.env['SHOT'] });
  await running.close();
  expect(await holding(folder, ['示例自然人卖方']), 'the search finds what is in clear').not.toEqual([]);
  expect(await holding(folder, [OWN])).toEqual([]);
  await start();
});
