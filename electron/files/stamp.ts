import { readdir } from 'node:fs/promises';

/** The time as part of a folder's name, to the millisecond: names sort by age. */
export const stamp = (): string => new Date().toISOString().replace(/[-:.]/g, '');

/** A name below `folder` that is not taken yet. */
export async function freeName(folder: string, wanted: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}.${n}`;
  return name;
}
