/** The workbook, recalculated by LibreOffice from its formulas alone: every cell must come out as we say. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { methodsToXlsx, type MethodWords } from '../../renderer/documents/method-xlsx.ts';
import { isRefusal } from '../../shared/result.ts';
import { layOut } from '../../shared/valuation/workbook.ts';
import { reference } from '../../shared/valuation/excel.ts';
import { valueBy, type MethodResult } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { convert } from '../documents/office.ts';
import { SAMPLES, VARIANTS } from './samples.ts';

const words = (sheet: string): MethodWords => ({
  sheet,
  title: sheet,
  banner: '示例',
  about: ['编制人：示例', '版本：1'],
  heads: {
    name: '名称',
    symbol: '符号',
    unit: '单位',
    difference: '差',
    figures: '数值',
    own: '科转台结果',
    most: '最大差',
    still: '不随之变',
    lattice: '节点',
  },
  cell: (name) => name,
  unit: (u) => u,
  evidence: () => '',
});

it('every method has a sample request that it answers', () => {
  expect([...METHODS.keys()].filter((id) => !(id in SAMPLES))).toEqual([]);
});

it('LibreOffice computes every cell of every method as we do, within 1e-6', async () => {
  const results = [...Object.entries(SAMPLES), ...VARIANTS].map(([id, request]) => {
    const result = valueBy(METHODS.get(id)!, request);
    if (isRefusal(result)) throw new Error(`${id}: ${JSON.stringify(result)}`);
    return result;
  });
  const bytes = methodsToXlsx(
    '示例',
    'content',
    results.map((result) => ({ result, words: words(result.method) })),
  );
  expect(
    methodsToXlsx(
      '示例',
      'content',
      results.map((result) => ({ result, words: words(result.method) })),
    ),
  ).toEqual(bytes);
  // without our own values in the formula cells there is nothing LibreOffice could merely repeat
  const bare = withoutValues(bytes);
  const parts = unzipSync(readFileSync(convert(bare, 'XLSX', 'xlsx')));
  const wrong: string[] = [];
  let compared = 0;
  results.forEach((result, i) => {
    const seen = valuesOf(strFromU8(parts[`xl/worksheets/sheet${i + 1}.xml`]!));
    for (const { cell, own, formula } of pairs(result)) {
      const there = seen.get(cell);
      compared += 1;
      // a proof that should be nothing is nothing to within rounding
      const near = there !== undefined && Math.abs(there - own) <= 1e-6 * Math.max(Math.abs(own), 1e-3);
      if (!near) wrong.push(`${result.method}!${cell} =${formula}: ${there} instead of ${own}`);
    }
  });
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(results.length * 2);
}, 240_000);

/** Computed cells with the value we gave them. */
function pairs(result: MethodResult): { cell: string; own: number; formula: string }[] {
  return layOut(result.cells, 8).rows.flatMap((row) =>
    row.cells.filter((c) => c.formula !== undefined).map((c) => ({ cell: reference(c.place), own: c.value, formula: c.formula! })),
  );
}

/** The same workbook with no cached results. */
function withoutValues(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  for (const [name, part] of Object.entries(parts))
    if (name.startsWith('xl/worksheets/')) parts[name] = strToU8(strFromU8(part).replace(/(<\/f>|<f[^>]*\/>)<v>[^<]*<\/v>/g, '$1'));
  return zipSync(parts);
}

/** Numbers in the cells of a sheet's XML. */
const valuesOf = (xml: string): Map<string, number> =>
  new Map(
    [...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>(?:<f[^>]*>[^<]*<\/f>|<f[^>]*\/>)?<v>([^<]*)<\/v><\/c>/g)]
      .filter((m) => !/t="(s|str|e|b|inlineStr)"/.test(m[2]!))
      .map((m) => [m[1]!, Number(m[3])]),
  );
