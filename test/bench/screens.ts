/** What a person waits for: first paint, first rows of a full library, the slowest frame of a fast scroll. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { startScreen } from '../support/xvfb.ts';
import { figure, median, type Figure } from './figure.ts';
import type * as Subject from './screens-page.ts';

const ROUNDS = 5;
const RECORDS = Number(process.env['KEZHUAN_BENCH_RECORDS'] ?? 100_000);

/** A window with one word in it: as little as Electron can open. */
async function bareProgram(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kezhuan-bare-'));
  await mkdir(path.join(folder, 'out'));
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }));
  await writeFile(
    path.join(folder, 'main.cjs'),
    "const { app, BrowserWindow } = require('electron'); app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile('index.html'));",
  );
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><meta charset="utf-8"><body>bare</body>');
  return folder;
}

/** The compiler that runs this file marks inner functions by name; the page has to know that mark. */
const readyForCode = (page: Page): Promise<unknown> => page.evaluate('globalThis.__name ??= (f) => f');

/** Milliseconds from the start of the process to the first paint. */
async function firstPaint(run: RunningApp): Promise<number> {
  const started = await run.app.evaluate(() => process.getCreationTime() ?? 0);
  await readyForCode(run.window);
  const painted = await run.window.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const entry = performance.getEntriesByName('first-paint')[0];
          if (entry) resolve(performance.timeOrigin + entry.startTime);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  return painted - started;
}

/** Milliseconds from the start of the process until the library shows its first row. */
async function firstRows(run: RunningApp): Promise<number> {
  const started = await run.app.evaluate(() => process.getCreationTime() ?? 0);
  await openLibrary(run.window);
  const shown = await run.window.evaluate(() => performance.timeOrigin + performance.now());
  return shown - started;
}

async function openLibrary(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('成果库', { exact: true }).click();
  await page.locator('[role="row"][data-row="0"] [role="gridcell"]').filter({ hasText: '示例成果' }).first().waitFor();
}

/** The longest gap between frames while the table is dragged from end to end. */
async function slowestFrame(page: Page): Promise<{ slowest: number; over33: number; frames: number }> {
  await readyForCode(page);
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const rows = document.querySelector('[role="row"][data-row]');
        let box: HTMLElement | null = rows as HTMLElement | null;
        while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
        if (!box) throw new Error('nothing scrolls');
        const scroller = box;
        const gaps: number[] = [];
        let last = performance.now();
        let frame = 0;
        const step = (): void => {
          const now = performance.now();
          gaps.push(now - last);
          last = now;
          if (++frame > 150) return resolve({ slowest: Math.max(...gaps.slice(2)), over33: gaps.slice(2).filter((g) => g > 33.4).length, frames: 150 });
          scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * frame) / 150;
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
  );
}

export async function measureScreens(): Promise<Figure[]> {
  const bare = await bareProgram();
  const empty = await mkdtemp(path.join(tmpdir(), 'kezhuan-bench-'));
  const full = await mkdtemp(path.join(tmpdir(), 'kezhuan-bench-'));
  const screen = await startScreen();
  const options = { display: screen.display };
  try {
    const filling = await launchApp({ ...options, userData: full });
    const page = await openInnerPage(filling, path.join(import.meta.dirname, 'screens-page.ts'));
    await page.evaluate((n) => (window as unknown as { subject: typeof Subject }).subject.fill(n), RECORDS);
    await filling.close();

    const paints = { ours: [] as number[], bare: [] as number[] };
    const rows: number[] = [];
    let scroll = { slowest: 0, over33: 0, frames: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const b = await launchApp({ ...options, program: bare });
      paints.bare.push(await firstPaint(b));
      await b.close();
      const o = await launchApp({ ...options, userData: empty });
      paints.ours.push(await firstPaint(o));
      await o.close();
      const f = await launchApp({ ...options, userData: full });
      rows.push(await firstRows(f));
      if (round === ROUNDS - 1) scroll = await slowestFrame(f.window);
      await f.close();
    }
    return [
      figure({
        name: 'first paint',
        value: median(paints.ours),
        yardstick: median(paints.bare),
        unit: 'ms',
        against: 'bare Electron window',
        bar: { most: 1.15 },
      }),
      figure({
        name: `first rows of 成果库, ${RECORDS.toLocaleString('en')} records`,
        value: median(rows),
        yardstick: median(paints.bare),
        unit: 'ms',
        against: 'first paint of a bare Electron window',
        bar: { most: 2.5 },
      }),
      figure({
        name: `slowest frame scrolling ${RECORDS.toLocaleString('en')} rows`,
        value: scroll.slowest,
        yardstick: 50,
        unit: 'ms',
        against: 'the 50 ms a frame may take',
        bar: { most: 1 },
        note: `${scroll.over33} of ${scroll.frames} frames over 33 ms`,
      }),
    ];
  } finally {
    await screen.stop();
    for (const folder of [bare, empty, full]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
