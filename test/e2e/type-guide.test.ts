/** Journey J2, step 1 in the real program: money for tests leads to a licence, the choice and its reason stay; and a proposed clause is taken over. */
import { mkdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropFile, goTo, plainDocx } from '../support/rooms.ts';
import { openSampleDeal, type Office } from '../support/sample-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

const picture = async (name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await office.window.screenshot({ path: `${folder}/${name}.png` });
};

test('a licence with money for tests is a licence, and says why it is no joint development', async () => {
  const { window } = office;
  await office.tab('contract');
  await window.locator('[data-act="type-guide"]').click();
  const guide = window.locator('.type-guide');
  await expect.poll(() => guide.locator('[data-question]').count()).toBe(1);
  await guide.getByText('已经谈定').click();
  await guide.getByText('已有权利的使用权').click();
  // the deal's patent is known, so that only the money is left to ask
  await expect.poll(() => guide.locator('[data-question="existing"] input:checked').count()).toBe(1);
  await guide.getByText('另有一笔试验费').click();
  const advice = guide.locator('[data-advice="XK-ZL"]');
  await expect.poll(() => advice.innerText()).toContain('不等于合作开发');
  await expect.poll(() => advice.innerText()).toContain('认定登记');
  await expect.poll(() => advice.innerText()).toContain('待确认');
  await picture('guide');
});

test('a pasted passage begins the guide', async () => {
  const { window } = office;
  await window.locator('.guide-paste summary').click();
  await window.getByLabel('合同里的一段文字').fill('乙方就甲方拟建项目的技术路线作可行性论证，提交咨询报告一份。');
  await expect.poll(() => window.locator('.guide-paste [role="status"]').innerText()).toContain('技术咨询合同');
  await expect.poll(() => window.locator('[data-question="carries"]').count()).toBe(1);
  await window.locator('.type-guide').getByText('已有权利的使用权').click();
  await expect.poll(() => window.locator('[data-advice="XK-ZL"]').count()).toBe(1);
});

test('the kind is drafted, and its reason stands in the head of the contract and in its history', async () => {
  const { window } = office;
  await window.locator('.type-guide').getByText('另有一笔试验费').click();
  await window.locator('[data-take="XK-ZL"]').click();
  await window.getByText('必填项已齐').waitFor();
  const head = window.locator('[data-kind-reason]');
  await expect.poll(() => head.innerText()).toMatch(/类型向导选定（.+）：.*不等于合作开发/);
  await picture('head');
  await office.tab('negotiation');
  await office.tab('contract');
  await expect.poll(() => head.innerText()).toMatch(/交付的是使用权/);
});

test('a restriction written into our own clause is told there, and the fair clause is taken over', async () => {
  const { window } = office;
  await window.getByRole('tab', { name: '条款', exact: true }).click();
  const line = window.locator('[data-clause-line="subject.title"]');
  await line.getByRole('button', { name: '改措辞' }).click();
  const box = line.locator('textarea').first();
  await box.fill('乙方在本专利基础上完成的改进成果无偿归甲方所有。');
  await box.blur();
  const finding = window.locator('[data-finding^="contract.monopoly"]');
  await expect.poll(() => finding.innerText()).toContain('改进成果归改进方所有，另一方在同等条件下有优先受让权');
  await picture('own-clause');
  await finding.locator('[data-take-clause]').click();
  await expect.poll(() => finding.count()).toBe(0);
  await expect.poll(() => box.inputValue()).toBe('改进成果归改进方所有，另一方在同等条件下有优先受让权。');
});

test('in a contract of the other side a proposed clause is taken over, and what it was for is gone', async () => {
  const { window } = office;
  const text = await readFile(new URL('../domain/short-contracts/06-技术秘密转让.txt', import.meta.url), 'utf8');
  await goTo(window, 'portfolio');
  await dropFile(window, '来稿.docx', plainDocx(text.split('\n').filter((line) => line !== '')));
  const finding = window.locator('[data-finding^="text.monopoly"]', { hasText: '与本工艺类似的提取技术' });
  await expect.poll(() => finding.locator('.finding-proposed').innerText()).toContain('双方均可以从其他来源获得类似技术');
  await picture('proposed');
  await finding.locator('[data-take-clause]').click();
  await expect.poll(() => window.locator('.review-mend').inputValue()).toContain('甲方不得对乙方相关专利的有效性提出异议');
  await expect.poll(() => window.locator('.review-mend').inputValue()).toContain('双方均可以从其他来源获得类似技术或者与其竞争的技术。陈皮原料');
  await expect.poll(() => finding.count()).toBe(0);
  // what was not said at all becomes a clause before the signatures
  await window.locator('[data-finding*="secrecyTerm"] [data-take-clause]').click();
  await expect.poll(() => window.locator('.review-mend').inputValue()).toMatch(/补充约定 .*保密义务.*\n甲方（盖章）/);
  await expect.poll(() => window.locator('[data-finding*="secrecyTerm"]').count()).toBe(0);
});
