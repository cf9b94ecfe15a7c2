import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeWorld } from '../support/fake-registry.ts';
import { CRASHES, FAULTS, type Fault } from '../support/fault-plan.ts';
import { randomRuns, soakMs } from '../support/random.ts';
import { wireWorld } from '../support/wire-world.ts';
import { playCase, step } from './acceptance.ts';

const WORLDS = [
  { name: 'a fake registry', make: fakeWorld, runs: 80 },
  { name: 'the real carrier over the real registry', make: wireWorld, runs: 25 },
];

describe.each(WORLDS)('delivering to $name', ({ make, runs }) => {
  it(
    'keeps the law over random histories of faults and crashes',
    async () => {
      const met = new Map<Fault, number>();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 20 }), fc.nat(2 ** 31 - 1), async (steps, seed) => {
          const plan = await playCase(make, steps, seed);
          for (const [fault, n] of plan.met) met.set(fault, (met.get(fault) ?? 0) + n);
        }),
        randomRuns(runs),
      );
      console.log(`met: ${[...met].map(([fault, n]) => `${fault} ${n}`).join(', ')}`);
      expect(met.size).toBeGreaterThan(10);
    },
    soakMs(300_000),
  );

  it.each([...FAULTS, ...CRASHES])(
    'keeps the law when every kind of request meets: %s',
    async (fault) => {
      const faults = (n: number): Fault[] => [...Array.from({ length: n }, () => 'none' as const), fault];
      const plan = await playCase(
        make,
        [
          { do: 'submit', filing: 0, lane: 0, complete: true },
          { do: 'round', faults: [fault], later: true },
          { do: 'round', faults: [fault, fault], later: true },
          { do: 'review', act: 'accept', which: 0 },
          { do: 'submit', filing: 1, lane: 0, complete: false },
          { do: 'submit', filing: 2, lane: 1, complete: true },
          { do: 'round', faults: faults(1), later: true },
          { do: 'review', act: 'register', which: 0 },
          { do: 'round', faults: faults(3), later: true },
          { do: 'submit', filing: 1, lane: 0, complete: true },
          { do: 'round', faults: [fault], later: true },
        ],
        7,
      );
      expect(plan.met.get(fault)).toBeGreaterThan(0);
    },
    60_000,
  );
});
