/** 模拟 of a licence's payments: what caps and minimums are worth over many forecasts, on screen and after a restart. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { strFromU8, unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resizeWindow } from '../support/contact-sheet.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { openSampleDeal } from '../support/sample-office.ts';

const PICTURES = process.env['KEZHUAN_PICTURES_TO'];
let running: RunningApp;
let profile = '';
let w: Page;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'kezhuan-payments-'));
  const office = await openSampleDeal({ userData: profile });
  await office.tab('valuation');
  running = office;
  w = office.window;
});
afterAll(async () => {
  await running.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

const form = (): Locator => w.locator('.method-panel');
const panel = (): Locator => w.locator('[data-simulation="payment"]');
const figure = (name: string): Locator => panel().locator(`[data-figure="${name}"]`);
const number = async (name: string): Promise<number> => Number((await figure(name).innerText()).split(' ±')[0]!.replaceAll(',', '').replace('−', '-').trim());
const button = (): Locator => panel().locator('.run-bar .ant-btn-primary');
async function put(place: string, text: string): Promise<void> {
  const cell = form().locator(`[data-field$="/${place}"] input`).first();
  await cell.fill(text);
  await cell.press('Tab');
}
async function type(label: string, text: string): Promise<void> {
  const input = panel().getByLabel(label, { exact: true });
  await input.fill(text);
  await input.press('Enter');
}
async function add(name: string): Promise<void> {
  await panel().locator('.simulation-add').click();
  await w.locator('.ant-select-dropdown:visible').getByText(name, { exact: true }).click();
  await panel().locator('.sheet-drawn').getByText(name, { exact: true }).waitFor();
}
/** By the palette, which leaves the page where it is. */
async function speak(language: 'zh' | 'en'): Promise<void> {
  await w.keyboard.press('ControlOrMeta+k');
  await w.keyboard.type(language === 'en' ? 'English' : '中文');
  await w.keyboard.press('Enter');
  await w.waitForFunction((l) => document.documentElement.lang.startsWith(l), language);
}
async function fresh(): Promise<void> {
  await expect.poll(() => panel().locator('.run-result').getAttribute('data-stale')).toBe('false');
}

test('a minimum that never binds on the one forecast is worth something over many', async () => {
  await w.getByRole('button', { name: '加一种方法' }).click();
  await w.locator('[data-method="payment-value"]').click();
  await form().getByRole('heading', { name: '付款方案现值', exact: true }).waitFor();
  await panel().waitFor();
  // what the form still lacks is said in the panel as well, and nothing can be drawn
  await expect.poll(() => panel().innerText()).toContain('先把上面的预测和参数填齐');
  await put('royaltyRates.0', '5%');
  await put('sellerRate', '12%');
  await put('buyerRate', '15%');
  await put('annualMinimums.0', '14');
  await expect.poll(() => form().locator('[data-figure="method"]').innerText()).toMatch(/^\d/);
  await add('收入水平（预测的倍数）');
  await expect.poll(() => button().isDisabled()).toBe(true);
  await panel().locator('.run-missing .link').click();
  await expect.poll(() => w.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('收入水平（预测的倍数） 最低');
  // being led there moves the page within the window, never the window itself
  await expect.poll(() => w.evaluate(() => document.documentElement.scrollTop)).toBe(0);
  await type('收入水平（预测的倍数） 最低', '30%');
  await type('收入水平（预测的倍数） 最高', '1.7');
  await add('卖方折现率');
  await expect.poll(() => panel().getByLabel('卖方折现率 最可能', { exact: true }).inputValue()).toBe('12%');
  await type('卖方折现率 最低', '10');
  await type('卖方折现率 最高', '14');
  await type('随机种子', '20080531');
  await expect.poll(() => button().isEnabled()).toBe(true);
  await button().click();
  await figure('worthMean').waitFor();
  await fresh();
  await expect.poll(() => panel().locator('.run-head').innerText()).toContain('100,000 次，种子 20080531');
  await expect.poll(async () => (await figure('withForecast').innerText()) === (await form().locator('[data-figure="method"]').innerText())).toBe(true);
  await expect.poll(() => number('worthForecast')).toBe(0);
  await expect.poll(() => number('worthMean')).toBeGreaterThan(0.5);
  await expect.poll(async () => Math.abs((await number('withMean')) - (await number('withoutMean')) - (await number('worthMean')))).toBeLessThan(0.015);
  await expect.poll(async () => (await number('withMean')) - (await number('simulated'))).toBe(0);
  await expect.poll(() => panel().locator('.chart').count()).toBe(2);
  // the tornado calls the rate as the form does
  await expect.poll(() => panel().locator('.run-charts').textContent()).toContain('卖方折现率');
  // the forecast's own simulation is another one
  await expect.poll(() => w.locator('[data-simulation="royalty"]').innerText()).toContain('还没有不确定的输入');
});

test('a cap makes the run 已过时, says so as the form does, and takes from the seller', async () => {
  await put('annualCaps.0', '30');
  await expect.poll(() => panel().locator('.stale-mark').innerText()).toMatch(/已过时[\s\S]*每期提成封顶/);
  const before = await number('worthMean');
  await button().click();
  await fresh();
  await expect.poll(() => number('worthMean')).toBeLessThan(before);
  await expect.poll(() => number('worthForecast')).toBeLessThan(0);
});

test('the history calls the run by its method', async () => {
  await expect.poll(() => w.locator('.rail-history').innerText()).toContain('付款方案现值 · 模拟 · 保底、封顶的价值');
});

/** Files of the vault that hold a part of this name, unpacked. */
async function made(part: string): Promise<Record<string, Uint8Array>[]> {
  const entries = await readdir(join(profile, 'vault'), { recursive: true, withFileTypes: true });
  const files = await Promise.all(entries.filter((e) => e.isFile()).map(async (e) => new Uint8Array(await readFile(join(e.parentPath, e.name)))));
  return files.flatMap((bytes) => (bytes[0] === 0x50 ? [unzipSync(bytes)] : [])).filter((parts) => part in parts);
}

test('note and workbook have the run under the method’s name, the note with its picture; the floor stays inside', async () => {
  await type('出让方底价（万元，仅内部）', '77.77');
  await button().click();
  await figure('belowFloor').waitFor();
  for (const kind of ['worksheet', 'workbook']) await w.locator(`[data-make="${kind}"]`).click();
  await expect.poll(() => w.locator('.file-done-name').count()).toBe(2);
  const [[note], [book]] = await Promise.all([made('word/document.xml'), made('xl/workbook.xml')]);
  const text = strFromU8(note!['word/document.xml']!).replace(/<[^>]+>/g, '');
  expect(text).toContain('模拟（付款方案现值）');
  expect(text).toContain('保底、封顶的价值');
  expect(text).toContain((await number('worthMean')).toFixed(2));
  const pictures = Object.keys(note!).filter((name) => name.startsWith('word/media/'));
  expect([...strFromU8(note!['word/document.xml']!).matchAll(/r:embed="([^"]+)"/g)]).toHaveLength(pictures.length);
  expect(text).toMatch(/中位数 [\d.]+ 万元，八成情形在/);
  expect(strFromU8(book!['xl/workbook.xml']!)).toContain('模拟（付款方案现值）');
  for (const parts of [note!, book!])
    for (const [name, bytes] of Object.entries(parts)) if (name.endsWith('xml')) expect(strFromU8(bytes)).not.toMatch(/77\.77|底价/);
});

test('it fits the window and reads well in both themes and languages', async () => {
  const faults: string[] = [];
  for (const language of ['en', 'zh'] as const) {
    await speak(language);
    for (const theme of ['light', 'dark'] as const) {
      await w.emulateMedia({ colorScheme: theme });
      await w.waitForFunction((t) => document.documentElement.dataset['theme'] === t, theme);
      for (const [width, height] of [
        [1280, 720],
        [1440, 900],
      ] as const) {
        await resizeWindow(running, width, height);
        const cut = await panel()
          .locator('.line-acts, .run-limits td, .sheet-ranks td')
          .evaluateAll((cells) => cells.flatMap((c) => (c.scrollWidth > c.clientWidth ? [c.textContent] : [])));
        faults.push(...cut.map((text) => `${theme} ${language} ${width}: ${text} is cut off`));
        const wide = await panel().evaluate((p) =>
          [...p.querySelectorAll('*')].flatMap((e) =>
            e.closest('.visually-hidden') === null && e.getBoundingClientRect().right > p.getBoundingClientRect().right + 1 ? [e.className] : [],
          ),
        );
        faults.push(...wide.map((name) => `${theme} ${language} ${width}: ${String(name)} runs out`));
        for (const part of PICTURES === undefined ? [] : ['simulation-about', 'run-bar', 'run-limits', 'run-charts']) {
          await panel()
            .locator(`.${part}`)
            .first()
            .evaluate((e) => e.scrollIntoView({ block: 'center' }));
          await w.screenshot({ path: join(PICTURES!, `payments-${theme}-${language}-${width}-${part}.png`) });
        }
      }
      const { violations } = await new AxeBuilder({ page: w })
        .setLegacyMode(true)
        .include('[data-simulation="payment"]')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
        .analyze();
      faults.push(...violations.flatMap((v) => v.nodes.map((n) => `${theme} ${language}: ${v.id} ${n.target.join(' ')}`)));
    }
  }
  await w.emulateMedia({ colorScheme: 'light' });
  expect(faults).toEqual([]);
});

test('after a restart the same figures stand there', async () => {
  const digits = (): Promise<string> => panel().locator('.run-limits').innerText();
  const before = await digits();
  await running.close();
  running = await launchApp({ userData: profile });
  w = running.window;
  await w.locator('nav').getByText('转化项目', { exact: true }).first().click();
  await w.getByText('低温等离子体种子处理装置').first().dblclick();
  await w.locator('#deal-tab-valuation').click();
  const line = w.locator('[data-line="payment-value"]');
  await line.waitFor();
  const open = line.getByText('打开');
  await panel().or(open).first().waitFor();
  if ((await panel().count()) === 0) await open.click();
  await panel().locator('.run-limits').waitFor();
  await expect.poll(digits).toBe(before);
  await expect.poll(() => panel().locator('.stale-mark').count()).toBe(0);
});
