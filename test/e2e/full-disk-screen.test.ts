/** A full disk as a person meets it: the field being typed in, the words on the screen, and what is there afterwards. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { enterWork, goTo, rowAt } from '../support/rooms.ts';

const MB = 1024 * 1024;
const FULL = 20 * MB;
let mount: string;
let running: RunningApp;
const launch = () => launchApp({ userData: path.join(mount, 'profile'), env: { KEZHUAN_DISK_LOW: String(FULL * 2), KEZHUAN_DISK_FULL: String(FULL) } });
const free = async (): Promise<number> => {
  const s = await statfs(mount);
  return s.bavail * s.bsize;
};

beforeAll(async () => {
  mount = await mkdtemp(path.join(tmpdir(), 'kezhuan-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', mount]);
  running = await launch();
});
afterAll(async () => {
  await running.close().catch(() => undefined);
  execFileSync('umount', ['-l', mount]);
  await rm(mount, { recursive: true, force: true });
});

test('editing stops in words, the typed text stays, and is saved when there is space again', async () => {
  let w = running.window;
  await enterWork(running);
  await goTo(w, 'portfolio');
  await w.getByRole('button', { name: '新建成果' }).first().click();
  await w.getByLabel(/^成果名称/).fill('磁盘满之前的成果');
  await w.keyboard.press('Tab');
  await w.getByRole('heading', { name: '磁盘满之前的成果' }).waitFor();
  await w.locator('[data-save="saved"]').waitFor();

  const filler = path.join(mount, 'filler');
  await writeFile(filler, Buffer.alloc((await free()) - FULL / 2));
  // the first edit may still fit; it is what makes the program look at the disk
  await w.getByLabel('关键词').fill('示例；刚好写下');
  await w.keyboard.press('Tab');
  const status = w.locator('.status-trouble[role="alert"]', { hasText: '磁盘已满' });
  await status.waitFor();
  await expect.poll(() => status.innerText()).toContain('暂停编辑');

  const area = w.getByLabel('成果简介');
  await area.fill('磁盘满时写的简介，不能丢');
  await w.keyboard.press('Tab');
  const said = w.locator('[data-field$="/summary"]').getByRole('alert');
  await said.waitFor();
  for (const part of ['磁盘已满，未保存', '已保存的内容都在', '仍在屏幕上', '腾出空间']) await expect.poll(() => said.innerText()).toContain(part);
  await expect.poll(() => area.inputValue()).toBe('磁盘满时写的简介，不能丢');
  await w.locator('h1').click();
  await expect.poll(() => area.inputValue()).toBe('磁盘满时写的简介，不能丢');

  await rm(filler);
  await status.waitFor({ state: 'detached' });
  await area.focus();
  await w.keyboard.press('Tab');
  await said.waitFor({ state: 'detached' });
  await w.locator('[data-save="saved"]').waitFor();

  await running.close();
  running = await launch();
  w = running.window;
  await w.locator('[data-tour="nav"]').waitFor();
  await goTo(w, 'portfolio');
  await rowAt(w, 0).locator('[data-col="1"]').dblclick();
  await expect.poll(() => w.getByLabel('成果简介').inputValue()).toBe('磁盘满时写的简介，不能丢');
  await expect.poll(() => w.getByLabel('关键词').inputValue()).toBe('示例；刚好写下');
});
