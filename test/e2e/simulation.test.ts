/** 模拟 on the worksheet: run, cancel, the same digits after a restart and on any number of workers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { openSampleDeal } from '../support/sample-office.ts';
import { openSimulationPage } from '../support/simulation-inner.ts';
import type * as Subject from '../support/simulation-page.ts';

const PICTURES = process.env['KEZHUAN_PICTURES_TO'];
let running: RunningApp;
let profile = '';
let w: Page;
let panel: Locator;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'kezhuan-simulation-'));
  const office = await openSampleDeal({ userData: profile });
  await office.tab('valuation');
  running = office;
  w = office.window;
  panel = w.locator('.simulation');
  await panel.waitFor();
});
afterAll(async () => {
  await running.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

const figure = (name: string): Locator => panel.locator(`[data-figure="${name}"]`);
async function add(name: string): Promise<void> {
  await panel.locator('.simulation-add').click();
  await w.locator('.ant-select-dropdown:visible').getByText(name, { exact: true }).click();
  await panel.locator('.sheet-drawn').getByText(name, { exact: true }).waitFor();
}
async function type(label: string, text: string): Promise<void> {
  const input = panel.getByLabel(label, { exact: true });
  await input.fill(text);
  await input.press('Enter');
}
const button = (): Locator => panel.locator('.run-bar .ant-btn-primary');
async function simulate(): Promise<void> {
  await button().click();
  await expect.poll(() => button().count()).toBe(1);
}
async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  for (const part of ['sheet-drawn', 'run-head', 'run-charts', 'sheet-ranks']) {
    await panel.locator(`.${part}`).evaluate((e) => e.scrollIntoView({ block: 'center' }));
    await w.screenshot({ path: join(PICTURES, `${name}-${part}.png`) });
  }
}
async function faults(): Promise<string[]> {
  const said: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await w.emulateMedia({ colorScheme: theme });
    await w.waitForFunction((t) => document.documentElement.dataset['theme'] === t, theme);
    const { violations } = await new AxeBuilder({ page: w }).setLegacyMode(true).include('.simulation').withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
    said.push(...violations.flatMap((v) => v.nodes.map((n) => `${theme}: ${v.id} ${n.target.join(' ')} ${n.failureSummary?.split('\n')[1] ?? ''}`)));
    await picture(`simulation-${theme}`);
  }
  await w.emulateMedia({ colorScheme: 'light' });
  return said;
}

test('four uncertain inputs, 100,000 trials: mean with its error, percentiles, chance below the floor', async () => {
  await add('许可费率');
  await expect.poll(() => button().isDisabled()).toBe(true);
  await expect.poll(() => panel.locator('.run-missing').innerText()).toContain('许可费率 · 最低');
  await panel.locator('.run-missing .link').click();
  await expect.poll(() => w.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('许可费率 最低');
  await type('许可费率 最低', '3%');
  await type('许可费率 最高', '8%');
  await add('折现率');
  await type('折现率 最低', '12');
  await type('折现率 最高', '20');
  await add('收入水平（预测的倍数）');
  await type('收入水平（预测的倍数） 最低', '60%');
  await type('收入水平（预测的倍数） 最高', '1.3');
  await type('出让方底价（万元，仅内部）', '80');
  await type('随机种子', '20080531');
  await expect.poll(() => button().isEnabled()).toBe(true);
  await simulate();
  await figure('simulated').waitFor();
  const mean = async (): Promise<number> => Number(await figure('simulated').innerText());
  await expect.poll(mean).toBeGreaterThan(95);
  await expect.poll(mean).toBeLessThan(125);
  await expect.poll(() => figure('standardError').innerText()).toMatch(/^± 0\.\d\d 万元$/);
  const marks = () => Promise.all(['p5', 'p10', 'p50', 'p90', 'p95'].map(async (k) => Number(await figure(k).innerText())));
  await expect.poll(async () => (await marks()).every((mark, i, all) => i === 0 || all[i - 1]! < mark)).toBe(true);
  await expect.poll(() => figure('belowFloor').innerText()).toMatch(/^\d+\.\d\d%$/);
  await expect.poll(() => panel.locator('.run-head').innerText()).toContain('100,000 次，种子 20080531');
  await expect.poll(() => panel.locator('.chart').count()).toBe(2);
  await expect.poll(() => panel.locator('.simulation-warnings').first().innerText()).toContain('计了两次');
});

test('the distribution is chosen in plain words, correlations are optional, contradictions are refused in words', async () => {
  await panel.getByText(/^相关系数（/).click();
  await type('折现率 与 许可费率 的相关系数', '0.99');
  await type('收入水平（预测的倍数） 与 许可费率 的相关系数', '0.99');
  await type('收入水平（预测的倍数） 与 折现率 的相关系数', '-0.99');
  await simulate();
  await expect.poll(() => panel.locator('.run-bar [role="alert"]').innerText()).toContain('相关系数互相矛盾');
  await type('收入水平（预测的倍数） 与 折现率 的相关系数', '');
  await type('折现率 与 许可费率 的相关系数', '0.3');
  await type('收入水平（预测的倍数） 与 许可费率 的相关系数', '');
  await simulate();
  await expect.poll(() => panel.locator('.run-result').getAttribute('data-stale')).toBe('false');
  await expect.poll(() => panel.innerText()).toContain('正态尺度');
});

test('WCAG A and AA, light and dark', async () => {
  expect(await faults()).toEqual([]);
});

test('a million trials: counted while they run, stopped at once, the earlier result stays', async () => {
  const before = await figure('simulated').innerText();
  await panel.getByText('1,000,000', { exact: true }).click();
  await expect.poll(() => button().innerText()).toContain('1,000,000');
  await w.evaluate(async () => {
    const root = document.querySelector('.simulation')!;
    const seen = (what: () => Element | null): Promise<void> =>
      new Promise((resolve) => {
        const watch = new MutationObserver(() => {
          if (what() === null) return;
          watch.disconnect();
          resolve();
        });
        watch.observe(root, { childList: true, subtree: true, characterData: true, attributes: true });
      });
    const running = seen(() => root.querySelector('.run-bar .ant-btn-dangerous'));
    root.querySelector<HTMLElement>('.run-bar .ant-btn-primary')!.click();
    await running;
    const ended = seen(() => root.querySelector('.run-bar .ant-btn-primary'));
    root.querySelector<HTMLElement>('.run-bar .ant-btn-dangerous')!.click();
    await ended;
  });
  await expect.poll(() => panel.locator('.run-bar [role="alert"]').innerText()).toContain('已停止');
  await expect.poll(() => figure('simulated').innerText()).toBe(before);
  await panel.getByText('100,000', { exact: true }).click();
});

test('an input that changes makes the result 已过时 and says which', async () => {
  await expect.poll(() => panel.locator('.run-result').getAttribute('data-stale')).toBe('false');
  const rate = w.getByLabel('折现率', { exact: true });
  await rate.fill('14%');
  await rate.press('Enter');
  await expect.poll(() => panel.locator('.stale-mark').innerText()).toMatch(/已过时[\s\S]*折现率/);
  await rate.fill('15%');
  await rate.press('Enter');
  await expect.poll(() => panel.locator('.stale-mark').count()).toBe(0);
});

test('after a restart the sheet says the same number, and the same seed draws the same digits', async () => {
  const names = ['simulated', 'standardError', 'p5', 'p10', 'p50', 'p90', 'p95', 'belowFloor'];
  const digits = (): Promise<string[]> =>
    Promise.all(names.map(async (n) => `${await figure(n).innerText()} ${(await figure(n).locator('xpath=..').getAttribute('title')) ?? ''}`));
  const before = await digits();
  await running.close();
  running = await launchApp({ userData: profile });
  w = running.window;
  panel = w.locator('.simulation');
  await w.locator('nav').getByText('转化项目', { exact: true }).first().click();
  await w.getByText('低温等离子体种子处理装置').first().dblclick();
  await w.locator('#deal-tab-valuation').click();
  await panel.waitFor();
  await figure('simulated').waitFor();
  await expect.poll(digits).toEqual(before);
  await expect.poll(() => panel.locator('.stale-mark').count()).toBe(0);
  await type('随机种子', '5');
  await simulate();
  await expect.poll(() => figure('simulated').innerText()).not.toBe(before[0]!.split(' ')[0]);
  await type('随机种子', '20080531');
  await simulate();
  await expect.poll(() => panel.locator('.run-head').innerText()).toContain('种子 20080531');
  await expect.poll(digits).toEqual(before);
});

test('1, 2 and 4 workers find the same; a cancelled run draws no further and the next one is whole', async () => {
  const page = await openSimulationPage(running, 'test/support/simulation-page.ts');
  const request = {
    base: { revenues: [1000], periods: 10, royaltyRate: 0.05, discountRate: 0.2 },
    uncertain: [
      { variable: 'revenueLevel', distribution: { kind: 'lognormal', mean: 1, sd: 0.3 } },
      { variable: 'royaltyRate', distribution: { kind: 'pert', low: 0.03, mode: 0.05, high: 0.08 } },
      { variable: 'growth', distribution: { kind: 'normal', mean: 0.05, sd: 0.03 } },
    ],
    correlations: [{ a: 'growth', b: 'revenueLevel', rho: 0.4 }],
    trials: 1_000_000,
    seed: 3,
    floor: 100,
  };
  const seen = await page.evaluate(async (asked) => {
    const { subject } = window as unknown as { subject: typeof Subject };
    const found: string[] = [];
    for (const workers of [1, 2, 4]) found.push(JSON.stringify((await subject.run(asked, workers)).found));
    return { found, cancel: await subject.cancelled(asked, 2), again: JSON.stringify((await subject.run(asked, 2)).found) };
  }, request);
  expect(seen.found[0]).toContain('"trials":1000000');
  expect(new Set([...seen.found, seen.again]).size).toBe(1);
  expect(seen.cancel.key).toBe('valuation.simulationCancelled');
  expect(seen.cancel.chunks).toBe(5);
});
