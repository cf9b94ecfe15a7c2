import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginSigning, type Office, openSampleDeal } from '../support/sample-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

test('元 taken for 万元 is asked about; parts of the price make the technology amount; another registry needs a reason', async () => {
  const { window } = office;
  await beginSigning(office);
  await office.tab('registration');
  await window.getByText('起草登记申请').click();
  const total = window.locator('[data-form="totalAmount"] input').first();
  const technical = window.locator('[data-form="technicalAmount"] input').first();
  await total.fill('150');
  await total.blur();
  const row = window.locator('[data-form="totalAmount"]');
  await expect.poll(() => row.innerText()).toMatch(/是不是 1,500,000\.00 元[\s\S]*来源的值是 1,500,000\.00/);
  await row.locator('[data-act="slip"]').click();
  await expect.poll(() => total.inputValue()).toBe('1,500,000.00');
  await total.fill('一百五十万元');
  await total.blur();
  await expect.poll(() => total.inputValue()).toBe('1,500,000.00');
  const split = window.getByRole('region', { name: '金额构成' });
  await split.getByRole('button', { name: '加一项' }).click();
  await split.getByLabel('金额（元）').fill('140万');
  await split.getByLabel('金额（元）').blur();
  await split.getByLabel('说明').fill('中试设备（示例）');
  await split.getByLabel('说明').blur();
  await expect.poll(() => technical.inputValue()).toBe('100,000.00');
  await expect
    .poll(() => split.locator('[data-steps]').innerText())
    .toMatch(/1,500,000\.00[\s\S]*−[\s\S]*中试设备（示例）[\s\S]*1,400,000\.00[\s\S]*=[\s\S]*100,000\.00/);
  await expect
    .poll(() => split.locator('[data-path]').innerText())
    .toMatch(/技术交易额 10 万元，未达到 500 万元：按一般合同办理，15 个工作日[\s\S]*（正文未见）· 暂用 2024 征求意见稿参数 · 待确认/);
  await split.scrollIntoViewIfNeeded();
  await window.screenshot({ path: process.env['SHOT_SPLIT'] ?? '/dev/null', type: 'png' });
  await split.getByRole('button', { name: '删去这一项' }).click();
  await window.getByText('删去这一项').last().click();
  await expect.poll(() => technical.inputValue()).toBe('1,500,000.00');
  // what lives on a record is changed there, and the row says so
  const phone = window.locator('[data-form="buyerTel"]');
  await expect.poll(() => phone.innerText()).toMatch(/来自：单位[\s\S]*改这里就是改单位资料/);
  const known = await phone.locator('input').inputValue();
  await phone.locator('input').fill('暂无');
  await phone.locator('input').blur();
  await window.locator('[data-finding^="party.phoneShape"]').first().waitFor();
  await phone.locator('input').fill(known);
  await phone.locator('input').blur();
  await expect.poll(() => window.locator('[data-finding^="party.phoneShape"]').count()).toBe(0);
  await phone.scrollIntoViewIfNeeded();
  await window.screenshot({ path: process.env['SHOT_BUYER'] ?? '/dev/null', type: 'png' });
  const plan = window.locator('[data-form="planSource"]');
  await plan.locator('[data-act="word"]').click();
  await plan.locator('input').fill('门户所列的计划（示例）');
  await plan.locator('input').blur();
  await expect.poll(() => plan.innerText()).toMatch(/按门户所列为准[\s\S]*手工填写[\s\S]*来源的值是 计划外/);
  await plan.locator('[data-act="take-recorded"]').click();
  await expect.poll(() => plan.innerText()).toMatch(/计划外[\s\S]*来自：项目/);
  await window.locator('[data-act="currency"]').click();
  const foreign = window.getByRole('region', { name: '合同以外币计价' });
  for (const [label, text] of [
    ['币种', 'usd'],
    ['外币金额', '20万'],
    [/^汇率（/, '7.25'],
  ] as const) {
    await foreign.getByLabel(label).fill(text);
    await foreign.getByLabel(label).blur();
  }
  await expect.poll(() => foreign.innerText()).toContain('折合人民币 1,450,000.00 元');
  await window.locator('[data-finding^="filing.currencyGap"]').first().waitFor();
  await foreign.getByRole('button', { name: '不是外币计价' }).click();
  await expect.poll(() => window.locator('[data-finding^="filing.currencyGap"]').count()).toBe(0);
  await window.locator('[data-act="seller"]').click();
  await expect.poll(() => window.locator('[data-form="sellerCreditCode"]').innerText()).toContain('来自：');
  await expect.poll(() => window.locator('[data-form="sellerName"] input').inputValue()).toBe('示例农业研究所');
  await window.screenshot({ path: process.env['SHOT_SELLER'] ?? '/dev/null', type: 'png' });
  const point = window.getByRole('region', { name: '登记机构' });
  await expect.poll(() => point.innerText()).toMatch(/按卖方所在地（.+）：/);
  const proposed = await point.getAttribute('data-point');
  await point.getByLabel('登记机构').click();
  await window.getByTitle('国家知识产权局专利局广州代办处').click();
  await window.locator('#deal-body [data-finding^="filing.pointReason"], .rail [data-finding^="filing.pointReason"]').first().waitFor();
  await point.getByLabel('改到这里登记的理由').fill('登记机构电话答复由代办处受理（示例）');
  await point.getByLabel('改到这里登记的理由').blur();
  await expect.poll(() => window.locator('[data-finding^="filing.pointReason"]').count()).toBe(0);
  await window.screenshot({ path: process.env['SHOT_POINT'] ?? '/dev/null', type: 'png' });
  await point.getByLabel('登记机构').click();
  await window
    .locator('.ant-select-item-option')
    .nth(proposed === 'sz' ? 1 : 2)
    .click();
  await expect.poll(() => point.getAttribute('data-point')).toBe(proposed);
});
