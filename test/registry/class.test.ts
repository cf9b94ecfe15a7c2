import { request } from 'node:http';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { classReasons } from '../../electron/registry/class-review.ts';
import { createLine, lanAddresses } from '../../electron/registry/class-line.ts';
import { contentHash, type FilingBody } from '../../shared/registry/letter.ts';
import { PROTOCOL } from '../../shared/registry/wire.ts';
import { answerComplaint } from '../support/contract-check.ts';
import { localVisitor, type DeskVisitor } from '../support/desk-visitor.ts';
import { ENGINES } from '../support/engines.ts';
import { registryOn } from '../support/registry-on.ts';
import { officeKey, type OfficeKey } from '../support/office-key.ts';
import { followupOut, sampleFollowup } from '../support/sample-followup.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';

const NOTICE = '模拟·实训用，非官方登记证明';
const newKey = () => {
  const key = officeKey();
  return { key, publicKey: (JSON.parse(key.registration) as { publicKey: string }).publicKey };
};
type JoinAnswer = {
  status: number;
  retry: string | null;
  body: { office?: { id: string; name: string }; token?: string; notice?: string; error?: { code: string } };
};

describe.each(ENGINES)('a class on %s', (engine) => {
  let desk: DeskVisitor;
  let at = Date.parse('2026-04-16T04:00:00Z');
  const registry = registryOn(engine, { now: () => new Date(at) });
  beforeAll(async () => {
    desk = await localVisitor(registry);
  });

  const open = async (name: string, size: number, mode = 'manual', seed = '42'): Promise<{ path: string; codes: string[] }> => {
    const made = await desk.send('/desk/classes', '/desk/classes', { name, size: String(size), seed, mode });
    const path = made.headers.get('location')!;
    return { path, codes: [...(await desk.get(`${path}/slips`)).text.matchAll(/<p class="code mono">(\d{4} \d{4})<\/p>/g)].map((m) => m[1]!) };
  };
  const join = async (code: string, publicKey: string, more: object = {}): Promise<JoinAnswer> => {
    const answer = await fetch(new URL('/v1/join', registry.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, name: '示例学员', alg: 'Ed25519', publicKey, ...more }),
    });
    return { status: answer.status, retry: answer.headers.get('retry-after'), body: (await answer.json()) as JoinAnswer['body'] };
  };
  const send = async (token: string, key: OfficeKey, n: number, change: Parameters<typeof sampleContent>[1] = {}) => {
    const { id, text } = sampleLetter(n, change);
    const answer = await fetch(new URL('/v1/filings', registry.url), {
      method: 'POST',
      body: key.signed(id, text),
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': id, 'content-type': 'application/json' },
    });
    const body = (await answer.json()) as { registryId: string };
    return { id, status: answer.status, registryId: body.registryId };
  };
  const fate = async (token: string, letter: string) =>
    (await (await fetch(new URL(`/v1/filings/${letter}`, registry.url), { headers: { authorization: `Bearer ${token}` } })).json()) as {
      status: string;
      registerNo?: string;
      reasons: { code: string; text: string }[];
    };

  it('forty join at once, each once, file signed letters, and are reviewed by the class itself', async () => {
    const { path, codes } = await open('示例班', 40, 'auto');
    expect(new Set(codes)).toHaveLength(40);
    const keys = codes.map(newKey);
    const began = Date.now();
    const seats = await Promise.all(codes.map((code, i) => join(code, keys[i]!.publicKey)));
    expect(Date.now() - began).toBeLessThan(120_000);
    expect(seats.map((s) => s.status)).toEqual(Array(40).fill(201));
    expect(new Set(seats.map((s) => s.body.office!.id))).toHaveLength(40);
    expect(new Set(seats.map((s) => s.body.token))).toHaveLength(40);
    expect(seats.every((s) => s.body.notice === NOTICE)).toBe(true);
    // every third wrote another name on the form than on the contract: a plain fault
    const faulty = (i: number) => i % 3 === 0;
    const sent = await Promise.all(
      seats.map((s, i) => send(s.body.token!, keys[i]!.key, 1000 + i, faulty(i) ? { facts: { ...sampleContent(1000 + i).facts, title: '另一名称' } } : {})),
    );
    expect(sent.map((s) => s.status)).toEqual(Array(40).fill(201));
    for (const [i, s] of sent.entries()) {
      const { status, reasons } = await fate(seats[i]!.body.token!, s.id);
      if (faulty(i)) expect([i, status, reasons.some((r) => r.code === 'R05')]).toEqual([i, 'RETURNED', true]);
      expect(['ACCEPTED', 'RETURNED']).toContain(status);
      for (const r of reasons) expect(r.text).toMatch(/（自动初审：规则 R\d\d，(已确认|待确认)，.+）$/);
    }
    const page = (await desk.get(path)).text;
    expect(page).toContain('座位（已入班 40 / 40）');
    const board = (await desk.get(`${path}/board`)).text;
    expect(board).toContain('<b>40 / 40</b>');
    expect(board).toContain('<meta http-equiv="refresh" content="5">');
    for (const hidden of ['示例学员', '示例农业研究所', '低温等离子体', ...codes]) expect(board).not.toContain(hidden);
  });

  it('a lost answer is asked for again; another computer is not let in until the seat is free', async () => {
    const { path, codes } = await open('示例二班', 2);
    const [mine, theirs] = [newKey(), newKey()];
    const first = await join(codes[0]!, mine.publicKey);
    const again = await join(codes[0]!.replace(' ', '－'), mine.publicKey);
    expect([again.status, again.body.office]).toEqual([201, first.body.office]);
    expect((await send(first.body.token!, mine.key, 50)).status).toBe(401);
    expect((await join(codes[0]!, theirs.publicKey)).body.error!.code).toBe('code-used');
    // the key that came too late was not kept: what it signs is nobody's
    expect((await send(again.body.token!, theirs.key, 51)).status).toBe(403);
    expect((await join(codes[1]!, mine.publicKey)).body.error!.code).toBe('seat-taken');
    await desk.send(path, `${path}/seats/1/free`);
    const moved = await join(codes[0]!, theirs.publicKey);
    expect([moved.status, moved.body.office]).toEqual([201, first.body.office]);
    expect((await send(moved.body.token!, theirs.key, 52)).status).toBe(201);
    expect((await send(again.body.token!, mine.key, 53)).status).toBe(401);
  });

  it('of ten computers with one code at the same moment one has the seat', async () => {
    const { codes } = await open('同码班', 8);
    const from = (n: number, code: string): Promise<number> =>
      new Promise((resolve, reject) => {
        // each from an address of its own: guesses from one address wait for each other anyway
        const asked = request(new URL('/v1/join', registry.url), { method: 'POST', localAddress: `127.0.0.${n + 2}`, agent: false }, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode!));
        });
        asked.setHeader('content-type', 'application/json');
        asked.on('error', reject).end(JSON.stringify({ code, name: '示例学员', alg: 'Ed25519', publicKey: newKey().publicKey }));
      });
    for (const code of codes) {
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => from(n, code)));
      expect(answers.toSorted()).toEqual([201, ...Array<number>(9).fill(answers.find((status) => status !== 201)!)]);
    }
  });

  it('release registers all that waits and all that comes, large ones by two', async () => {
    const { path, codes } = await open('示例三班', 2);
    const keys = codes.map(newKey);
    const tokens = await Promise.all(codes.map(async (code, i) => (await join(code, keys[i]!.publicKey)).body.token!));
    const large = {
      form: { ...sampleContent(61).form, totalAmount: '6000000', technicalAmount: '6000000' },
      facts: { ...sampleContent(61).facts, totalAmount: '6000000', technicalAmount: '6000000' },
    };
    const waits = [await send(tokens[0]!, keys[0]!.key, 60), await send(tokens[1]!, keys[1]!.key, 61, large)];
    expect((await fate(tokens[0]!, waits[0]!.id)).status).toBe('SUBMITTED');
    expect((await desk.send(path, `${path}/mode`, { mode: 'release' })).status).toBe(303);
    const comes = await send(tokens[0]!, keys[0]!.key, 62);
    for (const [token, letter] of [
      [tokens[0]!, waits[0]!.id],
      [tokens[1]!, waits[1]!.id],
      [tokens[0]!, comes.id],
    ] as const)
      expect(await fate(token, letter)).toMatchObject({ status: 'REGISTERED', registerNo: expect.stringMatching(/^9900002026/) as string });
    const log = (await desk.get(`/desk/audit?about=${waits[1]!.registryId}`)).text;
    for (const who of ['班级自动初审', '班级自动复核']) expect(log).toContain(who);
  });

  it('what follows a registration and waits is decided the new way too', async () => {
    const { path, codes } = await open('示例后续班', 1, 'release');
    const { key, publicKey } = newKey();
    const { token } = (await join(codes[0]!, publicKey)).body;
    const sent = await send(token!, key, 65);
    const { registerNo } = await fate(token!, sent.id);
    await desk.send(path, `${path}/mode`, { mode: 'manual' });
    const { id, text } = followupOut(sampleFollowup('filing.change', 65, { id: sent.registryId, registerNo: registerNo! }));
    const answer = await fetch(new URL('/v1/filings', registry.url), {
      method: 'POST',
      body: key.signed(id, text),
      headers: { authorization: `Bearer ${token!}`, 'idempotency-key': id, 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(201);
    const stands = () => registry.database.run((tx) => tx.selectFrom('followups').select('status').where('filing', '=', sent.registryId).execute());
    expect(await stands()).toEqual([{ status: 'SUBMITTED' }]);
    await desk.send(path, `${path}/mode`, { mode: 'auto' });
    expect(await stands()).toEqual([{ status: 'ACCEPTED' }]);
    await desk.send(path, `${path}/mode`, { mode: 'release' });
    expect(await stands()).toEqual([{ status: 'DONE' }]);
  });

  it('begun again, the old tokens and codes are over and what was filed stays', async () => {
    const { path, codes } = await open('示例四班', 3);
    const key = newKey();
    const { token } = (await join(codes[0]!, key.publicKey)).body;
    const sent = await send(token!, key.key, 70);
    const fresh = (await desk.send(path, `${path}/reset`)).headers.get('location')!;
    expect(fresh).not.toBe(path);
    expect((await send(token!, key.key, 71)).status).toBe(401);
    expect((await join(codes[1]!, newKey().publicKey)).body.error!.code).toBe('class-closed');
    expect((await desk.get(`/desk/filings/${sent.registryId}`)).status).toBe(200);
    const newCodes = [...(await desk.get(`${fresh}/slips`)).text.matchAll(/<p class="code mono">(\d{4} \d{4})<\/p>/g)].map((m) => m[1]!);
    expect(newCodes).toHaveLength(3);
    expect((await join(newCodes[0]!, key.publicKey)).status).toBe(201);
    expect((await desk.send(path, `${path}/mode`, { mode: 'auto' })).status).toBe(409);
  });

  it('guessing codes ends soon, and says when to try again', async () => {
    const { codes } = await open('示例五班', 1);
    const guesses = await Promise.all(Array.from({ length: 30 }, (_, i) => join(`0000 ${String(i).padStart(4, '0')}`, newKey().publicKey)));
    expect(guesses.filter((g) => g.status === 403)).toHaveLength(20);
    const late = await join(codes[0]!, newKey().publicKey);
    expect([late.status, late.body.error!.code, Number(late.retry) > 0]).toEqual([429, 'too-many', true]);
    at += 10 * 60_000;
    expect((await join(codes[0]!, newKey().publicKey)).status).toBe(201);
    for (const wrong of [{ alg: 'SM9' }, { publicKey: 'AAAA' }, { more: 1 }, { code: 7 }])
      expect((await join(codes[0]!, newKey().publicKey, wrong)).status, JSON.stringify(wrong)).toBe(400);
  });
});

describe('the automatic first review', () => {
  const body = (n: number, change: Parameters<typeof sampleContent>[1] = {}): FilingBody => {
    const content = sampleContent(n, change);
    return { protocol: PROTOCOL, kind: 'filing.submit', ...content, contentHash: contentHash(content) };
  };
  const room = (seed: string, place: number) => ({ id: 'c', seed, mode: 'auto', place });
  const without = { proofs: [{ kind: 'signedScan', name: '合同.pdf', sha256: '0'.repeat(64), size: 1 }] };

  it('is the same for the same seed, another for another, and finds nothing where there is nothing', () => {
    const draw = (seed: string) =>
      Array.from({ length: 40 }, (_, i) => classReasons(room(seed, i + 1), body(i, without), '2026-04-16', false).map((r) => r.code));
    expect(draw('42')).toEqual(draw('42'));
    expect(draw('42')).not.toEqual(draw('43'));
    const returned = draw('42').filter((codes) => codes.length > 0).length;
    expect(returned).toBeGreaterThan(8);
    expect(returned).toBeLessThan(32);
    const beside = (kind: string) => ({ proofs: [...without.proofs, { kind, name: '专利证书.pdf', sha256: '1'.repeat(64), size: 1 }] });
    for (const kind of ['right', 'annex'])
      for (let place = 1; place <= 40; place++) expect(classReasons(room('42', place), body(place, beside(kind)), '2026-04-16', false)).toEqual([]);
    // an agreement signed since proves no right
    expect(classReasons(room('42', 1), body(1, beside('supplement')), '2026-04-16', false)).toEqual(
      classReasons(room('42', 1), body(1, without), '2026-04-16', false),
    );
  });

  it('names rule, standing of the rule, and seed where it was drawn', () => {
    const place = Array.from({ length: 40 }, (_, i) => i + 1).find((p) => classReasons(room('42', p), body(1, without), '2026-04-16', false).length > 0)!;
    expect(classReasons(room('42', place), body(1, without), '2026-04-16', false)).toEqual([
      {
        code: 'R07',
        note: '转让或许可的申请没有随附权利证明（自动初审：规则 R07，已确认，科技部火炬中心 2021-01-13 答复；按本班种子 42 抽查，改好后不再退回）',
        annex: '权利证明',
      },
    ]);
  });
});

describe('the line of a class', () => {
  it('has the same port again after it was closed, though another registry has the usual one', async () => {
    const [one, two] = [createLine(() => undefined), createLine(() => undefined)];
    const taken = await one.open();
    const port = await two.open();
    expect(port - taken).toBeGreaterThan(0);
    expect(port - taken).toBeLessThan(20);
    await two.close();
    expect(await two.open()).toBe(port);
    await Promise.all([one.close(), two.close()]);
  });

  it('names the addresses a trainee can use, the likeliest first', () => {
    const at = (address: string, more: object = {}) => ({ address, family: 'IPv4' as const, netmask: '', mac: '', internal: false, cidr: null, ...more });
    const named = lanAddresses({
      lo: [at('127.0.0.1', { internal: true })],
      bridge: [at('172.17.0.1'), at('169.254.8.9')],
      campus: [at('203.0.113.7')],
      eth0: [at('10.1.2.3')],
      wlan0: [at('192.168.1.20')],
    });
    expect(named).toEqual(['192.168.1.20', '10.1.2.3', '172.17.0.1', '169.254.8.9']);
  });

  it('lets in the protocol by address and nothing else', async () => {
    const seen: string[] = [];
    const line = createLine((incoming, answer) => {
      seen.push(incoming.url!);
      answer.end('inside');
    });
    const port = await line.open();
    expect(line.port()).toBe(port);
    const ask = (path: string, headers: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) =>
        request({ host: '127.0.0.1', port, path, headers, agent: false }, (answer) => resolve((answer.resume(), answer.statusCode!)))
          .on('error', reject)
          .end(),
      );
    expect(await ask('/v1/about', { host: `192.168.1.20:${port}` })).toBe(200);
    expect(await ask('/desk', { host: `192.168.1.20:${port}` })).toBe(404);
    expect(await ask('/desk/enter?key=x', { host: `192.168.1.20:${port}` })).toBe(404);
    expect(await ask('/v1/about', { host: 'class.example.com' })).toBe(404);
    expect(await ask('/v1/about', { host: `192.168.1.20:${port}`, origin: 'http://192.168.1.20' })).toBe(404);
    const elsewhere = await fetch(`http://127.0.0.1:${port}/desk`);
    expect(answerComplaint('GET', '/desk', elsewhere.status, await elsewhere.json())).toBeNull();
    const broken = connect(port, '127.0.0.1');
    broken.write('\u0016\u0003\u0001\r\n\r\n');
    let said = '';
    for await (const part of broken) said += String(part);
    expect([said.split('\r\n')[0], said.includes('"code":"bad-request"')]).toEqual(['HTTP/1.1 400 Bad Request', true]);
    expect(seen).toEqual(['/v1/about']);
    await line.close();
    expect(line.port()).toBeNull();
    await expect(ask('/v1/about', { host: '127.0.0.1' })).rejects.toThrow();
  });
});
