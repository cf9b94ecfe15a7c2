/** The registries a computer knows, and the line to each. */
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge, Workspace } from '../../shared/bridge.ts';
import { make } from '../../shared/domain/edit.ts';
import { Machine, type Program } from '../data/machine.ts';

let machine: Machine;
let program: Program;
let status: typeof import('../../renderer/sync/status.ts');
let registries: typeof import('../../renderer/sync/registries.ts');
let removal: typeof import('../../renderer/sync/remove-registry.ts');
/** what went over the bridge to carrier and registry, in order */
let said: string[];

async function open(workspace: Workspace): Promise<void> {
  program = await machine.start('first');
  const bridge = (globalThis as unknown as { bridge: Bridge }).bridge;
  const before = bridge.call.bind(bridge);
  bridge.call = async (channel, request) => {
    if (channel === 'app.log') return { ok: true, value: null as never };
    if (!/^(carrier|registry)\./.test(channel)) return before(channel, request);
    said.push(channel);
    if (channel === 'carrier.configure' && !(request as { url: string }).url.startsWith('https://'))
      return { ok: false, code: 'unsupported', detail: 'address' };
    if (channel === 'carrier.configure' && (request as { url: string }).url === 'https://broken/') return { ok: false, code: 'internal', detail: '' };
    return { ok: true, value: (channel === 'registry.status' ? { running: false, url: null, deskUrl: null, fell: null } : null) as never };
  };
  [status, registries, removal] = await Promise.all([
    import('../../renderer/sync/status.ts'),
    import('../../renderer/sync/registries.ts'),
    import('../../renderer/sync/remove-registry.ts'),
  ]);
  expect((await program.open.openWorkspace(workspace)).ok).toBe(true);
}

beforeEach(async () => {
  machine = await Machine.make();
  said = [];
});
afterEach(async () => {
  program.store.db().close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await machine.scrap();
});

describe('registries of this computer', () => {
  it('are kept, with the own simulated one always there', async () => {
    await open('class');
    expect((await registries.knownToThisComputer()).map((r) => r.id)).toEqual(['simulated']);
    await registries.saveRegistry({ id: 'class-1', name: '教室', url: 'https://10.0.0.2/', simulated: true, online: false }, 't');
    expect((await registries.knownToThisComputer()).map((r) => r.id)).toEqual(['simulated', 'class-1']);
    await registries.connectAll();
    expect(said.filter((s) => s.startsWith('carrier.configure'))).toHaveLength(2);
    const far = (await registries.knownToThisComputer())[1]!;
    expect(await registries.saveRegistry({ ...far, id: 'r1', url: 'http://192.168.1.1' }, null)).toMatchObject({ key: 'registry.plainAddress', field: 'url' });
    expect(await registries.saveRegistry({ ...far, url: 'ftp://x' }, null)).toMatchObject({ key: 'registry.address' });
    expect((await registries.knownToThisComputer()).slice(1)).toEqual([far]);
    const { writePref } = await import('../../renderer/data/prefs.ts');
    await writePref('registries', '{broken');
    expect(await registries.knownToThisComputer()).toEqual([registries.OWN_SIMULATED]);
  });

  it('are connected one by one: an address that cannot be used keeps no other from its line, and is told of until a better one is entered', async () => {
    await open('class');
    const { writePref } = await import('../../renderer/data/prefs.ts');
    const far = (id: string, url: string) => ({ id, name: id, url, simulated: true, online: true });
    await writePref('registries', JSON.stringify([registries.OWN_SIMULATED, far('bad', 'ftp://x'), far('good', 'https://10.0.0.2/')]));
    said = [];
    await registries.connectAll();
    expect(said.filter((s) => s === 'carrier.online')).toHaveLength(2);
    expect(status.contactOf('bad')).toEqual({ line: 'address', lastContact: null });
    status.noteOutcome('bad', { kind: 'unreachable', reason: 'not-configured' }, '2026-01-01T00:00:00Z');
    expect([status.contactOf('bad')?.line, status.contactOf('good')]).toEqual(['address', undefined]);
    expect(status.summary({ waiting: 0, held: [] }, { bad: status.contactOf('bad')! }).line).toBe('off');
    await registries.saveRegistry(far('bad', 'https://10.0.0.3/'), null);
    expect(status.contactOf('bad')).toBeUndefined();
  });

  it('are all connected where one fails for another reason, which is still said', async () => {
    await open('class');
    const { writePref } = await import('../../renderer/data/prefs.ts');
    const far = (id: string) => ({ id, name: id, url: `https://${id}/`, simulated: true, online: true });
    await writePref('registries', JSON.stringify([registries.OWN_SIMULATED, far('broken'), far('good')]));
    said = [];
    await expect(registries.connectAll()).rejects.toThrow('carrier.configure');
    expect(said.filter((s) => s === 'carrier.online')).toHaveLength(2);
  });

  const far = { id: 'r1', name: '示例登记端', url: 'https://10.0.0.2/', simulated: true, online: true };
  const room = { ...far, name: '示例班', room: true as const };
  const letter = (state: 'waiting' | 'unknown' | 'done') =>
    program.store
      .db()
      .outbox.put({
        ...{ id: state, changeId: 'c', seq: 1, lane: 'd', registry: 'r1', kind: 'filing.submit', subject: 'f', version: 1, bodyHash: '', size: 1 },
        ...{ state, attempts: 0, dueAt: 0 },
      });
  const filing = (id: string, more: object) =>
    program.commit.commit({ intent: 'filing.submit' }, () => [make('filings', { id, version: 1, registry: 'r1', ...more })]);
  /** Another library, as a person would switch to it. */
  const leaveFor = async (workspace: Workspace): Promise<void> => {
    program.store.db().close();
    await open(workspace);
  };

  it('are removed only where no letter waits or is unknown in any library; what would not come any more is told first', async () => {
    await open('sample');
    await registries.saveRegistry(far, 't');
    await letter('unknown');
    await leaveFor('work');
    expect(await removal.removalOf(far)).toMatchObject({ key: 'registry.inUse', params: { count: 1, library: 'sample' } });
    expect(await removal.removeRegistry(far)).toMatchObject({ key: 'registry.inUse' });
    expect((await registries.knownToThisComputer()).map((r) => r.id)).toEqual(['simulated', 'r1']);
    await leaveFor('sample');
    await program.store.db().outbox.clear();
    await letter('done');
    await filing('a', { state: 'submitted' });
    await filing('b', { state: 'registered' });
    await filing('c', { state: 'registered', receiptHash: 'a'.repeat(64) });
    await filing('e', { state: 'submitted', registry: 'r2' });
    await program.commit.commit({ intent: 'followup.submit' }, () => [
      make('followups', { id: 'u', kind: 'change', version: 1, state: 'accepted', registry: 'r1' }),
    ]);
    await leaveFor('work');
    expect(await removal.removalOf(far)).toEqual({ lost: [{ library: 'sample', letters: 0, underWay: 2, receipts: 1 }], unread: [] });
    said = [];
    expect(await removal.removeRegistry(far)).toEqual({ ok: true });
    expect((await registries.knownToThisComputer()).map((r) => r.id)).toEqual(['simulated']);
    expect(said).toEqual(['carrier.online', 'carrier.configure']);
  });

  it('keep their name: after a removal it is the same address’s again and never another’s', async () => {
    await open('class');
    await registries.saveRegistry(far, 't');
    expect(await removal.removeRegistry(far)).toEqual({ ok: true });
    expect([await registries.nameFor('https://10.0.0.9/'), await registries.nameFor('https://10.0.0.2')]).toEqual(['r2', 'r1']);
    await registries.saveRegistry(far, 't');
    expect(await registries.nameFor('https://10.0.0.2/')).toBe('r2');
    expect(await registries.setOnline('r7', true)).toMatchObject({ key: 'registry.gone' });
  });

  it('of a class are left in the 实训库 only, where their token can be forgotten', async () => {
    await open('class');
    await registries.saveRegistry(room, 't');
    for (const workspace of ['work', 'sample'] as const) {
      await leaveFor(workspace);
      expect(await removal.removalOf(room)).toMatchObject({ key: 'registry.removedInClass' });
      expect(await removal.removeRegistry(room)).toMatchObject({ key: 'registry.removedInClass' });
    }
    await leaveFor('class');
    said = [];
    expect(await removal.removeRegistry(room)).toEqual({ ok: true });
    expect(said).toContain('carrier.configure');
  });

  it('say which library could not be read', async () => {
    await open('class');
    await registries.saveRegistry(far, 't');
    // as Chromium answers for a store whose files are damaged
    const { indexedDB: disk } = Dexie.dependencies;
    const opened = disk.open.bind(disk);
    vi.spyOn(disk, 'open').mockImplementation((name, version) => {
      if (name === 'kezhuan-sample') throw new DOMException('Internal error', 'UnknownError');
      return opened(name, version);
    });
    expect(await removal.removalOf(far)).toEqual({ lost: [], unread: ['sample'] });
  });
});

it('the best line is shown, and a doubtful answer is no contact', async () => {
  await open('sample');
  status.noteOutcome('a', { kind: 'unknown', reason: 'server-500' }, '2026-01-01T00:00:00Z');
  expect(status.contactOf('a')).toEqual({ line: 'offline', lastContact: null });
  status.noteOutcome('a', { kind: 'busy', afterMs: 1 }, '2026-01-02T00:00:00Z');
  status.noteOutcome('a', { kind: 'unknown', reason: 'cut-short' }, '2026-01-03T00:00:00Z');
  // a hotel's page answers where it had answered: whoever is there now is not the registry
  expect(status.contactOf('a')).toEqual({ line: 'offline', lastContact: '2026-01-02T00:00:00Z' });
  status.noteOutcome('a', { kind: 'unknown', reason: 'registry-bad-cursor' }, '2026-01-03T00:00:00Z');
  expect(status.contactOf('a')).toEqual({ line: 'online', lastContact: '2026-01-03T00:00:00Z' });
  status.noteOutcome('b', { kind: 'unreachable', reason: 'not-configured' }, '2026-01-04T00:00:00Z');
  const none = { waiting: 0, held: [] };
  expect(status.summary(none, { a: status.contactOf('a')!, b: status.contactOf('b')! })).toMatchObject({ line: 'online', lastContact: '2026-01-03T00:00:00Z' });
  expect(status.summary(none, {})).toMatchObject({ line: 'off', lastContact: null });
  status.forgetContacts();
  expect(status.contactOf('a')).toBeUndefined();
});

it('another seat of a class, as after it was begun anew, never gets the letters of the one before; the same seat gets its own', async () => {
  await open('class');
  const bridge = (globalThis as unknown as { bridge: Bridge }).bridge;
  const before = bridge.call.bind(bridge);
  let seat = 'A';
  const url = 'https://10.0.0.2/';
  bridge.call = async (channel, request) =>
    channel === 'registry.join'
      ? { ok: true, value: { joined: true, office: { id: seat, name: `示例班·${seat}` }, notice: '' } as never }
      : before(channel, request);
  const join = (at = url) => registries.joinRegistry({ url: at, code: '1', name: '' });
  const rooms = async () => (await registries.knownToThisComputer()).filter((r) => r.room).map((r) => [r.id, r.office]);
  await join();
  // it has just answered
  expect(status.contactOf('r1')?.line).toBe('online');
  seat = 'B';
  await join();
  expect(await rooms()).toEqual([
    ['r1', 'A'],
    ['r2', 'B'],
  ]);
  seat = 'A';
  await join('https://10.0.0.3/');
  expect((await rooms()).toSorted()).toEqual([
    ['r1', 'A'],
    ['r2', 'B'],
  ]);
  await registries.forgetRegistry((await registries.knownToThisComputer()).find((r) => r.id === 'r1')!);
  seat = 'C';
  await join();
  expect((await rooms()).at(-1)).toEqual(['r3', 'C']);
  seat = 'A';
  await join();
  expect((await rooms()).at(-1)).toEqual(['r1', 'A']);
});
