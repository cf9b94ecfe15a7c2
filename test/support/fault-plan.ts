/** What goes wrong with one exchange; a plan is a list of them, used up one per request, and then nothing goes wrong. */
import fc from 'fast-check';

export const FAULTS = [
  'none',
  'refused',
  'dropBefore',
  'dropAfter',
  'duplicate',
  // given up here, and delivered all the same when the next one is on its way
  'late',
  // answered, and delivered again when the next one is on its way
  'echo',
  'delay',
  'reorder',
  'tooMany',
  'unavailable',
  'error500',
  'unauthorised',
  'truncated',
  'wrongType',
  'huge',
  'staleCursor',
  'unknownStatus',
  'newMember',
  // between the request and its answer our clock jumps
  'clockBack',
  'clockAhead',
] as const;
/** all memory is thrown away and the same database opened again; the last one after the commit and before the journal has it */
export const CRASHES = ['crashBefore', 'crashAfter', 'crashApplying', 'crashJournal'] as const;
export type Fault = (typeof FAULTS)[number] | (typeof CRASHES)[number];

export const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Fault>('none') },
  { weight: 5, arbitrary: fc.constantFrom<Fault>(...FAULTS) },
  { weight: 1, arbitrary: fc.constantFrom<Fault>(...CRASHES) },
);

const DAY_MS = 86_400_000;

export class FaultPlan {
  #left: Fault[] = [];
  #late: (() => unknown)[] = [];
  #crash: (() => void) | null = null;
  /** the next Change that is written is interrupted in the middle */
  applying = false;
  /** the next Change is committed, and its journal line never written */
  journal = false;
  /** whose clock jumps */
  clock: (byMs: number) => void = () => {};
  /** faults met so far: a suite that met none has shown nothing */
  readonly met = new Map<Fault, number>();

  load(faults: readonly Fault[]): void {
    this.#left = [...faults];
  }

  /** What goes wrong with this exchange; first arrives what was on its way from before. */
  async next(): Promise<Fault> {
    for (const arrive of this.#late.splice(0)) await arrive();
    const fault = this.#left.shift() ?? 'none';
    this.met.set(fault, (this.met.get(fault) ?? 0) + 1);
    if (fault === 'crashApplying') this.applying = true;
    if (fault === 'crashJournal') this.journal = true;
    if (fault === 'clockBack') this.clock(-DAY_MS);
    if (fault === 'clockAhead') this.clock(400 * DAY_MS);
    return fault;
  }

  /** Arrives when the next request is on its way. */
  later(arrive: () => unknown): void {
    this.#late.push(arrive);
  }

  /** Resolves when a crash point is reached. */
  untilCrash(): Promise<'crashed'> {
    return new Promise((resolve) => {
      this.#crash = () => resolve('crashed');
    });
  }

  crash(): Promise<never> {
    this.#crash?.();
    return new Promise(() => {});
  }
}
