/** Text as it is typed: nothing is lost when the window goes, what is refused says so, and what is not seen is not kept. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { enterWork, goTo, rowAt } from '../support/rooms.ts';

let userData: string;
let running: RunningApp;
let w: Page;

async function start(): Promise<void> {
  running = await launchApp({ userData });
  w = running.window;
}
const settings = async (section: string): Promise<void> => {
  await goTo(w, 'settings');
  await w.locator('.settings nav button', { hasText: section }).click();
};
const office = (field: string) => w.locator(`[data-field="office/office/${field}"] input`);

/** Ends the program as a person does, and starts it again. */
async function endAndStart(end: () => Promise<unknown>): Promise<void> {
  const ended = new Promise<void>((done) => running.app.process().once('exit', () => done()));
  // the answer is lost when the window is gone before it comes
  await end().catch(() => undefined);
  await ended;
  await running.close().catch(() => undefined);
  await start();
  await w.locator('[data-tour="nav"]').waitFor();
}
const WAYS = {
  'the cross of the window': () => running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close()),
  'the end of the session': () => running.app.evaluate(({ app }) => app.quit()),
  'Quit in the menu (Ctrl+Q)': () =>
    running.app.evaluate(({ Menu, BrowserWindow }) => {
      const items = Menu.getApplicationMenu()!.items.flatMap((i) => i.submenu?.items ?? []);
      // a role answers to its accelerator in lower case
      items.find((i) => i.role?.toLowerCase() === 'quit')!.click({}, BrowserWindow.getAllWindows()[0]!, BrowserWindow.getAllWindows()[0]!.webContents);
    }),
};

beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'kezhuan-typed-'));
  await start();
  await enterWork(running);
});
afterAll(async () => {
  await running.close();
  await rm(userData, { recursive: true, force: true });
});

describe('what is being typed when the program ends is there at the next start', () => {
  test.each(Object.entries(WAYS))('ended by %s', async (way, end) => {
    await settings('本单位');
    await office('address').fill(`示例路，离开前没有跳出这一栏（${way}）`);
    await endAndStart(end);
    await settings('本单位');
    await expect.poll(() => office('address').inputValue()).toBe(`示例路，离开前没有跳出这一栏（${way}）`);
  });

  test('typed, left, typed on and closed at once', async () => {
    await settings('本单位');
    await office('address').fill('第一栏');
    await w.keyboard.press('Tab');
    await office('phone').fill('000-1');
    await w.keyboard.press('Enter');
    await w.keyboard.type('23');
    await endAndStart(WAYS['the cross of the window']);
    await settings('本单位');
    await expect.poll(() => office('phone').inputValue()).toBe('000-123');
    await expect.poll(() => office('address').inputValue()).toBe('第一栏');
  });

  test('typed, its page left, and closed at once', async () => {
    await settings('本单位');
    await office('address').fill('离开页面就关');
    await w.locator('[data-tour="nav-today"]').click();
    await endAndStart(WAYS['the cross of the window']);
    await settings('本单位');
    await expect.poll(() => office('address').inputValue()).toBe('离开页面就关');
  });
});

test('from the first key the status bar says that what is typed is not saved yet, until it is', async () => {
  await settings('本单位');
  const bar = () => w.locator('.status [data-save]').getAttribute('data-save');
  await expect.poll(bar).toBe('saved');
  await office('address').focus();
  await w.keyboard.press('End');
  await w.keyboard.type('x');
  await expect.poll(bar).toBe('typing');
  // a draft of it is no save
  await w.waitForTimeout(1500);
  expect(await bar()).toBe('typing');
  await w.keyboard.press('Tab');
  await expect.poll(bar).toBe('saved');
  await office('address').fill('不算数');
  await office('address').press('Escape');
  await expect.poll(bar).toBe('saved');
});

test('a page cannot close its window over what is being typed', async () => {
  await settings('本单位');
  await office('address').fill('页面自己关不掉窗口');
  await w.evaluate(() => window.close());
  await w.waitForTimeout(500);
  expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await expect.poll(() => office('address').inputValue()).toBe('页面自己关不掉窗口');
  await w.keyboard.press('Tab');
});

test('a reason that is being written is there again after the window was closed over it', async () => {
  await settings('资料库');
  await w.getByRole('button', { name: '打开示例库' }).click();
  await w.locator('.band-sample').waitFor();
  const openDeal = async () => {
    await goTo(w, 'deals');
    await rowAt(w, 0).dblclick();
    await w.locator('.finding-ask').first().waitFor();
  };
  await openDeal();
  const ask = () => w.locator('.finding-ask').first();
  await ask().getByRole('button', { name: '写明理由' }).click();
  await ask().locator('textarea').fill('已与对方财务核实，只写到一半');
  await endAndStart(WAYS['the cross of the window']);
  await w.getByText('已与对方财务核实，只写到一半').waitFor();
  await openDeal();
  await expect.poll(() => ask().locator('textarea').inputValue()).toBe('已与对方财务核实，只写到一半');
  await ask().getByRole('button', { name: '先不写' }).click();
  await w.locator('.band button').click();
  await w.locator('.band').waitFor({ state: 'detached' });
});

describe('text that cannot be stored', () => {
  test('is refused with the name of its field, the limit and the length; it stays, and the status bar does not say 已保存', async () => {
    await goTo(w, 'portfolio');
    await w.getByRole('button', { name: '新建成果' }).first().click();
    const area = w.getByLabel('成果简介');
    await area.fill('长'.repeat(200_005));
    await w.keyboard.press('Tab');
    const said = w.locator('[data-field$="/summary"] [role="alert"]');
    await said.waitFor();
    await expect.poll(() => said.innerText()).toContain('“成果简介”最多 200,000 字，现有 200,005 字，没有保存');
    await expect.poll(async () => (await area.inputValue()).length).toBe(200_005);
    const bar = w.locator('.status [data-save]');
    await expect.poll(() => bar.innerText()).toBe('未保存：成果简介');
    await w.keyboard.press('Control+S');
    await w.locator('.notice', { hasText: '未保存：成果简介' }).waitFor();

    await goTo(w, 'today');
    await expect.poll(() => bar.innerText()).toBe('未保存：成果简介');
    await bar.click();
    await expect.poll(() => w.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? '')).toMatch(/\/summary$/);
    await expect.poll(async () => (await area.inputValue()).length).toBe(200_005);

    await area.fill('短了');
    await w.keyboard.press('Tab');
    await w.locator('[data-save="saved"]').waitFor();
    await expect.poll(() => said.count()).toBe(0);
  });

  test('is withdrawn by Esc', async () => {
    const words = w.getByLabel('关键词');
    await words.fill('词'.repeat(2001));
    await w.keyboard.press('Tab');
    await w.locator('[data-save="refused"]', { hasText: '关键词' }).waitFor();
    await words.focus();
    await w.keyboard.press('Escape');
    await w.locator('[data-save="saved"]').waitFor();
    await expect.poll(() => words.inputValue()).toBe('');
  });
});

test('a name with direction marks is stored without them, and turns nothing around on screen', async () => {
  const title = w.getByLabel(/^成果名称/);
  await title.fill('\ufeff低温\u202e装置\u2066A\u{e0100}');
  await w.keyboard.press('Tab');
  await w.getByRole('heading', { level: 1, name: '低温装置A\u{e0100}', exact: true }).waitFor();
  await expect.poll(() => title.inputValue()).toBe('低温装置A\u{e0100}');
  await title.fill('מכשיר פלזמה 12');
  await w.keyboard.press('Tab');
  await w.getByRole('heading', { level: 1, name: 'מכשיר פלזמה 12' }).waitFor();
  const crumb = () =>
    w.evaluate(() => {
      const act = document.querySelector('.history-act')!;
      const text = act.firstChild as Text;
      const x = (i: number) => {
        const range = document.createRange();
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        return range.getBoundingClientRect().left;
      };
      const colon = text.data.indexOf('：');
      return { text: text.data, ordered: colon > 0 && x(0) < x(colon) && x(colon) < x(colon + 2) };
    });
  await expect.poll(crumb).toMatchObject({ ordered: true });
  await title.fill('低温装置');
  await w.keyboard.press('Tab');
});

test('one character asks for another, in the window’s search and in a list’s', async () => {
  await w.locator('#palette').fill('低');
  await expect.poll(() => w.locator('.palette-list li').allInnerTexts()).toEqual(['再输入一个字']);
  await w.locator('#palette').fill('低温');
  await w.locator('.palette-list li', { hasText: '低温装置' }).first().waitFor();
  await w.keyboard.press('Escape');
  await goTo(w, 'portfolio');
  const search = w.locator('input[data-search]');
  await search.fill('无');
  await w.locator('.search-more', { hasText: '再输入一个字' }).waitFor();
  await w.locator('[data-row="0"]').waitFor();
  await search.fill('无此');
  await expect.poll(() => w.locator('[data-row="0"]').count()).toBe(0);
  await expect.poll(() => w.locator('.search-more').innerText()).toBe('');
  await search.fill('');
});

test('已撤销 goes away by itself, and is told to a screen reader politely', async () => {
  await goTo(w, 'today');
  await w.locator('#work').focus();
  await w.keyboard.press('Control+Z');
  const notice = w.locator('[role="status"] .notice');
  await notice.waitFor();
  await notice.waitFor({ state: 'detached' });
});
