/** Receipts on their way into the vault: asked for when due, taken in once, and forgotten by nobody but who has them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bridge, VaultFile } from '../../shared/bridge.ts';
import { make, type Edit } from '../../shared/domain/edit.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { contentHash, filingLetter } from '../../shared/registry/letter.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import { collectedOf, outcomeOf, type LetterReply } from '../../shared/registry/reply.ts';
import type { Cursor, WantedReceipt } from '../../renderer/data/schema.ts';
import { nextReceipt, type Fetch } from '../../renderer/sync/receipts.ts';
import { wantedReceipt, withReceipts } from '../../renderer/sync/wanted-receipts.ts';
import { Machine, type Program } from '../data/machine.ts';
import { FakeRegistry } from '../support/fake-registry.ts';
import { sampleContent } from '../support/sample-letter.ts';

const NOW = 1_000_000;
const hash = (n: number): string => String(n).padStart(64, '0');
const wanted = (n: number, more: Partial<WantedReceipt> = {}): WantedReceipt => ({
  filingId: `f${n}`,
  registryId: `R${n}`,
  sha256: hash(n),
  size: 10 + n,
  name: `模拟登记回执 ${n}.pdf`,
  attempts: 0,
  dueAt: 0,
  ...more,
});
const fileOf = (w: WantedReceipt): VaultFile => ({ hash: w.sha256, name: w.name, size: w.size, mime: 'application/pdf' });

describe('what is noted', () => {
  let machine: Machine;
  let program: Program;
  let registry: FakeRegistry;
  let carrier: Carrier;
  let mute: boolean;
  const letter = () => [...registry.letters.values()][0]!.reply;
  const cursors = () => program.store.db().cursors.toArray();

  beforeEach(async () => {
    machine = await Machine.make();
    program = await machine.start('first');
    expect((await program.open.openWorkspace('sample')).ok).toBe(true);
    [registry, mute] = [new FakeRegistry(), true];
    carrier = {
      send: (_r, id, body) => {
        const outcome = outcomeOf('send', id, registry.submit(id, body));
        return Promise.resolve(mute ? { kind: 'unknown', reason: 'cut-short' } : outcome);
      },
      ask: (_r, id) => Promise.resolve(outcomeOf('ask', id, registry.ask(id))),
      collect: (_r, cursor) => Promise.resolve(collectedOf(registry.statuses(cursor))),
    };
    const content = sampleContent(1);
    await program.commit.commit({ intent: 'filing.submit' }, () => ({
      edits: [make('filings', { id: 'filing-1', version: 1, dealId: 'deal-1', form: content.form, state: 'queued', frozenHash: contentHash(content) })],
      letters: [filingLetter('simulated', 'deal-1', content)],
    }));
  });
  afterEach(async () => {
    program.store.db().close();
    await machine.scrap();
  });
  const deliverAt = async (at: number) => {
    const { deliver } = await import('../../renderer/sync/deliver.ts');
    await deliver({ carrier, now: () => at, random: () => 0.5, gate: () => Promise.resolve(() => true), tell: () => {} });
  };
  const receiptThere = () => ({ filingId: 'filing-1', registryId: letter().registryId, ...letter().receipt, attempts: 0, dueAt: 0 });

  it('an answer that names none leaves the places of the registries as they are', async () => {
    mute = false;
    await deliverAt(NOW);
    expect([(await program.store.db().filings.get('filing-1'))?.state, await cursors()]).toEqual(['submitted', []]);
  });

  it('one that the late answer to a question names is wanted of that very registry, before any status was read', async () => {
    await deliverAt(NOW);
    registry.review('accept', 0);
    registry.review('register', 0);
    await deliverAt(NOW + 600_000);
    expect((await program.store.db().filings.get('filing-1'))?.state).toBe('registered');
    expect(await cursors()).toEqual([{ registry: 'simulated', cursor: '', receipts: [receiptThere()] }]);
  });

  it('one that stands in the same page as all that led to it is wanted with the page', async () => {
    await deliverAt(NOW);
    registry.review('accept', 0);
    registry.review('register', 0);
    const { collect } = await import('../../renderer/sync/collect.ts');
    expect(await collect('simulated', { carrier, tell: () => {}, askAbove: 20 })).toBe(true);
    expect(await cursors()).toEqual([{ registry: 'simulated', cursor: '3', receipts: [receiptThere()] }]);
  });
});

describe('what is fetched', () => {
  let machine: Machine;
  let program: Program;
  let receipts: typeof import('../../renderer/sync/receipts.ts');
  let asked: string[];
  let discarded: string[];
  /** by registry id: why it cannot be had */
  let failing: Map<string, 'unreachable' | 'unauthorised' | 'unknown'>;
  const db = () => program.store.db();

  beforeEach(async () => {
    machine = await Machine.make();
    program = await machine.start('first');
    receipts = await import('../../renderer/sync/receipts.ts');
    const bridge = (globalThis as unknown as { bridge: Bridge }).bridge;
    const before = bridge.call.bind(bridge);
    bridge.call = (channel, request) => {
      if (channel !== 'vault.discard') return before(channel, request);
      discarded.push((request as { hash: string }).hash);
      return Promise.resolve({ ok: true, value: null as never });
    };
    expect((await program.open.openWorkspace('sample')).ok).toBe(true);
    [asked, discarded, failing] = [[], [], new Map()];
  });
  afterEach(async () => {
    db().close();
    await machine.scrap();
  });

  const fetch: Fetch = (registry, w) => {
    asked.push(`${registry} ${w.registryId}`);
    const kind = failing.get(w.registryId);
    if (kind === 'unauthorised') return Promise.resolve({ outcome: 'failed', failure: { kind } });
    return Promise.resolve(kind ? { outcome: 'failed', failure: { kind, reason: 'x' } } : { outcome: 'ok', file: fileOf(w) });
  };
  const run = () => receipts.fetchReceipts('simulated', { fetch, now: () => NOW, random: () => 0.5 });
  const write = (edits: Edit[]) => program.commit.commit({ intent: 'filing.submit' }, () => edits);
  const filings = (...ns: number[]) => write(ns.map((n) => make('filings', { id: `f${n}`, version: 1, state: 'registered', dealId: `d${n}` })));
  const waiting = (...these: WantedReceipt[]) => db().cursors.put({ registry: 'simulated', cursor: '7', receipts: these });
  const left = async () => (await db().cursors.get('simulated'))?.receipts;

  it('comes in one Change of the registry: the filing names it, a row says whose it is, and nothing else of the place moves', async () => {
    await filings(1);
    await waiting(wanted(1));
    const before = await db().changes.count();
    await run();
    expect(asked).toEqual(['simulated R1']);
    expect((await db().filings.get('f1'))?.receiptHash).toBe(hash(1));
    expect(await db().attachments.toArray()).toMatchObject([
      {
        ownerTable: 'filings',
        ownerId: 'f1',
        dealId: 'd1',
        kind: 'receipt',
        name: '模拟登记回执 1.pdf',
        hash: hash(1),
        size: 11,
        mime: 'application/pdf',
        addedOn: expect.stringMatching(/^20.*Z$/),
      },
    ]);
    const change = (await db().changes.toArray()).at(-1);
    expect([await db().changes.count(), change]).toMatchObject([
      before + 1,
      { why: { intent: 'filing.receipt', note: '模拟登记回执 1.pdf', origin: 'registry' } },
    ]);
    expect(await db().cursors.get('simulated')).toEqual({ registry: 'simulated', cursor: '7' });
    expect(discarded).toEqual([]);
  });

  it('of a filing without a deal the row names none, and a file its rows have already is not listed twice, unless it was archived', async () => {
    await write([
      make('filings', { id: 'f1', version: 1 }),
      make('filings', { id: 'f2', version: 1, dealId: 'd2' }),
      make('filings', { id: 'f3', version: 1, dealId: 'd3' }),
      make('attachments', { id: 'a1', ownerTable: 'filings', ownerId: 'f1', hash: hash(8) }),
      make('attachments', { id: 'a2', ownerTable: 'filings', ownerId: 'f2', hash: hash(2) }),
      make('attachments', { id: 'a3', ownerTable: 'filings', ownerId: 'f3', hash: hash(3), archived: true }),
    ]);
    await waiting(wanted(1), wanted(2), wanted(3));
    await run();
    const rows = (await db().attachments.toArray()).map((a) => [a.ownerId, a.hash, a.dealId, a.archived ?? false]);
    expect(rows.toSorted()).toEqual(
      [
        ['f1', hash(8), undefined, false],
        ['f1', hash(1), undefined, false],
        ['f2', hash(2), undefined, false],
        ['f3', hash(3), undefined, true],
        ['f3', hash(3), 'd3', false],
      ].toSorted(),
    );
    expect(await Promise.all(['f1', 'f2', 'f3'].map(async (id) => (await db().filings.get(id))?.receiptHash))).toEqual([hash(1), hash(2), hash(3)]);
    expect(await left()).toBeUndefined();
  });

  it('is asked for only when due, and what cannot be had waits longer and holds up no other', async () => {
    await filings(1, 2, 3);
    failing.set('R1', 'unknown');
    await waiting(wanted(1, { attempts: 2 }), wanted(2, { dueAt: NOW + 1 }), wanted(3));
    await run();
    expect(asked).toEqual(['simulated R1', 'simulated R3']);
    // the third failure in a row: 2 s · 2², half of it by this chance
    expect(await db().cursors.get('simulated')).toEqual({
      registry: 'simulated',
      cursor: '7',
      receipts: [wanted(1, { attempts: 3, dueAt: NOW + 4_000, reason: 'x' }), wanted(2, { dueAt: NOW + 1 })],
    });
    expect((await db().filings.get('f3'))?.receiptHash).toBe(hash(3));
  });

  it.each(['unreachable', 'unauthorised'] as const)('where the registry is %s, the others are not tried now, and stay', async (kind) => {
    await filings(1, 2);
    failing.set('R1', kind);
    await waiting(wanted(1), wanted(2));
    await run();
    expect(asked).toEqual(['simulated R1']);
    expect(await left()).toEqual([wanted(1, { attempts: 1, dueAt: NOW + 1_000, reason: kind === 'unauthorised' ? kind : 'x' }), wanted(2)]);
  });

  it('two filings with one file wait each for itself', async () => {
    await filings(1, 2);
    failing.set('R1', 'unknown');
    const other = wanted(2, { sha256: hash(1), dueAt: NOW + 1 });
    await waiting(wanted(1), other);
    await run();
    expect(await left()).toEqual([wanted(1, { attempts: 1, dueAt: NOW + 1_000, reason: 'x' }), other]);
    failing.clear();
    await waiting(wanted(1), other);
    await run();
    expect(await left()).toEqual([other]);
  });

  it('of a filing that is no longer here leaves the vault again and is not asked for a second time', async () => {
    await waiting(wanted(1));
    const before = await db().changes.count();
    await run();
    expect([discarded, await left(), await db().attachments.count(), await db().changes.count()]).toEqual([[hash(1)], undefined, 0, before]);
  });

  it('stays wanted where this computer could not write it down, and the rest is not asked for in vain', async () => {
    await filings(1, 2);
    await waiting(wanted(1), wanted(2));
    program.save.setSaveState({ trouble: { code: 'full', freeBytes: 0 } });
    await run();
    expect([asked, await left(), discarded]).toEqual([['simulated R1'], [wanted(1), wanted(2)], []]);
    program.save.setSaveState({ trouble: null });
    await run();
    expect([await left(), await db().attachments.count()]).toEqual([undefined, 2]);
  });

  it('a newer one that was named while the older was on its way stays wanted, whether the older came or not', async () => {
    await filings(1);
    const newer = wanted(1, { sha256: hash(9) });
    const meanwhile: Fetch = async (registry, w) => {
      await waiting(newer);
      return fetch(registry, w);
    };
    const parts = { fetch: meanwhile, now: () => NOW, random: () => 0.5 };
    await waiting(wanted(1));
    await receipts.fetchReceipts('simulated', parts);
    expect(await left()).toEqual([newer]);
    failing.set('R1', 'unknown');
    await waiting(wanted(1));
    await receipts.fetchReceipts('simulated', parts);
    expect(await left()).toEqual([newer]);
  });

  it('nothing is made of a registry that was removed meanwhile, and nothing is asked of one that owes none', async () => {
    await run();
    await db().cursors.bulkPut([
      { registry: 'another', cursor: '1', receipts: [wanted(1)] },
      { registry: 'simulated', cursor: '7' },
    ]);
    await run();
    expect([asked, (await db().cursors.get('another'))?.receipts]).toEqual([[], [wanted(1)]]);
    await db().cursors.clear();
    await filings(1);
    await waiting(wanted(1));
    failing.set('R1', 'unknown');
    const removed: Fetch = async (registry, w) => {
      await db().cursors.clear();
      return fetch(registry, w);
    };
    await receipts.fetchReceipts('simulated', { fetch: removed, now: () => NOW, random: () => 0.5 });
    expect(await db().cursors.count()).toBe(0);
    // set up anew meanwhile: it owes nothing any more
    const anew: Fetch = async (registry, w) => {
      await db().cursors.put({ registry: 'simulated', cursor: '' });
      return fetch(registry, w);
    };
    await waiting(wanted(1));
    await receipts.fetchReceipts('simulated', { fetch: anew, now: () => NOW, random: () => 0.5 });
    expect(await db().cursors.toArray()).toEqual([{ registry: 'simulated', cursor: '' }]);
    failing.clear();
    await waiting(wanted(1));
    await receipts.fetchReceipts('simulated', { fetch: removed, now: () => NOW, random: () => 0.5 });
    expect([await db().cursors.count(), (await db().filings.get('f1'))?.receiptHash]).toEqual([0, hash(1)]);
  });
});

it('the beat follows the one that is due first, of all registries', () => {
  const at = (registry: string, ...dues: number[]): Cursor => ({ registry, cursor: '', receipts: dues.map((dueAt, n) => wanted(n, { dueAt })) });
  expect(nextReceipt([{ registry: 'none', cursor: '' }])).toBeNull();
  expect(nextReceipt([{ registry: 'none', cursor: '' }, at('a', 30, 20), at('b', 25)])).toBe(20);
});

describe('what is wanted', () => {
  const filing: Filing = { id: 'f1', version: 2, letterId: 'letter', state: 'registered' };
  const receipt = { sha256: hash(1), size: 11, name: '模拟登记回执 1.pdf' };
  const reply = { letter: 'letter', filingId: 'f1', version: 2, registryId: 'R1', receipt, simulated: true } as LetterReply;

  it('is what the answer to this very version names and the filing has not got', () => {
    expect(wantedReceipt(filing, reply, 'class')).toEqual(wanted(1));
    expect(wantedReceipt({ ...filing, version: undefined }, { ...reply, version: 1 }, 'class')).toEqual(wanted(1));
    expect(wantedReceipt({ ...filing, receiptHash: hash(2) }, reply, 'class')).toEqual(wanted(1));
    for (const [of, by] of [
      [{ ...filing, receiptHash: hash(1) }, reply],
      [{ ...filing, letterId: 'other' }, reply],
      [{ ...filing, version: 3 }, reply],
      [filing, { ...reply, receipt: { ...receipt, size: 0 } }],
      [filing, { ...reply, receipt: undefined }],
      ...['', '../x', '.x', 'a/b', 'x'.repeat(101)].map((registryId) => [filing, { ...reply, registryId }] as const),
    ] as const)
      expect(wantedReceipt(of, by, 'class')).toBeNull();
    expect(wantedReceipt(filing, { ...reply, registryId: 'x'.repeat(100) }, 'class')).not.toBeNull();
  });

  it('in the 正式库 is never a simulated one', () => {
    expect(wantedReceipt(filing, reply, 'work')).toBeNull();
    expect(wantedReceipt(filing, { ...reply, simulated: false }, 'work')).toEqual(wanted(1));
    expect(wantedReceipt(filing, { ...reply, simulated: false }, 'class')).toEqual(wanted(1));
  });

  it('one of a filing: the newest, with the tries of the same one kept, and no list without end', () => {
    const here: Cursor = { registry: 'a', cursor: '5' };
    expect(withReceipts(here, [])).toBe(here);
    const tried = wanted(1, { attempts: 3, dueAt: 9 });
    expect(withReceipts({ ...here, receipts: [tried, wanted(2)] }, [wanted(1), wanted(3)])).toEqual({ ...here, receipts: [tried, wanted(2), wanted(3)] });
    expect(withReceipts({ ...here, receipts: [tried] }, [wanted(1, { sha256: hash(9) })]).receipts).toEqual([wanted(1, { sha256: hash(9) })]);
    const many = withReceipts(
      here,
      Array.from({ length: 10_001 }, (_, n) => wanted(n)),
    ).receipts!;
    expect([many.length, many[0]!.filingId, many.at(-1)!.filingId]).toEqual([10_000, 'f1', 'f10000']);
  });
});
