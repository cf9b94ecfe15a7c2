/** Further methods in the worksheet: typed, computed at once, undone, and the same after a restart. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp } from '../support/electron-app.ts';
import { openSampleDeal, type Office } from '../support/sample-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
  await office.tab('valuation');
});
afterAll(() => office.close());

const w = () => office.window;
const figure = (name: string) => w().locator(`[data-figure="${name}"]`);
const panel = () => w().locator('.method-panel');
const line = (id: string) => w().locator(`[data-line="${id}"]`);
const fill = async (label: string, text: string): Promise<void> => {
  const cell = panel().getByLabel(label, { exact: true });
  await cell.fill(text);
  await cell.press('Tab');
};
const put = async (place: string, text: string): Promise<void> => {
  const cell = panel().locator(`[data-field$="/${place}"] input`).first();
  await cell.fill(text);
  await cell.press('Tab');
};
async function add(id: string): Promise<void> {
  await w().getByRole('button', { name: '加一种方法' }).click();
  const choice = w().locator(`[data-method="${id}"]`);
  const name = await choice.locator('strong').innerText();
  await choice.click();
  await panel().getByRole('heading', { name, exact: true }).waitFor();
}
const paste = (cell: Locator, text: string) =>
  cell.evaluate((input, copied) => {
    (input as HTMLInputElement).focus();
    const data = new DataTransfer();
    data.setData('text', copied);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

test('a discounted cash flow by typing; the royalty figures stay as they were', async () => {
  await expect.poll(() => figure('base').innerText()).toBe('106.35');
  await add('dcf');
  // what the sheet already says is there, with its source
  await expect.poll(() => panel().getByLabel('折现率', { exact: true }).inputValue()).toBe('15%');
  await paste(panel().getByLabel('各期现金流 第 1 行', { exact: true }), '100\t120\t150');
  await expect.poll(() => panel().getByLabel('各期现金流 第 3 行', { exact: true }).inputValue()).toBe('150');
  await fill('折现率', '10');
  // 100/1.1 + 120/1.21 + 150/1.331
  await expect.poll(() => figure('method').innerText()).toBe('302.78');
  await expect.poll(() => line('dcf').innerText()).toContain('302.78');
  await expect.poll(() => figure('base').innerText()).toBe('106.35');
  await expect.poll(() => figure('range').innerText()).toBe('92.80–115.93');
});

test('the result follows every keystroke, before anything is saved', async () => {
  const rate = panel().getByLabel('折现率', { exact: true });
  await rate.fill('12');
  await expect.poll(() => figure('method').innerText()).toBe('291.72');
  await expect.poll(() => panel().locator('.cell-understood').innerText()).toContain('12%');
  await rate.press('Escape');
  await expect.poll(() => figure('method').innerText()).toBe('302.78');
});

test('the steps stand in a table with formula and numbers, the inputs with their sources', async () => {
  await panel().locator('summary', { hasText: '计算步骤' }).click();
  await expect.poll(() => panel().locator('.sheet-steps').innerText()).toContain('Σ(');
  await panel().locator('summary', { hasText: '所用输入与来源' }).click();
  await expect.poll(() => panel().locator('.sheet-used').innerText()).toContain('折现率');
});

test('the multiplied cost: money in 万元, what is missing or wrong is named and led to', async () => {
  await add('cost-multiplier');
  await expect.poll(() => panel().locator('.method-refused').innerText()).toContain('缺少“物化劳动消耗 C”');
  await fill('物化劳动消耗 C', '50');
  await fill('活劳动消耗 V', '二十左右');
  await expect.poll(() => panel().locator('.method-refused').innerText()).toContain('“活劳动消耗 V”读不出');
  await panel().getByRole('button', { name: '去填写' }).click();
  const labour = panel().getByLabel('活劳动消耗 V', { exact: true });
  await expect.poll(() => labour.evaluate((el) => el === document.activeElement)).toBe(true);
  await expect.poll(() => labour.getAttribute('aria-invalid')).toBe('true');
  await fill('活劳动消耗 V', '200,000元');
  await fill('创造性劳动倍加系数 β₁', '1.5');
  await fill('科研平均风险系数 β₂', '20');
  await fill('投资报酬率 L', '0.3');
  // a box of per cent: 0.3 is 0.3 %
  await expect.poll(() => panel().getByLabel('投资报酬率 L', { exact: true }).inputValue()).toBe('0.3%');
  await expect.poll(() => figure('method').innerText()).toBe('100.30');
  await fill('投资报酬率 L', '30');
  // (50 + 1.5×20) ÷ (1 − 20 %) × (1 + 30 %)
  await expect.poll(() => figure('method').innerText()).toBe('130.00');
});

test('comparable deals: a range pasted from a spreadsheet, several scores in one cell', async () => {
  await add('market-comparables');
  await paste(panel().getByLabel('调整因素 第 1 行 名称', { exact: true }), '剩余年限\t100\n成熟度\t90');
  await paste(panel().getByLabel('可比交易 第 1 行 名称', { exact: true }), '示例甲\t300\n示例乙\t260\n示例丙\t280');
  for (const [i, scores] of ['110、95', '95 100', '100，90'].entries()) await put(`comparables.${i}.scores`, scores);
  // 300×(100/110)(90/95), 260×(100/95)(90/100), 280: a third each
  const value = (300 * (100 / 110) * (90 / 95) + 260 * (100 / 95) * (90 / 100) + 280) / 3;
  await expect.poll(() => figure('method').innerText()).toBe(value.toFixed(2));
  await put('comparables.2.scores', '100 约九十');
  await expect.poll(() => panel().locator('.method-refused').innerText()).toContain('“可比交易 第 3 行');
  await put('comparables.2.scores', '100 90');
  await expect.poll(() => figure('method').innerText()).toBe(value.toFixed(2));
});

test('the usual tree of risks is filled in by name; a score is asked for where it stands', async () => {
  await add('risk-build-up');
  await put('riskFreeRate', '3');
  await panel().getByRole('button', { name: '填入惯用指标' }).click();
  const name = panel().locator('[data-field$="/risks.0.key"] input');
  await expect.poll(() => name.inputValue()).toBe('技术风险');
  await expect.poll(() => panel().locator('.method-refused').innerText()).toContain('缺少“风险 第 2 行 评分项 第 2 行 细分项 第 1 行 评分');
  await panel().getByRole('button', { name: '去填写' }).click();
  await expect
    .poll(() => w().evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? ''))
    .toContain('/risks.1.factors.1.parts.0.score');
});

test('without a mouse: found by pinyin, added, typed down the column, removed', async () => {
  const lines = w().locator('[data-figure="line"]');
  await expect.poll(() => lines.count()).toBe(4);
  await w().getByRole('button', { name: '加一种方法' }).focus();
  await w().keyboard.press('Enter');
  await w().getByLabel('按名称、用途或拼音查找方法').focus();
  await w().keyboard.type('jingxianzhi');
  await expect.poll(() => w().locator('[data-method]').count()).toBeLessThan(5);
  await w().locator('[data-method="npv"]').focus();
  await w().keyboard.press('Enter');
  await panel().getByRole('heading', { name: '净现值', exact: true }).waitFor();
  await panel().getByLabel('各期现金流 第 1 行', { exact: true }).focus();
  for (const flow of ['-100', '60', '70']) {
    await w().keyboard.type(flow);
    await w().keyboard.press('Enter');
  }
  // −100 + 60/1.15 + 70/1.3225
  await expect.poll(() => figure('method').innerText()).toBe('5.10');
  await line('npv').getByRole('button', { name: /移除/ }).focus();
  await w().keyboard.press('Enter');
  await expect.poll(() => lines.count()).toBe(4);
});

test('axe finds nothing: a nested form, steps and inputs, the catalogue, in both themes', async () => {
  const faults = async (where: string): Promise<string[]> => {
    const said: string[] = [];
    // at the top, where the band that stays in sight covers nothing
    await w()
      .locator('.result-band')
      .evaluate((band) => {
        for (let at = band.parentElement; at; at = at.parentElement) at.scrollTop = 0;
      });
    for (const theme of ['light', 'dark'] as const) {
      await w().emulateMedia({ colorScheme: theme });
      await w().waitForFunction((t) => document.documentElement.dataset['theme'] === t, theme);
      const { violations } = await new AxeBuilder({ page: w() })
        .setLegacyMode(true)
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      said.push(...violations.map((v) => `${where} ${theme} ${v.id} ${v.nodes.map((n) => n.target.join(' ')).join('; ')}`));
    }
    await w().emulateMedia({ colorScheme: 'light' });
    return said;
  };
  const open = async (id: string): Promise<void> => {
    await line(id).getByRole('button', { name: /打开/ }).click();
    await panel().waitFor();
  };
  await open('risk-build-up');
  expect(await faults('risks')).toEqual([]);
  await open('market-comparables');
  for (const fold of ['计算步骤', '所用输入与来源']) await panel().locator('summary', { hasText: fold }).click();
  await w().getByRole('button', { name: '加一种方法' }).click();
  expect(await faults('comparables')).toEqual([]);
  await w().getByRole('button', { name: '收起方法目录' }).click();
});

test('a removed method comes back; after a restart every figure is the same', async () => {
  const lines = () => w().locator('[data-figure="line"]').allInnerTexts();
  await expect.poll(lines).toHaveLength(4);
  const before = await lines();
  await line('cost-multiplier').getByRole('button', { name: /移除/ }).click();
  await expect.poll(lines).toHaveLength(3);
  await w().locator('.notice').getByRole('button', { name: '撤销' }).click();
  await expect.poll(lines).toEqual(before);
  await office.saved();
  const { userData } = office;
  await office.kill();
  const again = await launchApp({ userData });
  office = { ...office, ...again };
  await w().locator('nav').getByText('转化项目', { exact: true }).first().click();
  await w().getByText('低温等离子体种子处理装置').first().dblclick();
  await w().locator('#deal-tab-valuation').click();
  await line('risk-build-up').waitFor();
  await expect.poll(lines).toEqual(before);
  const latest = w().getByText('第 2 版', { exact: true });
  await expect.poll(() => latest.isVisible()).toBe(true);
  await expect.poll(() => figure('base').innerText()).toBe('106.35');
});
