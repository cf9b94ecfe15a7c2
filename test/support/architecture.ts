import { posix } from 'node:path';

export type Source = { path: string; text: string };
export type Violation = { rule: string; path: string; detail: string };
type Rule = (source: Source, bare: string) => string[];

const IMPORT = /(?<!['"])(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"\n]+)['"]/g;
// `type X` without `=` or `<` behind it is an import of somebody else's name
const DECLARED = /\b(class|interface|enum|function|const|let|type(?=\s+[\w$]+\s*[=<]))\s+([A-Za-z_$][\w$]*)/g;
const BANNED = ['service', 'services', 'helper', 'helpers', 'util', 'utils', 'common', 'handler', 'handlers', 'repository', 'entity', 'dto'];
const FORMATS = ['docx', 'exceljs', 'fflate', 'saxes', 'pdfjs-dist', 'pizzip', 'docxtemplater'];
const PURE = ['decimal.js', 'zod', 'canonicalize', '@noble/hashes', '@aws-crypto/crc32c', 'pinyin-pro', 'diff'];
export const LINE_LIMIT = 400;

/** The text without comments; string contents stay, since import paths are strings. */
export function withoutComments(text: string): string {
  return text.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|(^|[^:\\])\/\/[^\n]*/g,
    (whole, string: string | undefined, before: string | undefined) => string ?? (before ?? '') + whole.replace(/[^\n]/g, '').slice(0),
  );
}

const top = (path: string): string => path.split('/')[0] ?? '';
const featureOf = (path: string): string | undefined => /^renderer\/features\/([^/]+)/.exec(path)?.[1];
/** the writers of workbooks, which the registry uses too */
const inSheet = (path: string): boolean => path.startsWith('shared/sheet/');
const isProduct = (path: string): boolean => ['shared', 'electron', 'renderer'].includes(top(path));

/** Import specifiers; a relative one as a path from the root. */
export function importsOf({ path }: Source, bare: string): string[] {
  return [...bare.matchAll(IMPORT)].map(([, name = '']) => (name.startsWith('.') ? posix.join(posix.dirname(path), name) : name));
}

const packageOf = (name: string): string => (name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? name));

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}

const onlyIn =
  (packages: readonly string[], allowed: (path: string) => boolean): Rule =>
  (source, bare) =>
    isProduct(source.path) && !allowed(source.path) ? importsOf(source, bare).filter((name) => packages.includes(packageOf(name))) : [];

const matches =
  (where: (path: string) => boolean, pattern: RegExp): Rule =>
  ({ path }, bare) =>
    where(path) ? [...bare.matchAll(pattern)].map(([found]) => found.trim()) : [];

/** What stands between the parentheses of every `expect(…)`; `expect.poll(…)` is another call. */
function expected(bare: string): string[] {
  return [...bare.matchAll(/\bexpect\(/g)].map(({ index, 0: call }) => {
    let [at, open] = [index + call.length, 1];
    while (at < bare.length && open > 0) open += { '(': 1, ')': -1 }[bare[at++]!] ?? 0;
    return bare.slice(index + call.length, at - 1);
  });
}
const READ_ONCE =
  /\bawait\b[\s\S]*\.(?:innerText|allInnerTexts|textContent|allTextContents|inputValue|getAttribute|boundingBox|count|is(?:Visible|Hidden|Enabled|Disabled|Checked|Editable))\(/;

const RULES: Readonly<Record<string, Rule>> = {
  'shared imports only shared and pure libraries': (source, bare) =>
    top(source.path) !== 'shared'
      ? []
      : importsOf(source, bare).filter((name) => top(name) !== 'shared' && !PURE.includes(packageOf(name)) && !(inSheet(source.path) && name === 'fflate')),
  'electron never imports the renderer': (source, bare) =>
    top(source.path) === 'electron' ? importsOf(source, bare).filter((name) => top(name) === 'renderer') : [],
  'the renderer never imports electron': (source, bare) =>
    top(source.path) === 'renderer' ? importsOf(source, bare).filter((name) => top(name) === 'electron' || name.startsWith('node:')) : [],
  'features never import each other': (source, bare) => {
    const own = featureOf(source.path);
    if (top(source.path) !== 'renderer' || source.path.startsWith('renderer/app/')) return [];
    return importsOf(source, bare).filter((name) => featureOf(name) !== undefined && featureOf(name) !== own);
  },
  'building blocks know no data': (source, bare) =>
    source.path.startsWith('renderer/ui/') ? importsOf(source, bare).filter((name) => /^(renderer\/data|shared\/domain)\//.test(name)) : [],
  'only renderer/data imports dexie': onlyIn(['dexie'], (path) => path.startsWith('renderer/data/')),
  'only documents imports file formats': (source, bare) =>
    onlyIn(FORMATS, (path) => /^renderer\/.*documents\//.test(path))(source, bare).filter(
      (name) => !((top(source.path) === 'electron' || inSheet(source.path)) && name === 'fflate'),
    ),
  'only renderer/session imports zustand': onlyIn(['zustand'], (path) => path.startsWith('renderer/session/')),
  'no default exports': matches((path) => !path.endsWith('.config.ts'), /^\s*export\s+default\b/gm),
  'no barrels': matches(() => true, /^\s*export\s+(?:type\s+)?\*.*$/gm),
  'no re-export file': ({ path }, bare) => {
    const left = bare
      .split(';')
      .map((line) => line.trim())
      .filter(Boolean);
    return left.length > 0 && left.every((line) => /^export\s+(type\s+)?\{[^}]*\}\s*from\b/.test(line)) ? [path] : [];
  },
  'no clock or chance in shared': matches(
    (path) => top(path) === 'shared',
    /\bDate\.now\b|\bMath\.random\b|\bnew Date\(\s*\)|\bperformance\.now\b|\brandomUUID\b|\bgetRandomValues\b/g,
  ),
  'no markup or code from text': matches(
    isProduct,
    /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML)\b|\bdocument\.write\b|(?<![.\w])eval\(|\bnew Function\b/g,
  ),
  'no clipboard that asks for a permission': matches(isProduct, /\bnavigator\.clipboard\b/g),
  'banned words in names': ({ path }, bare) => {
    const inPath = path
      .split('/')
      .slice(1)
      .flatMap(wordsOf)
      .filter((word) => BANNED.includes(word))
      .map((word) => `${word} in path`);
    // a declaration file speaks of somebody else's names
    const declared = (path.endsWith('.d.ts') ? [] : [...bare.matchAll(DECLARED)]).filter(([, kind, name = '']) =>
      wordsOf(name).some((word) => BANNED.includes(word) || (kind === 'class' && word === 'manager')),
    );
    return [...inPath, ...declared.map(([, , name = '']) => name)];
  },
  [`no file over ${LINE_LIMIT} lines`]: ({ text }) => (text.split('\n').length > LINE_LIMIT ? [`${text.split('\n').length} lines`] : []),
  'no silenced compiler': ({ text }) => [...text.matchAll(/@ts-(?:ignore|nocheck)/g)].map(([found]) => found),
  'no skipped tests': matches((path) => top(path) === 'test', /\b(?:it|test|describe)\.(?:skip|only|todo)\(/g),
  // it is painted when the machine comes to it
  'the screen is waited for, never read once': ({ path }, bare) =>
    /^test\/(?:e2e|chromium)\//.test(path) ? expected(bare).filter((argument) => READ_ONCE.test(argument)) : [],
  // the units of the input parser are values, not words
  'words on screen come from locales': ({ path }, bare) =>
    /^renderer\/(?:features|ui|app)\/.*\.tsx$/.test(path)
      ? bare
          .split('\n')
          .filter((line) => /[\u4e00-\u9fff]/.test(line.replace(/'(?:万?元)'/g, '')))
          .map((line) => line.trim())
      : [],
};

/** Everything in these files that the plan of the house forbids. */
export function violations(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    const bare = withoutComments(source.text);
    return Object.entries(RULES).flatMap(([rule, find]) => find(source, bare).map((detail) => ({ rule, path: source.path, detail })));
  });
}

export const ruleNames = (): string[] => Object.keys(RULES);

/** Lines of the middle file and of the one that nine in ten stay below. */
export function sizes(sources: readonly Source[]): { files: number; median: number; p90: number; largest: number } {
  const lines = sources.map(({ text }) => text.trimEnd().split('\n').length).sort((a, b) => a - b);
  const at = (share: number): number => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))] ?? 0;
  return { files: lines.length, median: at(0.5), p90: at(0.9), largest: at(1) };
}
