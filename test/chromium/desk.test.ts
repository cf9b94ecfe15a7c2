/** The review desk in real Chromium: by keyboard alone, clean for axe on every page, its slips on paper. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slipsPage } from '../../electron/registry/desk/class-pages.ts';
import { STYLE } from '../../electron/registry/desk/style.ts';
import { SPEAKERS } from '../../electron/registry/desk/words.ts';
import { CHROMIUM } from '../support/chromium.ts';
import english from '../../resources/locales/en/desk.json';
import { deskKeys, type DeskKeys } from '../support/desk-keys.ts';
import { localVisitor, newPerson } from '../support/desk-visitor.ts';
import { fileSample } from '../support/file-sample.ts';
import { liveRegistry, type LiveRegistry } from '../support/live-registry.ts';
import { officeKey } from '../support/office-key.ts';
import { followupOut, sampleFollowup } from '../support/sample-followup.ts';
import { sampleContent } from '../support/sample-letter.ts';

const NOTICE = '模拟·实训用，非官方登记证明';
/** where a person looks at them; nothing is written in an ordinary run */
const PICTURES = process.env['DESK_PICTURES'];

let registry: LiveRegistry;
let browser: Browser;
let page: Page;
let keys: DeskKeys;
let token: string;
const ids: string[] = [];
const at = (path: string): string => new URL(path, registry.url).href;
const picture = async (name: string, of = page): Promise<void> => {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await of.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
};

beforeAll(async () => {
  registry = await liveRegistry({ now: () => new Date('2026-04-16T04:00:00Z') });
  token = await registry.office('示例农业研究所');
  const desk = await localVisitor(registry);
  await newPerson(registry.url, desk, { login: 'registrar', name: '示例登记员', role: 'registrar' });
  await newPerson(registry.url, desk, { login: 'reviewer', name: '示例复核员', role: 'reviewer' });
  const large = { ...sampleContent(1).form, totalAmount: '6000000', technicalAmount: '6000000' };
  ids.push(await fileSample(registry.url, token, 1, { form: large, facts: { ...sampleContent(1).facts, totalAmount: '6000000', technicalAmount: '6000000' } }));
  for (let n = 2; n < 8; n++) ids.push(await fileSample(registry.url, token, n, n === 2 ? { facts: { ...sampleContent(2).facts, title: '另一名称' } } : {}));
  browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  page = await (await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } })).newPage();
  keys = deskKeys(page, () => registry.url);
});
afterAll(async () => {
  await browser.close();
  await registry.close();
});

describe('by keyboard alone', () => {
  test('a large contract is accepted by one person and registered by another', async () => {
    await keys.signIn('registrar');
    await page.goto(at(`/desk/filings/${ids[0]}`));
    await keys.tabTo('受理');
    await keys.press('Enter');
    await expect.poll(() => page.locator('h1 .tag').innerText()).toBe('已受理');
    await keys.tabTo('初审同意，送复核');
    await keys.press('Enter');
    await expect.poll(() => page.locator('h1 .tag').innerText()).toBe('待复核');
    await keys.signOut();
    await keys.signIn('reviewer');
    await keys.open('待复核');
    await keys.open('低温等离子体种子处理装置专利实施许可');
    await keys.tabTo('复核同意，登记');
    await keys.press('Enter');
    await expect.poll(() => page.locator('h1 .tag').innerText()).toBe('已登记（模拟）');
    await picture('registered');
    await keys.signOut();
  });

  test('a filing goes back with two coded reasons, one of them taken over from the hints', async () => {
    await keys.signIn('registrar');
    await page.goto(at(`/desk/filings/${ids[1]}`));
    await keys.tabTo('退回修改、通知补正、不予登记');
    await page.keyboard.press('Enter');
    await keys.tabTo('上面的提示');
    await keys.press('Enter');
    await expect.poll(() => page.locator('select[name=code]').first().inputValue()).toBe('R05');
    await picture('reasons');
    await keys.tabTo('第 2 条的原因代码');
    await page.keyboard.type('R08');
    await keys.tabTo('第 2 条的说明');
    await page.keyboard.type('卖方印章不清');
    await keys.tabTo('第 2 条所在的合同条款');
    await page.keyboard.type('签署页');
    await keys.tabTo('退回修改');
    await keys.press('Enter');
    await expect.poll(() => page.locator('h1 .tag').innerText()).toBe('退回修改');
    await expect
      .poll(() => page.locator('main ol li').allInnerTexts())
      .toEqual([expect.stringContaining('R05'), expect.stringMatching(/R08[\s\S]*卖方印章不清[\s\S]*合同签署页/)]);
    await picture('returned');
    await keys.signOut();
  });

  test('the first key press of every page leads past the head', async () => {
    await keys.signIn('registrar');
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#main');
    await keys.signOut();
  });
});

describe('every page', () => {
  let room: string;
  let pages: Record<string, string>;
  beforeAll(async () => {
    await page.goto(at(`/desk/enter?key=${registry.deskKey}`));
    const desk = await localVisitor(registry);
    const made = await desk.send('/desk/classes', '/desk/classes', { name: '示例班', size: '40', seed: '42', mode: 'auto' });
    room = made.headers.get('location')!;
    const registered = await registry.database.run((tx) => tx.selectFrom('filings').select('register_no').where('id', '=', ids[0]!).executeTakeFirstOrThrow());
    const { id, text } = followupOut(sampleFollowup('filing.change', 1, { id: ids[0]!, registerNo: registered.register_no! }));
    await fetch(at('/v1/filings'), {
      method: 'POST',
      body: text,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': id, 'content-type': 'application/json' },
    });
    const name = '低温等离子体'.repeat(1_666);
    ids.push(
      await fileSample(registry.url, token, 8, { form: { ...sampleContent(8).form, projectName: name, buyerName: name, sellerName: name, isRelated: '是' } }),
    );
    const followup = (await registry.database.run((tx) => tx.selectFrom('followups').select('id').executeTakeFirstOrThrow())).id;
    pages = {
      queue: '/desk',
      long: `/desk/filings/${ids.at(-1)}`,
      waiting: '/desk?status=SUBMITTED',
      filing: `/desk/filings/${ids[2]}`,
      editor: `/desk/filings/${ids[2]}?from=equipment&rows=3`,
      receipt: `/desk/filings/${ids[0]}/receipt`,
      followups: '/desk/followups',
      followup: `/desk/followups/${followup}`,
      risks: '/desk/risks',
      figures: '/desk/figures',
      audit: '/desk/audit',
      accounts: '/desk/accounts',
      offices: '/desk/offices',
      office: `/desk/offices/${(await registry.database.run((tx) => tx.selectFrom('offices').select('id').executeTakeFirstOrThrow())).id}`,
      password: '/desk/password',
      points: '/desk/points',
      classes: '/desk/classes',
      class: room,
      slips: `${room}/slips`,
      board: `${room}/board`,
      missing: '/desk/filings/none',
    };
  });

  test('is clean for axe, says what it is not, and needs no sideways scrolling at 1280', async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(at(path));
      await picture(name);
      // the wall's view has nothing to work with, so coming anew takes nothing away from anybody
      const { violations } = await new AxeBuilder({ page }).disableRules(name === 'board' ? ['meta-refresh'] : []).analyze();
      expect([name, violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)]).toEqual([name, []]);
      await expect.poll(() => page.locator('.band').innerText(), { message: name }).toBe(NOTICE);
      await expect.poll(() => page.title()).toContain(NOTICE);
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), { message: `${name} is wider than the window` })
        .toBe(true);
    }
  });

  test('speaks English to whoever chose it: no Chinese is left but official terms and what was filed', async () => {
    const official = new Set(JSON.stringify(english).match(/\p{Script=Han}+/gu));
    // names in the labels of buttons, which cannot be marked word by word
    const names = /示例(?:登记员|复核员)/g;
    await page.goto(at('/desk'));
    await keys.tabTo('English');
    await keys.press('Enter');
    try {
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(at(path));
        await picture(`en-${name}`);
        await expect.poll(() => page.locator('html').getAttribute('lang'), { message: name }).toBe('en');
        await expect.poll(() => page.locator('.band').innerText(), { message: name }).toContain('Simulated 模拟');
        const left = await page.evaluate(() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
          const found: string[] = [];
          for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            const element = node instanceof Element ? node : node.parentElement!;
            if (element.closest('[lang^=zh]') !== null) continue;
            if (node instanceof Element) for (const key of ['aria-label', 'placeholder', 'title']) found.push(node.getAttribute(key) ?? '');
            else found.push(node.textContent ?? '');
          }
          return found;
        });
        const strange = left.filter((text) =>
          [...text.replace(names, '').matchAll(/\p{Script=Han}+|[（），。：；、「」]/gu)].some(([run]) => !official.has(run)),
        );
        expect([name, strange]).toEqual([name, []]);
        await expect
          .poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), { message: `${name} is wider than the window` })
          .toBe(true);
        if (name === 'figures') {
          const tops = await page.locator('.figures > div').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
          expect([tops.length, new Set(tops).size]).toEqual([5, 1]);
          // an official term behind English words is not broken
          const lines = await page.locator('.term').evaluateAll((all) => all.map((term) => term.getClientRects().length));
          expect([lines.length, new Set(lines)]).toEqual([5, new Set([1])]);
        }
        if (!['filing', 'editor', 'figures', 'class', 'slips'].includes(name)) continue;
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect([name, violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)]).toEqual([name, []]);
      }
      await page.goto(at(room));
      await keys.open('Print the slips');
      await page.emulateMedia({ media: 'print' });
      await expect.poll(() => page.locator('.slip').evaluateAll((all) => all.filter((slip) => slip.scrollHeight > slip.clientHeight + 1).length)).toBe(0);
      await page.emulateMedia({ media: null });
    } finally {
      await page.context().clearCookies({ name: 'kezhuan_lang' });
    }
  });

  test('a name of ten thousand characters takes a few lines, on lists and on its own page', async () => {
    for (const path of ['/desk', '/desk/risks', `/desk/filings/${ids.at(-1)}`]) {
      await page.goto(at(path));
      const tallest = () => page.evaluate(() => Math.max(...[...document.querySelectorAll('tbody tr, h1, li')].map((row) => row.clientHeight)));
      await expect.poll(tallest, { message: path }).toBeLessThan(260);
    }
  });

  test('forty slips are five A4 pages, each slip whole and marked', async () => {
    await page.goto(at(`${room}/slips`));
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const text = new TextDecoder('latin1').decode(pdf);
    expect([...text.matchAll(/\/Type \/Page\b(?!s)/g)]).toHaveLength(5);
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('.slip').count()).toBe(40);
    await expect.poll(() => page.locator('.slip .slipnote').first().innerText()).toBe(NOTICE);
    await expect.poll(() => page.locator('.slip').evaluateAll((all) => all.filter((slip) => slip.scrollHeight > slip.clientHeight + 1).length)).toBe(0);
    await picture('slips-print');
    await page.emulateMedia({ media: null });
  });

  test('the view for the wall comes anew without scripts and shows who has joined as a number', async () => {
    const desk = await localVisitor(registry);
    const code = /<p class="code mono">(\d{4} \d{4})<\/p>/.exec((await desk.get(`${room}/slips`)).text)![1]!;
    const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
    const wall = await context.newPage();
    await wall.goto(at(`${room}/board`));
    await expect.poll(() => wall.locator('.board b').first().innerText()).toBe('0 / 40');
    const { publicKey } = JSON.parse(officeKey().registration) as { publicKey: string };
    const joined = await fetch(at('/v1/join'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, name: '示例学员', alg: 'Ed25519', publicKey }),
    });
    expect(joined.status).toBe(201);
    await expect.poll(() => wall.locator('.board b').first().innerText(), { timeout: 30_000 }).toBe('1 / 40');
    await context.close();
  });
});

describe('on paper', () => {
  test('a slip keeps its code, address and place whole in either language, whatever the class is called and however many addresses there are', async () => {
    const row = { id: 'c', name: '示例'.repeat(20), seed: '42', mode: 'manual', created_at: '', closed_at: null };
    const seats = [8, 120].map((place) => ({ code: '12345678', class_id: 'c', place, office_id: '', joined_at: null, joined_name: '', key_id: null }));
    const addresses = ['192.168.100.120', '10.100.100.120', '172.30.100.120', '172.31.100.120'];
    // a page of its own: what the desk's pages forbid themselves is not undone by other content
    const sheet = await browser.newPage({ viewport: { width: 733, height: 1060 } });
    await sheet.emulateMedia({ media: 'print' });
    for (const lang of ['zh', 'en'] as const) {
      const seat = {
        say: SPEAKERS[lang],
        at: '/',
        token: '',
        person: { id: 'local', login: '', name: '', role: 'local' as const, points: [], mustChange: false },
      };
      await sheet.setContent(
        slipsPage(seat, row, seats, { here: { addresses, port: 8788, since: '' }, elsewhere: [], before: null }).replace(
          /<link[^>]*>/,
          `<style>${STYLE}</style>`,
        ),
      );
      await picture(`slips-long-${lang}`, sheet);
      const cut = await sheet.locator('.slip').evaluateAll((all) =>
        all.flatMap((slip) => {
          const [box, parts] = [slip.getBoundingClientRect(), [...slip.children].map((part) => part.getBoundingClientRect())];
          return parts
            .filter((part, i) => part.bottom > box.bottom - 8 || (i > 0 && part.top < parts[i - 1]!.bottom - 1))
            .map((part) => [part.top, part.bottom, box.bottom]);
        }),
      );
      expect([lang, cut]).toEqual([lang, []]);
      await expect.poll(() => sheet.locator('.slip .code').allInnerTexts()).toEqual(['1234 5678', '1234 5678']);
      await expect.poll(() => sheet.locator('.slip').first().innerText()).toContain('http://172.30.100.120:8788/');
    }
    await sheet.close();
  });
});
