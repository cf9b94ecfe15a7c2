import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { net, protocol, type Session } from 'electron';
import { bundleFile, contentType } from './bundle-path.ts';
import { bundleHeaders, contentSecurityPolicy } from './csp.ts';
import { LAST_RESORT, ORIGIN, SCHEME } from './origin.ts';

/**
 * Must run before the app is ready and only once per process: a second call replaces the first, and a scheme that is not
 * standard has no storage.
 */
export function registerBundleScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/**
 * Serves `app://bundle` from `root`, or in development from the server at `dev`, under a nonce of this start.
 * `lastResort` makes the one page that must work when the bundle does not.
 */
export function serveBundle(session: Session, root: string, dev: URL | null, lastResort: (nonce: string) => string): void {
  const nonce = randomBytes(18).toString('base64');
  const csp = contentSecurityPolicy(nonce, dev);
  const withNonce = (html: string): string => html.replaceAll('__NONCE__', nonce);
  const refuse = (status: number): Response => new Response('', { status, headers: bundleHeaders('text/plain; charset=utf-8', csp) });

  session.protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET') return refuse(405);
    if (request.url === LAST_RESORT) return new Response(lastResort(nonce), { headers: bundleHeaders('text/html; charset=utf-8', csp) });
    if (dev !== null && request.url.startsWith(`${ORIGIN}/`)) return proxied(request.url, dev);
    const file = await bundleFile(root, request.url);
    const type = file === null ? null : contentType(file);
    if (file === null || type === null) return refuse(404);
    const headers = bundleHeaders(type, csp);
    if (type.startsWith('text/html')) return new Response(withNonce(await readFile(file, 'utf8')), { headers });
    return new Response(new Uint8Array(await readFile(file)), { headers });
  });

  async function proxied(address: string, server: URL): Promise<Response> {
    const url = new URL(address);
    const answer = await net.fetch(new URL(url.pathname + url.search, server).href, { bypassCustomProtocolHandlers: true });
    const type = answer.headers.get('content-type') ?? 'text/plain; charset=utf-8';
    const headers = bundleHeaders(type, csp);
    if (type.startsWith('text/html')) return new Response(withNonce(await answer.text()), { status: answer.status, headers });
    return new Response(answer.body, { status: answer.status, headers });
  }
}
