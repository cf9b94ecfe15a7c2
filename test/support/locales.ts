type Words = { [key: string]: string | Words };

/** Every key of a word file as a path, with its text. */
export function flatten(words: Words, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) flat.set(path, text);
  }
  return flat;
}

const placeholders = (text: string): string =>
  [...text.matchAll(/\{\{\s*([\w.]+)/g)]
    .map(([, name]) => name)
    .sort()
    .join(',');
// English needs forms of number that Chinese does not have
const stem = (key: string): string => key.replace(/_(?:zero|one|two|few|many|other)$/, '');

/** Where the Chinese and the English file of one feature differ: missing keys, empty words, other placeholders. */
export function compareWords(zh: Words, en: Words): string[] {
  const [left, right] = [flatten(zh), flatten(en)];
  const stems = (words: Map<string, string>): Set<string> => new Set([...words.keys()].map(stem));
  const [leftKeys, rightKeys] = [stems(left), stems(right)];
  const missing = [
    ...[...leftKeys].filter((key) => !rightKeys.has(key)).map((key) => `${key}: missing in en`),
    ...[...rightKeys].filter((key) => !leftKeys.has(key)).map((key) => `${key}: missing in zh`),
  ];
  const empty = [...left, ...right].filter(([, text]) => text.trim() === '').map(([key]) => `${key}: empty`);
  const differing = [...left]
    .filter(([key, text]) => right.has(key) && placeholders(text) !== placeholders(right.get(key) ?? ''))
    .map(([key]) => `${key}: other placeholders`);
  return [...missing, ...empty, ...differing];
}
