/**
 * The law of delivering, whatever carries the letters: each submitted version is taken by the registry exactly once, no
 * letter is lost, every lane drains, a status never moves without a Change, and collecting again changes nothing. Histories
 * are random: submissions, reviews, faults, crashes, lost databases, clocks that jump.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { chainFaults } from '../../shared/change/chain.ts';
import { fold, isGone } from '../../shared/change/fold.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { make, set } from '../../shared/domain/edit.ts';
import { contentHash, filingLetter } from '../../shared/registry/letter.ts';
import { refuse } from '../../shared/result.ts';
import { Machine, type Program } from '../data/machine.ts';
import type { World } from '../support/fake-registry.ts';
import { anyFault, FaultPlan, type Fault } from '../support/fault-plan.ts';
import { sampleContent } from '../support/sample-letter.ts';

export type Sync = {
  deliver: typeof import('../../renderer/sync/deliver.ts');
  collect: typeof import('../../renderer/sync/collect.ts');
  outbox: typeof import('../../renderer/sync/outbox.ts');
};
type Running = { program: Program; sync: Sync };

export const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('submit' as const), filing: fc.nat(3), lane: fc.nat(2), complete: fc.constantFrom(true, true, true, false) }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('round' as const), faults: fc.array(anyFault, { maxLength: 8 }), later: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('review' as const),
      act: fc.constantFrom('accept' as const, 'return' as const, 'register' as const),
      which: fc.nat(5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('clock' as const), by: fc.constantFrom(1_000, 60_000, 400_000, -3_600_000, -40_000_000, 90_000_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), lost: fc.boolean() }) },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

export class Office {
  now = Date.parse('2026-03-12T01:00:00Z');
  #random: number;
  readonly #machine: Machine;
  readonly #world: World;
  #running!: Running;
  /** letters as they were written, to see that none is lost and each goes out unchanged */
  readonly written = new Map<string, { filingId: string; version: number }>();

  private constructor(machine: Machine, world: World, seed: number) {
    this.#machine = machine;
    this.#world = world;
    this.#random = seed;
  }

  static async open(world: World, seed: number): Promise<Office> {
    const office = new Office(await Machine.make(), world, seed);
    await office.#start('first');
    return office;
  }

  async #start(exit: 'first' | 'killed'): Promise<void> {
    const program = await this.#machine.start(exit);
    const [deliver, collect, outbox] = await Promise.all([
      import('../../renderer/sync/deliver.ts'),
      import('../../renderer/sync/collect.ts'),
      import('../../renderer/sync/outbox.ts'),
    ]);
    const report = await program.open.openWorkspace('sample');
    if (!report.ok) throw new Error(`cannot open: ${JSON.stringify(report.trouble)}`);
    this.#running = { program, sync: { deliver, collect, outbox } };
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
    this.#world.plan.applying = false;
    if (lost) this.#machine.loseDatabase();
    await this.#start('killed');
  }

  async close(): Promise<void> {
    this.#store().close();
    await this.#machine.scrap();
  }

  async play(s: Step): Promise<void> {
    switch (s.do) {
      case 'submit':
        return this.submit(s.filing, s.lane, s.complete);
      case 'round':
        if (s.later) this.now += 4_000_000;
        return this.round(s.faults);
      case 'review':
        return void (await this.#world.review(s.act, s.which));
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
    const letter = (await this.#store().outbox.toArray()).find((o) => o.changeId === done.changeId)!;
    this.written.set(letter.id, { filingId: id, version });
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
        mayGo: (letter) => !paused.has(letter.registry),
      });
      await sync.collect.collect('simulated', { carrier, tell: () => {} });
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
    plan.applying = false;
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
    for (const act of ['accept', 'register'] as const) while (await this.#world.review(act, 0));
    await this.round();
  }

  async openLetters(): Promise<number> {
    return this.#store().outbox.where('state').notEqual('done').count();
  }

  async filings(): Promise<Filing[]> {
    return this.#store().filings.toArray();
  }

  async holdsLaw(): Promise<void> {
    const seen = await this.#world.seen();
    const version = (v: { filingId: string; version: number }): string => `${v.filingId} v${v.version}`;
    expect(seen.map(version).toSorted(), 'each version taken exactly once').toEqual([...this.written.values()].map(version).toSorted());
    expect(seen.map((s) => s.letter).toSorted(), 'no letter lost, none invented').toEqual([...this.written.keys()].toSorted());
    const numbers = seen.flatMap((s) => (s.registerNo ? [s.registerNo] : []));
    expect(new Set(numbers).size, 'one number each').toBe(numbers.length);
    for (const row of await this.filings()) {
      const there = seen.filter((s) => s.filingId === row.id && s.version === row.version);
      expect([row.registryStatus, row.registryRevision, row.registerNo], `${row.id} stands as the registry says`).toEqual([
        there[0]!.status,
        there[0]!.revision,
        there[0]!.registerNo,
      ]);
      expect(row.state).toBe(
        ({ REGISTERED: 'registered', RETURNED: 'returned', ACCEPTED: 'accepted', SUBMITTED: 'submitted' } as Record<string, string>)[there[0]!.status],
      );
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

/** Plays a history against a world of its own and checks the law, with faults and then without. */
export async function playCase(makeWorld: (plan: FaultPlan) => World | Promise<World>, steps: readonly Step[], seed: number): Promise<FaultPlan> {
  const plan = new FaultPlan();
  const world = await makeWorld(plan);
  const office = await Office.open(world, seed);
  try {
    for (const s of steps) await office.play(s);
    await office.statusOnlyByChange();
    await office.drain();
    await office.holdsLaw();
  } finally {
    await office.close();
    await world.close();
  }
  return plan;
}
