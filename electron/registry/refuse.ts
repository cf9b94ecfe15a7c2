/** What answers a request that no route answers, or that is no request: the protocol's one shape, sent so that its sender can read it. */
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { guestOf } from './desk/language.ts';
import { errorPage } from './desk/pages.ts';
import { codeOfFramework, problemOf, RequestRefused, type ProblemCode } from './problem.ts';
import { TooMany } from './turnstile.ts';

export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};
const JSON_TYPE = 'application/json; charset=utf-8';
const DRAINED_BYTES = 16 * 1024 * 1024;
const DRAINED_MS = 5_000;
const LINGER_MS = 1_000;

type Thrown = Error & { code?: string; statusCode?: number };

export function refuseRequest(error: Thrown, request: FastifyRequest, answer: FastifyReply): FastifyReply {
  const refused = error instanceof RequestRefused ? error : new RequestRefused(error instanceof TooMany ? 'too-many' : codeOfFramework(error));
  const { status, body } = problemOf(refused);
  if (error instanceof TooMany) void answer.header('retry-after', String(error.afterSeconds));
  void answer.code(status);
  if (request.url.startsWith('/desk')) return answer.type('text/html; charset=utf-8').send(errorPage(guestOf(request), body.error));
  return answer.type(JSON_TYPE).send(JSON.stringify(body));
}

/** An address the router cannot read: none of its hooks has run. */
export const refuseAddress = (error: FastifyError, request: FastifyRequest, answer: FastifyReply): void => {
  void refuseRequest(error, request, answer.headers(HEADERS));
};

/** Answers what is at no address (404) and what an address does not take (405, with the methods it does). Comes before the routes. */
export function refuseStrangers(app: FastifyInstance): void {
  const known: { at: RegExp; method: string }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    const at = new RegExp(`^${url.replaceAll('.', '\\.').replace(/:[^/]+/g, '[^/]+')}$`);
    for (const one of [method].flat()) known.push({ at, method: one });
  });
  app.setNotFoundHandler((request, answer) => {
    const path = request.url.split('?')[0]!;
    const taken = [...new Set(known.filter(({ at }) => at.test(path)).map(({ method }) => method))];
    if (taken.length > 0) void answer.header('allow', taken.join(', '));
    return refuseRequest(new RequestRefused(taken.length > 0 ? 'method-not-allowed' : 'not-found'), request, answer);
  });
}

/**
 * A sender in the middle of its body reads no answer before it is through, and a closed door looks to it like a broken line:
 * the rest is taken in, up to a bound, before an early answer goes out.
 */
export function hearOut(app: FastifyInstance): void {
  app.addHook('onSend', (request, answer, payload, done) => {
    if (request.raw.complete || !hasBody(request.raw)) return done(null, payload);
    drain(request.raw, (whole) => {
      if (!whole) void answer.header('connection', 'close');
      done(null, payload);
    });
  });
}

const hasBody = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Takes in the rest of a body; `then` is told once whether that was all of it. */
function drain(request: IncomingMessage, then: (whole: boolean) => void): void {
  let left = DRAINED_BYTES;
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    clearTimeout(late);
    then(request.complete);
  };
  const late = setTimeout(end, DRAINED_MS);
  request.on('data', (part: Buffer) => {
    left -= part.length;
    if (left < 0) end();
  });
  for (const event of ['end', 'close', 'error']) request.once(event, end);
  request.resume();
}

const BROKEN: Readonly<Record<string, ProblemCode>> = { HPE_HEADER_OVERFLOW: 'headers-too-large', ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout' };

/** What came over the line is no HTTP, or too much or too late to be read as such. */
export function refuseBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { status, body } = problemOf(new RequestRefused(BROKEN[error.code ?? ''] ?? 'bad-request'));
  const text = JSON.stringify(body);
  const headers = { ...HEADERS, 'content-type': JSON_TYPE, 'content-length': String(Buffer.byteLength(text)), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  // what it still sends is let in, or the answer would be lost with the line
  socket.resume();
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
