import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleDeal, type Office } from '../support/sample-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

const figure = (name: string) => office.window.locator(`[data-figure="${name}"]`);

test('R-017: base case and range stand together, with the steps behind the figure', async () => {
  await office.tab('valuation');
  await expect.poll(() => figure('base').innerText()).toBe('106.35');
  await expect.poll(() => figure('range').innerText()).toBe('92.80–115.93');
  const base = office.window.locator('.result-band .computed-figure');
  await base.focus();
  await base.press('Enter');
  const trace = office.window.locator('.trace');
  await trace.waitFor();
  for (const words of ['13.04', '买方同类设备采购询价推算']) await expect.poll(() => trace.innerText()).toContain(words);
  await base.press('Escape');
});

test('nothing on the sheet uses the words of a licensed appraisal', async () => {
  const body = await office.tab('valuation');
  await expect.poll(() => body.innerText()).toContain('不是法定资产评估报告');
  const text = (await body.innerText()).replaceAll('不是法定资产评估报告', '');
  for (const word of ['评估报告', '评估值', '评估结论', '评估师']) expect(text).not.toContain(word);
});

test('offers are worth 243.81, 162.54 and 203.17 on the worksheet', async () => {
  await office.tab('negotiation');
  const values = () => Promise.all([1, 2, 3].map(async (no) => (await office.window.locator(`[data-pv="${no}"]`).innerText()).trim()));
  await expect.poll(values).toEqual(['243.81', '162.54', '203.17']);
});

test('15 % becomes 12 %: the used version stays, the next one says 115.93, and what rests on the old one is marked', async () => {
  await office.tab('valuation');
  const rate = office.window.getByLabel('折现率', { exact: true });
  await rate.fill('12%');
  await rate.press('Enter');
  await expect.poll(() => figure('base').innerText()).toBe('115.93');
  // the history of the version that this edit opened says what was edited
  const edit = office.window.locator('.rail-history .history > li').first();
  await edit.locator('del', { hasText: '15%' }).waitFor();
  await expect.poll(() => edit.innerText()).toMatch(/折现率\s+15%\s+12%/);
  const stale = office.window.locator('.stale-uses li');
  await expect.poll(() => stale.count()).toBeGreaterThanOrEqual(4);
  await expect.poll(async () => (await stale.allInnerTexts()).join('\n')).toContain('106.35 → 115.93');
  await office.window.getByText('第 1 版', { exact: true }).click();
  await expect.poll(() => figure('base').innerText()).toBe('106.35');
  await office.tab('negotiation');
  await expect.poll(async () => (await office.window.locator('[data-pv="3"]').innerText()).trim()).toBe('203.17');
});

test('锁定本版: refused while a method beside does not compute, then the next edit opens a version of its own', async () => {
  const w = office.window;
  await office.tab('valuation');
  await w.getByText('第 2 版', { exact: true }).click();
  await w.getByRole('button', { name: '加一种方法' }).click();
  await w.locator('[data-method="npv"]').click();
  await w.locator('.method-panel').waitFor();
  await w.locator('[data-act="lock-version"]').click();
  await w.locator('[role="alert"]').getByText('“净现值”还算不出来，这一版不能锁定').waitFor();
  await w.locator('[data-line="npv"]').getByRole('button', { name: /移除/ }).click();
  await w.locator('[data-line="npv"]').waitFor({ state: 'detached' });
  await w.locator('[data-act="lock-version"]').click();
  await w.getByText('已锁定，不再改动').waitFor();
  await expect.poll(() => w.locator('[data-act="lock-version"]').count()).toBe(0);
  if (process.env['KEZHUAN_LOOK']) await w.screenshot({ path: process.env['KEZHUAN_LOOK'] });
});

test('a column pasted from a sheet fills the years, in 万元', async () => {
  await office.tab('valuation');
  const first = office.window.getByLabel('销售收入（万元） 第 1 年');
  await first.focus();
  await first.evaluate((input) => {
    const data = new DataTransfer();
    data.setData('text', '300\n500\n800\n900\n1000');
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => office.window.getByLabel('销售收入（万元） 第 5 年').inputValue()).toBe('1,000.00');
});

test('the walk-away stays on its tinted ground and out of the minutes', async () => {
  await office.tab('negotiation');
  await expect.poll(() => office.window.locator('.internal-only').innerText()).toContain('仅内部');
  await office.window.locator('[data-make="minutes"]').click();
  await office.window.locator('.file-done-name').waitFor();
  await expect.poll(() => office.window.locator('.file-done-name').innerText()).toMatch(/\.docx$/);
});

test('a bare number in a box of per cent is per cent: 0.5 is 0.5 %, said while it is typed', async () => {
  await office.tab('valuation');
  const rate = office.window.getByLabel('许可费率', { exact: true });
  const firstYearRate = office.window.locator('.sheet-years tbody tr').first().locator('td').nth(1);
  for (const [typed, shown] of [
    ['0.5', '0.5%'],
    ['1', '1%'],
    ['15', '15%'],
    ['5%', '5%'],
  ] as const) {
    await rate.fill(typed);
    await expect.poll(() => office.window.locator('.cell-understood').innerText()).toBe(`= ${shown}`);
    await rate.press('Tab');
    await office.saved();
    await expect.poll(() => rate.inputValue()).toBe(shown);
    // what the forecast computes with
    await expect.poll(() => firstYearRate.innerText()).toBe(shown);
  }
});

test('what cannot be read stays as typed, is marked, and the sheet says which it is', async () => {
  await office.tab('valuation');
  const year = office.window.getByLabel('销售收入（万元） 第 2 年');
  await year.fill('五百左右');
  await year.press('Enter');
  await expect.poll(() => office.window.locator('.result-band').innerText()).toContain('“销售收入预测”读不出');
  await expect.poll(() => year.inputValue()).toBe('五百左右');
  await expect.poll(() => year.getAttribute('aria-invalid')).toBe('true');
  // its own row says it, with the way out
  const row = office.window.locator('.sheet-years tbody tr').nth(1);
  await expect.poll(() => row.innerText()).toContain('第 2 年读不出金额，请改写，例如 500万 或 5000000元');
  await expect.poll(() => office.window.locator('.sheet-years tbody').innerText()).not.toContain('第 1 年读不出');
});
