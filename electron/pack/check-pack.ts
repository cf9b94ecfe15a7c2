/** A pack met again, as a folder or a .zip: each file against the hash its list has. */
import { createHash } from 'node:crypto';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PackCheck } from '../../shared/bridge.ts';
import { PACK_LIST, readPackList } from '../../shared/pack-list.ts';
import { hashFile, sha256Of } from '../files/sha256.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { zipBytes, zipEntries } from './zip-reader.ts';

const MOST_LIST = 1024 * 1024;
const MOST_FILES = 2_000;
/** Empty files are alike without being the same. */
const NOTHING = sha256Of(new Uint8Array());

type Found = { names: readonly string[]; list: () => Promise<Uint8Array>; hash: (name: string) => Promise<string> };

/** Throws `unsupported` where no list of a pack lies there, `damaged` where the .zip itself is broken. */
export async function checkPack(at: string): Promise<PackCheck> {
  if ((await stat(at)).isDirectory()) return compare(path.basename(at), await inFolder(at));
  const file = await open(at, 'r');
  try {
    const all = (await zipEntries(file)).filter((e) => !e.name.endsWith('/'));
    const list = all.find((e) => e.name.split('/').at(-1) === PACK_LIST);
    if (!list || list.size > MOST_LIST) throw new BridgeFault('unsupported', 'list');
    // packed again by a file manager, everything lies in one folder more
    const above = list.name.slice(0, -PACK_LIST.length);
    const byName = new Map(all.filter((e) => e.name.startsWith(above)).map((e) => [e.name.slice(above.length), e]));
    const hash = async (name: string): Promise<string> => {
      const sum = createHash('sha256');
      for await (const piece of zipBytes(file, byName.get(name)!)) sum.update(piece);
      return sum.digest('hex');
    };
    const bytes = async (): Promise<Uint8Array> => {
      const parts: Uint8Array[] = [];
      for await (const piece of zipBytes(file, list)) parts.push(piece);
      return Buffer.concat(parts);
    };
    return await compare(path.basename(at), { names: [...byName.keys()], list: bytes, hash });
  } finally {
    await file.close();
  }
}

async function inFolder(at: string): Promise<Found> {
  const list = await stat(path.join(at, PACK_LIST)).catch(() => undefined);
  if (!list?.isFile() || list.size > MOST_LIST) throw new BridgeFault('unsupported', 'list');
  const names: string[] = [];
  const folders = [''];
  for (const folder of folders) {
    for (const entry of await readdir(path.join(at, folder), { withFileTypes: true })) {
      if (entry.isFile()) names.push(`${folder}${entry.name}`);
      else if (entry.isDirectory()) folders.push(`${folder}${entry.name}/`);
    }
    if (names.length > MOST_FILES || folders.length > MOST_FILES) throw new BridgeFault('unsupported', 'list');
  }
  return { names, list: () => readFile(path.join(at, PACK_LIST)), hash: (name) => hashFile(path.join(at, ...name.split('/'))) };
}

async function compare(name: string, { names, list, hash }: Found): Promise<PackCheck> {
  const bytes = await list();
  const listed = readPackList(new TextDecoder().decode(bytes));
  if (listed === null) throw new BridgeFault('unsupported', 'list');
  const there = new Set(names);
  const gone = listed.filter((f) => !there.has(f.name));
  const changed: string[] = [];
  for (const file of listed) if (there.has(file.name) && (await hash(file.name).catch(brokenOr)) !== file.sha256) changed.push(file.name);
  const known = new Set([PACK_LIST, ...listed.map((f) => f.name)]);
  const strange = names.filter((n) => !known.has(n));
  // the same bytes under another name are no file that is missing and one too many
  const renamed: PackCheck['renamed'] = [];
  for (const to of gone.length > 0 ? strange : []) {
    const bytesOf = await hash(to).catch(brokenOr);
    const from = gone.find((f) => f.sha256 === bytesOf && bytesOf !== NOTHING && !renamed.some((r) => r.from === f.name))?.name;
    if (from !== undefined) renamed.push({ from, to });
  }
  return {
    name,
    hash: sha256Of(bytes),
    listed: listed.length,
    missing: gone.map((f) => f.name).filter((n) => !renamed.some((r) => r.from === n)),
    renamed,
    changed,
    beside: strange.filter((n) => !renamed.some((r) => r.to === n)),
  };
}

/** A file whose own bytes are broken differs from its hash; anything else that fails is a failure. */
function brokenOr(error: unknown): string {
  if (error instanceof BridgeFault && error.code === 'damaged') return '';
  throw error;
}
