/** The structure of a real appraisal of 2008, typed by keyboard into a new version, and what it shows on screen and on paper. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agrees, recalculate } from '../documents/recalculate.ts';
import { openSampleDeal, type Office } from '../support/sample-office.ts';
import { APPRAISAL_2008 } from '../valuation/appraisal-2008.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
  await office.tab('valuation');
});
afterAll(() => office.close());

const w = () => office.window;
const cell = (label: string): Locator => w().getByLabel(label, { exact: true });
/** As a person does: into the field, all of it replaced, on to the next. */
async function type(label: string | Locator, text: string, leave = 'Tab'): Promise<void> {
  await (typeof label === 'string' ? cell(label) : label).focus();
  await w().keyboard.press('Control+A');
  await w().keyboard.press('Delete');
  await w().keyboard.type(text);
  await w().keyboard.press(leave);
}
/** Opens a choice by keyboard and walks down to the wanted line. */
async function choose(label: string | Locator, wanted: string): Promise<void> {
  await (typeof label === 'string' ? cell(label) : label).focus();
  await w().keyboard.press('Enter');
  const active = w().locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active');
  await active.waitFor();
  for (let i = 0; i < 6 && (await active.innerText()) !== wanted; i++) {
    const passed = await active.innerText();
    await w().keyboard.press('ArrowDown');
    await expect.poll(() => active.innerText()).not.toBe(passed);
  }
  await expect.poll(() => active.innerText()).toBe(wanted);
  await w().keyboard.press('Enter');
  await w()
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
    .waitFor({ state: 'detached' })
    .catch(() => undefined);
}
const sales = APPRAISAL_2008.revenues.map((x) => x.toFixed(6));
/** Cut, not rounded: how the appraisal prints 1.0863 as 1.08. */
const cut = (x: string): string => (Math.floor(Number(x) * 100) / 100).toFixed(2);

test('typed by keyboard into a new version', async () => {
  await w().getByRole('button', { name: '另建新版' }).click();
  await w().getByText('第 2 版', { exact: true }).waitFor();
  for (let n = 6; n <= 8; n++) {
    await w().getByRole('button', { name: '加一年' }).focus();
    await w().keyboard.press('Enter');
    await w()
      .locator('.sheet-years tbody tr')
      .nth(n - 1)
      .waitFor();
  }
  // down the column with Enter
  await w().locator('.sheet-years tbody input').first().focus();
  for (const amount of sales) {
    await w().keyboard.press('Control+A');
    await w().keyboard.type(amount);
    await w().keyboard.press('Enter');
  }
  await type('许可费率', '3.39');
  await type('折现率', '23.7');
  await choose('费率衰减', '逐年按比例');
  await type('每年衰减', (APPRAISAL_2008.decayRate * 100).toFixed(8));
  await type('经济寿命（年）', '');
  await choose('现金流时点', '年中');
  await choose('现金流口径', '税前');
  await choose('折现率口径', '税前');
  await type('折现率低值', '20');
  await type('折现率高值', '28');
  await w()
    .getByRole('button', { name: /^更多参数/ })
    .focus();
  await w().keyboard.press('Enter');
  await type('首期截止日', '去年年底');
  await w().locator('.field-error', { hasText: '首期截止日' }).waitFor();
  await type('首期截止日', '2008.12.31');
  await type(w().locator('[data-field$="/baseDate"] input').first(), '2008-05-31', 'Enter');
  await office.saved();
  for (const [label, shown] of [
    ['经济寿命（年）', ''],
    ['折现率低值', '20%'],
    ['折现率高值', '28%'],
    ['首期截止日', '2008-12-31'],
  ] as const)
    await expect.poll(() => cell(label).inputValue()).toBe(shown);
  const value = APPRAISAL_2008.revenues.length;
  await expect.poll(() => w().locator('.sheet-years tbody tr').count()).toBe(value);
});

test('falls from 3.39 % to 0.47 %, discounted over 0.29, 1.08, 2.08 … years', async () => {
  const rates = w().locator('.sheet-years tbody tr td:nth-child(3)');
  await expect.poll(() => rates.first().innerText()).toBe('3.39%');
  if (process.env['KEZHUAN_LOOK']) await w().screenshot({ path: process.env['KEZHUAN_LOOK'] });
  await expect.poll(async () => Number.parseFloat(await rates.last().innerText()).toFixed(4)).toBe('0.4700');
  const base = w().locator('.result-band .computed-figure');
  await base.focus();
  await w().keyboard.press('Enter');
  const words = (): Promise<string> => w().locator('.trace').innerText();
  await expect
    .poll(async () => [...(await words()).matchAll(/\(1 \+ 0\.237\)\^−([\d.]+)/g)].map((m) => cut(m[1]!)))
    .toEqual(['0.29', '1.08', '2.08', '3.08', '4.08', '5.08', '6.08', '7.08']);
  await expect.poll(words).toContain('税前');
  await w().keyboard.press('Escape');
});

test('500 and 1.636 % of sales are worth 2,800', async () => {
  await w().getByRole('button', { name: '加一种方法' }).click();
  await w().locator('[data-method="payment-solve"]').click();
  const panel = w().locator('.method-panel');
  await panel.waitFor();
  // what the sheet says already stands there
  await expect.poll(() => panel.getByLabel('折现率', { exact: true }).inputValue()).toBe('23.7%');
  const put = (place: string, text: string) => type(panel.locator(`[data-field$="/${place}"] input`).first(), text);
  await put('price', '2800');
  await put('upfront', '500');
  await panel.locator('summary').first().focus();
  await w().keyboard.press('Enter');
  await put('baseDate', '2008-05-31');
  await put('firstPeriodEnd', '2008-12-31');
  await choose(panel.getByLabel('折现时点', { exact: true }), '期中');
  await expect.poll(() => w().locator('[data-figure="method"]').innerText()).toBe('1.636%');
  await expect.poll(() => w().locator('[data-figure="priceAgain"]').innerText()).toBe('2,800.00');
});

test('the workbook computed again and the note say the same', async () => {
  const base = await w().locator('[data-figure="base"]').innerText();
  for (const [kind, ending] of [
    ['workbook', '.xlsx'],
    ['worksheet', '.docx'],
  ] as const) {
    await w().locator(`[data-make="${kind}"]`).click();
    await w().locator('.file-done-name', { hasText: ending }).first().waitFor();
  }
  const entries = await readdir(join(office.userData, 'vault'), { recursive: true, withFileTypes: true });
  const files = await Promise.all(entries.filter((e) => e.isFile()).map(async (e) => new Uint8Array(await readFile(join(e.parentPath, e.name)))));
  const zipped = files.filter((bytes) => bytes[0] === 0x50).map((bytes) => [bytes, unzipSync(bytes)] as const);
  const book = zipped.find(([, parts]) => 'xl/workbook.xml' in parts)![0];
  const cells = recalculate(book);
  expect(cells.filter((c) => !agrees(c))).toEqual([]);
  const front = cells.filter((c) => c.sheet === 1).map((c) => c.theirs!.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
  expect(front).toContain(base);
  const note = strFromU8(
    zipped.find(([, parts]) => 'word/document.xml' in parts && strFromU8(parts['word/document.xml']!).includes('估值测算说明'))![1]['word/document.xml']!,
  );
  for (const text of [base, '3.39%', '2,800.00', '首期截止日']) expect(note).toContain(text);
  expect(note).not.toMatch(/评估报告|评估值|评估结论|评估师/);
});
