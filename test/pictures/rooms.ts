/** What is photographed: each room empty, full and failing. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { dropFile, enterWork, fillDisk, goTo, LEDGER_HEAD, plainDocx, workbook } from '../support/rooms.ts';
import { EVERYTHING, FEW, USUAL, type Studio } from './studio.ts';

const LISTS = ['today', 'portfolio', 'demands', 'parties', 'deals', 'valuation', 'negotiation', 'contracts', 'registration', 'reports'] as const;
const RECORDS = ['portfolio', 'demands', 'parties'] as const;
const DEAL_TABS = ['setup', 'valuation', 'negotiation', 'pricing', 'contract', 'signing', 'registration', 'performance'] as const;
const SECTIONS = ['office', 'appearance', 'clauses', 'rules', 'registry', 'backup', 'workspaces', 'about'] as const;

const FOREIGN = [
  '专利实施许可合同',
  '合同编号：SL-2026-01',
  '项目名称：示例种子处理装置',
  '许可方（乙方）：示例农业研究所',
  '被许可方（甲方）：示例种业公司',
  '第一条 许可专利号 ZL202010000000.8。',
  '第二条 许可使用费总额为人民币 1,800,000.00 元（大写：壹佰伍拾万元整），并按销售收入的 3% 提成。',
  '第三条 被许可方的改进成果无偿归许可方所有。',
  '第四条 本合同依据《合同法》订立，有效期自2026年1月1日至2031年2月30日。',
  '签订日期：2026年3月12日',
];
const pageOf = (w: Page) => w.locator('.work .page').first().waitFor();

async function openRoom(studio: Studio, room: string): Promise<void> {
  await goTo(studio.page, room);
  await pageOf(studio.page);
  await studio.settle();
}

async function openFirst(studio: Studio, room: string): Promise<void> {
  await openRoom(studio, room);
  await studio.page.locator('[data-row="0"] [data-col="1"]').dblclick();
  await studio.page
    .locator('[role="grid"].table')
    .waitFor({ state: 'detached' })
    .catch(() => undefined);
  await studio.settle();
}

export async function firstStart(studio: Studio): Promise<void> {
  await studio.page.locator('.first-start').waitFor();
  await studio.shoot('first-start', 'empty', USUAL);
  for (const i of [0, 1]) await studio.page.locator('.first-start input').nth(i).fill('示例单位名称很长'.repeat(30));
  await studio.shoot('first-start', 'full', FEW);
  await enterWork(studio.running);
}

/** The 正式库 as a newcomer sees it. */
export async function emptyRooms(studio: Studio): Promise<void> {
  for (const room of LISTS) {
    await openRoom(studio, room);
    await studio.shoot(room, 'empty', [...FEW, { languages: ['en'] }]);
  }
  await settings(studio);
}

async function settings(studio: Studio): Promise<void> {
  await openRoom(studio, 'settings');
  for (const section of SECTIONS) {
    await studio.page.locator(`.settings nav [data-section="${section}"]`).click();
    await studio.settle();
    await studio.shoot('settings', section, section === 'office' ? USUAL : [...FEW, { languages: ['en'] }]);
  }
}

/** A deal with nothing in it, on every tab. */
export async function emptyDeal(studio: Studio): Promise<void> {
  const w = studio.page;
  await openRoom(studio, 'deals');
  await w.getByRole('button', { name: '立项' }).first().click();
  await w.locator('.start-blank input').fill('示例空白项目');
  await w.locator('.start-blank button').click();
  await w.locator('#deal-tab-setup').waitFor();
  await dealTabs(studio, 'empty');
}

export async function dealTabs(studio: Studio, state: string): Promise<void> {
  for (const tab of DEAL_TABS) {
    await studio.page.locator(`#deal-tab-${tab}`).click();
    await studio.page.locator(`#deal-tab-${tab}[aria-selected="true"]`).waitFor();
    await studio.settle();
    await studio.shoot(`deal-${tab}`, state, EVERYTHING);
  }
}

/** A workbook and a contract from elsewhere, good and broken. */
export async function droppedFiles(studio: Studio): Promise<void> {
  const w = studio.page;
  await openRoom(studio, 'portfolio');
  const rows = [
    ['示例成果清单'],
    ['联系人', '成果名称*', '成果权属人', '成果完成时间', '另一列'],
    ...Array.from({ length: 30 }, (_, i) => ['联系人甲', i === 7 ? '' : `示例成果第${i + 1}号`, '示例农业研究所', i % 9 === 1 ? '不详' : '2021.3.12', 'x']),
  ];
  await dropFile(w, '成果表(1)(2).xlsx', await workbook(rows));
  await w.getByTestId('import-summary').waitFor();
  await studio.shoot('import', 'full', USUAL);
  await openRoom(studio, 'portfolio');
  await dropFile(w, '坏的.xlsx', new TextEncoder().encode('not a workbook'));
  await w.getByRole('alert').first().waitFor();
  await studio.shoot('import', 'failing', FEW);
  await openRoom(studio, 'deals');
  await dropFile(w, '合同(1)(2).docx', plainDocx(FOREIGN));
  await w.locator('[data-finding^="text.monopoly"]').waitFor();
  await studio.shoot('pre-check', 'full', USUAL);
  await w.locator('.ant-segmented-item').nth(1).click();
  await w.locator('[data-precheck="class"]').waitFor();
  await studio.shoot('pre-check', 'full registration', FEW);
  await w.locator('.ant-segmented-item').nth(2).click();
  await studio.shoot('pre-check', 'full read', [...FEW, { languages: ['en'] }]);
  await openRoom(studio, 'deals');
  await dropFile(w, '坏的.docx', new TextEncoder().encode('not a document'));
  await w.getByRole('alert').filter({ hasText: '没有读进' }).waitFor();
  await studio.shoot('pre-check', 'failing', FEW);
}

export async function openSample(studio: Studio): Promise<void> {
  const w = studio.page;
  await goTo(w, 'settings');
  await w.locator('.settings nav button', { hasText: '资料库' }).click();
  await w.getByRole('button', { name: '打开示例库' }).click();
  await w.locator('.band-sample').waitFor();
}

export async function openSampleDeal(studio: Studio): Promise<void> {
  await openRoom(studio, 'deals');
  await studio.page.getByText('低温等离子体种子处理装置').first().dblclick();
  await studio.page.locator('#deal-tab-valuation').waitFor();
  await studio.settle();
}

/** A ledger as offices keep them: long names, lines without a number, amounts of every size. */
async function fillLedger(studio: Studio): Promise<void> {
  const w = studio.page;
  await openRoom(studio, 'reports');
  const names = ['示例项目一', '示例项目：低温等离子体种子处理装置关键技术的研究与应用示范（含智能控制系统、现场培训与后续改进服务）', '示例育种材料检测服务'];
  const rows = Array.from({ length: 24 }, (_, i) => [
    String(i + 1),
    '机械与自动化工程学院',
    '负责人丙',
    '13800000000',
    `${names[i % names.length]}第${i + 1}号`,
    '示例种业股份有限公司南沙研究院',
    '广东省佛山市顺德区',
    '企业',
    ['150', '1234567.89', '0.5'][i % 3]!,
    '2026.1.2',
    '2026.1.3',
    '先进制造与自动化',
    ['技术服务', '技术开发', '技术许可'][i % 3]!,
    '登记人乙',
  ]);
  await dropFile(w, '示例台账.xlsx', await workbook([[...LEDGER_HEAD], ...rows]));
  await w.getByRole('button', { name: '导入 24 行' }).click();
  await w.getByRole('button', { name: '打开台账' }).click();
  await w.locator('[data-row="0"]').waitFor();
}

/** The sample library, each list and one record of it. */
export async function fullRooms(studio: Studio): Promise<void> {
  await fillLedger(studio);
  for (const room of LISTS) {
    await openRoom(studio, room);
    await studio.shoot(room, 'full', USUAL);
  }
  for (const room of RECORDS) {
    await openFirst(studio, room);
    await studio.shoot(room, 'full record', USUAL);
  }
}

/** No room left on the disk before anything was ever kept: what was typed stays, and it is said why the door does not open. */
export async function failingFirstStart(studio: Studio): Promise<void> {
  const w = studio.page;
  await w.locator('.first-start input').nth(0).fill('示例经办人');
  await fillDisk(w);
  await w.locator('[data-door="import"]').click();
  await w.locator('.trouble').first().waitFor();
  await studio.shoot('first-start', 'failing', [...FEW, { languages: ['en'] }]);
}

/** A field that cannot be saved, and a file that is no backup. */
async function failingSettings(studio: Studio): Promise<void> {
  const w = studio.page;
  await openRoom(studio, 'settings');
  const address = w.locator('[data-field="office/office/address"] input');
  await address.fill('示例市示例路 1 号');
  await address.blur();
  await w.getByRole('alert').first().waitFor();
  await studio.shoot('settings', 'failing office', FEW);
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'kezhuan-no-backup-')), '照片.kezhuan');
  await writeFile(file, 'not a backup');
  await studio.running.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [chosen] })) as unknown as typeof dialog.showOpenDialog;
  }, file);
  await w.locator('.settings nav [data-section="backup"]').click();
  await w.locator('.settings-actions button').nth(1).click();
  await w.locator('.trouble').first().waitFor();
  await studio.shoot('settings', 'failing backup', [...FEW, { languages: ['en'] }]);
  await rm(path.dirname(file), { recursive: true });
}

/** No room left on the disk: nothing can be saved, and a field keeps what was typed. */
export async function failingRooms(studio: Studio): Promise<void> {
  const w = studio.page;
  await w.locator('[data-tour="nav"]').waitFor();
  await openFirst(studio, 'portfolio');
  const title = w.getByLabel(/^成果名称/);
  await title.fill('写了一半的成果名称');
  await title.blur();
  await w.getByRole('alert').first().waitFor();
  await studio.shoot('portfolio', 'failing record', FEW);
  for (const room of LISTS) {
    await openRoom(studio, room);
    await studio.shoot(room, 'failing', FEW);
  }
  await failingSettings(studio);
}
