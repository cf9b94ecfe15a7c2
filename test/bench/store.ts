/** Commit and import in the real program, against bare strict IndexedDB writes and fdatasync on the same disk. */
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tableToXlsx } from '../../shared/sheet/table-xlsx.ts';
import { sampleAchievements } from '../demo/sample-achievements.ts';
import { builtApp, launchApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { figure, median, quantile, steppedMedian, type Figure } from './figure.ts';
import type * as Subject from './store-page.ts';

type Inside = { subject: typeof Subject };
const COMMITS = 600;
const ROUNDS = 12;
/** What a page's clock shows. */
const CLOCK_STEP_MS = 0.1;
const ROWS = 10_000;

/** Write and fdatasync of a journal line's size, as the journal's yardstick. */
async function bareSync(folder: string, n: number): Promise<number[]> {
  const handle = await open(path.join(folder, 'bare.log'), 'a');
  const line = Buffer.alloc(600, 0x61);
  const out: number[] = [];
  for (let i = 0; i < n; i++) {
    const start = performance.now();
    await handle.write(line);
    await handle.datasync();
    out.push(performance.now() - start);
  }
  await handle.close();
  return out;
}

export async function measureStore(): Promise<Figure[]> {
  const userData = await mkdtemp(path.join(tmpdir(), 'kezhuan-bench-'));
  const { headers, rows: some } = sampleAchievements(300, 5);
  const title = headers.indexOf('成果名称');
  const rows = Array.from({ length: ROWS }, (_, i) => some[i % some.length]!.with(title, `${some[i % some.length]![title]}${i}`));
  const columns = headers.map((header) => ({ header, width: 16, kind: 'text' as const }));
  // named as a kind of file the program serves to its own pages
  await writeFile(
    path.join(await builtApp(), 'out', 'renderer', 'bench.bcmap'),
    tableToXlsx({ title: 'bench', sheet: 'bench', columns, rows, contentId: 'bench' }),
  );
  const run = await launchApp({ userData });
  try {
    const page = await openInnerPage(run, path.join(import.meta.dirname, 'store-page.ts'));
    await page.evaluate(() => (window as unknown as Inside).subject.open());
    const bare: number[] = [];
    const single: number[] = [];
    const ours: number[] = [];
    const sync: number[] = [];
    // in turns, so that a noisy minute hits both
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(...(await page.evaluate((n) => (window as unknown as Inside).subject.bareWrites(n, true), COMMITS / ROUNDS)));
      single.push(...(await page.evaluate((n) => (window as unknown as Inside).subject.bareWrites(n, false), COMMITS / ROUNDS)));
      sync.push(...(await bareSync(userData, COMMITS / ROUNDS)));
      ours.push(...(await page.evaluate((n) => (window as unknown as Inside).subject.commits(n), COMMITS / ROUNDS)));
    }
    const plain = await page.evaluate(() => (window as unknown as Inside).subject.bareImport('bench.bcmap'));
    const taken = await page.evaluate(() => (window as unknown as Inside).subject.importRows('bench.bcmap'));
    if (plain.rows !== ROWS || taken.rows !== ROWS) throw new Error(`read ${plain.rows} and ${taken.rows} rows`);
    return [
      figure({
        name: 'commit until 已保存, p50',
        value: steppedMedian(ours, CLOCK_STEP_MS),
        yardstick: steppedMedian(bare, CLOCK_STEP_MS) + median(sync),
        unit: 'ms',
        against: 'bare strict IndexedDB write of the same record and log entry, plus write and fdatasync of the line, p50',
        bar: { most: 2.5 },
        note: `p99 ${quantile(ours, 0.99).toFixed(1)} ms against ${(quantile(bare, 0.99) + quantile(sync, 0.99)).toFixed(1)} ms`,
      }),
      figure({
        name: 'commit until 已保存, p50, stricter',
        value: steppedMedian(ours, CLOCK_STEP_MS),
        yardstick: steppedMedian(single, CLOCK_STEP_MS) + median(sync),
        unit: 'ms',
        against: 'bare strict write of the record alone, plus write and fdatasync of the line, p50',
      }),
      figure({
        name: 'import of 10,000 rows',
        value: taken.ms,
        yardstick: plain.ms,
        unit: 'ms',
        against: 'parsing plus bare strict inserts',
        bar: { most: 2.5 },
      }),
    ];
  } finally {
    await run.close();
    await rm(userData, { recursive: true, force: true });
  }
}
