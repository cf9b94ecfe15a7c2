/** Import and the contract ledger through the screen, in the real Electron. */
import ExcelJS from 'exceljs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdfText } from '../../renderer/documents/read-pdf.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { dropFile, enterWork, gbk, goTo, LEDGER_HEAD, workbook } from '../support/rooms.ts';

let running: RunningApp;
let w: Page;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-import-'));
  running = await launchApp();
  w = running.window;
  await enterWork(running);
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

const summary = () => w.getByTestId('import-summary');
const outcome = () => w.getByTestId('import-outcome');
const achievements = (from: number, count: number): string[][] => [
  ['示例成果清单'],
  ['联系人', '成果名称*', '成果权属人', '成果完成时间', '另一列'],
  ...Array.from({ length: count }, (_, i) => ['联系人甲', `示例成果第${from + i}号`, '示例农业研究所', i === 1 ? '不详' : '2021.3.12', 'x']),
];

test('dry run: row by row, the mapping can be corrected, nothing is written', async () => {
  const rows = achievements(1, 30);
  rows.push(['联系人乙', '', '示例农业研究所', '2020', '']);
  await goTo(w, 'portfolio');
  await dropFile(w, '成果表(1)(2).xlsx', await workbook(rows));
  await expect.poll(() => summary().textContent()).toBe('31 行：新增 30，已有 0，有问题 1；提醒 2 处');
  // the counts are those of the list: a line without a name, and two days nobody can read
  await expect.poll(() => w.getByTestId('import-problem-count').textContent()).toBe('问题 1 处，提醒 2 处');
  await w.getByText('表头在第 2 行').waitFor();
  const problems = w.getByRole('grid', { name: '逐行问题' });
  await problems.getByText('这行不导入').first().waitFor();
  await problems.getByText('照原样导入').first().waitFor();
  // 成果名称 taken away: the required field has no column and no line can come in
  await w.locator('[data-map="title"] .ant-select').click();
  await w.locator('.ant-select-item-option', { hasText: '（不导入）' }).click();
  await expect.poll(() => summary().textContent()).toContain('新增 0');
  await w.getByRole('button', { name: '恢复自动对列' }).click();
  await expect.poll(() => summary().textContent()).toContain('新增 30');
});

test('import, and the same file again creates nothing twice', async () => {
  await w.getByRole('button', { name: '导入 30 行' }).click();
  await expect.poll(() => outcome().textContent()).toContain('导入了 30 行');
  await w.getByRole('button', { name: '打开成果库' }).click();
  await w.getByText('共 30 条').waitFor();
  // the list reads as the file does
  const names = async () => (await w.locator('[data-row] [data-col="0"] .td-text').allTextContents()).slice(0, 12).map((n) => n.trim());
  await expect.poll(names).toEqual(Array.from({ length: 12 }, (_, i) => `示例成果第${i + 1}号`));
  await dropFile(w, '成果表.xlsx', await workbook(achievements(1, 30)));
  await expect.poll(() => summary().textContent()).toBe('30 行：新增 0，已有 30，有问题 0');
  await w.getByText('没有要新增的行').waitFor();
});

test('a stopped import leaves nothing behind', async () => {
  await goTo(w, 'portfolio');
  await w.getByText('共 30 条').waitFor();
  await dropFile(w, '大表.xlsx', await workbook(achievements(1000, 25000)));
  await w.getByRole('button', { name: '导入 25000 行' }).click();
  await w.getByRole('button', { name: '停止' }).click();
  await outcome().waitFor({ timeout: 180_000 });
  await expect.poll(() => outcome().textContent()).toContain('全部撤回');
  await goTo(w, 'portfolio');
  await w.getByText('共 30 条').waitFor();
});

test('Back returns to the row and the scroll of a list longer than its first page', async () => {
  await dropFile(w, '再来.xlsx', await workbook(achievements(50, 120)));
  await w.getByRole('button', { name: '导入 120 行' }).click();
  await expect.poll(() => outcome().textContent()).toContain('导入了 120 行');
  await goTo(w, 'portfolio');
  await w.getByText('共 150 条').waitFor();
  await w.getByRole('grid').focus();
  await w.keyboard.press('Control+End');
  const last = w.locator('[data-row="149"] [data-col="0"]');
  await expect.poll(() => last.locator('.td-text').textContent()).toContain('示例成果');
  const name = await last.locator('.td-text').textContent();
  await w.keyboard.press('Enter');
  await w.getByRole('heading', { name: name!.trim() }).waitFor();
  await w.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => last.locator('.td-text').textContent()).toBe(name);
});

test('one Ctrl Z takes a whole import back', async () => {
  await w.locator('h1').click();
  await w.keyboard.press('Control+z');
  await w.getByText('共 30 条').waitFor();
});

test('an old .xls says 请另存为 .xlsx and leaves the library alone', async () => {
  await dropFile(w, '台账.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array.from({ length: 2048 }, () => 0)]));
  await w.getByRole('alert').filter({ hasText: '另存为 .xlsx' }).waitFor();
  await w.getByText('库里的数据没有变动').waitFor();
});

test('a broken PDF is no list, by its content and by its name', async () => {
  for (const [name, bytes] of [
    ['坏的.pdf', Buffer.from('bad pdf, that says so')],
    ['名单.csv', Uint8Array.from({ length: 900 }, (_, i) => ((i * 193) % 255) + 1)],
  ] as const) {
    await goTo(w, 'portfolio');
    await dropFile(w, '空.csv', new Uint8Array());
    await w.getByText('文件是空的').waitFor();
    await dropFile(w, name, bytes);
    await w.getByRole('alert').filter({ hasText: '按内容看，这不是表格' }).waitFor();
    await expect.poll(() => summary().count()).toBe(0);
  }
});

test('a GBK ledger comes in, is shown in 万元 and 元, and its export reads back', async () => {
  const csv = [
    LEDGER_HEAD.join(','),
    '1,农学院,负责人甲,020-00000000,示例项目一,示例种业公司,佛山市,企业,12.5,2021.3.12,2021.3.15,农业,技术服务,登记人乙',
    '2,农学院,负责人乙,020-00000000,示例项目二,示例装备公司,广州市,企业,150,2021.4.1,2021.4.2,先进制造,技术开发,登记人乙',
  ].join('\r\n');
  await goTo(w, 'reports');
  await dropFile(w, '台账.csv', gbk(csv));
  await w.getByText('编码 GBK').waitFor();
  await w.getByRole('button', { name: '导入 2 行' }).click();
  await w.getByRole('button', { name: '打开台账' }).click();
  await w.getByText('合计 162.50 万元').waitFor();
  await w.locator('.ant-segmented-item', { hasText: /^元$/ }).click();
  await w.getByText('合计 1,625,000.00 元').waitFor();
  await w.getByRole('button', { name: '导出 Excel' }).click();
  const path = join(folder, '导出.xlsx');
  await running.app.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: to });
  }, path);
  await w.getByRole('button', { name: '另存为…' }).click();
  await expect
    .poll(() =>
      readFile(path).then(
        (b) => b.length,
        () => 0,
      ),
    )
    .toBeGreaterThan(0);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await readFile(path)) as never);
  const sheet = book.worksheets[0]!;
  const cells = (row: number) => (sheet.getRow(row).values as unknown[]).slice(1);
  expect(cells(1).slice(0, 14)).toEqual([
    '序号',
    '院系',
    '负责人',
    '电话',
    '项目名称',
    '合作单位',
    '合作单位地区',
    '合作单位类型',
    '合同金额（元）',
    '签订日期',
    '生效日期',
    '技术领域',
    '合同类型',
    '登记人',
  ]);
  expect(cells(2).slice(0, 9)).toEqual(['2', '农学院', '负责人乙', '020-00000000', '示例项目二', '示例装备公司', '广州市', '企业', 1_500_000]);
  expect((cells(3)[9] as Date).toISOString().slice(0, 10)).toBe('2021-03-12');
});

test('the ledger on paper: A4 across, its 14 columns whole on every page, title, sum and unit, no buttons', async () => {
  const long = '示例项目：低温等离子体种子处理装置关键技术的研究与应用示范（含智能控制系统、现场培训与后续改进服务）';
  const rows = Array.from({ length: 60 }, (_, i) => [
    String(i + 3),
    '机械与自动化工程学院',
    '负责人丙',
    '13800000000',
    `${long}第${i + 1}号`,
    '示例种业股份有限公司南沙研究院',
    '广东省佛山市顺德区',
    '企业',
    '1234567.89',
    '2020.1.2',
    '2020.1.3',
    '先进制造与自动化',
    '技术服务',
    '登记人乙',
  ]);
  await dropFile(w, '长台账.xlsx', await workbook([[...LEDGER_HEAD], ...rows]));
  await w.getByRole('button', { name: '导入 60 行' }).click();
  await w.getByRole('button', { name: '打开台账' }).click();
  await w.getByText('共 62 条').waitFor();
  const bytes = await running.app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]!.webContents.printToPDF({ preferCSSPageSize: true })).toString('base64'),
  );
  const pdf = await readPdfText(new Uint8Array(Buffer.from(bytes, 'base64')));
  if (!pdf.ok) throw new Error(pdf.error.key);
  const pages = pdf.value.pages.map((p) => p.replace(/\s/g, ''));
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages) {
    for (const heading of [
      '序号',
      '院系',
      '负责人',
      '电话',
      '项目名称',
      '合作单位',
      '合同金额（元）',
      '签订日期',
      '生效日期',
      '技术领域',
      '合同类型',
      '登记人',
    ])
      expect(page).toContain(heading);
  }
  expect(pages[0]).toContain('合同台账');
  expect(pages[0]).toMatch(/合计[\d,.]+元·共62条/);
  const all = pages.join('');
  // nothing is cut: the whole of a long name, a mobile number, the largest amount
  for (const words of ['13800000000', '12,345,678,900.00', '先进制造与自动化']) expect(all.split(words).length - 1).toBe(60);
  expect(all).not.toMatch(/导入台账|导出Excel|全部年份/);
  // and the window is as it was
  await w.locator('[data-row="0"]').waitFor();
  await expect.poll(() => w.locator('.paper-list').count()).toBe(0);
});
