/** A trainee's program joins a class by the code of its slip, files nothing it should not, and the instructor sees the seat taken. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localVisitor, type DeskVisitor } from '../support/desk-visitor.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { liveRegistry, type LiveRegistry } from '../support/live-registry.ts';
import { enterWork, goTo } from '../support/rooms.ts';

let running: RunningApp;
let registry: LiveRegistry;
let desk: DeskVisitor;
let room: string;
let codes: string[];

const section = async (name: string): Promise<void> => {
  await goTo(running.window, 'settings');
  await running.window.locator('.settings nav button', { hasText: name }).click();
};
const join = () => running.window.locator('[data-join]');
const fill = async (code: string, url = registry.url): Promise<void> => {
  const inputs = join().locator('input');
  await inputs.nth(0).fill(url);
  await inputs.nth(1).fill(code);
  await inputs.nth(2).fill('示例小组');
  await join().locator('button').click();
};

beforeAll(async () => {
  registry = await liveRegistry();
  desk = await localVisitor(registry);
  const made = await desk.send('/desk/classes', '/desk/classes', { name: '示例班', size: '2', seed: '42', mode: 'manual' });
  room = made.headers.get('location')!;
  codes = [...(await desk.get(`${room}/slips`)).text.matchAll(/<p class="code mono">(\d{4} \d{4})<\/p>/g)].map((m) => m[1]!);
  running = await launchApp();
  await enterWork(running);
});
afterAll(async () => {
  await running.close();
  await registry.close();
});

test('only the practice library offers to join, and a slip is enough', async () => {
  const { window } = running;
  await section('登记端连接');
  await expect.poll(() => join().count()).toBe(0);
  await window.getByText('只在实训库里加入').waitFor();
  await window.locator('[data-act="to-workspaces"]').click();
  await window.getByRole('button', { name: '打开实训库' }).click();
  await window.locator('.band-class').waitFor();
  await section('登记端连接');
  await fill('0000 0000');
  await expect.poll(() => join().innerText()).toContain('没有这个入班码');
  await fill(codes[0]!, 'http://203.0.113.7:8787');
  await expect.poll(() => join().innerText()).toMatch(/教师电脑地址[\s\S]*这不是课堂的地址[\s\S]*入班码/);
  // as it is read from the wall: no http://, in full width
  await fill(codes[0]!, new URL(registry.url).host.replace(':', '：').replace('.', '。'));
  await expect.poll(async () => (await desk.get(room)).text).toContain('示例小组');
  await expect.poll(() => window.locator('main').innerText()).toContain('示例班·01 组');
  // its key came with it: a letter of this seat that is not signed is not taken
  const keys = await registry.database.run((tx) =>
    tx.selectFrom('office_keys').innerJoin('seats', 'seats.office_id', 'office_keys.office_id').select('seats.place').execute(),
  );
  expect(keys).toEqual([{ place: 1 }]);
});

test('a class is left in the practice library only, after a question that names what is lost; its code leads back in', async () => {
  const { window } = running;
  const card = () => window.locator('.registry-card', { hasText: '示例班·01 组' });
  await section('资料库');
  await window.getByRole('button', { name: '打开示例库' }).click();
  await window.locator('.band-sample').waitFor();
  await section('登记端连接');
  await expect.poll(() => card().innerText()).toContain('课堂的登记端只在实训库里用，也只在实训库里移除');
  await expect.poll(() => card().getByRole('switch').isDisabled()).toBe(true);
  await expect.poll(() => card().locator('[data-act="remove-registry"]').count()).toBe(0);
  await window.screenshot({ path: process.env['SHOT_ELSEWHERE'] ?? '/dev/null', type: 'png' });
  await section('资料库');
  await window.getByRole('button', { name: '打开实训库' }).click();
  await window.locator('.band-class').waitFor();
  await section('登记端连接');
  const dialog = window.getByRole('dialog');
  await card().locator('[data-act="remove-registry"]').click();
  await expect.poll(() => dialog.innerText()).toMatch(/移除“示例班·01 组”？[\s\S]*没有在办的申报[\s\S]*原来的入班码重新加入/);
  await window.screenshot({ path: process.env['SHOT_ASKED'] ?? '/dev/null', type: 'png' });
  await dialog.getByRole('button', { name: '保持原样' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await card().locator('[data-act="remove-registry"]').click();
  await dialog.getByRole('button', { name: /^移\s?除$/ }).click();
  await expect.poll(() => card().count()).toBe(0);
  await window.getByText('已移除“示例班·01 组”').waitFor();
  await fill(codes[0]!);
  await expect.poll(() => card().count()).toBe(1);
});

test('where the teacher’s computer has another address, its code leads to the same registry, under which letters may wait', async () => {
  const { window } = running;
  const cards = () => window.locator('.registry-card', { hasText: '示例班·01 组' });
  const moved = registry.url.replace('127.0.0.1', 'localhost');
  await fill(codes[0]!, moved);
  await expect.poll(() => cards().innerText()).toContain(moved);
  await expect.poll(() => cards().count()).toBe(1);
});

test('a class begun anew: its new code makes a registry of its own, so that nothing of the old seat goes out from the new one', async () => {
  const { window } = running;
  const cards = window.locator('.registry-card', { hasText: '示例班·01 组' });
  const shown = (at: number) => cards.nth(at).innerText();
  const anew = (await desk.send(room, `${room}/reset`)).headers.get('location')!;
  const [code] = [...(await desk.get(`${anew}/slips`)).text.matchAll(/<p class="code mono">(\d{4} \d{4})<\/p>/g)].map((m) => m[1]!);
  // at the address where the old seat stands
  const moved = registry.url.replace('127.0.0.1', 'localhost');
  await fill(code!, moved);
  await expect.poll(() => cards.count()).toBe(2);
  await expect.poll(() => shown(1)).toContain('已连通');
  await window.screenshot({ path: process.env['SHOT_ANEW'] ?? '/dev/null', type: 'png' });
  // the same code once more is the same seat
  await fill(code!, moved);
  await expect.poll(() => join().locator('input').nth(1).inputValue()).toBe('');
  await expect.poll(() => cards.count()).toBe(2);
});
