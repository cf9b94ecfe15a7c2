/** Text from outside: what nobody sees is taken out, what a name needs stays, and nothing turns a sentence around. */
import { describe, expect, it } from 'vitest';
import { wellFormed } from '../../shared/change/chain.ts';
import { planImport } from '../../shared/domain/import/plan.ts';
import { matchTemplate, TEMPLATES } from '../../shared/domain/import/templates.ts';
import { canSearch, cleanText, isolated } from '../../shared/text.ts';

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const UNSEEN = [
  ...range(0, 0x1f).filter((c) => c !== 9 && c !== 10 && c !== 13),
  ...range(0x7f, 0x9f),
  0x061c,
  0x200e,
  0x200f,
  ...range(0x202a, 0x202e),
  ...range(0x2066, 0x2069),
  0xfeff,
];

describe('stored text', () => {
  it('keeps no control and no direction mark, wherever it lies in a value', () => {
    for (const code of UNSEEN) expect(cleanText(`名${String.fromCodePoint(code)}称`), code.toString(16)).toBe('名称');
    expect(wellFormed({ a: ['\u202e低温\u2066'], 'b\u200e': { c: '\ufeff等离子' } })).toEqual({ a: ['低温'], b: { c: '等离子' } });
    expect(cleanText('一行\r\n二行\r三行\t完\ud800')).toBe('一行\n二行\n三行\t完\ufffd');
  });

  it('keeps what names need: ideograph variants, joiners, rare ideographs, Hebrew and Arabic letters', () => {
    for (const name of ['葛\u{e0100}城', '辻\ufe00', 'क्\u200dष', 'می\u200cخواهم', '𠮷野', 'שלום', '👩\u200d🔬', 'é']) expect(cleanText(name)).toBe(name);
  });

  it('comes clean out of an import, and the clean line is found again', () => {
    const match = matchTemplate([{ line: 1, cells: TEMPLATES.achievements.columns.map((c) => `\u200e${c.header}`) }], TEMPLATES.achievements)!;
    const at = TEMPLATES.achievements.columns.findIndex((c) => c.field === 'title');
    const cells = (title: string) => TEMPLATES.achievements.columns.map((c, i) => (i === at ? title : c.required ? '示例' : ''));
    const plan = planImport(
      [
        { line: 2, cells: cells('\u202e低温装置\u202c') },
        { line: 3, cells: cells('低温装置') },
      ],
      match,
      match.mapping,
      { keys: new Set() },
    );
    expect(plan.rows.map((r) => r.fields['title'])).toEqual(['低温装置']);
    expect(plan.duplicates).toEqual([3]);
  });
});

it('a text put into a sentence is isolated only where it could turn it', () => {
  expect(isolated('低温装置 A-1')).toBe('低温装置 A-1');
  expect(isolated('שלום')).toBe('\u2068שלום\u2069');
  expect(isolated('\u202e低温')).toBe('\u2068低温\u2069');
});

it('a search begins with two characters', () => {
  expect(['种', ' z ', '', '𠮷', '种 '].map(canSearch)).toEqual([false, false, false, false, false]);
  expect(['种子', 'zz', '种 子', '𠮷野'].map(canSearch)).toEqual([true, true, true, true]);
});
