/** Opening a deal whose worksheet has 200 versions: from the press of 估值 to the painted figure of the newest one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { startScreen } from '../support/xvfb.ts';
import { figure, median, type Figure } from './figure.ts';
import type * as Subject from './versions-page.ts';

const VERSIONS = 200;
const BAR_MS = 100;
const ROUNDS = 9;

/** Milliseconds from the press until what is waited for is painted. */
const pressed = (page: Page, press: string, shown: string): Promise<number> =>
  page.evaluate(
    ([entry, wanted]) =>
      new Promise<number>((resolve) => {
        const started = performance.now();
        document.querySelector<HTMLElement>(entry!)!.click();
        const look = (): void => {
          if (document.querySelector(wanted!)) return void requestAnimationFrame(() => resolve(performance.now() - started));
          requestAnimationFrame(look);
        };
        look();
      }),
    [press, shown],
  );

export async function measureVersions(): Promise<Figure[]> {
  const userData = await mkdtemp(path.join(tmpdir(), 'kezhuan-bench-'));
  const screen = await startScreen();
  const options = { display: screen.display, userData };
  try {
    const filling = await launchApp(options);
    const inner = await openInnerPage(filling, path.join(import.meta.dirname, 'versions-page.ts'));
    await inner.evaluate((n) => (window as unknown as { subject: typeof Subject }).subject.fillVersions(n), VERSIONS);
    await filling.close();
    const run = await launchApp(options);
    const { window: w } = run;
    try {
      await w.evaluate('globalThis.__name ??= (f) => f');
      await w.locator('[data-tour="nav-deals"]').click();
      await w.locator('[data-row="0"] [data-col="1"]').dblclick();
      await w.locator('#deal-tab-setup').waitFor();
      const times: number[] = [];
      for (let round = 0; round <= ROUNDS; round++) {
        times.push(await pressed(w, '#deal-tab-valuation', '#deal-body [data-figure="base"]'));
        await w.locator('[data-weigh]').waitFor();
        await w.locator('#deal-tab-setup').click();
        await w.locator('#deal-body [data-figure="base"]').waitFor({ state: 'detached' });
      }
      return [
        figure({
          name: `valuation: a deal with ${VERSIONS} versions of its worksheet opens on the newest figure`,
          // the first also fetches the code
          value: median(times.slice(1)),
          yardstick: BAR_MS,
          unit: 'ms',
          against: 'the bar of 100 ms',
          bar: { most: 1 },
          note: `the first time ${Math.round(times[0]!)} ms, the slowest after it ${Math.round(Math.max(...times.slice(1)))} ms`,
        }),
      ];
    } finally {
      await run.close();
    }
  } finally {
    await screen.stop();
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}
