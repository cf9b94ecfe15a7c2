import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { launchApp } from '../support/electron-app.ts';
import { openInnerPage } from '../support/inner-page.ts';
import type * as Subject from './saving-page.ts';

type Inside = { subject: typeof Subject };
const ENTRY = path.join(import.meta.dirname, 'saving-page.ts');
const free = (folder: string): number =>
  Number(execFileSync('stat', ['-f', '-c', '%a', folder], { encoding: 'utf8' })) *
  Number(execFileSync('stat', ['-f', '-c', '%S', folder], { encoding: 'utf8' }));

/** A disk of 160 MB, filled up to `left` bytes. The guard's own limit is set apart, to see both lines of defence. */
async function onSmallDisk(
  limit: number,
  left: number,
  body: (
    page: Awaited<ReturnType<typeof openInnerPage>>,
    makeSpace: () => Promise<void>,
    reopen: () => Promise<string[]>,
    freeNow: () => number,
  ) => Promise<void>,
): Promise<void> {
  const mount = await mkdtemp(path.join(tmpdir(), 'kezhuan-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', mount]);
  const options = { userData: path.join(mount, 'profile'), env: { KEZHUAN_DISK_LOW: String(limit * 2), KEZHUAN_DISK_FULL: String(limit) } };
  try {
    const run = await launchApp(options);
    try {
      const page = await openInnerPage(run, ENTRY);
      expect(await page.evaluate(() => (window as unknown as Inside).subject.open())).toMatchObject({ ok: true });
      await page.evaluate(() => void (window as unknown as Inside).subject.watchStorage());
      const filler = path.join(mount, 'filler');
      await writeFile(filler, Buffer.alloc(Math.max(0, free(mount) - left)));
      await body(
        page,
        () => rm(filler),
        async () => {
          await run.close();
          const again = await launchApp(options);
          try {
            const fresh = await openInnerPage(again, ENTRY);
            expect(await fresh.evaluate(() => (window as unknown as Inside).subject.open())).toMatchObject({ ok: true });
            return await fresh.evaluate(() => (window as unknown as Inside).subject.titles());
          } finally {
            await again.close();
          }
        },
        () => free(mount),
      );
    } finally {
      await run.kill().catch(() => undefined);
    }
  } finally {
    execFileSync('umount', ['-l', mount]);
    await rm(mount, { recursive: true, force: true });
  }
}

const MB = 1024 * 1024;

it('stops editing before the store is at risk, says so, and goes on when there is space', async () => {
  await onSmallDisk(20 * MB, 30 * MB, async (page, makeSpace, reopen, freeNow) => {
    const stopped = await page.evaluate((text) => (window as unknown as Inside).subject.saveUntilRefused(text), '占满磁盘的正文'.repeat(600));
    expect(stopped.trouble).toMatchObject({ code: 'full' });
    expect(stopped.saved).toBeGreaterThan(0);
    expect(freeNow(), 'room left for Chromium itself').toBeGreaterThan(2 * MB);
    await makeSpace();
    await expect.poll(() => page.evaluate(() => (window as unknown as Inside).subject.writesAgain())).toBe(true);
    const titles = await reopen();
    for (let i = 0; i < stopped.saved; i++)
      expect(
        titles.some((t) => t.startsWith(`满${i}/`)),
        `record ${i}`,
      ).toBe(true);
    expect(titles.some((t) => t.startsWith('空间恢复之后'))).toBe(true);
  });
});

it('even with no guard at all, a disk that is really full loses nothing that was saved', async () => {
  await onSmallDisk(0, 12 * MB, async (page, makeSpace, reopen) => {
    const stopped = await page.evaluate((text) => (window as unknown as Inside).subject.saveUntilRefused(text), '占满磁盘的正文'.repeat(6000));
    expect(stopped.trouble).not.toBeNull();
    await makeSpace();
    const titles = await reopen();
    for (let i = 0; i < stopped.saved; i++) expect(titles.filter((t) => t.startsWith(`满${i}/`)).length, `record ${i}`).toBe(1);
  });
});
