import { mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyStoreAtStart, keepStartCopy } from '../../electron/files/start-copy.ts';
import { copyAside } from '../../electron/files/aside.ts';
import { BridgeFault } from '../../electron/ipc/fault.ts';
import { Journal } from '../../electron/journal/journal.ts';
import { CHANNELS, type ChannelName, type JournalHead, type Reply, type Workspace } from '../../shared/bridge.ts';
import { openInChromium, ORIGIN } from '../support/chromium.ts';
import type * as Subject from './store-page.ts';

declare global {
  interface Window {
    subject: typeof Subject;
    answer(channel: string, request: string): Promise<string>;
  }
}

const RECORDS = 1000;
const ENTRY = path.join(import.meta.dirname, 'store-page.ts');
let template: string;

/** The main process's part over a real journal; the store folder is the browser's own. */
class Rig {
  readonly folder: string;
  journal: Journal | null = null;
  exit: JournalHead['exit'] = 'first';
  constructor(folder: string) {
    this.folder = folder;
  }
  get profile(): string {
    return path.join(this.folder, 'profile');
  }
  get store(): string {
    return path.join(this.profile, 'Default', 'IndexedDB', 'https_kezhuan.test_0.indexeddb.leveldb');
  }
  get aside(): string {
    return path.join(this.folder, 'aside');
  }

  async start(exit: JournalHead['exit']): Promise<Awaited<ReturnType<typeof openInChromium>>> {
    this.exit = exit;
    await copyStoreAtStart(this.store, this.aside);
    const run = await openInChromium(ENTRY, { profile: this.profile });
    const cdp = await run.context.newCDPSession(run.page);
    const clear = (): Promise<unknown> => cdp.send('Storage.clearDataForOrigin', { origin: ORIGIN, storageTypes: 'indexeddb' });
    await run.page.exposeFunction('answer', async (channel: ChannelName, request: string) =>
      JSON.stringify(await this.#answer(channel, JSON.parse(request), clear)),
    );
    await run.page.evaluate(() => {
      Object.assign(window, {
        bridge: { call: async (c: string, r: unknown) => JSON.parse(await window.answer(c, JSON.stringify(r))) as unknown, on: () => () => {} },
      });
    });
    return run;
  }

  async #answer(channel: ChannelName, request: unknown, clear: () => Promise<unknown>): Promise<Reply<ChannelName>> {
    const r = CHANNELS[channel].request.parse(request) as {
      workspace: Workspace;
      storeId: string;
      formatVersion: number;
      lines: { seq: number; json: string }[];
      after: number;
      limit: number;
    };
    const ok = (value: unknown): Reply<ChannelName> => ({ ok: true, value: value as never });
    try {
      if (channel === 'journal.open') {
        await this.journal?.close();
        this.journal = await Journal.open(path.join(this.folder, 'journal', r.workspace), r);
        return ok({ ...(await this.journal.head()), exit: this.exit, snapshot: null });
      }
      if (channel === 'journal.append') return ok({ acked: await this.journal!.append(r.lines) });
      if (channel === 'journal.read') return ok(await this.journal!.read(r.after, r.limit));
      if (channel === 'journal.repair') return ok({ repaired: await this.journal!.repair(r.lines) });
      if (channel === 'journal.setAside') return ok({ folder: await keepStartCopy(this.aside, 'lost') });
      if (channel === 'store.rebuild') {
        const folder = await copyAside(this.store, this.aside, 'rebuild');
        await clear();
        this.exit = 'killed';
        return ok({ folder });
      }
      throw new Error(`not answered: ${channel}`);
    } catch (e) {
      if (e instanceof BridgeFault) return { ok: false, code: e.code, detail: e.message };
      throw e;
    }
  }
}

const newest = async (store: string, ending: RegExp): Promise<string> => {
  const names = (await readdir(store)).filter((n) => ending.test(n)).sort();
  return path.join(store, names.at(-1)!);
};
async function flip(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  for (let i = 1; i < 40; i++) await handle.write(Buffer.from([0xa5]), 0, 1, Math.floor((size * i) / 40));
  await handle.close();
}

/** Each leaves the folder as a power cut, a bad disk or a careless cleaner would. */
const DAMAGES: Record<string, { exit: JournalHead['exit']; do: (store: string) => Promise<void> }> = {
  'torn log, power cut': {
    exit: 'powerLoss',
    do: async (s) => {
      const f = await newest(s, /\.log$/);
      await truncate(f, (await stat(f)).size - 50);
    },
  },
  'torn log, nobody noticed': {
    exit: 'clean',
    do: async (s) => {
      const f = await newest(s, /\.log$/);
      await truncate(f, (await stat(f)).size - 50);
    },
  },
  'zeroed tail': {
    exit: 'powerLoss',
    do: async (s) => {
      const f = await newest(s, /\.log$/);
      const b = await readFile(f);
      b.fill(0, Math.max(0, b.length - 300));
      await writeFile(f, b);
    },
  },
  'flipped bytes in the log': { exit: 'clean', do: async (s) => flip(await newest(s, /\.log$/)) },
  'flipped bytes in a table': { exit: 'clean', do: async (s) => flip(await newest(s, /\.ldb$/)) },
  'missing table': { exit: 'clean', do: async (s) => rm(await newest(s, /\.ldb$/)) },
  'missing log': { exit: 'clean', do: async (s) => rm(await newest(s, /\.log$/)) },
  'missing CURRENT': { exit: 'clean', do: async (s) => rm(path.join(s, 'CURRENT')) },
  'emptied CURRENT': { exit: 'clean', do: async (s) => writeFile(path.join(s, 'CURRENT'), '') },
  'emptied MANIFEST': { exit: 'clean', do: async (s) => writeFile(await newest(s, /^MANIFEST/), '') },
  'missing MANIFEST': { exit: 'clean', do: async (s) => rm(await newest(s, /^MANIFEST/)) },
  'missing folder': { exit: 'clean', do: async (s) => rm(s, { recursive: true }) },
};

beforeAll(async () => {
  template = await mkdtemp(path.join(tmpdir(), 'kezhuan-damage-'));
  const rig = new Rig(template);
  const run = await rig.start('first');
  await run.page.evaluate(async () => {
    await window.subject.openWorkspace('work');
  });
  await run.page.evaluate((n) => window.subject.fill(n), RECORDS);
  expect(await run.page.evaluate(() => window.subject.durability())).toBe('strict');
  await run.close();
  await rig.journal?.close();
});
afterAll(() => rm(template, { recursive: true, force: true }));

describe('a damaged store', () => {
  it.each(Object.entries(DAMAGES))('%s: every acknowledged row is back over four restarts', async (name, damage) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kezhuan-damaged-'));
    const { cp } = await import('node:fs/promises');
    await cp(template, folder, { recursive: true });
    const rig = new Rig(folder);
    try {
      await damage.do(rig.store);
      const damaged = (await readdir(rig.store).catch(() => [])).length;
      const expected: Record<string, string> = Object.fromEntries(Array.from({ length: RECORDS }, (_, i) => [`a${i}`, `示例成果${i}`]));
      const reported: unknown[] = [];
      for (let start = 1; start <= 4; start++) {
        const run = await rig.start(start === 1 ? damage.exit : 'clean');
        const report = await run.page.evaluate(() => window.subject.openWorkspace('work'));
        expect(report, `${name}, start ${start}`).toMatchObject({ ok: true });
        if (report.ok) reported.push(...report.notes);
        expect(await run.page.evaluate(() => window.subject.titles()), `${name}, start ${start}`).toEqual(expected);
        expected[`a${start}`] = `改于第${start}次启动`;
        await run.page.evaluate(([id, title]) => window.subject.edit(id!, title!), [`a${start}`, expected[`a${start}`]!]);
        await run.close();
      }
      const restored = reported.some((n) => (n as { kind: string }).kind === 'restored');
      const kept = (await readdir(rig.aside).catch(() => [])).filter((n) => n !== 'at-start');
      if (restored && damaged > 0) expect(kept.length, `${name}: evidence`).toBeGreaterThan(0);
      console.log(`${name}: ${reported.map((n) => JSON.stringify(n).slice(0, 90)).join(' ') || 'nothing had to be mended'}; kept ${kept.length}`);
    } finally {
      await rig.journal?.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
