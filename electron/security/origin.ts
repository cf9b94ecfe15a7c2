/** The address of people's data: Chromium files IndexedDB under it. Never change either part. */
export const SCHEME = 'app';
export const HOST = 'bundle';
export const ORIGIN = `${SCHEME}://${HOST}`;

/** The page shown when the built one crashes again and again. */
export const LAST_RESORT = `${ORIGIN}/recovery.html`;

/** `new URL`, or null: `URL.canParse` is missing in Node 18. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The development server, for an unpackaged program whose runner names one on this machine. */
export function developmentServer(packaged: boolean, env: NodeJS.ProcessEnv): URL | null {
  const url = packaged ? null : parseUrl(env['ELECTRON_RENDERER_URL'] ?? '');
  return url !== null && url.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname) ? url : null;
}

/** Whether an address is a page of our own bundle: scheme and host exactly, no port, no user name. */
export function isOwnUrl(text: string): boolean {
  const url = parseUrl(text);
  return url !== null && url.protocol === `${SCHEME}:` && url.host === HOST && url.username === '' && url.password === '';
}
