import { beforeAll, describe, expect, it } from 'vitest';
import { answerComplaint, checkedFetch, requestComplaint } from '../support/contract-check.ts';
import { FIRST } from '../support/live-registry.ts';
import { ENGINES } from '../support/engines.ts';
import { registryOn } from '../support/registry-on.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';
import { decide } from '../../electron/registry/decide.ts';
import { contentHash } from '../../shared/registry/letter.ts';

describe.each(ENGINES)('on %s', (engine) => {
  const registry = registryOn(engine);
  let token: string;
  beforeAll(async () => {
    token = await registry.office('示例农业研究所');
  });

  const submit = (letter: string, body: string, by = token) => checkedFetch(registry.url, '/v1/filings', { method: 'POST', body, letter, token: by });
  const statuses = (query = '', by = token) => checkedFetch(registry.url, `/v1/statuses${query}`, { token: by });

  describe('submitting a letter', () => {
    it('takes a complete filing for review and says that it is simulated', async () => {
      const { id, text } = sampleLetter(1);
      expect(requestComplaint(JSON.parse(text))).toBeNull();
      const answer = await submit(id, text);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        letter: id,
        result: 'accepted',
        status: 'SUBMITTED',
        revision: 1,
        simulated: true,
        notice: '模拟·实训用，非官方登记证明',
      });
    });

    it('gives the same letter the same answer word for word, even after it was decided on', async () => {
      const { id, text } = sampleLetter(2);
      const first = await submit(id, text);
      await registry.database.run((tx) => decide(tx, first.body.registryId, 1, { act: 'accept' }, FIRST, new Date()));
      expect((await submit(id, text)).body).toEqual(first.body);
      const seen = (await statuses()).body.items.filter((item) => item.letter === id);
      expect(seen.map((item) => item.status)).toEqual(['SUBMITTED', 'ACCEPTED']);
    });

    it('refuses another body under a used letter id and keeps the first', async () => {
      const { id, text } = sampleLetter(3);
      await submit(id, text);
      const other = await submit(id, sampleLetter(4).text);
      expect(other.status).toBe(409);
      expect(other.body.error).toMatchObject({ code: 'key-conflict', letter: id });
      expect((await checkedFetch(registry.url, `/v1/filings/${id}`, { token })).body.filingId).toBe('filing-3');
    });

    it('takes one of many equal letters that arrive together', async () => {
      const { id, text } = sampleLetter(5);
      const answers = await Promise.all(Array.from({ length: 12 }, () => submit(id, text)));
      expect(new Set(answers.map((a) => JSON.stringify(a.body))).size).toBe(1);
      expect((await statuses('?limit=500')).body.items.filter((item) => item.letter === id)).toHaveLength(1);
    });

    it('sends an incomplete filing back with coded reasons that name the field', async () => {
      const content = sampleContent(6);
      const { buyerZip: _, ...form } = content.form;
      const { id, text } = sampleLetter(6, {
        form: { ...form, technicalAmount: '1600000', signDate: '2026-02-30' },
        proofs: [],
        facts: { ...content.facts, buyerSealName: '示例种业股份公司', effectiveOn: undefined },
      });
      const { status, body } = await submit(id, text);
      expect(status).toBe(422);
      expect(body).toMatchObject({ result: 'refused', status: 'RETURNED' });
      expect(body.reasons.map((r) => `${r.code} ${r.field}`).toSorted()).toEqual([
        'R01 effectiveOn',
        'R03 buyerZip',
        'R03 signDate',
        'R03 technicalAmount',
        'R07 proofs',
        'R08 buyerSealName',
      ]);
      expect((await submit(id, text)).body).toEqual(body);
    });
  });

  it('an amount beyond what can be kept is said to be too large, one written wrongly to be that', async () => {
    const content = sampleContent(7);
    const { id, text } = sampleLetter(7, { form: { ...content.form, totalAmount: '90071992547409930.00', technicalAmount: '1e3' } });
    const { status, body } = await submit(id, text);
    expect([status, body.reasons.map((r) => r.text.split('：')[1])]).toEqual([422, ['合同成交总额(元)过大', '技术交易额(元)的写法不对']]);
  });

  it('one transaction does not see or mix with another', async () => {
    const mixed = async (n: number): Promise<void> =>
      registry.database.run(async (tx) => {
        await tx
          .insertInto('marks')
          .values({ name: `m${n}`, value: '' })
          .execute();
        await new Promise((resolve) => setImmediate(resolve));
        const seen = (await tx.selectFrom('marks').select('name').execute()).map((m) => m.name);
        expect(seen).toContain(`m${n}`);
        // those that are taken back nobody else ever sees
        expect(seen.filter((name) => name === 'm1' || name === 'm3')).toEqual(n % 2 === 1 ? [`m${n}`] : []);
        if (n % 2 === 1) throw new Error('taken back');
      });
    await Promise.allSettled([1, 2, 3, 4].map(mixed));
    const names = (await registry.database.run((tx) => tx.selectFrom('marks').select('name').execute())).map((m) => m.name);
    expect(names.filter((name) => name !== 'epoch').toSorted()).toEqual(['m2', 'm4']);
  });

  describe('statuses by cursor', () => {
    it('pages in order without gap or repeat, and overlaps harmlessly', async () => {
      const by = await registry.office('示例翻页单位');
      for (let n = 100; n < 107; n++) await submit(sampleLetter(n).id, sampleLetter(n).text, by);
      const seen: number[] = [];
      let query = '?limit=3';
      for (let more = true; more;) {
        const { body } = await statuses(query, by);
        seen.push(...body.items.map((item) => item.event));
        query = `?limit=3&cursor=${body.cursor}`;
        more = body.more;
      }
      expect(seen).toHaveLength(7);
      expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
      expect((await statuses(query, by)).body.items).toEqual([]);
    });

    it('refuses a cursor of another life of the database', async () => {
      const { status, body } = await statuses('?cursor=000000000000.3');
      expect([status, body.error.code]).toEqual([400, 'bad-cursor']);
    });
  });

  it('a registry put back to an older copy says so to whoever read further, and nothing that came since is missed', async () => {
    const by = await registry.office('示例恢复单位');
    const send = async (...letters: number[]) => {
      for (const n of letters) expect((await submit(sampleLetter(n).id, sampleLetter(n).text, by)).status).toBe(201);
    };
    await send(200, 201);
    const early = (await statuses('', by)).body.cursor;
    const { filing, event } = await registry.database.run(async (tx) => {
      const known = await tx.selectFrom('counters').selectAll().execute();
      const of = (name: string) => Number(known.find((c) => c.name === name)!.value);
      return { filing: of('arrival'), event: of('event') };
    });
    await send(202, 203, 204);
    const late = (await statuses(`?cursor=${early}`, by)).body.cursor;
    const refused = async (cursor: string) => {
      const { status, body } = await statuses(`?cursor=${cursor}`, by);
      expect([status, body.error?.code]).toEqual([400, 'bad-cursor']);
    };
    const [epoch, position] = late.split('.');
    await refused(`${epoch}.999999999999999`);
    await refused(`${epoch}.999999999999999.0123456789ab`);
    await refused(`${epoch}.${position}.0123456789ab`);
    await registry.database.run(async (tx) => {
      await tx.deleteFrom('events').where('position', '>', event).execute();
      const gone = tx.selectFrom('filings').select('id').where('arrival', '>', filing);
      await tx.deleteFrom('risks').where('filing', 'in', gone).execute();
      await tx.deleteFrom('filings').where('arrival', '>', filing).execute();
      await tx.updateTable('counters').set({ value: filing }).where('name', '=', 'arrival').execute();
      await tx.updateTable('counters').set({ value: event }).where('name', '=', 'event').execute();
    });
    await refused(late);
    // and after it has gone on past that position
    await send(205, 206, 207, 208);
    await refused(late);
    const filed = (items: { filingId: string }[]) => items.map((item) => item.filingId);
    expect(filed((await statuses(`?cursor=${early}`, by)).body.items)).toEqual([205, 206, 207, 208].map((n) => `filing-${n}`));
    expect(filed((await statuses('', by)).body.items)).toEqual([200, 201, 205, 206, 207, 208].map((n) => `filing-${n}`));
  });

  it('two offices cannot see each other’s filings', async () => {
    const other = await registry.office('示例种业公司');
    const { id, text } = sampleLetter(20);
    await submit(id, text);
    expect((await checkedFetch(registry.url, `/v1/filings/${id}`, { token: other })).body.error.code).toBe('letter-absent');
    expect((await statuses('', other)).body.items).toEqual([]);
    // the same letter id from the other office is a letter of its own
    expect((await submit(id, sampleLetter(21).text, other)).status).toBe(201);
    expect((await checkedFetch(registry.url, `/v1/filings/${id}`, { token })).body.filingId).toBe('filing-20');
  });

  describe('hostile input gets a clear answer in one shape', () => {
    const bodyWith = (change: Record<string, unknown>): string => JSON.stringify({ ...JSON.parse(sampleLetter(30).text), ...change });
    const id = sampleLetter(30).id;

    it.each<[string, string, number, string, string?]>([
      ['broken JSON', '{"protocol":', 400, 'malformed-json'],
      ['empty body', '', 400, 'malformed-json'],
      ['JSON null', 'null', 400, 'invalid-body', '(body)'],
      ['an array', '[]', 400, 'invalid-body', '(body)'],
      ['unknown member', bodyWith({ admin: true }), 400, 'invalid-body', 'admin'],
      ['unknown fact', bodyWith({ facts: { role: 'x' } }), 400, 'invalid-body', 'facts.role'],
      ['unknown form key', bodyWith({ form: { ...sampleContent(30).form, projectname: 'x' } }), 400, 'invalid-body', 'form.projectname'],
      ['SQL as a form key', bodyWith({ form: { "x'; DROP TABLE filings;--": '1' } }), 400, 'invalid-body', "form.x'; DROP TABLE filings;--"],
      ['prototype key', sampleLetter(30).text.replace('"form":{', '"form":{"__proto__":"x",'), 400, 'invalid-body', 'form.__proto__'],
      ['NUL in a text', bodyWith({ form: { ...sampleContent(30).form, projectName: 'a\u0000b' } }), 400, 'invalid-body', 'form.projectName'],
      ['lone surrogate', bodyWith({ form: { ...sampleContent(30).form, projectName: 'a\ud800' } }), 400, 'invalid-body', 'form.projectName'],
      ['wrong type', bodyWith({ version: '1' }), 400, 'invalid-body', 'version'],
      ['a version of 1e308', bodyWith({ version: 1e308 }), 400, 'invalid-body', 'version'],
      ['missing member', bodyWith({ contentHash: undefined }), 400, 'invalid-body', 'contentHash'],
      ['a hash of other content', bodyWith({ contentHash: 'a'.repeat(64) }), 400, 'invalid-body', 'contentHash'],
      ['an endless text', bodyWith({ form: { projectName: '长'.repeat(20_001) } }), 400, 'invalid-body', 'form.projectName'],
      ['deep nesting', bodyWith({ facts: JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) }), 400, 'invalid-body'],
      ['too many fields', bodyWith({ form: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`f${i}`, ''])) }), 400, 'invalid-body', 'form'],
    ])('%s', async (_name, body, status, code, path) => {
      const answer = await submit(id, body);
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
      expect(answer.body.error.zh).toMatch(/[一-鿿]/);
      expect(answer.body.error.en).toMatch(/^[A-Z]/);
      if (path !== undefined) expect(answer.body.error.fields.map((f) => f.path)).toContain(path);
    });

    it('stores SQL-looking text as the text it is', async () => {
      const projectName = 'Robert\'); DROP TABLE filings;-- " ` % _ ! 1=1';
      const content = { ...sampleContent(31), form: { ...sampleContent(31).form, projectName } };
      const { id: letter, text } = sampleLetter(31, { form: content.form });
      const { body } = await submit(letter, text);
      expect(body).toMatchObject({ result: 'accepted', contentHash: contentHash(content) });
      const row = await registry.database.run((tx) => tx.selectFrom('filings').select('project_name').where('id', '=', body.registryId).executeTakeFirst());
      expect(row?.project_name).toBe(projectName);
    });

    it.each<[string, string, RequestInit & { token?: string; letter?: string }, number, string]>([
      ['no token', '/v1/filings', { method: 'POST', body: '{}', letter: id }, 401, 'unauthorised'],
      ['a wrong token', '/v1/statuses', { token: "' OR 1=1 --" }, 401, 'unauthorised'],
      ['no letter id', '/v1/filings', { method: 'POST', body: '{}' }, 400, 'invalid-letter'],
      ['a SQL letter id', '/v1/filings', { method: 'POST', body: '{}', letter: "1' OR '1'='1" }, 400, 'invalid-letter'],
      [
        'another content type',
        '/v1/filings',
        { method: 'POST', body: '<a/>', letter: id, headers: { 'content-type': 'text/xml' } },
        415,
        'unsupported-media-type',
      ],
      [
        'a form post',
        '/v1/filings',
        { method: 'POST', body: 'a=1', letter: id, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        415,
        'unsupported-media-type',
      ],
      ['over 4 MiB', '/v1/filings', { method: 'POST', body: ' '.repeat(4 * 1024 * 1024 + 1), letter: id }, 413, 'too-large'],
      ['a foreign page', '/v1/filings', { method: 'POST', body: '{}', letter: id, headers: { origin: 'https://example.com' } }, 403, 'forbidden'],
      ['asking with SQL', `/v1/filings/${encodeURIComponent("x' OR 1=1")}`, {}, 400, 'invalid-letter'],
      ['asking an unknown letter', `/v1/filings/${'0'.repeat(64)}`, {}, 404, 'letter-absent'],
      ['a SQL cursor', `/v1/statuses?cursor=${encodeURIComponent('1; DROP TABLE events')}`, {}, 400, 'bad-cursor'],
      ['a negative limit', '/v1/statuses?limit=-1', {}, 400, 'bad-query'],
      ['two cursors', '/v1/statuses?cursor=a&cursor=b', {}, 400, 'bad-cursor'],
      ['an unknown parameter', '/v1/statuses?office=all', {}, 400, 'bad-query'],
    ])('%s', async (_name, path, init, status, code) => {
      const answer = await checkedFetch(registry.url, path, { token: code === 'unauthorised' ? undefined : token, ...init });
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    });

    it('does not answer under another host name (a web page could have one)', async () => {
      const { request } = await import('node:http');
      const status = await new Promise<number | undefined>((resolve, reject) => {
        request(new URL('/v1/about', registry.url), { headers: { host: 'evil.example' } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on('error', reject)
          .end();
      });
      expect(status).toBe(403);
    });

    it('an unknown address has the same shape, and no header invites other origins', async () => {
      const answer = await fetch(new URL('/v2/x', registry.url), { headers: { origin: 'https://example.com' } });
      expect(await answer.json()).toMatchObject({ error: { code: 'not-found', fields: [] } });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    });
  });

  it('slows an office that asks too often and says for how long', async () => {
    let at = 0;
    const slow = await registry.another({ requestsPerMinute: 6, now: () => new Date(at) });
    try {
      const by = await slow.office('示例单位');
      for (let n = 0; n < 6; n++) expect((await checkedFetch(slow.url, '/v1/statuses', { token: by })).status).toBe(200);
      const stopped = await checkedFetch(slow.url, '/v1/statuses', { token: by });
      expect([stopped.status, stopped.headers.get('retry-after')]).toEqual([429, '10']);
      at = 10_000;
      expect((await checkedFetch(slow.url, '/v1/statuses', { token: by })).status).toBe(200);
    } finally {
      await slow.close();
    }
  });
});

it('the contract check itself sees a wrong answer', () => {
  expect(answerComplaint('GET', '/v1/statuses', 200, { items: [], cursor: 'x' })).toMatch(/more/);
  expect(answerComplaint('GET', '/v1/statuses', 418, {})).toMatch(/undescribed status/);
  expect(answerComplaint('GET', '/v1/statuses', 200, { items: [{ event: 1 }], cursor: 'x', more: false })).toMatch(/required/);
});
