import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { launchApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import { SEED, SOAK } from '../support/random.ts';
import { startScreen } from '../support/xvfb.ts';
import type * as Subject from './saving-page.ts';

type Inside = { subject: typeof Subject };
const KILLS = Number(process.env['KILLS'] ?? 50) * SOAK;
const ENTRY = path.join(import.meta.dirname, 'saving-page.ts');

/** A small generator, so that the moments of death repeat under one seed. */
function random(seed: number): () => number {
  let s = seed >>> 0;
  return () => (s = (Math.imul(s, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

it(`killed ${KILLS} times while saving: nothing that showed 已保存 is missing, nothing is there twice`, async () => {
  const userData = await mkdtemp(path.join(tmpdir(), 'kezhuan-kill-'));
  const screen = await startScreen();
  const next = random(SEED);
  const saved: number[] = [];
  let from = 0;
  try {
    for (let kill = 1; kill <= KILLS; kill++) {
      const run = await launchApp({ userData, display: screen.display });
      const page = await openInnerPage(run, ENTRY);
      const report = await page.evaluate(() => (window as unknown as Inside).subject.open());
      expect(report, `start ${kill}`).toMatchObject({ ok: true });
      const titles = await page.evaluate(() => (window as unknown as Inside).subject.titles());
      expect(new Set(titles).size, `start ${kill}: twice`).toBe(titles.length);
      const here = new Set(titles);
      expect(
        saved.filter((i) => !here.has(`需求${i}/备注${i}`)),
        `start ${kill}: missing`,
      ).toEqual([]);
      expect(await page.evaluate(() => (window as unknown as Inside).subject.changesAndJournal())).toMatchObject({ gaps: 0 });

      const quota = 1 + Math.floor(next() * 12);
      const enough = new Promise<void>((resolve) => {
        let seen = 0;
        page.on('console', (m) => {
          const said = /^saved (\d+)$/.exec(m.text());
          if (!said) return;
          saved.push(Number(said[1]));
          if (++seen >= quota) resolve();
        });
      });
      from = Math.max(from, ...titles.map((t) => Number(/\d+/.exec(t)?.[0] ?? 0)), 0) + 1;
      void page.evaluate((n) => (window as unknown as Inside).subject.saveWithoutEnd(n), from).catch(() => undefined);
      await enough;
      // somewhere inside the next few writes
      await new Promise((resolve) => setTimeout(resolve, next() * 12));
      await run.kill();
    }
    expect(saved.length).toBeGreaterThan(KILLS);
    console.log(`${KILLS} kills, ${saved.length} acknowledged saves, all there once; seed ${SEED}`);
  } finally {
    await screen.stop();
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
});
