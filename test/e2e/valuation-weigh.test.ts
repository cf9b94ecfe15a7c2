import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleDeal, type Office } from '../support/sample-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
  await office.tab('valuation');
  await office.window.locator('[data-weigh]').waitFor();
});
afterAll(() => office.close());

const at = (selector: string) => office.window.locator(selector);
const field = (path: string) => at(`[data-field$="/${path}"] input`).first();
const leave = async (path: string, text: string) => {
  await field(path).fill(text);
  await field(path).blur();
};
const cell = (id: string) => at(`[data-weigh-line="${id}"] [data-figure="line-value"]`);
async function add(id: string): Promise<void> {
  await office.window.getByRole('button', { name: '加一种方法' }).click();
  const choice = at(`[data-method="${id}"]`);
  const name = await choice.locator('strong').innerText();
  await choice.click();
  await at('.method-panel').getByRole('heading', { name, exact: true }).waitFor();
}
const put = async (place: string, text: string): Promise<void> => {
  const cell = at('.method-panel').locator(`[data-field$="/${place}"] input`).first();
  await cell.fill(text);
  await cell.press('Tab');
};
/** The field the cursor stands in. */
const called = () => office.window.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? '');

test('one method has its own range and nothing to weigh', async () => {
  await expect.poll(() => at('[data-weigh]').getAttribute('data-weigh')).toBe('single');
  await expect.poll(() => cell('royalty').innerText()).toBe('106.35');
});

test('a second price asks for weights; the refusal leads to the field, the answer is a range with the weighed value', async () => {
  await add('minimum-fee');
  await put('bookCost', '100');
  await put('newness', '80%');
  await put('sellerCapacity', '1');
  await put('buyerCapacity', '1');
  const line = at('[data-weigh-line]').nth(1);
  await expect.poll(() => line.locator('[data-figure="line-value"]').innerText()).toBe('40.00');
  await expect.poll(() => at('.weigh-result').innerText()).toContain('没有权重');
  await leave('royaltyWeight', '60%');
  await expect.poll(() => at('.weigh-result').innerText()).toContain('没有理由');
  await at('.weigh-result .link').click();
  await expect.poll(called).toMatch(/royaltyWeightReason$/);
  await leave('royaltyWeightReason', '销售预测有采购询价支持');
  await expect.poll(() => at('.weigh-result').innerText()).toContain('权重合计 60%');
  await expect.poll(() => at('[data-figure="weight-total"]').innerText()).toBe('60%');
  const id = (await line.getAttribute('data-weigh-line'))!;
  await leave(`applied/${id}/weight`, '40%');
  await leave(`applied/${id}/weightReason`, '账面成本可核');
  await expect.poll(() => at('[data-figure="weight-total"]').innerText()).toBe('100%');
  await expect.poll(() => at('[data-figure="weight-total"]').getAttribute('class')).not.toContain('weigh-off');
  await expect.poll(() => at('[data-figure="weighed"]').innerText()).toBe('79.81');
  await expect.poll(() => at('[data-figure="weighed-range"]').innerText()).toBe('40.00–115.93');
});

test('equal weights are a plain mean and ask for a reason', async () => {
  const id = (await at('[data-weigh-line]').nth(1).getAttribute('data-weigh-line'))!;
  await leave('royaltyWeight', '50%');
  await leave(`applied/${id}/weight`, '50%');
  await expect.poll(() => at('.weigh-result').innerText()).toContain('等权等于简单平均');
  await leave('equalWeightsReason', '两者依据同样充分');
  await expect.poll(() => at('[data-figure="weighed"]').innerText()).toBe('73.17');
});

test('a rate is no price and cannot be weighed', async () => {
  await add('profit-share-rule');
  await expect.poll(() => at('[data-weigh-line]').nth(2).innerText()).toContain('不是价格');
  await expect.poll(() => at('[data-weigh-line]').nth(2).locator('input').count()).toBe(0);
});

test('the corridor is internal and says what it is linked to', async () => {
  const corridor = at('.internal-only');
  await expect.poll(() => corridor.locator('[data-corridor="floor"]').innerText()).toContain('最低收费额 40.00 万元');
  await expect.poll(() => corridor.locator('[data-corridor="ceiling"]').innerText()).toContain('还没有');
  await add('reserve-prices');
  await put('sellerAlternative', '60');
  await put('buyerWith', '200');
  await put('buyerAlternative', '20');
  await expect.poll(() => corridor.locator('[data-corridor="ceiling"]').innerText()).toContain('180.00');
  await expect.poll(() => corridor.locator('[data-corridor="order"]').innerText()).toContain('106.35');
  await put('buyerWith', '100');
  await expect.poll(() => corridor.locator('[data-corridor="broken"]').allInnerTexts()).toHaveLength(1);
});

test('each item of the acceptance list leads to the field that mends it', async () => {
  const sources = at('[data-gate="worksheet.inputSource"]');
  await expect.poll(() => sources.getAttribute('data-met')).toBe('false');
  await sources.getByText('最低收费额：账面成本').click();
  await expect.poll(called).toMatch(/bookCost$/);
  await expect.poll(() => at('[data-gate="worksheet.purpose"]').getAttribute('data-met')).toBe('true');
});

test('an end of the right that is not there is folded away: the acceptance list opens it', async () => {
  await leave('contractEnd', '');
  await field('contractEnd').waitFor({ state: 'detached' });
  const life = at('[data-gate="worksheet.life"]');
  await expect.poll(() => life.getAttribute('data-met')).toBe('false');
  await life.getByText('合同期满日').click();
  await expect.poll(called).toMatch(/contractEnd$/);
  await leave('contractEnd', '2031-05-31');
  await expect.poll(() => life.getAttribute('data-met')).toBe('true');
});

test('two versions side by side: old → new, who and when, methods added; what used the old one says what changed', async () => {
  await leave('discountRate', '12%');
  await office.window.getByRole('button', { name: '对比版本' }).click();
  const line = at('[data-difference="inputs/discountRate value"]');
  await expect.poll(() => line.innerText()).toMatch(/折现率\s+15%\s+12%\s+示例经理 \d{4}-\d\d-\d\d \d\d:\d\d/);
  await expect.poll(() => at('[data-compare="added"]').innerText()).toContain('最低收费额');
  await expect.poll(() => at('[data-compare-value="royalty"]').innerText()).toMatch(/106\.35\s+115\.93\s+\+9\.58/);
  await expect.poll(async () => (await at('.stale-uses li').allInnerTexts()).join('\n')).toMatch(/改动：.*折现率/);
});

test('a value type other than 谈判参考 asks for its reason; the purpose is a list and free text', async () => {
  await leave('purpose', '内部决策');
  await expect.poll(() => field('purpose').inputValue()).toBe('内部决策');
  await leave('purpose', '与示例公司的试点谈判');
  await expect.poll(() => at('[data-gate="worksheet.valueType"]').getAttribute('data-met')).toBe('true');
});

test('the history says weights and reasons by their names', async () => {
  const history = () => at('.rail').innerText();
  await expect.poll(history).toContain('许可费节省法的权重');
  await expect.poll(history).not.toContain('royaltyWeight');
});
