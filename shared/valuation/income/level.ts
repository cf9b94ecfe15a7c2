/** The same income every year: its tax, and the factor of its years. */
import { z } from 'zod';
import { isRefusal, type Refusal } from '../../result.ts';
import { mul, sub, type Num } from '../expr.ts';
import { taxRate } from '../fields.ts';
import type { Answer, Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { basisFields } from './bases.ts';
import { levelFactor, lifeYears } from './periods.ts';

const timing = z.enum(['end', 'mid']).default('end');
export const levelFields = { taxRate: taxRate().default(0), years: lifeYears(), timing, ...basisFields };
type Level = z.output<z.ZodObject<typeof levelFields>>;

/** Yearly income before tax → after tax, times the factor of the years. */
export function level(s: Sheet, asked: Level, before: Num, r: Num, warnings: Warning[], outputs: Record<string, Num>): Answer | Refusal {
  const factor = levelFactor(s, r, asked.years, asked.timing);
  if (isRefusal(factor)) return factor;
  const annual =
    asked.taxRate > 0 ? s.step('annual', mul(before, sub(1, s.input('taxRate', asked.taxRate, 'rate', { symbol: 'T' }))), 'money', { symbol: 'A' }) : before;
  const value = s.step('value', mul(annual, factor), 'money', { symbol: 'V' });
  if (annual.value < 0) warnings.push({ key: 'annualNegative' });
  return { value, unit: 'money', outputs: { ...outputs, annual, annuityFactor: factor }, warnings };
}
