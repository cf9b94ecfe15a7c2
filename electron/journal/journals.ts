import type { Workspace } from '../../shared/bridge.ts';
import { FORMAT_VERSION } from '../../shared/change/change.ts';
import type { Folders } from '../files/folders.ts';
import { oneAtATime } from '../files/one-at-a-time.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { Journal, type JournalWish } from './journal.ts';

/** The journals of this run, at most one per workspace: there is never a second writer. */
export class Journals {
  readonly #folders: Folders;
  readonly #open = new Map<Workspace, Journal>();
  readonly #alone = oneAtATime();

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  /** Opens anew each time it is asked (a page that was loaded again asks again): what lies on disk is read, not remembered. */
  async open(workspace: Workspace, wish: JournalWish): Promise<Journal> {
    return this.#alone(async () => {
      await this.#close(workspace);
      const journal = await Journal.open(this.#folders.journal(workspace), wish);
      this.#open.set(workspace, journal);
      return journal;
    });
  }

  of(workspace: Workspace): Journal {
    const journal = this.#open.get(workspace);
    if (journal === undefined) throw new BridgeFault('not-open', workspace);
    return journal;
  }

  /** The open journal, or the one on disk opened as it is: for a backup when the page never came so far. */
  async present(workspace: Workspace): Promise<Journal> {
    return this.#open.get(workspace) ?? this.open(workspace, { storeId: '', formatVersion: FORMAT_VERSION });
  }

  all(): [Workspace, Journal][] {
    return [...this.#open];
  }

  /** Closes a workspace's journal, lets `task` replace its files, and leaves it closed: the page opens it again. */
  async replace<T>(workspace: Workspace, task: () => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      await this.#close(workspace);
      return task();
    });
  }

  async closeAll(): Promise<void> {
    await this.#alone(async () => {
      for (const workspace of [...this.#open.keys()]) await this.#close(workspace);
    });
  }

  async #close(workspace: Workspace): Promise<void> {
    const journal = this.#open.get(workspace);
    this.#open.delete(workspace);
    await journal?.close();
  }
}
