/** The registry as one Fastify application; it holds no state beyond its database, its turnstile and the class's open line. */
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { registerApi } from './api.ts';
import { registerJoin } from './class-join.ts';
import { firstReviews } from './class-review.ts';
import type { RegistryDatabase } from './database.ts';
import { registerDesk } from './desk/routes.ts';
import type { OnArrival } from './letters.ts';
import { RequestRefused } from './problem.ts';
import { HEADERS, hearOut, refuseAddress, refuseBroken, refuseRequest, refuseStrangers } from './refuse.ts';
import { createTurnstile, sharedTurnstile } from './turnstile.ts';

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

export function createServer(options: ServerOptions): FastifyInstance {
  const { database, deskKey, loopbackOnly, now = () => new Date(), requestsPerMinute = 1200, onArrival = firstReviews } = options;
  const app = Fastify({
    bodyLimit: LARGEST_BODY,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    return503OnClosing: true,
    logger: false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseBroken,
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
    // what the header says is not undone here: taken as it stands it would be read as something else
    if (!/^(identity)?$/i.test(request.headers['content-encoding'] ?? '')) throw new RequestRefused('unsupported-encoding');
  });
  hearOut(app);
  app.setErrorHandler((error: FastifyError, request, answer) => refuseRequest(error, request, answer));
  refuseStrangers(app);

  const turnstile = database.many ? sharedTurnstile(database, requestsPerMinute) : createTurnstile(requestsPerMinute);
  registerApi(app, { database, now, turnstile, onArrival });
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
