/** The registry as one Fastify application; it holds no state beyond its database, its turnstile and the class's open line. */
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { registerApi } from './api.ts';
import { registerJoin } from './class-join.ts';
import { firstReviews } from './class-review.ts';
import type { RegistryDatabase } from './database.ts';
import { registerDesk } from './desk/routes.ts';
import { errorPage } from './desk/pages.ts';
import type { OnArrival } from './letters.ts';
import { codeOfFramework, problemOf, RequestRefused } from './problem.ts';
import { createTurnstile, TooMany } from './turnstile.ts';

export type ServerOptions = {
  database: RegistryDatabase;
  now?: () => Date;
  /** opens the desk for whoever is on duty at this machine */
  deskKey: string;
  /** bound to this machine only: then no other Host may be named (a web page could otherwise reach us under a name of its own) */
  loopbackOnly: boolean;
  requestsPerMinute?: number;
  /** looks at the letters that were taken, inside the transaction that takes them; a class's automatic review where nothing else is said */
  onArrival?: OnArrival;
};

const LARGEST_BODY = 4 * 1024 * 1024;
const HEADERS: Record<string, string> = {
  'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

export function createServer(options: ServerOptions): FastifyInstance {
  const { database, deskKey, loopbackOnly, now = () => new Date(), requestsPerMinute = 1200, onArrival = firstReviews } = options;
  const app = Fastify({
    bodyLimit: LARGEST_BODY,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    return503OnClosing: true,
    logger: false,
    routerOptions: { maxParamLength: 200 },
  });

  // bodies stay text: the letter is parsed where it is checked, and a form where it is read
  app.removeAllContentTypeParsers();
  for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
    app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => {
      done(null, body);
    });
  }
  app.addHook('onRequest', async (request, answer) => {
    void answer.headers(HEADERS);
    if (loopbackOnly && !/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')) throw new RequestRefused('forbidden');
    const { 'sec-fetch-site': site, origin } = request.headers;
    const crossSite = site === 'cross-site' || site === 'same-site' || (origin !== undefined && hostOf(origin) !== request.headers.host);
    if (request.method !== 'GET' && request.method !== 'HEAD' && crossSite) throw new RequestRefused('forbidden');
    const type = request.headers['content-type'];
    if ((request.method === 'POST' || request.method === 'PUT') && request.url.startsWith('/v1/') && !/^application\/json\s*(;|$)/i.test(type ?? ''))
      throw new RequestRefused('unsupported-media-type');
  });
  app.setErrorHandler((error: FastifyError, request, answer) => refuseRequest(error, request.url, answer));
  app.setNotFoundHandler((request, answer) => refuseRequest(new RequestRefused('not-found'), request.url, answer));

  registerApi(app, { database, now, turnstile: createTurnstile(requestsPerMinute), onArrival });
  registerJoin(app, { database, now });
  registerDesk(app, { database, now, deskKey });
  return app;
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

function refuseRequest(error: Error & { code?: string; statusCode?: number }, url: string, answer: FastifyReply): FastifyReply {
  const refused = error instanceof RequestRefused ? error : new RequestRefused(error instanceof TooMany ? 'too-many' : codeOfFramework(error));
  const { status, body } = problemOf(refused);
  if (error instanceof TooMany) void answer.header('retry-after', String(error.afterSeconds));
  void answer.code(status);
  if (url.startsWith('/desk')) return answer.type('text/html; charset=utf-8').send(errorPage(body.error.zh));
  return answer.type('application/json; charset=utf-8').send(JSON.stringify(body));
}
