/** What is dropped as a contract and is none, in the real window: a clear word for each, soon, and the next file is read as if nothing had been. */
import { strToU8, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { dropFile, enterWork, gbk, goTo, plainDocx, rowAt, workbook } from '../support/rooms.ts';

let running: RunningApp;
let w: Page;

beforeAll(async () => {
  running = await launchApp();
  w = running.window;
  await enterWork(running);
});
afterAll(() => running.close());

const CONTRACT = ['技术开发合同', '委托方（甲方）：示例种业有限公司', '受托方（乙方）：示例农业研究所', '第一条 研究开发经费 100000 元。'];
const word = (body: string): Uint8Array => {
  const whole = plainDocx(['合同']);
  const xml = strToU8(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`);
  return body === '' ? whole.slice(0, 200) : zipSync({ 'word/document.xml': xml });
};
const said = (words: RegExp) => w.getByRole('alert').filter({ hasText: words }).first().waitFor();

test.each([
  ['空.docx', new Uint8Array(0), /空/],
  ['空白.docx', word('<w:p/>'), /没有文字：是空白文档/],
  ['断了.docx', word(''), /已损坏/],
  ['炸弹.docx', zipSync({ 'word/document.xml': new Uint8Array(30 * 1024 * 1024).fill(0x20) }, { level: 9 }), /压缩比/],
  ['太长.docx', word(`<w:p><w:r><w:t>${'合'.repeat(300_000)}</w:t></w:r></w:p>`), /文字超过 200000 字/],
  ['图.docx', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), /不是能读的合同/],
  ['网页.doc', strToU8('<html><body>合同</body></html>'), /不是能读的合同/],
  ['文字.docx', strToU8('not a document'), /不是能读的合同/],
  ['头.pdf', strToU8('%PDF-1.7\n'), /已损坏/],
] as const)('%s', async (name, bytes, words) => {
  await goTo(w, 'deals');
  await dropFile(w, name, bytes);
  await said(words);
  await w.getByText(name).first().waitFor();
});

test('300 MB are told of by their size before they are read', async () => {
  await goTo(w, 'deals');
  await w.evaluate(() => {
    const carried = new DataTransfer();
    const hundred = new Uint8Array(100 * 1024 * 1024);
    carried.items.add(new File([hundred, hundred, hundred], '三百兆.pdf'));
    for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
  });
  await said(/有 300 MB，超过 100 MB/);
});

test('50 MB of text stops at once', async () => {
  await goTo(w, 'deals');
  await w.evaluate(() => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(50 * 1024 * 1024).fill(0x61)], '五十兆.txt'));
    for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
  });
  await said(/文字超过 200000 字/);
});

test.each([
  ['合同.txt', gbk(CONTRACT.join('\r\n'))],
  ['合同.docx.pdf', plainDocx(CONTRACT)],
] as const)('%s is read as what it is', async (name, bytes) => {
  await goTo(w, 'deals');
  await dropFile(w, name, bytes);
  await w.locator('.review-text').filter({ hasText: '委托方（甲方）：示例种业有限公司' }).waitFor();
});

test('a seller whose kind nobody filled in: the rail and the pricing page ask, and lead to the field', async () => {
  await goTo(w, 'portfolio');
  await dropFile(
    w,
    '成果.xlsx',
    await workbook([
      ['成果名称', '成果权属人'],
      ['示例种子处理装置', '示例农业研究所'],
    ]),
  );
  await w.getByRole('button', { name: '导入 1 行' }).click();
  await w.getByRole('button', { name: '打开成果库' }).click();
  await rowAt(w, 0).locator('[data-col="1"]').click({ button: 'right' });
  await w.getByText('据此立项').click();
  await w.locator('#deal-tab-pricing').click();
  await w.getByRole('alert').filter({ hasText: '卖方类别未填，填后才知道是否要公示' }).waitFor();
  await expect.poll(() => w.locator('body').innerText()).not.toContain('无需此步');
  await w.getByRole('button', { name: '去填卖方类别' }).click();
  await expect
    .poll(() => w.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field')))
    .toMatch(/^(parties|office)\/.*\/kind$/);
});
