/** Software by the effort to write it again (COCOMO). */
import { z } from 'zod';
import { add, call, mul, pow, type Num } from '../expr.ts';
import { amount, count, factor } from '../fields.ts';
import { method } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { netCost, newnessField } from './newness.ts';

const A = 2.8;
const B = 1.2;
const digits = (): z.ZodOptional<z.ZodNumber> => count(0, 6).optional();

/** A figure in person-months, rounded as the source rounds it where asked. */
function months(s: Sheet, name: string, made: Num, symbol: string, rounding: string, places: number | undefined): Num {
  const full = s.step(name, made, 'months', { symbol });
  return places === undefined
    ? full
    : s.step(`${name}Rounded`, call('round', full, s.input(rounding, places, 'count', { symbol: `n(${symbol})` })), 'months', { symbol: `${symbol}*` });
}

/**
 * M = a·KSLOC^b·β person-months; cost = M·(1 + maintenance) × cost of a person-month. a = 2.8 and b = 1.2 belong to
 * embedded software and may be changed. Sources round the months on the way (to 0 digits): `roundNominal` after a·KSLOC^b,
 * `roundEffort` after β, `roundTotal` after maintenance; without them nothing is rounded. Source: valuation.md 2.8.
 */
export const costSoftware = method({
  id: 'cost-software',
  family: 'cost',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    /** thousands of lines of source */
    ksloc: factor(),
    a: factor().default(A),
    b: factor().max(5).default(B),
    effortFactor: factor().default(1),
    maintenance: z.number().min(0).max(100).default(0).meta({ quantity: 'rate' }),
    monthCost: amount(),
    roundNominal: digits(),
    roundEffort: digits(),
    roundTotal: digits(),
    ...newnessField,
  }),
  run(x, s) {
    const size = s.input('ksloc', x.ksloc, 'factor', { symbol: 'KSLOC' });
    const a = s.input('a', x.a, 'factor');
    const b = s.input('b', x.b, 'factor');
    const nominal = months(s, 'nominalEffort', mul(a, pow(size, b)), 'M₀', 'roundNominal', x.roundNominal);
    const effort = months(s, 'effort', mul(nominal, s.input('effortFactor', x.effortFactor, 'factor', { symbol: 'β' })), 'M', 'roundEffort', x.roundEffort);
    const total = months(
      s,
      'totalEffort',
      mul(effort, add(1, s.input('maintenance', x.maintenance, 'rate', { symbol: 'm' }))),
      'M_t',
      'roundTotal',
      x.roundTotal,
    );
    const replacementCost = s.step('replacementCost', mul(total, s.input('monthCost', x.monthCost, 'money', { symbol: 'w' })), 'money', { symbol: 'C_r' });
    const rounded = [x.roundNominal, x.roundEffort, x.roundTotal].some((places) => places !== undefined);
    return {
      value: netCost(s, replacementCost, x.newness),
      unit: 'money',
      outputs: { nominalEffort: nominal, effort, totalEffort: total, replacementCost },
      warnings: [...(x.a === A && x.b === B ? [{ key: 'embeddedConstants' }] : []), ...(rounded ? [{ key: 'roundedOnTheWay' }] : [])],
    };
  },
});
