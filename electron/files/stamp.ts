import { readdir } from 'node:fs/promises';

let last = 0;

/** The time as part of a folder's name, to the millisecond; later ones sort later, also when the clock stands or is put back. */
export function stamp(): string {
  last = Math.max(Date.now(), last + 1);
  return new Date(last).toISOString().replace(/[-:.]/g, '');
}

/** A name below `folder` that is not taken yet. */
export async function freeName(folder: string, wanted: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}.${n}`;
  return name;
}
