import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await launchApp();
});
afterAll(() => running.close());

test('the built program opens a window on its own address and paints its shell', async () => {
  expect(new URL(running.window.url()).origin === 'null' ? new URL(running.window.url()).href : '').toMatch(/^app:\/\/bundle\//);
  await expect.poll(() => running.window.title()).toContain('科转台');
  await running.window.waitForFunction(
    () => (document.getElementById('root')?.childElementCount ?? 0) > 0 && !document.querySelector('.shell-nav[aria-hidden]'),
  );
});

test('Electron itself has nothing to warn about', () => {
  expect(running.lines.filter((line) => line.includes('Electron Security Warning'))).toEqual([]);
  expect(running.lines.filter((line) => line.startsWith('[error]'))).toEqual([]);
});
