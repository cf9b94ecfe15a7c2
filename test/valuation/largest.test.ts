/** The largest sheets the methods take: they answer, their lists are as long as they may be, and what they show is what was computed. */
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/result.ts';
import { call, type Num } from '../../shared/valuation/expr.ts';
import { schemaOf, valueBy, type MethodResult } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { LARGEST } from './samples-largest.ts';
import { SAMPLES, VARIANTS } from './samples.ts';

const answered = (id: string, request: unknown): MethodResult => {
  const result = valueBy(METHODS.get(id)!, request);
  if (isRefusal(result)) throw new Error(`${id}: ${JSON.stringify(result)}`);
  return result;
};

type Shape = { type?: string; items?: Shape; maxItems?: number; properties?: Record<string, Shape> };
/** The lists of a request's schema by path, with the most each may have. */
function lists(shape: Shape, path = ''): [string, number][] {
  if (shape.type === 'array') return [[path, shape.maxItems!], ...lists(shape.items ?? {}, `${path}[]`)];
  return Object.entries(shape.properties ?? {}).flatMap(([name, of]) => (path === '' && name === 'evidence' ? [] : lists(of, `${path}.${name}`)));
}
/** The longest list given at each path. */
function given(value: unknown, path: string, longest: Map<string, number>): Map<string, number> {
  if (Array.isArray(value)) {
    longest.set(path, Math.max(value.length, longest.get(path) ?? 0));
    for (const one of value) given(one, `${path}[]`, longest);
  } else if (typeof value === 'object' && value !== null) for (const [name, one] of Object.entries(value)) given(one, `${path}.${name}`, longest);
  return longest;
}
/** Lists that stand instead of others that are at their longest or are bound by them, trees of scores, and a list of words. */
const ELSEWHERE = new Set([
  'dcf.flows',
  'mpeem.nopat',
  'stepped-income.annual',
  'risk-build-up.risks[].factors',
  'risk-build-up.risks[].factors[].parts',
  'risk-build-up.riskInFlows',
  'market-comparables.comparables[].adjustments',
  'market-comparables.comparables[].scores',
  'profit-share-marginal.incremental',
]);

describe('the largest sheets', () => {
  it('every list of every method is as long as it may be', () => {
    const short = [...METHODS.values()].flatMap((m) => {
      const longest = new Map<string, number>();
      for (const [id, request] of LARGEST) if (id === m.id) given(request, '', longest);
      return lists(schemaOf(m) as Shape)
        .filter(([path, most]) => !ELSEWHERE.has(m.id + path) && longest.get(path) !== most)
        .map(([path, most]) => `${m.id}${path} ${longest.get(path)} of ${most}`);
    });
    expect(short).toEqual([]);
  });

  it('every cell has an id of its own, and its expression comes to its figure to the last digit', () => {
    const wrong: string[] = [];
    for (const [id, request] of [...Object.entries(SAMPLES), ...VARIANTS, ...LARGEST]) {
      const { cells } = answered(id, request);
      if (new Set(cells.map((c) => c.id)).size < cells.length) wrong.push(`${id}: a cell is there twice`);
      const valueOf = (x: Num): number => (x.kind === 'call' ? call(x.fn, ...x.args.map(valueOf)).value : x.kind === 'cell' ? cells[x.at]!.value : x.value);
      for (const c of cells) if (c.made && !Object.is(valueOf(c.made) + 0, c.value + 0)) wrong.push(`${id} ${c.id}: ${valueOf(c.made)} instead of ${c.value}`);
    }
    expect(wrong).toEqual([]);
  });
});
