/** The window around the rooms: first start, palette, keys, saving, undo, appearance, the sample library with its tour, recovery. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { enterWork, goTo, rowAt } from '../support/rooms.ts';

const ROOMS = ['today', 'portfolio', 'demands', 'parties', 'deals', 'valuation', 'negotiation', 'contracts', 'registration', 'reports', 'settings'];
let userData: string;
let running: RunningApp;
let w: Page;

async function start(): Promise<void> {
  running = await launchApp({ userData });
  w = running.window;
}
async function again(): Promise<void> {
  await running.close();
  await start();
  await w.locator('[data-tour="nav"]').waitFor();
}
const resize = (width: number, height: number): Promise<void> =>
  running.app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]!.setContentSize(size.width, size.height), { width, height });
const settings = async (section: string): Promise<void> => {
  await goTo(w, 'settings');
  await w.locator('.settings nav button', { hasText: section }).click();
};
const openSample = async (): Promise<void> => {
  await settings('资料库');
  await w.getByRole('button', { name: '打开示例库' }).click();
  await w.locator('.band-sample').waitFor();
};

beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'kezhuan-shell-'));
  await start();
});
afterAll(async () => {
  await running.close();
  await rm(userData, { recursive: true, force: true });
});

test('the first start asks three things, offers three doors, and is not asked again', async () => {
  await w.locator('.first-start').waitFor();
  await expect.poll(() => w.locator('.door').count()).toBe(3);
  await expect.poll(() => w.locator('.first-start input[type=radio]').count()).toBe(3);
  await enterWork(running);
  await again();
  await expect.poll(() => w.locator('.first-start').count()).toBe(0);
});

test('a field is saved when left, Ctrl+S answers with the time, Ctrl+Z outside a text takes the last act back', async () => {
  await settings('本单位');
  const address = w.locator('[data-field="office/office/address"] input');
  await address.fill('示例市示例路 1 号');
  await w.keyboard.press('Tab');
  await w.locator('[data-save="saved"]', { hasText: /已保存 \d\d:\d\d:\d\d/ }).waitFor();
  await w.keyboard.press('Control+S');
  await w.locator('.notice', { hasText: /已保存 \d\d:\d\d:\d\d/ }).waitFor();
  await w.locator('#work').focus();
  await w.keyboard.press('Control+Z');
  await w.locator('.notice', { hasText: '已撤销上一步' }).waitFor();
  await expect.poll(() => address.inputValue()).toBe('');
  await w.keyboard.press('Control+Shift+Z');
  await expect.poll(() => address.inputValue()).toBe('示例市示例路 1 号');
});

test('Ctrl+S saves what is still being typed, Esc takes it back', async () => {
  const phone = w.locator('[data-field="office/office/phone"] input');
  await phone.fill('000-1');
  await w.keyboard.press('Control+S');
  await w.locator('.notice', { hasText: '已保存' }).waitFor();
  await phone.fill('000-2');
  await w.keyboard.press('Escape');
  await expect.poll(() => phone.inputValue()).toBe('000-1');
});

test('a wrong credit code is kept as typed and said under its field', async () => {
  const field = w.locator('[data-field="office/office/uscc"]');
  await field.locator('input').fill('91990000000000027A');
  await w.keyboard.press('Tab');
  await field.locator('.field-error').waitFor();
  await expect.poll(() => field.locator('input').inputValue()).toBe('91990000000000027A');
});

test('theme, language, unit and row height outlive a restart', async () => {
  await settings('外观与语言');
  const choose = (group: string, option: number) => w.locator(`[aria-labelledby="setting-${group}"] .ant-segmented-item`).nth(option).click();
  await choose('theme', 2);
  await choose('density', 1);
  await choose('locale', 1);
  await w.getByRole('heading', { name: 'Appearance and language' }).first().waitFor();
  await again();
  await expect
    .poll(() => w.evaluate(() => ({ ...document.documentElement.dataset, lang: document.documentElement.lang })))
    .toMatchObject({ theme: 'dark', density: 'roomy', lang: 'en' });
  await goTo(w, 'settings');
  await w.locator('.settings nav button').nth(1).click();
  await choose('theme', 1);
  await choose('density', 0);
  await choose('locale', 0);
});

test('the sample library carries its band and its mark, and 缺什么 opens the very field', async () => {
  await openSample();
  await goTo(w, 'deals');
  await rowAt(w, 0).dblclick();
  await w.locator('[data-finding^="notice"] .finding-text button, [data-finding^="pricing"] .finding-text button').first().click();
  await expect.poll(() => w.evaluate(() => document.activeElement?.closest('[data-field]') !== null)).toBe(true);
  await expect
    .poll(() =>
      w
        .locator('.watermark span')
        .first()
        .evaluate((el) => getComputedStyle(el, '::before').content),
    )
    .toContain('示例库');
});

test('the palette finds a record by pinyin initials, and Enter of the input method chooses nothing', async () => {
  await goTo(w, 'today');
  await w.keyboard.press('Control+K');
  await w.locator('#palette').fill('zzcl');
  await w.locator('.palette-list li', { hasText: '低温等离子体种子处理装置' }).first().waitFor();
  await w.locator('#palette').dispatchEvent('keydown', { key: 'Enter', isComposing: true, keyCode: 229 });
  await expect.poll(() => w.locator('.palette-list').count()).toBe(1);
  await w.keyboard.press('Enter');
  await w.getByRole('heading', { level: 1, name: '低温等离子体种子处理装置' }).waitFor();
  await w.keyboard.press('Alt+ArrowLeft');
  await w.getByRole('heading', { level: 1, name: '今日' }).waitFor();
});

test('Esc in the palette puts the focus back where it was, and a language is found by its own name', async () => {
  await goTo(w, 'today');
  await w.locator('[data-tour="nav-deals"]').focus();
  await w.keyboard.press('Control+K');
  await w.locator('#palette').fill('english');
  await w.locator('.palette-list li').first().waitFor();
  await expect.poll(() => w.locator('.palette-list li').allInnerTexts()).toContainEqual(expect.stringContaining('English'));
  await w.keyboard.press('Escape');
  await expect.poll(() => w.evaluate(() => document.activeElement?.getAttribute('data-tour'))).toBe('nav-deals');
});

test('what a menu or a button copies is on the clipboard', async () => {
  const clipboard = (): Promise<string> => running.app.evaluate(({ clipboard: c }) => c.readText());
  await goTo(w, 'deals');
  const row = rowAt(w, 0);
  await row.click({ button: 'right' });
  await w.getByRole('menuitem', { name: '复制名称' }).click();
  await expect.poll(async () => (await clipboard()) !== '' && (await row.innerText()).includes(await clipboard())).toBe(true);
  await settings('关于');
  await w.getByRole('button', { name: '复制' }).click();
  await expect.poll(clipboard).toContain('Electron');
});

test('at 200 % in either language every stage of a deal is read whole', async () => {
  const zoom = (factor: number): Promise<void> =>
    running.app.evaluate(({ BrowserWindow }, f) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(f), factor);
  const language = async (words: string): Promise<void> => {
    await w.keyboard.press('Control+K');
    await w.locator('#palette').fill(words);
    await w.locator('.palette-list li').first().waitFor();
    await w.keyboard.press('Enter');
  };
  await goTo(w, 'deals');
  await rowAt(w, 0).dblclick();
  await w.locator('.stages').waitFor();
  await language('english');
  await w.locator('html[lang="en"]').waitFor();
  await zoom(2);
  const cut = (): Promise<string[]> =>
    w.locator('.stages button').evaluateAll((all) => all.filter((b) => b.scrollWidth > b.clientWidth + 1).map((b) => b.textContent ?? ''));
  await expect.poll(cut).toEqual([]);
  await zoom(1);
  await language('中文');
  await w.locator('html[lang^="zh"]').waitFor();
});

test('everything is reached by keys: regions, rooms, the list of keys', async () => {
  await w.locator('#work').focus();
  await w.keyboard.press('F6');
  await expect.poll(() => w.evaluate(() => document.activeElement?.closest('[data-region]')?.id)).not.toBe('work');
  await w.keyboard.press('Control+2');
  await w.getByRole('heading', { level: 1, name: '成果库' }).waitFor();
  await w.locator('#work').focus();
  await w.keyboard.press('?');
  await w.locator('.shortcuts').waitFor();
  await w.keyboard.press('Escape');
  await w.locator('.shortcuts').waitFor({ state: 'hidden' });
});

test('Back finds the row again, and arrows with Enter open a record', async () => {
  await goTo(w, 'portfolio');
  await w.locator('[role="grid"]').focus();
  for (let i = 0; i < 5; i++) await w.keyboard.press('ArrowDown');
  const at = rowAt(w, 5).and(w.locator('.tr-at')).locator('[data-col="0"]');
  await expect.poll(() => at.innerText()).not.toBe('');
  const title = await at.innerText();
  await w.keyboard.press('Enter');
  await w.getByRole('heading', { level: 1, name: title }).waitFor();
  await w.keyboard.press('Alt+ArrowLeft');
  await w.locator('.table-visited .tr-at', { hasText: title }).waitFor();
});

test('nothing runs off the side at 1280 × 720 or at 150 %', async () => {
  for (const [width, height] of [
    [1280, 720],
    [1280, 800],
  ] as const) {
    for (const zoom of [1, 1.5]) {
      await resize(width, height);
      await running.app.evaluate(({ BrowserWindow }, factor) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(factor), zoom);
      for (const room of ROOMS) {
        await goTo(w, room);
        await w.locator('.work .page').first().waitFor();
        const over = () =>
          w.evaluate(() =>
            ['html', '.work', '.head', '.status'].filter((s) => {
              const el = document.querySelector(s)!;
              return el.scrollWidth > el.clientWidth + 1;
            }),
          );
        await expect.poll(over, { message: `${room} ${zoom}` }).toEqual([]);
      }
    }
  }
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(1));
});

test('the tour starts at the first door, can be put aside, and is there after a restart', async () => {
  await w.keyboard.press('Control+K');
  await w.locator('#palette').fill('操作导览');
  await w.keyboard.press('Enter');
  await w.locator('.tour-card', { hasText: '缺什么' }).waitFor();
  await w.locator('.tour-card').getByRole('button', { name: '下一步' }).click();
  await w.locator('.tour-card', { hasText: '15% 改成 12%' }).waitFor();
  await again();
  await w.locator('.tour-card', { hasText: '15% 改成 12%' }).waitFor();
  await w.locator('.tour-card').getByRole('button', { name: '退出导览' }).click();
  await w.locator('.tour-card').waitFor({ state: 'detached' });
});

test('the sample library is dropped whole and comes back as it was; the office records stay', async () => {
  await goTo(w, 'deals');
  await rowAt(w, 0).dblclick();
  await w.locator('[data-field$="/keeper"] input').fill('示例经理二');
  await w.keyboard.press('Tab');
  await w.locator('[data-save="saved"]').waitFor();
  await settings('资料库');
  await w.locator('.workspace-card', { hasText: '示例库' }).getByRole('button', { name: '清除…' }).click();
  await w.getByRole('button', { name: '全部清除' }).click();
  await w.locator('.band-sample').waitFor({ state: 'detached' });
  await settings('本单位');
  await expect.poll(() => w.locator('[data-field="office/office/address"] input').inputValue()).toBe('示例市示例路 1 号');
  await openSample();
  await goTo(w, 'deals');
  await rowAt(w, 0).dblclick();
  await expect.poll(() => w.locator('[data-field$="/keeper"] input').inputValue()).toBe('示例经理');
});

test('text that was typed but not left survives a kill: 今日 lists it and opens its field', async () => {
  await goTo(w, 'deals');
  await rowAt(w, 0).dblclick();
  const keeper = () => w.locator('[data-field$="/keeper"] input');
  await keeper().fill('写到一半的经办人');
  await expect
    .poll(() =>
      w.evaluate(
        () =>
          new Promise<number>((done) => {
            const asked = indexedDB.open('kezhuan-sample');
            asked.onsuccess = () => {
              const count = asked.result.transaction('drafts').objectStore('drafts').count();
              count.onsuccess = () => {
                asked.result.close();
                done(count.result);
              };
            };
          }),
      ),
    )
    .toBe(1);
  await running.kill();
  await start();
  await w.locator('[data-tour="nav"]').waitFor();
  await w.locator('.today-list button', { hasText: '写到一半的经办人' }).click();
  await expect.poll(() => keeper().inputValue()).toBe('写到一半的经办人');
  await w.keyboard.press('Escape');
  await expect.poll(() => keeper().inputValue()).toBe('示例经理');
});

test('no style or script was refused by the content security policy', () => {
  expect(running.lines.filter((line) => /Refused to|Content Security Policy/.test(line))).toEqual([]);
});

test('a store of a newer program is not opened: what happened, what is safe, what to do', async () => {
  await w.locator('.band button').click();
  await w.locator('.band-sample').waitFor({ state: 'detached' });
  // opening writes the version last; the frame is there only afterwards
  await w.locator('[data-tour="nav"]').waitFor();
  await w.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const asked = indexedDB.open('kezhuan-work');
        asked.onerror = () => fail(asked.error);
        asked.onsuccess = () => {
          const put = asked.result.transaction('meta', 'readwrite');
          put.objectStore('meta').put({ key: 'formatVersion', value: '999' });
          put.oncomplete = () => {
            asked.result.close();
            done();
          };
        };
      }),
  );
  await running.close();
  await start();
  await w.locator('.recovery').waitFor();
  await expect.poll(() => w.locator('.recovery section h2').allInnerTexts()).toEqual(['发生了什么', '哪些是安全的', '可以怎么做']);
  const { violations } = await new AxeBuilder({ page: w }).setLegacyMode(true).analyze();
  expect(violations.map((v) => v.id)).toEqual([]);
  await w.getByRole('button', { name: '先打开示例库' }).click();
  await w.locator('.band-sample').waitFor();
});
