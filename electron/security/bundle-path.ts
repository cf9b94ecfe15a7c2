import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isOwnUrl } from './origin.ts';

/**
 * The file that an `app://bundle/…` address names, or null. It must exist below `root` after every link is followed;
 * the comparison carries a trailing separator, because `/app-evil` starts with `/app` too.
 */
export async function bundleFile(root: string, address: string): Promise<string | null> {
  if (!isOwnUrl(address)) return null;
  let name: string;
  try {
    name = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  // a decoded backslash, NUL or drive colon has no business in a bundle path and means something else on Windows
  if (/[\\\0:]/.test(name) || name.split('/').includes('..')) return null;
  const wanted = path.join(root, name === '/' ? 'index.html' : name);
  try {
    const real = await realpath(wanted);
    const base = (await realpath(root)) + path.sep;
    if (!real.startsWith(base)) return null;
    return (await stat(real)).isFile() ? real : null;
  } catch {
    return null;
  }
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
};

/** Content type by extension; null for kinds that are not part of a bundle. */
export function contentType(file: string): string | null {
  return TYPES[path.extname(file).toLowerCase()] ?? null;
}
