import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM } from './chromium.ts';
import type { RunningApp } from './electron-app.ts';

export type Shot = { label: string; png: Buffer };
export type Matrix = {
  sizes: readonly (readonly [width: number, height: number])[];
  themes?: readonly ('light' | 'dark')[];
  languages?: readonly ('zh' | 'en')[];
  /** brings the window into this theme and language; waits until it shows */
  dress?: (theme: 'light' | 'dark', language: 'zh' | 'en') => Promise<void>;
  /** runs before each picture, e.g. to wait for rows */
  settle?: () => Promise<void>;
};

/** Resizes the real window and waits until the page has the size and has painted it. */
export async function resizeWindow({ app, window }: RunningApp, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      const first = BrowserWindow.getAllWindows()[0];
      first?.setMinimumSize(1, 1);
      first?.setContentSize(w ?? 0, h ?? 0);
    },
    [width, height],
  );
  await window.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height] as const);
  await window.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
}

/** A picture of the window in every combination of the matrix. */
export async function photograph(running: RunningApp, name: string, matrix: Matrix): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (const theme of matrix.themes ?? ['light']) {
    for (const language of matrix.languages ?? ['zh']) {
      await matrix.dress?.(theme, language);
      for (const [width, height] of matrix.sizes) {
        await resizeWindow(running, width, height);
        await matrix.settle?.();
        const png = await running.window.screenshot({ animations: 'disabled' });
        shots.push({ label: `${name} · ${width}×${height} · ${theme} · ${language}`, png });
      }
    }
  }
  return shots;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Joins pictures into one PNG, laid out by Chromium: `columns` beside each other, each `cell` pixels wide. */
export async function writeContactSheet(file: string, title: string, shots: readonly Shot[], columns = 3, cell = 640): Promise<void> {
  const figures = shots.map(
    ({ label, png }) => `<figure><img src="data:image/png;base64,${png.toString('base64')}"><figcaption>${escapeHtml(label)}</figcaption></figure>`,
  );
  const html = `<!doctype html><meta charset="utf-8"><style>
    body { margin: 16px; background: #777; font: 14px sans-serif; color: #fff; width: max-content }
    main { display: grid; grid-template-columns: repeat(${columns}, ${cell}px); gap: 16px; align-items: start }
    figure { margin: 0 } img { width: 100%; display: block; outline: 1px solid #000 }
  </style><h1>${escapeHtml(title)}</h1><main>${figures.join('')}</main>`;
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
    const page = await browser.newPage({ viewport: { width: columns * (cell + 16) + 32, height: 800 } });
    await page.setContent(html, { waitUntil: 'load' });
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await page.screenshot({ fullPage: true }));
  } finally {
    await browser?.close();
  }
}

/** Width and height of a PNG, from its header. */
export async function pngSize(file: string): Promise<{ width: number; height: number }> {
  const bytes = await readFile(file);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
