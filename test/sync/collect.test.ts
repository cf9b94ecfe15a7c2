/** Statuses by cursor: page and cursor together, and a look before anything is read from the beginning. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { make } from '../../shared/domain/edit.ts';
import { contentHash, filingLetter } from '../../shared/registry/letter.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import { collectedOf, outcomeOf } from '../../shared/registry/reply.ts';
import { followupHash, followupLetter } from '../../shared/registry/followup-letter.ts';
import { Machine, type Program } from '../data/machine.ts';
import { FakeRegistry } from '../support/fake-registry.ts';
import { sampleFollowup } from '../support/sample-followup.ts';
import { sampleContent } from '../support/sample-letter.ts';

let machine: Machine;
let program: Program;
let registry: FakeRegistry;
let deliver: (typeof import('../../renderer/sync/deliver.ts'))['deliver'];
let collect: (typeof import('../../renderer/sync/collect.ts'))['collect'];
beforeEach(async () => {
  machine = await Machine.make();
  program = await machine.start('first');
  ({ deliver } = await import('../../renderer/sync/deliver.ts'));
  ({ collect } = await import('../../renderer/sync/collect.ts'));
  expect((await program.open.openWorkspace('sample')).ok).toBe(true);
  registry = new FakeRegistry();
});
afterEach(async () => {
  program.store.db().close();
  await machine.scrap();
});

const db = () => program.store.db();
const carrier: Carrier = {
  send: (_r, letter, body) => Promise.resolve(outcomeOf('send', letter, registry.submit(letter, body))),
  ask: (_r, letter) => Promise.resolve(outcomeOf('ask', letter, registry.ask(letter))),
  collect: (_r, cursor) => Promise.resolve(collectedOf(registry.statuses(cursor))),
};
async function queue(n: number): Promise<void> {
  const content = sampleContent(n);
  await program.commit.commit({ intent: 'filing.submit' }, () => ({
    edits: [
      make('filings', {
        id: `filing-${n}`,
        version: 1,
        dealId: `deal-${n}`,
        registry: 'simulated',
        form: content.form,
        state: 'queued',
        frozenHash: contentHash(content),
      }),
    ],
    letters: [filingLetter('simulated', `deal-${n}`, content)],
  }));
}
async function follow(n: number): Promise<void> {
  const { registryId, registerNo } = (await db().filings.get(`filing-${n}`))!;
  const content = sampleFollowup('filing.change', n, { id: registryId!, registerNo: registerNo! });
  const { followupId: id, filingId, version } = content;
  await program.commit.commit({ intent: 'followup.submit' }, () => ({
    edits: [
      make('followups', {
        id,
        filingId,
        version,
        kind: 'change',
        dealId: `deal-${n}`,
        state: 'queued',
        registry: 'simulated',
        frozenHash: followupHash(content),
      }),
    ],
    letters: [followupLetter('simulated', `deal-${n}`, content)],
  }));
}
const round = () => deliver({ carrier, now: () => 1_000_000, random: () => 0.5, gate: () => Promise.resolve(() => true), tell: () => {} });

describe('collecting', () => {
  const collectAll = () => collect('simulated', { carrier, tell: () => {}, askAbove: 20 });

  it('keeps answers about filings that are not here, and places them when they come', async () => {
    const content = sampleContent(7);
    registry.submit('7'.repeat(64), JSON.stringify({ ...content, contentHash: contentHash(content) }));
    registry.review('accept', 0);
    expect(await collectAll()).toBe(true);
    expect((await db().cursors.get('simulated'))?.unplaced).toHaveLength(2);
    await program.commit.commit({ intent: 'admitted' }, () => [
      make('filings', { id: 'filing-7', version: 1, state: 'queued', frozenHash: contentHash(content) }),
    ]);
    expect(await collectAll()).toBe(true);
    expect(await db().filings.get('filing-7')).toMatchObject({ state: 'accepted', registryRevision: 2 });
    expect((await db().cursors.get('simulated'))?.unplaced).toBeUndefined();
  });

  it('asks first where the registry does not know the cursor, says what would move and what it lost, and starts over once a person looked', async () => {
    await queue(1);
    await queue(2);
    await round();
    registry.review('accept', 0);
    const known = [...registry.letters.values()];
    await db().filings.update('filing-2', { registry: 'simulated' });
    registry.forget(known[1]!.reply.letter);
    await db().cursors.put({ registry: 'simulated', cursor: 'elsewhere' });
    const asked: string[] = [];
    const forgetful: Carrier = {
      ...carrier,
      collect: async (r, cursor) => {
        asked.push(cursor);
        return cursor === 'elsewhere' ? { outcome: 'failed', failure: { kind: 'unknown', reason: 'registry-bad-cursor' } } : carrier.collect(r, cursor);
      },
    };
    const parts = { carrier: forgetful, tell: () => {}, askAbove: 20 };
    const before = await db().changes.count();
    expect(await collect('simulated', parts)).toBe(false);
    expect((await db().cursors.get('simulated'))?.stop).toEqual({
      why: 'anew',
      moves: [{ id: 'filing-1', from: 'submitted', to: 'accepted' }],
      missing: ['filing-2'],
    });
    expect([await collect('simulated', parts), asked, await db().changes.count()]).toEqual([false, ['elsewhere', ''], before]);
    const { letThrough } = await import('../../renderer/sync/gate.ts');
    await letThrough('simulated');
    expect(await collect('simulated', parts)).toBe(true);
    expect(await db().filings.get('filing-1')).toMatchObject({ state: 'accepted' });
    expect(await db().cursors.get('simulated')).toEqual({ registry: 'simulated', cursor: '2', cleared: -1 });
  });

  it('a place lost with the store is read from the beginning, but not over the heads of more filings than a person wants to be asked about', async () => {
    for (let n = 1; n <= 3; n++) await queue(n);
    await round();
    for (let n = 0; n < 3; n++) registry.review('accept', 0);
    const parts = { carrier, tell: () => {}, askAbove: 2 };
    expect(await collect('simulated', parts)).toBe(false);
    const stop = (await db().cursors.get('simulated'))?.stop;
    expect([stop?.why, stop?.moves.map((m) => m.id).toSorted(), stop?.missing]).toEqual(['moves', ['filing-1', 'filing-2', 'filing-3'], []]);
    expect((await db().filings.toArray()).map((f) => f.state)).toEqual(['submitted', 'submitted', 'submitted']);
    await db().cursors.clear();
    expect(await collect('simulated', { ...parts, askAbove: 3 })).toBe(true);
    expect((await db().filings.toArray()).map((f) => f.state)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('a page that somebody else took in meanwhile is not taken in twice', async () => {
    await queue(1);
    await round();
    registry.review('accept', 0);
    await db().cursors.put({ registry: 'simulated', cursor: '', goOn: true });
    const racing: Carrier = {
      ...carrier,
      collect: async (r, cursor) => {
        const page = await carrier.collect(r, cursor);
        await db().cursors.put({ registry: r, cursor: '99' });
        return page;
      },
    };
    const before = await db().changes.count();
    expect(await collect('simulated', { carrier: racing, tell: () => {}, askAbove: 20 })).toBe(false);
    expect([await db().changes.count(), (await db().cursors.get('simulated'))?.cursor]).toEqual([before, '99']);
  });

  it('says no where the registry cannot be reached, and leaves the cursor', async () => {
    const away: Carrier = { ...carrier, collect: () => Promise.resolve({ outcome: 'failed', failure: { kind: 'unreachable', reason: 'x' } }) };
    expect(await collect('simulated', { carrier: away, tell: () => {}, askAbove: 20 })).toBe(false);
    expect(await db().cursors.count()).toBe(0);
  });

  it('does not follow a cursor that never ends', async () => {
    let pages = 0;
    const endless: Carrier = { ...carrier, collect: () => Promise.resolve({ outcome: 'ok', items: [], cursor: String(++pages), more: true }) };
    expect(await collect('simulated', { carrier: endless, tell: () => {}, askAbove: 20 })).toBe(false);
    expect(pages).toBe(500);
  });

  it('closes a letter whose answer came by the statuses, as where another computer with the same library sent it', async () => {
    await queue(1);
    await queue(2);
    const [first, second] = await db().outbox.orderBy('[state+seq]').toArray();
    registry.submit(first!.id, (await (await import('../../renderer/sync/outbox.ts')).wordsOf(first!))!);
    await db().outbox.update(first!.id, { state: 'held', lastOutcome: 'registry-key-waiting' });
    expect(await collectAll()).toBe(true);
    expect(await db().filings.get('filing-1')).toMatchObject({ state: 'submitted' });
    expect([await db().outbox.get(first!.id), await db().outbox.get(second!.id)]).toMatchObject([
      { state: 'done', lastOutcome: 'accepted' },
      { state: 'waiting' },
    ]);
  });

  it('what a registry put back to an older copy no longer has goes out once more under its own id, but nothing that was decided', async () => {
    for (const n of [1, 2, 3]) await queue(n);
    await round();
    const letters = [...registry.letters.keys()];
    await db().filings.update('filing-3', { state: 'registered' });
    for (const letter of letters.slice(1)) registry.forget(letter);
    const { sendAgain, sendableAgain } = await import('../../renderer/sync/send-again.ts');
    const missing = ['filing-2', 'filing-3'];
    await db().cursors.put({ registry: 'simulated', cursor: 'x', stop: { why: 'anew', moves: [], missing } });
    expect((await sendableAgain('simulated', missing)).map(({ table, id }) => [table, id])).toEqual([['filings', 'filing-2']]);
    await sendAgain('simulated');
    expect(await db().filings.get('filing-2')).toMatchObject({ state: 'queued' });
    await round();
    expect([...registry.letters.keys()].toSorted()).toEqual(letters.slice(0, 2).toSorted());
    expect((await db().filings.toArray()).map((f) => f.state)).toEqual(['submitted', 'submitted', 'registered']);
    expect((await db().outbox.toArray()).map((o) => o.state)).toEqual(['done', 'done', 'done']);
  });

  it('a change that a registry put back to an older copy lost goes out once more, where it still has the registration it speaks of', async () => {
    for (const n of [1, 2]) await queue(n);
    await round();
    for (const act of ['accept', 'register'] as const) for (const n of [0, 0]) registry.review(act, n);
    expect(await collectAll()).toBe(true);
    for (const n of [1, 2]) await follow(n);
    await round();
    const letters = [...registry.letters.keys()];
    const [firstFiling, , firstChange, secondChange] = letters;
    for (const letter of [letters[1]!, firstChange!, secondChange!]) registry.forget(letter);
    const { survey } = await import('../../renderer/sync/survey.ts');
    const found = await survey('simulated', carrier);
    expect('missing' in found && found.missing).toEqual(['filing-2', 'followup-filing.change-1']);
    await db().cursors.put({ registry: 'simulated', cursor: 'x', stop: { why: 'anew', moves: [], missing: 'missing' in found ? found.missing : [] } });
    const { sendAgain, sendableAgain } = await import('../../renderer/sync/send-again.ts');
    expect((await sendableAgain('simulated', [...('missing' in found ? found.missing : [])])).map(({ id }) => id)).toEqual(['followup-filing.change-1']);
    await sendAgain('simulated');
    expect(await db().followups.get('followup-filing.change-1')).toMatchObject({ state: 'queued' });
    await round();
    expect([...registry.letters.keys()]).toEqual([firstFiling, firstChange]);
    expect((await db().followups.toArray()).map((u) => u.state)).toEqual(['submitted', 'submitted']);
    expect(await db().filings.get('filing-1')).toMatchObject({ state: 'registered' });
  });
});
