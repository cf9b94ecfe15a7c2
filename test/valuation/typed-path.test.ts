/** Places in a typed form: read, put, taken out; and where a pasted range goes. */
import { describe, expect, it } from 'vitest';
import type { Typed } from '../../shared/domain/deal.ts';
import { itemsAt, textAt, typedAt, withoutItem, withTyped } from '../../shared/valuation/typed-path.ts';
import { asColumn, pastedPlaces } from '../../renderer/features/valuation/method-paste.ts';

const request: Record<string, Typed> = { rate: '10%', flows: ['1', '2', '3'], deals: [{ name: '示例甲', scores: ['110', '95'] }] };

describe('places', () => {
  it('are read by their path; what is not there is blank', () => {
    expect(textAt(request, 'deals.0.name')).toBe('示例甲');
    expect(textAt(request, 'deals.0.scores')).toBe('110、95');
    expect(textAt(request, 'deals.4.name')).toBe('');
    expect(typedAt(request, 'rate.0')).toBeUndefined();
    expect(itemsAt(request, 'rate')).toEqual([]);
  });

  it('are put without touching what stands beside them, nor what was there', () => {
    const before = JSON.stringify(request);
    expect(withTyped(request, 'flows.1', '5')).toEqual({ ...request, flows: ['1', '5', '3'] });
    expect(withTyped(request, 'flows.4', '5')).toEqual({ ...request, flows: ['1', '2', '3', '', '5'] });
    expect(withTyped(request, 'deals.2.name', '示例丙')['deals']).toEqual([{ name: '示例甲', scores: ['110', '95'] }, {}, { name: '示例丙' }]);
    expect(withTyped(request, 'rate', undefined)).toEqual({ flows: request['flows'], deals: request['deals'] });
    expect(withTyped(request, 'flows.0', undefined)['flows']).toEqual(['', '2', '3']);
    expect(withTyped({}, 'rounds.0.safes.1.name', '示例')).toEqual({ rounds: [{ safes: [{}, { name: '示例' }] }] });
    expect(JSON.stringify(request)).toBe(before);
  });

  it('a row taken out goes from every series; a shorter one stays', () => {
    expect(withoutItem({ a: ['1', '2', '3'], b: ['4'] }, ['a', 'b', 'c'], 1)).toEqual({ a: ['1', '3'], b: ['4'] });
  });
});

describe('a pasted range', () => {
  const at = (column: string, row: number) => (row < 3 ? `${column}.${row}` : undefined);
  it('lies over columns and rows, cut at the end of the table', () => {
    expect(pastedPlaces([['1', '2', '3'], ['4']], ['a', 'b'], at)).toEqual([
      ['a.0', '1'],
      ['b.0', '2'],
      ['a.1', '4'],
    ]);
    expect(pastedPlaces([['1'], ['2'], ['3'], ['4']], ['a'], at)).toHaveLength(3);
  });
  it('a single row goes down a series', () => {
    expect(pastedPlaces(asColumn([['1', '2', '3']]), ['a', 'b'], at)).toEqual([
      ['a.0', '1'],
      ['a.1', '2'],
      ['a.2', '3'],
    ]);
  });
});
