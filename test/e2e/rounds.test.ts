/** A round counts as agreed once it says what a contract is made from: each thing it does not say leads to its field, or takes a reason. */
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goTo } from '../support/rooms.ts';
import { leaveField, openSampleDeal, type Office } from '../support/sample-office.ts';
import { vaultFiles } from '../support/vault-files.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

test('以本轮达成一致 is refused with what the round does not say, by the button and by 结果 alike', async () => {
  const { window } = office;
  await office.tab('negotiation');
  await window.locator('.offers').getByRole('button', { name: '第 2 轮', exact: true }).click();
  const agree = window.getByRole('button', { name: '以本轮达成一致' });
  await leaveField(office, 'territory', '');
  await leaveField(office, 'royaltyBase', '');
  await leaveField(office, 'termTo', '');
  await office.saved();
  await window.locator('[data-field$="/outcome"] .ant-select').click();
  await window.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '达成一致' }).click();
  await window
    .getByText(/第 2 轮还不能算达成一致：先写明“提成基数”，共 \d 项/)
    .first()
    .waitFor();
  await agree.click();
  const gaps = window.getByRole('group', { name: '还不能算达成一致，先谈定这些' });
  await gaps.waitFor();
  await window.screenshot({ path: process.env['SHOT'] ?? '/dev/null', type: 'png' });
  await gaps.locator('[data-finding^="round.royaltyBaseMissing"] .finding-text button').click();
  await expect
    .poll(() => window.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field')))
    .toMatch(/^rounds\/.*\/royaltyBase$/);
  await leaveField(office, 'royaltyBase', '许可产品的不含税净销售额');
  await leaveField(office, 'termTo', '2031-05-31');
  const territory = gaps.locator('[data-finding^="round.territoryMissing"]');
  await territory.getByRole('button', { name: '写明理由' }).click();
  await territory.getByLabel('写明已核实的理由').fill('地域按产品销售地，合同另定（示例）');
  await territory.getByRole('button', { name: '记下理由' }).click();
  await gaps.waitFor({ state: 'detached' });
  await agree.click();
  await window.getByText('已达成一致：第 2 轮').first().waitFor();
});

test('the workbook of 谈判 writes present values as numbers, in the unit its heading names', async () => {
  const { window } = office;
  await goTo(window, 'negotiation');
  const made = new Set((await vaultFiles(office.userData)).keys());
  const newest = async (): Promise<[heading: string, value: unknown]> => {
    await window.getByRole('button', { name: '导出 Excel' }).click();
    const fresh = async () => [...(await vaultFiles(office.userData))].filter(([hash]) => !made.has(hash));
    await expect.poll(async () => (await fresh()).length).toBe(1);
    const [[hash, bytes]] = (await fresh()) as [[string, Uint8Array]];
    made.add(hash);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes.slice().buffer);
    const sheet = book.worksheets[0]!;
    const head = sheet.getRow(2);
    const column = Array.from({ length: head.cellCount }, (_, i) => i + 1).find((i) => head.getCell(i).text.includes('现值'))!;
    return [head.getCell(column).text, sheet.getRow(3).getCell(column).value];
  };
  const shown = async (): Promise<number> => Number((await window.locator('[data-row] [data-col="5"]').first().innerText()).replaceAll(',', ''));
  const inWan = await shown();
  expect(inWan).toBeGreaterThan(0);
  expect(await newest()).toEqual([expect.stringMatching(/（万元）/), inWan]);
  await window.keyboard.press('ControlOrMeta+k');
  await window.keyboard.type('切换 元');
  await window.keyboard.press('Enter');
  await expect.poll(shown).toBeGreaterThan(inWan * 9_000);
  expect(await newest()).toEqual([expect.stringMatching(/（元）/), await shown()]);
});
