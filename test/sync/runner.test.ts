import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { make } from '../../shared/domain/edit.ts';
import { contentHash, filingLetter } from '../../shared/registry/letter.ts';
import { collectedOf, outcomeOf } from '../../shared/registry/reply.ts';
import type { Bridge, ChannelName, Outcome, RegistryStatus, Request, Workspace } from '../../shared/bridge.ts';
import { isRefusal } from '../../shared/result.ts';
import { Machine, type Program } from '../data/machine.ts';
import { FakeRegistry } from '../support/fake-registry.ts';
import { sampleContent } from '../support/sample-letter.ts';

let machine: Machine;
let program: Program;
let registry: FakeRegistry;
let start: typeof import('../../renderer/sync/start.ts');
let status: typeof import('../../renderer/sync/status.ts');
let registries: typeof import('../../renderer/sync/registries.ts');
let reports: unknown[];
/** what went over the bridge to carrier and registry, in order */
let said: string[];
let fault: Outcome | 'bridge' | null;
let online: boolean;
let server: boolean;
let forbidden: boolean;
/** while set, statuses arrive only when it resolves */
let late: Promise<void> | null;
/** so many receipts come damaged */
let lostReceipts: number;
const listeners = new Map<string, () => void>();
let stop = (): void => {};

/** The main process as far as letters go: the fake registry behind its channels, nothing before it is switched on. */
function answerCarrier(channel: ChannelName, request: never): unknown {
  const q = request as { registry: string; letter: string; body: string; cursor: string; allowed: boolean; url: string; token: string | null };
  said.push([channel, q.registry, q.allowed ?? q.url ?? ''].filter((x) => x !== '').join(' '));
  const off: Outcome = { kind: 'unreachable', reason: 'switched-off' };
  const outcome = fault ?? (online ? null : off);
  switch (channel) {
    case 'carrier.online':
      online = q.allowed;
      return null;
    case 'carrier.configure':
      return null;
    case 'carrier.forbid':
      forbidden = (request as { forbidden: boolean }).forbidden;
      return null;
    case 'carrier.forbidden':
      return forbidden;
    case 'registry.start':
      server = true;
      return { running: true, url: 'http://127.0.0.1:1/', deskUrl: 'x', fell: null };
    case 'registry.stop':
      server = false;
      return null;
    case 'registry.status':
      return { running: server, url: null, deskUrl: null, fell: null };
    case 'carrier.send':
      return outcome ?? outcomeOf('send', q.letter, registry.submit(q.letter, q.body));
    case 'carrier.ask':
      return outcome ?? outcomeOf('ask', q.letter, registry.ask(q.letter));
    case 'carrier.receipt': {
      if (outcome ?? lostReceipts-- > 0) return { outcome: 'failed', failure: outcome ?? { kind: 'unknown', reason: 'receipt-differs' } };
      const { sha256, name, size } = request as Request<'carrier.receipt'>;
      return { outcome: 'ok', file: { hash: sha256, name, size, mime: 'application/pdf' } };
    }
    case 'carrier.collect':
      return outcome ? { outcome: 'failed', failure: outcome } : collectedOf(registry.statuses(q.cursor));
    default:
      return undefined;
  }
}

async function open(workspace: Workspace): Promise<void> {
  program = await machine.start('first');
  const bridge = (globalThis as unknown as { bridge: Bridge }).bridge;
  const before = bridge.call.bind(bridge);
  bridge.call = async (channel, request) => {
    if (!/^(carrier|registry)\./.test(channel)) return before(channel, request);
    if (fault === 'bridge' && /send|ask|collect/.test(channel)) return { ok: false, code: channel === 'carrier.send' ? 'too-large' : 'internal', detail: '' };
    const value = answerCarrier(channel, request as never) as never;
    if (channel === 'carrier.collect' && late) await late;
    return { ok: true, value };
  };
  bridge.on = (event, listener) => {
    listeners.set(event, listener as () => void);
    return () => listeners.delete(event);
  };
  Object.assign(globalThis, {
    addEventListener: (name: string, listener: () => void) => listeners.set(name, listener),
    removeEventListener: (name: string) => listeners.delete(name),
  });
  vi.stubGlobal('navigator', { locks: { request: (_name: string, _options: unknown, work: (lock: object | null) => Promise<void>) => work({}) } });
  [start, status, registries] = await Promise.all([
    import('../../renderer/sync/start.ts'),
    import('../../renderer/sync/status.ts'),
    import('../../renderer/sync/registries.ts'),
  ]);
  const { onReport } = await import('../../renderer/data/report.ts');
  onReport((r) => reports.push(r.error));
  const report = await program.open.openWorkspace(workspace);
  if (!report.ok) throw new Error('cannot open');
}

beforeEach(async () => {
  machine = await Machine.make();
  registry = new FakeRegistry();
  [reports, said, fault, online, server, forbidden, late, lostReceipts] = [[], [], null, false, false, false, null, 0];
});
afterEach(async () => {
  stop();
  stop = () => {};
  program.store.db().close();
  vi.unstubAllGlobals();
  listeners.clear();
  await machine.scrap();
  expect(reports).toEqual([]);
});

async function queue(n: number): Promise<void> {
  const content = sampleContent(n);
  await program.commit.commit({ intent: 'filing.submit' }, () => ({
    edits: [make('filings', { id: `filing-${n}`, version: 1, state: 'queued', frozenHash: contentHash(content) })],
    letters: [filingLetter('simulated', `deal-${n}`, content)],
  }));
}
const counts = async () => status.summary(await status.openCounts(), { simulated: status.contactOf('simulated') ?? { line: 'off', lastContact: null } });
const stateOf = async (n: number) => (await program.store.db().filings.get(`filing-${n}`))?.state;

describe('sync of a workspace', () => {
  it('sends nothing before 联网 is switched on, and everything then; later letters go by themselves', async () => {
    await open('sample');
    await queue(1);
    stop = start.startSync();
    await start.syncNow();
    expect(registry.letters.size).toBe(0);
    expect(await counts()).toMatchObject({ waiting: 1, line: 'off', lastContact: null });
    expect(await start.switchOnline('simulated', true)).toEqual({ ok: true });
    expect(server).toBe(true);
    expect(await stateOf(1)).toBe('submitted');
    await queue(2);
    await expect.poll(() => stateOf(2)).toBe('submitted');
    registry.review('accept', 0);
    await start.syncNow();
    expect(await stateOf(1)).toBe('accepted');
    expect(await counts()).toMatchObject({ waiting: 0, held: [], line: 'online', lastContact: expect.stringMatching(/^20/) });
    await start.switchOnline('simulated', false);
    expect(server).toBe(false);
    expect(status.contactOf('simulated')?.line ?? 'off').toBe('off');
  });

  it('禁止一切联网 stops all, is refused by no other switch, and lifting it connects nothing by itself', async () => {
    await open('sample');
    stop = start.startSync();
    await start.switchOnline('simulated', true);
    await registries.forbidNetwork(true);
    expect([forbidden, online, server]).toEqual([true, false, false]);
    await queue(1);
    await start.syncNow();
    const refused = await start.switchOnline('simulated', true);
    expect(isRefusal(refused) && refused.key).toBe('network.forbidden');
    expect([registry.letters.size, online, await registries.networkForbidden()]).toEqual([0, false, true]);
    await registries.forbidNetwork(false);
    await start.syncNow();
    expect([registry.letters.size, online]).toEqual([0, false]);
    await start.switchOnline('simulated', true);
    expect(await stateOf(1)).toBe('submitted');
  });

  it('goes on as it was left at the next opening, and at once when the network or the machine comes back', async () => {
    await open('sample');
    await registries.setOnline('simulated', true);
    fault = { kind: 'unreachable', reason: 'ECONNREFUSED' };
    await queue(1);
    stop = start.startSync();
    await expect.poll(() => status.contactOf('simulated')?.line).toBe('offline');
    fault = null;
    listeners.get('online')!();
    await expect.poll(() => stateOf(1)).toBe('submitted');
    await queue(2);
    listeners.get('resume')!();
    await expect.poll(() => stateOf(2)).toBe('submitted');
  });

  it('a registry whose process ended is not reached from that moment, is not said to have been asked, and goes on once it is back', async () => {
    await open('sample');
    await queue(1);
    stop = start.startSync();
    expect(await start.askNow()).toEqual({ answered: [], silent: [] });
    await start.switchOnline('simulated', true);
    expect(await start.askNow()).toEqual({ answered: ['模拟登记端'], silent: [] });
    const tell = listeners.get('registry') as unknown as (status: RegistryStatus) => void;
    fault = { kind: 'unreachable', reason: 'ECONNREFUSED' };
    tell({ running: false, url: null, deskUrl: null, fell: 'again' });
    expect(status.contactOf('simulated')?.line).toBe('offline');
    expect(await start.askNow()).toEqual({ answered: [], silent: ['模拟登记端'] });
    await queue(2);
    fault = null;
    tell({ running: true, url: 'http://127.0.0.1:2/', deskUrl: 'x', fell: null });
    await expect.poll(() => stateOf(2)).toBe('submitted');
    expect(status.contactOf('simulated')?.line).toBe('online');
  });

  it('an answer that comes after the workspace was left goes nowhere, and is no fault', async () => {
    await open('sample');
    await registries.setOnline('simulated', true);
    await queue(1);
    let arrive = (): void => {};
    late = new Promise((resolve) => (arrive = resolve));
    stop = start.startSync();
    const round = start.syncNow();
    await expect.poll(() => said).toContain('carrier.collect simulated');
    const left = program.store.db();
    stop();
    expect((await program.open.openWorkspace('class')).ok).toBe(true);
    arrive();
    await round;
    expect(await program.store.db().cursors.count()).toBe(0);
    expect(await program.store.db().changes.count()).toBe(0);
    left.close();
  });

  it('without a valid token keeps all, says so, and goes on when one is entered', async () => {
    await open('sample');
    await registries.setOnline('simulated', true);
    fault = { kind: 'unauthorised' };
    await queue(1);
    stop = start.startSync();
    await expect.poll(() => status.contactOf('simulated')?.line).toBe('unauthorised');
    expect(await counts()).toMatchObject({ waiting: 1, line: 'unauthorised' });
    fault = null;
    await start.enterRegistry({ id: 'simulated', name: '模拟登记端', url: 'http://127.0.0.1:9/', simulated: true, online: true }, 'token');
    expect(said).toContain('carrier.configure simulated http://127.0.0.1:9/');
    expect(await stateOf(1)).toBe('submitted');
  });

  it('a letter that the bridge itself refuses is held and shown until somebody lets it go', async () => {
    await open('sample');
    await registries.setOnline('simulated', true);
    fault = 'bridge';
    await queue(1);
    stop = start.startSync();
    await expect.poll(async () => (await counts()).held.map((h) => h.reason)).toEqual(['bridge-too-large']);
    const [held] = (await counts()).held;
    fault = null;
    expect(await start.letGo(held!.id)).toBe(true);
    expect(await start.letGo(held!.id)).toBe(false);
    expect(await stateOf(1)).toBe('submitted');
  });

  it('the 正式库 does not go online with a simulated registry, whatever was switched on elsewhere', async () => {
    await open('sample');
    await registries.setOnline('simulated', true);
    program.store.db().close();
    await open('work');
    said = [];
    stop = start.startSync();
    await start.syncNow();
    expect(isRefusal(await start.switchOnline('simulated', true))).toBe(true);
    expect(said).toContain('carrier.online simulated false');
    expect(said.some((s) => s.includes('carrier.online simulated true') || /send|ask|collect/.test(s))).toBe(false);
  });

  it('more letters at once than a person wants to send unasked wait until somebody looked; one more later goes by itself', async () => {
    await open('sample');
    const gate = await import('../../renderer/sync/gate.ts');
    await gate.setAskAbove(2);
    await registries.setOnline('simulated', true);
    for (const n of [1, 2, 3]) await queue(n);
    stop = start.startSync();
    await start.syncNow();
    const { openLetters } = await import('../../renderer/sync/outbox.ts');
    const held = gate.heldRegistries(await openLetters(), await program.store.db().cursors.toArray(), await gate.askAbove());
    expect([...held.values()]).toEqual([{ registry: 'simulated', why: 'many', letters: 3 }]);
    expect([registry.letters.size, (await counts()).waiting]).toEqual([0, 3]);
    await start.goOn('simulated');
    expect([registry.letters.size, await stateOf(3)]).toEqual([3, 'submitted']);
    await queue(4);
    await expect.poll(() => stateOf(4)).toBe('submitted');
  });

  it('a receipt comes in once, after the answer that named it, and one that cannot be had holds up no letter', async () => {
    await open('sample');
    await registries.setOnline('simulated', true);
    lostReceipts = 1;
    await queue(1);
    stop = start.startSync();
    await expect.poll(() => stateOf(1)).toBe('submitted');
    registry.review('accept', 0);
    registry.review('register', 0);
    await start.syncNow();
    const { receipts } = (await program.store.db().cursors.get('simulated'))!;
    expect(receipts).toMatchObject([{ filingId: 'filing-1', registryId: 'F1', attempts: 1 }]);
    await queue(2);
    await expect.poll(() => stateOf(2)).toBe('submitted');
    await program.store.db().cursors.update('simulated', { receipts: receipts!.map((r) => ({ ...r, dueAt: 0 })) });
    await start.syncNow();
    const filing = (await program.store.db().filings.get('filing-1'))!;
    expect([filing.state, filing.receiptHash]).toEqual(['registered', receipts![0]!.sha256]);
    await start.syncNow();
    const kept = await program.store.db().attachments.toArray();
    expect(kept.map((a) => [a.ownerTable, a.ownerId, a.kind, a.hash, a.name])).toEqual([
      ['filings', 'filing-1', 'receipt', filing.receiptHash, `模拟登记回执 ${filing.registerNo}.pdf`],
    ]);
    expect(said.filter((s) => s.startsWith('carrier.receipt'))).toHaveLength(2);
    expect((await program.store.db().cursors.get('simulated'))?.receipts).toBeUndefined();
  });

  it('once stopped it leaves the store alone', async () => {
    await open('sample');
    await registries.setOnline('simulated', true);
    start.startSync()();
    await queue(1);
    await start.syncNow();
    expect(registry.letters.size).toBe(0);
  });
});

describe('the beat', () => {
  it('comes again when a letter is due, and otherwise every minute; a failed round is reported and not the last', async () => {
    await open('sample');
    const { createRunner } = await import('../../renderer/sync/runner.ts');
    const waits: number[] = [];
    const failures: unknown[] = [];
    let next = (): void => {};
    let broken = false;
    online = true;
    const { bridgeCarrier, fetchReceipt } = await import('../../renderer/sync/bridge-carrier.ts');
    const runner = createRunner({
      fetchReceipt,
      carrier: { ...bridgeCarrier, send: (...a) => (broken ? Promise.reject(new Error('bug')) : bridgeCarrier.send(...a)) },
      now: () => 1_000_000,
      random: () => 0.5,
      alone: (work) => work(),
      after: (ms, what) => {
        waits.push(ms);
        next = what;
        return () => {};
      },
      failed: (e) => failures.push(e),
    });
    await runner.wake();
    expect(waits).toEqual([60_000]);
    await queue(1);
    fault = { kind: 'unreachable', reason: 'x' };
    await Promise.all([runner.wake(), runner.wake()]);
    expect(waits.at(-1)).toBe(1000);
    fault = null;
    broken = true;
    await runner.resume();
    expect(failures.map(String)).toEqual(['Error: bug']);
    broken = false;
    next();
    await expect.poll(() => stateOf(1)).toBe('submitted');
    // a receipt that could not be had is due before the minute is over
    lostReceipts = 1;
    registry.review('accept', 0);
    registry.review('register', 0);
    await runner.wake();
    expect([lostReceipts, waits.at(-1)]).toEqual([0, 1000]);
    // and where no token is taken it is not asked for
    await program.store
      .db()
      .cursors.toCollection()
      .modify((c) => c.receipts?.forEach((r) => (r.dueAt = 0)));
    fault = { kind: 'unauthorised' };
    said = [];
    await runner.wake();
    expect(said.filter((s) => !s.startsWith('carrier.collect'))).toEqual([]);
    runner.stop();
    await runner.wake();
  });
});

it('who asks while the next beat is being planned is answered after a round, not before', async () => {
  await open('sample');
  online = true;
  const { createRunner } = await import('../../renderer/sync/runner.ts');
  const { bridgeCarrier, fetchReceipt } = await import('../../renderer/sync/bridge-carrier.ts');
  await queue(1);
  const asked: Promise<unknown>[] = [];
  const runner = createRunner({
    carrier: bridgeCarrier,
    fetchReceipt,
    now: () => 1_000_000,
    random: () => 0.5,
    alone: async (work) => {
      await work();
      // the round is over and the plan is about to be made
      if (asked.length === 0)
        asked.push(new Promise((done) => setTimeout(() => done(registry.review('accept', 0) && runner.wake().then(() => stateOf(1))), 0)));
    },
    after: () => () => {},
    failed: (e) => reports.push(e),
  });
  await runner.wake();
  expect(await Promise.all(asked)).toEqual(['accepted']);
  runner.stop();
});
