/** Offices at the desk: told apart, and the way back for one that lost its token or its key. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openClass, resetClass } from '../../electron/registry/class.ts';
import { localOffice } from '../../electron/registry/offices.ts';
import { checkedFetch } from '../support/contract-check.ts';
import { localVisitor, newPerson, type DeskVisitor } from '../support/desk-visitor.ts';
import { ENGINES } from '../support/engines.ts';
import { registryOn } from '../support/registry-on.ts';
import { officeKey, type OfficeKey } from '../support/office-key.ts';
import { sampleLetter } from '../support/sample-letter.ts';

describe.each(ENGINES)('offices on %s', (engine) => {
  const registry = registryOn(engine);
  let local: DeskVisitor;
  let admin: DeskVisitor;
  let registrar: DeskVisitor;
  beforeAll(async () => {
    local = await localVisitor(registry);
    admin = await newPerson(registry.url, local, { login: 'admin', name: '示例管理员', role: 'admin' });
    registrar = await newPerson(registry.url, local, { login: 'registrar', name: '示例登记员', role: 'registrar' });
  });

  const putKey = async (key: OfficeKey, token: string): Promise<string> => {
    const { status, body } = await checkedFetch(registry.url, '/v1/keys', { method: 'PUT', body: key.registration, token });
    return status < 300 ? String(status) : body.error.code;
  };
  const send = async (n: number, key: OfficeKey, token: string): Promise<string> => {
    const { id, text } = sampleLetter(n);
    const { status, body } = await checkedFetch(registry.url, '/v1/filings', { method: 'POST', body: key.signed(id, text), letter: id, token });
    return status < 300 ? body.status : body.error.code;
  };
  const idOf = async (name: string): Promise<string> =>
    (await registry.database.run((tx) => tx.selectFrom('offices').select('id').where('name', '=', name).executeTakeFirstOrThrow())).id;

  it('the administrator, and nobody else, lets a second key in; the log says who', async () => {
    const token = await registry.office('示例换机单位');
    const at = `/desk/offices/${await idOf('示例换机单位')}`;
    const [first, next, stranger] = [officeKey(), officeKey(), officeKey()];
    expect([await putKey(first, token), await putKey(next, token), await putKey(stranger, token)]).toEqual(['201', 'key-waiting', 'key-waiting']);
    expect((await admin.get('/desk/offices')).text).toContain('2 把公钥待核准');
    const page = (await admin.get(at)).text;
    for (const words of [first.id, next.id, stranger.id, '待核准的公钥（2）', '请先向该单位核实']) expect(page).toContain(words);
    expect([(await registrar.get(at)).status, (await registrar.send('/desk', `${at}/keys/${next.id}/approve`)).status]).toEqual([403, 403]);
    expect((await admin.send(at, `${at}/keys/${next.id}/approve`)).status).toBe(303);
    expect((await admin.send(at, `${at}/keys/${stranger.id}/decline`)).status).toBe(303);
    expect([await putKey(next, token), await send(1, next, token), await send(2, stranger, token), await send(2, first, token)]).toEqual([
      '200',
      'SUBMITTED',
      'unknown-key',
      'SUBMITTED',
    ]);
    const again = await admin.send(at, `${at}/keys/${next.id}/approve`);
    expect([again.status, again.text.includes('已经不在待核准之列')]).toEqual([409, true]);
    const log = (await local.get('/desk/audit')).text;
    for (const words of ['送来另一把公钥，待核准', '核准公钥', '不核准公钥', '示例管理员']) expect(log).toContain(words);
    expect((await admin.get('/desk/offices/none')).status).toBe(404);
  });

  it('a new token ends the old one and all keys, and the office begins again with a first key', async () => {
    const token = await registry.office('示例丢失令牌');
    const at = `/desk/offices/${await idOf('示例丢失令牌')}`;
    const [lost, next] = [officeKey(), officeKey()];
    await putKey(lost, token);
    const { text } = await admin.send(at, `${at}/token`);
    const given = /<div class="mono">([\w-]{43})<\/div>/.exec(text)![1]!;
    expect((await admin.get(at)).text).not.toContain(given);
    expect([await putKey(lost, token), await putKey(next, given), await send(10, lost, given), await send(10, next, given)]).toEqual([
      'unauthorised',
      '201',
      'unknown-key',
      'SUBMITTED',
    ]);
    expect((await local.get('/desk/audit?act=token-renewed')).text).toContain('示例丢失令牌');
  });

  it('the office of the program that started this registry begins with a first key at every start', async () => {
    for (const _ of [1, 2]) {
      const token = await registry.database.run((tx) => localOffice(tx, new Date().toISOString()));
      expect(await putKey(officeKey(), token)).toBe('201');
    }
    expect((await admin.send('/desk/offices', '/desk/offices/local/token')).status).toBe(400);
  });

  it('a second office of one name is refused with what to do, and those there are told apart wherever they are listed', async () => {
    expect((await admin.send('/desk/offices', '/desk/offices', { name: '示例同名' })).status).toBe(200);
    const again = await admin.send('/desk/offices', '/desk/offices', { name: ' 示例同名 ' });
    expect([again.status, again.text.includes('已有同名单位“示例同名”'), again.text.includes('换发令牌')]).toEqual([409, true, true]);
    expect(await registry.database.run((tx) => tx.selectFrom('offices').select('id').where('name', '=', '示例同名').execute())).toHaveLength(1);
    const now = new Date();
    await registry.database.run(async (tx) => resetClass(tx, await openClass(tx, { name: '示例班', size: 1, seed: 's', mode: 'manual' }, now), now));
    const filter = (await local.get('/desk')).text;
    const options = [...filter.matchAll(/<option value="([0-9a-f-]{36})">(示例班·01 组（[0-9a-f]{8}）)<\/option>/g)];
    expect([options.length, new Set(options.map((o) => o[2])).size]).toEqual([2, 2]);
    expect(filter).toContain('>示例同名</option>');
  });
});
