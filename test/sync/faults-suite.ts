/** The law of delivering over random histories, and over every fault by name; the same for each way letters can be carried. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { World } from '../support/fake-world.ts';
import { CRASHES, FAULTS, type Fault, type FaultPlan } from '../support/fault-plan.ts';
import { randomRuns, SOAK, soakMs } from '../support/random.ts';
import { playCase, step, type Step } from './acceptance.ts';

type MakeWorld = (plan: FaultPlan) => World | Promise<World>;

export function keepsTheLaw(name: string, make: MakeWorld, runs: number): void {
  describe(`delivering to ${name}`, () => {
    it(
      'keeps the law over random histories of faults and crashes',
      async () => {
        const met = new Map<Fault, number>();
        const sums = { letters: 0, followups: 0, registered: 0 };
        await fc.assert(
          fc.asyncProperty(histories, fc.nat(2 ** 31 - 1), async (steps, seed) => {
            const played = await playCase(make, steps, seed);
            for (const [fault, n] of played.met) met.set(fault, (met.get(fault) ?? 0) + n);
            for (const key of ['letters', 'followups', 'registered'] as const) sums[key] += played[key];
          }),
          randomRuns(runs),
        );
        console.log(`${JSON.stringify(sums)}; met: ${[...met].map(([fault, n]) => `${fault} ${n}`).join(', ')}`);
        // each by name below; here most of them
        if (SOAK >= 1) expect(met.size).toBeGreaterThan(15);
        expect(sums.followups).toBeGreaterThan((runs * SOAK) / 10);
      },
      soakMs(300_000),
    );

    it.each([...FAULTS, ...CRASHES])(
      'keeps the law when every kind of request meets: %s',
      async (fault) => {
        const played = await playCase(make, every(fault), 7);
        expect(played.met.get(fault)).toBeGreaterThan(0);
        expect([played.registered, played.followups]).toEqual([3, 2]);
      },
      60_000,
    );
  });
}

const filed = (filing: number, lane: number, complete = true): Step => ({ do: 'submit', filing, lane, complete });
const round = (faults: Fault[]): Step => ({ do: 'round', faults, later: true });

/** Half of the histories begin where something is registered already: what follows a registration needs one. */
const REGISTERED: Step[] = [filed(0, 0), filed(1, 0), filed(2, 1), round([]), { do: 'settle', faults: [] }];
const histories = fc
  .tuple(fc.boolean(), fc.array(step, { minLength: 2, maxLength: 20 }))
  .map(([registered, steps]): Step[] => (registered ? [...REGISTERED, ...steps] : steps));

/** A deal with everything in it: filed, returned, filed again, registered, changed; the fault meets each kind of request on the way. */
function every(fault: Fault): Step[] {
  const after = (n: number): Fault[] => [...Array.from({ length: n }, () => 'none' as const), fault];
  return [
    filed(0, 0),
    round([fault]),
    round([fault, fault]),
    round([]),
    { do: 'settle', faults: after(1) },
    filed(1, 0, false),
    filed(2, 1),
    round(after(1)),
    round([]),
    { do: 'settle', faults: after(3) },
    round([]),
    { do: 'follow', filing: 0, kind: 'change', complete: false },
    filed(1, 0),
    round([fault, 'none', fault]),
    round([]),
    { do: 'settle', faults: after(2) },
    round([]),
    { do: 'follow', filing: 0, kind: 'change', complete: true },
    round([fault]),
  ];
}
