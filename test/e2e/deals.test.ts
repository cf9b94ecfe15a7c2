/** 转化项目 through the screen: started three ways, the gaps open their fields. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resizeWindow } from '../support/contact-sheet.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { dropFile, enterWork, goTo, plainDocx, rowAt, workbook } from '../support/rooms.ts';

const TITLE = '示例低温等离子体种子处理装置';
const CONTRACT = [
  '专利实施许可合同',
  '合同编号：SL-2026-01',
  '项目名称：示例种子处理装置',
  '许可方（乙方）：示例农业研究所',
  '被许可方（甲方）：示例种业公司',
  '第一条 许可专利号 ZL202010000000.8。',
  '第二条 许可使用费总额为人民币 1,800,000.00 元（大写：壹佰伍拾万元整），并按销售收入的 3% 提成。',
  '第三条 被许可方的改进成果无偿归许可方所有。',
  '第四条 本合同依据《合同法》订立，有效期自2026年1月1日至2031年2月30日。',
  '签订日期：2026年3月12日',
];
let running: RunningApp;
let w: Page;
beforeAll(async () => {
  running = await launchApp();
  w = running.window;
  await enterWork(running);
});
afterAll(() => running.close());

test('from an achievement: its name comes along, and 缺什么 opens the very field', async () => {
  await dropFile(
    w,
    '成果.xlsx',
    await workbook([
      ['成果名称', '成果权属人'],
      [TITLE, '示例农业研究所'],
    ]),
  );
  await w.getByRole('button', { name: '导入 1 行' }).click();
  await w.getByRole('button', { name: '打开成果库' }).click();
  await rowAt(w, 0).locator('[data-col="1"]').click({ button: 'right' });
  await w.getByText('据此立项').click();
  await w.getByRole('heading', { name: TITLE }).waitFor();
  await w.locator('#deal-tab-performance').click();
  await w.locator('[data-finding^="deal.buyerMissing"] .finding-text button').click();
  await expect.poll(() => w.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field'))).toMatch(/^deals\/.*\/buyerId$/);
});

test('a party is made where it is missing', async () => {
  const field = w.locator('[data-field$="/buyerId"]');
  await field.locator('input').fill('示例种业公司');
  await w.locator('.ant-select-item-option', { hasText: '新建单位“示例种业公司”' }).click();
  await field.locator('.ant-select-content', { hasText: '示例种业公司' }).waitFor();
  await w.locator('[data-finding^="deal.buyerMissing"]').waitFor({ state: 'detached' });
});

test('payment nodes and receipts are matched', async () => {
  await w.locator('#deal-tab-performance').click();
  await w.getByRole('button', { name: '添加付款节点' }).click();
  await w.getByLabel('节点', { exact: true }).fill('首付款');
  const amount = w.getByLabel('应付金额（元）');
  await amount.fill('50.123456789万');
  await amount.blur();
  await w.locator('[data-field^="instalments/"]').getByRole('alert').filter({ hasText: '金额最多到分（现为 501,234.56789 元）' }).waitFor();
  await amount.fill('50万');
  await w.locator('.cell-understood', { hasText: '= 500,000.00 元' }).waitFor();
  await w.keyboard.press('Tab');
  await w.getByText('合计 500,000.00 元').waitFor();
  await w.getByRole('button', { name: '记录到账 / 归档这一笔' }).click();
  await w.getByRole('menuitem', { name: '记录到账' }).click();
  await expect.poll(() => w.getByLabel('到账金额（元）').inputValue()).toBe('500,000.00');
  await w.locator('[data-field$="/open"]').getByText('0.00', { exact: true }).waitFor();
});

test('at 1280 × 720 every column of what is paid can be read and typed in', async () => {
  await resizeWindow(running, 1280, 720);
  await w.getByLabel('条件', { exact: true }).fill('合同生效，且收到合格的发票');
  await w.keyboard.press('Tab');
  const narrow = (table: string): Promise<string[]> =>
    w.evaluate(
      (name) =>
        [...document.querySelectorAll(`table[aria-label="${name}"] :is(th[scope], input, .edit-grid-under-fields > div)`)]
          .filter((cell) => cell.getBoundingClientRect().width < 64)
          .map((cell) => cell.getAttribute('aria-label') ?? cell.textContent!),
      table,
    );
  for (const table of ['付款节点', '到账']) {
    await w.getByRole('table', { name: table }).waitFor();
    await expect.poll(() => narrow(table)).toEqual([]);
  }
  await expect.poll(() => w.getByLabel('条件', { exact: true }).evaluate((box) => box.getBoundingClientRect().width)).toBeGreaterThan(180);
});

test('what was refused says why again after its tab was left, and below, of which deal; advice is asked for no valuation and no notice', async () => {
  await w.locator('#deal-tab-setup').click();
  const keeper = w.locator('[data-field$="/keeper"]');
  await keeper.locator('input').fill('经'.repeat(2001));
  await keeper.locator('input').blur();
  await keeper.getByRole('alert').waitFor();
  await w.locator('#deal-tab-pricing').click();
  await keeper.waitFor({ state: 'detached' });
  await expect.poll(() => w.locator('.status [data-save]').innerText()).toBe(`未保存：经办人（${TITLE}）`);
  await w.locator('#deal-tab-setup').click();
  await keeper.getByRole('alert').filter({ hasText: '没有保存' }).waitFor();
  await keeper.locator('input').focus();
  await w.keyboard.press('Escape');
  await w.locator('[data-save="saved"]').waitFor();

  const stages = (): Promise<string[]> => w.locator('.stages button').evaluateAll((all) => all.map((x) => x.getAttribute('title') ?? ''));
  expect((await stages()).filter((s) => s.startsWith('不适用'))).toEqual([]);
  await w.locator('[data-field$="/route"] .ant-select').click();
  await w.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: /^咨询$/ }).click();
  await expect
    .poll(async () => (await stages()).filter((s) => s.startsWith('不适用')))
    .toEqual(['不适用：本项目没有要转让、许可或作价投资的成果', '不适用：定价和公示是转让、许可、作价投资成果时的要求（促进科技成果转化法 第十八条）']);
  if (process.env['PICTURES']) await w.screenshot({ path: `${process.env['PICTURES']}/stages-advice.png` });
  await w.locator('#deal-tab-pricing').click();
  await w.getByText('需要时仍可记录').waitFor();
  if (process.env['PICTURES']) await w.screenshot({ path: `${process.env['PICTURES']}/pricing-advice.png` });
});

test('from a demand: who asks is the buyer', async () => {
  await goTo(w, 'demands');
  await w.getByRole('button', { name: '记一条需求' }).first().click();
  await w.getByLabel(/^需求名称/).fill('提高种子发芽率');
  const party = w.locator('[data-field$="/partyId"]');
  await party.locator('input').fill('示例种业');
  await w.locator('.ant-select-item-option', { hasText: /^示例种业公司$/ }).click();
  await party.locator('.ant-select-content', { hasText: '示例种业公司' }).waitFor();
  await w.locator('[data-field$="/budget"] input').fill('60万');
  await w.locator('[data-field$="/budget"] input').blur();
  await w.getByRole('button', { name: '据此立项' }).click();
  await w.getByRole('heading', { name: '提高种子发芽率' }).waitFor();
  // what was said to come along: the budget stands beside the demand it belongs to
  await expect.poll(() => w.locator('.origin').innerText()).toMatch(/提高种子发芽率\s*· 预算 (60\.00 万元|600,000\.00 元)/);
  await w.locator('[data-field$="/buyerId"]').locator('.ant-select-content', { hasText: '示例种业公司' }).waitFor();
  await expect.poll(() => w.getByLabel('项目编号').inputValue()).toMatch(/^\d{4}-002$/);
});

test('from a dropped contract: findings quote the words, only what is adopted is written', async () => {
  await goTo(w, 'portfolio');
  await dropFile(w, '合同(1)(2).docx', plainDocx(CONTRACT));
  await w.locator('[data-finding^="text.monopoly"]').waitFor();
  await w.locator('[data-finding^="text.amountWords"]').getByText('1,800,000.00').first().waitFor();
  await w.locator('[data-finding^="text.repealedLaw"]').waitFor();
  await w.locator('.review-text mark', { hasText: '改进成果无偿归' }).waitFor();
  // nothing that was read is lost: the first press shows it, and what is undecided is asked about
  await w.getByRole('button', { name: '据此立项' }).click();
  await w.getByRole('table', { name: '从文件读到的' }).waitFor();
  const total = w.locator('[data-proposal="total"]');
  await total.locator('input').fill('50.123456789万');
  await total.locator('input').blur();
  await total.getByRole('alert').filter({ hasText: '金额最多到分（现为 501,234.56789 元）' }).waitFor();
  await total.locator('input').fill('180万');
  await total.locator('input').blur();
  await total.getByRole('alert').waitFor({ state: 'detached' });
  await w.getByRole('button', { name: '据此立项' }).click();
  await w
    .getByRole('dialog')
    .getByText(/还有 \d+ 项没有核对/)
    .waitFor();
  await w.getByRole('dialog').getByRole('button', { name: '回去逐项看' }).click();
  await w.getByRole('dialog').waitFor({ state: 'hidden' });
  for (const field of ['title', 'seller', 'buyer', 'total', 'contractNo'])
    await w.locator(`[data-proposal="${field}"]`).getByRole('button', { name: '采用' }).click();
  // adopted and taken back is not adopted
  await w.locator('[data-proposal="route"]').getByRole('button', { name: '采用' }).click();
  await w.getByRole('button', { name: '用已采用的 6 项立项' }).waitFor();
  await w.locator('[data-proposal="route"]').getByRole('button', { name: '改回' }).click();
  await w.getByRole('button', { name: '用已采用的 5 项立项' }).click();
  await w.getByRole('dialog').getByRole('button', { name: '只用已采用的 5 项' }).click();
  await w.getByRole('heading', { name: '专利实施许可合同' }).waitFor();
  await w.locator('[data-field$="/sellerId"]').locator('.ant-select-content', { hasText: '示例农业研究所' }).waitFor();
  await w.locator('[data-field$="/buyerId"]').locator('.ant-select-content', { hasText: '示例种业公司' }).waitFor();
  await w.getByRole('button', { name: '合同(1)(2).docx' }).waitFor();
  // the route was read but not adopted
  await w.locator('[data-finding^="deal.routeMissing"]').waitFor();
});

test('coming back to 立项 shows the sides by their names, and no id for a moment', async () => {
  await w.evaluate(() => {
    const ids: string[] = [];
    Object.assign(window, { ids });
    new MutationObserver((seen) => {
      for (const { target, addedNodes } of seen)
        for (const node of [target, ...addedNodes]) ids.push(...(node.textContent?.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  for (let time = 0; time < 3; time++) {
    await w.locator('#deal-tab-contract').click();
    await w.locator('[data-act="lock"]').waitFor();
    await w.getByRole('tab', { name: '立项', exact: true }).click();
    await w.locator('[data-field$="/sellerId"]').locator('.ant-select-content', { hasText: '示例农业研究所' }).waitFor();
    await w.locator('[data-field$="/buyerId"]').locator('.ant-select-content', { hasText: '示例种业公司' }).waitFor();
  }
  expect(await w.evaluate(() => (window as unknown as { ids: string[] }).ids)).toEqual([]);
});

test('a signed contract of the other side: each fault that cannot be mended is kept with a reason, then it is locked', async () => {
  await w.locator('#deal-tab-contract').click();
  const lock = w.locator('[data-act="lock"]');
  await lock.waitFor();
  await expect.poll(() => lock.isDisabled()).toBe(true);
  const musts = w.locator('.rail .finding-must[data-finding^="text."]');
  await expect.poll(() => musts.count()).toBeGreaterThan(2);
  const count = await musts.count();
  await expect.poll(() => musts.getByRole('button', { name: '写明理由' }).count()).toBe(0);
  await w.getByRole('checkbox', { name: '已经签署' }).click();
  for (let left = count; left > 0; left--) {
    await musts.first().getByRole('button', { name: '写明理由' }).click();
    await w.getByLabel('写明已核实的理由').fill('双方已签署，另以补充协议处理');
    await w.getByRole('button', { name: '记下理由' }).click();
    await expect.poll(() => musts.count()).toBe(left - 1);
  }
  await expect.poll(() => w.locator('.rail .finding-answered[data-finding^="text."]').getByText('双方已签署，另以补充协议处理').count()).toBe(count);
  await lock.click();
  await w.getByRole('dialog').getByRole('button', { name: '锁定第 1 版' }).click();
  await w
    .getByText(/^已锁定/)
    .first()
    .waitFor();
  await goTo(w, 'parties');
  await w.getByText('共 2 条').waitFor();
});

test('a file that is no contract says so and changes nothing, in the library and beside it', async () => {
  const files = async () => (await readdir(join(running.userData, 'vault'), { recursive: true, withFileTypes: true })).filter((e) => e.isFile()).length;
  const before = await files();
  await goTo(w, 'deals');
  await w.getByText('共 3 条').waitFor();
  await dropFile(w, '坏的.docx', new TextEncoder().encode('not a document'));
  await w.getByRole('alert').filter({ hasText: '没有读进' }).waitFor();
  expect(await files()).toBe(before);
  await goTo(w, 'deals');
  await w.getByText('共 3 条').waitFor();
});
