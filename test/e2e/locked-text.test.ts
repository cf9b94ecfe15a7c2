/** What was locked is what is signed and filed: records that change afterwards change nothing in it, and the page says so. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leaveField, lockUnpublished, type Office, openSampleDeal } from '../support/sample-office.ts';
import { docxFiles } from '../support/vault-files.ts';

const MOVED = '广东省佛山市示例新址 88 号';
let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

/** The text of every .docx in the program's vaults, by hash of its bytes. */
const papers = async (): Promise<Map<string, string>> =>
  new Map([...(await docxFiles(office.userData))].map(([hash, parts]) => [hash, parts['word/document.xml']!]));

async function makeAll(count: number): Promise<void> {
  for (const copy of ['contract-signing', 'contract-draft']) {
    await office.window.locator(`[data-make="${copy}"]`).click();
    await expect.poll(() => office.window.locator('.file-done-name, .older-name').count()).toBe(++count);
  }
}

const paper = async (): Promise<string> => {
  await office.window.getByRole('tab', { name: '预览' }).click();
  return office.window.locator('[data-testid="contract-paper"]').innerText();
};

let before: Map<string, string>;
let shown: string;

test('locked and numbered, the copies are made', async () => {
  const { window } = office;
  await office.tab('contract');
  await window.getByText('起草专利实施许可合同').click();
  // nought copies are no copies: said by the field, and nothing is kept
  await leaveField(office, 'fields.copies', '0');
  await window.locator('[data-field$="/fields.copies"]').getByText('不能少于 1').waitFor();
  await window.locator('[data-field$="/fields.copies"] input').first().press('Escape');
  await lockUnpublished(office);
  await office.tab('signing');
  await window.getByRole('button', { name: '登记签署', exact: true }).click();
  await window.getByText('签的是第 1 版').waitFor();
  await leaveField(office, 'copies', '0');
  await window.locator('[data-field$="/copies"]').getByText('不能少于 1').waitFor();
  await window.locator('[data-field$="/copies"] input').first().press('Escape');
  await leaveField(office, 'contractNo', 'SL-2026-017');
  await office.saved();
  await office.tab('contract');
  await makeAll(0);
  before = await papers();
  expect(before.size).toBe(2);
  await expect.poll(paper).toContain('授权代表（签字）');
  shown = await paper();
  expect(shown).not.toContain(MOVED);
});

test('an address typed on the registration form needs a reason and leaves the party alone; corrected at the party it changes no word of what is locked or filed', async () => {
  const { window } = office;
  await office.tab('registration');
  await window.getByText('起草登记申请').click();
  const address = window.locator('[data-form="buyerAddress"] input').first();
  await address.fill(MOVED);
  await address.blur();
  await office.saved();
  const differs = window.locator('[data-finding^="filing.buyerDiffers"]').first();
  await differs.waitFor();
  await expect.poll(() => differs.innerText()).toContain(`“${MOVED}”与合同所写“广东省佛山市示例大道 2 号”不同`);
  await expect.poll(() => window.locator('[data-finding^="filing.partyChanged"]').count()).toBe(0);
  await address.fill('');
  await address.blur();
  await differs.waitFor({ state: 'detached' });
  await window.locator('[data-form="buyerContact"] .form-source button').click();
  await leaveField(office, 'address', MOVED);
  await office.saved();
  await window.keyboard.press('Alt+ArrowLeft');
  await window.locator('[data-finding^="filing.partyChanged"]').first().waitFor();
  await expect.poll(() => address.inputValue()).toBe('广东省佛山市示例大道 2 号');
  await window.screenshot({ path: process.env['SHOT_FORM'] ?? '/dev/null', type: 'png' });
  await office.tab('contract');
  await expect.poll(paper).toBe(shown);
  await makeAll(2);
  const after = await papers();
  expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
  for (const xml of after.values()) expect(xml).not.toContain(MOVED);
});

test('the page says what moved, and the next version is one press away', async () => {
  const { window } = office;
  const said = window.locator('[data-testid="moved-since-lock"]');
  await said.getByText('锁定后资料有变动').waitFor();
  for (const words of ['甲方（被许可人） · 住所地', '广东省佛山市示例大道 2 号', MOVED]) await expect.poll(() => said.innerText()).toContain(words);
  await window.screenshot({ path: process.env['SHOT'] ?? '/dev/null', type: 'png' });
  await said.getByRole('button', { name: '按现有资料另建新版' }).click();
  await window.locator('[data-act="lock"]').waitFor();
  await expect.poll(paper).toContain(MOVED);
});
