/** Rule packs and calendars by hand in the real program: a faulty file, a signed one, a year entered, and what a filing that was begun says of it. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packSignedText, readPackFile } from '../../shared/rules/pack-file.ts';
import { addDays, addMonths } from '../../shared/time.ts';
import { chinaToday } from '../support/china-now.ts';
import { leaveField, beginSigning, type Office, openSampleDeal } from '../support/sample-office.ts';

let office: Office;
let shipped: { version: string; entries: { id: string; validFrom?: string; value: unknown; title: string }[] };
beforeAll(async () => {
  shipped = JSON.parse(await readFile(new URL('../../resources/rules/gd-2026.json', import.meta.url), 'utf8')) as typeof shipped;
  office = await openSampleDeal();
});
afterAll(() => office.close());

const picture = async (name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder) await office.window.screenshot({ path: `${folder}/${name}.png` });
};
const asFile = (name: string, content: unknown, mimeType = 'application/json') => ({
  name,
  mimeType,
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});
/** The pack of the program with another number of working days. */
const longer = () => ({
  ...shipped,
  version: '2026.2',
  entries: shipped.entries.map((e) =>
    e.id === 'registry.days' && e.validFrom === '2026-01-23' ? { ...e, value: { days: 20, kind: 'working', restartsOnSupplement: true } } : e,
  ),
});
const packInput = () => office.window.getByLabel('导入规则包…', { exact: true });
const toRules = async (): Promise<void> => {
  await office.window.getByRole('button', { name: '设置' }).first().click();
  await office.window.getByRole('button', { name: '规则包', exact: true }).click();
  await office.window.locator('[data-pack]').first().waitFor();
};

test('a filing is begun; nothing about deadlines is said while there are none', async () => {
  const { window } = office;
  await office.tab('registration');
  await window.getByRole('button', { name: '起草登记申请' }).click();
  await window.locator('[data-act="freeze"]').waitFor();
  await expect.poll(() => window.getByRole('heading', { name: '时限' }).count()).toBe(0);
});

test('a faulty pack is refused with entry and field, and nothing is taken', async () => {
  const { window } = office;
  await toRules();
  await expect.poll(() => window.locator('[data-pack]').allInnerTexts()).toEqual([expect.stringMatching(/2026\.1[\s\S]*程序自带[\s\S]*现行/)]);
  await expect
    .poll(() => window.getByText('暂用 2024 征求意见稿参数').first().innerText())
    .toMatch(/^2026 年技术合同认定登记管理办法（正文未见）· 暂用 2024 征求意见稿参数 · 待确认$/);
  const faulty = { ...longer(), entries: longer().entries.map((e) => (e.id === 'licence.recordal' ? { ...e, value: { months: '三' } } : e)) };
  await packInput().setInputFiles(asFile('坏.json', faulty));
  await expect
    .poll(() => window.getByRole('alert', { name: /坏/ }).innerText())
    .toMatch(/“坏\.json”不能用作规则包：1 处问题[\s\S]*licence\.recordal · CN · 字段 value\.months：取值不是本程序能读的样子/);
  await picture('2-faults');
  await window.getByRole('button', { name: '关闭' }).click();
});

test('a signed pack shows its key and every difference before it is used; another content under its signature cannot be', async () => {
  const { window } = office;
  const read = readPackFile(JSON.stringify(longer()));
  if ('faults' in read) throw new Error('the fixture is faulty');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signature = {
    alg: 'Ed25519',
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64url'),
    value: sign(null, Buffer.from(packSignedText('Ed25519', read.sha256)), privateKey).toString('base64url'),
  };
  const preview = window.getByRole('region', { name: /待启用的规则包/ });
  const take = window.getByRole('button', { name: '启用这个规则包' });
  await packInput().setInputFiles(asFile('改过.json', { pack: { ...longer(), name: '改过' }, signature }));
  await expect.poll(() => preview.innerText()).toContain('签名（Ed25519）无效');
  await expect.poll(() => take.isDisabled()).toBe(true);
  await packInput().setInputFiles(asFile('无签名.json', longer()));
  await expect.poll(() => preview.innerText()).toContain('未签名');
  await packInput().setInputFiles(asFile('签名.json', { pack: longer(), signature }));
  await expect
    .poll(() => preview.innerText())
    .toMatch(/签名有效。公钥指纹 [0-9a-f]{64}[\s\S]*与现行版本 2026\.1 有 1 条不同[\s\S]*登记机构办理期限[\s\S]*15 个工作日[\s\S]*20 个工作日/);
  await picture('3-signed');
  await take.click();
  await expect.poll(() => window.locator('[data-pack$=" 2026.2"]').innerText()).toMatch(/签名\.json[\s\S]*签名 [0-9a-f]{16}…[\s\S]*现行/);
});

test('a year’s holidays are brought in and entered; a wrong line is named', async () => {
  const { window } = office;
  const input = window.getByLabel('导入 .csv / .json…', { exact: true });
  await input.setInputFiles(asFile('2027.csv', '日期,类型\n2027-01-01~2027-01-03,休\n2027-01-04,班\n', 'text/csv'));
  await expect
    .poll(() => window.getByRole('alert', { name: /2027/ }).innerText())
    .toMatch(/“2027\.csv”没有导入[\s\S]*第 3 行：2027-01-04 不是周末，本来就上班/);
  await input.setInputFiles(asFile('2027.csv', '日期,类型\n2027-01-01~2027-01-03,休\n2027-01-09,班\n', 'text/csv'));
  const line = window.locator('[data-calendar="2027"]');
  await expect.poll(() => line.innerText()).toMatch(/放假 3 天，调休上班 1 天[\s\S]*本单位录入 · 2027\.csv[\s\S]*待确认/);
  await line.getByRole('button', { name: '查看、修改' }).press('Enter');
  const off = window.getByLabel('放假（一行一天，或者一段）');
  await expect.poll(() => off.inputValue()).toBe('2027-01-01~2027-01-03');
  await off.fill('2027-01-01~2027-01-03\n2027.2.5至2027.2.11');
  await picture('4-calendar');
  await window.getByRole('button', { name: '保存', exact: true }).press('Enter');
  await expect.poll(() => line.innerText()).toContain('放假 10 天');
  await line.getByRole('button', { name: '已逐日核对…' }).click();
  await window.getByLabel('所依据的通知名称和文号（照原文填写）').fill('示例通知');
  await window.getByRole('button', { name: '记为已核对' }).click();
  await expect.poll(() => line.innerText()).toMatch(/示例通知[\s\S]*已核对/);
});

test('the filing keeps the pack it was begun with, and says what the one in force says otherwise', async () => {
  const { window } = office;
  await window.getByRole('button', { name: '转化项目' }).first().click();
  await window.getByText('低温等离子体种子处理装置').first().dblclick();
  await office.tab('registration');
  const note = window.locator('[data-pack-note]');
  await expect.poll(() => note.locator('li').count()).toBe(1);
  await expect
    .poll(() => note.innerText())
    .toMatch(/规则包 .* 2026\.1，现行的是 .* 2026\.2[\s\S]*登记机构办理期限：15 个工作日、补正重新起算 → 20 个工作日、补正重新起算/);
  await picture('5-kept');
});

test('a licence in force for ten weeks is to be recorded within three months, which is explained, and noted as done by keyboard', async () => {
  const { window } = office;
  const day = addDays(chinaToday(), -70);
  await beginSigning(office);
  await leaveField(office, 'signedOn', day);
  await leaveField(office, 'effectiveOn', day);
  await office.tab('registration');
  const line = window.locator('#deal-body [data-clock="recordal"]');
  await expect.poll(() => line.getAttribute('data-day')).toBe(addMonths(day, 3));
  const explain = line.locator('summary');
  await explain.focus();
  await explain.press('Enter');
  await expect
    .poll(() => line.innerText())
    .toMatch(
      new RegExp(`规定自生效之日起 3 个月内[\\s\\S]*《中华人民共和国专利法实施细则》 第十五条[\\s\\S]*${day} 合同生效[\\s\\S]*末日 ${addMonths(day, 3)}`),
    );
  await picture('6-clocks');
  const onToday = window.locator('.today-list', { hasText: '到期事项' }).locator('li', { hasText: '许可备案' });
  await window.getByRole('button', { name: '今日' }).first().click();
  await expect.poll(() => onToday.innerText()).toContain(addMonths(day, 3));
  await picture('7-today');
  await onToday.getByRole('button').click();
  await office.tab('registration');
  await line.getByRole('button', { name: '记为已办' }).press('Enter');
  await line.getByLabel('写明何时办、凭什么，例如备案号').fill('当日备案，示例备案号');
  await line.getByLabel('写明何时办、凭什么，例如备案号').press('Enter');
  await expect.poll(() => line.innerText()).toContain('已注明：当日备案，示例备案号');
  // the rail says the same
  await expect.poll(() => window.locator('.rail-deadlines [data-clock="recordal"]').innerText()).toContain('已注明');
  await window.getByRole('button', { name: '今日' }).first().click();
  await window.getByText('最近的转化项目').waitFor();
  await expect.poll(() => onToday.count()).toBe(0);
});
