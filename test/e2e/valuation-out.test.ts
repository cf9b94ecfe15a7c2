/** What leaves the worksheet: the workbook, computed again by LibreOffice, and the note, both from the screen. */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agrees, recalculate } from '../documents/recalculate.ts';
import { goTo } from '../support/rooms.ts';
import { openSampleDeal, type Office } from '../support/sample-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
  await office.tab('valuation');
});
afterAll(() => office.close());

const w = () => office.window;

/** Files of the vault that hold a part of this name. */
async function made(part: string): Promise<Uint8Array[]> {
  const entries = await readdir(join(office.userData, 'vault'), { recursive: true, withFileTypes: true });
  const files = await Promise.all(entries.filter((e) => e.isFile()).map(async (e) => new Uint8Array(await readFile(join(e.parentPath, e.name)))));
  return files.filter((bytes) => bytes[0] === 0x50 && part in unzipSync(bytes));
}
async function make(kind: string, ending: RegExp): Promise<void> {
  await w().locator(`[data-make="${kind}"]`).click();
  await expect.poll(async () => (await w().locator('.file-done-name').allInnerTexts()).some((name) => ending.test(name))).toBe(true);
}

test('a further method, then 导出 Excel: LibreOffice has the figures of the screen, live', async () => {
  await w().getByRole('button', { name: '加一种方法' }).click();
  await w().locator('[data-method="dcf"]').click();
  const first = w().locator('.method-panel').getByLabel('各期现金流 第 1 行', { exact: true });
  await first.waitFor();
  await first.evaluate((input) => {
    (input as HTMLInputElement).focus();
    const data = new DataTransfer();
    data.setData('text', '100\t120\t150');
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => w().locator('[data-figure="method"]').innerText()).toMatch(/\d/);
  const dcf = await w().locator('[data-figure="method"]').innerText();
  const base = await w().locator('[data-figure="base"]').innerText();
  await make('workbook', /第1版\.xlsx$|第 ?\d+ ?版\.xlsx$/);
  const books = await made('xl/workbook.xml');
  expect(books).toHaveLength(1);
  const parts = unzipSync(books[0]!);
  const names = [...strFromU8(parts['xl/workbook.xml']!).matchAll(/<sheet name="([^"]+)"/g)].map((m) => m[1]);
  expect(names).toEqual(['测算汇总', '许可费节省法', '现金流折现法']);
  const cells = recalculate(books[0]!);
  expect(cells.filter((c) => !agrees(c))).toEqual([]);
  const shown = (x: number): string => x.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const front = cells.filter((c) => c.sheet === 1).map((c) => shown(c.theirs!));
  expect(front).toEqual(expect.arrayContaining([base, dcf, '92.80', '115.93']));
});

test('the same worksheet once more is the same file', async () => {
  await w().locator('[data-make="workbook"]').click();
  await expect.poll(() => w().locator('[data-make="workbook"]').getAttribute('class')).not.toContain('loading');
  expect(await made('xl/workbook.xml')).toHaveLength(1);
});

test('生成测算说明 has a section for the method; a change marks both files as stale', async () => {
  await make('worksheet', /\.docx$/);
  const parts = (await made('word/document.xml')).map((bytes) => unzipSync(bytes)).find((p) => strFromU8(p['word/document.xml']!).includes('7 现金流折现法'))!;
  const note = strFromU8(parts['word/document.xml']!);
  // charts of the forecast and of the method, as pictures
  const pictures = Object.keys(parts).filter((name) => name.startsWith('word/media/'));
  expect(pictures.length).toBeGreaterThanOrEqual(2);
  const embedded = [...note.matchAll(/r:embed="([^"]+)"/g)].map((m) => m[1]);
  expect(embedded).toHaveLength(pictures.length);
  for (const [i, name] of pictures.entries()) {
    expect(strFromU8(parts[name]!.subarray(1, 4))).toBe('PNG');
    expect(embedded).toContain(`rIdPicture${i + 1}`);
  }
  if (process.env['KEZHUAN_NOTE']) await writeFile(process.env['KEZHUAN_NOTE'], zipSync(parts));
  expect(note).not.toMatch(/评估报告|评估值|评估结论|评估师/);
  // the method's figures have no source yet
  expect(note).toContain('讨论稿：验收清单二十项中还缺');
  await expect.poll(() => w().locator('.made-file').count()).toBe(2);
  await expect.poll(() => w().locator('.made-file .stale-mark').count()).toBe(0);
  if (process.env['KEZHUAN_LOOK']) await w().screenshot({ path: process.env['KEZHUAN_LOOK'] });
  const low = w().getByLabel('折现率低值', { exact: true });
  await low.fill('11%');
  await low.press('Enter');
  await expect.poll(() => w().locator('.made-file .stale-mark').count()).toBe(2);
});

test('no file is made with a word of a statutory appraisal, wherever it stands: the source of an input too', async () => {
  const source = w().getByLabel('许可费率 来源', { exact: true });
  const before = await source.inputValue();
  const files = async (): Promise<number> => (await made('word/document.xml')).length + (await made('xl/workbook.xml')).length;
  await source.fill('参照某资产评估报告的评估值');
  await source.press('Enter');
  await expect.poll(() => w().locator('.rail').innerText()).toContain('估值测算说明不得使用“评估报告”');
  const count = await files();
  for (const kind of ['worksheet', 'workbook']) {
    await w().locator(`[data-make="${kind}"]`).click();
    await expect.poll(() => office.said()).toContain('文中有“评估报告”');
    await expect.poll(() => w().locator(`[data-make="${kind}"]`).getAttribute('class')).not.toContain('loading');
    await w().locator('[role="alert"] button').last().click();
    await expect.poll(() => office.said()).not.toContain('文中有“评估报告”');
  }
  expect(await files()).toBe(count);
  await source.fill(before);
  await source.press('Enter');
  await expect.poll(() => w().locator('.rail').innerText()).not.toContain('不得使用');
});

test('估值 over all deals: a locked version says so, its count is the sheet’s own, and the list bears its banner, in Excel too', async () => {
  await w().locator('[data-act="lock-version"]').click();
  await w().getByText('已锁定，不再改动').waitFor();
  await expect.poll(() => w().locator('.result-band').innerText()).toMatch(/\d+／\d+/);
  const counted = /(\d+)／(\d+)/.exec(await w().locator('.result-band').innerText())!;
  const version = /第 (\d+) 版/.exec(await w().locator('.valuation-locked').innerText())![1];
  await goTo(w(), 'valuation');
  const banner = '不是法定资产评估的文件';
  await expect.poll(() => w().locator('.list-note').innerText()).toContain(banner);
  const line = w()
    .locator('[role="row"]')
    .filter({ hasText: '低温等离子体种子处理装置' })
    .filter({ hasText: `第 ${version} 版` });
  await expect.poll(() => line.innerText()).toContain('已锁定');
  await expect.poll(() => line.innerText()).toContain(`${counted[1]}/${counted[2]}`);
  await expect.poll(() => w().locator('[role="row"]').filter({ hasText: '用于第 1' }).count()).toBeGreaterThan(0);
  if (process.env['KEZHUAN_LOOK']) await w().screenshot({ path: process.env['KEZHUAN_LOOK'].replace('.png', '-list.png') });
  await w().getByRole('button', { name: '导出 Excel', exact: true }).click();
  const told = async (): Promise<boolean> =>
    (await made('xl/workbook.xml')).some((bytes) =>
      Object.values(unzipSync(bytes)).some((part) => strFromU8(part).includes(banner) && strFromU8(part).includes('已锁定')),
    );
  await expect.poll(told).toBe(true);
});
