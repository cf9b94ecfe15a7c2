/** What no route answers: every refusal in the protocol's one shape, and so that its sender can read it. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerComplaint, checkedFetch } from '../support/contract-check.ts';
import { liveRegistry, type LiveRegistry } from '../support/live-registry.ts';
import { sampleLetter } from '../support/sample-letter.ts';
import { refuseBroken } from '../../electron/registry/refuse.ts';
import openapi from '../../resources/registry/openapi.json';

let registry: LiveRegistry;
let token: string;
const seen = new Set<number>();
beforeAll(async () => {
  registry = await liveRegistry();
  token = await registry.office('示例单位');
});
afterAll(() => registry.close());

/** The answer to these bytes, whatever they are. */
const said = async (bytes: string): Promise<string> => {
  const { hostname, port } = new URL(registry.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(bytes);
  let text = '';
  for await (const part of socket) text += String(part);
  return text;
};
const problemIn = (raw: string, method = 'GET', path = '/v1/about'): [number, string] => {
  const [head, body] = raw.split('\r\n\r\n') as [string, string];
  const status = Number(head.split(' ')[1]);
  seen.add(status);
  const problem = JSON.parse(body) as { error: { code: string; zh: string; en: string } };
  expect(answerComplaint(method, path, status, problem), raw).toBeNull();
  expect(head).toContain('nosniff');
  expect(/\p{Script=Han}/u.test(problem.error.zh) && /^[A-Z]/.test(problem.error.en)).toBe(true);
  return [status, problem.error.code];
};
const LINE = 'Host: 127.0.0.1\r\n';

it.each([
  ['a path that cannot be decoded', 'GET /v1/filings/%ff%zz HTTP/1.1\r\n', 400, 'bad-request'],
  ['a part of a path without end', `GET /v1/filings/${'a'.repeat(5_000)} HTTP/1.1\r\n`, 414, 'uri-too-long'],
  ['headers of 100 kB', `GET /v1/about HTTP/1.1\r\nX-A: ${'a'.repeat(100_000)}\r\n`, 431, 'headers-too-large'],
  ['an address of 100 kB', `GET /v1/${'a'.repeat(100_000)} HTTP/1.1\r\n`, 431, 'headers-too-large'],
  ['two lengths that contradict', 'POST /v1/filings HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n', 400, 'bad-request'],
  ['a header without a name', 'GET /v1/about HTTP/1.1\r\n: x\r\n', 400, 'bad-request'],
  ['no HTTP at all', '\u0016\u0003\u0001\r\n', 400, 'bad-request'],
])('%s', async (_name, first, status, code) => {
  expect(problemIn(await said(`${first}${LINE}Connection: close\r\n\r\n`))).toEqual([status, code]);
});

it('what comes too late is told so', async () => {
  const line = new PassThrough();
  let heard = '';
  line.on('data', (part) => (heard += String(part)));
  refuseBroken(Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), line);
  await new Promise((resolve) => line.on('close', resolve));
  expect(problemIn(heard)).toEqual([408, 'request-timeout']);
});

it.each([
  ['DELETE', '/v1/filings', 'POST'],
  ['PUT', '/v1/filings', 'POST'],
  ['POST', '/v1/statuses', 'GET, HEAD'],
  ['GET', '/v1/keys', 'PUT'],
  ['PATCH', `/v1/filings/${'0'.repeat(64)}`, 'GET, HEAD'],
  ['OPTIONS', '/v1/join', 'POST'],
  ['PROPFIND', '/v1/about', 'GET, HEAD'],
])('%s %s is refused with what the address takes', async (method, path, allow) => {
  const { status, body, headers } = await checkedFetch(registry.url, path, { method, token, headers: { 'content-type': 'application/json' } });
  seen.add(status);
  expect([status, body.error.code, headers.get('allow')]).toEqual([405, 'method-not-allowed', allow]);
});

it('nothing at an address is 404, whatever the method', async () => {
  for (const [method, path] of [
    ['GET', '/v1/filing'],
    ['DELETE', '/v1/'],
    ['POST', '/v1/filings/x/y'],
  ] as const) {
    const { status, body } = await checkedFetch(registry.url, path, { method, headers: { 'content-type': 'application/json' } });
    seen.add(status);
    expect([status, body.error.code]).toEqual([404, 'not-found']);
  }
});

it('the description names these and no others for any address', () => {
  expect([...seen].toSorted().map(String)).toEqual(Object.keys(openapi.components.responses));
});

const { id, text } = sampleLetter(1);
const post = (body: string | Uint8Array, headers: Record<string, string> = {}, letter = id) =>
  checkedFetch(registry.url, '/v1/filings', {
    method: 'POST',
    body: body as BodyInit,
    letter,
    token,
    headers: { 'content-type': 'application/json', ...headers },
  });

it('a body that says it is compressed is not taken as it stands', async () => {
  for (const encoding of ['gzip', 'br', 'identity, gzip']) {
    const { status, body } = await post(text, { 'content-encoding': encoding });
    expect([status, body.error.code]).toEqual([415, 'unsupported-encoding']);
  }
  expect((await post(text, { 'content-encoding': 'identity' })).status).toBe(201);
});

it('a body of 5 MB gets its answer, with its length said or not, and whatever it is refused for', async () => {
  const body = Buffer.alloc(5 * 1024 * 1024, 32);
  const refusals = await Promise.all([
    post(body),
    post(body),
    post(body, { 'content-type': 'text/plain' }),
    post(body, { origin: 'https://example.com' }),
    post(body, { 'content-encoding': 'gzip' }),
  ]);
  expect(refusals.map((r) => `${r.status} ${r.body.error.code}`)).toEqual([
    '413 too-large',
    '413 too-large',
    '415 unsupported-media-type',
    '403 forbidden',
    '415 unsupported-encoding',
  ]);
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const out = httpRequest(new URL('/v1/filings', registry.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': id, 'content-type': 'application/json' },
    });
    out.on('response', (got) => resolve(got.resume().statusCode)).on('error', reject);
    for (let n = 0; n < 5; n++) out.write(Buffer.alloc(1024 * 1024, 32));
    out.end();
  });
  expect(answer).toBe(413);
});

it('one without end is not listened to for ever', async () => {
  const { hostname, port } = new URL(registry.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(`POST /v1/filings HTTP/1.1\r\n${LINE}Content-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n`);
  let sent = 0;
  const block = Buffer.alloc(1024 * 1024, 32);
  const more = (): void => {
    while (!socket.destroyed && socket.write(block)) sent += block.length;
    sent += block.length;
  };
  socket.on('drain', more);
  more();
  await new Promise((resolve) => socket.resume().on('close', resolve));
  expect(sent).toBeLessThan(100 * 1024 * 1024);
});
