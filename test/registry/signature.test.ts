import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkedFetch, requestComplaint } from '../support/contract-check.ts';
import { ENGINES } from '../support/engines.ts';
import { registryOn } from '../support/registry-on.ts';
import { officeKey } from '../support/office-key.ts';
import { sampleLetter } from '../support/sample-letter.ts';
import { isPublicKeyPoint } from '../../electron/registry/ed25519.ts';
import { answerRequest } from '../../electron/registry/keys.ts';
import { signedBody } from '../../shared/registry/signature.ts';

describe.each(ENGINES)('signed letters on %s', (engine) => {
  const registry = registryOn(engine);

  const post = (letter: string, body: string, token: string) => checkedFetch(registry.url, '/v1/filings', { method: 'POST', body, letter, token });
  const putKey = (body: string, token: string) => checkedFetch(registry.url, '/v1/keys', { method: 'PUT', body, token });
  const office = async (name: string) => {
    const [token, key] = [await registry.office(name), officeKey()];
    expect((await putKey(key.registration, token)).status).toBe(201);
    return { token, key };
  };
  const refusals = async (about: string) =>
    (await registry.database.run((tx) => tx.selectFrom('audit').select(['act', 'why']).where('about', '=', about).orderBy('n').execute())).map(
      (a) => `${a.act} ${a.why}`,
    );

  it('a key is registered once, for one office, by name of its algorithm', async () => {
    const { token, key } = await office('示例甲');
    const again = await putKey(key.registration, token);
    expect([again.status, (again.body as unknown as { key: string }).key]).toEqual([200, key.id]);
    const other = await registry.office('示例乙');
    expect((await putKey(key.registration, other)).body.error.code).toBe('key-taken');
    for (const [body, code] of [
      [{ alg: 'SM2', publicKey: 'AAAA' }, 'bad-key'],
      [{ alg: 'Ed25519', publicKey: 'AAAA' }, 'bad-key'],
      [{ alg: 'toString', publicKey: 'AAAA' }, 'bad-key'],
      [{ alg: 'Ed25519' }, 'invalid-body'],
      [{ alg: 'Ed25519', publicKey: 'AAAA', office: 'x' }, 'invalid-body'],
    ] as const) {
      const refused = await putKey(JSON.stringify(body), other);
      expect([refused.status, refused.body.error.code]).toEqual([400, code]);
    }
    expect((await checkedFetch(registry.url, '/v1/keys', { method: 'PUT', body: key.registration })).status).toBe(401);
  });

  const LOW_ORDER = [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0000000000000000000000000000000000000000000000000000000000000080',
    '0100000000000000000000000000000000000000000000000000000000000000',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  ];
  it.each([...LOW_ORDER, `ed${'ff'.repeat(30)}7f`, `ee${'ff'.repeat(30)}7f`, `01${'00'.repeat(30)}80`, 'ff'.repeat(32), `02${'00'.repeat(31)}`])(
    '%s is no key, though it has the length of one',
    async (hex) => {
      const token = await registry.office('示例弱钥');
      const publicKey = Buffer.from(hex, 'hex').toString('base64url');
      const refused = await putKey(JSON.stringify({ alg: 'Ed25519', publicKey }), token);
      expect([refused.status, refused.body.error.code]).toEqual([400, 'bad-key']);
    },
  );

  it('a signature anybody can make holds for the neutral point: that is why it is no key', () => {
    const neutral = Buffer.from(LOW_ORDER[2]!, 'hex');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: neutral.toString('base64url') }, format: 'jwk' });
    const forged = Buffer.concat([neutral, Buffer.alloc(32)]);
    expect([verify(null, Buffer.from('any letter'), key, forged), isPublicKeyPoint(neutral)]).toEqual([true, false]);
    for (let n = 0; n < 50; n++)
      expect(isPublicKeyPoint(Buffer.from((JSON.parse(officeKey().registration) as { publicKey: string }).publicKey, 'base64url'))).toBe(true);
  });

  describe('another key of an office that has one', () => {
    const logged = async (about: string) =>
      (await registry.database.run((tx) => tx.selectFrom('audit').select(['act', 'why']).where('about', '=', about).orderBy('n').execute())).map((a) =>
        `${a.act} ${a.why}`.trim(),
      );
    const officeId = async (name: string) =>
      (await registry.database.run((tx) => tx.selectFrom('offices').select('id').where('name', '=', name).executeTakeFirstOrThrow())).id;
    const waiting = (id: string) =>
      registry.database.run((tx) => tx.selectFrom('key_requests').select('id').where('office_id', '=', id).orderBy('asked_at').execute());
    const answerTo = (id: string, key: string, approved: boolean) => registry.database.run((tx) => answerRequest(tx, id, key, approved, new Date()));

    it('is not taken for the token alone: it waits for the administrator, and signs nothing meanwhile', async () => {
      const { token, key } = await office('示例换机');
      const next = officeKey();
      for (const _ of [1, 2]) {
        const asked = await putKey(next.registration, token);
        expect([asked.status, asked.body.error.code, asked.body.error.fields.map((f) => f.path)]).toEqual([403, 'key-waiting', [key.id]]);
      }
      const { id, text } = sampleLetter(40);
      expect((await post(id, next.signed(id, text), token)).body.error.code).toBe('unknown-key');
      const about = await officeId('示例换机');
      expect([(await waiting(about)).map((k) => k.id), await logged(about)]).toEqual([[next.id], ['key-asked']]);
      expect(await answerTo(about, next.id, true)).toBe('done');
      expect([(await putKey(next.registration, token)).status, await waiting(about)]).toEqual([200, []]);
      expect((await post(id, next.signed(id, text), token)).status).toBe(201);
      expect(await answerTo(about, next.id, true)).toBe('gone');
      // one that is declined waits no more
      const stranger = officeKey();
      await putKey(stranger.registration, token);
      await answerTo(about, stranger.id, false);
      expect((await post(sampleLetter(41).id, stranger.signed(sampleLetter(41).id, sampleLetter(41).text), token)).body.error.code).toBe('unknown-key');
    });

    it('is taken where a key of the office signs it, and a forged signature is refused and written down', async () => {
      const [a, b] = [await office('示例签入甲'), await office('示例签入乙')];
      const next = officeKey();
      const asLetter = JSON.stringify({ key: JSON.parse(next.registration) as object, signature: a.key.signature('0'.repeat(64), next.registration) });
      for (const [body, fault] of [
        [next.introduces(next), 'unknown-key'],
        [b.key.introduces(next), 'unknown-key'],
        [
          a.key.introduces(officeKey()).replace(/"publicKey":"[^"]+"/, `"publicKey":"${(JSON.parse(next.registration) as { publicKey: string }).publicKey}"`),
          'wrong-signature',
        ],
        [asLetter, 'wrong-signature'],
      ] as const)
        expect((await putKey(body, a.token)).body.error.code).toBe(fault);
      expect((await logged(await officeId('示例签入甲'))).map((line) => line.split(' ')[0])).toEqual(Array(4).fill('key-refused'));
      // it waits for nobody's word once it is signed
      await putKey(next.registration, a.token);
      expect((await putKey(a.key.introduces(next), a.token)).status).toBe(201);
      expect(requestComplaint(JSON.parse(a.key.introduces(next)), 'SignedKey')).toBeNull();
      expect([await waiting(await officeId('示例签入甲')), await logged(next.id)]).toEqual([[], ['key-registered']]);
      expect((await putKey(a.key.introduces(next), b.token)).body.error.code).toBe('key-taken');
    });

    it('two first keys at once: one is the first, the other waits; no more than five wait', async () => {
      const token = await registry.office('示例同时');
      const both = await Promise.all([putKey(officeKey().registration, token), putKey(officeKey().registration, token)]);
      expect(both.map((r) => r.status).toSorted()).toEqual([201, 403]);
      for (let n = 0; n < 7; n++) await putKey(officeKey().registration, token);
      expect(await waiting(await officeId('示例同时'))).toHaveLength(5);
    });
  });

  it('takes a signed letter, keeps its signature, and gives a retry under another of the office’s keys the same answer', async () => {
    const { token, key } = await office('示例丙');
    const { id, text } = sampleLetter(1);
    const body = key.signed(id, text);
    expect(requestComplaint(JSON.parse(body))).toBeNull();
    const first = await post(id, body, token);
    expect(first.status).toBe(201);
    const row = await registry.database.run((tx) =>
      tx.selectFrom('filings').select(['signature', 'body']).where('letter_id', '=', id).executeTakeFirstOrThrow(),
    );
    expect([JSON.parse(row.signature!), row.body]).toEqual([key.signature(id, text), text]);
    const next = officeKey();
    expect((await putKey(key.introduces(next), token)).status).toBe(201);
    expect((await post(id, next.signed(id, text), token)).body).toEqual(first.body);
  });

  it('an office with a key accepts no unsigned letter; one without goes on as before', async () => {
    const { token } = await office('示例丁');
    const { id, text } = sampleLetter(2);
    const refused = await post(id, text, token);
    expect([refused.status, refused.body.error.code, refused.body.error.letter]).toEqual([403, 'signature-required', id]);
    expect(await refusals(id)).toEqual(['submit.refused signature-required']);
    expect((await post(id, text, await registry.office('示例无钥'))).status).toBe(201);
  });

  it('refuses by name what was copied, moved or altered, and writes it down', async () => {
    const [a, b] = [await office('示例戊'), await office('示例己')];
    const { id, text } = sampleLetter(3);
    const other = sampleLetter(4);
    const good = a.key.signature(id, text);
    const altered = good.value.startsWith('A') ? `B${good.value.slice(1)}` : `A${good.value.slice(1)}`;
    const cases: [string, string, string, string][] = [
      ['another office sends the letter again', b.token, id, signedBody(text, good)],
      ['another office signs with a key it made up', b.token, id, officeKey().signed(id, text)],
      ['an old signature on another letter id', a.token, other.id, signedBody(text, good)],
      ['an old signature on another body', a.token, id, signedBody(other.text, good)],
      ['an altered signature', a.token, id, signedBody(text, { ...good, value: altered })],
      ['a cut signature', a.token, id, signedBody(text, { ...good, value: good.value.slice(0, 40) })],
      ['an algorithm unknown here', a.token, id, signedBody(text, { ...good, alg: 'SM2' })],
    ];
    const answers: string[] = [];
    for (const [, token, letter, body] of cases) {
      const answer = await post(letter, body, token);
      answers.push(`${answer.status} ${answer.body.error.code}`);
      expect((await checkedFetch(registry.url, `/v1/filings/${letter}`, { token })).status).toBe(404);
    }
    expect(answers).toEqual([
      '403 unknown-key',
      '403 unknown-key',
      '403 wrong-signature',
      '403 wrong-signature',
      '403 wrong-signature',
      '403 wrong-signature',
      '400 unknown-algorithm',
    ]);
    expect((await refusals(id)).length).toBe(6);
    expect((await post(id, signedBody(text, good), a.token)).status).toBe(201);
  });

  it('nothing may stand beside a letter and its signature', async () => {
    const { token, key } = await office('示例庚');
    const { id, text } = sampleLetter(5);
    const body = JSON.parse(key.signed(id, text)) as Record<string, unknown>;
    for (const [change, path] of [
      [{ ...body, admin: true }, 'admin'],
      [{ ...body, signature: { ...(body['signature'] as object), at: 'now' } }, 'signature.at'],
      [{ ...body, signature: null }, 'signature'],
      [{ signature: body['signature'] }, '(body)'],
    ] as const) {
      const { status, body: answer } = await post(id, JSON.stringify(change), token);
      expect([status, answer.error.code, answer.error.fields[0]?.path]).toEqual([400, 'invalid-body', path]);
    }
  });

  it('names the protocols and kinds it speaks to one that speaks others', async () => {
    const token = await registry.office('示例辛');
    const { id, text } = sampleLetter(6);
    const raw = JSON.parse(text) as Record<string, unknown>;
    const old = await post(id, JSON.stringify({ ...raw, protocol: 'kezhuan-registry/0' }), token);
    expect([old.status, old.body.error.code, old.body.error.fields[0]?.en]).toEqual([400, 'unknown-protocol', 'this registry speaks kezhuan-registry/1']);
    const kind = await post(id, JSON.stringify({ ...raw, kind: 'filing.burn' }), token);
    expect([kind.status, kind.body.error.code]).toEqual([400, 'unknown-kind']);
    expect(kind.body.error.fields[0]?.en).toContain('filing.dispute');
  });
});
