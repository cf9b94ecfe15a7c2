/** What one key costs in a method's form: the slowest task of the page's own thread after it, beside the same key in a bare form of as many fields. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { launchApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { startScreen } from '../support/xvfb.ts';
import { figure, median, type Figure } from './figure.ts';
import type * as Subject from './typing-page.tsx';

const KEYS = '1234567';
/** Longer than the charts wait for a pause, and than they take. */
const SETTLE_MS = 900;
const FRAME_MS = 16;
const LONGEST_MS = 50;

/** `tdur`: microseconds of the thread's own processor time, without those in which another had the processor. */
type Traced = { name: string; ph: string; tdur?: number; tid: number; pid: number; args?: { name?: string } };

async function traced(cdp: CDPSession, body: () => Promise<unknown>): Promise<Traced[]> {
  const events: Traced[] = [];
  const collect = (part: { value: unknown[] }): void => void events.push(...(part.value as Traced[]));
  cdp.on('Tracing.dataCollected', collect);
  const complete = new Promise<void>((done) => cdp.once('Tracing.tracingComplete', () => done()));
  await cdp.send('Tracing.start', {
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'] },
  });
  await body();
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  return events;
}

/** Milliseconds of the tasks of the page's main thread, longest first. */
function tasksOf(events: readonly Traced[]): number[] {
  const mains = new Set(events.filter((e) => e.ph === 'M' && e.name === 'thread_name' && e.args?.name === 'CrRendererMain').map((e) => `${e.pid}/${e.tid}`));
  return events
    .filter((e) => e.name === 'RunTask' && e.ph === 'X' && mains.has(`${e.pid}/${e.tid}`))
    .map((e) => (e.tdur ?? 0) / 1000)
    .sort((a, b) => b - a);
}

/** Types key after key into what has the focus, each followed until the page is quiet again: the longest tasks of each. */
async function typed(page: Page, cdp: CDPSession, settle: number): Promise<number[][]> {
  const keys: number[][] = [];
  for (const key of KEYS) {
    const events = await traced(cdp, async () => {
      await page.keyboard.press(key);
      await page.waitForTimeout(settle);
    });
    keys.push(tasksOf(events));
  }
  // the first one also compiles
  return keys.slice(1);
}

const slowest = (keys: readonly number[][]): number => median(keys.map(([first = 0]) => first));

export async function measureTyping(): Promise<Figure[]> {
  const userData = await mkdtemp(path.join(tmpdir(), 'kezhuan-bench-'));
  const screen = await startScreen();
  const options = { display: screen.display, userData };
  try {
    const filling = await launchApp(options);
    const inner = await openInnerPage(filling, path.join(import.meta.dirname, 'typing-page.tsx'));
    const forms = await inner.evaluate(async () => {
      const { subject } = window as unknown as { subject: typeof Subject };
      await subject.fillForms();
      return subject.FORMS.map(({ id, method, at }) => ({ id, method, at }));
    });
    await filling.close();
    const run = await launchApp(options);
    const { window: w } = run;
    const measured: { id: string; fields: number; keys: number[][]; bare: number }[] = [];
    try {
      await w.evaluate('globalThis.__name ??= (f) => f');
      await w.locator('[data-tour="nav-deals"]').click();
      await w.locator('[data-row="0"] [data-col="1"]').dblclick();
      await w.locator('#deal-tab-valuation').click();
      const cdp = await w.context().newCDPSession(w);
      for (const [i, { id, at }] of forms.entries()) {
        await w.locator('.sheet-methods tbody tr').nth(i).locator('button[aria-expanded]').click();
        const cell = w.locator(`[data-applied="${id}"] [data-field$="/${id}/${at}"] input`).first();
        await cell.waitFor();
        await cell.focus();
        await w.keyboard.press('End');
        await w.waitForTimeout(2 * SETTLE_MS);
        const fields = await w.locator(`[data-applied="${id}"] input`).count();
        measured.push({ id, fields, keys: await typed(w, cdp, SETTLE_MS), bare: 0 });
        await w.keyboard.press('Escape');
      }
    } finally {
      await run.close();
    }
    const bare = await launchApp(options);
    try {
      const page = await openInnerPage(bare, path.join(import.meta.dirname, 'typing-page.tsx'));
      const cdp = await page.context().newCDPSession(page);
      for (const m of measured) {
        await page.evaluate((n) => (window as unknown as { subject: typeof Subject }).subject.showBare(n), m.fields);
        await page.locator('input').nth(60).click();
        m.bare = slowest(await typed(page, cdp, SETTLE_MS / 3));
      }
    } finally {
      await bare.close();
    }
    return measured.map(({ id, fields, keys, bare: least }) =>
      figure({
        name: `typing: slowest own task of a key, ${id} (${fields} fields)`,
        value: slowest(keys),
        yardstick: id === 'usual' ? FRAME_MS : LONGEST_MS,
        unit: 'ms',
        against: id === 'usual' ? 'a frame of 16 ms' : 'the 50 ms a task may take',
        bar: { most: 1 },
        note: `median of ${keys.length} keys, each with its picture drawn; as many bare controlled inputs ${least.toFixed(1)}; longest of all ${Math.max(...keys.flat()).toFixed(0)}`,
      }),
    );
  } finally {
    await screen.stop();
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}
