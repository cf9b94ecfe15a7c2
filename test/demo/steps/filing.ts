/** The filing: form, pack and assistant, queued while offline, killed, delivered and registered. */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { SIMULATED_PREFIX } from '../../../shared/registry/simulated.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { freezeForm } from '../../support/sample-office.ts';
import { ACHIEVEMENT } from '../fixture.ts';
import { hold, until, type DemoJournal } from '../journal.ts';
import type { DeskApp } from '../desk-app.ts';

/** Filled from the deal; what no record knows is answered here. */
export async function formAndFreeze(desk: DeskApp, journal: DemoJournal): Promise<void> {
  const { w, tab, button, saved } = desk.hands;
  await tab('登记');
  await button('起草登记申请').click();
  const value = (key: string): Promise<string> => w.locator(`[data-form="${key}"] input`).first().inputValue();
  const payMethod = (): Promise<string> => w.locator('[data-form="payMethod"] .ant-select').first().innerText();
  await until(
    '成交总额',
    () => value('totalAmount'),
    (v) => v === '1,500,000.00',
  );
  hold('技术交易额', await value('technicalAmount'), '1,500,000.00');
  await until('支付方式', payMethod, (v) => v.includes('提成支付附加预付入门费'));
  await w.getByText('提成部分待补报').first().waitFor();
  Object.assign(journal.values, { totalAmount: await value('totalAmount'), technicalAmount: await value('technicalAmount'), payMethod: await payMethod() });
  for (;;) {
    const open = w.locator('.form-missing');
    const before = await open.count();
    if (before === 0) break;
    const row = open.first();
    await row.getByRole('combobox').click();
    await w.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: /^否$/ }).click();
    await until(
      'an open field',
      () => open.count(),
      (n) => n < before,
    );
    await saved();
  }
  await until(
    '必须修改',
    () => w.locator('.form-must').count(),
    (n) => n === 0,
  );
  await freezeForm({ window: w });
  await w.getByRole('heading', { level: 2, name: /^逐栏助手/ }).waitFor();
}

/** The pack, then every field copied and ticked in the portal's order. No receipt exists, so nothing is said to be submitted. */
export async function packAndAssistant(desk: DeskApp, journal: DemoJournal): Promise<void> {
  const { w, button } = desk.hands;
  await desk.willSave(join(journal.out, '认定登记材料包.zip'));
  await button('写成 .zip…').click();
  await w.locator('.pack .file-done').filter({ hasText: '认定登记材料包.zip' }).waitFor({ timeout: 60_000 });
  const list = w.getByRole('group', { name: '逐栏助手' });
  const all = await list.locator('[data-assist]').count();
  const copied: string[] = [];
  for (let i = 0; i < all; i++) {
    await list.focus();
    await list.press('Enter');
    await w.getByText(`${i + 1}／${all} 栏已填入`).waitFor();
    copied.push(await desk.copied());
  }
  const amounts = copied.filter((text) => text === '1500000.00').length;
  if (amounts !== 2) throw new Error(`成交总额 and 技术交易额 were not copied: ${JSON.stringify(copied)}`);
  journal.values['assistantFields'] = String(all);
}

/** Handed over without a network: it waits in the queue. */
export async function queueOffline(desk: DeskApp): Promise<void> {
  const { w, button } = desk.hands;
  await button('送交登记').click();
  await w.getByText('待报（排队）').first().waitFor();
  await w.getByRole('button', { name: '待报 1' }).waitFor();
}

/** SIGKILL, then the same profile again: everything that was saved is there once. */
export async function killAndRestart(desk: DeskApp, journal: DemoJournal): Promise<void> {
  await desk.hands.saved();
  await desk.killAndOpen();
  const { w, room, tab } = desk.hands;
  journal.look(w);
  await w.getByText('实训数据，不能对外申报').waitFor({ timeout: 60_000 });
  await room('成果库');
  await w.getByText(`共 ${String(journal.values['importedAchievements'])} 条`).waitFor();
  await room('转化项目');
  await w.getByText('共 1 条').waitFor();
  await w.locator('[data-row="0"]').dblclick();
  await tab('谈判');
  hold(
    'the rounds after the kill',
    await Promise.all([1, 2, 3].map(async (n) => (await w.locator(`[data-pv="${n}"]`).innerText()).trim())),
    journal.values['offersWan'],
  );
  await tab('登记');
  await w.getByText('待报（排队）').first().waitFor();
  journal.values['restartedAfterKill'] = '待报 1';
}

/** The registry comes up on this computer; the queued filing goes out by itself. Answers the address of the review desk. */
export async function registryComesUp(desk: DeskApp): Promise<string> {
  const { w, button, room, tab } = desk.hands;
  await button('联网并送出').click();
  await w.getByText('已连接').first().waitFor();
  await until(
    'the filing to arrive',
    () => w.locator('.timeline').innerText(),
    (text) => /已提交\s*\d{4}/.test(text),
  );
  await room('设置');
  await button('登记端连接').click();
  const url = await until(
    'the desk',
    () => w.locator('.settings-note code').innerText(),
    (text) => text.startsWith('http'),
  );
  await room('转化项目');
  await w.locator('[data-row="0"]').dblclick();
  await tab('登记');
  return url;
}

/** The registrar, in a browser: looks, accepts, registers. */
export async function reviewDesk(url: string, journal: DemoJournal, back: () => void): Promise<void> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
    journal.look(page);
    await journal.step('审核台受理', async () => {
      await page.goto(url);
      await page
        .getByRole('link', { name: new RegExp(ACHIEVEMENT.slice(0, 4)) })
        .or(page.locator('table.list a'))
        .first()
        .click();
      await page.getByRole('button', { name: '受理', exact: true }).click();
      await page.getByText('已受理', { exact: true }).first().waitFor();
    });
    await journal.step('审核台登记', async () => {
      await page.getByRole('button', { name: /^登记（给出/ }).click();
      await page.getByRole('link', { name: '模拟登记回执' }).click();
      await page
        .getByText(new RegExp(`${SIMULATED_PREFIX}\\d{10}`))
        .first()
        .waitFor();
    });
  } finally {
    back();
    await browser.close();
  }
}

/** The number back on the deal, marked as simulated. */
export async function numberComesBack(desk: DeskApp, journal: DemoJournal): Promise<void> {
  const { w, room, button, tab } = desk.hands;
  // it would ask by itself within the minute
  await room('设置');
  await button('登记端连接').click();
  await button('立即查询').click();
  await room('转化项目');
  await w.locator('[data-row="0"]').dblclick();
  await tab('登记');
  const line = await until(
    'the number',
    () => w.locator('[data-register-no]').allInnerTexts(),
    (texts) => texts.length === 1,
    180_000,
  );
  const no = /\d{16}/.exec(line[0] ?? '')?.[0] ?? '';
  hold('the number begins', no.slice(0, 6), SIMULATED_PREFIX);
  await w.getByText('模拟·实训用，非官方登记证明').first().waitFor();
  journal.registered(no);
}
