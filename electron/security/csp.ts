/**
 * The content security policy of one start. Styles need a nonce because antd writes its rules at run time;
 * everything else comes from the bundle. `dev` is the address of the development server, which needs its web socket.
 */
export function contentSecurityPolicy(nonce: string, dev: URL | null = null): string {
  const script = dev === null ? `script-src 'self'` : `script-src 'self' 'nonce-${nonce}'`;
  const connect = dev === null ? `connect-src 'self'` : `connect-src 'self' ws://${dev.host}`;
  return [
    `default-src 'none'`,
    script,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    connect,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
  ].join('; ');
}

/** Headers on every answer of the bundle. */
export function bundleHeaders(type: string, csp: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': csp,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // the bundle is local; a cached page would carry the nonce of an earlier start
    'cache-control': 'no-store',
  };
}
