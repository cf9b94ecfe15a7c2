import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractDocx } from '../../renderer/documents/contract-docx.ts';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { licenceInput } from '../documents/licence-fixture.ts';
import { clauses } from '../documents/clause-files.ts';
import type * as Subject from '../documents/worker-page.ts';
import { builtApp, launchApp, type RunningApp } from '../support/electron-app.ts';

type Page = Window & { subject: typeof Subject };
let run: RunningApp;

/** The page with its worker and CMaps, built as the product is, put into the private copy: same origin, same policy. */
beforeAll(async () => {
  const out = await mkdtemp(join(tmpdir(), 'kezhuan-worker-'));
  await build({
    configFile: false,
    root: PROJECT,
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    define: { 'process.env.NODE_ENV': '"test"' },
    build: {
      outDir: out,
      minify: false,
      target: 'chrome114',
      assetsInlineLimit: 0,
      modulePreload: false,
      rollupOptions: {
        input: join(PROJECT, 'test/documents/worker-page.ts'),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'worker-page.bundle.js' },
      },
    },
  });
  const target = join(await builtApp(), 'out', 'renderer', 'documents-test');
  await cp(out, target, { recursive: true });
  await rm(out, { recursive: true });
  await writeFile(join(target, 'page.js'), `import * as subject from './worker-page.bundle.js'; window.subject = subject;`);
  await writeFile(join(target, 'page.html'), '<!doctype html><meta charset="utf-8"><title>documents</title><script type="module" src="./page.js"></script>');
  run = await launchApp();
  await run.app.evaluate(async ({ BrowserWindow }) => {
    await BrowserWindow.getAllWindows()[0]!.loadURL('app://bundle/documents-test/page.html');
  });
  await run.window.waitForFunction(() => 'subject' in window);
});
afterAll(() => run?.close());

describe('the documents worker inside the program, under its policy', () => {
  it('makes the same bytes there as here', async () => {
    const there = await run.window.evaluate(async () => {
      const file = await (window as unknown as Page).subject.contract();
      return file.ok ? [...file.value.bytes] : JSON.stringify(file.error);
    });
    const here = contractDocx(clauses('XK-ZL'), licenceInput());
    const sha = (b: Uint8Array): string => createHash('sha256').update(b).digest('hex');
    expect(typeof there === 'string' ? there : sha(Uint8Array.from(there))).toBe(here.ok ? sha(here.value.bytes) : '');
  });

  it('reads 10,000 lines of 27 columns with progress and without freezing the window, and can be stopped', async () => {
    const seen = await run.window.evaluate(async () => {
      const { runDocument, bigWorkbook, longestPause, recogniseTemplate } = (window as unknown as Page).subject;
      const bytes = bigWorkbook(10_000);
      const progress: number[] = [];
      const read = await longestPause(() => runDocument({ kind: 'read-table', bytes }, { onProgress: (p) => progress.push(p.done) }));
      if (!read.value.ok) throw new Error(JSON.stringify(read.value.error));
      const table = read.value.value;
      const match = recogniseTemplate(table.lines)!;
      // what is sent at once is copied in one go, and holds the window for as long
      const post = Worker.prototype.postMessage;
      const sent: number[] = [];
      Worker.prototype.postMessage = function (this: Worker, message: { lines?: unknown[]; table?: { lines: unknown[] } }) {
        sent.push((message.lines ?? message.table?.lines ?? []).length);
        post.call(this, message);
      };
      const plan = await longestPause(() =>
        runDocument({ kind: 'plan-import', table, match, mapping: match.mapping, keys: [], names: [], today: '2026-11-22', taken: [] }),
      );
      Worker.prototype.postMessage = post;
      const stop = new AbortController();
      let told = 0;
      const tell = (): void => {
        told++;
        stop.abort();
      };
      const stopped = await runDocument({ kind: 'read-table', bytes }, { signal: stop.signal, onProgress: tell });
      return {
        size: bytes.length,
        progress: progress.length,
        lines: table.lines.length,
        rows: plan.value.ok ? plan.value.value.rows.length : 0,
        read: [read.took, read.pause],
        plan: [plan.took, plan.pause],
        most: Math.max(...sent),
        sent: sent.reduce((sum, n) => sum + n, 0),
        stopped,
        told,
      };
    });
    expect(seen).toMatchObject({ lines: 10_001, rows: 10_000, sent: 10_001, stopped: { ok: false, error: { key: 'cancelled' } } });
    expect(seen.progress).toBeGreaterThanOrEqual(10);
    expect(seen.told).toBe(1);
    expect(seen.most).toBeLessThanOrEqual(2_000);
  });

  it('reads a PDF whose Chinese rests on a predefined CMap, with no complaint from the policy', async () => {
    const object = (n: number, body: string): string => `${n} 0 obj${body}endobj\n`;
    const stream = 'BT /F1 12 Tf 10 50 Td <BACFCDACB1E0BAC5> Tj ET';
    const pdf = `%PDF-1.4\n${object(1, '<</Type/Catalog/Pages 2 0 R>>')}${object(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>')}${object(3, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 99]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>')}${object(4, `<</Length ${stream.length}>>stream\n${stream}\nendstream `)}${object(5, '<</Type/Font/Subtype/Type0/BaseFont/FangSong/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>')}${object(6, '<</Type/Font/Subtype/CIDFontType2/BaseFont/FangSong/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R>>')}${object(7, '<</Type/FontDescriptor/FontName/FangSong/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>')}trailer<</Root 1 0 R>>`;
    const text = await run.window.evaluate(async (source) => {
      const read = await (window as unknown as Page).subject.runDocument({ kind: 'read-contract', name: 'x.pdf', bytes: new TextEncoder().encode(source) });
      return read.ok ? read.value.text : JSON.stringify(read.error);
    }, pdf);
    expect(text.trim()).toBe('合同编号');
    const pictures = await run.window.evaluate(async (source) => {
      const made = await (window as unknown as Page).subject.runDocument({ kind: 'pdf-pictures', bytes: new TextEncoder().encode(source) });
      if (!made.ok) return JSON.stringify(made.error);
      const picture = await createImageBitmap(made.value[0]!);
      return [made.value.length, picture.width, picture.height];
    }, pdf);
    expect(pictures).toEqual([1, 1240, 614]);
    expect(run.lines.filter((line) => /Content Security Policy|unsafe-eval/i.test(line))).toEqual([]);
  });
});
