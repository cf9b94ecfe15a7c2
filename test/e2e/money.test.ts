/** Amounts and rates as people type them: what is stored is what was meant, and what cannot be is not stored. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resizeWindow } from '../support/contact-sheet.ts';
import { openSampleDeal, storedRows, type Office, type Row } from '../support/sample-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

const stored = (table: string): Promise<Row[]> => storedRows(office, table);
const revenues = async () => {
  const sheets = await stored('worksheets');
  return sheets.sort((a, b) => Number(a['version']) - Number(b['version'])).at(-1)!['revenues'] as string[];
};
const round = async (no: number) => (await stored('rounds')).find((r) => r['no'] === no)!;
const changes = async () => (await stored('changes')).length;
const year = (n: number) => office.window.getByLabel(`销售收入（万元） 第 ${n} 年`);
const field = (name: string): Locator => office.window.locator(`[data-field$="/${name}"]`).first();
const openRound = (no: number) =>
  office.window
    .locator('.offers th')
    .getByRole('button', { name: `第 ${no} 轮`, exact: true })
    .click();

test('revenue typed year after year without a pause is stored in 元 and shown in 万元, all in one new version', async () => {
  await office.tab('valuation');
  await year(1).focus();
  for (const typed of ['400', '600万', '￥9000000', '一千万', '1,200.5']) {
    await office.window.keyboard.press('ControlOrMeta+a');
    await office.window.keyboard.type(typed);
    await office.window.keyboard.press('Enter');
  }
  await expect.poll(revenues).toEqual(['4000000', '6000000', '9000000', '10000000', '12005000']);
  // the version a round used stays; the first edit opened the next one and the others went into it
  await expect.poll(async () => (await stored('worksheets')).map((w) => w['version']).sort()).toEqual([1, 2]);
  await expect.poll(() => Promise.all([1, 2, 3, 4, 5].map((n) => year(n).inputValue()))).toEqual(['400.00', '600.00', '900.00', '1,000.00', '1,200.50']);
  await office.window.locator('.sheet-years tfoot').getByText('4,100.50').waitFor();
});

test('while a year is typed the amount understood stands beside it', async () => {
  for (const [typed, taken] of [
    ['400', '= 4,000,000.00 元'],
    ['600万', '= 6,000,000.00 元'],
    ['￥9000000', '= 9,000,000.00 元'],
    ['二百万', '= 2,000,000.00 元'],
  ] as const) {
    await year(1).fill(typed);
    await office.window.locator('.cell-understood', { hasText: taken }).waitFor();
  }
  await year(1).press('Escape');
  await office.window.locator('.cell-understood').waitFor({ state: 'detached' });
  await expect.poll(() => year(1).inputValue()).toBe('400.00');
});

test('a cell holds every digit of 元 and 分, and passing through it changes nothing', async () => {
  await year(2).fill('6000000.55元');
  await year(2).press('Enter');
  await expect.poll(async () => (await revenues())[1]).toBe('6000000.55');
  await expect.poll(() => year(2).inputValue()).toBe('600.000055');
  const before = await changes();
  await year(2).click();
  await year(3).click();
  await year(3).blur();
  await office.saved();
  expect([await changes(), (await revenues())[1]]).toEqual([before, '6000000.55']);
});

test('a year below zero, a discount rate below zero, a crossed range: refused in words, the text stays, Esc takes it back', async () => {
  const before = await changes();
  const discount = office.window.getByLabel('折现率', { exact: true });
  const low = office.window.getByLabel('折现率低值', { exact: true });
  for (const [box, typed, said, old] of [
    [year(1), '-400', '金额不能为负（-4,000,000.00 元）', '400.00'],
    [discount, '-50%', '折现率不能为负（现为 -50%）', '15%'],
    [low, '25%', '折现率低值 25% 高于高值 20%', '12%'],
  ] as const) {
    await box.fill(typed);
    await box.blur();
    await office.window.getByRole('alert').filter({ hasText: said }).waitFor();
    await expect.poll(() => box.inputValue()).toBe(typed);
    await expect.poll(() => box.getAttribute('aria-invalid')).toBe('true');
    await box.focus();
    await box.press('Escape');
    await expect.poll(() => box.inputValue()).toBe(old);
  }
  expect(await changes()).toBe(before);
});

test('an unlikely discount rate is kept, and asked about', async () => {
  const discount = office.window.getByLabel('折现率', { exact: true });
  await discount.fill('45');
  await office.window.locator('.cell-understood', { hasText: '= 45%' }).waitFor();
  await discount.blur();
  await office.window.locator('[data-finding^="worksheet.rateHigh"]').getByText('“折现率”45% 超过 40%').waitFor();
  await discount.fill('15');
  await discount.blur();
  await office.window.locator('[data-finding^="worksheet.rateHigh"]').waitFor({ state: 'detached' });
});

test('a box in 万元 says what a bare number means, and 元 where somebody writes 元', async () => {
  await office.tab('negotiation');
  await openRound(1);
  const fee = field('entryFee').locator('input');
  await fee.fill('');
  await field('entryFee').getByText('只写数字按万元计').waitFor();
  for (const [typed, yuan, shown] of [
    ['￥1500000', '1500000', '150.00'],
    ['二百万', '2000000', '200.00'],
    ['180', '1800000', '180.00'],
  ] as const) {
    await fee.fill(typed);
    await field('entryFee')
      .getByText(`= ${Number(yuan).toLocaleString('en-US')}.00 元`)
      .waitFor();
    await fee.blur();
    await expect.poll(async () => (await round(1))['entryFee']).toBe(yuan);
    await expect.poll(() => fee.inputValue()).toBe(shown);
  }
});

test('a box in 万元 shows 分, and passing through it changes nothing', async () => {
  const fee = field('entryFee').locator('input');
  await fee.fill('1,500,000.55元');
  await fee.blur();
  await expect.poll(() => fee.inputValue()).toBe('150.000055');
  await expect.poll(async () => (await round(1))['entryFee']).toBe('1500000.55');
  const before = await changes();
  for (let i = 0; i < 2; i += 1) {
    await fee.click();
    await fee.press('End');
    await fee.press('Tab');
  }
  // typed and put back is no change either
  await fee.press('End');
  await fee.press('1');
  await fee.press('Backspace');
  await fee.press('Tab');
  await office.saved();
  await expect.poll(async () => [await changes(), (await round(1))['entryFee'], await fee.inputValue()]).toEqual([before, '1500000.55', '150.000055']);
});

test('a negative fee, 250 %, an end before the start: refused in words at the field, the text stays', async () => {
  await field('termFrom').locator('input').fill('2026-04-01');
  await field('termFrom').locator('input').blur();
  await field('termTo').locator('input').fill('2031-03-31');
  await field('termTo').locator('input').blur();
  await expect.poll(async () => (await round(1))['termTo']).toBe('2031-03-31');
  const before = await changes();
  for (const [name, typed, said] of [
    ['entryFee', '-5', '金额不能为负（-50,000.00 元）'],
    ['entryFee', '50.123456789', '金额最多到分（现为 501,234.56789 元），没有保存'],
    ['royaltyRate', '250', '比例应在 0 与 100% 之间（现为 250%）'],
    ['royaltyRate', '-5 %', '比例应在 0 与 100% 之间（现为 -5%）'],
    ['termTo', '2020-01-01', '期限止 2020-01-01 早于期限起 2026-04-01'],
    ['termFrom', '2040-01-01', '期限起 2040-01-01 晚于期限止 2031-03-31'],
  ] as const) {
    const box = field(name).locator('input').first();
    await box.fill(typed);
    await box.blur();
    await field(name).getByRole('alert').filter({ hasText: said }).waitFor();
    await expect.poll(() => box.inputValue()).toBe(typed);
    await box.focus();
    await box.press('Escape');
    await expect.poll(() => field(name).getByRole('alert').count()).toBe(0);
  }
  expect(await changes()).toBe(before);
});

test('an unlikely offer is kept, and asked about', async () => {
  const rate = field('royaltyRate').locator('input');
  await rate.fill('60');
  await rate.blur();
  await office.window.locator('[data-finding^="round.rateHigh"]').getByText('第 1 轮提成比例 60% 超过 50%').waitFor();
  const fee = field('entryFee').locator('input');
  await fee.fill('15000000');
  await field('entryFee').getByText('= 150,000,000,000.00 元').waitFor();
  await field('entryFee').getByText('超过 1,000 亿元，请核对单位').waitFor();
  await fee.blur();
  await office.window.locator('[data-finding^="round.amountHuge"]').waitFor();
  await fee.fill('180');
  await fee.blur();
  await rate.fill('3');
  await rate.blur();
  await office.window.locator('[data-finding^="round.rateHigh"]').waitFor({ state: 'detached' });
});

test('the range of the offers goes from low to high, and a version is 第 n 版', async () => {
  await expect
    .poll(() => office.window.locator('.panel', { has: office.window.locator('.offers') }).innerText())
    .toContain('3 轮报价的现值：162.54–243.81 万元');
  await office.window.locator('[data-finding^="round.worksheetNewer"]').getByText('按测算第 1 版计算，现在有第 2 版').first().waitFor();
});

test('预计新增投入 below zero is refused', async () => {
  await office.tab('setup');
  const box = field('expectedInput').locator('input');
  await expect.poll(() => box.inputValue()).not.toBe('');
  const old = await box.inputValue();
  await box.fill('-200');
  await box.blur();
  await field('expectedInput').getByRole('alert').filter({ hasText: '金额不能为负（-2,000,000.00 元）' }).waitFor();
  await box.focus();
  await box.press('Escape');
  await expect.poll(() => box.inputValue()).toBe(old);
});

test('in English at 1280 every heading of the years stands in one line', async () => {
  await office.window.keyboard.press('ControlOrMeta+k');
  await office.window.keyboard.type('English');
  await office.window.keyboard.press('Enter');
  await office.tab('valuation');
  await resizeWindow(office, 1280, 720);
  const heads = office.window.locator('.sheet-years thead th');
  await heads.filter({ hasText: 'Revenue (10k yuan)' }).waitFor();
  const lines = () =>
    heads.evaluateAll((all) =>
      all.map((th) => {
        const range = document.createRange();
        range.selectNodeContents(th);
        return new Set([...range.getClientRects()].map((r) => r.top)).size;
      }),
    );
  await expect.poll(async () => (await lines()).filter((count) => count !== 1)).toEqual([]);
});
