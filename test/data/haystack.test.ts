import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveText } from '../../renderer/data/derive.ts';
import type { DerivedText } from '../../renderer/data/schema.ts';
import { Haystack } from '../../renderer/workers/haystack.ts';
import type { StoredRow } from '../../shared/change/cells.ts';

const runs = Number(process.env['SOAK'] ?? 1);
const text = fc.string({ unit: fc.constantFrom('低', '温', '等', '离', '子', 'a', '种'), maxLength: 8 });
const record = (id: string, title: string, summary: string): DerivedText => deriveText('achievements', { id, title, summary, $: { at: 'x' } } as StoredRow)!;
const matches = (r: DerivedText, words: string[]): boolean => words.every((w) => r.text.includes(w) || r.initials.includes(w));

describe('search', () => {
  it('finds exactly what a plain scan finds, after any updates', () => {
    const word = fc.string({ unit: fc.constantFrom('低', '温', '等', '子', 'd', 'a'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text), { maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(14), text, fc.boolean()), { maxLength: 6 }),
        word,
        (rows, updates, w) => {
          const now = new Map(rows.map(([t, s], i) => [`r${i}`, record(`r${i}`, t, s)]));
          const stack = new Haystack([...now.values()]);
          for (const [i, t, gone] of updates) {
            const id = `r${i}`;
            if (gone) now.delete(id);
            else now.set(id, record(id, t, ''));
            stack.update(id, now.get(id) ?? null);
          }
          const expected = [...now.values()]
            .filter((r) => matches(r, [w]))
            .map((r) => r.id)
            .sort();
          expect(stack.all([w]).sort()).toEqual(expected);
          expect(stack.first([w], 3).length).toBe(Math.min(3, expected.length));
          expect(stack.size).toBe(now.size);
        },
      ),
      { numRuns: 1000 * runs },
    );
  });

  it('finds R-017 by two words and by pinyin initials, titles first', () => {
    const stack = new Haystack([record('b', '等离子清洗机', '用于种子'), record('a', '低温等离子体种子处理装置', ''), record('c', '水泵', '种子')]);
    expect(stack.all(['种子', '等离子'])).toEqual(expect.arrayContaining(['a', 'b']));
    expect(stack.all(['zzcl'])).toEqual(['a']);
    expect(stack.all(['种子'])[0]).toBe('a');
  });
});
