import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chinaToday } from '../support/china-now.ts';
import { resizeWindow } from '../support/contact-sheet.ts';
import { openDesk, type Desk } from '../support/desk.ts';
import { goTo } from '../support/rooms.ts';
import { freezeForm, openSampleDeal, signSampleDeal, storedRows, type Office } from '../support/sample-office.ts';

let office: Office;
let folder: string;
let desk: Desk;
const words = () => office.window.locator('#deal-body').innerText();
const act = (name: string) => office.window.locator(`[data-act="${name}"]`);
/** Asks until the answer is there; where it has come by itself meanwhile, there is nothing left to ask. */
const ask = (answer: RegExp): Promise<void> =>
  expect
    .poll(async () => {
      await act('ask')
        .click({ timeout: 1_000 })
        .catch(() => undefined);
      return words();
    })
    .toMatch(answer);

async function backToDeal(): Promise<void> {
  await office.window.locator('nav').getByText('转化项目', { exact: true }).first().click();
  await office.window.getByText('低温等离子体种子处理装置').first().dblclick();
  await office.tab('registration');
}

/** The desk of the registry as it runs now. */
async function ownDesk(): Promise<Desk> {
  const url = await office.window.evaluate(async () => {
    const status = await (window as unknown as { bridge: { call: (channel: string, request: object) => Promise<{ value: { deskUrl: string } }> } }).bridge.call(
      'registry.status',
      {},
    );
    return status.value.deskUrl;
  });
  return openDesk(url);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-filing-'));
  office = await openSampleDeal();
  const scan = join(folder, 'signed.png');
  await writeFile(scan, await office.window.screenshot({ clip: { x: 0, y: 100, width: 400, height: 560 } }));
  await signSampleDeal(office, scan);
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

test('offline the frozen form waits in the queue, and goes out once connected', async () => {
  const { window } = office;
  await office.tab('registration');
  await window.getByText('起草登记申请').click();
  await freezeForm(office);
  await act('deliver').click();
  await expect.poll(words).toContain('待报（排队）');
  // the second press of a double click meets other buttons than the first: it neither goes online nor takes the letter back
  for (const name of ['connect', 'recall']) await act(name).evaluate((b) => b.dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true })));
  await expect.poll(words).toContain('未联网');
  await act('recall').click();
  await act('freeze').waitFor();
  // the press that freezes is what leaves the field: what was typed is frozen, not what had been drawn
  await window.locator('[data-form="techField2"] input').fill('种子处理（示例）');
  await freezeForm(office);
  const frozen = (await storedRows(office, 'filings'))[0]!;
  expect(frozen).toMatchObject({ state: 'ready', form: { techField2: '种子处理（示例）' } });
  await act('deliver').click();
  await expect.poll(words).toContain('待报（排队）');
  // 待发信件 says what would become of it, and takes it back too
  await window.locator('nav').getByText('设置', { exact: true }).first().click();
  await window.getByText('登记端连接').first().click();
  const letter = window.locator('[data-letter]');
  await expect.poll(() => letter.innerText()).toMatch(/低温等离子体[\s\S]*登记申请[\s\S]*未联网，留在本机[\s\S]*未联网，没有送出[\s\S]*附件 2 件/);
  // 禁止一切联网 says so in the bar, at the letter and in the deal, which offers no button that would be refused
  const forbid = window.getByLabel('禁止一切联网');
  await forbid.click();
  await expect.poll(() => letter.innerText()).toContain('已禁止一切联网，留在本机');
  await expect.poll(() => window.locator('footer').innerText()).toContain('已禁止联网');
  await backToDeal();
  await expect.poll(words).toContain('什么都不会送出，待报内容都保留');
  await expect.poll(() => act('connect').count()).toBe(0);
  await act('to-settings').click();
  await forbid.click();
  await expect.poll(() => letter.innerText()).toContain('未联网，留在本机');
  await letter.locator('[data-act="take-back"]').click();
  await expect.poll(() => letter.count()).toBe(0);
  await backToDeal();
  await act('freeze').waitFor();
  await freezeForm(office);
  await act('deliver').click();
  await expect.poll(words).toContain('待报（排队）');
  await act('connect').click();
  await expect.poll(words).toContain('等待办理');
  desk = await ownDesk();
});

test('returned: the reason opens its field, and the next version carries what was typed', async () => {
  const { window } = office;
  await desk.giveBack('R03', '买方邮编请核对');
  await ask(/买方邮编请核对/);
  await expect.poll(words).toContain('退回修改');
  // the ground opens the field its words name in the form that came back, and that leads on to the buyer's own page
  await act('open-ground').click();
  const zip = window.locator('[data-form="buyerZip"].field-called');
  await zip.waitFor();
  await window.screenshot({ path: process.env['SHOT_CALLED'] ?? '/dev/null', type: 'png' });
  await zip.getByRole('button', { name: '来自：单位' }).click();
  await window.locator('[data-field$="/zip"].field-called, [data-field$="/zip"] .field-called, [data-field$="/zip"]:focus-within').first().waitFor();
  await backToDeal();
  // the next version waits until the ground is mended or answered
  await expect.poll(() => act('next-version').isDisabled()).toBe(true);
  await act('mended').click();
  await act('next-version').click();
  await window.getByText('第 2 版', { exact: true }).waitFor();
  await expect.poll(() => act('freeze').count()).toBe(1);
});

test('registered: the number is back on the deal, and says that it is simulated', async () => {
  const { window } = office;
  await freezeForm(office);
  await act('deliver').click();
  await expect.poll(words).toContain('等待办理');
  await desk.act('accept');
  await desk.act('register');
  await ask(/990000\d{10}/);
  const number = window.locator('[data-register-no]');
  await number.waitFor();
  await expect.poll(() => number.innerText()).toMatch(/990000\d{10}/);
  await expect.poll(words).toContain('模拟·实训用，非官方登记证明');
  const rail = window.locator('.rail-section');
  await expect.poll(async () => (await rail.allInnerTexts()).join('\n')).toMatch(/990000\d{10}[\s\S]*已登记[\s\S]*模拟·实训用/);
  await expect.poll(async () => (await rail.allInnerTexts()).join('\n')).not.toContain('登记缺什么');
});

test('the receipt came into the vault once, and letters were signed with a key the registry knows', async () => {
  const { window } = office;
  const receipts = async () => (await storedRows(office, 'attachments')).filter((a) => a['kind'] === 'receipt');
  await expect.poll(async () => (await receipts()).map((a) => a['name'])).toEqual([expect.stringMatching(/^模拟登记回执.*990000\d{10}\.pdf$/)]);
  const [receipt] = await receipts();
  const filing = (await storedRows(office, 'filings')).find((f) => f['state'] === 'registered');
  expect(filing?.['receiptHash']).toBe(receipt!['hash']);
  type Called = { bridge: { call: (channel: string, request: object) => Promise<{ value: { key: string | null; missing: string[]; damaged: string[] } }> } };
  const told = await window.evaluate(async (hash) => {
    const { bridge } = window as unknown as Called;
    return [await bridge.call('carrier.look', { registry: 'simulated' }), await bridge.call('vault.verify', { workspace: 'sample', hashes: [hash] })].map(
      (answer) => answer.value,
    );
  }, String(receipt!['hash']));
  // it is opened and handed on from the page that shows its number
  await office.app.evaluate(({ shell }) => {
    shell.openPath = (path) => {
      (globalThis as { receipt?: string }).receipt = path;
      return Promise.resolve('');
    };
  });
  await window.locator('[data-receipt="kept"]', { hasText: String(receipt!['hash']).slice(0, 12) }).waitFor();
  await act('receipt-open').click();
  await expect.poll(() => office.app.evaluate(() => (globalThis as { receipt?: string }).receipt)).toMatch(/990000\d{10}.*\.pdf$/);
  expect(told).toEqual([expect.objectContaining({ key: expect.stringMatching(/^[0-9a-f]{64}$/), plain: false }), { missing: [], damaged: [] }]);
});

test('a cancellation goes out by letter in the same lane, and its answer ends the registration', async () => {
  const { window } = office;
  const card = window.locator('[data-followup="cancel"]');
  await act('begin-cancel').click();
  // begun and left it is not forgotten: 今日 and the list of filings tell of it, and lead back
  await card.waitFor();
  await window.locator('[data-tour="nav-registration"]').click();
  const mark = window.locator('[data-open-followups]');
  await expect.poll(() => mark.innerText()).toBe('未完 1 项');
  await expect.poll(() => mark.getAttribute('title')).toContain('注销登记 草稿');
  await window.screenshot({ path: process.env['SHOT_OPEN'] ?? '/dev/null', type: 'png' });
  await window.locator('[data-tour="nav-today"]').click();
  const begun = window.getByText('注销登记', { exact: true });
  await begun.waitFor();
  await window.screenshot({ path: process.env['SHOT_TODAY'] ?? '/dev/null', type: 'png' });
  await begun.click();
  await card.waitFor();
  const today = chinaToday();
  await card.locator('[data-field$="/on"] input').first().fill(today);
  await card.locator('[data-field$="/on"] input').first().blur();
  await card.locator('[data-field$="/reason"] textarea').fill('双方协商解除合同（示例）');
  await card.locator('[data-field$="/reason"] textarea').blur();
  await office.willPick([join(folder, 'signed.png')]);
  await card.locator('[data-field$="/proofIds"]').getByRole('button').first().click();
  await expect.poll(() => act('followup-freeze').isEnabled()).toBe(true);
  await act('followup-freeze').click();
  // where nothing may go out its card says so and leads there, and offers no trying again
  const forbid = window.getByLabel('禁止一切联网');
  await act('followup-deliver').waitFor();
  await goTo(window, 'settings');
  await window.getByText('登记端连接').first().click();
  await forbid.click();
  await backToDeal();
  await act('followup-deliver').click();
  await expect.poll(() => card.innerText()).toMatch(/待报（排队）[\s\S]*已禁止一切联网[\s\S]*什么都不会送出，待报内容都保留/);
  await expect.poll(() => card.locator('[data-act="followup-ask"], [data-act="followup-connect"]').count()).toBe(0);
  await card.locator('[data-act="followup-settings"]').scrollIntoViewIfNeeded();
  await window.screenshot({ path: process.env['SHOT_BARRED'] ?? '/dev/null', type: 'png' });
  await card.locator('[data-act="followup-settings"]').click();
  await forbid.click();
  await backToDeal();
  await act('followup-connect').click();
  await expect.poll(() => card.innerText()).toContain('已提交');
  desk = await ownDesk();
  await desk.followup('accept');
  await desk.followup('done');
  await expect
    .poll(async () => {
      await act('followup-ask')
        .click({ timeout: 1_000 })
        .catch(() => undefined);
      return window.locator('.timeline').innerText();
    })
    .toContain('已注销');
  await expect.poll(words).toContain('本登记已注销');
});

test('the desk is opened and copied from 登记端连接, and the ledger shows every digit of the number', async () => {
  const { window, app } = office;
  await app.evaluate(({ shell }) => {
    shell.openExternal = (url) => {
      (globalThis as { opened?: string }).opened = url;
      return Promise.resolve();
    };
  });
  await window.locator('nav').getByText('设置', { exact: true }).first().click();
  await window.getByText('登记端连接').first().click();
  await act('desk-copy').click();
  await window.getByText('已复制审核台地址').waitFor();
  await act('desk-open').click();
  const opened = () => app.evaluate(() => (globalThis as { opened?: string }).opened);
  await expect.poll(opened).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/desk\/enter/);
  const address = await opened();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(address);
  await resizeWindow(office, 1280, 800);
  await window.locator('nav').getByText('合同台账', { exact: true }).first().click();
  const cell = window.locator('.td-text', { hasText: /990000\d{10}/ });
  await cell.waitFor();
  const whole = (): Promise<boolean> => cell.evaluate((el) => el.scrollWidth <= el.clientWidth);
  await expect.poll(whole).toBe(true);
  // in the list of filings as well, beside what it is
  await window.locator('nav').getByText('认定登记', { exact: true }).first().click();
  await expect.poll(() => cell.innerText()).toMatch(/^模拟\s+990000\d{10}$/);
  await expect.poll(whole).toBe(true);
});
