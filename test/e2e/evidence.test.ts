/** What is put in as a proof or as the signed scan, through the screen: looked into at every door; a scan of other pages than the locked version needs a reason. */
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blankPdf, NO_PROOF } from '../support/papers.ts';
import { dropFile } from '../support/rooms.ts';
import { leaveField, beginSigning, openSampleDeal, tickPages, type Office } from '../support/sample-office.ts';

let office: Office;
let folder: string;
const missing: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-evidence-'));
  office = await openSampleDeal();
  office.window.on('console', (line) => void (/ERR_FILE_NOT_FOUND/.test(line.text()) && missing.push(line.text())));
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}
const listed = (name: string) => office.window.locator('#deal-body .files, #deal-body .attachments').getByText(name, { exact: true });
const picture = (): Promise<Uint8Array> => office.window.screenshot({ clip: { x: 0, y: 60, width: 300, height: 400 } });

test('a proof of the notice is looked into, chosen or dropped', async () => {
  const { window } = office;
  await office.tab('pricing');
  const door = window.locator('[data-field$="/attachmentIds"]').first();
  for (const [name, bytes, , words] of NO_PROOF) {
    await office.willPick([await file(name, bytes)]);
    await door.getByRole('button', { name: /添加/ }).click();
    await expect.poll(office.said, { message: name }).toMatch(words);
    await expect.poll(() => listed(name).count(), { message: name }).toBe(0);
  }
  await door.evaluate((at) => {
    const carried = new DataTransfer();
    carried.items.add(new File(['<html><body>公示</body></html>'], '拖入.png'));
    at.querySelector('.file-drop')!.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
  });
  await expect.poll(office.said).toContain('“拖入.png”的名字说是 PNG 图片，内容其实是网页');
  await office.willPick([await file('公示截图.png', await picture())]);
  await door.getByRole('button', { name: /添加/ }).click();
  await listed('公示截图.png').waitFor();
  await expect.poll(() => office.said(), { message: 'what counts takes the refusal back' }).not.toContain('没有放入');
});

test('the signed scan is looked into, and one of other pages needs a reason for each before the form freezes', async () => {
  const { window } = office;
  await beginSigning(office);
  for (const [name, bytes, key, words] of NO_PROOF) {
    await dropFile(window, name, bytes);
    await expect.poll(office.said, { message: name }).toMatch(key === 'file.notProof' ? /不能作签章扫描件/ : name.endsWith('.docx') ? /“断\.docx”/ : words);
  }
  await expect.poll(() => listed('空.pdf').count()).toBe(0);
  // what no page has room for is told of by its size, and the page lives on
  const huge = await file('三百兆.pdf', blankPdf(1));
  await truncate(huge, 300 * 1024 * 1024);
  await office.willPick([huge]);
  await window.getByText('放入扫描件').click();
  await expect.poll(office.said).toContain('“三百兆.pdf”有 300 MB，超过 100 MB');
  await expect.poll(() => listed('三百兆.pdf').count()).toBe(0);
  const add = async (name: string, bytes: Uint8Array) => {
    await office.willPick([await file(name, bytes)]);
    await window.getByText('放入扫描件').click();
    await listed(name).waitFor();
    await window.getByAltText('锁定版第 1 页').waitFor({ timeout: 180_000 });
  };
  const count = window.locator('.page-reasons .compare-count');
  await add('少.pdf', blankPdf(1));
  await expect.poll(() => count.innerText(), { timeout: 180_000 }).toMatch(/扫描件 1 页，锁定版 \d+ 页，页数不同：还有 \d+ 页缺少的没有说明/);
  const pages = Number(/锁定版 (\d+) 页/.exec(await count.innerText())![1]);
  expect(pages).toBeGreaterThan(2);
  // replaced by another, the pictures are those of the other
  await window.getByRole('button', { name: '移除' }).click();
  await window.getByText('还没有扫描件，放入后在这里逐页对照。').waitFor();
  // a doubled page and a missing one hide each other: the pages on screen are named by the person
  await add('同数.pdf', blankPdf(pages));
  await window.locator('.compare-page').nth(1).click();
  const say = async (label: string, reason: string): Promise<void> => {
    await window.getByLabel(label).fill(reason);
    await window.getByLabel(label).blur();
  };
  await window.locator('[data-act="alone-scan"]', { hasText: '扫描件第 2 页是多出的' }).click();
  await expect.poll(() => count.count()).toBe(0);
  await say('锁定版里没有这一页：它是什么', '第 1 页扫了两遍（示例）');
  await expect.poll(() => count.innerText()).toContain('还有 1 页缺少的没有说明');
  await say('扫描件里没有这一页：为什么', '附件另册（示例）');
  await expect.poll(() => count.innerText()).toContain('每一页都有说明');
  await window.locator('.compare-page').first().click();
  await window.locator('[data-field$="/scanIds"]').getByRole('button', { name: '移除' }).click();
  await window.getByText('还没有扫描件，放入后在这里逐页对照。').waitFor();
  await add('多.pdf', blankPdf(pages + 1, '', '', 1));
  await window.getByAltText('锁定版第 1 页').waitFor();
  await expect.poll(() => count.innerText()).toContain('还有 1 页多出的没有说明');
  // a page that shows nothing is told, and can be noted as that; one with a line on it is not
  const blank = window.getByText('这一页看起来是空白');
  await window.locator('.compare-page').nth(1).click();
  await blank.waitFor();
  await window.locator('.compare-page').first().click();
  await window.getByAltText('扫描件第 1 页').waitFor();
  await expect.poll(() => blank.count()).toBe(0);
  await window.getByRole('button', { name: '记为空白页' }).click();
  await expect.poll(() => count.innerText()).toContain('每一页都有说明');
  await window.locator('.page-reasons').getByRole('button', { name: '删去' }).click();
  await expect.poll(() => count.innerText()).toContain('还有 1 页多出的没有说明');
  await window.getByRole('button', { name: '转 90°' }).click();
  await expect.poll(() => window.getByAltText('扫描件第 1 页').getAttribute('data-turns')).toBe('1');
  // a picture wider than its sheet is turned in the sheet's middle, so that none of it is cut
  const middle = async (at: Locator) => at.boundingBox().then((box) => Math.round(box!.x + box!.width / 2));
  await expect
    .poll(async () => Math.abs((await middle(window.getByAltText('扫描件第 1 页'))) - (await middle(window.locator('.compare-turned')))))
    .toBeLessThanOrEqual(1);
  expect(missing).toEqual([]);
  await tickPages(window, pages);
  await window.locator('.compare-page').last().click();
  await expect.poll(() => window.getByLabel('与锁定版一致').isDisabled(), { message: 'nothing stands opposite' }).toBe(true);
  await leaveField(office, 'effectiveOn', '2026-05-25');
  await office.tab('registration');
  await window.getByText('起草登记申请').click();
  await window.locator('[data-act="freeze"]').click();
  await expect.poll(office.said).toContain('扫描件比锁定版多 1 页，没有说明，不能定稿');
  await office.tab('signing');
  const row = window.locator('.page-reason').first();
  await window.getByAltText('锁定版第 1 页').waitFor();
  await row.locator('.ant-select').click();
  await window.locator('.ant-select-dropdown:visible').getByText('扫描件第 1 页', { exact: true }).click();
  await row.getByRole('textbox').fill('用印审批页');
  await row.getByRole('textbox').blur();
  await expect.poll(() => count.innerText()).toContain('每一页都有说明');
  // the first page stands alone, the second is the first of the locked version
  await expect.poll(() => window.locator('.compare-page').first().getAttribute('title')).toBe('用印审批页');
  await window.locator('.compare-page').nth(1).click();
  await window.getByAltText('锁定版第 1 页').waitFor();
  await window.getByAltText('扫描件第 2 页').waitFor();
  await window.getByText(`0／${pages} 页已核对`).waitFor();
  for (let page = 2; page <= pages + 1; page++) {
    await window.getByAltText(`扫描件第 ${page} 页`).waitFor();
    await window.getByLabel('与锁定版一致').click();
    await window.getByText(page <= pages ? `${page - 1}／${pages} 页已核对` : `${pages} 页全部一致`).waitFor();
  }
  await window.getByText('合同不止一页，没有记加盖骑缝章').first().waitFor();
  await office.tab('registration');
  await window.locator('[data-act="freeze"]').click();
  await expect.poll(office.said).not.toContain('没有说明');
});

test('an achievement keeps a file with a false name and says so; an empty one is refused', async () => {
  const { window } = office;
  await window.locator('nav').getByText('成果库', { exact: true }).first().click();
  await window.getByText('低温等离子体种子处理装置').first().dblclick();
  const add = window.getByRole('button', { name: '添加文件' });
  await office.willPick([await file('空.pdf', new Uint8Array(0))]);
  await add.click();
  await expect.poll(office.said).toContain('“空.pdf”是空文件');
  await office.willPick([await file('证书.jpg', new TextEncoder().encode('<html>证书</html>'))]);
  await add.click();
  await window.getByText(/“证书\.jpg”的名字说是 JPG 图片，内容其实是网页。已照样保管/).waitFor();
  await window.getByText('证书.jpg', { exact: true }).first().waitFor();
});
