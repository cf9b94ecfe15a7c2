/**
 * Journey J3 in one walk of the real program: a development contract of 600 万 of which 140 万 is equipment, from the
 * pre-check to the change after registration; the review desk is worked in Chromium by keyboard, and forty trainees file
 * in a class of the same registry meanwhile. Each step asserts what must not go wrong there; the parts are tested at
 * length in their own files.
 *
 * The program's day is set, so that the days could be computed by hand first. Calendar of the fixture: one holiday week
 * (Mon 10-12 … Sun 10-18) and one working Saturday (10-24). Accepted Mon 09-14, returned Thu 09-17, corrected Mon 09-28.
 * 2026 rule (values of the draft), 15 working days after 09-28: 09-29, 09-30, 10-01, 10-02 1–4; 10-05…09 5–9; [holiday
 * week]; 10-19…23 10–14; Sat 10-24 15 → 10-24. 2000 rule, 30 natural days after the first acceptance: 09-14 + 30 → 10-14.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../shared/change/chain.ts';
import { SIMULATED_NOTICE } from '../../shared/registry/simulated.ts';
import { CHROMIUM } from '../support/chromium.ts';
import { contractText, EQUIPMENT } from '../support/development-contract.ts';
import { filingHands, type FilingHands } from '../support/filing-hands.ts';
import { deskKeys, type DeskKeys } from '../support/desk-keys.ts';
import { localVisitor, newPerson } from '../support/desk-visitor.ts';
import { liveRegistry, type LiveRegistry } from '../support/live-registry.ts';
import { lossyLine, type LossyLine } from '../support/lossy-line.ts';
import { olderRules } from '../support/older-rules.ts';
import { textPdf } from '../support/papers.ts';
import { goTo } from '../support/rooms.ts';
import { freezeForm, openSampleDeal, storedRows, type Office } from '../support/sample-office.ts';
import { fileAll, returned, type Trainee } from '../support/trainees.ts';

const TITLE = '种子低温等离子体处理产线控制系统';
const REGISTRY = '示例登记端';
const LARGE = '种子低温等离子体处理效果评价方法';
const [SELLER, BUYER] = ['示例农业研究所', '示例种业有限公司'];

let at = new Date('2026-09-14T02:00:00Z');
let office: Office;
let folder: string;
let registry: LiveRegistry;
let line: LossyLine;
let browser: Browser;
let desk: Page;
let keys: DeskKeys;
let hands: FilingHands;
/** they file while the journey goes on; the forty of another class with the same seed beside them */
let forty: Promise<[Trainee[], Trainee[]]>;
let room: string;
let wall: Page;

/** Another day, for the program and for the registry. */
async function onDay(day: string): Promise<void> {
  at = new Date(`${day}T02:00:00Z`);
  await office.window.clock.setSystemTime(at);
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-j3-'));
  registry = await liveRegistry({ now: () => at });
  line = await lossyLine(registry.url);
  const admin = await localVisitor(registry);
  await newPerson(registry.url, admin, { login: 'registrar', name: '示例登记员', role: 'registrar' });
  await newPerson(registry.url, admin, { login: 'reviewer', name: '示例复核员', role: 'reviewer' });
  browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  desk = await (await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } })).newPage();
  keys = deskKeys(desk, () => registry.url);
  wall = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  office = await openSampleDeal();
  hands = filingHands(office, folder);
  await office.window.clock.install({ time: at });
});
afterAll(async () => {
  await office.close();
  await browser.close();
  await line.close();
  await registry.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('1 and 2: 600 filed whole is asked about, what is left without the equipment is 460 and no large contract; a title that differs is a hard error with both', async () => {
  await hands.begun('开发合同.txt', contractText(TITLE, 'SL-2026-060', EQUIPMENT));
  const path = office.window.locator('[data-path]');
  await hands.fill('technicalAmount', '600万');
  await expect.poll(() => path.innerText()).toContain('技术交易额 600 万元，达到 500 万元：按大额合同办理，30 个工作日');
  await expect
    .poll(() => hands.finding('filing.equipmentIncluded').innerText())
    .toMatch(/请核实设备费、材料费是否计入技术交易额 6,000,000\.00[\s\S]*合同列明 1,400,000\.00/);
  await hands.fill('technicalAmount', '');
  const split = office.window.getByRole('region', { name: '金额构成' });
  await expect.poll(() => split.innerText()).toMatch(/合同写明的非技术性款项已合为一项扣除[\s\S]*其他非技术性费用\s+1,400,000\.00/);
  await hands.act('from-contract').click();
  await expect.poll(() => hands.form('totalAmount').locator('input').first().inputValue()).toBe('6,000,000.00');
  await expect.poll(() => hands.form('technicalAmount').locator('input').first().inputValue()).toBe('4,600,000.00');
  await expect.poll(() => hands.form('technicalAmount').innerText()).toContain('460.00 万元');
  await expect
    .poll(() => path.innerText())
    .toMatch(/技术交易额 460 万元，未达到 500 万元：按一般合同办理，15 个工作日[\s\S]*（正文未见）· 暂用 2024 征求意见稿参数 · 待确认/);
  await expect.poll(() => hands.finding('filing.largeContract').count()).toBe(0);
  const other = TITLE.replace('系统', '装置');
  await hands.fill('projectName', other);
  await expect.poll(() => hands.finding('filing.titleDiffers').innerText()).toMatch(new RegExp(`必须修改[\\s\\S]*“${other}”与合同“${TITLE}”不同`));
  await hands.fill('projectName', TITLE);
  await expect.poll(() => hands.finding('filing.titleDiffers').count()).toBe(0);
});

test('3: the office follows from the object and the seat; another needs a reason', async () => {
  const { window } = office;
  const point = window.getByRole('region', { name: '登记机构' });
  await expect.poll(() => point.getAttribute('data-point')).toBe('gd');
  await point.getByLabel('登记机构').click();
  await window.getByTitle('国家知识产权局专利局广州代办处').click();
  await hands.finding('filing.pointReason').waitFor();
  await point.getByLabel('登记机构').click();
  await window.locator('.ant-select-item-option', { hasText: '由平台分配' }).click();
  await expect.poll(() => hands.finding('filing.pointReason').count()).toBe(0);
  // a patent that is transferred goes to the patent office's own
  const transfer = await readFile(new URL('../../resources/exercises/precheck/06-无误-专利转让.txt', import.meta.url), 'utf8');
  const ours = transfer
    .replaceAll('示例理工大学', SELLER)
    .replaceAll('示例冷链科技有限公司', BUYER)
    .replaceAll(/^统一社会信用代码：.*\n/gm, '');
  await hands.begun('转让合同.txt', ours);
  await expect.poll(() => point.getAttribute('data-point')).toBe('gz-cnipa');
  await expect.poll(() => point.innerText()).toContain('按合同标的（专利权转让）');
});

test('4: sent offline by a double click, the first answer lost: queued, and one filing at the registry', async () => {
  await hands.openDeal(TITLE);
  await hands.fillForm();
  await hands.lockedAndSigned('SL-2026-060', 'signed.png');
  await freezeForm(office);
  await hands.enterRegistry(REGISTRY, line.url, await registry.office(SELLER));
  await hands.openDeal(TITLE);
  await hands.sendTo(REGISTRY);
  await hands.act('deliver').dblclick();
  await expect.poll(hands.words).toContain('待报（排队）');
  expect(line.taken).toEqual([]);
  await hands.act('connect').click();
  await expect.poll(line.lost).toBe(true);
  // it may be there by now: it waits, and nobody takes it back
  await expect.poll(() => hands.act('recall').count()).toBe(0);
  await expect.poll(hands.words).toContain('未知，正在查询');
  await expect.poll(() => office.window.getByText('未知，正在查询').count()).toBeGreaterThan(2);
  line.mend();
  await hands.ask('等待办理');
  const there = await registry.database.run((tx) => tx.selectFrom('filings').select('project_name').execute());
  expect(there.map((f) => f.project_name)).toEqual([TITLE]);
  expect(new Set(line.taken).size).toBe(1);
});

test('6: on the third day three coded grounds come back, each opens its place', async () => {
  const { window } = office;
  await keys.signIn('registrar');
  await keys.open(TITLE);
  await expect.poll(() => desk.locator('main').innerText()).toMatch(/金额略低于大额界限：技术交易额 4,600,000\.00 元[\s\S]*设备 1,400,000\.00 元/);
  await keys.decide('受理', '已受理');
  await hands.ask('已受理');
  await onDay('2026-09-17');
  await keys.signIn('registrar');
  await keys.open(TITLE);
  await keys.tabTo('退回修改、通知补正、不予登记');
  await desk.keyboard.press('Enter');
  for (const [row, code, note, place, where] of [
    [1, 'R08', '买方印章名称与合同文本不一致', '所在的合同条款', '签署页'],
    [2, 'R09', '知识产权归属没有约定', '所在的合同条款', '第七条'],
    [3, 'R07', '附件一技术指标没有随附', '所指的附件', '附件一 技术指标'],
  ] as const) {
    await keys.type(`第 ${row} 条的原因代码`, code);
    await keys.type(`第 ${row} 条的说明`, note);
    await keys.type(`第 ${row} 条${place}`, where);
  }
  await keys.decide('退回修改', '退回修改');
  await hands.ask(/退回修改[\s\S]*2026-09-17/);
  const grounds = window.locator('[data-ground]');
  await expect.poll(() => grounds.locator('.ground-head .status-tag').allInnerTexts()).toEqual(['R08', 'R09', 'R07']);
  await expect.poll(() => hands.clockDay('registry').innerText()).toContain('等补正');
  const called = window.locator('.field-called');
  for (const [n, tab, field, said] of [
    [0, 'signing', /\/buyerSealName$/, ''],
    [1, 'contract', /\/foreignText\.heading:第七条/, '研究开发成果由双方使用'],
    [2, 'signing', /\/annexes$/, ''],
  ] as const) {
    await grounds.nth(n).locator('[data-act="open-ground"]').click();
    await window.locator(`#deal-tab-${tab}[aria-selected="true"]`).waitFor();
    await expect.poll(() => called.getAttribute('data-field')).toMatch(field);
    if (said) await expect.poll(() => called.innerText()).toContain(said);
    await office.tab('registration');
  }
});

test('forty trainees join a class by the codes of their slips and begin to file', async () => {
  await wall.goto(new URL(`/desk/enter?key=${registry.deskKey}`, registry.url).href);
  const wallKeys = deskKeys(wall, () => registry.url);
  const other = await wallKeys.openClass('示例二班', '42');
  const own = await wallKeys.openClass('示例班', '42');
  room = own.path;
  forty = Promise.all([fileAll(registry.url, own.codes, 1000), fileAll(registry.url, other.codes, 2000)]);
  // awaited where their class is looked at
  forty.catch(() => undefined);
});

test('7: the signed text stands by its hash; what it lacks is agreed in a 补充协议 with both signatures', async () => {
  const { window } = office;
  await onDay('2026-09-28');
  await office.tab('contract');
  const hash = sha256Hex(contractText(TITLE, 'SL-2026-060', EQUIPMENT));
  await expect.poll(() => window.locator('.contract-acts .tag-done').first().getAttribute('title')).toContain(hash);
  await expect.poll(() => window.locator('#deal-body textarea, .contract-acts input:enabled').count()).toBe(0);
  await office.tab('registration');
  await expect.poll(() => hands.act('next-version').isDisabled()).toBe(true);
  await hands.act('draft-supplement').click();
  await window.locator('#deal-tab-contract[aria-selected="true"]').waitFor();
  await window.getByText('改什么').first().click();
  const changed = window.locator('[data-field$="fields.changed"] textarea').first();
  await expect.poll(() => changed.inputValue()).toMatch(/^原合同第七条 成果归属，原约定“研究开发成果由双方使用。”，现变更为：____/);
  await expect.poll(() => hands.act('lock').isDisabled()).toBe(true);
  await hands.leave(changed, '原合同第七条 成果归属，变更为：研究开发成果的专利申请权归乙方所有，技术秘密归双方共有，甲方可以免费实施。');
  await expect.poll(() => hands.act('lock').isEnabled()).toBe(true);
  await hands.supplementSigned('SL-2026-060-B1', 'supplement.png');
});

test('5: filed again, by assisted entry: every field ticked, a time and a proof, and what differs is shown', async () => {
  const { window } = office;
  await office.tab('registration');
  const grounds = window.locator('[data-ground]');
  for (const n of [0, 2]) await grounds.nth(n).getByLabel('已改好').click();
  await hands.leave(grounds.nth(1).getByLabel('怎样改的，或为什么不改'), '另签补充协议约定归属（示例）');
  await expect.poll(() => hands.act('next-version').isEnabled()).toBe(true);
  await hands.act('next-version').click();
  const difference = window.locator('section', { has: window.getByRole('heading', { name: '与第 1 版的差异' }) }).last();
  await expect.poll(() => difference.innerText()).toMatch(/填报日期\s+2026-09-14\s+2026-09-28[\s\S]*新增 supplement\.png/);
  await freezeForm(office);
  await office.willPick([await hands.scanned('附件一 技术指标.png')]);
  await window.getByText('添加附件').first().click();
  await window.locator('main').getByText('附件一 技术指标.png').first().waitFor();
  await hands.tick((await window.locator('[data-assist]').count()) - 1);
  await hands.leave(window.getByLabel(/平台显示的提交时间/), await hands.minute());
  await hands.act('mark-submitted').click();
  await expect.poll(office.said).toContain('未勾选');
  await hands.tick(1);
  await hands.act('mark-submitted').click();
  await expect.poll(office.said).toContain('至少需要一份提交凭证');
  await office.willPick([await hands.scanned('receipt.png')]);
  await window.getByText('添加凭证').click();
  await window.locator('main').getByText('receipt.png').first().waitFor();
  await hands.act('mark-submitted').click();
  await window.getByText('登记平台的答复').waitFor();
});

test('8 and 9: days of both rule packs over the holiday fixture are those of the hand, the pack used is named; the validity counts down', async () => {
  const { window } = office;
  await hands.toRules();
  const asFile = (name: string, content: string, mimeType: string) => ({ name, mimeType, buffer: Buffer.from(content) });
  const csv = '日期,类型\n2026-10-12~2026-10-18,休\n2026-10-24,班\n';
  await window.getByLabel('导入 .csv / .json…', { exact: true }).setInputFiles(asFile('2026.csv', csv, 'text/csv'));
  await expect.poll(() => window.locator('[data-calendar="2026"]').innerText()).toMatch(/放假 7 天，调休上班 1 天/);
  await hands.openDeal(TITLE);
  await expect.poll(() => hands.clockDay('registry').getAttribute('data-day')).toBe('2026-10-24');
  await hands.clockDay('registry').locator('summary').click();
  await expect
    .poll(() => hands.clockDay('registry').innerText())
    .toMatch(
      /暂用 2024 征求意见稿参数[\s\S]*2026-09-28 交齐补正材料，从这一天重新起算[\s\S]*数 15 个工作日[\s\S]*上班的周末：2026-10-24[\s\S]*末日 2026-10-24/,
    );

  await hands.toRules();
  const older = asFile('2000.json', JSON.stringify(await olderRules()), 'application/json');
  await window.getByLabel('导入规则包…', { exact: true }).setInputFiles(older);
  await window.getByRole('button', { name: '启用这个规则包' }).click();
  await window.locator('[data-pack$=" 2000"]').waitFor();
  await hands.openDeal(TITLE);
  const note = window.locator('[data-pack-note]');
  await expect.poll(() => note.innerText()).toMatch(/本次申报按规则包 .* 2026\.1，现行的是 .* 2000[\s\S]*按现行规则包末日是 2026-10-14/);
  await expect.poll(() => hands.clockDay('registry').getAttribute('data-day')).toBe('2026-10-24');
  await hands.toRules();
  await window.locator('[data-pack$=" 2026.1"]').getByRole('button', { name: '改用' }).click();
  await expect.poll(() => window.locator('[data-pack$=" 2026.1"]').innerText()).toContain('现行');
  await hands.openDeal(TITLE);
  await expect.poll(() => note.count()).toBe(0);

  await expect.poll(() => hands.clockDay('validity').innerText()).toMatch(/还有 6 天\s+2026-10-04/);
  await expect.poll(() => hands.clockDay('validity').getAttribute('class')).toBe('clock-soon');
  await onDay('2026-10-02');
  await hands.openDeal(TITLE);
  await expect.poll(() => hands.clockDay('validity').innerText()).toMatch(/还有 2 天\s+2026-10-04/);
  await expect.poll(() => hands.clockDay('validity').getAttribute('class')).toBe('clock-now');
});

test('a contract of 600 without equipment is large: another person confirms it, and its receipt comes back', async () => {
  await onDay('2026-10-02');
  await hands.begun('大额合同.txt', contractText(LARGE, 'SL-2026-061', ''));
  await expect.poll(() => office.window.locator('[data-path]').innerText()).toContain('达到 500 万元：按大额合同办理，30 个工作日');
  await hands.fillForm();
  await hands.lockedAndSigned('SL-2026-061', 'large.png');
  await freezeForm(office);
  await hands.sendTo(REGISTRY);
  await hands.act('deliver').click();
  await expect.poll(hands.words).toContain('等待办理');
  await keys.signIn('registrar');
  await keys.open(LARGE);
  await keys.decide('受理', '已受理');
  await keys.decide('初审同意，送复核', '待复核');
  await keys.signOut();
  await keys.signIn('reviewer');
  await keys.open('待复核');
  await keys.open(LARGE);
  await keys.decide('复核同意，登记', '已登记（模拟）');
  await hands.ask(/990000\d{10}/);
  const receipts = async () => (await storedRows(office, 'attachments')).filter((a) => a['kind'] === 'receipt').map((a) => a['name']);
  await expect.poll(receipts).toEqual([expect.stringMatching(/^模拟登记回执.*990000\d{10}\.pdf$/)]);
});

test('10: a number of another shape and one that another filing has are refused, another area is asked about; the certificate agrees', async () => {
  const { window } = office;
  const given = (await storedRows(office, 'filings')).find((f) => f['registerNo'] !== undefined)!['registerNo'] as string;
  await hands.openDeal(TITLE);
  const number = window.getByLabel('登记编号（16 位）');
  const register = async (no: string): Promise<void> => {
    await number.fill(no);
    await hands.act('portal-registered').click();
  };
  await register('440100202600006');
  await window.getByText(/登记编号应为 16 位数字/).waitFor();
  await register(given);
  await expect.poll(() => window.locator('main').innerText()).toContain(`登记编号“${given}”已记在另一份申请上，没有记录`);
  expect((await storedRows(office, 'filings')).filter((f) => f['registerNo'] === given)).toHaveLength(1);
  await register('3201002026000060');
  await hands.finding('filing.registerNoArea').waitFor();
  await hands.act('correct').click();
  await number.fill('4401002026000060');
  await window.getByLabel('更正理由（必填）').fill('看错了证书（示例）');
  await hands.act('correct-registered').click();
  await window.locator('[data-register-no]', { hasText: '4401002026000060' }).waitFor();
  await expect.poll(() => hands.finding('filing.registerNoArea').count()).toBe(0);
  const certificate = join(folder, '登记证明.pdf');
  await writeFile(certificate, textPdf('No. 4401002026000060'));
  await office.willPick([certificate]);
  await window.getByRole('button', { name: '放入登记证明' }).click();
  await expect.poll(() => window.locator('[data-certificate]').innerText()).toContain('证明上的编号与记录一致：4401002026000060');
});

test('11: the price is changed after a relief was used: 变更登记, and the authority to be told', async () => {
  const { window } = office;
  await onDay('2026-12-02');
  await hands.openDeal(TITLE);
  await window.getByRole('button', { name: '加一项优惠' }).click();
  const benefit = window.getByRole('table', { name: '已用优惠' });
  await hands.leave(benefit.getByLabel(/主管部门/), '主管税务机关（示例）');
  await hands.act('begin-change').click();
  const card = window.locator('[data-followup="change"]');
  await expect.poll(() => hands.act('followup-freeze').isDisabled()).toBe(true);
  await hands.describeChange('合同成交总额', 'totalAmount', '550万', '双方减少价款（示例）', 'change.png');
  await expect.poll(() => hands.act('followup-freeze').isEnabled()).toBe(true);
  await hands.act('followup-freeze').click();
  await hands.leave(card.locator('[data-field$="/submittedAt"] input'), await hands.minute());
  await card.locator('[data-field$="/submissionProofIds"]').getByRole('button').first().click();
  await expect.poll(async () => (await storedRows(office, 'followups')).map((u) => (u['submissionProofIds'] as string[] | undefined)?.length)).toEqual([1]);
  await hands.act('followup-submitted').click();
  await hands.act('followup-done').click();
  await expect.poll(() => card.innerText()).toContain('已办结');
  await expect.poll(hands.words).toMatch(/待告知[\s\S]*主管税务机关（示例）/);
  await hands.act('informed').click();
  await expect.poll(hands.words).not.toContain('待告知');
});

test('12: the causes are counted, and the days of every stage', async () => {
  const { window } = office;
  await goTo(window, 'registration');
  await hands.act('statistics').click();
  await expect.poll(() => window.locator('[data-cause]').evaluateAll((rows) => rows.map((r) => r.getAttribute('data-cause')))).toEqual(['R07', 'R08', 'R09']);
  const said = () => window.locator('main').innerText();
  await expect.poll(said).toContain('提交 3 份，退回、补正或不予登记 1 份，已登记 2 份');
  // 09-14 → 09-17, 09-17 → 09-28, 09-14 → 10-02
  await expect.poll(said).toMatch(/受理（提交）到退回\s+1\s+3\s+3\s+退回到补正提交\s+1\s+11\s+11/);
  await expect.poll(said).toMatch(/首次提交到登记\s+2\s+9\s+18/);
});

test('the forty: every letter once, the same seed returns the same ones, each ground names its rule, and the wall shows no name', async () => {
  const [own, other] = await forty;
  expect(new Set(own.map((t) => t.fate.registryId)).size).toBe(40);
  expect(own.map((t) => t.again)).toEqual(own.map((t) => t.fate));
  const offices = own.map((t) => t.office);
  const rows = await registry.database.run((tx) => tx.selectFrom('filings').select('office_id').where('office_id', 'in', offices).execute());
  expect(rows.map((r) => r.office_id).toSorted()).toEqual(offices.toSorted());
  expect(returned(own)).toEqual(returned(other));
  expect(returned(own).length).toBeGreaterThan(13);
  expect(returned(own).length).toBeLessThan(40);
  for (const { place, fate } of own) {
    if (place % 3 === 0) expect(fate.reasons.map((r) => r.code)).toContain('R05');
    expect(['ACCEPTED', 'RETURNED']).toContain(fate.status);
    for (const { text } of fate.reasons) expect(text).toMatch(/自动初审：规则 R\d\d，(?:已确认|待确认)/);
  }
  await wall.goto(new URL(`/desk/enter?key=${registry.deskKey}`, registry.url).href);
  await wall.goto(new URL(`${room}/board`, registry.url).href);
  const board = () => wall.locator('body').innerText();
  await expect.poll(board).toContain('40 / 40');
  await expect.poll(board).toMatch(new RegExp(`${returned(own).length}\\s+退回修改`));
  await expect.poll(board).toContain(SIMULATED_NOTICE);
  for (const hidden of ['示例学员', SELLER, '低温等离子体']) expect(await wall.content()).not.toContain(hidden);
});
