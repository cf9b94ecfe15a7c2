/** Everything a method may say has words in both languages, and none of the words a worksheet must not use. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemaOf, valueBy, type MethodResult } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { compareWords, flatten } from '../support/locales.ts';
import { SAMPLES, VARIANTS } from './samples.ts';

const FAMILIES = ['flows', 'income', 'share', 'rates', 'cost', 'market', 'deal', 'equity', 'options'] as const;
const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const wordsOf = (lang: string, file: string): never => JSON.parse(read(`resources/locales/${lang}/${file}.json`)) as never;

type Schema = { properties?: Record<string, Schema>; items?: Schema };
const fieldsIn = (s: Schema): string[] => [
  ...Object.entries(s.properties ?? {}).flatMap(([k, of]) => [k, ...fieldsIn(of)]),
  ...(s.items ? fieldsIn(s.items) : []),
];

/** Keys a family's sources name after some word: warnings, refusals. */
function named(family: string, pattern: RegExp): string[] {
  const folder = `shared/valuation/${family}/`;
  const shared = ['weights', 'scoring'].map((f) => read(`shared/valuation/${f}.ts`));
  const sources = [...readdirSync(new URL(folder, ROOT)).map((file) => read(folder + file)), ...shared];
  return [...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((m) => m[1]!)))];
}

describe.each(FAMILIES)('%s', (family) => {
  const methods = [...METHODS.values()].filter((m) => m.family === family);
  const words = flatten(wordsOf('zh', `method-${family}`));

  it('both languages say the same, and no word belongs to a statutory report', () => {
    expect(compareWords(wordsOf('zh', `method-${family}`), wordsOf('en', `method-${family}`))).toEqual([]);
    expect([...words].filter(([, text]) => /评估值|评估报告|评估结论|评估师|GB\/T|准则/.test(text))).toEqual([]);
  });

  it('methods, fields, cells, warnings and refusals have their words', () => {
    const own = ['evidence', 'money'];
    const fields = methods.flatMap((m) => fieldsIn(schemaOf(m) as Schema)).filter((f) => !own.includes(f));
    const asked = methods.flatMap((m) => [SAMPLES[m.id], ...VARIANTS.filter(([id]) => id === m.id).map(([, x]) => x)].map((x) => [m, x] as const));
    const cells = asked.flatMap(([m, x]) => (valueBy(m, x) as MethodResult).cells.map((c) => c.name));
    const needed = [
      ...methods.flatMap((m) => [`${m.id}.name`, `${m.id}.plain`]),
      ...fields.filter((f) => !EVIDENCE.includes(f)).map((f) => `fields.${f}`),
      ...cells.map((c) => `cells.${c}`),
      ...named(family, /key: '(\w+)'/g).map((k) => `warnings.${k}`),
    ];
    expect(methods.length).toBeGreaterThan(0);
    expect([...new Set(needed)].filter((path) => !words.has(path))).toEqual([]);
    const refusals = flatten(wordsOf('zh', 'refusal'));
    expect(named(family, /'(valuation\.\w+)'/g).filter((key) => !refusals.has(key))).toEqual([]);
  });
});

it('every further figure is a cell of its sheet, and is called as that cell is', () => {
  const bare = [...Object.entries(SAMPLES), ...VARIANTS].flatMap(([id, request]) => {
    const result = valueBy(METHODS.get(id)!, request) as MethodResult;
    const cells = new Set(result.cells.map((c) => c.id));
    return Object.keys(result.outputs)
      .filter((name) => !cells.has(result.outputCells[name] ?? ''))
      .map((name) => `${id}.${name}`);
  });
  expect([...new Set(bare)]).toEqual([]);
});

/** What stands in the evidence of an input, not in a method. */
const EVIDENCE = ['source', 'date', 'grade', 'by'];
