import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkedFetch, requestComplaint } from '../support/contract-check.ts';
import { ENGINES, placeOn, type Placed } from '../support/engines.ts';
import { liveRegistry, type LiveRegistry } from '../support/live-registry.ts';
import { officeKey } from '../support/office-key.ts';
import { sampleLetter } from '../support/sample-letter.ts';
import { signedBody } from '../../shared/registry/signature.ts';

describe.each(ENGINES)('signed letters on %s', (engine) => {
  let place: Placed;
  let registry: LiveRegistry;
  beforeAll(async () => {
    place = await placeOn(engine);
    registry = await liveRegistry(await place());
  });
  afterAll(async () => {
    await registry.close();
    await place.stop();
  });

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
    await putKey(next.registration, token);
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
