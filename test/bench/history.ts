/** 历史 of a record with 5,000 Changes: a page of it, against reading as many Changes by their keys. */
import path from 'node:path';
import { launchApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import type * as Subject from '../e2e/history-page.ts';
import { figure, median, quantile, type Figure } from './figure.ts';

type Inside = { subject: typeof Subject };
const CHANGES = 5_000;
const PAGES = 50;

export async function measureHistory(): Promise<Figure[]> {
  const run = await launchApp();
  try {
    const page = await openInnerPage(run, path.join(import.meta.dirname, '../e2e/history-page.ts'));
    await page.evaluate(() => (window as unknown as Inside).subject.open());
    await page.evaluate((n) => (window as unknown as Inside).subject.live(n), CHANGES);
    const plain = await page.evaluate((n) => (window as unknown as Inside).subject.readPlain(n), PAGES);
    const { times } = await page.evaluate((n) => (window as unknown as Inside).subject.turnPages(n), PAGES);
    return [
      figure({
        name: `history: one of ${PAGES} pages of a record with ${CHANGES.toLocaleString('en')} Changes`,
        value: median(times),
        yardstick: median(plain),
        unit: 'ms',
        against: 'reading twenty Changes by their keys',
        note: `slowest ${quantile(times, 1).toFixed(1)} ms, the fiftieth ${times.at(-1)!.toFixed(1)} ms`,
      }),
    ];
  } finally {
    await run.close();
  }
}
