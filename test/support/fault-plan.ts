/** What goes wrong with one exchange; a plan is a list of them, used up one per request, and then nothing goes wrong. */
import fc from 'fast-check';

export const FAULTS = [
  'none',
  'refused',
  'dropBefore',
  'dropAfter',
  'duplicate',
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
] as const;
/** all memory is thrown away and the same database opened again */
export const CRASHES = ['crashBefore', 'crashAfter', 'crashApplying'] as const;
export type Fault = (typeof FAULTS)[number] | (typeof CRASHES)[number];

export const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Fault>('none') },
  { weight: 5, arbitrary: fc.constantFrom<Fault>(...FAULTS) },
  { weight: 1, arbitrary: fc.constantFrom<Fault>(...CRASHES) },
);

export class FaultPlan {
  #left: Fault[] = [];
  #crash: (() => void) | null = null;
  /** the next Change that is written is interrupted in the middle */
  applying = false;
  /** faults met so far: a suite that met none has shown nothing */
  readonly met = new Map<Fault, number>();

  load(faults: readonly Fault[]): void {
    this.#left = [...faults];
  }

  next(): Fault {
    const fault = this.#left.shift() ?? 'none';
    this.met.set(fault, (this.met.get(fault) ?? 0) + 1);
    if (fault === 'crashApplying') this.applying = true;
    return fault;
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
