/** A ledger with its sums, through the screen: what adds up other lines stays out until the person takes it in. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { dropFile, enterWork, goTo, workbook } from '../support/rooms.ts';

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

const LEDGER = [
  ['2021年合同登记表'],
  ['序号', '项目名称', '合作单位', '合同金额', '签订日期'],
  ['1', '示例项目一', '示例种业公司', '15', '2021.3.12'],
  ['2', '示例项目二', '示例装备公司', '25', '2021.4.1'],
  ['', '小计', '', '40', ''],
  ['', '全部', '', '40', ''],
  ['合计', '', '', '40', ''],
];
const summary = () => w.getByTestId('import-summary');

test('a ledger adds up to what its contracts add up to, and a sum comes in where the person says so', async () => {
  await goTo(w, 'reports');
  await dropFile(w, '台账.xlsx', await workbook(LEDGER));
  await expect.poll(() => summary().textContent()).toContain('5 行：新增 2，已有 0，有问题 1；像合计 2 行，没有计入');
  await w.getByText('“合同金额”没有写单位，有 2 行只写了数字，按万元读入').waitFor();
  const sums = w.getByRole('table', { name: '像小计、合计的行' });
  await expect.poll(() => sums.locator('[data-total="5"]').textContent()).toContain('这一行写着“小计”');
  await expect.poll(() => sums.locator('[data-total="6"]').textContent()).toContain('金额恰是上面 2 行之和');
  // in and out again: the table stays where it is
  const box = sums.locator('[data-total="6"]').getByRole('checkbox');
  await box.focus();
  await w.keyboard.press('Space');
  await expect.poll(() => summary().textContent()).toContain('新增 3，已有 0，有问题 1；像合计 1 行');
  await expect.poll(() => box.evaluate((b) => b === document.activeElement)).toBe(true);
  await w.keyboard.press('Space');
  await expect.poll(() => summary().textContent()).toContain('新增 2');
  await w.getByRole('button', { name: '导入 2 行' }).click();
  await w.getByRole('button', { name: '打开台账' }).click();
  await w.getByText('合计 40.00 万元').waitFor();
  // the sum is all that is new in the file now
  await dropFile(w, '台账.xlsx', await workbook(LEDGER));
  await expect.poll(() => summary().textContent()).toContain('新增 0，已有 2');
  await w.getByRole('checkbox', { name: '全部照样导入' }).click();
  await w.getByRole('button', { name: '导入 2 行' }).click();
  await w.getByRole('button', { name: '打开台账' }).click();
  await w.getByText('合计 120.00 万元').waitFor();
});

test('a table chosen in the dialog is read and not kept: its rows are what is kept of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kezhuan-pick-'));
  try {
    const path = join(folder, '台账.xlsx');
    await writeFile(path, await workbook(LEDGER));
    await running.app.evaluate(({ dialog }, from) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [from] });
    }, path);
    await w.getByRole('button', { name: '导入台账' }).click();
    await w.getByRole('button', { name: '选择文件' }).click();
    await expect.poll(() => summary().textContent()).toContain('已有 4');
    const entries = await readdir(join(running.userData, 'vault'), { recursive: true, withFileTypes: true });
    expect(entries.filter((e) => e.isFile()).map((e) => e.name)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
