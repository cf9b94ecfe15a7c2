/**
 * The first fifteen minutes: findings for a foreign contract, and the tour over the real screens to its last card. Only what the
 * cards name is clicked, the strip stands open all the time, and Playwright refuses to click what something else covers.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { CHROMIUM } from '../support/chromium.ts';
import { resizeWindow } from '../support/contact-sheet.ts';
import { launchApp, type LaunchOptions, type RunningApp } from '../support/electron-app.ts';
import { freezeForm } from '../support/sample-office.ts';
import { freshFolder } from '../electron/store-folder.ts';

const FOREIGN = '专利实施许可合同（示例来稿）.docx';
const PREPARED_MS = 180_000;
const SIZES = [
  [1920, 1080],
  [1440, 900],
  [1280, 720],
] as const;

async function firstStart(options: LaunchOptions = {}): Promise<RunningApp> {
  const running = await launchApp(options);
  await resizeWindow(running, 1280, 720);
  await running.window.getByLabel('您的姓名').fill('示例经理');
  await running.window.getByLabel('本单位名称').fill('示例农业研究所');
  return running;
}

const cardOf = (w: Page) => w.locator('.tour-card');
const next = (w: Page) => cardOf(w).getByRole('button', { name: '下一步' }).click();
const done = (w: Page) => cardOf(w).getByText('已完成').waitFor();

/** At every size the strip leaves alone what it points at; ends at the smallest. */
async function stands(running: RunningApp, title: string, target: string): Promise<void> {
  const { window: w } = running;
  await cardOf(w).getByRole('heading', { name: title }).waitFor();
  await w.locator(target).first().waitFor();
  for (const [width, height] of SIZES) {
    await resizeWindow(running, width, height);
    const message = `${title} ${width}`;
    const over = () =>
      w.evaluate((selector) => {
        const card = document.querySelector('.tour-card')!.getBoundingClientRect();
        const r = document.querySelector(selector)!.getBoundingClientRect();
        const hit = document.elementFromPoint(r.left + r.width / 2, r.top + Math.min(r.height, 40) / 2);
        return {
          overlaps: r.top < card.bottom && r.bottom > card.top && r.left < card.right && r.right > card.left && r.height < innerHeight / 2,
          hitsCard: hit?.closest('.tour-card') != null,
          head: document.querySelector('.head')!.getBoundingClientRect().top,
        };
      }, target);
    await expect.poll(over, { message }).toEqual({ overlaps: false, hitsCard: false, head: 0 });
    await expect.poll(() => cardOf(w).evaluate((el) => el.scrollHeight <= el.clientHeight + 1), { message }).toBe(true);
  }
}

test('a newcomer has the findings of a foreign contract well within five minutes of the first start', async () => {
  const began = Date.now();
  const running = await firstStart();
  try {
    const { window } = running;
    await window
      .locator('[data-door-file]')
      .setInputFiles({ name: FOREIGN, mimeType: '', buffer: await readFile(join(PROJECT, 'resources/samples', FOREIGN)) });
    await window
      .getByText(/3 处必须修改/)
      .first()
      .waitFor();
    await expect.poll(() => window.locator('.finding-must').count()).toBe(3);
    const found = () => window.locator('.finding-must').evaluateAll((all) => all.map((e) => e.getAttribute('data-finding') ?? ''));
    await expect
      .poll(async () => (await found()).map((key) => key.split(/[:@/]/)[0]).sort())
      .toEqual(['text.amountWords', 'text.monopoly', 'text.repealedLaw']);
    expect(Date.now() - began).toBeLessThan(5 * 60_000);
  } finally {
    await running.close();
  }
});

test('the tour is walked to its end by what its cards say: nothing it asks for is covered or missing', async () => {
  const running = await firstStart();
  try {
    const { window: w } = running;
    const body = w.locator('#deal-body');
    await w.getByText('先看示例').click();

    await stands(running, '一个项目，缺什么一目了然', '[data-tour="rail-missing"]');
    await expect.poll(() => w.locator('[data-tour="rail-missing"] li').count()).toBeGreaterThan(0);
    await next(w);

    await stands(running, '把折现率 15% 改成 12%', '[data-field$="/discountRate"] input');
    await expect.poll(() => body.innerText()).toContain('106.35');
    await w.getByRole('textbox', { name: '折现率', exact: true }).click();
    await w.keyboard.press('Control+A');
    await w.keyboard.type('12%');
    await w.keyboard.press('Tab');
    await expect.poll(() => body.innerText()).toContain('115.93');
    await done(w);
    await next(w);

    await stands(running, '改了数，旧结果会标出来', '.stale-mark');
    await next(w);

    await stands(running, '在来稿中找出并改正三处错误', '.drop-zone');
    await cardOf(w).getByRole('button', { name: '打开示例来稿' }).click();
    await w.locator('.finding-must').nth(2).waitFor();
    await w.getByRole('button', { name: '在此试改' }).click();
    await mend(w);
    await next(w);

    await stands(running, '生成合同 .docx', '#deal-body .empty-steps');
    await w.getByRole('button', { name: '起草专利实施许可合同' }).click();
    await stands(running, '生成合同 .docx', '[data-make="contract-draft"]');
    await w.getByRole('button', { name: '生成讨论稿' }).click();
    await w.locator('.file-done-name', { hasText: '.docx' }).waitFor();
    await done(w);
    await next(w);

    await fileAndTick(running);
    await next(w);
    await deliver(running);
    await next(w);
    await reviewAndSee(running);
    await next(w);

    await cardOf(w).getByRole('heading', { name: '换成我的合同' }).waitFor();
    await cardOf(w).getByRole('button', { name: '换成我的合同' }).click();
    await w.locator('.drop-zone').waitFor();
    await expect.poll(() => w.locator('.band-sample').count()).toBe(0);
    await expect.poll(() => cardOf(w).count()).toBe(0);
  } finally {
    await running.close();
  }
});

test('left midway it is taken up from the help menu where it was, also after a restart, and its last steps need none before', async () => {
  const userData = await freshFolder();
  let running = await firstStart({ userData });
  await running.window.getByText('先看示例').click();
  for (let i = 1; i < 6; i++) await next(running.window);
  await cardOf(running.window).getByRole('heading', { name: '用逐栏助手填登记表' }).waitFor();
  await running.window.getByRole('button', { name: '起草登记申请' }).click({ timeout: PREPARED_MS });
  await running.window.getByRole('button', { name: '冻结并备报' }).waitFor();
  await cardOf(running.window).getByRole('button', { name: '退出导览' }).click();
  await running.window.getByText('帮助 → 操作导览').waitFor();
  await running.kill();

  running = await launchApp({ userData });
  try {
    const { window: w, app } = running;
    await resizeWindow(running, 1280, 720);
    await w.locator('[data-tour="nav"]').waitFor();
    await expect.poll(() => cardOf(w).count()).toBe(0);
    await app.evaluate(({ Menu }) => {
      const help = Menu.getApplicationMenu()!.items.find((i) => i.label === '帮助')!;
      help.submenu!.items.find((i) => i.label === '操作导览')!.click();
    });
    await fileAndTick(running);
    await next(w);
    await deliver(running);
  } finally {
    await running.close();
  }
});

/** The three planted faults, each clicked in the list and typed over. */
async function mend(w: Page): Promise<void> {
  const wording: [fault: string, right: (text: string) => string][] = [
    ['text.amountWords', (text) => text.replace('壹佰伍拾捌万', '壹佰伍拾万')],
    ['text.monopoly', (text) => text.replace(/无偿归甲方所有/, '归改进方所有')],
    ['text.repealedLaw', (text) => text.replace('合同法', '民法典')],
  ];
  for (const [fault, right] of wording) {
    await w.locator(`.finding-must[data-finding^="${fault}"]`).getByRole('button').first().click();
    const selected = () =>
      w
        .locator('.review-mend')
        .evaluate((el: HTMLTextAreaElement) => (el === document.activeElement ? el.value.slice(el.selectionStart, el.selectionEnd) : ''));
    await expect.poll(async () => right(await selected()) !== (await selected()), { message: fault }).toBe(true);
    await w.keyboard.insertText(right(await selected()));
    await w.locator(`.finding-must[data-finding^="${fault}"]`).waitFor({ state: 'detached' });
  }
  await expect.poll(() => w.locator('.finding-must').count()).toBe(0);
}

async function fileAndTick(running: RunningApp): Promise<void> {
  const { window: w } = running;
  const start = w.getByRole('button', { name: '起草登记申请' });
  await cardOf(w).getByRole('heading', { name: '用逐栏助手填登记表' }).waitFor();
  // the signed deal is printed and counted first
  await start.or(w.locator('[data-act="freeze"]')).first().waitFor({ timeout: PREPARED_MS });
  if (await start.isVisible()) {
    await stands(running, '用逐栏助手填登记表', '#deal-body .empty-steps');
    await start.click();
  }
  await stands(running, '用逐栏助手填登记表', '[data-act="freeze"]');
  await freezeForm(running);
  await stands(running, '用逐栏助手填登记表', '.assist-now button');
  await w.getByRole('button', { name: '复制并打钩，下一栏' }).click();
  await w.getByRole('button', { name: '复制并打钩，下一栏' }).click();
  await expect.poll(() => w.locator('[data-tour="assistant"] input[type=checkbox]:checked').count()).toBe(2);
  await done(w);
}

async function deliver(running: RunningApp): Promise<void> {
  const { window: w } = running;
  await stands(running, '送交模拟登记端', '[data-act="deliver"]');
  await w.getByRole('button', { name: '送交登记' }).click();
  await stands(running, '送交模拟登记端', '[data-act="connect"]');
  await w.getByRole('button', { name: '联网并送出' }).click();
  await w.locator('#deal-body').getByText('已提交').first().waitFor();
  await done(w);
}

/** The review desk opens in the person's browser; the same clicks there. */
async function reviewAndSee(running: RunningApp): Promise<void> {
  const { window: w, app } = running;
  await stands(running, '审核，看到登记回执', '[data-act="desk-open"]');
  await app.evaluate(({ shell }) => {
    shell.openExternal = (url: string) => Promise.resolve(void Object.assign(globalThis, { openedUrl: url }));
  });
  await w.locator('[data-act="desk-open"]').click();
  const opened = () => app.evaluate(() => (globalThis as { openedUrl?: string }).openedUrl ?? '');
  await expect.poll(opened).toMatch(/^http:\/\/127\.0\.0\.1/);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const desk = await browser.newPage({ locale: 'zh-CN' });
    await desk.goto(await opened());
    await desk.getByRole('link', { name: /甘蔗微胶囊保鲜工艺/ }).click();
    await desk.getByRole('button', { name: '受理' }).click();
    await desk.getByRole('button', { name: /^登记/ }).click();
    await desk
      .getByText(/990000\d{10}/)
      .first()
      .waitFor();
  } finally {
    await browser.close();
  }
  await w.getByRole('button', { name: '立即查询' }).click();
  await done(w);
  await cardOf(w).getByRole('button', { name: '看回执' }).click();
  await w.locator('[data-register-no]').waitFor();
  await expect
    .poll(() => w.locator('#deal-body').innerText())
    .toMatch(/990000\d{10}[\s\S]*模拟·实训用，非官方登记证明|模拟·实训用，非官方登记证明[\s\S]*990000\d{10}/);
}
