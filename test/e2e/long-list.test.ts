/** A list long enough to be ordered by the worker: it must follow edits as a short one does. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Filling from '../bench/screens-page.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { goTo } from '../support/rooms.ts';

const RECORDS = 3200;
let folder: string;
let running: RunningApp;
let w: Page;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kezhuan-long-'));
  const filling = await launchApp({ userData: folder });
  const page = await openInnerPage(filling, path.join(import.meta.dirname, '../bench/screens-page.ts'));
  await page.evaluate((n) => (window as unknown as { subject: typeof Filling }).subject.fill(n), RECORDS);
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

const first = () => w.locator('[data-row="0"] [data-col="0"]');
const firstIs = (title: string) => expect.poll(() => first().innerText()).toContain(title);

test('sorted and filtered by the worker, and live: a renamed record moves, Ctrl Z brings it back, an archived one leaves', async () => {
  await goTo(w, 'portfolio');
  await firstIs(`示例成果${RECORDS - 1}低温`);
  await w.getByText(`${RECORDS}`).first().waitFor();
  await w.locator('.th-name', { hasText: '成果名称' }).click();
  await firstIs('示例成果0低温');
  await first().dblclick();
  await w.getByLabel(/^成果名称/).fill('足够靠后的示例成果');
  await w.keyboard.press('Tab');
  await w.getByRole('heading', { name: '足够靠后的示例成果' }).waitFor();
  await w.keyboard.press('Alt+ArrowLeft');
  await firstIs('示例成果1低温');
  await w.locator('[role="grid"]').focus();
  await w.keyboard.press('Control+z');
  await firstIs('示例成果0低温');
  await first().click({ button: 'right' });
  await w.getByRole('menuitem', { name: '归档', exact: true }).click();
  await firstIs('示例成果1低温');
});

test('a search within a sorted list keeps the order', async () => {
  const box = w.getByLabel('搜成果：两个字以上，或拼音首字母');
  await box.fill('示例成果32');
  await w.getByText('找到 11 项').waitFor();
  await firstIs('示例成果32低温');
  await w.locator('.th-name', { hasText: '成果名称' }).click();
  await firstIs('示例成果329低温');
  await box.fill('');
});
