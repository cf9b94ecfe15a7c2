/** What came of sixteen contracts, on the screen, in the workbook and on paper: each figure beside what was reckoned by hand. */
import ExcelJS from 'exceljs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { readPdfText } from '../../renderer/documents/read-pdf.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { enterWork, goTo } from '../support/rooms.ts';
import type * as Subject from './ledger-states-page.ts';

type Inside = { subject: typeof Subject };
let running: RunningApp;
let w: Page;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kezhuan-ledger-'));
  running = await launchApp();
  w = running.window;
  await enterWork(running);
  const page = await openInnerPage(running, path.join(import.meta.dirname, 'ledger-states-page.ts'));
  await page.evaluate(() => (window as unknown as Inside).subject.fill());
  await running.app.evaluate(async ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.loadURL('app://bundle/index.html'));
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

const said = () => w.locator('main').innerText();
/** The words of a row, by words that only it has. */
const row = async (words: string): Promise<string> => (await w.locator('[data-row]', { hasText: words }).first().innerText()).replace(/\s+/g, ' ');

/** What a press on an export button makes: each sheet as lines of cells. */
async function workbook(button: string, name: string): Promise<unknown[][][]> {
  const file = path.join(folder, name);
  await running.app.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: to });
  }, file);
  await w.getByRole('button', { name: button }).first().click();
  await w.getByRole('button', { name: '另存为…' }).click();
  const size = () =>
    readFile(file).then(
      (b) => b.length,
      () => 0,
    );
  await expect.poll(size).toBeGreaterThan(0);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await readFile(file)) as never);
  return book.worksheets.map((sheet) =>
    Array.from({ length: sheet.rowCount }, (_, i) => Array.from({ length: sheet.columnCount }, (_c, c) => sheet.getRow(i + 1).getCell(c + 1).value)),
  );
}

/** What a printed page says. */
async function paper(): Promise<string> {
  const bytes = await running.app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]!.webContents.printToPDF({ preferCSSPageSize: true })).toString('base64'),
  );
  const pdf = await readPdfText(new Uint8Array(Buffer.from(bytes, 'base64')));
  if (!pdf.ok) throw new Error(pdf.error.key);
  return pdf.value.pages.join('').replace(/\s/g, '');
}

test('the list of filings shows what stands registered and that an answer was lost; its amounts are figures in the workbook', async () => {
  await goTo(w, 'registration');
  await expect.poll(() => row('示例三号')).toMatch(/已登记 5,500,000\.00 .*4401002026000103/);
  expect(await row('示例六号')).toContain('未知，正在查询');
  expect(await row('示例十五号')).toContain('单位退回');
  expect(await row('示例五号')).toContain('已撤销登记');
  const [[head, ...lines] = []] = await workbook('导出 Excel', '申请.xlsx');
  expect(head!.slice(4, 6)).toEqual(['成交总额（元）', '技术交易额（元）']);
  expect(lines.find((l) => l[0] === '示例三号：培育技术开发')!.slice(2, 8)).toEqual([
    1,
    '已登记',
    5_500_000,
    4_100_000,
    '2026-03-10 09:00',
    '4401002026000103',
  ]);
});

test('退回统计 counts what stands registered, and apart from it what was cancelled or revoked since; no button is on its paper', async () => {
  await w.locator('[data-act="statistics"]').click();
  await expect.poll(said).toContain('提交 15 份，退回、补正或不予登记 5 份，已登记 4 份，登记后已注销 2 份，登记后被撤销 1 份');
  const causes = () =>
    w.locator('[data-cause]').evaluateAll((rows) => rows.map((r) => [r.getAttribute('data-cause'), r.querySelector('.figure')!.textContent]));
  expect(await causes()).toEqual([
    ['R07', '3'],
    ['R02', '1'],
    ['R08', '1'],
    ['', '1'],
  ]);
  // of 2: 4 and 5 days, 10 9, 11 18, 12 5; handed in again after 10, 7 and 7; registered after 10, 10, 14, 18, 20, 30 and 36
  expect(await said()).toMatch(/受理（提交）到退回\s+5\s+5\s+18\s+退回到补正提交\s+3\s+7\s+10\s+首次提交到登记\s+7\s+18\s+36/);
  const [reasons, sums] = await workbook('导出 Excel', '统计.xlsx');
  expect(reasons).toHaveLength(7);
  expect(reasons!.find((l) => l[0] === '=示例十号()')!.slice(4)).toEqual([
    '+示例经办丙',
    new Date('2026-04-11T00:00:00Z'),
    new Date('2026-04-20T00:00:00Z'),
    null,
    '=HYPERLINK("x","请点")',
    null,
  ]);
  expect(sums!.slice(1, 6).map((l) => l.slice(1, 3))).toEqual([
    ['提交', 15],
    ['退回、补正或不予登记', 5],
    ['已登记（不含登记后已注销、被撤销的）', 4],
    ['登记后已注销', 2],
    ['登记后被撤销', 1],
  ]);
  const printed = await paper();
  expect(printed).toMatch(/^退回统计提交15份/);
  expect(printed).not.toMatch(/另存为|导出Excel|返回申请列表/);
  await w.getByRole('button', { name: '返回申请列表' }).click();
});

test('the ledger says where each registration stands; what was cancelled or revoked is in no registered sum', async () => {
  await goTo(w, 'reports');
  // registered 150 + 200 + 550 + 1,234,567.89; cancelled 80 and, changed before, 35; the other eleven come to 1,172.734566, with the 7.777777 of the contract that is only drafted for filing
  const sums = ['合计 1,236,785.62 万元', '· 已登记 1,235,467.89（4 份，不含已注销、已撤销的）', '· 已注销 115.00（2 份）', '· 已撤销登记 30.00（1 份）'];
  const shown = () => w.locator('main [role="status"] .figure').allInnerTexts();
  await expect.poll(shown).toEqual(sums);
  expect(await row('示例四号')).toMatch(/80\.00 2026-03-05 技术秘密转让 4401002026000104 已注销/);
  expect(await row('示例五号')).toContain('已撤销登记');
  expect(await row('示例六号')).toContain('未知，正在查询');
  expect(await row('示例十五号')).toContain('单位退回');
  const [[head, ...lines] = [], parts] = await workbook('导出 Excel', '台账.xlsx');
  expect(head!.slice(15)).toEqual(['登记编号', '登记状态']);
  const stands = (name: string) => lines.find((l) => (l[4] as string).startsWith(name))!;
  expect([stands('示例四号'), stands('示例十四号'), stands('+示例旧合同')].map((l) => [l[3], l[5], l[8], l[15], l[16]])).toEqual([
    ['020-00000000', '示例种业有限公司', 80, '4401002026000104', '已注销'],
    ['020-00000000', '示例种业有限公司', 1_234_567.89, '4401002025000114', '已登记'],
    ['02000000000', '=1+1', 12.5, null, null],
  ]);
  expect(parts!.slice(1).map((l) => l.slice(1))).toEqual([
    [18, 1_236_785.624566, 1],
    [4, 1_235_467.89, 0],
    [2, 115, 0],
    [1, 30, 0],
    [11, 1_172.734566, 1],
  ]);
  const printed = await paper();
  expect(printed).toContain(`${sums.join('').replace(/\s/g, '')}·1份金额读不出·共18条`);
  for (const state of ['已注销', '已撤销登记', '未知，正在查询']) expect(printed.split('共18条')[1]).toContain(state);
  expect(printed).not.toMatch(/另存为|导出Excel/);
  // of the year before only one stands, and nothing is said of what is not there
  await w.locator('main .ant-select').click();
  await w.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '2025' }).click();
  await expect.poll(shown).toEqual(['合计 1,234,580.39 万元', '· 已登记 1,234,567.89（1 份）']);
});
