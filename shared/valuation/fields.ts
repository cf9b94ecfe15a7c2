/** The kinds of input methods ask for; `meta` tells forms and schemas what a number is. */
import { z } from 'zod';
import { parseDay } from '../time.ts';

/** Most periods, items or comparables a request may bring. */
export const MOST_ITEMS = 120;

const number = z.number();
/** Money in the unit the request names; may be negative where a flow may. */
export const money = (): z.ZodNumber => number.min(-1e15).max(1e15).meta({ quantity: 'money' });
/** Money that cannot be negative: costs, prices, revenue. */
export const amount = (): z.ZodNumber => number.min(0).max(1e15).meta({ quantity: 'money' });
/** Money above zero. */
export const positiveAmount = (): z.ZodNumber => number.gt(0).max(1e15).meta({ quantity: 'money' });
/** A discount or growth rate per year as a decimal, above −100 %. */
export const rate = (): z.ZodNumber => number.gt(-1).max(10).meta({ quantity: 'rate' });
/** A share of a whole: 0…1. */
export const share = (): z.ZodNumber => number.min(0).max(1).meta({ quantity: 'share' });
/** Income tax rate: 0 ≤ T < 1. */
export const taxRate = (): z.ZodNumber => number.min(0).lt(1).meta({ quantity: 'rate' });
/** A factor without unit, above zero. */
export const factor = (): z.ZodNumber => number.gt(0).max(1e9).meta({ quantity: 'factor' });
/** How many pieces, tonnes or licences: no money, no whole number. */
export const pieces = (): z.ZodNumber => number.min(0).max(1e15).meta({ quantity: 'factor' });
/** Any number without unit. */
export const plain = (): z.ZodNumber => number.min(-1e12).max(1e12).meta({ quantity: 'factor' });
/** Years above zero, fractions allowed. */
export const years = (): z.ZodNumber => number.gt(0).max(200).meta({ quantity: 'years' });
/** A whole number of things. */
export const count = (least: number, most: number): z.ZodNumber => number.int().min(least).max(most).meta({ quantity: 'count' });
/** ISO day. */
export const day = (): z.ZodString =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .refine((d) => parseDay(d) !== undefined, 'valuation.noSuchDay')
    .meta({ quantity: 'day' });
/** One value per period or item. */
export const series = <T extends z.ZodType>(of: T, least = 1, most = MOST_ITEMS): z.ZodArray<T> => z.array(of).min(least).max(most);
/** Years from now, now itself among them. */
export const yearsFromNow = (): z.ZodNumber => number.min(0).max(200).meta({ quantity: 'years' });
/** A name or a reason somebody writes. */
export const words = (most = 100): z.ZodString => z.string().trim().min(1).max(most).meta({ quantity: 'words' });
/** Whether a condition holds; it must be said either way. */
export const confirmed = (): z.ZodBoolean => z.boolean().meta({ quantity: 'confirmation' });
