/** What lies in the program's vaults, seen from outside. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';

async function filesNamed(userData: string, name: RegExp): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const vaults = join(userData, 'vault');
  // made with its first file
  if (!existsSync(vaults)) return found;
  for (const entry of await readdir(vaults, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && name.test(entry.name)) found.set(entry.name, new Uint8Array(await readFile(join(entry.parentPath ?? entry.path, entry.name))));
  return found;
}

/** Every file that is there, by the SHA-256 it is named by. */
export const vaultFiles = (userData: string): Promise<Map<string, Uint8Array>> => filesNamed(userData, /^[0-9a-f]{64}$/);

/** The parts of every .docx that is there, by the SHA-256 of the file. */
export async function docxFiles(userData: string): Promise<Map<string, Record<string, string>>> {
  const files = [...(await vaultFiles(userData))].filter(([, bytes]) => strFromU8(bytes.subarray(0, 4), true) === 'PK\u0003\u0004');
  return new Map(files.map(([hash, bytes]) => [hash, Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))]));
}

/** What is still coming in, or was when the program died. */
export const halfFiles = (userData: string): Promise<Map<string, Uint8Array>> => filesNamed(userData, /^(?![0-9a-f]{64}$)/);
