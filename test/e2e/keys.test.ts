/** Work without a mouse, with real keys: where the focus goes, what a key may choose, and what stays in sight. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Filling from '../bench/screens-page.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { goTo, rowAt } from '../support/rooms.ts';

let folder: string;
let running: RunningApp;
let w: Page;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kezhuan-keys-'));
  const filling = await launchApp({ userData: folder });
  const page = await openInnerPage(filling, path.join(import.meta.dirname, '../bench/screens-page.ts'));
  await page.evaluate((n) => (window as unknown as { subject: typeof Filling }).subject.fill(n), 301);
  await filling.close();
  running = await launchApp({ userData: folder });
  w = running.window;
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1366, 768));
  await w.locator('[data-tour="nav"]').waitFor();
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await w.keyboard.press(key);
};
/** What has the focus: a field by the end of its name, else a button or region by its label or words. */
const focused = (): Promise<string> =>
  w.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'body';
    const field = at.closest<HTMLElement>('[data-field]')?.dataset['field'];
    return at.id === 'work' ? 'work' : field ? (field.split('/').at(-1) ?? '') : (at.getAttribute('aria-label') ?? at.textContent ?? '');
  });
const box = (field: string) => w.locator(`[data-field$="/${field}"] input`);
/** How many rows of the list are whole between its head and its foot, and whether the cursor's row is one of them. */
const inSight = (): Promise<{ rows: number; cursor: boolean }> =>
  w.evaluate(() => {
    const [head, scroller] = [document.querySelector('.thead')!, document.querySelector('.table-scroll')!].map((e) => e.getBoundingClientRect());
    const whole = [...document.querySelectorAll('.tbody .tr')].filter((row) => {
      const r = row.getBoundingClientRect();
      return r.top >= head!.bottom - 1 && r.bottom <= scroller!.bottom + 1 && row.querySelector('.td-text') !== null;
    });
    return { rows: whole.length, cursor: whole.some((r) => r.classList.contains('tr-at')) };
  });

test('the row of the cursor stays in sight, and Back shows it again with the rows around it and the keys in the list', async () => {
  await goTo(w, 'portfolio');
  await w.getByText('共 301 条').waitFor();
  await w.locator('[role="grid"]').focus();
  await w.locator('[data-row="0"] .td-text').first().waitFor();
  await expect.poll(async () => (await inSight()).rows).toBeGreaterThan(8);
  const { rows } = await inSight();
  for (let i = 0; i < rows + 2; i++) {
    await press('ArrowDown');
    await expect.poll(inSight).toMatchObject({ cursor: true });
  }
  for (let i = 0; i < rows + 2; i++) {
    await press('ArrowUp');
    await expect.poll(inSight).toMatchObject({ cursor: true });
  }
  for (let i = 0; i < 5; i++) await press('PageDown');
  await expect.poll(inSight).toMatchObject({ cursor: true });
  const title = await w.locator('.tr-at [data-col="0"]').innerText();
  await press('Enter');
  await w.getByRole('heading', { level: 1, name: title }).waitFor();
  await expect.poll(focused).toBe('work');
  await press('Alt+ArrowLeft');
  await w.locator('.tr-at', { hasText: title }).waitFor();
  await expect.poll(async () => (await inSight()).rows).toBeGreaterThanOrEqual(rows - 1);
  await expect.poll(inSight).toMatchObject({ cursor: true });
  await expect.poll(focused).toBe('成果库');
  await press('ArrowDown', 'ArrowUp', 'Enter');
  await w.getByRole('heading', { level: 1, name: title }).waitFor();
});

test('scrolled by the wheel to the end, Back comes to the end again', async () => {
  await goTo(w, 'portfolio');
  await w.locator('.table-scroll').hover();
  for (let i = 0; i < 12; i++) await w.mouse.wheel(0, 1000);
  const last = rowAt(w, 300);
  await last.locator('.td-text').first().waitFor();
  await last.dblclick();
  await w.getByLabel(/^成果名称/).waitFor();
  await w.getByRole('button', { name: '返回', exact: true }).click();
  await last.locator('.td-text').first().waitFor();
  await expect.poll(async () => (await inSight()).rows).toBeGreaterThan(8);
});

const parties = async (): Promise<string[]> => (await w.locator('.tbody .tr [data-col="0"]').allInnerTexts()).filter((n) => n.trim() !== '');

test('Tab leaves a party with what was chosen: the next words go into the next field, and only Enter makes a party', async () => {
  await goTo(w, 'demands');
  await w.getByRole('button', { name: '记一条需求' }).first().click();
  await box('partyId').focus();
  await w.keyboard.type('示例买方甲');
  await w.locator('.ant-select-item-option', { hasText: '示例买方甲' }).waitFor();
  await press('Enter');
  await w.locator('[data-field$="/partyId"] .ant-select-content', { hasText: '示例买方甲' }).waitFor();
  await press('Tab');
  await expect.poll(focused).not.toBe('partyId');
  await press('Shift+Tab');
  await expect.poll(focused).toBe('partyId');
  await w.keyboard.type('黎工');
  await w.locator('.ant-select-item-option', { hasText: '黎工' }).waitFor();
  await press('Tab');
  await expect.poll(focused).not.toBe('partyId');
  await w.locator('[data-field$="/partyId"]').getByText('“黎工”没有选用').waitFor();
  await expect.poll(() => w.locator('[data-field$="/partyId"] .ant-select-content').innerText()).toContain('示例买方甲');
  await goTo(w, 'parties');
  await expect.poll(parties).toEqual(['示例买方甲']);
  await press('Alt+ArrowLeft');
  await box('partyId').focus();
  await press('Delete');
  await w.locator('[data-field$="/partyId"] .ant-select-content', { hasText: '示例买方甲' }).waitFor({ state: 'detached' });
});

test('the calendar is worked by keys: into the grid, arrows, pages, Esc back to its button, Enter takes the day', async () => {
  await box('deadline').fill('2026.3.12');
  await press('Tab');
  await expect.poll(focused).toBe('deadline');
  await press('Enter');
  const day = (): Promise<string | null> => w.evaluate(() => document.activeElement?.getAttribute('data-day') ?? null);
  await expect.poll(day).toBe('2026-03-12');
  const { violations } = await new AxeBuilder({ page: w }).setLegacyMode(true).include('.day-calendar').analyze();
  expect(violations.map((v) => v.id)).toEqual([]);
  await press('ArrowRight', 'ArrowDown');
  await expect.poll(day).toBe('2026-03-20');
  await press('PageDown', 'PageDown', 'PageUp');
  await expect.poll(day).toBe('2026-04-20');
  await press('Shift+PageUp', 'Home');
  await expect.poll(day).toBe('2025-04-14');
  await press('Escape');
  await w.locator('.day-calendar').waitFor({ state: 'detached' });
  await expect.poll(() => w.evaluate(() => document.activeElement?.className)).toBe('field-side');
  await expect.poll(() => box('deadline').inputValue()).toBe('2026-03-12');
  await press('Enter');
  await expect.poll(day).toBe('2026-03-12');
  await press('ArrowUp', 'Enter');
  await w.locator('.day-calendar').waitFor({ state: 'detached' });
  await expect.poll(() => box('deadline').inputValue()).toBe('2026-03-05');
  await expect.poll(() => w.evaluate(() => document.activeElement?.className)).toBe('field-side');
  await press('Enter');
  await expect.poll(day).toBe('2026-03-05');
  await press('Tab');
  await w.locator('.day-calendar').waitFor({ state: 'detached' });
  await expect.poll(focused).not.toBe('deadline');
});

test('a code is found and taken by keys; what Tab leaves unchosen is said', async () => {
  await goTo(w, 'deals');
  await w.getByRole('button', { name: '立项' }).first().click();
  await w.getByLabel('项目名称').fill('示例键盘项目');
  await press('Enter');
  await w.getByRole('heading', { level: 1, name: '示例键盘项目' }).waitFor();
  await expect.poll(focused).toBe('work');
  const code = box('techField');
  await code.focus();
  const hit = w.locator('.ant-cascader-menu-item', { hasText: '农业' });
  await w.keyboard.type('农业');
  await hit.waitFor();
  await press('Tab');
  await w.locator('[data-field$="/techField"]').getByText('“农业”没有选用').waitFor();
  await code.focus();
  await w.keyboard.type('农业');
  await hit.waitFor();
  await press('Enter');
  await w.locator('[data-field$="/techField"] .ant-select-content', { hasText: '农业' }).waitFor();
  // of several the first is lit, and Enter takes it
  const industry = box('serviceIndustry');
  await industry.focus();
  await w.keyboard.type('设备制造');
  await w.locator('.ant-cascader-menu-item', { hasText: '设备制造' }).nth(1).waitFor();
  await press('Enter');
  await w.locator('.ant-cascader-menu-item-active:visible').first().waitFor();
  await press('Enter');
  await w.locator('[data-field$="/serviceIndustry"] .ant-select-content', { hasText: '设备制造' }).waitFor();
});

test('a new row takes the cursor, and Enter in the last row keeps it', async () => {
  await goTo(w, 'portfolio');
  await w.getByRole('button', { name: '新建成果' }).first().click();
  await w.getByRole('button', { name: '添加完成人' }).waitFor();
  await expect.poll(focused).toBe('title');
  await w.getByRole('button', { name: '添加完成人' }).focus();
  await press('Enter');
  await expect.poll(focused).toBe('name');
  await w.keyboard.type('完成人甲');
  await press('Enter');
  await expect.poll(focused).toBe('name');
  await w.locator('[data-save="saved"]').waitFor();
});

test('the palette leaves the focus on the page it opened, and finds the words people say', async () => {
  await press('Control+K');
  // Enter before the answer came takes nothing of an older one
  await w.keyboard.type('示例成果1');
  await w.locator('.palette-list li').first().waitFor();
  await w.keyboard.type('2低温');
  await press('Enter');
  await w.locator('h1', { hasText: '示例成果12低温' }).waitFor();
  await expect.poll(focused).toBe('work');
  for (const [word, entry] of [
    ['新建', '新建成果'],
    ['签署', '签署'],
    ['备份', '备份'],
    ['帮助', '快捷键一览'],
  ] as const) {
    await press('Control+K');
    await w.keyboard.type(word);
    await w.locator('.palette-list li', { hasText: entry }).first().waitFor();
    await press('Escape');
  }
});

test('the palette finds a patent by its number, however it is written', async () => {
  await goTo(w, 'portfolio');
  await w.getByRole('button', { name: '新建成果' }).first().click();
  await w.getByRole('button', { name: '添加知识产权' }).click();
  await w.getByLabel('专利号／登记号').fill('ZL202010000000.7');
  await press('Tab');
  await w.locator('[data-save="saved"]').waitFor();
  await goTo(w, 'today');
  await press('Control+K');
  await w.keyboard.type('ZL 2020 1 0000000');
  await w.locator('.palette-list li', { hasText: '202010000000.7' }).waitFor();
  await press('Enter');
  await expect.poll(focused).toBe('number');
});
