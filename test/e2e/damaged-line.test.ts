/** A journal line that neither the journal nor the store has any more, on a real disk: back from a snapshot, or told by record; and data that are gone. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { enterWork, goTo, rowAt } from '../support/rooms.ts';
import { leaveField } from '../support/sample-office.ts';

let userData: string;
let running: RunningApp;
beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'kezhuan-line-'));
});
afterEach(() => running.close().catch(() => undefined));
afterAll(async () => {
  await rm(userData, { recursive: true, force: true });
});

const journal = (): string => join(userData, 'journal', 'work');
const start = async (): Promise<Page> => {
  running = await launchApp({ userData });
  return running.window;
};
async function newAchievement(w: Page, title: string): Promise<void> {
  await goTo(w, 'portfolio');
  await w.getByRole('button', { name: '新建成果' }).first().click();
  await leaveField(running, 'title', title);
  await w.locator('[data-save="saved"]').waitFor();
}
/** One byte of the line that bears `title`, and the whole of Chromium's store. */
async function damage(title: string): Promise<void> {
  const file = join(
    journal(),
    (await readdir(journal())).find((name) => name.endsWith('.log'))!,
  );
  const bytes = await readFile(file);
  const line = bytes.lastIndexOf('\n', bytes.lastIndexOf(title)) + 1;
  const at = bytes.indexOf('"who"', line) + 2;
  bytes[at] = bytes[at]! ^ 1;
  await writeFile(file, bytes);
  await rm(join(userData, 'IndexedDB'), { recursive: true });
}
const told = (w: Page): Promise<string> => w.locator('.boot-notes').innerText();
const titles = async (w: Page): Promise<string[]> => (await w.locator('[data-row]').allInnerTexts()).map((row) => /示例[甲乙]\S*/.exec(row)?.[0] ?? '').sort();

test('what a damaged line did comes back from a snapshot and is named, once', async () => {
  let w = await start();
  await enterWork(running);
  await newAchievement(w, '示例甲成果');
  await goTo(w, 'settings');
  await w.getByText('备份与恢复', { exact: true }).first().click();
  await w.getByRole('button', { name: '立即留存一份' }).click();
  await w.getByTestId('snapshots').locator('tbody tr').first().waitFor();
  await newAchievement(w, '示例乙成果');
  await running.close();
  await damage('示例甲成果');

  w = await start();
  await expect.poll(() => told(w)).toMatch(/损坏的行（\d{4}-\d{2} 第 \d+ 行），其内容已按 \d{4}-\d{2}-\d{2} \d{2}:\d{2} 的快照补回：成果“示例甲成果”。/);
  await goTo(w, 'portfolio');
  await expect.poll(() => titles(w)).toEqual(['示例乙成果', '示例甲成果']);
  await w.locator('[data-row]').filter({ hasText: '示例甲成果' }).dblclick();
  await w
    .locator('.rail')
    .getByText(/按快照补回日志缺失的修改：\d+/)
    .waitFor();
  await running.close();

  w = await start();
  await goTo(w, 'portfolio');
  await rowAt(w, 0).waitFor();
  await expect.poll(() => w.locator('.boot-notes').count()).toBe(0);
});

test('what no snapshot has is told by its record', async () => {
  await damage('示例乙成果');
  const w = await start();
  await expect.poll(() => told(w)).toMatch(/无法修复，快照里也没有；请核对：成果“示例乙成果”。/);
});

test('where journal and store are gone and a snapshot is left, the first page says that records were here', async () => {
  for (const name of await readdir(journal())) if (/\.log/.test(name)) await rm(join(journal(), name));
  await rm(join(userData, 'IndexedDB'), { recursive: true });
  const w = await start();
  await expect.poll(() => told(w)).toContain('这台电脑上曾有资料');
  // nothing lies over it
  await w.locator('.boot-notes').getByRole('button', { name: '知道了' }).click({ trial: true });
});
