import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../shared/bridge.ts';
import { make } from '../../shared/domain/edit.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import { contentHash, filingLetter, type FilingContent } from '../../shared/registry/letter.ts';
import { Machine, type Program } from '../data/machine.ts';
import { FakeRegistry } from '../support/fake-registry.ts';
import { outcomeOf, collectedOf } from '../../shared/registry/reply.ts';
import { sampleContent } from '../support/sample-letter.ts';

let machine: Machine;
let program: Program;
let deliver: (typeof import('../../renderer/sync/deliver.ts'))['deliver'];
let outbox: typeof import('../../renderer/sync/outbox.ts');
let registry: FakeRegistry;
let paused: Set<string>;
let now: number;
/** what the wire carried, in order: `send 1`, `ask 1` by number of the filing */
let log: string[];
let answer: (act: 'send' | 'ask', n: number) => Outcome | Promise<Outcome | undefined> | undefined;

beforeEach(async () => {
  machine = await Machine.make();
  program = await machine.start('first');
  ({ deliver } = await import('../../renderer/sync/deliver.ts'));
  outbox = await import('../../renderer/sync/outbox.ts');
  expect((await program.open.openWorkspace('sample')).ok).toBe(true);
  registry = new FakeRegistry();
  [paused, now, log, answer] = [new Set(), 1_000_000, [], () => undefined];
});
afterEach(async () => {
  program.store.db().close();
  await machine.scrap();
});

const db = () => program.store.db();
async function queue(n: number, lane = n, change: (content: FilingContent) => unknown = () => undefined): Promise<string> {
  const content = sampleContent(n);
  change(content);
  const done = await program.commit.commit({ intent: 'filing.submit' }, () => ({
    edits: [make('filings', { id: `filing-${n}`, version: 1, dealId: `deal-${lane}`, form: content.form, state: 'queued', frozenHash: contentHash(content) })],
    letters: [filingLetter('simulated', `deal-${lane}`, content)],
  }));
  if (!('ok' in done)) throw new Error('refused');
  return (await db().outbox.toArray()).find((o) => o.changeId === done.changeId)!.id;
}
const numbers = new Map<string, number>();
async function numberOf(letter: string): Promise<number> {
  const row = (await db().outbox.get(letter))!;
  numbers.set(letter, Number(row.subject.slice('filing-'.length)));
  return numbers.get(letter)!;
}
const carrier: Carrier = {
  async send(_r, letter, body) {
    const n = await numberOf(letter);
    log.push(`send ${n}`);
    expect((await db().outbox.get(letter))!.state, 'sending stands before the network').toBe('sending');
    return (await answer('send', n)) ?? outcomeOf('send', letter, registry.submit(letter, body));
  },
  async ask(_r, letter) {
    const n = await numberOf(letter);
    log.push(`ask ${n}`);
    return (await answer('ask', n)) ?? outcomeOf('ask', letter, registry.ask(letter));
  },
  collect: (_r, cursor) => Promise.resolve(collectedOf(registry.statuses(cursor))),
};
const round = () =>
  deliver({
    carrier,
    now: () => now,
    random: () => 0.5,
    gate: () => Promise.resolve((letter) => !paused.has(letter.registry)),
    tell: (r, o) => {
      if (o.kind === 'unauthorised') paused.add(r);
    },
  });
const states = async () => Object.fromEntries((await db().outbox.toArray()).map((o) => [o.subject.slice('filing-'.length), o.state]));

describe('lanes', () => {
  it('are strictly in order, and a stuck one stops nobody else', async () => {
    for (const [n, lane] of [
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 2],
    ] as const)
      await queue(n, lane);
    answer = (_act, n) => (n === 1 ? { kind: 'unknown', reason: 'x' } : undefined);
    await round();
    expect(log).toEqual(['send 1', 'send 4']);
    expect(await states()).toEqual({ 1: 'unknown', 2: 'waiting', 3: 'waiting', 4: 'done' });
    answer = () => undefined;
    now += 400_000;
    await round();
    expect(log.slice(2)).toEqual(['ask 1', 'send 1', 'send 2', 'send 3']);
  });

  it('at most two are on their way at once', async () => {
    for (let n = 1; n <= 5; n++) await queue(n);
    let inFlight = 0;
    let most = 0;
    answer = async () => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight--;
      return undefined as unknown as Outcome;
    };
    await round();
    expect([most, log.length]).toEqual([2, 5]);
  });
});

describe('what an outcome does to a letter', () => {
  it('waits longer and longer while nobody can be reached, and never gives up', async () => {
    const id = await queue(1);
    answer = () => ({ kind: 'unreachable', reason: 'ECONNREFUSED' });
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      await round();
      const row = (await db().outbox.get(id))!;
      waits.push(row.dueAt - now);
      expect(row.state).toBe('waiting');
      now = row.dueAt;
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 150_000, 150_000, 150_000, 150_000]);
    await round();
    now -= 1;
    log = [];
    await round();
    expect(log).toEqual([]);
  });

  it('is not silenced by a clock that was set back', async () => {
    await queue(1);
    answer = () => ({ kind: 'unreachable', reason: 'x' });
    await round();
    now -= 86_400_000;
    await round();
    expect(log).toEqual(['send 1', 'send 1']);
  });

  it('waits as long as it is asked to', async () => {
    const id = await queue(1);
    answer = () => ({ kind: 'busy', afterMs: 90_000 });
    await round();
    expect(await db().outbox.get(id)).toMatchObject({ state: 'unknown', dueAt: now + 90_000, lastOutcome: 'busy' });
  });

  it('without a valid token everything is kept and nothing more is tried', async () => {
    for (let n = 1; n <= 4; n++) await queue(n);
    answer = () => ({ kind: 'unauthorised' });
    await round();
    await round();
    expect(log.length).toBeLessThanOrEqual(2);
    expect(await states()).toEqual({ 1: 'waiting', 2: 'waiting', 3: 'waiting', 4: 'waiting' });
    paused.clear();
    answer = () => undefined;
    await round();
    expect(Object.values(await states())).toEqual(['done', 'done', 'done', 'done']);
  });

  it('holds what the registry will not take as it is, until a person lets it go on', async () => {
    const id = await queue(1);
    await queue(2, 1);
    answer = () => ({ kind: 'unknown', reason: 'registry-invalid-body', hold: true });
    await round();
    now += 4_000_000;
    await round();
    await outbox.hurry();
    await round();
    expect(log).toEqual(['send 1']);
    expect(await db().outbox.get(id)).toMatchObject({ state: 'held', lastOutcome: 'registry-invalid-body' });
    answer = () => undefined;
    expect(await outbox.release(id)).toBe(true);
    expect(await outbox.release(id)).toBe(false);
    await round();
    expect(log).toEqual(['send 1', 'ask 1', 'send 1', 'send 2']);
  });

  it('what held one letter often held them all: a person lets all go at once', async () => {
    for (const n of [1, 2, 3]) await queue(n);
    answer = () => ({ kind: 'unknown', reason: 'registry-key-waiting', hold: true });
    await round();
    expect(await states()).toEqual({ 1: 'held', 2: 'held', 3: 'held' });
    answer = () => undefined;
    expect([await outbox.releaseAll(), await outbox.releaseAll()]).toEqual([3, 0]);
    await round();
    expect(await states()).toEqual({ 1: 'done', 2: 'done', 3: 'done' });
  });

  it('a letter that moves while the open ones are read is read once', async () => {
    const id = await queue(1);
    await queue(2);
    const row = (await db().outbox.get(id))!;
    const [open] = await Promise.all([outbox.openLetters(), outbox.move(row, { state: 'sending', attempts: 1 })]);
    expect(open.map((o) => o.id).toSorted()).toEqual((await db().outbox.toArray()).map((o) => o.id).toSorted());
  });

  it('the answer of a simulated registry that passed for a real one is not taken in: the letter is held, and can be taken back', async () => {
    db().close();
    expect((await program.open.openWorkspace('work')).ok).toBe(true);
    const id = await queue(1);
    await round();
    expect(await db().outbox.get(id)).toMatchObject({ state: 'held', lastOutcome: 'simulated' });
    expect(await outbox.recall('filing-1')).toMatchObject({ ok: true });
    expect(await db().filings.get('filing-1')).toMatchObject({ state: 'draft' });
  });

  it('a sending answered with absence is asked about, not believed', async () => {
    const id = await queue(1);
    answer = (act) => (act === 'send' ? { kind: 'absent' } : undefined);
    await round();
    expect(await db().outbox.get(id)).toMatchObject({ state: 'unknown' });
  });

  it('refused with reasons: closed, visible, and editable as a new version', async () => {
    const id = await queue(1, 1, (content) => delete content.form['projectName']);
    await round();
    expect(await db().filings.get('filing-1')).toMatchObject({ state: 'returned', reasons: [{ code: 'R03' }] });
    expect(await db().outbox.get(id)).toMatchObject({ state: 'done', lastOutcome: 'refused' });
    const change = (await db().changes.orderBy('seq').last())!;
    expect(change.why).toMatchObject({ intent: 'filing.returned', origin: 'registry' });
  });

  it('an answer that storage does not take leaves the letter open', async () => {
    const id = await queue(1);
    await program.save.allSaved();
    answer = () => {
      program.save.setSaveState({ trouble: { code: 'full', freeBytes: 0 } });
      return undefined;
    };
    await round();
    expect(await db().outbox.get(id)).toMatchObject({ state: 'unknown', lastOutcome: 'storage' });
    program.save.setSaveState({ trouble: null });
    answer = () => undefined;
    now += 400_000;
    await round();
    expect(await states()).toEqual({ 1: 'done' });
  });

  it('a letter taken back by its writer meanwhile is not sent', async () => {
    const id = await queue(1);
    const { openLetters, move } = outbox;
    const [seen] = await openLetters();
    expect((await program.undo.undoLast()) !== undefined).toBe(true);
    expect(await db().outbox.get(id)).toBeUndefined();
    expect(await move(seen!, { state: 'sending' })).toBeNull();
    await round();
    expect(log).toEqual([]);
  });

  it('a bug in one lane is reported after the other has finished', async () => {
    await queue(1);
    await queue(2);
    answer = async (_act, n) => {
      if (n === 1) throw new Error('bug');
      for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
      return undefined as unknown as Outcome;
    };
    await expect(round()).rejects.toThrow('bug');
    expect(await states()).toEqual({ 1: 'sending', 2: 'done' });
    answer = () => undefined;
    await round();
    expect(log.slice(-2)).toEqual(['ask 1', 'send 1']);
  });
});

describe('after a crash', () => {
  it('a letter found sending is asked about before it is sent again', async () => {
    const id = await queue(1);
    registry.submit(id, (await outbox.wordsOf((await db().outbox.get(id))!))!);
    await db().outbox.update(id, { state: 'sending' });
    await round();
    expect(log).toEqual(['ask 1']);
    expect(await states()).toEqual({ 1: 'done' });
  });

  it('a retry is byte for byte the first letter', async () => {
    const id = await queue(1);
    const first = await outbox.wordsOf((await db().outbox.get(id))!);
    expect(first).toContain('"filingId":"filing-1"');
    await program.save.allSaved();
    db().close();
    machine.loseDatabase();
    program = await machine.start('killed');
    await program.open.openWorkspace('sample');
    outbox = await import('../../renderer/sync/outbox.ts');
    const row = (await db().outbox.get(id))!;
    expect([row.state, await outbox.wordsOf(row)]).toEqual(['unknown', first]);
  });

  it('a letter whose words the log no longer gives back is held, and nothing is sent under its name', async () => {
    const id = await queue(1);
    await db()
      .changes.toCollection()
      .modify((c) => {
        if (c.letters[0]) (c.letters[0].body['form'] as Record<string, string>)['projectName'] = '别的';
      });
    await round();
    expect([log, await db().outbox.get(id)]).toMatchObject([[], { state: 'held', lastOutcome: 'words-damaged' }]);
  });
});

describe('taking a filing back', () => {
  const filing = async (n: number) => db().records('filings').get(`filing-${n}`);
  it('waiting, tried in vain or not: it is a draft again, and nothing goes out', async () => {
    await queue(1);
    answer = () => ({ kind: 'unreachable', reason: 'ECONNREFUSED' });
    await round();
    expect(await outbox.recall('filing-1', { projectName: '示例' })).toMatchObject({ ok: true });
    expect(await filing(1)).toMatchObject({ state: 'draft', form: { projectName: '示例' } });
    expect(await db().outbox.count()).toBe(0);
    now += 4_000_000;
    answer = () => undefined;
    await round();
    expect(log).toEqual(['send 1']);
  });
  it('refused once it may be there', async () => {
    await queue(1);
    answer = () => ({ kind: 'unknown', reason: 'x' });
    await round();
    expect(await outbox.recall('filing-1', {})).toMatchObject({ refused: true, key: 'filing.sent' });
    expect(await states()).toEqual({ 1: 'unknown' });
  });
  /** A round whose one attempt ends as `end` tells, and only once that is called. */
  async function attempt(): Promise<{ end(outcome?: Outcome): Promise<void> }> {
    let end!: (outcome: Outcome | undefined) => void;
    const line = new Promise<Outcome | undefined>((resolve) => (end = resolve));
    let trying!: Promise<void>;
    await new Promise<void>((begun) => {
      answer = () => {
        begun();
        return line;
      };
      trying = round();
    });
    return {
      async end(outcome) {
        end(outcome);
        await trying;
      },
    };
  }
  it('asked for while an attempt is under way: waits for its end, and takes back what met no line', async () => {
    await queue(1);
    const { end } = await attempt();
    const taken = outbox.recall('filing-1', { projectName: '示例' });
    await Promise.race([taken, queue(2)]);
    await end({ kind: 'unreachable', reason: 'off' });
    expect(await taken).toMatchObject({ ok: true });
    expect([await filing(1), await states()]).toMatchObject([{ state: 'draft' }, { 2: 'waiting' }]);
  });
  it('asked for while an attempt is under way that is then answered: refused', async () => {
    await queue(1);
    const { end } = await attempt();
    const taken = outbox.recall('filing-1', {});
    await end();
    expect(await taken).toMatchObject({ refused: true, key: 'filing.sent' });
    expect(await states()).toEqual({ 1: 'done' });
  });
  it('cannot be undone into the queue without its letter', async () => {
    await queue(1);
    const done = await outbox.recall('filing-1', {});
    expect(await program.undo.undoChange('changeId' in done ? done.changeId : '')).toMatchObject({ refused: true, key: 'undo.letterGone' });
  });
  it('stays taken back when the store is lost and read from the journal again', async () => {
    await queue(1);
    await outbox.recall('filing-1', {});
    await queue(2);
    await program.save.allSaved();
    program.store.db().close();
    machine.loseDatabase();
    program = await machine.start('killed');
    ({ deliver } = await import('../../renderer/sync/deliver.ts'));
    outbox = await import('../../renderer/sync/outbox.ts');
    await program.open.openWorkspace('sample');
    expect(await states()).toEqual({ 2: 'unknown' });
    await round();
    expect(log).toEqual(['ask 2', 'send 2']);
  });
});
