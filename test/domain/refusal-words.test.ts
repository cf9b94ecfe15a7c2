/** Every refusal the program can give has words in both languages: a bare key on screen tells nobody anything. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { flatten } from '../support/locales.ts';
import { json } from './support.ts';

const root = new URL('../../', import.meta.url);
const files = ['shared', 'renderer'].flatMap((dir) =>
  readdirSync(new URL(dir, root), { recursive: true, encoding: 'utf8' })
    .filter((f) => /\.tsx?$/.test(f))
    .map((f) => ({ path: `${dir}/${f}`, text: readFileSync(new URL(`${dir}/${f}`, root), 'utf8') })),
);
type Words = Parameters<typeof flatten>[0];
const wordsOf = (lang: string, name: string): Words => json(`locales/${lang}/${name}.json`) as Words;
const keysOf = (lang: string, name: string): string[] => [...flatten(wordsOf(lang, name)).keys()];

/** First arguments that are no literal: what they may come to. */
const MADE: Record<string, readonly string[]> = {
  'key: string': [],
  key: [],
  'issue.message': [],
  '`file.${key}`': files
    .find((f) => f.path === 'renderer/data/file-look.ts')!
    .text.match(/(?<=say\([^)]*(?<!=== )')\w+(?=')/g)!
    .map((k) => `file.${k}`),
  '`storage.${trouble.code}`': ['full', 'readonly', 'io'].map((k) => `storage.${k}`),
  "`undo.${patches.kind === 'gone' ? 'gone' : 'movedOn'}`": ['undo.gone', 'undo.movedOn'],
  '`documents.${read.error.key}`': keysOf('zh', 'documents').flatMap((k) => (k.startsWith('error.') ? [k.replace('error', 'documents')] : [])),
};
/** Whatever the answer of the documents worker is called where it is refused. */
const madeOf = (said: string): readonly string[] | undefined => MADE[said.replace(/^`documents\.\$\{\w+\./, '`documents.${read.')];

/** The first argument of each `refuse(…)`, to its comma or bracket outside of quotes and brackets. */
function firstArguments(text: string): string[] {
  return [...text.matchAll(/(?<![\w.])refuse\(/g)].map((m) => {
    const from = m.index + m[0].length;
    let [depth, quote, at] = [0, '', from];
    for (; at < text.length; at++) {
      const c = text[at]!;
      if (quote) quote = c === quote ? '' : quote;
      else if ("'`".includes(c)) quote = c;
      else if ('([{'.includes(c)) depth++;
      else if (depth === 0 && ',)'.includes(c)) break;
      else if (')]}'.includes(c)) depth--;
    }
    return text.slice(from, at).trim();
  });
}
const literals = (text: string): string[] => [...text.matchAll(/'([a-z]\w*(?:\.\w+)+)'/gi)].map((m) => m[1]!);
const used = (): string[] =>
  files.flatMap(({ path, text }) => [
    ...firstArguments(text).flatMap((said) => madeOf(said) ?? (literals(said).length > 0 ? literals(said) : [`${path}: ${said}`])),
    // rules of a method's input name their words themselves
    ...(path.startsWith('shared/valuation/') ? literals(text).filter((k) => k.startsWith('valuation.')) : []),
  ]);

it('in both languages', () => {
  const all = [...new Set(used())].toSorted();
  expect(all.length).toBeGreaterThan(200);
  expect(all).toEqual(
    expect.arrayContaining(['registry.simulatedNumber', 'file.notScan', 'documents.cancelled', 'valuation.reasonMissing', 'filing.pagesExtra']),
  );
  for (const lang of ['zh', 'en']) {
    const stems = new Set(keysOf(lang, 'refusal').map((k) => k.replace(/_(?:one|other)$/, '')));
    expect([lang, all.filter((k) => !stems.has(k))]).toEqual([lang, []]);
  }
});
