/**
 * One computer for the data suite: an IndexedDB that outlives a crash, the real journal on a real disk behind the real
 * parsers, and a program that can be started, killed and started again with nothing left in memory.
 */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Dexie } from 'dexie';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { foldersUnder } from '../../electron/files/folders.ts';
import { Journal } from '../../electron/journal/journal.ts';
import { recoverLines } from '../../electron/journal/recover-lines.ts';
import { Snapshots } from '../../electron/journal/snapshots.ts';
import { takeSnapshot } from '../../electron/journal/take-snapshot.ts';
import { BridgeFault } from '../../electron/ipc/fault.ts';
import { CHANNELS, type Bridge, type ChannelName, type JournalHead, type Request, type Workspace } from '../../shared/bridge.ts';

export type Program = {
  commit: typeof import('../../renderer/data/commit.ts');
  undo: typeof import('../../renderer/data/undo.ts');
  bulk: typeof import('../../renderer/data/bulk.ts');
  store: typeof import('../../renderer/data/store.ts');
  open: typeof import('../../renderer/data/open.ts');
  save: typeof import('../../renderer/data/save-state.ts');
  drafts: typeof import('../../renderer/data/drafts.ts');
  seal: typeof import('../../renderer/data/seal.ts');
  feed: typeof import('../../renderer/data/journal-feed.ts');
};

export class Machine {
  readonly folder: string;
  readonly journals = new Map<Workspace, Journal>();
  readonly keys = new Map<string, string>();
  exit: JournalHead['exit'] = 'first';
  /** appends fail with this code while set */
  journalTrouble: 'disk-full' | 'io' | null = null;
  readonly snapshots: Snapshots;
  /** runs before a line is written; one that never ends is a crash at this very point */
  beforeAppend: (() => Promise<void>) | null = null;
  rebuilds = 0;
  /** files of a workspace lie here whose journal is empty */
  emptied = false;
  /** how often evidence of the store was asked for */
  setAsides = 0;
  #database = new IDBFactory();
  #leave = (): void => undefined;

  private constructor(folder: string) {
    this.folder = folder;
    this.snapshots = new Snapshots(foldersUnder(folder), takeSnapshot);
  }

  static async make(): Promise<Machine> {
    return new Machine(await mkdtemp(path.join(tmpdir(), 'kezhuan-data-')));
  }

  async scrap(): Promise<void> {
    this.#leave();
    await this.#closeJournals();
    await rm(this.folder, { recursive: true, force: true });
  }

  loseDatabase(): void {
    this.#database = new IDBFactory();
  }

  journalFolder(workspace: Workspace): string {
    return path.join(this.folder, 'journal', workspace);
  }

  /** Starts the program anew: fresh modules, the same disk. */
  async start(exit: JournalHead['exit'] = 'clean'): Promise<Program> {
    await this.#closeJournals();
    // what still listens would keep the whole program before it in memory
    this.#leave();
    this.exit = exit;
    const bridge: Bridge = { call: ((channel, request) => this.#answer(channel, request)) as Bridge['call'], on: () => () => {} };
    // as a browser gives them: the database of this disk, and the bridge of the preload script
    Object.assign(globalThis, { window: globalThis, bridge });
    this.#plugIn();
    vi.resetModules();
    const [commit, undo, bulk, store, open, save, drafts, seal, feed, { leaveRules }] = await Promise.all([
      import('../../renderer/data/commit.ts'),
      import('../../renderer/data/undo.ts'),
      import('../../renderer/data/bulk.ts'),
      import('../../renderer/data/store.ts'),
      import('../../renderer/data/open.ts'),
      import('../../renderer/data/save-state.ts'),
      import('../../renderer/data/drafts.ts'),
      import('../../renderer/data/seal.ts'),
      import('../../renderer/data/journal-feed.ts'),
      import('../../renderer/data/queries/rule-rows.ts'),
    ]);
    this.#leave = leaveRules;
    return { commit, undo, bulk, store, open, save, drafts, seal, feed };
  }

  #plugIn(): void {
    Object.assign(globalThis, { indexedDB: this.#database, IDBKeyRange });
    Object.assign(Dexie.dependencies, { indexedDB: this.#database, IDBKeyRange });
  }

  async #answer<C extends ChannelName>(channel: C, request: Request<C>): ReturnType<Bridge['call']> {
    const parsed = CHANNELS[channel].request.parse(request) as never;
    try {
      return { ok: true, value: (await this.#do(channel, parsed)) as never };
    } catch (e) {
      if (e instanceof BridgeFault) return { ok: false, code: e.code, detail: e.message };
      throw e;
    }
  }

  async #do(channel: ChannelName, r: never): Promise<unknown> {
    const q = r as {
      workspace: Workspace;
      storeId: string;
      formatVersion: number;
      lines: { seq: number; json: string }[];
      after: number;
      limit: number;
      person: string;
      key: string;
    };
    switch (channel) {
      case 'journal.open': {
        await this.journals.get(q.workspace)?.close();
        const journal = await Journal.open(this.journalFolder(q.workspace), q);
        this.journals.set(q.workspace, journal);
        return { ...(await journal.head()), exit: this.exit, snapshot: null, emptied: this.emptied };
      }
      case 'journal.append':
        if (this.journalTrouble) throw new BridgeFault(this.journalTrouble, 'no space');
        await this.beforeAppend?.();
        return { acked: await this.#journal(q.workspace).append(q.lines) };
      case 'journal.read':
        return this.#journal(q.workspace).read(q.after, q.limit);
      case 'journal.repair':
        return { repaired: await this.#journal(q.workspace).repair(q.lines) };
      case 'journal.recover':
        return recoverLines({ journal: this.#journal(q.workspace), snapshots: this.snapshots, workspace: q.workspace });
      case 'journal.setAside':
        this.setAsides++;
        return { folder: 'evidence' };
      case 'store.rebuild':
        this.rebuilds++;
        this.exit = 'killed';
        await this.#clearDatabases();
        return { folder: 'evidence' };
      case 'keys.read':
        return Object.fromEntries(this.keys);
      case 'keys.put':
        return void this.keys.set(q.person, q.key);
      case 'keys.destroy':
        return void this.keys.delete(q.person);
      default:
        throw new Error(`the data suite does not answer ${channel}`);
    }
  }

  /** As Chromium clears a folder: what a page has open is the same database afterwards, and empty. */
  async #clearDatabases(): Promise<void> {
    for (const { name } of await this.#database.databases()) {
      await new Promise<void>((done, fail) => {
        const asked = this.#database.deleteDatabase(name!);
        asked.onsuccess = () => done();
        asked.onerror = () => fail(asked.error!);
      });
    }
  }

  /** Forgotten first: what a program that is gone still sends finds no journal, and opens none again. */
  async #closeJournals(): Promise<void> {
    const open = [...this.journals.values()];
    this.journals.clear();
    for (const journal of open) await journal.close();
  }

  #journal(workspace: Workspace): Journal {
    const journal = this.journals.get(workspace);
    if (!journal) throw new BridgeFault('not-open', workspace);
    return journal;
  }
}
