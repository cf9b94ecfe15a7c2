/** The signed paper as a scanner gives it: each page a slightly turned picture, a seal plainly marked 示例, no text layer. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM } from '../support/chromium.ts';

const STYLE = `@page { size: A4; margin: 0 } body { margin: 0 } .page { position: relative; width: 210mm; height: 297mm; overflow: hidden; break-after: page; background: #fdfdfb }
.page:last-child { break-after: auto } img { width: 100%; height: 100%; transform: rotate(.25deg) }
.seal { position: absolute; width: 36mm; height: 36mm; border: 1mm solid #c33; border-radius: 50%; box-sizing: border-box; opacity: .75; display: grid; place-content: center }
svg { width: 22mm; height: 22mm }`;
// drawn, not written: a scan has no text
const MARK =
  '<svg viewBox="0 0 20 20" fill="none" stroke="#c33" stroke-width="1.4"><path d="M3 5h5M1 9h9M5.500 9v9M3 12 1 16M8 12l2 4M13 2v16M15 4h4M15 8h4M17 4v10M19 16l-2 2"/></svg>';

/** Where the seals belong on a page, in mm: on the words that mark the place. */
function sealPlaces(pdf: string, page: number): { x: number; y: number }[] {
  const words = execFileSync('pdftotext', ['-bbox', '-f', String(page), '-l', String(page), pdf, '-'], { encoding: 'utf8' });
  return [...words.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>[甲乙]方签章处/g)].map(([, x, y]) => ({
    x: (Number(x) / 72) * 25.4 + 14,
    y: (Number(y) / 72) * 25.4,
  }));
}

/** Answers the number of pages. */
export async function scanOf(pdf: string, to: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'kezhuan-scan-'));
  try {
    execFileSync('pdftoppm', ['-r', '110', '-png', pdf, join(folder, 'page')]);
    const names = (await readdir(folder)).toSorted();
    const pages = await Promise.all(
      names.map(async (name, i) => {
        const seals = sealPlaces(pdf, i + 1)
          .map(({ x, y }) => `<div class="seal" style="left:${x - 18}mm;top:${y - 18}mm">${MARK}</div>`)
          .join('');
        return `<div class="page"><img src="data:image/png;base64,${(await readFile(join(folder, name))).toString('base64')}">${seals}</div>`;
      }),
    );
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
    try {
      const page = await browser.newPage();
      await page.setContent(`<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${pages.join('')}`, { waitUntil: 'load' });
      await page.pdf({ path: to, preferCSSPageSize: true, printBackground: true });
    } finally {
      await browser.close();
    }
    return names.length;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
