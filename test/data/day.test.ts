/** The day the program goes by: China's on a machine of any zone, and the next one at its midnight while a window stands open. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useRules, useToday } from '../../renderer/data/day.ts';
import { today } from '../../renderer/data/rules.ts';
import { checkSigning } from '../../shared/domain/checks/signing.ts';
import { holdHook, type Held } from '../support/hook-host.ts';

const zone = process.env.TZ;
const listeners = new Map<string, () => void>();
let held: Held<unknown>[];
beforeEach(() => {
  held = [];
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) => listeners.set(name, listener));
  vi.stubGlobal('removeEventListener', (name: string) => listeners.delete(name));
});
afterEach(() => {
  for (const h of held) h.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});
async function hold<T>(hook: () => T): Promise<Held<T>> {
  const h = await holdHook(hook);
  held.push(h);
  return h;
}

describe.each(['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai'])('on a machine in %s', (TZ) => {
  beforeEach(() => void (process.env.TZ = TZ));

  it('is the day in China', () => {
    vi.setSystemTime('2026-11-22T15:59:59.999Z');
    expect(today()).toBe('2026-11-22');
    vi.setSystemTime('2026-11-22T16:00:00Z');
    expect(today()).toBe('2026-11-23');
  });

  it('passes midnight there in an open window: what is counted by it is counted anew, and nothing before', async () => {
    vi.setSystemTime('2026-11-22T15:30:00Z');
    const signing = { id: 's', dealId: 'd', signedOn: '2026-11-23', effectiveOn: '2026-11-23' };
    // signed tomorrow: one finding more until tomorrow
    const h = await hold(() => {
      const rules = useRules('440100');
      return { rules, count: checkSigning({ signing, today: rules.date }).length };
    });
    await expect.poll(() => h.values.length).toBeGreaterThan(0);
    const [before] = h.values as [(typeof h.values)[number]];
    await vi.advanceTimersByTimeAsync(29 * 60_000);
    h.again('drawn again for another reason');
    await expect.poll(() => h.values.length).toBeGreaterThan(2);
    expect(h.last().rules.date).toBe('2026-11-22');
    expect(h.last().rules).toBe(h.values[h.values.length - 2]!.rules);
    await vi.advanceTimersByTimeAsync(60_000);
    await expect.poll(() => h.last().rules.date).toBe('2026-11-23');
    expect(h.last().count).toBe(before.count - 1);
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    await expect.poll(() => h.last().rules.date).toBe('2026-11-24');
  });
});

it('is looked at when the window comes back after a sleep in which no timer ran, and by nobody once the room is left', async () => {
  vi.setSystemTime('2026-11-22T10:00:00Z');
  const h = await hold(useToday);
  await expect.poll(() => listeners.has('focus')).toBe(true);
  vi.setSystemTime('2026-11-24T10:00:00Z');
  listeners.get('focus')!();
  await expect.poll(h.last).toBe('2026-11-24');
  h.stop();
  await expect.poll(() => listeners.has('focus')).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
