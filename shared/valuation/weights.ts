/** Weights, scores and reasons as several methods ask for them. Weights are shares of a whole and must total 100 %. */
import { z } from 'zod';
import { refuse, type Refusal } from '../result.ts';
import { sum, type Num } from './expr.ts';
import type { Sheet } from './sheet.ts';

/** What an item is called on the sheet. */
export const itemName = (): z.ZodString => z.string().trim().min(1).max(100);
/** Why a figure was chosen; an empty reason is none. */
export const reason = (): z.ZodString =>
  z
    .string()
    .max(500)
    .refine((text) => text.trim() !== '', { error: 'valuation.reasonMissing' })
    .meta({ quantity: 'text' });
/** 0…100. */
export const score = (): z.ZodNumber => z.number().min(0).max(100).meta({ quantity: 'score' });

const MISS = 1e-9;

/** Refuses weights that do not total 100 %. */
export function weightsRefusal(field: string, weights: readonly number[]): Refusal | undefined {
  const total = weights.reduce((a, b) => a + b, 0);
  if (Math.abs(total - 1) <= MISS) return undefined;
  return refuse('valuation.weightsNot100', { field, params: { field, total: `${Number((total * 100).toFixed(4))}%` } });
}

/** The total of weights as a cell, so that a workbook changed by hand shows it too. */
export const weightTotal = (
  s: Sheet,
  weights: readonly Num[],
  { name = 'weightTotal', symbol = 'Σw', item }: { name?: string; symbol?: string; item?: number } = {},
): Num => s.step(name, sum(weights), 'rate', { symbol, item });

/** Refuses unless exactly one of two fields is given. */
export function oneOf(input: Record<string, unknown>, field: string, other: string): Refusal | undefined {
  return (input[field] === undefined) === (input[other] === undefined) ? refuse('valuation.exactlyOne', { field, params: { field, other } }) : undefined;
}
