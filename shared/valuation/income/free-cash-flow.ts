/** Free cash flow: given, or built from EBIT (valuation.md 2.2). */
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { add, mul, sub, type Num } from '../expr.ts';
import type { Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { oneOf } from '../weights.ts';

/** What is added to or taken from NOPAT, with its symbol. */
const PARTS = [
  { field: 'depreciation', symbol: 'D&A', sign: 1 },
  { field: 'capex', symbol: 'Capex', sign: -1 },
  { field: 'workingCapitalChange', symbol: 'ΔNWC', sign: -1 },
] as const;
type Series = readonly number[] | undefined;
type Asked = { flows?: Series; ebit?: Series; taxRate?: number | undefined } & Partial<Record<(typeof PARTS)[number]['field'], Series>>;
export type Flows = { length: number; warnings: Warning[]; write: (s: Sheet, periods: number) => Num[] };

/** Lists that must have one entry a period; the first that has not is refused. */
export function lengthsRefusal(lists: Record<string, Series>, other: string, length: number): Refusal | undefined {
  const wrong = Object.entries(lists).find(([, list]) => list !== undefined && list.length !== length);
  return wrong ? refuse('valuation.lengthsDiffer', { field: wrong[0], params: { field: wrong[0], other } }) : undefined;
}

/** FCF = EBIT(1−T) + D&A − capex − ΔNWC, or the flows as given; never both. */
export function flowsOf(asked: Asked): Flows | Refusal {
  const parts = PARTS.filter((p) => asked[p.field] !== undefined);
  const both = oneOf(asked, 'flows', 'ebit');
  if (both) return both;
  if (asked.flows !== undefined) {
    const unused = [...parts.map((p) => p.field), ...(asked.taxRate === undefined ? [] : ['taxRate'])][0];
    if (unused !== undefined) return refuse('valuation.onlyWith', { field: unused, params: { field: unused, other: 'ebit' } });
    const given = asked.flows;
    return { length: given.length, warnings: [], write: (s, n) => s.inputs('flows', given.slice(0, n), 'money', 'FCF') };
  }
  const ebit = asked.ebit!;
  const refused = lengthsRefusal(Object.fromEntries(parts.map((p) => [p.field, asked[p.field]])), 'ebit', ebit.length);
  if (isRefusal(refused)) return refused;
  if (asked.taxRate === undefined) return refuse('valuation.missing', { field: 'taxRate', params: { field: 'taxRate' } });
  const tax = asked.taxRate;
  return {
    length: ebit.length,
    warnings: tax > 0 && ebit.some((x) => x < 0) ? [{ key: 'lossTaxCredited' }] : [],
    write(s, n) {
      const t = s.input('taxRate', tax, 'rate', { symbol: 'T' });
      const before = s.inputs('ebit', ebit.slice(0, n), 'money', 'EBIT');
      const cells = parts.map((p) => ({ sign: p.sign, cells: s.inputs(p.field, asked[p.field]!.slice(0, n), 'money', p.symbol) }));
      const nopat = s.steps('nopat', before, (x) => mul(x, sub(1, t)), 'money', 'NOPAT');
      if (cells.length === 0) return nopat;
      return s.steps('freeCashFlow', nopat, (x, i) => cells.reduce((a, c) => (c.sign > 0 ? add(a, c.cells[i]!) : sub(a, c.cells[i]!)), x), 'money', 'FCF');
    },
  };
}
