import { createServer as tcpServer, type AddressInfo, type Socket } from 'node:net';
import { createServer, type RequestListener } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { carrierAnswers } from '../../electron/carriers/answers.ts';
import { Credentials } from '../../electron/carriers/credentials.ts';
import { registryAddress, retryAfter } from '../../electron/carriers/exchange.ts';
import { createHttpCarrier } from '../../electron/carriers/http.ts';
import { NetworkLock } from '../../electron/carriers/network-lock.ts';
import { signerWith } from '../../electron/carriers/signing.ts';
import { answerRequest } from '../../electron/registry/keys.ts';
import { Vault } from '../../electron/vault/vault.ts';
import { liveRegistry } from '../support/live-registry.ts';
import { sampleLetter } from '../support/sample-letter.ts';

const { id, text } = sampleLetter(1);
const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const LIMITS = { connectMs: 300, totalMs: 400, answerBytes: 10_000 };
async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
async function tcp(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = tcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    sockets.forEach((s) => s.destroy());
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
function carrierTo(url: string, token: string | null = 't') {
  const carrier = createHttpCarrier(LIMITS);
  expect(carrier.configure('r', url)).toBe(true);
  carrier.setToken('r', token);
  carrier.setOnline('r', true);
  return carrier;
}

describe('an address', () => {
  it.each([
    ['https://registry.example/api', true],
    ['http://127.0.0.1:8787', true],
    ['http://localhost:1/', true],
    ['http://[::1]:1/', true],
    ['http://registry.example', false],
    ['http://127.0.0.1.evil.example', false],
    ['https://user:pw@registry.example', false],
    ['https://registry.example/?a=1', false],
    ['file:///etc/passwd', false],
    ['javascript:1', false],
    ['', false],
  ])('%s', (url, good) => {
    expect(registryAddress(url) !== null).toBe(good);
    expect(createHttpCarrier().configure('r', url)).toBe(good);
  });
});

describe('nothing leaves before it may', () => {
  it('opens no socket while 联网 is off, before an address, or without a token', async () => {
    let connections = 0;
    const port = await tcp(() => {
      connections++;
    });
    const carrier = createHttpCarrier(LIMITS);
    expect(await carrier.send('r', id, text)).toEqual({ kind: 'unreachable', reason: 'not-configured' });
    carrier.configure('r', `http://127.0.0.1:${port}`);
    carrier.setToken('r', 't');
    expect(await carrier.send('r', id, text)).toEqual({ kind: 'unreachable', reason: 'switched-off' });
    expect(await carrier.ask('r', id)).toEqual({ kind: 'unreachable', reason: 'switched-off' });
    expect(await carrier.collect('r', '')).toEqual({ outcome: 'failed', failure: { kind: 'unreachable', reason: 'switched-off' } });
    carrier.setOnline('r', true);
    carrier.setToken('r', null);
    expect(await carrier.send('r', id, text)).toEqual({ kind: 'unauthorised' });
    carrier.setToken('r', 'a\r\nx-evil: 1');
    expect(await carrier.send('r', id, text)).toEqual({ kind: 'unauthorised' });
    expect(connections).toBe(0);
  });

  it('opens no socket while 禁止一切联网 is on, whatever a registry’s own switch says; the lock outlives the program', async () => {
    let connections = 0;
    const url = await serving((_request, answer) => {
      connections++;
      answer.end('{}');
    });
    const folder = await mkdtemp(join(tmpdir(), 'kezhuan-lock-'));
    closers.push(() => rm(folder, { recursive: true }));
    const file = join(folder, 'network.txt');
    const lock = await NetworkLock.read(file);
    const carrier = createHttpCarrier(LIMITS, () => lock.on);
    const credentials = new Credentials(join(folder, 'c.json'), {
      isEncryptionAvailable: () => false,
      encryptString: (t) => Buffer.from(t),
      decryptString: String,
    });
    const answers = carrierAnswers({ carrier, credentials, lock, signer: signerWith(credentials), vaultOf: () => new Vault(folder) });
    expect([answers['carrier.forbidden']({}), await answers['carrier.forbid']({ forbidden: true })]).toEqual([false, null]);
    await answers['carrier.configure']({ workspace: 'sample', registry: 'r', url, token: 't', simulated: false });
    await answers['carrier.online']({ registry: 'r', allowed: true });
    const stopped = { kind: 'unreachable', reason: 'forbidden' };
    expect([await answers['carrier.send']({ registry: 'r', letter: id, body: text }), await answers['carrier.ask']({ registry: 'r', letter: id })]).toEqual([
      stopped,
      stopped,
    ]);
    expect(await answers['carrier.collect']({ registry: 'r', cursor: '' })).toEqual({ outcome: 'failed', failure: stopped });
    expect([connections, (await NetworkLock.read(file)).on]).toEqual([0, true]);
    await answers['carrier.forbid']({ forbidden: false });
    await answers['carrier.ask']({ registry: 'r', letter: id });
    expect([connections, (await NetworkLock.read(file)).on]).toEqual([1, false]);
    await writeFile(file, '?');
    expect((await NetworkLock.read(file)).on).toBe(true);
  });

  it('follows no redirect once it was forbidden', async () => {
    let [asked, forbidden] = [0, false];
    const url = await serving((_request, answer) => {
      asked++;
      forbidden = true;
      answer.writeHead(307, { location: '/again' }).end();
    });
    const carrier = createHttpCarrier(LIMITS, () => forbidden);
    carrier.configure('r', url);
    carrier.setToken('r', 't');
    carrier.setOnline('r', true);
    expect(await carrier.ask('r', id)).toEqual({ kind: 'unknown', reason: 'forbidden' });
    expect(asked).toBe(1);
  });

  it('a new address starts offline and without the old one’s token', async () => {
    let asked = 0;
    const url = await serving((_request, answer) => {
      asked++;
      answer.end('{}');
    });
    const carrier = carrierTo('http://127.0.0.1:9/');
    carrier.configure('r', url);
    expect(await carrier.send('r', id, text)).toEqual({ kind: 'unreachable', reason: 'switched-off' });
    carrier.setOnline('r', true);
    expect(await carrier.send('r', id, text)).toEqual({ kind: 'unauthorised' });
    expect(asked).toBe(0);
  });
});

describe('never connected and nobody knows are told apart', () => {
  it('refused connection, unknown host: unreachable', async () => {
    const port = await tcp(() => {});
    for (const close of closers.splice(0)) await close();
    expect(await carrierTo(`http://127.0.0.1:${port}`).send('r', id, text)).toEqual({ kind: 'unreachable', reason: 'ECONNREFUSED' });
    expect((await carrierTo('https://registry.invalid').send('r', id, text)).kind).toBe('unreachable');
  });

  it('no certificate that can be trusted: unreachable, and not a byte of the letter went over', async () => {
    let bytes = '';
    const port = await tcp((socket) => {
      socket.on('data', (d) => {
        bytes += d.toString('latin1');
        socket.end('HTTP/1.1 200 OK\r\n\r\n');
      });
    });
    expect((await carrierTo(`https://127.0.0.1:${port}`).send('r', id, text)).kind).toBe('unreachable');
    expect(bytes).not.toContain(id);
  });

  it.each<[string, RequestListener, string?]>([
    [
      'connection cut after the request',
      (request) => {
        request.resume();
        request.on('end', () => request.socket.destroy());
      },
    ],
    [
      'no answer in time',
      (request) => {
        request.resume();
      },
      'timeout',
    ],
    [
      'an answer cut short',
      (_request, answer) => {
        answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        answer.write('{"a":');
        setImmediate(() => answer.destroy());
      },
    ],
    [
      'an endless answer',
      (_request, answer) => {
        answer.writeHead(200, { 'content-type': 'application/json' });
        const more = (): void => {
          if (!answer.destroyed) answer.write('x'.repeat(4096), () => setImmediate(more));
        };
        more();
      },
      'too-large',
    ],
    [
      'a compressed answer nobody asked for',
      (_request, answer) => {
        answer.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        answer.end('x');
      },
      'encoded',
    ],
    [
      'a login page',
      (_request, answer) => {
        answer.writeHead(200, { 'content-type': 'text/html' });
        answer.end('<html>');
      },
    ],
    [
      'a redirect to a login page',
      (_request, answer) => {
        answer.writeHead(302, { location: 'http://login.example/' });
        answer.end();
      },
    ],
  ])('%s: unknown', async (_name, listener, reason) => {
    expect(await carrierTo(await serving(listener)).send('r', id, text)).toEqual({ kind: 'unknown', reason: reason ?? expect.any(String) });
  });
});

describe('redirects', () => {
  it('to another origin are not followed, and the token does not go there', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serving((request, answer) => {
      seen.push(request.headers.authorization);
      answer.end('{}');
    });
    const url = await serving((_request, answer) => {
      answer.writeHead(307, { location: `${other}v1/filings` });
      answer.end();
    });
    expect(await carrierTo(url).send('r', id, text)).toEqual({ kind: 'unknown', reason: 'redirect-elsewhere' });
    expect(seen).toEqual([]);
  });
  it('inside the origin keep method and body, and end', async () => {
    const bodies: string[] = [];
    const url = await serving(async (request, answer) => {
      let body = '';
      for await (const part of request) body += String(part);
      bodies.push(`${request.method} ${request.url} ${body.length}`);
      answer.writeHead(308, { location: request.url === '/v1/filings' ? '/v2/filings' : '/v2/again' });
      answer.end();
    });
    expect(await carrierTo(url).send('r', id, text)).toEqual({ kind: 'unknown', reason: 'redirect-loop' });
    expect(bodies.slice(0, 2)).toEqual([`POST /v1/filings ${text.length}`, `POST /v2/filings ${text.length}`]);
  });
});

describe('how long to wait', () => {
  it('by seconds, or by a date counted from the server’s own clock', () => {
    expect(retryAfter('120', undefined)).toBe(120_000);
    expect(retryAfter('Wed, 21 Oct 2026 07:28:00 GMT', 'Wed, 21 Oct 2026 07:27:30 GMT')).toBe(30_000);
    expect(retryAfter('Wed, 21 Oct 2026 07:28:00 GMT', undefined)).toBeNull();
    expect(retryAfter('soon', 'Wed, 21 Oct 2026 07:27:30 GMT')).toBeNull();
  });
  it('is carried into the outcome', async () => {
    const url = await serving((_request, answer) => {
      answer.writeHead(503, { 'retry-after': '7' });
      answer.end();
    });
    expect(await carrierTo(url).send('r', id, text)).toEqual({ kind: 'busy', afterMs: 7_000 });
  });
});

it('sends, asks and collects at the real registry', async () => {
  const registry = await liveRegistry();
  closers.push(() => registry.close());
  const carrier = carrierTo(registry.url, await registry.office('示例单位'));
  expect(await carrier.ask('r', id)).toEqual({ kind: 'absent' });
  const sent = await carrier.send('r', id, text);
  expect(sent).toMatchObject({ kind: 'accepted', reply: { letter: id, status: 'SUBMITTED' } });
  expect(await carrier.ask('r', id)).toEqual(sent);
  const page = await carrier.collect('r', '');
  expect(page).toMatchObject({ outcome: 'ok', more: false, items: [{ event: 1, letter: id }] });
  expect(await carrier.collect('r', page.outcome === 'ok' ? page.cursor : '')).toMatchObject({ outcome: 'ok', items: [] });
  carrier.setToken('r', 'wrong');
  expect(await carrier.send('r', id, text)).toEqual({ kind: 'unauthorised' });
});

describe('keys at the real registry', () => {
  /** A computer: its keys are kept in `file` where there is a keyring, else for this run only. */
  async function computer(url: string, token: string, folder: string, keyring = true) {
    const credentials = new Credentials(join(folder, 'c.json'), {
      isEncryptionAvailable: () => keyring,
      getSelectedStorageBackend: () => 'gnome_libsecret',
      encryptString: (t) => Buffer.from(t),
      decryptString: String,
    });
    const carrier = createHttpCarrier({}, () => false, signerWith(credentials));
    for (const registry of ['r', 'q']) carrier.configure(registry, url);
    const as = (registry: string, by: string): void => {
      carrier.setToken(registry, by);
      carrier.setOnline(registry, true);
    };
    as('r', token);
    return { carrier, as };
  }
  const folderFor = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'kezhuan-keys-'));
    closers.push(() => rm(folder, { recursive: true }));
    return folder;
  };
  const letter = (n: number): [string, string, string] => ['r', sampleLetter(n).id, sampleLetter(n).text];

  it('one computer writes for two offices of a registry, by turns and after a restart, each with the key it was given', async () => {
    const registry = await liveRegistry();
    closers.push(() => registry.close());
    const [one, two, folder] = [await registry.office('示例甲'), await registry.office('示例乙'), await folderFor()];
    let { carrier, as } = await computer(registry.url, one, folder);
    const keys: (string | null)[] = [];
    for (const [n, by] of [one, two, one, two].entries()) {
      as('r', by);
      expect((await carrier.send(...letter(n + 1))).kind).toBe('accepted');
      keys.push(carrier.look('r').key);
    }
    ({ carrier, as } = await computer(registry.url, one, folder));
    expect((await carrier.send(...letter(5))).kind).toBe('accepted');
    keys.push(carrier.look('r').key);
    expect([new Set(keys).size, keys[0] === keys[2] && keys[2] === keys[4], keys[1] === keys[3]]).toEqual([2, true, true]);
    expect(await registry.database.run((tx) => tx.selectFrom('key_requests').selectAll().execute())).toEqual([]);
  });

  it('a key made for another registry is introduced by the one the office knows', async () => {
    const [first, other] = [await liveRegistry(), await liveRegistry()];
    closers.push(
      () => first.close(),
      () => other.close(),
    );
    const token = await first.office('示例甲');
    const { carrier, as } = await computer(first.url, token, await folderFor());
    await carrier.send(...letter(1));
    carrier.configure('q', other.url);
    as('q', await other.office('示例丙'));
    await carrier.send('q', sampleLetter(2).id, sampleLetter(2).text);
    as('q', await other.office('示例丁'));
    await carrier.send('q', sampleLetter(3).id, sampleLetter(3).text);
    // the present key is not the one of the first registry any more
    carrier.setToken('r', null);
    as('r', token);
    expect((await carrier.send(...letter(4))).kind).toBe('accepted');
    expect(await first.database.run((tx) => tx.selectFrom('office_keys').select('id').execute())).toHaveLength(2);
  });

  it('a new computer, or one that lost its key, waits for the administrator: the letter has not left, and goes out after', async () => {
    const registry = await liveRegistry();
    closers.push(() => registry.close());
    const token = await registry.office('示例甲');
    const old = await computer(registry.url, token, await folderFor(), false);
    await old.carrier.send(...letter(1));
    const { carrier } = await computer(registry.url, token, await folderFor(), false);
    expect(await carrier.send(...letter(2))).toEqual({ kind: 'unknown', reason: 'registry-key-waiting', hold: true });
    expect(await old.carrier.ask('r', sampleLetter(2).id)).toEqual({ kind: 'absent' });
    await registry.database.run(async (tx) => {
      const asked = await tx.selectFrom('key_requests').selectAll().executeTakeFirstOrThrow();
      expect(await answerRequest(tx, asked.office_id, asked.id, true, new Date())).toBe('done');
    });
    expect((await carrier.send(...letter(2))).kind).toBe('accepted');
    // the other computer goes on with its own
    expect((await old.carrier.send(...letter(3))).kind).toBe('accepted');
  });
});
