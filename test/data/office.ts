/**
 * The desk of the 示例库: the program freshly started, R-017 filled in through the product's own door, files in the real
 * vault. What only the system can answer (dialogs, the clipboard, free space) is answered by `system`.
 */
import path from 'node:path';
import { asFault, BridgeFault } from '../../electron/ipc/fault.ts';
import { Vault } from '../../electron/vault/vault.ts';
import { CHANNELS, type Bridge, type BridgeEvents, type ChannelName, type EventName, type Workspace } from '../../shared/bridge.ts';
import type { Edit } from '../../shared/domain/edit.ts';
import { Machine, type Program } from './machine.ts';

/** What was asked beyond the journal and the keys, in order: the channel and the name or handle it was about. */
export type Asked = { channel: ChannelName; about: string };

export class Office {
  readonly asked: Asked[] = [];
  /** answers of the system; a BridgeFault thrown here reaches the page as its code */
  readonly system = new Map<ChannelName, (request: Record<string, unknown>) => unknown>();
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  readonly machine: Machine;
  readonly vault: Vault;
  program!: Program;

  private constructor(machine: Machine) {
    this.machine = machine;
    this.vault = new Vault(path.join(machine.folder, 'vault'));
  }

  /** A new computer; the store of `workspace` open and, where it is the 示例库, filled. */
  static async open(workspace: Workspace = 'sample'): Promise<Office> {
    const office = new Office(await Machine.make());
    await office.start(workspace);
    if (workspace === 'sample') await (await import('../../renderer/data/sample-library.ts')).fillSampleLibrary();
    return office;
  }

  /** The program starts (anew); modules that were imported before belong to the run before. */
  async start(workspace: Workspace): Promise<void> {
    this.program = await this.machine.start(this.program ? 'clean' : 'first');
    const below = window.bridge;
    const call = (async (channel: ChannelName, request: Record<string, unknown>) => {
      if (!/^(vault|file|clipboard|disk|workspace)\./.test(channel)) return below.call(channel, request as never);
      const about = request['name'] ?? request['handle'] ?? request['workspace'] ?? '';
      this.asked.push({ channel, about: typeof about === 'string' ? about : '' });
      try {
        return { ok: true, value: await this.#answer(channel, CHANNELS[channel].request.parse(request) as Record<string, unknown>) };
      } catch (error) {
        const { code, detail } = asFault(error);
        return { ok: false, code, detail };
      }
    }) as unknown as Bridge['call'];
    const on = (<E extends EventName>(event: E, listener: (payload: BridgeEvents[E]) => void) => {
      const all = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, all.add(listener as (payload: never) => void));
      return () => all.delete(listener as (payload: never) => void);
    }) as Bridge['on'];
    Object.assign(window, { bridge: { call, on } });
    const report = await this.program.open.openWorkspace(workspace);
    if (!report.ok) throw new Error(JSON.stringify(report.trouble));
  }

  tell<E extends EventName>(event: E, payload: BridgeEvents[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload as never);
  }

  listening(event: EventName): number {
    return this.#listeners.get(event)?.size ?? 0;
  }

  /** Commits plain edits; a refusal or a fault fails the test. */
  async put(...edits: Edit[]): Promise<void> {
    const done = await this.program.commit.commit({ intent: 'test.put' }, () => edits);
    if ('refused' in done) throw new Error(done.key);
  }

  async close(): Promise<void> {
    if (this.program.store.openedWorkspace()) this.program.store.db().close();
    await this.machine.scrap();
  }

  async #answer(channel: ChannelName, q: Record<string, unknown>): Promise<unknown> {
    const own = this.system.get(channel);
    if (own) return own(q);
    const text = (key: string): string => q[key] as string;
    const count = (key: string): number => q[key] as number;
    switch (channel) {
      case 'vault.begin':
        return { upload: await this.vault.begin(text('name'), count('size')) };
      case 'vault.part':
        return { received: await this.vault.part(text('upload'), q['bytes'] as Uint8Array) };
      case 'vault.finish':
        return this.vault.finish(text('upload'));
      case 'vault.discard':
        return this.vault.discard(text('hash')).then(() => null);
      case 'vault.read':
        return this.vault.read(text('hash'), count('offset'), count('length'));
      case 'disk.free':
        return { freeBytes: 1e12, level: 'ok' };
      default:
        throw new BridgeFault('unsupported', channel);
    }
  }
}
