import { beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../electron/registry/migrations.ts';
import { hashPassword, isPassword } from '../../electron/registry/passwords.ts';
import { createServer } from '../../electron/registry/server.ts';
import { localVisitor, newPerson, PASSWORD, signIn, visitor, type DeskVisitor } from '../support/desk-visitor.ts';
import { ENGINES } from '../support/engines.ts';
import { registryOn } from '../support/registry-on.ts';
import { fileSample } from '../support/file-sample.ts';

describe.each(ENGINES)('people of the desk on %s', (engine) => {
  let local: DeskVisitor;
  let at = Date.parse('2026-03-16T04:00:00Z');
  const registry = registryOn(engine, { now: () => new Date(at) });
  const people: Record<string, DeskVisitor> = {};
  let filing: string;
  beforeAll(async () => {
    local = await localVisitor(registry);
    filing = await fileSample(registry.url, await registry.office('示例农业研究所'), 1);
    for (const [role, name] of [
      ['registrar', '示例登记员'],
      ['reviewer', '示例复核员'],
      ['statistician', '示例统计员'],
      ['admin', '示例管理员'],
    ] as const)
      people[role] = await newPerson(registry.url, local, { login: role, name, role });
  });

  it('gives each role its pages and no other, and nothing to nobody', async () => {
    const OPEN: Record<string, readonly string[]> = {
      '/desk': ['registrar', 'reviewer', 'statistician'],
      [`/desk/filings/${filing}`]: ['registrar', 'reviewer', 'statistician'],
      '/desk/followups': ['registrar', 'reviewer', 'statistician'],
      '/desk/risks': ['registrar', 'reviewer', 'statistician'],
      '/desk/figures': ['registrar', 'reviewer', 'statistician'],
      '/desk/rows.csv': ['statistician'],
      '/desk/figures.xlsx': ['statistician'],
      '/desk/audit': ['admin'],
      '/desk/accounts': ['admin'],
      '/desk/offices': ['admin'],
      '/desk/points': ['admin'],
      '/desk/classes': ['admin'],
    };
    const stranger = visitor(registry.url, 'kezhuan_desk=forged');
    for (const [path, roles] of Object.entries(OPEN)) {
      for (const [role, desk] of Object.entries(people)) {
        const { status } = await desk.get(path);
        // the administrator's front page is another
        const wanted = roles.includes(role) ? 200 : path === '/desk' ? 303 : 403;
        expect([role, path, status]).toEqual([role, path, wanted]);
      }
      expect((await local.get(path)).status, path).toBe(200);
      const closed = await stranger.get(path);
      expect([closed.status, closed.text.includes('低温等离子体')], path).toEqual([403, false]);
    }
  });

  it('takes decisions only from the role that has them', async () => {
    for (const role of ['reviewer', 'statistician', 'admin'])
      expect((await people[role]!.send(`/desk/filings/${filing}`, `/desk/filings/${filing}/accept`)).status, role).toBe(403);
    for (const role of ['registrar', 'reviewer', 'statistician'])
      for (const path of ['/desk/accounts', '/desk/offices', '/desk/classes'])
        expect((await people[role]!.send('/desk', path, { name: 'x', login: 'xx', role: 'admin' })).status, role).toBe(403);
    expect((await people['registrar']!.send(`/desk/filings/${filing}`, `/desk/filings/${filing}/accept`)).status).toBe(303);
  });

  it('keeps no password, and asks for a given one to be changed before anything else', async () => {
    const made = await local.send('/desk/accounts', '/desk/accounts', { login: 'new.person', name: '示例新人', role: 'registrar' });
    const given = /<div class="mono">([a-z2-9-]{14})<\/div>/.exec(made.text)![1]!;
    expect((await local.get('/desk/accounts')).text).not.toContain(given);
    const rows = await registry.database.run((tx) => tx.selectFrom('accounts').selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain(given);
    expect(rows.every((r) => /^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/.test(r.password))).toBe(true);
    const { desk } = await signIn(registry.url, 'new.person', given);
    expect((await desk.get('/desk')).headers.get('location')).toBe('/desk/password');
    expect((await desk.get(`/desk/filings/${filing}`)).headers.get('location')).toBe('/desk/password');
    for (const [fields, words] of [
      [{ old: given, new: 'short', again: 'short' }, '至少 10 个'],
      [{ old: given, new: 'aaaaaaaaaaaa', again: 'aaaaaaaaaaaa' }, '太容易猜'],
      [{ old: given, new: 'new.person!23', again: 'new.person!23' }, '太容易猜'],
      [{ old: given, new: PASSWORD, again: `${PASSWORD}x` }, '不一样'],
      [{ old: given, new: given, again: given }, '和现在的一样'],
      [{ old: 'wrong', new: PASSWORD, again: PASSWORD }, '现在的密码不对'],
    ] as const) {
      const answer = await desk.send('/desk/password', '/desk/password', fields);
      expect([answer.status, answer.text.includes(words)], words).toEqual([409, true]);
    }
    expect((await desk.send('/desk/password', '/desk/password', { old: given, new: PASSWORD, again: PASSWORD })).status).toBe(303);
    expect((await desk.get('/desk')).status).toBe(200);
  });

  it('asks before it closes an account, and opens it again with a password given anew', async () => {
    await newPerson(registry.url, local, { login: 'comes.back', name: '示例返岗', role: 'registrar' });
    const { id } = await registry.database.run((tx) => tx.selectFrom('accounts').select('id').where('login', '=', 'comes.back').executeTakeFirstOrThrow());
    const summary = (await local.get('/desk/accounts')).text.match(/<summary aria-label="停用：示例返岗">停用<\/summary><form[^>]*\/close">/);
    expect(summary).not.toBeNull();
    expect((await local.send('/desk/accounts', `/desk/accounts/${id}/reopen`)).status).toBe(404);
    expect((await local.send('/desk/accounts', `/desk/accounts/${id}/close`)).status).toBe(303);
    expect((await signIn(registry.url, 'comes.back', PASSWORD)).page.status).toBe(403);
    const opened = await local.send('/desk/accounts', `/desk/accounts/${id}/reopen`);
    const given = /<div class="mono">([a-z2-9-]{14})<\/div>/.exec(opened.text)![1]!;
    expect((await signIn(registry.url, 'comes.back', PASSWORD)).page.status).toBe(403);
    const { desk } = await signIn(registry.url, 'comes.back', given);
    expect((await desk.get('/desk')).headers.get('location')).toBe('/desk/password');
    expect((await local.get('/desk/audit?act=account-opened')).text).toContain('示例返岗');
  });

  it('says of an old address that its key is old', async () => {
    const answer = await visitor(registry.url, '').get('/desk/enter?key=of-yesterday');
    expect([answer.status, answer.text.includes('每次启动都换钥匙')]).toEqual([403, true]);
    expect((await visitor(registry.url, '').get('/desk')).text).not.toContain('每次启动都换钥匙');
    // whoever came in by the key, or tried to, stands in the log
    for (const [act, who] of [
      ['sign-in', await localVisitor(registry)],
      ['sign-in-failed', local],
    ] as const)
      expect([act, /<tbody>.*?本机值守.*?127\.0\.0\.1/s.test((await who.get(`/desk/audit?act=${act}&by=${encodeURIComponent('本机值守')}`)).text)]).toEqual([
        act,
        true,
      ]);
  });

  it('ends sessions: signed out, unused, too long, account closed', async () => {
    const again = async () => (await signIn(registry.url, 'statistician', PASSWORD)).desk;
    const out = await again();
    expect((await out.get('/desk')).status).toBe(200);
    await out.send('/desk', '/desk/sign-out');
    expect((await out.get('/desk')).status).toBe(403);

    const unused = await again();
    const token = /name="token" value="([^"]*)"/.exec((await unused.get('/desk')).text)![1]!;
    at += 2 * 3_600_000 + 1;
    expect((await unused.get('/desk')).status).toBe(403);
    // what was being written is handed back, and is said not to be done
    const late = await unused.send('/desk', `/desk/filings/${filing}/return`, { token, revision: '1', code: ['R03'], note: ['写了一半的<说明>'] });
    expect([late.status, late.text.includes('没有办成'), late.text.includes('写了一半的&lt;说明&gt;')]).toEqual([403, true, true]);

    // so it is where the same browser was signed out in another tab, or somebody else came in
    const other = /^[^;]*/.exec((await signIn(registry.url, 'registrar', PASSWORD)).page.headers.get('set-cookie')!)![0];
    for (const cookie of ['', other]) {
      const body = new URLSearchParams({ token, revision: '1', code: 'R03', note: '写了一半的<说明>' });
      const lost = await fetch(new URL(`/desk/filings/${filing}/return`, registry.url), { method: 'POST', headers: { cookie }, body });
      const text = await lost.text();
      expect([lost.status, text.includes('没有办成'), text.includes('写了一半的&lt;说明&gt;')]).toEqual([403, true, true]);
    }

    const busy = await again();
    for (let hour = 0; hour < 12; hour++) {
      expect((await busy.get('/desk')).status, `${hour}`).toBe(200);
      at += 3_600_000;
    }
    at += 1;
    expect((await busy.get('/desk')).status).toBe(403);

    const gone = await again();
    local = await localVisitor(registry);
    const id = (await registry.database.run((tx) => tx.selectFrom('accounts').select('id').where('login', '=', 'statistician').executeTakeFirstOrThrow())).id;
    expect((await local.send('/desk/accounts', `/desk/accounts/${id}/close`)).status).toBe(303);
    expect((await gone.get('/desk')).status).toBe(403);
    expect((await signIn(registry.url, 'statistician', PASSWORD)).page.status).toBe(403);
    expect((await local.send('/desk/accounts', '/desk/accounts', { login: 'statistician', name: '另一人', role: 'admin' })).text).toContain('已经有人使用');
  });

  it('stops guessing by name, also the right password, until the time is over; others come in', async () => {
    // at once: the door does not stand open until the first is found wrong
    const guesses = await Promise.all(Array.from({ length: 12 }, () => signIn(registry.url, 'Reviewer', 'wrong')));
    expect(guesses.filter(({ page }) => page.status === 403)).toHaveLength(5);
    expect(guesses.filter(({ page }) => page.status === 429)).toHaveLength(7);
    const stopped = await signIn(registry.url, 'reviewer', PASSWORD);
    expect([stopped.page.status, stopped.page.text.includes('15 分钟后再试')]).toEqual([429, true]);
    expect((await signIn(registry.url, 'registrar', PASSWORD)).page.status).toBe(303);
    at += 15 * 60_000;
    expect((await signIn(registry.url, 'reviewer', PASSWORD)).page.status).toBe(303);
  });

  it('writes into the log who came, who failed and who was made, and the log takes no change', async () => {
    const rows = await registry.database.run((tx) => tx.selectFrom('audit').select(['act', 'by_name', 'why']).execute());
    const acts = new Set(rows.map((r) => r.act));
    for (const act of ['sign-in', 'sign-in-failed', 'account-made', 'account-closed', 'password']) expect(acts).toContain(act);
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    await expect(registry.database.run((tx) => tx.updateTable('audit').set({ by_name: '他人' }).execute())).rejects.toThrow(/only added to/);
    await expect(registry.database.run((tx) => tx.deleteFrom('audit').execute())).rejects.toThrow(/only added to/);
    local = await localVisitor(registry);
    expect((await local.get('/desk/audit?act=account-closed')).text).toContain('停用账号');
  });

  it('another process on the same database knows the session and its forms', async () => {
    const other = createServer({ database: registry.database, deskKey: 'another', loopbackOnly: true, now: () => new Date(at) });
    await other.listen({ host: '127.0.0.1', port: 0 });
    const { page } = await signIn(registry.url, 'admin', PASSWORD);
    const cookie = page.headers.get('set-cookie')!.split(';')[0]!;
    const there = visitor(`http://127.0.0.1:${(other.server.address() as { port: number }).port}/`, cookie);
    expect((await there.send('/desk/offices', '/desk/offices', { name: '示例单位' })).status).toBe(200);
    await other.close();
  });
});

it('a hash fits its password only, in full width too', async () => {
  const stored = await hashPassword('示例口令ABC123');
  expect(await isPassword('示例口令ＡＢＣ１２３', stored)).toBe(true);
  for (const wrong of ['示例口令abc123', '', '示例口令ABC1234']) expect(await isPassword(wrong, stored)).toBe(false);
  expect(await isPassword('x', undefined)).toBe(false);
});

it('migrations of the desk stand behind those of the core', () => {
  const names = Object.keys(MIGRATIONS);
  expect(names).toEqual(names.toSorted());
  expect(names).toContain('0020-accounts');
});
