import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../electron/runtime/paths.ts';
import { LINE_LIMIT, ruleNames, sizes, violations, type Source } from './support/architecture.ts';
import { compareWords } from './support/locales.ts';

async function read(folders: readonly string[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(join(PROJECT, folder), { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
      const path = join(entry.parentPath ?? entry.path, entry.name);
      sources.push({ path: relative(PROJECT, path).replaceAll('\\', '/'), text: await readFile(path, 'utf8') });
    }
  }
  return sources;
}

const show = (found: { rule: string; path: string; detail: string }[]): string[] => found.map(({ rule, path, detail }) => `${rule}: ${path}: ${detail}`);

/** One planted offence per rule; the check is worth something only while it finds each of them. */
const PLANTED: Record<string, Source> = {
  'shared imports only shared and pure libraries': { path: 'shared/x.ts', text: `import { readFile } from 'node:fs';` },
  'electron never imports the renderer': { path: 'electron/x.ts', text: `import { db } from '../renderer/data/store.ts';` },
  'the renderer never imports electron': { path: 'renderer/app/x.ts', text: `import { app } from '../../electron/main.ts';` },
  'features never import each other': { path: 'renderer/features/deals/x.ts', text: `const x = import('../contracts/y.ts');` },
  'building blocks know no data': { path: 'renderer/ui/x.ts', text: `import { db } from '../data/store.ts';` },
  'only renderer/data imports dexie': { path: 'renderer/features/deals/x.ts', text: `import { Dexie } from 'dexie';` },
  'only documents imports file formats': { path: 'renderer/features/deals/x.ts', text: `import { Packer } from 'docx';` },
  'only renderer/session imports zustand': { path: 'renderer/features/deals/x.ts', text: `import { create } from 'zustand/vanilla';` },
  'no default exports': { path: 'shared/x.ts', text: 'export default 1;' },
  'no barrels': { path: 'shared/x.ts', text: `export * from './y.ts';\nexport const a = 1;` },
  'no re-export file': { path: 'shared/x.ts', text: `export { a } from './a.ts';\nexport type { B } from './b.ts';` },
  'no clock or chance in shared': { path: 'shared/x.ts', text: 'export const now = () => new Date();' },
  'no markup or code from text': { path: 'renderer/app/x.ts', text: 'document.body.innerHTML = text;' },
  'no clipboard that asks for a permission': { path: 'renderer/app/x.ts', text: 'void navigator.clipboard.writeText(text);' },
  'banned words in names': { path: 'shared/x.ts', text: 'export class DealManager {}' },
  [`no file over ${LINE_LIMIT} lines`]: { path: 'shared/x.ts', text: '\n'.repeat(LINE_LIMIT) },
  'no silenced compiler': { path: 'shared/x.ts', text: ['// @ts', 'ignore'].join('-') },
  'no skipped tests': { path: 'test/x.test.ts', text: ['it.', `skip('later', () => {});`].join('') },
  'the screen is waited for, never read once': { path: 'test/e2e/x.test.ts', text: `expect((await rows.allInnerTexts()).join(), 'x').toBe('y');` },
  'words on screen come from locales': { path: 'renderer/ui/X.tsx', text: 'export const X = () => <b>保存</b>;' },
};

describe('the plan of the house', () => {
  test('nothing in the tree breaks it', async () => {
    const sources = (await read(['shared', 'electron', 'renderer', 'test'])).filter(({ path }) => path !== 'test/architecture.test.ts');
    const product = sizes(sources.filter(({ path }) => !path.startsWith('test/')));
    console.log(`product: ${product.files} files, median ${product.median} lines, p90 ${product.p90}, largest ${product.largest}`);
    expect(sources.length).toBeGreaterThan(30);
    expect(show(violations(sources))).toEqual([]);
  });

  test.each(ruleNames())('a planted violation is found: %s', (rule) => {
    const planted = PLANTED[rule];
    expect(planted, 'every rule has its planted violation').toBeDefined();
    expect(violations(planted ? [planted] : []).map((found) => found.rule)).toContain(rule);
  });

  test('what is allowed is not called a violation', () => {
    const allowed: Source[] = [
      { path: 'renderer/data/store.ts', text: `import Dexie from 'dexie';` },
      { path: 'renderer/documents/contract.ts', text: `import { Packer } from 'docx'; // innerHTML in a comment` },
      { path: 'electron/files/backup.ts', text: `import { zip } from 'fflate';` },
      { path: 'renderer/session/route.ts', text: `import { create } from 'zustand';` },
      { path: 'test/e2e/x.test.ts', text: `await expect.poll(() => rows.count()).toBe(2);\nexpect(await stored()).toEqual([]);` },
      { path: 'renderer/app/routes.tsx', text: `const Deals = lazy(() => import('../features/deals/DealsRoom.tsx')); /* 项目 */` },
      { path: 'shared/time.ts', text: `export const day = (iso: string) => new Date(iso); export { a } from './a.ts';` },
    ];
    expect(show(violations(allowed))).toEqual([]);
  });
});

describe('words on screen', () => {
  const file = async (language: string, name: string): Promise<Parameters<typeof compareWords>[0]> =>
    JSON.parse(await readFile(join(PROJECT, 'resources/locales', language, name), 'utf8')) as Parameters<typeof compareWords>[0];

  test('Chinese and English have the same files, keys and placeholders', async () => {
    const [zh, en] = await Promise.all(['zh', 'en'].map((language) => readdir(join(PROJECT, 'resources/locales', language))));
    expect(en).toEqual(zh);
    const differences: string[] = [];
    for (const name of zh ?? []) differences.push(...compareWords(await file('zh', name), await file('en', name)).map((line) => `${name}: ${line}`));
    expect(differences).toEqual([]);
  });

  test('a missing key, an empty word and another placeholder are found', () => {
    expect(compareWords({ a: { b: '甲' }, n: '{{count}} 项' }, { a: { b: 'A' }, n_one: '{{count}} item', n_other: '{{count}} items' })).toEqual([]);
    expect(compareWords({ a: '甲', b: '' }, { b: 'B', c: 'C' })).toEqual(['a: missing in en', 'c: missing in zh', 'b: empty']);
    expect(compareWords({ a: '{{name}}' }, { a: '{{names}}' })).toEqual(['a: other placeholders']);
  });
});
