/**
 * One request to one host and what came back. What matters to a letter is told apart here: never connected (nothing was
 * sent), or connected and no usable answer (nobody knows).
 */
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isClassroomAddress } from '../../shared/registry/classroom.ts';
import { problem, type Problem, type RawAnswer } from '../../shared/registry/reply.ts';

export type Limits = { connectMs: number; totalMs: number; answerBytes: number };
export const LIMITS: Limits = { connectMs: 10_000, totalMs: 60_000, answerBytes: 4 * 1024 * 1024 };

/** `skewMs`: how much the server's clock is ahead of ours, to the second; null where it did not say. For display only. */
export type Answered = { kind: 'answer'; raw: RawAnswer; bytes: Uint8Array; skewMs: number | null };
export type Exchange = Answered | { kind: 'unreachable'; reason: string } | { kind: 'unknown'; reason: string };

export type Asked = { method: 'GET' | 'POST' | 'PUT'; headers: Record<string, string>; body?: string };

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const MOST_REDIRECTS = 3;

/** Whether letters to this address go over the network in the clear. */
export const isPlain = (url: URL): boolean => url.protocol === 'http:' && !LOOPBACK.has(url.hostname);

/**
 * An address letters may go to: https, or http to this very machine; no credentials, query or fragment in it. `inClass`: a
 * class's registry may stand on the room's network without a certificate, by its number.
 */
export function registryAddress(text: string, inClass = false): URL | null {
  const url = parsed(text);
  if (url === null) return null;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (isPlain(url) && !(inClass && isClassroomAddress(url.hostname))) return null;
  if (url.username || url.password || url.search || url.hash) return null;
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** Node 18 has no URL.canParse. */
function parsed(text: string, base?: URL): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

/** Sends, follows redirects inside the same origin that keep method and body, and never any other, and none once `may` says no. */
export async function exchange(url: URL, asked: Asked, limits: Limits, may: () => boolean = () => true): Promise<Exchange> {
  let target = url;
  for (let hop = 0; ; hop++) {
    const got = await once(target, asked, limits);
    if (got.kind !== 'redirect') return got;
    const next = parsed(got.location, target);
    if (next === null || next.origin !== url.origin) return { kind: 'unknown', reason: 'redirect-elsewhere' };
    if (!may()) return { kind: 'unknown', reason: 'forbidden' };
    if (hop === MOST_REDIRECTS) return { kind: 'unknown', reason: 'redirect-loop' };
    target = next;
  }
}

function once(url: URL, asked: Asked, limits: Limits): Promise<Exchange | { kind: 'redirect'; location: string }> {
  return new Promise((resolve) => {
    const secure = url.protocol === 'https:';
    const options: RequestOptions = {
      method: asked.method,
      agent: false,
      headers: {
        accept: 'application/json, application/pdf',
        'accept-encoding': 'identity',
        ...asked.headers,
        ...(asked.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(asked.body)) }),
      },
    };
    let connected = false;
    let settled = false;
    const settle = (result: Exchange | { kind: 'redirect'; location: string }): void => {
      if (settled) return;
      settled = true;
      clearTimeout(connecting);
      clearTimeout(whole);
      request.destroy();
      resolve(result);
    };
    const lost = (reason: string): void => settle(connected ? { kind: 'unknown', reason } : { kind: 'unreachable', reason });
    const request = (secure ? httpsRequest : httpRequest)(url, options, (answer) => {
      connected = true;
      const { location } = answer.headers;
      if ((answer.statusCode === 307 || answer.statusCode === 308) && location !== undefined) settle({ kind: 'redirect', location });
      else
        read(answer, limits.answerBytes).then(
          (result) => (result.kind === 'lost' ? lost(result.reason) : settle(result)),
          () => lost('broken'),
        );
    });
    const connecting = setTimeout(() => {
      if (!connected) lost('connect-timeout');
    }, limits.connectMs);
    const whole = setTimeout(() => lost('timeout'), limits.totalMs);
    // nothing of the letter leaves before the socket is up (for https: before the certificate was checked)
    request.on('socket', (socket) =>
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        connected = true;
      }),
    );
    request.on('error', (error: NodeJS.ErrnoException) => lost(error.code ?? 'broken'));
    request.end(asked.body);
  });
}

async function read(answer: IncomingMessage, most: number): Promise<Exchange | { kind: 'lost'; reason: string }> {
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return { kind: 'lost', reason: 'encoded' };
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) return { kind: 'lost', reason: 'too-large' };
    parts.push(part);
  }
  if (!answer.complete) return { kind: 'lost', reason: 'cut-short' };
  const bytes = Buffer.concat(parts);
  const there = Date.parse(answer.headers.date ?? '');
  return {
    kind: 'answer',
    bytes,
    skewMs: Number.isNaN(there) ? null : there - Date.now(),
    raw: {
      status: answer.statusCode ?? 0,
      contentType: answer.headers['content-type'] ?? '',
      text: bytes.toString('utf8'),
      retryAfterMs: retryAfter(answer.headers['retry-after'], answer.headers.date),
    },
  };
}

/** Retry-After as seconds or as a date; a date counts from the server's own Date, so that our clock does not matter. */
export function retryAfter(value: string | undefined, serverDate: string | undefined): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value.trim()) * 1000;
  const until = Date.parse(value);
  const now = Date.parse(serverDate ?? '');
  return Number.isNaN(until) || Number.isNaN(now) ? null : Math.max(0, until - now);
}

/** A refusal in the registry's own shape; undefined where it is none. */
export function problemIn({ raw }: Pick<Answered, 'raw'>): Problem['error'] | undefined {
  if (raw.status < 400 || raw.status >= 500) return undefined;
  try {
    return problem.safeParse(JSON.parse(raw.text)).data?.error;
  } catch {
    return undefined;
  }
}
export const problemCode = (got: Pick<Answered, 'raw'>): string | undefined => problemIn(got)?.code;
