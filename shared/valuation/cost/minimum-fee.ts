/** The least a seller can take (最低收费额). */
import { z } from 'zod';
import { refuse, type Refusal } from '../../result.ts';
import { add, discount, div, mul, num, product, sub, sum, type Num } from '../expr.ts';
import { amount, factor, rate, series, share } from '../fields.ts';
import { unusedOf } from '../income/bases.ts';
import { method, type Answer } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { lifeRefusal, usedShare } from './depreciation.ts';

const capacity = (): z.ZodNumber => z.number().min(0).max(1e15).meta({ quantity: 'factor' });

/**
 * Minimum fee = net replacement cost × buyer capacity / (seller + buyer) + lost opportunity. Net replacement cost = book
 * cost × Π price factors × newness (given, or remaining/(used + remaining)). Lost opportunity: amounts already at the
 * base date (`opportunityLumps`), and lost margin plus extra cost year by year (`opportunityFlows`, discounted). When the
 * right itself is assigned the buyer bears all of the cost. It is the seller's floor. Source: valuation.md 2.8.
 */
export const minimumFee = method({
  id: 'minimum-fee',
  family: 'cost',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    bookCost: amount(),
    priceFactors: series(factor(), 0).default([]),
    usedYears: z.number().min(0).max(200).meta({ quantity: 'years' }).optional(),
    remainingYears: z.number().min(0).max(200).meta({ quantity: 'years' }).optional(),
    newness: share().optional(),
    form: z.enum(['licence', 'assignment']).default('licence'),
    sellerCapacity: capacity().optional(),
    buyerCapacity: capacity().optional(),
    opportunityLumps: series(amount(), 0).default([]),
    opportunityFlows: series(amount(), 0).default([]),
    discountRate: rate().optional(),
  }),
  run(x, s): Answer | Refusal {
    const refused = missing(x);
    if (refused) return refused;
    const book = s.input('bookCost', x.bookCost, 'money', { symbol: 'C' });
    const factors = s.inputs('priceFactors', x.priceFactors, 'factor', 'i');
    const replacementCost = s.step('replacementCost', factors.length > 0 ? mul(book, product(factors)) : num(book), 'money', { symbol: 'C_r' });
    const newness =
      x.newness === undefined
        ? s.step('newness', sub(1, usedShare(s, x.usedYears!, x.remainingYears!)), 'rate', { symbol: 'q' })
        : s.input('newness', x.newness, 'rate', { symbol: 'q' });
    const netReplacementCost = s.step('netReplacementCost', mul(replacementCost, newness), 'money', { symbol: 'C_n' });
    const part = buyerShare(s, x);
    const opportunityCost = opportunity(s, x);
    const value = s.step('minimumFee', add(mul(netReplacementCost, part), opportunityCost), 'money', { symbol: 'F' });
    return {
      value,
      unit: 'money',
      outputs: { replacementCost, netReplacementCost, share: part, opportunityCost, minimumFee: value },
      warnings: [
        { key: 'sellerFloor' },
        ...(x.form === 'assignment' ? [{ key: 'assignmentBearsAll' }, ...unusedOf(x, ['sellerCapacity', 'buyerCapacity'])] : []),
        ...(x.opportunityFlows.length === 0 ? unusedOf(x, ['discountRate']) : []),
      ],
    };
  },
});

type Asked = {
  form: 'licence' | 'assignment';
  usedYears?: number;
  remainingYears?: number;
  newness?: number;
  sellerCapacity?: number;
  buyerCapacity?: number;
  opportunityLumps: number[];
  opportunityFlows: number[];
  discountRate?: number;
};

function missing(x: Asked): Refusal | undefined {
  const lives = x.usedYears !== undefined || x.remainingYears !== undefined;
  if (lives === (x.newness !== undefined)) return refuse('valuation.exactlyOne', { field: 'newness', params: { field: 'newness', other: 'usedYears' } });
  const fields = [
    ...(lives ? (['usedYears', 'remainingYears'] as const) : []),
    ...(x.form === 'licence' ? (['sellerCapacity', 'buyerCapacity'] as const) : []),
  ];
  const field = fields.find((f) => x[f] === undefined) ?? (x.opportunityFlows.length > 0 && x.discountRate === undefined ? 'discountRate' : undefined);
  if (field) return refuse('valuation.missing', { field, params: { field } });
  if (x.form === 'licence' && x.sellerCapacity! + x.buyerCapacity! === 0)
    return refuse('valuation.bothZero', { field: 'buyerCapacity', params: { field: 'buyerCapacity', other: 'sellerCapacity' } });
  return lives ? lifeRefusal(x.usedYears!, x.remainingYears!) : undefined;
}

/** buyer / (seller + buyer); all of it where the right is assigned. */
function buyerShare(s: Sheet, x: Asked): Num {
  if (x.form === 'assignment') return s.input('share', 1, 'rate', { symbol: 'a' });
  const seller = s.input('sellerCapacity', x.sellerCapacity!, 'factor', { symbol: 'Q_s' });
  const buyer = s.input('buyerCapacity', x.buyerCapacity!, 'factor', { symbol: 'Q_b' });
  return s.step('share', div(buyer, add(seller, buyer)), 'rate', { symbol: 'a' });
}

function opportunity(s: Sheet, x: Asked): Num {
  const lumps = s.inputs('opportunityLumps', x.opportunityLumps, 'money', 'L');
  const flows = s.inputs('opportunityFlows', x.opportunityFlows, 'money', 'ΔC');
  const r = flows.length > 0 ? s.input('discountRate', x.discountRate!, 'rate', { symbol: 'r' }) : num(0);
  const present = s.steps('presentOpportunity', flows, (c, i) => mul(c, discount(r, i + 1)), 'money', 'PV');
  return s.step('opportunityCost', lumps.length + present.length > 0 ? sum([...lumps, ...present]) : num(0), 'money', { symbol: 'O' });
}
