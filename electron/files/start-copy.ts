import { copyFile, link, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from './durable.ts';
import { freeName, stamp } from './stamp.ts';

const NAME = 'at-start';

/**
 * Chromium deletes a store it finds damaged, so the evidence must be kept before it looks. Tables (.ldb) never change once
 * written and are linked; the few small files that are appended to are copied. Milliseconds, hardly any space.
 * Call before the first window; the copy of the start before is dropped.
 */
export async function copyStoreAtStart(store: string, aside: string): Promise<void> {
  const to = path.join(aside, NAME);
  await rm(to, { recursive: true, force: true });
  const names = await readdir(store).catch((): string[] => []);
  if (names.length === 0) return;
  await makeFolder(to);
  for (const name of names.filter((n) => n !== 'LOCK')) {
    const [from, into] = [path.join(store, name), path.join(to, name)];
    // a file system without links, or a table replaced under our hands: a copy will do, none is better than a failed start
    if (name.endsWith('.ldb')) await link(from, into).catch(() => copyFile(from, into).catch(() => undefined));
    else await copyFile(from, into).catch(() => undefined);
  }
}

/** The store was lost: what it was at this start is kept under a name of its own. Answers that name, '' where there is none. */
export async function keepStartCopy(aside: string, label: string): Promise<string> {
  const names = await readdir(aside).catch((): string[] => []);
  if (!names.includes(NAME)) return '';
  const name = await freeName(aside, `${stamp()}-${label}`);
  await rename(path.join(aside, NAME), path.join(aside, name));
  return name;
}
