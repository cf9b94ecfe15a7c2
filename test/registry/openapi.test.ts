/** The description is whole and true: every answer it names is given by a real registry, in the form it says. */
import { describe, expect, it } from 'vitest';
import { ENGINES } from '../support/engines.ts';
import { registryOn } from '../support/registry-on.ts';
import { answerComplaint } from '../support/contract-check.ts';
import { FIRST } from '../support/live-registry.ts';
import { officeKey } from '../support/office-key.ts';
import { sampleLetter } from '../support/sample-letter.ts';
import { openClass } from '../../electron/registry/class.ts';
import { decide } from '../../electron/registry/decide.ts';
import openapi from '../../resources/registry/openapi.json';

type Sent = { method: string; path: string; token?: string; letter?: string; body?: string; type?: string; origin?: string };

describe.each(ENGINES)('on %s', (engine) => {
  const registry = registryOn(engine);

  async function answerTo(base: string, sent: Sent): Promise<string> {
    const { method, path, token, letter, body, type = 'application/json', origin } = sent;
    const answer = await fetch(new URL(path, base), {
      method,
      body,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(letter === undefined ? {} : { 'idempotency-key': letter }),
        ...(body === undefined ? {} : { 'content-type': type }),
        ...(origin === undefined ? {} : { origin }),
      },
    });
    const template = Object.keys(openapi.paths).find((p) => new RegExp(`^${p.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path.split('?')[0]!));
    if (answer.headers.get('content-type')?.startsWith('application/json')) {
      expect(answerComplaint(method, path.split('?')[0]!, answer.status, await answer.json()), `${method} ${path} ${answer.status}`).toBeNull();
    } else {
      expect(answer.headers.get('content-type')).toBe('application/pdf');
    }
    return `${method} ${template} ${answer.status}`;
  }

  it('gives every answer it describes', async () => {
    const token = await registry.office('示例单位');
    const { id: letter, text } = sampleLetter(1);
    const bare = sampleLetter(2, { proofs: [] });
    const [key, used] = [officeKey(), officeKey()];
    const keyBody = (k: { registration: string }): string => k.registration;
    const room = await registry.database.run((tx) => openClass(tx, { name: '示例班', size: 2, seed: 's', mode: 'manual' }, new Date()));
    const codes = (await registry.database.run((tx) => tx.selectFrom('seats').select('code').where('class_id', '=', room.id).orderBy('place').execute())).map(
      (s) => s.code,
    );
    const joining = (code: string, k = officeKey()): string => JSON.stringify({ code, name: '学员', ...(JSON.parse(k.registration) as object) });
    const huge = ' '.repeat(4 * 1024 * 1024 + 1);
    const keyed = await registry.office('示例有钥单位');
    const post = { method: 'POST', path: '/v1/filings', token, letter, body: text };
    const ask = { method: 'GET', path: `/v1/filings/${letter}`, token };
    const collect = { method: 'GET', path: '/v1/statuses', token };
    const put = { method: 'PUT', path: '/v1/keys', token: keyed, body: keyBody(key) };
    const join = { method: 'POST', path: '/v1/join', body: joining(codes[0]!, used) };
    const seen = new Set<string>();
    const all = async (...requests: Sent[]): Promise<void> => {
      for (const sent of requests) seen.add(await answerTo(registry.url, sent));
    };
    await all({ method: 'GET', path: '/v1/about' }, { method: 'GET', path: '/v1/openapi.json' });
    await all(post, { ...post, letter: bare.id, body: bare.text }, { ...post, body: bare.text }, { ...post, body: '{' }, { ...post, token: undefined });
    await all({ ...post, origin: 'https://example.com' }, { ...post, body: huge }, { ...post, type: 'text/plain' });
    await all(ask, { ...ask, path: '/v1/filings/x' }, { ...ask, token: 'x' }, { ...ask, path: `/v1/filings/${'0'.repeat(64)}` });
    await all(collect, { ...collect, path: '/v1/statuses?cursor=x' }, { ...collect, token: undefined });
    await all(put, put, { ...put, token }, { ...put, body: '{}' }, { ...put, token: undefined }, { ...put, body: huge }, { ...put, type: 'text/plain' });
    await all({ ...put, origin: 'https://example.com' });
    const { id } = await registry.database.run((tx) => tx.selectFrom('filings').select('id').where('letter_id', '=', letter).executeTakeFirstOrThrow());
    await registry.database.run(async (tx) => [
      await decide(tx, id, 1, { act: 'accept' }, FIRST, new Date()),
      await decide(tx, id, 2, { act: 'register' }, FIRST, new Date()),
    ]);
    const receipt = { method: 'GET', path: `/v1/receipts/${id}`, token };
    await all(receipt, { ...receipt, path: '/v1/receipts/MN0' }, { ...receipt, token: undefined });
    await all(join, { ...join, body: joining(codes[0]!) }, { ...join, body: '{' }, { ...join, body: joining('000000') });
    await all({ ...join, body: huge }, { ...join, type: 'text/plain' });

    // a registry of its own where every office may ask once a minute only
    const slow = await registry.another({ requestsPerMinute: 1 });
    const hasty = await slow.office('示例急单位');
    await fetch(new URL('/v1/statuses', slow.url), { headers: { authorization: `Bearer ${hasty}` } });
    for (const sent of [post, ask, collect, put, receipt]) seen.add(await answerTo(slow.url, { ...sent, token: hasty }));
    for (let n = 0; n < 20; n++) await answerTo(slow.url, { ...join, body: joining('000000') });
    seen.add(await answerTo(slow.url, { ...join, body: joining('000000') }));
    await slow.close();
    // and one that has lost its database
    const lost = await registry.another();
    await lost.database.close();
    for (const sent of [post, ask, collect, put, receipt, join]) seen.add(await answerTo(lost.url, sent));

    const described = Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, { responses: object }>).flatMap(([method, { responses }]) =>
        Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
      ),
    );
    // a GET from a foreign Host is tried in server.test.ts: fetch cannot name another
    const byHost = described.filter((d) => d.startsWith('GET') && d.endsWith('403'));
    expect([...seen].toSorted()).toEqual(described.filter((d) => !byHost.includes(d)).toSorted());
  });
});

it('says of every letter how its id is chosen and what its hash is over: no sender can guess either', () => {
  const { schemas } = openapi.components;
  for (const body of [schemas.FilingBody, schemas.ChangeBody, schemas.CancelBody, schemas.IncomeBody, schemas.DisputeBody])
    expect(body.properties.contentHash).toHaveProperty('description', expect.stringContaining('RFC 8785'));
  expect(openapi.paths['/v1/filings'].post.parameters[0]).toHaveProperty('description', expect.stringContaining('the sender chooses'));
});
