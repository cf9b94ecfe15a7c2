/** Signed letters, joining a class, receipts and the server's clock, over a real socket; the other side checks with Node's own crypto. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carrierAnswers } from '../../electron/carriers/answers.ts';
import { Credentials } from '../../electron/carriers/credentials.ts';
import { registryAddress } from '../../electron/carriers/exchange.ts';
import { createHttpCarrier } from '../../electron/carriers/http.ts';
import { NetworkLock } from '../../electron/carriers/network-lock.ts';
import { signerWith } from '../../electron/carriers/signing.ts';
import { Vault } from '../../electron/vault/vault.ts';
import { FakeRegistry } from '../support/fake-registry.ts';
import { sampleLetter } from '../support/sample-letter.ts';

const { id, text } = sampleLetter(1);
const PDF = Buffer.from('%PDF-1.7 模拟登记回执');
const sha = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

let folder: string;
let closers: (() => unknown)[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-carrier-'));
  closers = [() => rm(folder, { recursive: true, force: true })];
});
afterEach(async () => {
  for (const close of closers.toReversed()) await close();
});

type Said = { method: string; url: string; body: string };
type Answer = { status: number; body?: unknown; bytes?: Buffer; type?: string; date?: string };
async function serving(answer: (said: Said) => Answer): Promise<{ url: string; log: Said[] }> {
  const log: Said[] = [];
  const server = createServer((request: IncomingMessage, reply: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('data', (d: Buffer) => parts.push(d));
    request.on('end', () => {
      const said = { method: request.method!, url: request.url!, body: Buffer.concat(parts).toString('utf8') };
      log.push(said);
      const { status, body, bytes, type, date } = answer(said);
      if (date) reply.setHeader('date', date);
      reply.writeHead(status, { 'content-type': type ?? 'application/json; charset=utf-8' }).end(bytes ?? JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, log };
}
const no = (status: number, code: string): Answer => ({ status, body: { error: { code, zh: '不', en: 'no', fields: [] } } });
const took = (letter: string, body: string): Answer => {
  const { status, text: said } = new FakeRegistry().submit(letter, body);
  return { status, body: JSON.parse(said) as unknown };
};

/** A keyring that works, or none at all, as on a Linux desktop without one. */
const credentialsIn = (sealing: boolean): Credentials =>
  new Credentials(join(folder, 'carriers.json'), {
    isEncryptionAvailable: () => sealing,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (t) => Buffer.from([...Buffer.from(t)].map((b) => b ^ 0x55)),
    decryptString: (b) => Buffer.from([...b].map((x) => x ^ 0x55)).toString(),
  });
async function carrierTo(url: string, sealing = true) {
  const credentials = credentialsIn(sealing);
  const signer = signerWith(credentials);
  const lock = await NetworkLock.read(join(folder, 'network.txt'));
  const carrier = createHttpCarrier({}, () => lock.on, signer);
  const vault = new Vault(join(folder, 'vault'));
  const answers = carrierAnswers({ carrier, credentials, lock, signer, vaultOf: () => vault });
  carrier.configure('r', url);
  carrier.setToken('r', 't');
  carrier.setOnline('r', true);
  return { carrier, answers, vault, signer, lock };
}

type Signed = { letter: object; signature: { alg: string; key: string; at: null; value: string } };
const keyOf = (said: Said): { alg: string; publicKey: string } => JSON.parse(said.body) as { alg: string; publicKey: string };
/** As a registry without a line of our code would check it. */
function isSignedBy(raw: string, letter: string, body: string): boolean {
  const { signature } = JSON.parse(body) as Signed;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });
  const words = body.slice('{"letter":'.length, body.indexOf(',"signature":{"alg"'));
  const signed = `kezhuan-registry/1\n${signature.alg}\n${letter}\n${sha(words)}`;
  return signature.key === sha(Buffer.from(raw, 'base64url')) && verify(null, Buffer.from(signed), key, Buffer.from(signature.value, 'base64url'));
}

describe('from the 示例库 and the 实训库', () => {
  const setUp = async (about: Answer, workspace: 'work' | 'sample' | 'class') => {
    const { url, log } = await serving((said) => (said.url === '/v1/about' ? about : said.method === 'PUT' ? { status: 201, body: {} } : took(id, text)));
    const { carrier, answers } = await carrierTo(url);
    await answers['carrier.configure']({ workspace, registry: 'r', url, token: 't', simulated: false });
    return { carrier, log };
  };

  it.each([
    ['one that says it is none', { status: 200, body: { simulated: false } }],
    ['one that does not say', { status: 404, body: { error: { code: 'not-found', zh: '无', en: 'none', fields: [] } } }],
    ['a page', { status: 200, bytes: Buffer.from('<html>"simulated":true</html>'), type: 'text/html' }],
  ])('nothing goes to a registry that is not simulated: %s', async (_name, about) => {
    for (const workspace of ['sample', 'class'] as const) {
      const { carrier, log } = await setUp(about, workspace);
      expect(await carrier.send('r', id, text)).toEqual({ kind: 'unreachable', reason: 'not-simulated' });
      expect(await carrier.ask('r', id)).toEqual({ kind: 'unreachable', reason: 'not-simulated' });
      expect(await carrier.collect('r', '')).toMatchObject({ outcome: 'failed', failure: { reason: 'not-simulated' } });
      expect(new Set(log.map((s) => `${s.method} ${s.url} ${s.body}`))).toEqual(new Set(['GET /v1/about ']));
    }
  });

  it('a simulated one is asked once', async () => {
    const sample = await setUp({ status: 200, body: { simulated: true } }, 'sample');
    for (const _ of [1, 2]) expect((await sample.carrier.send('r', id, text)).kind).toBe('accepted');
    expect(sample.log.map((s) => s.url)).toEqual(['/v1/about', '/v1/keys', '/v1/filings', '/v1/filings']);
  });

  it('from the 正式库 nothing goes to a simulated one; one that says nothing of itself is a real one, a failing one is asked again', async () => {
    const simulated = await setUp({ status: 200, body: { simulated: true } }, 'work');
    const barred = { kind: 'unreachable', reason: 'simulated' };
    expect([await simulated.carrier.send('r', id, text), await simulated.carrier.ask('r', id)]).toEqual([barred, barred]);
    expect(await simulated.carrier.collect('r', '')).toMatchObject({ outcome: 'failed', failure: barred });
    expect(new Set(simulated.log.map((s) => `${s.method} ${s.url} ${s.body}`))).toEqual(new Set(['GET /v1/about ']));
    for (const about of [
      { status: 404, body: {} },
      { status: 200, body: { simulated: false } },
    ]) {
      const real = await setUp(about, 'work');
      for (const _ of [1, 2]) expect((await real.carrier.send('r', id, text)).kind).toBe('accepted');
      expect(real.log.map((s) => s.url)).toEqual(['/v1/about', '/v1/keys', '/v1/filings', '/v1/filings']);
    }
    const failing = await setUp({ status: 500 }, 'work');
    for (const _ of [1, 2]) expect(await failing.carrier.send('r', id, text)).toEqual({ kind: 'unreachable', reason: 'server-500' });
    expect(failing.log.map((s) => s.url)).toEqual(['/v1/about', '/v1/about']);
  });
});

describe('signed letters', () => {
  it('the key is registered once, and every letter carries a signature that holds for it and for no other', async () => {
    const { url, log } = await serving((said) => (said.method === 'PUT' ? { status: 201, body: {} } : took(id, text)));
    const { carrier } = await carrierTo(url);
    expect([(await carrier.send('r', id, text)).kind, (await carrier.send('r', id, text)).kind]).toEqual(['accepted', 'accepted']);
    expect(log.map((s) => `${s.method} ${s.url}`)).toEqual(['PUT /v1/keys', 'POST /v1/filings', 'POST /v1/filings']);
    const { alg, publicKey } = keyOf(log[0]!);
    expect([alg, Buffer.from(publicKey, 'base64url').length]).toEqual(['Ed25519', 32]);
    expect(isSignedBy(publicKey, id, log[1]!.body)).toBe(true);
    expect(isSignedBy(publicKey, sha('another letter'), log[1]!.body)).toBe(false);
    expect(isSignedBy(publicKey, id, log[1]!.body.replace('示例', '别的'))).toBe(false);
    expect(log[2]!.body).toBe(log[1]!.body);
    expect(carrier.look('r').key).toBe(sha(Buffer.from(publicKey, 'base64url')));
  });

  it('the key outlives the program where there is a keyring, sealed; without one it is made anew', async () => {
    const first = await signerWith(credentialsIn(true)).publicKey();
    expect(await signerWith(credentialsIn(true)).publicKey()).toEqual(first);
    const file = await readFile(join(folder, 'carriers.json'), 'utf8');
    expect(file).not.toContain(Buffer.from('302e020100300506032b6570', 'hex').toString('base64').slice(0, 12));
    expect(await signerWith(credentialsIn(false)).publicKey()).not.toEqual(first);
  });

  it('a registry without keys gets plain letters; one that lost ours gets it again and the letter once more', async () => {
    const plain = await serving((said) => (said.method === 'PUT' ? no(404, 'not-found') : took(id, text)));
    expect((await (await carrierTo(plain.url)).carrier.send('r', id, text)).kind).toBe('accepted');
    expect(plain.log.at(-1)!.body).toBe(text);

    let lost = false;
    const forgetful = await serving((said) => {
      if (said.method === 'PUT') {
        lost = false;
        return { status: 200, body: {} };
      }
      return lost ? no(403, 'unknown-key') : took(id, text);
    });
    const { carrier } = await carrierTo(forgetful.url);
    await carrier.send('r', id, text);
    lost = true;
    expect((await carrier.send('r', id, text)).kind).toBe('accepted');
    expect(forgetful.log.map((s) => s.method)).toEqual(['PUT', 'POST', 'POST', 'PUT', 'POST']);
    const stubborn = await serving((said) => (said.method === 'PUT' ? { status: 200, body: {} } : no(403, 'signature-required')));
    expect(await (await carrierTo(stubborn.url)).carrier.send('r', id, text)).toEqual({ kind: 'unknown', reason: 'registry-wants-key', hold: true });
    expect(stubborn.log).toHaveLength(4);
  });

  it('where another office of the registry has the key, a new one is made, once, and the letter goes out signed with it', async () => {
    const keys: string[] = [];
    const { url, log } = await serving((said) => {
      if (said.method !== 'PUT') return took(id, text);
      keys.push(keyOf(said).publicKey);
      return keys.length === 1 ? no(409, 'key-taken') : { status: 201, body: {} };
    });
    expect((await (await carrierTo(url)).carrier.send('r', id, text)).kind).toBe('accepted');
    expect([keys.length, keys[0] === keys[1], isSignedBy(keys[1]!, id, log.at(-1)!.body)]).toEqual([2, false, true]);
    const always = await serving((said) => (said.method === 'PUT' ? no(409, 'key-taken') : took(id, text)));
    expect(await (await carrierTo(always.url)).carrier.send('r', id, text)).toEqual({ kind: 'unknown', reason: 'registry-key-taken', hold: true });
    expect(always.log).toHaveLength(2);
  });

  it('while the key cannot be registered the letter has certainly not left', async () => {
    for (const [answer, outcome] of [
      [
        { status: 500, body: {} },
        { kind: 'unreachable', reason: 'key-500' },
      ],
      [no(429, 'too-many'), { kind: 'unreachable', reason: 'key-429' }],
      [
        { status: 200, type: 'text/html', bytes: Buffer.from('请先登录网络') },
        { kind: 'unreachable', reason: 'key-200' },
      ],
      [no(401, 'unauthorised'), { kind: 'unauthorised' }],
      [no(400, 'bad-key'), { kind: 'unknown', reason: 'registry-bad-key', hold: true }],
    ] as [Answer, object][]) {
      const { url, log } = await serving((said) => (said.method === 'PUT' ? answer : took(id, text)));
      const got = await (await carrierTo(url)).carrier.send('r', id, text);
      expect([got, log.length]).toEqual([outcome, 1]);
    }
  });
});

describe('joining a class', () => {
  const slip = { workspace: 'class' as const, registry: 'room', code: 'ABCD-2345', name: '示例一组' };
  const here = { status: 200, body: { simulated: true } };
  const office = { status: 201, body: { office: { id: 'o1', name: '示例一组' }, token: 'secret-token', notice: '模拟·实训用，非官方登记证明' } };

  it('brings an office; its token stays with the carrier, and letters go out under it, signed with the key given at the door', async () => {
    const { url, log } = await serving((said) => (said.url.endsWith('about') ? here : said.url.endsWith('join') ? office : took(id, text)));
    const { answers, carrier } = await carrierTo(url);
    const said = await answers['registry.join']({ ...slip, url });
    expect(said).toEqual({ joined: true, office: { id: 'o1', name: '示例一组' }, notice: '模拟·实训用，非官方登记证明' });
    expect(JSON.stringify(said)).not.toContain('secret-token');
    expect(JSON.parse(log[1]!.body)).toMatchObject({ code: 'ABCD-2345', name: '示例一组', alg: 'Ed25519' });
    carrier.setOnline('room', true);
    expect((await carrier.send('room', id, text)).kind).toBe('accepted');
    expect(isSignedBy(keyOf(log[1]!).publicKey, id, log.at(-1)!.body)).toBe(true);
  });

  it('says why not: a code that is none, a registry that is no exercise, nobody there, all networks forbidden', async () => {
    const wrong = await serving((said) => (said.url.endsWith('about') ? here : no(403, 'bad-code')));
    const real = await serving(() => ({ status: 200, body: { simulated: false } }));
    const { answers, lock } = await carrierTo(wrong.url);
    const reason = async (url: string): Promise<string | undefined> => {
      const said = await answers['registry.join']({ ...slip, url });
      return said.joined ? undefined : said.reason;
    };
    expect([await reason(wrong.url), await reason(real.url), await reason('http://127.0.0.1:9/')]).toEqual(['bad-code', 'not-simulated', 'unreachable']);
    expect(real.log.map((s) => s.url)).toEqual(['/v1/about']);
    await lock.set(true);
    expect([await reason(wrong.url), wrong.log.length]).toEqual(['forbidden', 2]);
    await expect(reason('http://registry.example/')).rejects.toThrow('unsupported');
  });

  it.each([
    ['http://192.168.1.20:8790', true],
    ['http://10.0.0.5/', true],
    ['http://172.16.3.4/', true],
    ['http://172.32.3.4/', false],
    ['http://8.8.8.8/', false],
    ['http://192.168.1.20.example/', false],
    ['http://teacher.local/', false],
    ['http://user@192.168.1.20/', false],
    ['ftp://192.168.1.20/', false],
  ])('unencrypted to %s: only in a class, and only to a private number: %s', async (url, inClass) => {
    expect([registryAddress(url) !== null, registryAddress(url, true) !== null]).toEqual([false, inClass]);
    const { answers, carrier } = await carrierTo('http://127.0.0.1:9/');
    const configure = (workspace: 'work' | 'class', simulated: boolean) =>
      Promise.resolve(answers['carrier.configure']({ workspace, registry: 'q', url, token: null, simulated })).then(
        () => true,
        () => false,
      );
    expect([await configure('work', true), await configure('class', false), await configure('class', true)]).toEqual([false, false, inClass]);
    expect(carrier.look('q').plain).toBe(inClass);
  });
});

describe('a receipt', () => {
  const wanted = { workspace: 'class' as const, registry: 'r', registryId: 'MN202600000001', sha256: sha(PDF), size: PDF.length, name: '模拟登记回执.pdf' };
  it('lies in the vault once it is what the registry said it would be', async () => {
    const { url, log } = await serving(() => ({ status: 200, type: 'application/pdf', bytes: PDF }));
    const { answers, vault } = await carrierTo(url);
    const got = await answers['carrier.receipt'](wanted);
    expect(got).toEqual({ outcome: 'ok', file: { hash: sha(PDF), name: '模拟登记回执.pdf', size: PDF.length, mime: 'application/pdf' } });
    expect(await readFile(vault.pathOf(sha(PDF)))).toEqual(PDF);
    expect(log[0]!.url).toBe('/v1/receipts/MN202600000001');
  });
  it('other bytes, more bytes, another kind and a refusal put nothing there', async () => {
    const answers: [Answer, string][] = [
      [{ status: 200, type: 'application/pdf', bytes: Buffer.from(PDF).reverse() }, 'receipt-differs'],
      [{ status: 200, type: 'application/pdf', bytes: Buffer.concat([PDF, PDF]) }, 'receipt-differs'],
      [{ status: 200, type: 'application/pdf', bytes: Buffer.alloc(200_000) }, 'too-large'],
      [{ status: 200, type: 'text/html', bytes: PDF }, 'unreadable-200'],
      [no(404, 'not-found'), 'registry-not-found'],
    ];
    for (const [answer, reason] of answers) {
      const { url } = await serving(() => answer);
      const { answers: to, vault } = await carrierTo(url);
      expect(await to['carrier.receipt'](wanted)).toMatchObject({ outcome: 'failed', failure: { reason } });
      expect(await vault.list()).toEqual([]);
    }
  });
});

it('tells how much the registry’s clock is ahead, and decides nothing by it', async () => {
  const { url } = await serving(() => ({ ...took(id, text), date: new Date(Date.now() + 7 * 60_000).toUTCString() }));
  const { carrier } = await carrierTo(url);
  expect(carrier.look('r')).toEqual({ skewMs: null, key: null, plain: false });
  await carrier.ask('r', id);
  expect(Math.round(carrier.look('r').skewMs! / 60_000)).toBe(7);
});
