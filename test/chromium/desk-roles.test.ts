/** The review desk by keyboard alone as each role, in both languages, over PostgreSQL: who sees what, who decides what, and what is kept. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import en from '../../resources/locales/en/desk.json';
import zh from '../../resources/locales/zh/desk.json';
import { CHROMIUM } from '../support/chromium.ts';
import { deskKeys, type DeskKeys } from '../support/desk-keys.ts';
import { localVisitor, newPerson } from '../support/desk-visitor.ts';
import { fileSample } from '../support/file-sample.ts';
import { registryOn } from '../support/registry-on.ts';
import { followupOut, sampleFollowup } from '../support/sample-followup.ts';
import { sampleContent } from '../support/sample-letter.ts';

/** where a person looks at them; nothing is written in an ordinary run */
const PICTURES = process.env['DESK_PICTURES'];
const NAME = '低温等离子体种子处理装置专利实施许可';

describe('each role at the desk', () => {
  const registry = registryOn('PostgreSQL', { now: () => new Date('2026-04-16T04:00:00Z') });
  let browser: Browser;
  let token: string;
  /** somebody at a browser of their own */
  const seat = async (login: string, lang: 'zh-CN' | 'en-US' = 'zh-CN'): Promise<{ page: Page; keys: DeskKeys }> => {
    const page = await (await browser.newContext({ locale: lang, viewport: { width: 1366, height: 768 } })).newPage();
    const keys = deskKeys(page, () => registry.url, lang === 'zh-CN' ? zh : en);
    await keys.signIn(login);
    return { page, keys };
  };
  const go = (page: Page, path: string) => page.goto(new URL(path, registry.url).href);
  const picture = async (page: Page, name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  };
  const tag = (page: Page) => expect.poll(() => page.locator('h1 .tag').innerText());

  beforeAll(async () => {
    token = await registry.office('示例农业研究所');
    const desk = await localVisitor(registry);
    for (const [login, name, role] of [
      ['registrar', '示例登记员', 'registrar'],
      ['registrar2', '示例登记员乙', 'registrar'],
      ['reviewer', '示例复核员', 'reviewer'],
      ['figures', '示例统计员', 'statistician'],
      ['admin', '示例管理员', 'admin'],
    ] as const)
      await newPerson(registry.url, desk, { login, name, role });
    browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  });
  afterAll(() => browser.close());

  const amounts = { totalAmount: '6000000', technicalAmount: '6000000' };
  const large = (n: number) =>
    fileSample(registry.url, token, n, { form: { ...sampleContent(n).form, ...amounts }, facts: { ...sampleContent(n).facts, ...amounts } });
  const followup = async (kind: Parameters<typeof sampleFollowup>[0], n: number, id: string): Promise<string> => {
    const row = await registry.database.run((tx) => tx.selectFrom('filings').select('register_no').where('id', '=', id).executeTakeFirstOrThrow());
    const { id: letter, text } = followupOut(sampleFollowup(kind, n, { id, registerNo: row.register_no ?? '' }));
    const sent = await fetch(new URL('/v1/filings', registry.url), {
      method: 'POST',
      body: text,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': letter, 'content-type': 'application/json' },
    });
    return ((await sent.json()) as { registryId: string }).registryId;
  };

  test('what two registered, two end: asked for by one, found and agreed to by the other', async () => {
    const id = await large(1);
    const first = await seat('registrar');
    await go(first.page, `/desk/filings/${id}`);
    await first.keys.decide('受理', '已受理');
    await first.keys.decide('初审同意，送复核', '待复核');
    const second = await seat('reviewer', 'en-US');
    await second.keys.open('To confirm');
    await second.keys.open(NAME);
    await second.keys.decide('Confirm and register', 'Registered 已登记 (simulated)');
    await go(first.page, `/desk/filings/${id}`);
    await first.keys.tabTo('提请撤销登记，送复核');
    await first.page.keyboard.press('Enter');
    await first.keys.tabTo('第 1 条的原因代码');
    await first.page.keyboard.type('R09');
    await first.keys.type('第 1 条的说明', '提供虚假材料');
    await first.keys.tabTo('提请撤销登记，送复核');
    await first.keys.press('Enter');
    await expect.poll(() => first.page.locator('main').innerText()).toContain('等待复核员办理');
    await picture(first.page, 'end-asked');
    await go(second.page, '/desk');
    await expect.poll(() => second.page.locator('main').innerText()).toContain('1 registration whose revocation or cancellation was asked for');
    await picture(second.page, 'en-end-queue');
    await second.keys.open(NAME);
    await expect.poll(() => second.page.locator('main').innerText()).toContain('提供虚假材料');
    await picture(second.page, 'en-end-waiting');
    await second.keys.decide('Agree: revoke registration', 'Revoked 已撤销');
    await go(first.page, `/desk/filings/${id}`);
    await tag(first.page).toBe('已撤销');
    await picture(first.page, 'end-done');
  });

  test('two on one filing at once: the second is told, and keeps what was typed', async () => {
    const id = await fileSample(registry.url, token, 2);
    const [one, two] = [await seat('registrar'), await seat('registrar2')];
    await go(one.page, `/desk/filings/${id}`);
    await one.keys.decide('受理', '已受理');
    await go(two.page, `/desk/filings/${id}`);
    await two.keys.tabTo('退回修改、通知补正、不予登记');
    await two.page.keyboard.press('Enter');
    await two.keys.tabTo('第 1 条的原因代码');
    await two.page.keyboard.type('R08');
    await two.keys.type('第 1 条的说明', '卖方印章不清');
    await one.keys.tabTo('转复核');
    await one.page.keyboard.press('Enter');
    await one.keys.type('为什么要由第二个人复核', '标的罕见');
    await one.keys.tabTo('转复核');
    await one.keys.press('Enter');
    await tag(one.page).toBe('待复核');
    await two.keys.tabTo('退回修改');
    await two.keys.press('Enter');
    await expect.poll(() => two.page.locator('[role=alert]').innerText()).toContain('刚刚已被办理');
    await expect.poll(() => two.page.locator('li.said').allInnerTexts()).toEqual(['R08　卖方印章不清']);
    await picture(two.page, 'moved-typed');
  });

  test('an objection is upheld by the reviewer, a change on a cancelled registration by nobody', async () => {
    const id = await fileSample(registry.url, token, 3);
    const first = await seat('registrar');
    await go(first.page, `/desk/filings/${id}`);
    await first.keys.decide('受理', '已受理');
    await first.keys.decide('登记（给出 990000', '已登记（模拟）');
    const change = await followup('filing.change', 3, id);
    await first.keys.tabTo('注销登记');
    await first.page.keyboard.press('Enter');
    await first.keys.type('依据：谁申请、合同怎样终止', '双方申请，协议解除');
    await first.keys.tabTo('注销登记');
    await first.keys.press('Enter');
    await tag(first.page).toBe('已注销');
    await go(first.page, `/desk/followups/${change}`);
    await expect.poll(() => first.page.locator('main').innerText()).toContain('按现在的登记只能退回或不予办理');
    await expect.poll(() => first.page.getByRole('button', { name: '受理' }).count()).toBe(0);
    await picture(first.page, 'change-on-cancelled');

    const returned = await fileSample(registry.url, token, 4);
    await go(first.page, `/desk/filings/${returned}`);
    await first.keys.decide('受理', '已受理');
    const objection = await followup('filing.dispute', 4, returned);
    await go(first.page, `/desk/followups/${objection}`);
    await expect.poll(() => first.page.getByRole('button', { name: '受理' }).count()).toBe(0);
    const second = await seat('reviewer', 'en-US');
    await second.keys.open('After registration');
    await second.keys.open(objection);
    await second.keys.tabTo('Accept');
    await second.keys.press('Enter');
    await picture(second.page, 'en-objection');
    await second.keys.tabTo('Objection upheld');
    await second.keys.press('Enter');
    // the only reviewer of the desk is not made the first of two by it
    await go(first.page, `/desk/filings/${returned}`);
    await expect.poll(() => first.page.locator('main').innerText()).toContain('须复核：有异议');
    await first.keys.decide('初审同意，送复核', '待复核');
    await go(second.page, `/desk/filings/${returned}`);
    await second.keys.decide('Confirm and register', 'Registered 已登记 (simulated)');
  });

  test('the statistician looks and takes files, the administrator keeps accounts and sees no filing; the risk hint says its day', async () => {
    const figures = await seat('figures');
    await figures.keys.open(NAME);
    await expect.poll(() => figures.page.locator('main form').count()).toBe(0);
    await expect.poll(() => figures.page.locator('.note').filter({ hasText: '风险提示' }).innerText()).toContain('按 2026-04-16 的登记内容比对');
    await picture(figures.page, 'statistician');
    await figures.keys.open('监测分析');
    await expect.poll(() => figures.page.getByRole('link', { name: '逐件 CSV' }).count()).toBe(1);
    const admin = await seat('admin', 'en-US');
    await expect.poll(() => admin.page.getByRole('link', { name: 'Filings' }).count()).toBe(0);
    await go(admin.page, '/desk/filings/MN202600000001');
    await expect.poll(() => admin.page.locator('[role=alert]').innerText()).toContain('role');
    await go(admin.page, '/desk/audit');
    await admin.keys.type('Who (name)', '示例复核员');
    await admin.page.keyboard.press('Enter');
    await expect.poll(() => admin.page.locator('table.log').innerText()).toContain('Second person agreed to the end');
    await picture(admin.page, 'en-audit');
  });
});
