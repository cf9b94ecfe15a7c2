/** The first fifteen minutes: findings for a foreign contract, and the tour over the real screens to its last card. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { openDesk } from '../support/desk.ts';
import { launchApp } from '../support/electron-app.ts';
import { leaveField, signSampleDeal, type DealTab, type Office } from '../support/sample-office.ts';

const FOREIGN = '专利实施许可合同（示例来稿）.docx';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-tour-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function firstStart(): Promise<Office> {
  const running = await launchApp();
  const { window, app } = running;
  window.setDefaultTimeout(20_000);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1366, 768));
  await window.getByLabel('您的姓名').fill('示例经理');
  await window.getByLabel('本单位名称').fill('示例农业研究所');
  return {
    ...running,
    async tab(name: DealTab) {
      await window.locator(`#deal-tab-${name}`).click();
      await window.locator(`#deal-tab-${name}[aria-selected="true"]`).waitFor();
      return window.locator('#deal-body');
    },
    async willPick(paths) {
      await app.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths })) as unknown as typeof dialog.showOpenDialog;
        },
        [...paths],
      );
    },
    said: async () => (await window.locator('[role="alert"]').allInnerTexts()).join('\n'),
    saved: async () => {
      await window
        .getByText(/已保存/)
        .first()
        .waitFor();
    },
  };
}

test('a newcomer has the findings of a foreign contract well within five minutes of the first start', async () => {
  const began = Date.now();
  const office = await firstStart();
  try {
    const { window } = office;
    await window
      .locator('[data-door-file]')
      .setInputFiles({ name: FOREIGN, mimeType: '', buffer: await readFile(join(PROJECT, 'resources/samples', FOREIGN)) });
    await window
      .getByText(/3 处必须修改/)
      .first()
      .waitFor();
    expect(await window.locator('.finding-must').count()).toBe(3);
    const found = await window.locator('.finding-must').evaluateAll((all) => all.map((e) => e.getAttribute('data-finding') ?? ''));
    expect(found.map((key) => key.split(/[:@/]/)[0]).sort()).toEqual(['text.amountWords', 'text.monopoly', 'text.repealedLaw']);
    expect(Date.now() - began).toBeLessThan(5 * 60_000);
  } finally {
    await office.close();
  }
});

test('the tour is walked to its end: stale marks, three faults, .docx, assistant, marked receipt, my own contract', async () => {
  const office = await firstStart();
  try {
    const { window } = office;
    const card = window.locator('.tour-card');
    const title = (words: string) => card.getByRole('heading', { name: words }).waitFor();
    const next = () => card.getByRole('button', { name: '下一步' }).click();
    await window.getByText('先看示例').click();

    await title('一个项目，缺什么一目了然');
    await expect.poll(() => window.locator('[data-tour="rail-missing"] li').count()).toBeGreaterThan(0);
    await next();

    await title('把折现率 15% 改成 12%');
    await expect.poll(() => window.locator('#deal-body').innerText()).toContain('106.35');
    await window.locator('#deal-body').getByRole('button', { name: '另建新版' }).first().click();
    await rate(window);
    await expect.poll(() => window.locator('#deal-body').innerText()).toContain('115.93');
    await card.getByText('已完成').waitFor();
    await next();

    await title('改了数，旧结果会标出来');
    await window.locator('.stale-mark').first().waitFor();
    await next();

    await title('在来稿中找出三处错误');
    await card.getByRole('button', { name: '打开示例来稿' }).click();
    await window
      .getByText(/3 处必须修改/)
      .first()
      .waitFor();
    await next();

    await title('生成合同 .docx');
    await window.getByText('起草专利实施许可合同').click();
    await window.locator('[data-make="contract-draft"]').click();
    await window.locator('.file-done-name', { hasText: '.docx' }).waitFor();
    await card.getByText('已完成').waitFor();
    await card.getByRole('button', { name: '先收起' }).click();
    await window.locator('.tour-chip').waitFor();

    // 签署 stands between the contract and its filing
    const scan = join(folder, 'signed.png');
    await writeFile(scan, await window.screenshot({ clip: { x: 0, y: 100, width: 400, height: 560 } }));
    await signSampleDeal(office, scan);
    await window.locator('.tour-chip').click();
    await next();

    await title('用逐栏助手填登记表');
    await window.getByText('起草登记申请').click();
    await window.locator('[data-act="freeze"]').click();
    const assistant = window.locator('[data-tour="assistant"]');
    await assistant.waitFor();
    await card.getByRole('button', { name: '先收起' }).click();
    await assistant.getByRole('button', { name: /^复制/ }).first().click();
    await expect.poll(() => assistant.locator('input[type=checkbox]:checked').count()).toBeGreaterThan(0);
    await window.locator('.tour-chip').click();
    await next();

    await title('看到登记回执');
    await card.getByRole('button', { name: '先收起' }).click();
    await window.getByRole('switch', { name: /联网 模拟登记端/ }).click();
    await window.locator('.registry-card code').waitFor();
    const desk = await openDesk(await window.locator('.registry-card code').innerText());
    await window.locator('[data-tour="nav-deals"]').click();
    await window.getByText('低温等离子体种子处理装置').first().dblclick();
    await office.tab('registration');
    await window.locator('[data-act="deliver"]').click();
    const body = window.locator('#deal-body');
    await expect.poll(() => body.innerText(), { timeout: 30_000 }).toContain('等待办理');
    await desk.act('accept');
    await desk.act('register');
    await window.locator('[data-act="ask"]').click();
    await window.locator('[data-register-no]').waitFor({ timeout: 30_000 });
    expect(await body.innerText()).toMatch(/990000\d{10}[\s\S]*模拟·实训用，非官方登记证明|模拟·实训用，非官方登记证明[\s\S]*990000\d{10}/);
    await window.locator('.tour-chip').click();
    await card.getByText('已完成').waitFor();
    await next();

    await title('换成我的合同');
    await card.getByRole('button', { name: '换成我的合同' }).click();
    await window.locator('.drop-zone').waitFor();
    expect(await window.locator('.band-sample').count()).toBe(0);
    expect(await card.count()).toBe(0);
  } finally {
    await office.close();
  }
});

/** The discount rate of the open version, 15 % → 12 %. */
async function rate(window: Page): Promise<void> {
  await window.locator('[data-field$="/discountRate"] input').first().waitFor();
  await leaveField({ window }, 'discountRate', '12%');
}
