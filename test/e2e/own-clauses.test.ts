/** An institute's own contract text: begun from the program's, mended by line and column, seen as it is typed, used for the next contract. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openSampleDeal } from '../support/sample-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

const picture = async (name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder) await office.window.screenshot({ path: `${folder}/${name}.png` });
};
const OURS = '示例单位另行约定：许可地域以附件清单为准。';

test('a text is begun from the program’s, read again as it is typed, and its faults lead to their lines', async () => {
  const { window } = office;
  await window.getByRole('button', { name: '设置' }).first().click();
  await window.getByRole('button', { name: '合同文本' }).click();
  await window.getByText('还没有本单位文本').waitFor();
  await window.getByRole('button', { name: '照自带文本新建' }).click();
  const area = window.getByLabel('条款文本');
  await area.waitFor();
  const paper = window.getByTestId('clause-preview');
  await expect.poll(() => paper.innerText()).toContain('专利实施许可合同');
  const text = await area.inputValue();
  expect(text).toContain('合同 XK-ZL');
  await area.fill(
    text
      .replace('版本 2026.11', '版本 2026.12\n归口 示例成果转化处\n复核 2026-01-31')
      .replace('文 许可地域：{territory}。', `文 许可地域：{territori}。${OURS}`),
  );
  const faults = window.locator('.clause-faults li');
  await expect.poll(() => faults.allInnerTexts()).toContainEqual(expect.stringMatching(/第 \d+ 行第 12 列 没有“territori”这一栏。 应为：territory/));
  await area.evaluate((a) => a.scrollTo({ top: 0 }));
  await faults.last().getByRole('button').click();
  await expect
    .poll(() =>
      area.evaluate((a) => (a as HTMLTextAreaElement).value.slice((a as HTMLTextAreaElement).selectionStart, (a as HTMLTextAreaElement).selectionStart + 11)),
    )
    .toBe('{territori}');
  // and into view
  await expect.poll(() => area.evaluate((a) => a.scrollTop)).toBeGreaterThan(1_000);
  await picture('7-fault');
  await area.fill((await area.inputValue()).replace('{territori}', '{territory}'));
  await expect.poll(() => paper.innerText()).toContain(OURS);
  await picture('8-preview');
  await window.getByRole('button', { name: '全部文本' }).click();
  const line = window.locator('[data-own-clauses="XK-ZL"]');
  await expect.poll(() => line.innerText()).toMatch(/示例成果转化处[\s\S]*2026-01-31[\s\S]*复核已到期[\s\S]*采用/);
  await picture('9-list');
});

test('the next contract of the kind is drafted with it', async () => {
  const { window } = office;
  await window.getByRole('button', { name: '转化项目' }).first().click();
  await window.getByText('低温等离子体种子处理装置').first().dblclick();
  await office.tab('contract');
  await window.getByRole('button', { name: '起草专利实施许可合同' }).click();
  await window.getByRole('tab', { name: '预览' }).click();
  await expect.poll(() => window.getByTestId('contract-paper').innerText()).toContain(OURS);
});

test('a file is brought in; with faults it is kept and not used', async () => {
  const { window } = office;
  await window.getByRole('button', { name: '设置' }).first().click();
  await window.getByRole('button', { name: '合同文本' }).click();
  const shipped = await readFile(new URL('../../resources/clauses/ZX.txt', import.meta.url), 'utf8');
  await window
    .locator('input[type=file][accept=".txt"]')
    .setInputFiles({ name: '咨询.txt', mimeType: 'text/plain', buffer: Buffer.from(shipped.replace(/^版本 .*$/m, '版本')) });
  await expect.poll(() => window.locator('.clause-faults li').allInnerTexts()).toEqual([expect.stringContaining('“版本”后面没有内容')]);
  await window.getByRole('button', { name: '全部文本' }).click();
  await expect.poll(() => window.locator('[data-own-clauses="ZX"]').innerText()).toContain('1 处须修改，没有采用');
});
