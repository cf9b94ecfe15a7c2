/**
 * The law of delivering, whatever carries the letters: each submitted version is taken by the registry exactly once, no
 * letter is lost, every lane keeps its order and drains, a status never moves without a Change, receipts come in once, and
 * collecting again changes nothing. Histories are random: submissions, what follows a registration, reviews, faults,
 * crashes, lost databases, clocks that jump.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { chainFaults } from '../../shared/change/chain.ts';
import { fold, isGone } from '../../shared/change/fold.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { make, set } from '../../shared/domain/edit.ts';
import { followupHash, followupLetter } from '../../shared/registry/followup-letter.ts';
import { contentHash, filingLetter } from '../../shared/registry/letter.ts';
import { refuse } from '../../shared/result.ts';
import { Machine, type Program } from '../data/machine.ts';
import type { Seen, World } from '../support/fake-world.ts';
import { anyFault, FaultPlan, type Fault } from '../support/fault-plan.ts';
import { sampleContent, sampleFollowup } from '../support/sample-letter.ts';

export type Sync = {
  deliver: typeof import('../../renderer/sync/deliver.ts');
  collect: typeof import('../../renderer/sync/collect.ts');
  receipts: typeof import('../../renderer/sync/receipts.ts');
};
type Running = { program: Program; sync: Sync };

export const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('submit' as const), filing: fc.nat(3), lane: fc.nat(2), complete: fc.constantFrom(true, true, true, false) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('follow' as const),
      filing: fc.nat(3),
      kind: fc.constantFrom('change' as const, 'change' as const, 'income' as const, 'cancel' as const, 'dispute' as const),
      complete: fc.constantFrom(true, true, true, false),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('round' as const), faults: fc.array(anyFault, { maxLength: 8 }), later: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('review' as const),
      act: fc.constantFrom('accept' as const, 'accept' as const, 'return' as const, 'register' as const, 'register' as const),
      which: fc.nat(5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), faults: fc.array(anyFault, { maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('clock' as const), by: fc.constantFrom(1_000, 60_000, 400_000, -3_600_000, -40_000_000, 90_000_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), lost: fc.boolean() }) },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const STATE: Record<string, string> = {
  REGISTERED: 'registered',
  RETURNED: 'returned',
  ACCEPTED: 'accepted',
  SUBMITTED: 'submitted',
  CANCELLED: 'cancelled',
  DONE: 'done',
};

export class Office {
  now = Date.parse('2026-03-12T01:00:00Z');
  #random: number;
  readonly #machine: Machine;
  readonly #world: World;
  #running!: Running;
  /** letters as they were written, to see that none is lost and each goes out unchanged */
  readonly written = new Map<string, { subject: string; version: number; lane: string }>();

  private constructor(machine: Machine, world: World, seed: number) {
    this.#machine = machine;
    this.#world = world;
    this.#random = seed;
  }

  static async open(world: World, seed: number): Promise<Office> {
    const office = new Office(await Machine.make(), world, seed);
    world.plan.clock = (byMs) => {
      office.now += byMs;
    };
    office.#machine.beforeAppend = async () => {
      if (!world.plan.journal) return;
      world.plan.journal = false;
      await world.plan.crash();
    };
    await office.#start('first');
    return office;
  }

  async #start(exit: 'first' | 'killed'): Promise<void> {
    const program = await this.#machine.start(exit);
    const [deliver, collect, receipts] = await Promise.all([
      import('../../renderer/sync/deliver.ts'),
      import('../../renderer/sync/collect.ts'),
      import('../../renderer/sync/receipts.ts'),
    ]);
    const report = await program.open.openWorkspace('sample');
    if (!report.ok) throw new Error(`cannot open: ${JSON.stringify(report.trouble)}`);
    this.#running = { program, sync: { deliver, collect, receipts } };
    program.store.db().changes.hook('creating', () => {
      if (!this.#world.plan.applying) return;
      this.#world.plan.applying = false;
      void this.#world.plan.crash();
      throw new Error('crashed while applying');
    });
  }

  #store(): ReturnType<Program['store']['db']> {
    return this.#running.program.store.db();
  }

  /** All memory is thrown away. */
  async #kill(lost: boolean): Promise<void> {
    if (lost) await this.#running.program.save.allSaved();
    this.#store().close();
    this.#world.cut();
    this.#world.plan.load([]);
    this.#calm();
    if (lost) this.#machine.loseDatabase();
    await this.#start('killed');
  }

  #calm(): void {
    this.#world.plan.applying = false;
    this.#world.plan.journal = false;
  }

  async close(): Promise<void> {
    this.#store().close();
    await this.#machine.scrap();
  }

  async play(s: Step): Promise<void> {
    switch (s.do) {
      case 'submit':
        return this.submit(s.filing, s.lane, s.complete);
      case 'follow':
        return this.follow(s.filing, s.kind, s.complete);
      case 'round':
        if (s.later) this.now += 4_000_000;
        return this.round(s.faults);
      case 'review':
        return void (await this.#world.review(s.act, s.which));
      case 'settle':
        await this.#decideAll();
        return this.round(s.faults);
      case 'clock':
        this.now += s.by;
        return;
      case 'restart':
        return this.#kill(s.lost);
    }
  }

  /** Files a new filing, or the next version of one that was returned; otherwise the rule refuses. */
  async submit(n: number, lane: number, complete = true): Promise<void> {
    let version = 1;
    const id = `filing-${n}`;
    const done = await this.#running.program.commit.commit({ intent: 'filing.submit' }, async (read) => {
      const before = await read.get('filings', id);
      if (before && before.state !== 'returned') return refuse('filed');
      version = (before?.version ?? 0) + 1;
      const content = sampleContent(n, { version });
      if (!complete) delete content.form['projectName'];
      const row = {
        id,
        version,
        dealId: `deal-${lane}`,
        form: content.form,
        state: 'queued' as const,
        frozenHash: contentHash(content),
        carrier: 'http' as const,
      };
      return {
        edits: [before ? set('filings', id, { ...row, letterId: undefined, registryRevision: undefined, reasons: undefined }) : make('filings', row)],
        letters: [filingLetter('simulated', `deal-${lane}`, content)],
      };
    });
    if (!('ok' in done)) return;
    await this.#note(done.changeId);
  }

  async #note(changeId: string): Promise<void> {
    const { id, subject, version, lane } = (await this.#store().outbox.toArray()).find((o) => o.changeId === changeId)!;
    this.written.set(id, { subject, version, lane });
  }

  /** What follows a registration: a new one of its kind, or the next version of one that was returned; otherwise the rule refuses. */
  async follow(n: number, kind: 'change' | 'cancel' | 'income' | 'dispute', complete: boolean): Promise<void> {
    const filingId = `filing-${n}`;
    const done = await this.#running.program.commit.commit({ intent: 'filing.submit' }, async (read) => {
      const filing = await read.get('filings', filingId);
      const { registerNo, registryId, dealId } = filing ?? {};
      if (filing?.state !== 'registered' || !registerNo || !registryId || !dealId) return refuse('not registered');
      const all = (await read.by('followups', 'dealId', dealId)).filter((u) => u.filingId === filingId && u.kind === kind);
      const last = all.toSorted((a, b) => a.id.localeCompare(b.id, undefined, { numeric: true })).at(-1);
      if (last && !['returned', 'done'].includes(last.state ?? '')) return refuse('under way');
      const [id, version] = last?.state === 'returned' ? [last.id, (last.version ?? 1) + 1] : [`${filingId}-${kind}-${all.length + 1}`, 1];
      const noted = all.findLast((u) => u.state === 'done')?.values?.['note'] ?? '';
      const note = { before: noted, after: `${id} v${version}` };
      const content = sampleFollowup(`filing.${kind}`, { filingId, followupId: id, version, registerNo, registryId }, note);
      if (!complete) content.proofs = [];
      const row = {
        id,
        version,
        dealId,
        filingId,
        kind,
        state: 'queued' as const,
        values: { note: note.after },
        frozenHash: followupHash(content),
        carrier: 'http' as const,
      };
      const again = set('followups', id, { ...row, letterId: undefined, registryRevision: undefined, reasons: undefined });
      return { edits: [last?.id === id ? again : make('followups', row)], letters: [followupLetter('simulated', dealId, content)] };
    });
    if ('ok' in done) await this.#note(done.changeId);
  }

  /** Delivers and collects once, with these faults on the way; a crash on the way restarts the program. */
  async round(faults: readonly Fault[] = []): Promise<void> {
    const { plan, carrier } = this.#world;
    plan.load(faults);
    const paused = new Set<string>();
    const { sync } = this.#running;
    const work = async (): Promise<'done'> => {
      await sync.deliver.deliver({
        carrier,
        now: () => this.now,
        random: () => this.#chance(),
        tell: (registry, outcome) => {
          if (outcome.kind === 'unauthorised') paused.add(registry);
        },
        gate: () => Promise.resolve((letter) => !paused.has(letter.registry)),
      });
      await sync.collect.collect('simulated', { carrier, tell: () => {}, askAbove: 20 });
      await sync.receipts.fetchReceipts('simulated', { fetch: this.#world.fetchReceipt, now: () => this.now, random: () => this.#chance() });
      return 'done';
    };
    const crash = plan.untilCrash();
    let crashed = false;
    const working = work().catch((e: unknown) => {
      if (crashed || String(e).includes('crashed while applying')) return 'crashed' as const;
      throw e;
    });
    if ((await Promise.race([working, crash])) === 'crashed') {
      crashed = true;
      await this.#kill(false);
    }
    plan.load([]);
    this.#calm();
  }

  /** Deterministic, from the case's own seed. */
  #chance(): number {
    this.#random = (this.#random * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.#random / 2_147_483_648;
  }

  /** Faults have stopped: everything drains, and the registry decides on all it has. */
  async drain(): Promise<void> {
    for (let i = 0; i < 40 && (await this.openLetters()) > 0; i++) {
      this.now += 4_000_000;
      await this.round();
    }
    expect(await this.openLetters(), 'every lane drains').toBe(0);
    await this.#decideAll();
    // receipts that could not be had before are due again
    this.now += 4_000_000;
    await this.round();
  }

  /** The registry takes everything it has to its end. */
  async #decideAll(): Promise<void> {
    for (const act of ['accept', 'register'] as const) while (await this.#world.review(act, 0));
  }

  async openLetters(): Promise<number> {
    return this.#store().outbox.where('state').notEqual('done').count();
  }

  async filings(): Promise<Filing[]> {
    return this.#store().filings.toArray();
  }

  async holdsLaw(): Promise<void> {
    const seen = await this.#world.seen();
    const version = (v: { subject: string; version: number }): string => `${v.subject} v${v.version}`;
    expect(seen.map(version).toSorted(), 'each version taken exactly once').toEqual([...this.written.values()].map(version).toSorted());
    expect(seen.map((s) => s.letter).toSorted(), 'no letter lost, none invented').toEqual([...this.written.keys()].toSorted());
    for (const lane of new Set([...this.written.values()].map((w) => w.lane))) {
      const arrived = seen.filter((s) => this.written.get(s.letter)!.lane === lane).map((s) => s.letter);
      expect(arrived, `lane ${lane} in order`).toEqual([...this.written].filter(([, w]) => w.lane === lane).map(([id]) => id));
    }
    const numbers = seen.flatMap((s) => (s.registerNo ? [s.registerNo] : []));
    expect(new Set(numbers).size, 'one number each').toBe(numbers.length);
    const thereOf = (row: { id: string; version?: number | undefined }): Seen => seen.find((s) => s.subject === row.id && s.version === row.version)!;
    for (const row of await this.filings()) {
      const there = thereOf(row);
      const stands = [row.registryStatus, row.registryRevision, row.registerNo, row.receiptHash];
      expect(stands, `${row.id} stands as the registry says`).toEqual([there.status, there.revision, there.registerNo, there.receipt]);
      expect(row.state).toBe(STATE[there.status]);
      const receipts = await this.#store().attachments.where('ownerId').equals(row.id).toArray();
      expect(receipts.map((a) => a.hash)).toEqual(there.receipt ? [there.receipt] : []);
    }
    for (const row of await this.#store().followups.toArray()) {
      const there = thereOf(row);
      expect([row.registryStatus, row.registryRevision], `${row.id} stands as the registry says`).toEqual([there.status, there.revision]);
      expect(row.state).toBe(STATE[there.status]);
    }
    await this.statusOnlyByChange();
    const before = await this.#store().changes.count();
    await this.round();
    await this.#store().cursors.update('simulated', { cursor: '' });
    await this.round();
    expect(await this.#store().changes.count(), 'collecting again changes nothing').toBe(before);
  }

  /** fold === rows: nothing moved a filing but a Change; and what the registry owns was written by the registry's Changes alone. */
  async statusOnlyByChange(): Promise<void> {
    const changes = await this.#store().changes.orderBy('seq').toArray();
    expect(chainFaults(changes)).toEqual([]);
    const folded = [...(fold(changes).rows.get('filings')?.values() ?? [])].filter((r) => !isGone(r));
    expect(folded.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(await this.#store().records('filings').orderBy('id').toArray());
    for (const change of changes) {
      for (const patch of change.patches) {
        if (patch.op === 'set' && patch.field === 'registerNo') expect(change.why.origin).toBe('registry');
      }
    }
  }
}

export type Played = { met: ReadonlyMap<Fault, number>; letters: number; followups: number; registered: number };

/** Plays a history against a world of its own and checks the law, with faults and then without. */
export async function playCase(makeWorld: (plan: FaultPlan) => World | Promise<World>, steps: readonly Step[], seed: number): Promise<Played> {
  const plan = new FaultPlan();
  const world = await makeWorld(plan);
  const office = await Office.open(world, seed);
  try {
    for (const s of steps) await office.play(s);
    await office.statusOnlyByChange();
    await office.drain();
    await office.holdsLaw();
    const seen = await world.seen();
    const followups = [...office.written.values()].filter((w) => /-(change|cancel|income|dispute)-/.test(w.subject)).length;
    return { met: plan.met, letters: seen.length, followups, registered: seen.filter((s) => s.registerNo).length };
  } finally {
    await office.close();
    await world.close();
  }
}
