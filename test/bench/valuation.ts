/**
 * Any deterministic worksheet recomputes in 5 ms, beside the same kind of arithmetic bare: only numbers, no cells, no
 * words. Processor time, so that what else runs on the machine counts as little as it can.
 */
import { isRefusal } from '../../shared/result.ts';
import { valueBy } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { MOST_ITEMS } from '../../shared/valuation/fields.ts';
import { LARGEST } from '../valuation/samples-largest.ts';
import { SAMPLES, VARIANTS } from '../valuation/samples.ts';
import { figure, median, type Figure } from './figure.ts';

const BAR_MS = 5;
const BATCHES = 9;
const BATCH = 12;

/** The royalty forecast as long as it may be. */
const [LONGEST_ID, LONGEST] = LARGEST.find(([id]) => id === 'relief-from-royalty')!;
const YEARS = (LONGEST as { revenues: number[] }).revenues;

/** Sum of present values, as little as the arithmetic itself can be. */
function bare(): number {
  let total = 0;
  let royalty = 0.05;
  for (let rate = 0.12; rate < 0.19; rate += 0.03) {
    for (let k = 1; k <= MOST_ITEMS; k++) {
      total += (YEARS[k - 1]! * royalty - 3) * 0.75 * (1 + rate) ** -(k - 0.5);
      royalty *= 0.98;
    }
  }
  return total;
}

/** Milliseconds of processor time of one call: the median of batches, the first left out. */
function costOf(body: () => unknown): number {
  const costs = Array.from({ length: BATCHES + 1 }, () => {
    const from = process.cpuUsage();
    for (let i = 0; i < BATCH; i++) body();
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000 / BATCH;
  });
  return median(costs.slice(1));
}

export function measureValuation(): Figure[] {
  const asked = [...Object.entries(SAMPLES), ...VARIANTS, ...LARGEST];
  const costs = asked.map(([id, request]) => {
    const method = METHODS.get(id)!;
    if (isRefusal(valueBy(method, request))) throw new Error(`${id} refuses`);
    return { id, ms: costOf(() => valueBy(method, request)) };
  });
  const slowest = costs.sort((a, b) => b.ms - a.ms);
  const told = (c: (typeof costs)[number]): string => `${c.id} ${c.ms.toPrecision(2)}`;
  const read = costOf(() => {
    const result = valueBy(METHODS.get(LONGEST_ID)!, LONGEST);
    return isRefusal(result) ? 0 : result.steps.length;
  });
  return [
    figure({
      name: `valuation: the slowest of ${asked.length} worksheets of ${METHODS.size} methods recomputes (${slowest[0]!.id})`,
      value: slowest[0]!.ms,
      yardstick: BAR_MS,
      unit: 'ms',
      against: 'the bar of 5 ms',
      bar: { most: 1 },
      note: `each method as large as it may be among them: ${slowest.slice(1, 6).map(told).join(', ')}`,
    }),
    figure({
      name: `valuation: royalty forecast of ${MOST_ITEMS} years at three rates, every step read with its formula and numbers`,
      value: read,
      // a thousand at a time: one is below what the clock can show
      yardstick: costOf(() => Array.from({ length: 1000 }, bare)) / 1000,
      unit: 'ms',
      against: 'the same sums bare',
    }),
  ];
}
