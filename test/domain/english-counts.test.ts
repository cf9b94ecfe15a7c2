import i18next from 'i18next';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SPEAKERS } from '../../electron/registry/desk/words.ts';
import { flatten } from '../support/locales.ts';

const folder = new URL('../../resources/locales/en/', import.meta.url);
const files = readdirSync(folder).map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(new URL(name, folder), 'utf8'))] as const);
/** Words that end in s and are no plural. */
const SINGULAR = /^(?:less|this|was|is|has|as|its|comes|asks|does|needs|waits|stays|differs|yuan’s)$/;
/** `{{count}} more changes`: a number, then within three words a plural or the verb of one. */
function ofMany(text: string): boolean {
  return [...text.matchAll(/\{\{count\}\}((?: [a-z]+){1,3})/g)].some(([, words]) =>
    words!
      .trim()
      .split(' ')
      .some((word) => (word.endsWith('s') && !SINGULAR.test(word)) || ['are', 'were', 'have'].includes(word)),
  );
}

it('English says of one thing that it is one: every count of things has its own words for one', async () => {
  const many = files.flatMap(([file, words]) => {
    const flat = flatten(words);
    return [...flat]
      .filter(([key, text]) => ofMany(text) && !/_(?:one|other)$/.test(key) && !flat.has(`${key}_one`))
      .map(([key, text]) => `${file}:${key} ${text}`);
  });
  // of several alone: as many as were found to be alike, a limit, working days of a rule
  const never = /^(?:documents:import\.sameHeader|methods:rowsLeft|sync:(?:more|asked\.many|asked\.moves)|clocks:step\.importRecordal) /;
  expect(many.filter((line) => !never.test(line))).toEqual([]);
  expect(
    files.flatMap(([file, words]) => [...flatten(words)].filter(([key, text]) => key.endsWith('_one') && ofMany(text)).map(([key]) => `${file}:${key}`)),
  ).toEqual([]);
  const english = i18next.createInstance();
  await english.init({ lng: 'en', resources: { en: Object.fromEntries(files) as never }, interpolation: { escapeValue: false } });
  const said = (key: string, count: number): string => english.t(key as never, { count });
  expect([1, 2].map((n) => said('correction:supplement.locked', n).slice(31, 55))).toEqual(['1 ground asks for other ', '2 grounds ask for other ']);
  expect([1, 2].map((n) => said('sync:attempts', n))).toEqual(['tried once', 'tried 2 times']);
  expect([1, 2].map((count) => SPEAKERS.en.t('list.hints', { count }))).toEqual(['1 hint', '2 hints']);
});
