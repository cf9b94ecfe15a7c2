/** What follows a registration, from the manager's side: by letter to the registry the filing lies at, decided there, told here in its words and days. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decide, type Decision } from '../../electron/registry/decide.ts';
import { decideFollowup, type FollowupDecision } from '../../electron/registry/followups.ts';
import { chinaToday } from '../support/china-now.ts';
import { filingHands, type FilingHands } from '../support/filing-hands.ts';
import { FIRST, liveRegistry, SECOND, type LiveRegistry } from '../support/live-registry.ts';
import { goTo } from '../support/rooms.ts';
import { freezeForm, openSampleDeal, signSampleDeal, type Office } from '../support/sample-office.ts';

const REGISTRY = '示例登记端';
const today = chinaToday();
let office: Office;
let folder: string;
let registry: LiveRegistry;
let hands: FilingHands;

const card = (kind: string) => office.window.locator(`[data-followup="${kind}"]`).first();
const shot = (name: string) => office.window.screenshot({ path: process.env[`SHOT_${name}`] ?? '/dev/null', type: 'png' });
const newest = (table: 'filings' | 'followups') =>
  registry.database.run((tx) => tx.selectFrom(table).select(['id', 'revision']).orderBy('arrival', 'desc').executeTakeFirstOrThrow());
async function decideFiling(decision: Decision, by = FIRST): Promise<void> {
  const { id, revision } = await newest('filings');
  expect(await registry.database.run((tx) => decide(tx, id, revision, decision, by, new Date()))).toBeNull();
}
async function answer(decision: FollowupDecision, by = FIRST): Promise<void> {
  const { id, revision } = await newest('followups');
  expect(await registry.database.run((tx) => decideFollowup(tx, id, revision, decision, by, new Date()))).toBeNull();
}
/** Asks until the card tells it; where the answer has come by itself, nothing is left to ask. */
const told = (kind: string, what: RegExp): Promise<void> =>
  expect
    .poll(async () => {
      await card(kind)
        .locator('[data-act="followup-ask"]')
        .click({ timeout: 1_000 })
        .catch(() => undefined);
      return card(kind).innerText();
    })
    .toMatch(what);
async function send(kind: string): Promise<void> {
  const freeze = card(kind).locator('[data-act="followup-freeze"]');
  await expect.poll(() => freeze.isEnabled()).toBe(true);
  await freeze.click();
  await card(kind).locator('[data-act="followup-deliver"]').click();
  await told(kind, /已提交/);
}
async function object(text: string): Promise<void> {
  await hands.act('begin-dispute').click();
  await hands.leave(card('dispute').locator('textarea:enabled').first(), text);
  await send('dispute');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-followups-'));
  registry = await liveRegistry();
  office = await openSampleDeal();
  hands = filingHands(office, folder);
  const scan = join(folder, 'signed.png');
  await writeFile(scan, await office.window.screenshot({ clip: { x: 0, y: 100, width: 400, height: 560 } }));
  await signSampleDeal(office, scan);
  await hands.enterRegistry(REGISTRY, registry.url, await registry.office('示例农业研究所'));
  await hands.openDeal('低温等离子体种子处理装置');
  await office.window.getByText('起草登记申请').click();
  await freezeForm(office);
  await hands.sendTo(REGISTRY);
  await hands.act('deliver').click();
  await hands.act('connect').click();
  await office.window.getByText('等待办理').first().waitFor();
});
afterAll(async () => {
  await office.close();
  await registry.close();
  await rm(folder, { recursive: true, force: true });
});

test('an objection goes where the filing lies; upheld it leads to the second review, which is called no large one', async () => {
  await decideFiling({ act: 'supplement', reasons: [{ code: 'R07', note: '附件一没有随附' }] });
  await hands.ask(/补正/);
  await object('附件一已随合同一并上传（示例）');
  await decideFiling({ act: 'resume' });
  await answer({ act: 'accept' });
  await answer({ act: 'done' }, FIRST);
  await told('dispute', /异议成立/);
  await expect
    .poll(() => card('dispute').locator('[data-days]').innerText())
    .toMatch(new RegExp(`^提交 ${today} \\d\\d:\\d\\d · 受理 ${today} · 异议成立 ${today}$`));
  // the first instance decides first, as on all that is disputed
  await decideFiling({ act: 'register' });
  await hands.ask(/复核中/);
  await expect.poll(hands.words).not.toContain('大额复审');
  await shot('UPHELD');
  await decideFiling({ act: 'confirm' }, SECOND);
  await hands.ask(/990000\d{10}/);
});

test('one that is not upheld says so, with why', async () => {
  await object('登记的成交总额应为合同写明的数额（示例）');
  await answer({ act: 'accept' });
  await answer({ act: 'refuse', reasons: [{ code: 'R03', note: '登记内容与合同一致' }] }, SECOND);
  await told('dispute', /异议不成立[\s\S]*登记内容与合同一致/);
  await shot('NOT_UPHELD');
});

test('a change is granted, another refused; each day has its name, and the authority of a benefit is to be told of the granted one', async () => {
  const { window } = office;
  await window.getByRole('button', { name: '加一项优惠' }).click();
  await hands.leave(window.getByRole('table', { name: '已用优惠' }).getByLabel(/主管部门/), '主管税务机关（示例）');
  await hands.act('begin-change').click();
  await hands.describeChange('合同有效期止', 'validTo', '2033-12-31', '双方延长许可期限（示例）', 'change.png');
  await send('change');
  await answer({ act: 'accept' });
  await answer({ act: 'done' });
  await told('change', /已办结/);
  await expect.poll(() => card('change').locator('[data-days]').innerText()).toMatch(new RegExp(`· 受理 ${today} · 办结 ${today}$`));
  await expect.poll(hands.words).toMatch(/待告知[\s\S]*变更登记：优惠（种类未填），告知主管税务机关（示例）/);
  await shot('GRANTED');
  await hands.act('begin-change').click();
  await hands.describeChange('合同成交总额', 'totalAmount', '160万', '双方增加价款（示例）', 'change-2.png');
  await send('change');
  await answer({ act: 'refuse', reasons: [{ code: 'R03', note: '补充协议没有双方签章' }] });
  await told('change', /不予办理[\s\S]*补充协议没有双方签章/);
  await shot('REFUSED');
});

test('technical income is confirmed after money came in; the desk revokes, the authority is to be told, and one may object', async () => {
  const { window } = office;
  await hands.act('begin-income').click();
  const income = card('income');
  await income.getByRole('button', { name: '加一笔到账' }).click();
  const rows = income.getByRole('table', { name: '到账明细' });
  for (const [label, text] of [
    ['到账日期', today],
    ['金额（元）', '500000'],
  ] as const)
    await hands.leave(rows.getByLabel(label).first(), text);
  for (const [field, text] of [
    ['from', today],
    ['to', today],
    ['amount', '50万'],
    ['technicalIncome', '50万'],
  ] as const)
    await hands.leave(income.locator(`[data-field$="values.${field}"] input`).first(), text);
  await office.willPick([await hands.scanned('voucher.png')]);
  await income.locator('[data-field$="/proofIds"]').getByRole('button').first().click();
  await shot('INCOME');
  await send('income');
  await answer({ act: 'accept' });
  await answer({ act: 'done' });
  await told('income', /已办结/);
  await expect.poll(() => window.locator('.timeline').innerText()).toMatch(/技术性收入核定\s+20/);
  await hands.act('informed').click();
  // two registered it, so two end it
  await decideFiling({ act: 'revoke', reasons: [{ code: 'R09', note: '材料不实' }] });
  await decideFiling({ act: 'end' }, SECOND);
  await goTo(window, 'settings');
  await window.getByText('登记端连接').first().click();
  await hands.act('ask-now').click();
  await window.getByText('已查询登记端').waitFor();
  await hands.openDeal('低温等离子体种子处理装置');
  await expect.poll(() => window.locator('.timeline').innerText()).toContain('已撤销登记');
  await shot('REVOKED');
  await object('材料属实，附公证书（示例）');
  await shot('OBJECTED');
});
