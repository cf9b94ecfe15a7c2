/** The desk in two languages: who reads which, the same words as the protocol's own, and text of any length. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILING_MOVES, FOLLOWUP_MOVES } from '../../electron/registry/machine.ts';
import type { RiskRule } from '../../electron/registry/risk.ts';
import { errorPage } from '../../electron/registry/desk/pages.ts';
import { problemOf, RequestRefused } from '../../electron/registry/problem.ts';
import { SPEAKERS } from '../../electron/registry/desk/words.ts';
import { REASONS } from '../../shared/registry/reasons.ts';
import { FORM_FIELDS } from '../../shared/registry/form.ts';
import { SIMULATED_NOTICE } from '../../shared/registry/simulated.ts';
import zh from '../../resources/locales/zh/desk.json';
import { localVisitor, visitor, type DeskVisitor } from '../support/desk-visitor.ts';
import { fileSample } from '../support/file-sample.ts';
import { liveRegistry, type LiveRegistry } from '../support/live-registry.ts';
import { sampleContent } from '../support/sample-letter.ts';

let registry: LiveRegistry;
let desk: DeskVisitor;
let session: string;
let id: string;
beforeAll(async () => {
  registry = await liveRegistry({ now: () => new Date('2026-03-16T04:00:00Z') });
  id = await fileSample(registry.url, await registry.office('示例农业研究所'), 1);
  desk = await localVisitor(registry);
  const entered = await fetch(new URL(`/desk/enter?key=${registry.deskKey}`, registry.url), { redirect: 'manual' });
  session = entered.headers.get('set-cookie')!.split(';')[0]!;
});
afterAll(() => registry.close());

const page = (headers: Record<string, string>, path = '/desk'): Promise<string> =>
  fetch(new URL(path, registry.url), { headers: { ...headers, cookie: [session, headers['cookie']].filter(Boolean).join('; ') } }).then((a) => a.text());
const langOf = async (headers: Record<string, string>): Promise<string> => /<html lang="([^"]*)">/.exec(await page(headers))![1]!;
const choose = (fields: Record<string, string>): Promise<Response> =>
  fetch(new URL('/desk/language', registry.url), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

describe('which language', () => {
  test('Chinese, unless the browser asks for English first or the reader chose', async () => {
    expect(await langOf({})).toBe('zh-CN');
    for (const [asks, lang] of [
      ['*', 'zh-CN'],
      ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
      ['fr,en;q=0.9', 'zh-CN'],
      ['en-GB,zh;q=0.9', 'en'],
      ['en', 'en'],
      ['eno', 'zh-CN'],
    ] as const)
      expect([asks, await langOf({ 'accept-language': asks })]).toEqual([asks, lang]);
    expect(await langOf({ 'accept-language': 'en', cookie: 'kezhuan_lang=zh' })).toBe('zh-CN');
    expect(await langOf({ cookie: 'kezhuan_lang=en' })).toBe('en');
  });

  test('the choice is kept, and leads back to the page it was made on', async () => {
    const { text } = await desk.get(`/desk/filings/${id}?from=hints`);
    const back = /name="back" value="([^"]*)"/.exec(text)![1]!;
    expect(text).toContain('<button class="plain small" name="lang" value="en" lang="en">English</button>');
    const chosen = await choose({ lang: 'en', back });
    expect([chosen.status, chosen.headers.get('location'), chosen.headers.get('set-cookie')]).toEqual([
      303,
      `/desk/filings/${id}?from=hints`,
      'kezhuan_lang=en; Path=/desk; HttpOnly; SameSite=Lax; Max-Age=31536000',
    ]);
    const english = await page({ cookie: 'kezhuan_lang=en' }, chosen.headers.get('location')!);
    for (const words of [
      'Registration form (登记表)',
      'Technology trade amount, yuan (技术交易额)',
      'Simulated 模拟',
      '<span lang="zh">示例农业研究所</span>',
      '>中文</button>',
    ])
      expect(english).toContain(words);
  });

  test('of an answered form it leads back to the page of the form', async () => {
    const there = new URL(`/desk/filings/${id}`, registry.url).href;
    const form = new URLSearchParams({ token: /name="token" value="([^"]*)"/.exec(await page({}, `/desk/filings/${id}`))![1]!, revision: '1', why: '' });
    const refused = await fetch(`${there}/forward`, { method: 'POST', body: form, headers: { cookie: session, referer: there } });
    expect([refused.status, /name="back" value="([^"]*)"/.exec(await refused.text())![1]]).toEqual([409, `/desk/filings/${id}`]);
  });

  test('nothing can be smuggled in by cookie, header or form', async () => {
    for (const lang of ['en"><script>', 'EN', 'fr', '', 'en\r\nset-cookie: x=1', '__proto__']) {
      const answer = await choose({ lang, back: '/desk' });
      expect([lang, answer.status, answer.headers.get('set-cookie')]).toEqual([lang, 400, null]);
    }
    for (const cookie of ['kezhuan_lang=en"><script>', 'kezhuan_lang=constructor', 'xkezhuan_lang=en', 'kezhuan_lang=en.x'])
      expect(await langOf({ cookie })).toBe('zh-CN');
    for (const back of [
      'https://example.com/desk',
      '//example.com',
      '/desk.example.com',
      '/desk\\@example.com',
      '/desk/\r\nx: y',
      '/v1/filings',
      'javascript:1',
      '',
    ])
      expect([back, (await choose({ lang: 'en', back })).headers.get('location')]).toEqual([back, '/desk']);
    const foreign = await fetch(new URL('/desk/language', registry.url), {
      method: 'POST',
      body: new URLSearchParams({ lang: 'en' }),
      headers: { origin: 'https://example.com' },
    });
    expect([foreign.status, foreign.headers.get('set-cookie')]).toEqual([403, null]);
  });

  test('pages that cannot be, and the way in, speak it too', async () => {
    const english = visitor(registry.url, `${session}; kezhuan_lang=en`);
    expect((await english.get('/desk/filings/none')).text).toContain('There is no such filing, or not at your registration points');
    expect((await english.get('/desk/none')).text).toContain('There is nothing at this address');
    expect((await english.send('/desk/accounts', '/desk/accounts', { login: '1', name: 'x', role: 'registrar' })).text).toContain(
      'A login is 2 to 32 small letters',
    );
    expect((await english.get('/desk/figures.csv')).text).toContain('"By","Value","Filings","Total (yuan)","Technology trade amount (技术交易额, yuan)"');
    expect((await visitor(registry.url, 'kezhuan_lang=en').get('/desk')).text).toContain('Sign in to the review desk');
  });
});

describe('the words', () => {
  test('of a failure are a person’s, not the protocol’s', () => {
    const page = errorPage({ say: SPEAKERS.zh, at: '/desk' }, problemOf(new RequestRefused('internal')).body.error);
    expect([page.includes('按编号查询'), page.includes('这一次没有办理')]).toEqual([false, true]);
  });

  test('in Chinese are those of the protocol', () => {
    const { of, t } = SPEAKERS.zh;
    expect(t('notice')).toBe(SIMULATED_NOTICE);
    expect(t('frame.document', { title: '' })).toContain(SIMULATED_NOTICE);
    expect(t('files.band')).toContain(SIMULATED_NOTICE);
    expect(zh.reason).toEqual(REASONS);
    expect(FORM_FIELDS.filter((f) => of('field', f.key) !== f.zh)).toEqual([]);
  });

  test('name every status, decision and risk', () => {
    const reached = ['SUBMITTED', ...[...Object.values(FILING_MOVES), ...Object.values(FOLLOWUP_MOVES)].map(({ to }) => to)];
    expect(reached.filter((status) => !Object.hasOwn(zh.status, status))).toEqual([]);
    expect([...Object.keys(FILING_MOVES), ...Object.keys(FOLLOWUP_MOVES)].filter((act) => !Object.hasOwn(zh.act, act))).toEqual([]);
    expect(Object.keys(zh.risk satisfies Record<RiskRule, string>).length).toBeGreaterThan(0);
  });

  test('count in English as English does', () => {
    const { t } = SPEAKERS.en;
    expect([1, 2, 0].map((count) => t('list.listed', { count }))).toEqual([
      '1 filing on this page',
      '2 filings on this page, newest first',
      '0 filings on this page, newest first',
    ]);
  });
});

describe('text of ten thousand characters', () => {
  test('is short on lists and whole on its own page', async () => {
    const long = `${'低温等离子体'.repeat(1_666)}尾字`;
    const content = sampleContent(2);
    const other = await fileSample(registry.url, await registry.office('示例长名单位'), 2, {
      form: { ...content.form, projectName: long, isRelated: '是' },
      facts: { ...content.facts, title: long.slice(0, 1_500), contractNo: `XK-${'9'.repeat(200)}` },
    });
    for (const path of ['/desk', '/desk/risks']) {
      const { text } = await desk.get(path);
      expect(text).toContain(`/desk/filings/${other}`);
      expect([path, text.includes('尾字'), text.length < 60_000]).toEqual([path, false, true]);
    }
    const { text } = await desk.get(`/desk/filings/${other}`);
    expect(text).toContain('尾字');
    expect(text).toMatch(/<details class="long"><summary>[^<]{1,200}（全文 9998 字）<\/summary>/);
    expect(text.split('<h1>')[1]!.split('</h1>')[0]).not.toContain('尾字');
    expect(/<title>([^<]*)/.exec(text)![1]!.length).toBeLessThan(200);
  });
});
