/** Every chart in real Chromium: drawn in both themes and on paper, its table behind it. KEZHUAN_PICTURES names a folder for the contact sheets. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { openInChromium, type BrowserRun } from '../support/chromium.ts';
import { writeContactSheet, type Shot } from '../support/contact-sheet.ts';
import type * as Subject from './charts-page.tsx';

declare global {
  interface Window {
    charts: typeof Subject;
  }
}

let run: BrowserRun;
/** what the page itself complained of */
const errors: string[] = [];
const PICTURES = process.env['KEZHUAN_PICTURES'];

beforeAll(async () => {
  run = await openInChromium(join(PROJECT, 'test/chromium/charts-page.tsx'));
  const css = ['renderer/app/shell.css', 'renderer/ui/page.css', 'renderer/features/valuation/charts/charts.css'];
  for (const file of css) await run.page.addStyleTag({ content: readFileSync(join(PROJECT, file), 'utf8') });
  // the width a worksheet has at 1280
  await run.page.addStyleTag({ content: 'main { width: 1030px; padding: 16px; background: var(--surface) } html, body { height: auto; overflow: auto }' });
  run.page.on('pageerror', (e) => errors.push(String(e)));
  run.page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
  await run.page.setViewportSize({ width: 1280, height: 800 });
  await run.page.evaluate(() => (window.charts = (window as unknown as { subject: typeof Subject }).subject));
});
afterAll(async () => {
  await run.close();
  expect(errors).toEqual([]);
});

/** Shows a case and waits until all its pictures are there. */
async function shown(name: string, theme: string, language: 'zh' | 'en'): Promise<number> {
  const count = await run.page.evaluate(([n, t, l]) => window.charts.show(n, t, l), [name, theme, language] as const);
  await run.page.waitForFunction(
    (n) => {
      const pictures = [...document.querySelectorAll<HTMLImageElement>('.chart-screen')];
      const drawn = document.querySelector('[aria-busy="true"]') === null;
      return drawn && pictures.length === n && pictures.every((p) => p.complete && p.naturalWidth > 0);
    },
    count,
    { timeout: 20_000 },
  );
  return count;
}

test.each(['light', 'dark', 'print'] as const)('all charts are drawn: %s', async (look) => {
  const { page } = run;
  const shots: Shot[] = [];
  await page.emulateMedia({ media: look === 'print' ? 'print' : 'screen' });
  for (const [i, name] of (await page.evaluate(() => window.charts.cases)).entries()) {
    const language = i % 4 === 3 ? 'en' : 'zh';
    if (look === 'print') await page.emulateMedia({ media: 'screen' });
    const count = await shown(name, look === 'dark' ? 'dark' : 'light', language);
    if (look === 'print') await page.emulateMedia({ media: 'print' });
    expect(count, name).toBeGreaterThan(0);
    const seen = look === 'print' ? '.chart-paper' : '.chart-screen';
    await expect.poll(() => page.locator(seen).evaluateAll((all) => all.filter((x) => x.getClientRects().length > 0).length), { message: name }).toBe(count);
    await expect.poll(() => page.locator('.chart table').count(), { message: name }).toBe(count);
    for (const chart of PICTURES ? await page.locator('.chart').all() : []) shots.push({ label: `${name} · ${look}`, png: await chart.screenshot() });
  }
  await page.emulateMedia({ media: 'screen' });
  if (PICTURES)
    for (let at = 0; at < shots.length; at += 6)
      await writeContactSheet(join(PICTURES, `charts-${look}-${at / 6 + 1}.png`), `charts ${look}`, shots.slice(at, at + 6), 2, 1030);
});

test.each([
  ['zh', 1030],
  ['en', 1030],
  ['zh', 660],
  ['en', 660],
] as const)('no words stand on others and none are cut: %s, %i pixels', async (language, width) => {
  const found = await run.page.evaluate(
    async ([l, w]) => {
      const all: string[] = [];
      for (const name of window.charts.cases) for (const line of await window.charts.clashes(name, l, w)) all.push(`${name}: ${line}`);
      return all;
    },
    [language, width] as const,
  );
  expect(found).toEqual([]);
});

test('the table stands in the place of the picture when it is asked for', async () => {
  const { page } = run;
  await shown('shapley', 'light', 'zh');
  await page.getByRole('button', { name: '表格' }).click();
  await expect.poll(() => page.locator('.chart-screen').count()).toBe(0);
  await expect.poll(async () => (await page.locator('.chart-table').boundingBox())?.width).toBeGreaterThan(150);
  await page.getByRole('button', { name: '图' }).click();
  await page.locator('.chart-screen').waitFor();
});

test('a PNG has twice the dots and something on it', async () => {
  expect(await run.page.evaluate(() => window.charts.png('cap-table'))).toMatchObject({ width: 1200, inked: true });
});
