import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdfText } from '../../renderer/documents/read-pdf.ts';
import { lockUnpublished, openSampleDeal, type Office } from '../support/sample-office.ts';
import { docxFiles } from '../support/vault-files.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

async function makeDraft(count: number): Promise<void> {
  await office.window.locator('[data-make="contract-draft"]').click();
  await expect.poll(() => office.window.locator('.file-done-name, .older-name').count()).toBe(count);
}

test('the draft is filled from the deal: nothing required is missing', async () => {
  await office.tab('contract');
  await office.window.getByText('起草专利实施许可合同').click();
  await office.window.getByText('必填项已齐').waitFor();
  await expect.poll(() => office.window.locator('#deal-body').innerText()).toContain('来自谈判');
});

test('made twice, the .docx is the same byte for byte, and nothing internal is in any part of it', async () => {
  await makeDraft(1);
  const first = await docxFiles(office.userData);
  await makeDraft(2);
  const second = await docxFiles(office.userData);
  expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
  expect(first.size).toBe(1);
  const all = Object.values([...first.values()][0]!).join('\n');
  expect(all).toContain('壹佰伍拾万元整');
  expect(all).not.toContain('1,900,000');
  expect(all).not.toContain('190.00');
  expect(all).not.toContain('低于底线，需报批');
});

test('a clause keeps its own wording, and goes back to the standard one', async () => {
  const { window } = office;
  await window.getByRole('tab', { name: '条款' }).click();
  const line = window.locator('[data-clause-line="subject.title"]');
  await line.getByRole('button', { name: '改措辞' }).click();
  const box = line.locator('textarea');
  await box.fill('乙方保证其有权许可，许可专利在本合同订立时有效。');
  await box.blur();
  await line.getByText('改过措辞').waitFor();
  await line.getByRole('button', { name: '改回标准措辞' }).click();
  await expect.poll(() => line.getByText('改过措辞').count()).toBe(0);
});

test('the preview is made from the same blocks and the PDF comes out of it', async () => {
  const { window } = office;
  await window.getByRole('tab', { name: '预览' }).click();
  const paper = window.locator('[data-testid="contract-paper"]');
  await paper.waitFor();
  await expect.poll(() => paper.innerText()).toContain('壹佰伍拾万元整');
  await window.locator('[data-make="contract-pdf"]').click();
  await expect.poll(() => window.locator('.file-done-name').innerText()).toMatch(/\.pdf$/);
});

test('printed from the preview, the paper is there from its cover to its last article, and nothing of the page around it', async () => {
  const { app, window } = office;
  await window.getByRole('tab', { name: '预览' }).click();
  await window.locator('[data-testid="contract-paper"] h2, [data-testid="contract-paper"] [data-clause]').first().waitFor();
  const bytes = await app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]!.webContents.printToPDF({ preferCSSPageSize: true })).toString('base64'),
  );
  const pdf = await readPdfText(new Uint8Array(Buffer.from(bytes, 'base64')));
  if (!pdf.ok) throw new Error(pdf.error.key);
  if (process.env['SHOT']) await writeFile(process.env['SHOT'], Buffer.from(bytes, 'base64'));
  const text = pdf.value.pages.join('').replace(/\s/g, '');
  for (const article of ['许可的专利', '许可使用费及支付', '争议的解决', '合同生效']) expect(text).toContain(article);
  // beside the head line of every page
  for (const page of pdf.value.pages) expect(page.replace(/\s/g, '').length).toBeGreaterThan(100);
  for (const around of ['讨论稿签署稿', '条款与文字', '缺什么', '生成讨论稿']) expect(text).not.toContain(around);
});

test('a locked version refuses another word; the next version is the way on', async () => {
  const { window } = office;
  await lockUnpublished(office);
  await window.getByRole('tab', { name: '条款' }).click();
  await window.locator('[data-clause-line="subject.title"]').waitFor();
  await expect.poll(() => window.getByRole('button', { name: '改措辞' }).count()).toBe(0);
  await window.getByRole('tab', { name: '问答' }).click();
  await expect
    .poll(() =>
      window
        .getByLabel(/项目名称/)
        .first()
        .isDisabled(),
    )
    .toBe(true);
});
