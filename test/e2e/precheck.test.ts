/** 登记预审 on screen: a dropped contract beside a form, in its deal with the deal's own form, and a scan compared by a person. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { dropFile, dropFiles, enterWork, goTo, workbook } from '../support/rooms.ts';

const FOLDER = join(PROJECT, 'resources/exercises/precheck');
let running: RunningApp;
let w: Page;

beforeAll(async () => {
  running = await launchApp();
  w = running.window;
  await enterWork(running);
});
afterAll(async () => running.close());

/** The system's dialog answers with this file. */
const answering = (file: string): Promise<void> =>
  running.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [path] })) as unknown as typeof dialog.showOpenDialog;
  }, file);
const dropped = async (name: string): Promise<void> => {
  await goTo(w, 'deals');
  await dropFile(w, `${name}.txt`, await readFile(join(FOLDER, `${name}.txt`)));
  await w.locator('.review-part').getByText('登记预审').click();
};
const findings = () => w.locator('.precheck-lines [data-finding]');

test('a dropped contract is told its class and its grounds; beside a form also what differs, with rule, article and field', async () => {
  await dropped('24-名为转让');
  await expect.poll(() => w.locator('[data-precheck="class"]').innerText()).toBe('按内容拟为：专利实施许可');
  await expect.poll(() => findings().filter({ hasText: 'R05' }).count()).toBe(1);
  await answering(join(FOLDER, '24-名为转让.json'));
  await w.locator('[data-act="open-form"]').click();
  const differs = findings().filter({ hasText: '登记表“合同类别”：技术转让/专利权转让' });
  await differs.waitFor();
  await expect.poll(() => differs.innerText()).toContain('R05 合同名称与权利义务不一致且未补正');
  await expect.poll(() => differs.innerText()).toContain('必须修改');
  await expect.poll(() => w.locator('[data-condition="ZR.3"]').innerText()).toContain('归');
  await answering(join(FOLDER, 'key.json'));
  await w.locator('[data-act="open-form"]').click();
  await w.getByText('读不出登记表').first().waitFor();
  // nothing of the form that stood there is left
  await w.getByText('还没有登记表：只看了合同正文').waitFor();
  await expect.poll(() => differs.count()).toBe(0);
});

test('a form dropped together with its contract opens beside it, .json or .xlsx; dropped later by itself it is read too', async () => {
  const name = '24-名为转让';
  const read = (end: string) => readFile(join(FOLDER, `${name}${end}`));
  const form = (said: string) => w.getByText(said).first().waitFor();
  await goTo(w, 'deals');
  // the form first, as a file manager sorts it
  await dropFiles(w, [
    [`${name}.json`, await read('.json')],
    [`${name}.txt`, await read('.txt')],
  ]);
  await form(`登记表：${name}.json`);
  await findings().filter({ hasText: '登记表“合同类别”：技术转让/专利权转让' }).waitFor();
  await goTo(w, 'deals');
  await dropFile(w, `${name}.txt`, await read('.txt'));
  await w.locator('.review-part').getByText('登记预审').click();
  await form('还没有登记表：只看了合同正文');
  const sheet = await workbook([
    ['项目名称', '合同类别', '合同成交总额（元）', '技术交易额（元）'],
    ['示例项目', '技术转让/专利权转让', '800000', '800000'],
  ]);
  await w.locator('.review-part').getByText('从文件读到的').click();
  await dropFile(w, '登记表.xlsx', sheet);
  await form('登记表：登记表.xlsx');
  await dropFile(w, '不是登记表.json', Buffer.from('{"a":1}'));
  await w.getByText('读不出登记表').first().waitFor();
  // the contract stays, the form of another file does not
  await form('还没有登记表：只看了合同正文');
});

test('of several contracts dropped at once the first opens, and the others are told of', async () => {
  await goTo(w, 'deals');
  const one = async (name: string) => [`${name}.txt`, await readFile(join(FOLDER, `${name}.txt`))] as const;
  await dropFiles(w, [await one('24-名为转让'), await one('48-快到期')]);
  await w.getByText('已打开“24-名为转让.txt”，另外 1 份请逐份拖入').waitFor();
  await w.locator('.review-part').getByText('登记预审').waitFor();
});

test('of a contract alone whose term is over the ground, the article and what follows are told', async () => {
  await dropped('48-快到期');
  const over = findings().filter({ hasText: 'R10' });
  await over.waitFor();
  await expect.poll(() => over.innerText()).toContain('2026年6月25日');
  await expect.poll(() => over.innerText()).toContain('请核实');
  await expect.poll(() => w.getByText('没有发现会被退回的地方').count()).toBe(0);
});

test('risks are pointed at and stop nothing', async () => {
  await dropped('46-设备藏在报酬');
  const flag = w.locator('[data-flag="flag.equipmentHidden"]');
  await flag.waitFor();
  await expect.poll(() => flag.innerText()).toContain('热封机两台');
  await expect.poll(() => findings().count()).toBe(0);
});

test('the signs that the parties are related are there in the deal too; the form that was opened stays while the parts are looked at', async () => {
  await dropped('45-地址相同');
  const related = () => w.locator('[data-flag="flag.related"]');
  await expect.poll(() => related().count()).toBe(2);
  await answering(join(FOLDER, '45-地址相同.json'));
  await w.locator('[data-act="open-form"]').click();
  await w.getByText('登记表：45-地址相同.json').waitFor();
  await w.locator('.review-part').getByText('从文件读到的').click();
  await expect.poll(() => w.locator('[data-proposal="buyer"]').innerText()).toContain('法定代表人 示例校长');
  await w.locator('.review-part').getByText('登记预审').click();
  await w.getByText('登记表：45-地址相同.json').waitFor();
  await w.getByRole('button', { name: '立项' }).click();
  await w.getByRole('button', { name: '立项' }).click();
  await w.getByRole('button', { name: '全部采用并立项' }).click();
  await w.locator('#deal-tab-contract').click();
  await w.locator('[data-act="precheck"]').click();
  await expect.poll(() => related().count()).toBe(2);
  await expect.poll(() => related().allInnerTexts()).toEqual([expect.stringContaining('示例校长'), expect.stringContaining('学院路 100 号')]);
});

test('in its deal the contract is held against the deal’s own form', async () => {
  await dropped('26-无偿回授');
  const makeDeal = w.getByRole('button', { name: '立项' });
  await makeDeal.click();
  // what was read is looked at first
  await w.locator('.proposal').waitFor();
  await makeDeal.click();
  await w.getByRole('button', { name: '全部采用并立项' }).click();
  await w.locator('#deal-tab-contract').click();
  await w.locator('[data-act="precheck"]').click();
  const monopoly = findings().filter({ hasText: '五、后续改进' });
  await monopoly.first().waitFor();
  await expect.poll(() => monopoly.first().innerText()).toContain('R06');
  await expect.poll(() => findings().filter({ hasText: '登记表“买方性质”' }).count()).toBe(1);
  await w.getByRole('button', { name: '只看合同正文' }).click();
  await expect.poll(() => findings().filter({ hasText: '登记表“买方性质”' }).count()).toBe(0);
});

test('the same text in another deal is pointed at, whatever figures were changed', async () => {
  await goTo(w, 'deals');
  const text = (await readFile(join(FOLDER, '26-无偿回授.txt'), 'utf8')).replaceAll('SL-2026-017', 'SL-2026-099').replaceAll('2028年4月19日', '2029年4月18日');
  await dropFile(w, '再来一份.txt', Buffer.from(text));
  const makeDeal = w.getByRole('button', { name: '立项' });
  await makeDeal.click();
  await w.locator('.proposal').waitFor();
  await makeDeal.click();
  await w.getByRole('button', { name: '全部采用并立项' }).click();
  await w.locator('#deal-tab-contract').click();
  await w.locator('[data-act="precheck"]').click();
  await expect.poll(() => w.locator('[data-flag="flag.sameText"]').innerText()).toMatch(/与“低温等离子体种子处理装置”的正文相似 (9\d|100)%/);
});

test('of a scan nothing is read: what a person compares is listed, page by page, and the answers stay in the deal', async () => {
  await goTo(w, 'deals');
  await dropFile(w, '扫描合同.pdf', BLANK_PAGES);
  await w.locator('.review-part').getByText('登记预审').click();
  await w.locator('[data-compare="compare:input:page.2"]').waitFor();
  await expect.poll(() => w.locator('[data-precheck="class"]').count()).toBe(0);
  await answering(join(FOLDER, '39-设备未扣.json'));
  await w.locator('[data-act="open-form"]').click();
  await expect.poll(() => w.locator('[data-precheck="unread"]').innerText()).toBe('没有读到合同；只看了登记表');
  await expect.poll(() => w.getByText('没有发现会被退回的地方').count()).toBe(0);
  await expect.poll(() => w.getByText('没有需要提示的风险').count()).toBe(0);
  await w.locator('.review-part').getByText('从文件读到的').click();
  await w.getByRole('button', { name: '立项' }).click();
  await w.locator('#deal-tab-contract').click();
  await w.locator('[data-act="precheck"]').click();
  const pages = w.locator('[data-compare*=":page."]');
  await expect.poll(() => pages.count()).toBe(2);
  await pages.last().getByText('看过').click();
  await pages.last().getByRole('button', { name: '记下' }).click();
  await expect.poll(() => pages.last().innerText()).toContain('看过，没有问题');
  const seals = w.locator('[data-compare$=":seals"]');
  await seals.getByText('不一致').click();
  await seals.getByRole('textbox').fill('第 2 页，乙方为旧名称');
  await seals.getByRole('button', { name: '记下' }).click();
  await expect.poll(() => seals.innerText()).toContain('不一致，第 2 页，乙方为旧名称');
  await w.getByRole('button', { name: '回到合同' }).click();
  await w.locator('[data-act="precheck"]').click();
  await expect.poll(() => seals.innerText()).toContain('不一致，第 2 页，乙方为旧名称');
  await w.getByText(/已核对 2 \/ 17/).waitFor();
});

/** Two pages without any text. */
const BLANK_PAGES = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
