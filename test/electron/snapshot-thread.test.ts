/** The snapshot as the product takes it: the worker's own file, built, in a thread of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { build } from 'vite';
import { foldersUnder } from '../../electron/files/folders.ts';
import { asFault } from '../../electron/ipc/fault.ts';
import { Snapshots, type RunSnapshot } from '../../electron/journal/snapshots.ts';
import { freshFolder, openJournal } from './store-folder.ts';
import { someLines } from './store-lines.ts';

let out: string;
let run: RunSnapshot;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'kezhuan-thread-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: new URL('../../electron/journal/snapshot-worker.ts', import.meta.url).pathname,
      outDir: out,
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'worker.cjs' } },
    },
  });
  // the product's build answers this import with the path of the worker it built
  vi.doMock('../../electron/journal/snapshot-worker.ts?modulePath', () => ({ default: join(out, 'worker.cjs') }));
  ({ runSnapshotThread: run } = await import('../../electron/journal/snapshot-thread.ts'));
});
afterAll(() => rm(out, { recursive: true, force: true }));

it('is folded in the thread, verified, and can be read by the window', async () => {
  const folders = foldersUnder(await freshFolder());
  const journal = await openJournal(folders.journal('work'));
  await journal.append(someLines(50));
  const snapshots = new Snapshots(folders, run);
  expect(await snapshots.take('work', journal, 'asked')).toMatchObject({ seq: 50 });
  expect(await snapshots.list('work')).toMatchObject([{ seq: 50, reason: 'asked', whole: true, rows: 17 }]);
  expect((await snapshots.read('work', 50, 0, 100)).lines).toHaveLength(17);
});

it('that cannot be written fails with its own fault, not with the end of a thread', async () => {
  const folder = await freshFolder();
  const job = {
    journal: join(folder, 'none'),
    folder: join(folder, 'nowhere'),
    bases: [],
    storeId: 's',
    upTo: 1,
    when: new Date().toISOString(),
    reason: 'asked' as const,
    app: '',
  };
  const failure = asFault(await run(job).catch((error: unknown) => error));
  expect(failure.code).toBe('not-found');
  expect(failure.detail).not.toContain('thread ended');
});

it.each([
  ['is not there', 'gone.cjs', null, /gone\.cjs/],
  ['ends without a word', 'silent.cjs', 'process.exit(0)', /thread ended/],
])('whose thread %s is a fault', async (_what, name, text, words) => {
  if (text !== null) await writeFile(join(out, name), text);
  vi.resetModules();
  vi.doMock('../../electron/journal/snapshot-worker.ts?modulePath', () => ({ default: join(out, name) }));
  const { runSnapshotThread } = await import('../../electron/journal/snapshot-thread.ts');
  await expect(runSnapshotThread({} as never)).rejects.toThrow(words);
});
