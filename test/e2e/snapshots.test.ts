/** 本机快照 through the screens and on a real disk: kept, looked into, gone back to, forward again, and out of the recovery page. */
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
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
  userData = await mkdtemp(join(tmpdir(), 'kezhuan-snapshots-'));
});
afterEach(() => running.close().catch(() => undefined));
afterAll(async () => {
  await rm(userData, { recursive: true, force: true });
});

const start = async (): Promise<Page> => {
  running = await launchApp({ userData });
  return running.window;
};
const list = (w: Page) => w.getByTestId('snapshots').locator('tbody tr');
async function newAchievement(w: Page, title: string): Promise<void> {
  await goTo(w, 'portfolio');
  await w.getByRole('button', { name: '新建成果' }).first().click();
  await leaveField(running, 'title', title);
  await w.locator('[data-save="saved"]').waitFor();
}
async function snapshotsOf(w: Page): Promise<void> {
  await goTo(w, 'settings');
  await w.getByText('备份与恢复', { exact: true }).first().click();
  await w.getByRole('button', { name: '立即留存一份' }).waitFor();
}
/** The titles in the 成果库. */
async function shows(w: Page, titles: string[]): Promise<void> {
  await goTo(w, 'portfolio');
  const seen = async () => (await w.locator('[data-row]').allInnerTexts()).map((row) => /示例[甲乙]\S*/.exec(row)?.[0] ?? '').sort();
  await expect.poll(seen).toEqual(titles);
}
/** Looks into the snapshot of that reason, which says what it holds, and goes back to it. */
async function goBack(w: Page, reason: string, held: readonly RegExp[]): Promise<void> {
  await list(w)
    .and(w.locator(`[data-snapshot="${reason}"]`))
    .first()
    .getByRole('button', { name: '查看并恢复…' })
    .click();
  const dialog = w.getByRole('dialog');
  for (const words of held) await expect.poll(() => dialog.getByTestId('snapshot-content').innerText()).toMatch(words);
  await dialog.getByRole('button', { name: '留存现状并退回' }).click();
  await w.getByText(/^已退回到 \d{4}-\d{2}-\d{2} \d{2}:\d{2} 的快照/).waitFor();
}

test('a snapshot is listed with what is in it, gone back to, and the state before it is the way forward again', async () => {
  const w = await start();
  await enterWork(running);
  await newAchievement(w, '示例甲成果');
  await snapshotsOf(w);
  await w.getByText('还没有快照').waitFor();
  await w.getByRole('button', { name: '立即留存一份' }).click();
  await expect.poll(() => list(w).count()).toBe(1);
  await expect.poll(() => list(w).first().innerText()).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}\s+手动\s+2\s+[\d.]+ (B|KB)\s+0\.1\.0/);

  await goTo(w, 'portfolio');
  await rowAt(w, 0).dblclick();
  await leaveField(running, 'title', '示例甲成果（改坏了）');
  await w.locator('[data-save="saved"]').waitFor();
  await newAchievement(w, '示例乙成果');
  await shows(w, ['示例乙成果', '示例甲成果（改坏了）']);

  await snapshotsOf(w);
  await goBack(w, 'asked', [/成果 1/, /程序版本\s+0\.1\.0/]);
  await shows(w, ['示例甲成果']);
  await rowAt(w, 0).dblclick();
  await w.locator('.rail').getByText('退回到快照').first().waitFor();

  // the promised snapshot of the state before is in the list, and leads back to it
  await snapshotsOf(w);
  await expect.poll(() => list(w).evaluateAll((rows) => rows.map((r) => r.getAttribute('data-snapshot')))).toEqual(['replace', 'asked']);
  await goBack(w, 'replace', [/成果 2/]);
  await shows(w, ['示例乙成果', '示例甲成果（改坏了）']);
});

test('where the workspace cannot be opened, the recovery page leads back to a snapshot', async () => {
  // the journal cannot be read: a folder lies where its file was
  const journal = join(userData, 'journal', 'work');
  const file = (await readdir(journal)).find((name) => name.endsWith('.log'))!;
  await rename(join(journal, file), join(userData, 'moved.log'));
  await mkdir(join(journal, file));
  const w = await start();
  await w.getByRole('heading', { name: '本机快照' }).waitFor();
  await expect.poll(() => list(w).count()).toBeGreaterThan(1);
  await goBack(w, 'asked', [/成果 1/]);
  await shows(w, ['示例甲成果']);
  await snapshotsOf(w);
  await expect.poll(() => list(w).count()).toBeGreaterThan(1);
});
