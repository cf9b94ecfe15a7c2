import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveRegistry, type LiveRegistry } from '../support/live-registry.ts';
import { sampleContent, sampleLetter } from '../support/sample-letter.ts';

const NOTICE = '模拟·实训用，非官方登记证明';
let registry: LiveRegistry;
let token: string;
let cookie = '';
beforeAll(async () => {
  registry = await liveRegistry({ now: () => new Date('2026-03-16T04:00:00Z') });
  token = await registry.office('示例农业研究所');
  const entered = await fetch(new URL(`/desk/enter?key=${registry.deskKey}`, registry.url), { redirect: 'manual' });
  cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
  expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
});
afterAll(() => registry.close());

async function file(n: number, change: Parameters<typeof sampleContent>[1] = {}): Promise<string> {
  const { id, text } = sampleLetter(n, change);
  const answer = await fetch(new URL('/v1/filings', registry.url), {
    method: 'POST',
    body: text,
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': id, 'content-type': 'application/json' },
  });
  return ((await answer.json()) as { registryId: string }).registryId;
}
const get = async (path: string, as = cookie): Promise<{ status: number; text: string; headers: Headers }> => {
  const answer = await fetch(new URL(path, registry.url), { headers: { cookie: as }, redirect: 'manual' });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};
/** Fills in the form as the page gives it, and sends it. */
async function act(
  id: string,
  which: string,
  fields: Record<string, string> = {},
  change: { headers?: Record<string, string>; token?: string; as?: string; page?: string } = {},
): Promise<{ status: number; text: string }> {
  const page = change.page ?? (await get(`/desk/filings/${id}`)).text;
  const hidden = Object.fromEntries([...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map((m) => [m[1]!, m[2]!]));
  const body = new URLSearchParams({ ...hidden, ...(change.token === undefined ? {} : { token: change.token }), ...fields });
  const answer = await fetch(new URL(`/desk/filings/${id}/${which}`, registry.url), {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { cookie: change.as ?? cookie, ...change.headers },
  });
  return { status: answer.status, text: await answer.text() };
}
const statusOf = (id: string) =>
  registry.database.run((tx) => tx.selectFrom('filings').select(['status', 'register_no', 'reasons']).where('id', '=', id).executeTakeFirstOrThrow());

describe('reviewing', () => {
  it('accepts, registers with a simulated number, and shows the receipt', async () => {
    const id = await file(1);
    expect((await get('/desk')).text).toContain('低温等离子体种子处理装置专利实施许可');
    expect((await act(id, 'register')).status).toBe(409);
    expect((await act(id, 'accept')).status).toBe(303);
    expect((await act(id, 'register')).status).toBe(303);
    expect(await statusOf(id)).toMatchObject({ status: 'REGISTERED', register_no: '9900002026000001' });
    const { text } = await get(`/desk/filings/${id}/receipt`);
    for (const words of ['模拟登记回执', NOTICE, '9900002026000001', '1,500,000.00 元', '不具任何登记效力']) expect(text).toContain(words);
    for (const words of ['登记证明专用章', '科学技术厅', '国徽', '<img', '公章']) expect(text).not.toContain(words);
  });

  it('returns with coded reasons that reach the office', async () => {
    const id = await file(2);
    expect((await act(id, 'return')).status).toBe(409);
    expect((await act(id, 'return', { code: 'R99' })).status).toBe(409);
    expect((await act(id, 'return', { code: 'R08', note: '卖方印章\u0007模糊' })).status).toBe(303);
    expect(JSON.parse((await statusOf(id)).reasons)).toEqual([{ code: 'R08', text: '印章不齐全或印章与书写名称不一致：卖方印章 模糊' }]);
    const answer = await fetch(new URL(`/v1/filings/${sampleLetter(2).id}`, registry.url), { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ status: 'RETURNED', revision: 2, reasons: [{ code: 'R08' }] });
  });

  it('does not decide on what the reviewer did not see', async () => {
    const id = await file(3);
    const { text: page } = await get(`/desk/filings/${id}`);
    await act(id, 'accept', {}, { page });
    const late = await act(id, 'return', { code: 'R09' }, { page });
    expect([late.status, late.text.includes('刚刚已被办理')]).toEqual([409, true]);
    expect((await statusOf(id)).status).toBe('ACCEPTED');
  });

  it('registers one contract once', async () => {
    const [a, b] = [await file(4), await file(5, { facts: sampleContent(4).facts })];
    for (const id of [a, b]) await act(id, 'accept');
    expect((await act(a, 'register')).status).toBe(303);
    expect((await get(`/desk/filings/${b}`)).text).toContain('同一合同编号已登记过');
    const second = await act(b, 'register');
    expect([second.status, second.text.includes('一份合同只登记一次')]).toEqual([409, true]);
  });

  it('filters by status and words, taking % and _ for what they are', async () => {
    await file(6, { form: { ...sampleContent(6).form, projectName: '含百分号 100%_纯' } });
    expect((await get(`/desk?q=${encodeURIComponent('0%_')}`)).text).toContain('含百分号');
    expect((await get(`/desk?q=${encodeURIComponent('0%x')}`)).text).toContain('没有符合条件的申请');
    expect((await get('/desk?status=REGISTERED')).text).not.toContain('含百分号');
    const numbered = (q: string) => get(`/desk?q=${q}`).then(({ text }) => [...text.matchAll(/\/desk\/filings\/(MN\d+)"/g)].map((m) => m[1]));
    const first = (await statusOf('MN202600000001')).register_no!;
    expect([await numbered('MN202600000001'), await numbered(first), await numbered('9900002026999999')]).toEqual([['MN202600000001'], ['MN202600000001'], []]);
    expect((await get(`/desk?status=${encodeURIComponent("' OR 1=1")}&q=a&q=b&before=x`)).status).toBe(200);
  });

  it('pages back through many', async () => {
    for (let n = 200; n < 255; n++) await file(n);
    const { text } = await get('/desk');
    const older = /href="(\/desk\?[^"]*before=\d+)"/.exec(text)![1]!.replaceAll('&amp;', '&');
    expect([...text.matchAll(/href="\/desk\/filings\//g)]).toHaveLength(50);
    expect(text).toContain('本页 50 件');
    expect((await get(older)).text).toMatch(/href="\/desk\/filings\//);
  });
});

describe('standing guard', () => {
  it('every page says what it is not, forbids scripts, and is not kept', async () => {
    const id = await file(7);
    for (const [path, as] of [
      ['/desk', cookie],
      [`/desk/filings/${id}`, cookie],
      ['/desk/offices', cookie],
      ['/desk', ''],
      ['/desk/none', cookie],
      ['/desk/enter?key=x', ''],
    ] as const) {
      const { text, headers } = await get(path, as);
      expect(text, path).toContain(`<div class="band" role="note">${NOTICE}</div>`);
      expect(text).not.toMatch(/<script|style="|onclick|<img/);
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('shows hostile text as text', async () => {
    const id = await file(8, {
      form: { ...sampleContent(8).form, projectName: '<script>alert(1)</script>"\'&' },
      facts: { ...sampleContent(8).facts, place: '<img src=x onerror=1>' },
    });
    for (const path of ['/desk', `/desk/filings/${id}`]) {
      const { text } = await get(path);
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
      expect(text).not.toMatch(/<script>|<img/);
    }
  });

  it('decides nothing without the session, its form token, or from a foreign page', async () => {
    const id = await file(9);
    const attempts: Parameters<typeof act>[3][] = [
      { token: 'x' },
      { as: '' },
      { as: 'kezhuan_desk=forged' },
      { headers: { origin: 'https://example.com' } },
      { headers: { 'sec-fetch-site': 'cross-site' } },
    ];
    for (const change of attempts) {
      expect((await act(id, 'accept', {}, change)).status, JSON.stringify(change)).toBe(403);
    }
    expect((await statusOf(id)).status).toBe('SUBMITTED');
    expect((await get('/desk', '')).status).toBe(403);
    expect((await get('/desk/enter?key=wrong', '')).headers.get('set-cookie')).toBeNull();
  });

  it('another reviewer’s form token does not fit', async () => {
    const id = await file(10);
    const other = (await fetch(new URL(`/desk/enter?key=${registry.deskKey}`, registry.url), { redirect: 'manual' })).headers.get('set-cookie')!.split(';')[0]!;
    expect((await act(id, 'accept', {}, { as: other })).status).toBe(403);
  });

  it('an office’s token is shown once and works', async () => {
    const { text } = await get('/desk/offices');
    const form = /name="token" value="([^"]+)"/.exec(text)![1]!;
    const made = await fetch(new URL('/desk/offices', registry.url), {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ token: form, name: '示例 <b>二组</b>' }),
    });
    const page = await made.text();
    const given = /<div class="mono">([\w-]{43})<\/div>/.exec(page)![1]!;
    expect(page).toContain('示例 &lt;b&gt;二组&lt;/b&gt;');
    expect((await fetch(new URL('/v1/statuses', registry.url), { headers: { authorization: `Bearer ${given}` } })).status).toBe(200);
    expect((await get('/desk/offices')).text).not.toContain(given);
  });

  it('what is not there is not found', async () => {
    expect((await get('/desk/filings/MN0')).status).toBe(404);
    expect((await get(`/desk/filings/${await file(11)}/receipt`)).status).toBe(404);
  });
});
