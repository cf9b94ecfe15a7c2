import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this code stands in. */
export const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Where unpacked runtimes are kept between checkouts. Root uses /var/cache because /root is closed to the ordinary
 * user as whom the security tests start the program.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['KEZHUAN_CACHE']) return resolve(env['KEZHUAN_CACHE']);
  if (process.getuid?.() === 0) return '/var/cache/kezhuan';
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'kezhuan');
}
