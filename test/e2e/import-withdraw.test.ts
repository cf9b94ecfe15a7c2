/** Taking an import back through the screen: counted, stoppable, and nothing on the page says more than is in the library. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { dropFile, enterWork, goTo, LEDGER_HEAD, workbook } from '../support/rooms.ts';

let running: RunningApp;
let w: Page;
beforeAll(async () => {
  running = await launchApp();
  w = running.window;
  await enterWork(running);
});
afterAll(async () => {
  await running.close();
});

const summary = () => w.getByTestId('import-summary');
const outcome = () => w.getByTestId('import-outcome');
const undo = async () => {
  // no key reaches the frame from a dialog that has just closed
  await w.locator('h1').click();
  await w.keyboard.press('Control+z');
};
const ledger = (from: number, count: number): string[][] => [
  [...LEDGER_HEAD],
  ...Array.from({ length: count }, (_, i) => [
    String(i + 1),
    '农学院',
    '负责人甲',
    '020-00000000',
    `示例项目第${from + i}号`,
    '示例种业公司',
    '佛山市',
    '企业',
    '12.5',
    '2021.3.12',
    '2021.3.15',
    '农业',
    '技术服务',
    '登记人乙',
  ]),
];

test('the dry run on the screen follows the library: what Ctrl Z takes away is new again', async () => {
  await goTo(w, 'reports');
  await dropFile(w, '台账.xlsx', await workbook(ledger(1, 2)));
  await w.getByRole('button', { name: '导入 2 行' }).click();
  await expect.poll(() => outcome().textContent()).toContain('导入了 2 行');
  await dropFile(w, '台账.xlsx', await workbook(ledger(1, 2)));
  await expect.poll(() => summary().textContent()).toContain('新增 0，已有 2');
  await undo();
  await expect.poll(() => summary().textContent()).toContain('新增 2，已有 0');
  await w.getByRole('button', { name: '导入 2 行' }).click();
  await expect.poll(() => outcome().textContent()).toContain('导入了 2 行');
  // the line goes with the rows, and comes back with them
  await undo();
  await expect.poll(() => outcome().textContent()).toContain('这次导入的 2 行已撤回');
  await w.keyboard.press('Control+Shift+z');
  await expect.poll(() => outcome().textContent()).toContain('导入了 2 行');
});

test('what 导入 makes is counted once more when it is pressed', async () => {
  await dropFile(w, '台账.xlsx', await workbook(ledger(11, 2)));
  await w.getByRole('button', { name: '导入 2 行' }).click();
  await expect.poll(() => outcome().textContent()).toContain('导入了 2 行');
  await dropFile(w, '台账.xlsx', await workbook(ledger(11, 3)));
  await expect.poll(() => summary().textContent()).toContain('新增 1，已有 2');
  // pressed in the moment the two rows are gone, before the page has counted anew
  await w.evaluate(() => {
    const press = new MutationObserver(() => {
      if (!document.body.textContent?.includes('已撤销上一步')) return;
      press.disconnect();
      [...document.querySelectorAll('button')].find((b) => b.textContent === '导入 1 行')!.click();
    });
    press.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await undo();
  await w.getByText('库里的内容变了').waitFor();
  await expect.poll(() => summary().textContent()).toContain('新增 3，已有 0');
  await w.getByRole('button', { name: '导入 3 行' }).click();
  await expect.poll(() => outcome().textContent()).toContain('导入了 3 行');
  await undo();
  await expect.poll(() => outcome().textContent()).toContain('这次导入的 3 行已撤回');
});

test('a stopped import says how many rows it had made', async () => {
  await dropFile(w, '大台账.xlsx', await workbook(ledger(1000, 8000)));
  await w.getByRole('button', { name: '导入 8000 行' }).click();
  const dialog = w.getByRole('dialog').filter({ hasText: '正在导入' });
  await dialog.getByText(/ \/ 8000/).waitFor();
  await w.locator('[data-save="working"]').waitFor();
  await dialog.getByRole('button', { name: '停止' }).click();
  await expect.poll(() => outcome().textContent(), { timeout: 180_000 }).toMatch(/已停止，已导入的 \d+ 行全部撤回/);
  const said = Number(/的 (\d+) 行/.exec((await outcome().textContent())!)![1]);
  expect(said % 50).toBe(0);
  // it takes a second until the way to stop is there: some hundred rows by then, not some chunks
  expect(said).toBeGreaterThan(100);
});

test('Ctrl Z over a long import is counted, can be stopped, and goes on where it stopped', async () => {
  await dropFile(w, '大台账.xlsx', await workbook(ledger(1000, 8000)));
  await w.getByRole('button', { name: '导入 8000 行' }).click();
  await expect.poll(() => outcome().textContent(), { timeout: 180_000 }).toContain('导入了 8000 行');
  await undo();
  const dialog = w.getByRole('dialog').filter({ hasText: '正在撤销' });
  await dialog.getByText(/\d+ \/ 8000/).waitFor();
  await w.locator('[data-save="working"]').waitFor();
  await w.keyboard.press('Control+z');
  await w.getByText('正在导入或撤销，还没有做完').waitFor();
  await dialog.getByRole('button', { name: '停止' }).click();
  await w.getByText(/已停止撤销：撤回了 \d+ 行，还有 \d+ 行没有撤回/).waitFor();
  await expect.poll(() => outcome().textContent()).toMatch(/导入了 8000 行，库里现有其中 \d+ 行/);
  const there = Number(/其中 (\d+) 行/.exec((await outcome().textContent())!)![1]);
  await w.getByRole('button', { name: `撤回其余 ${there} 行` }).click();
  await expect.poll(() => outcome().textContent(), { timeout: 180_000 }).toContain('这次导入的 8000 行已撤回');
  await goTo(w, 'reports');
  await w.getByText('共 2 条').waitFor();
});
