/** What lies in the program's vaults, seen from outside. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

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

/** What is still coming in, or was when the program died. */
export const halfFiles = (userData: string): Promise<Map<string, Uint8Array>> => filesNamed(userData, /^(?![0-9a-f]{64}$)/);
