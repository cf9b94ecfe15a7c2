/** Journey J3 from the return on, at a portal: read into grounds, corrected, filed again, registered; then a change and the authorities to tell. */
import { AxeBuilder } from '@axe-core/playwright';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chinaClock, chinaToday } from '../support/china-now.ts';
import { freezeForm, ledTo, openSampleDeal, signSampleDeal, storedRows, type Office } from '../support/sample-office.ts';

let office: Office;
let folder: string;
let proof: string;
const act = (name: string) => office.window.locator(`[data-act="${name}"]`);
const words = () => office.window.locator('#deal-body').innerText();
const shot = (name: string) => office.window.screenshot({ path: process.env[`SHOT_${name}`] ?? '/dev/null', type: 'png' });
/** What axe says of the page from its top: a field scrolled half under the rail of stages is no small target. */
const faults = async (): Promise<string[]> => {
  await office.window.evaluate(() => document.querySelectorAll('*').forEach((el) => el.scrollTop > 0 && el.scrollTo({ top: 0, behavior: 'instant' })));
  const found = await new AxeBuilder({ page: office.window }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id} ${n.target.join(' ')} ${n.failureSummary?.split('\n')[1]?.trim() ?? ''}`));
};
const today = chinaToday();
const clock = chinaClock();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-correction-'));
  office = await openSampleDeal();
  proof = join(folder, 'signed.png');
  await writeFile(proof, await office.window.screenshot({ clip: { x: 0, y: 100, width: 400, height: 560 } }));
  await signSampleDeal(office, proof);
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

/** Frozen, every field ticked, a time and a proof: filed at the portal. */
async function fileAtPortal(): Promise<void> {
  const { window } = office;
  await freezeForm(office);
  const list = window.getByRole('group', { name: '逐栏助手' });
  await list.focus();
  const count = await window.locator('[data-assist]').count();
  for (let i = 0; i < count; i++) {
    const key = await window.locator('[data-assist][aria-current="true"]').getAttribute('data-assist');
    await list.press('Enter');
    await window.locator(`[data-assist="${key}"].assist-done`).waitFor();
  }
  const time = window.getByLabel(/平台显示的提交时间/);
  await time.fill(`${today} ${clock}`);
  await time.blur();
  await office.willPick([proof]);
  await window.getByText('添加凭证').click();
  await window.locator('main').getByText('signed.png').first().waitFor();
  await act('mark-submitted').click();
  await window.getByText('登记平台的答复').waitFor();
}

test('a return pasted as one paragraph becomes coded grounds, each opening its place; the signed text stays', async () => {
  const { window } = office;
  await office.tab('registration');
  await window.getByText('起草登记申请').click();
  await fileAtPortal();
  await window
    .getByLabel(/^退回原因（/)
    .fill('经审核：①买方合同专用章与合同书写名称不一致；②验收一条没有约定标准；③附件“专利证书复印件”缺失。请补正后重新提交。');
  await act('portal-returned').click();
  await ledTo(office, 'grounds');
  const grounds = window.locator('[data-ground]');
  await expect
    .poll(() =>
      grounds
        .locator('.ground-head .status-tag')
        .allInnerTexts()
        .then((all) => all.filter((x) => /^R\d/.test(x))),
    )
    .toEqual(['R08', 'R09', 'R07']);
  await expect.poll(words).toContain('没有列为原因：请补正后重新提交。');
  await window.locator('.as-said').scrollIntoViewIfNeeded();
  await shot('GROUNDS');
  expect(await faults()).toEqual([]);
  // put in other words, parted at the cursor and put together again; Tab leads on
  const said = grounds.nth(0).getByLabel('退回原因');
  await said.fill('买方印章不一致，日期不清');
  await said.press('Tab');
  await expect
    .poll(() =>
      grounds
        .nth(0)
        .getByLabel('原因类别')
        .evaluate((el) => el === document.activeElement),
    )
    .toBe(true);
  await said.evaluate((el: HTMLTextAreaElement) => el.setSelectionRange(8, 8));
  await grounds.nth(0).locator('[data-act="part"]').click();
  await expect.poll(() => grounds.nth(1).getByLabel('退回原因').inputValue()).toBe('日期不清');
  await grounds.nth(1).locator('[data-act="join"]').click();
  await expect.poll(() => said.inputValue()).toBe('买方印章不一致；日期不清');
  await grounds.nth(1).locator('[data-act="open-ground"]').click();
  await window.locator('#deal-tab-contract[aria-selected="true"]').waitFor();
  // the article says 无: there is nothing to type in, and what is signed is not typed in anyway
  const article = window.locator('[data-field*="/clauseTexts.heading:"].field-called');
  await article.waitFor();
  await expect.poll(() => article.innerText()).toMatch(/^第.+条 验收/);
  await expect.poll(() => article.locator('textarea').count()).toBe(0);
  await office.tab('registration');
  // a paper that is no annex of the contract is laid beside the form
  await grounds.nth(2).locator('[data-act="open-ground"]').click();
  await expect.poll(() => window.locator('.field-called').getAttribute('data-field')).toMatch(/^filings\/.*\/annex$/);
  await expect.poll(() => act('next-version').isDisabled()).toBe(true);
});

test('the supplement is drafted from the ground that asks for words; ground by ground, then the next version with what differs', async () => {
  const { window } = office;
  await act('draft-supplement').click();
  await window.locator('#deal-tab-contract[aria-selected="true"]').waitFor();
  const added = window.locator('[data-field$="fields.added"] textarea').first();
  await window.getByText('改什么').first().click();
  await expect.poll(() => added.inputValue()).toMatch(/验收[\s\S]*____[\s\S]*验收一条没有约定标准/);
  await office.tab('registration');
  const grounds = window.locator('[data-ground]');
  for (const at of [0, 2]) await grounds.nth(at).getByLabel('已改好').click();
  await expect.poll(words).toContain('还有 1 条没有改好，也没有写明理由');
  const how = grounds.nth(1).getByLabel('怎样改的，或为什么不改');
  await how.fill('另签补充协议补充验收标准（示例）');
  await how.blur();
  await expect.poll(() => act('next-version').isEnabled()).toBe(true);
  await act('next-version').click();
  await window.getByText('与第 1 版的差异').waitFor();
  // the agreement was drafted and not signed, and nothing else is new: both are asked about, the first leads to its paper
  await window.locator('[data-finding^="filing.sameAgain"]').first().waitFor();
  await window.locator('[data-finding^="filing.supplementDraft"]').first().getByText('补充协议第 1 版还是草稿').click();
  await expect.poll(() => added.inputValue()).toContain('验收一条没有约定标准');
  await office.tab('registration');
  await fileAtPortal();
  await window.locator('[data-make="correction"]').scrollIntoViewIfNeeded();
  await shot('DIFFERENCE');
  await window.locator('[data-make="correction"]').click();
  await window.locator('.made-file', { hasText: '补正说明' }).waitFor();
});

test('a portal that asks for supplements twice on the version: what it asked for first stays on view with its days', async () => {
  const { window } = office;
  const earlier = window.locator('.earlier-return');
  for (const [asked, before] of [
    ['印章不清', 0],
    ['①缺承诺书；②附件“进度表”缺失', 1],
  ] as const) {
    await window.getByLabel(/^退回原因（/).fill(asked);
    await act('portal-supplement').click();
    await act('hand-in').waitFor();
    await expect.poll(() => earlier.count()).toBe(before);
    for (const box of await window.locator('[data-ground]').getByLabel('已改好').all()) await box.click();
    if (before === 0) await act('hand-in').click();
    await expect.poll(() => act('hand-in').count()).toBe(before);
  }
  await earlier.locator('summary').click();
  await expect.poll(() => earlier.innerText()).toMatch(new RegExp(`^第 1 次意见，1 条，${today}；${today} 已提交补正\\s+R08 印章不清\\s+已改好$`));
  await earlier.scrollIntoViewIfNeeded();
  await shot('EARLIER');
  expect(await faults()).toEqual([]);
  await act('hand-in').click();
  await window.getByLabel('登记编号（16 位）').fill('4401002026000001');
  await act('portal-registered').click();
  await window.locator('[data-register-no]').waitFor();
});

test('a change of what is registered: drafted, proved, handed in, done; the authority of a benefit is to be told', async () => {
  const { window } = office;
  await window.getByRole('button', { name: '加一项优惠' }).click();
  const benefit = window.getByRole('table', { name: '已用优惠' });
  await benefit.getByLabel(/主管部门/).fill('主管税务机关（示例）');
  await benefit.getByLabel(/主管部门/).blur();
  await expect.poll(async () => (await storedRows(office, 'benefits')).map((b) => b['authority'])).toEqual(['主管税务机关（示例）']);
  await act('begin-change').click();
  const card = window.locator('[data-followup="change"]');
  await expect.poll(() => card.innerText()).toContain('没有写哪一项变了');
  await expect.poll(() => act('followup-freeze').isDisabled()).toBe(true);
  await card.getByLabel('哪一项变了').click();
  await window.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '合同有效期止' }).click();
  const until = card.locator('[data-field$="values.validTo"] input').first();
  await until.fill('2033-12-31');
  await until.blur();
  await card.locator('[data-field$="/on"] input').first().fill(today);
  await card.locator('[data-field$="/on"] input').first().blur();
  await card.locator('[data-field$="/reason"] textarea').fill('双方延长许可期限（示例）');
  await card.locator('[data-field$="/reason"] textarea').blur();
  await expect.poll(() => card.innerText()).toContain('至少一份证明材料');
  await office.willPick([proof]);
  await card.locator('[data-field$="/proofIds"]').getByRole('button').first().click();
  await expect.poll(() => act('followup-freeze').isEnabled()).toBe(true);
  await act('followup-freeze').click();
  await card.scrollIntoViewIfNeeded();
  await shot('FOLLOWUP');
  const time = card.locator('[data-field$="/submittedAt"] input');
  await time.fill(`${today} ${clock}`);
  await time.blur();
  await act('followup-submitted').click();
  await expect.poll(office.said).toContain('至少需要一份提交凭证');
  await card.locator('[data-field$="/submissionProofIds"]').getByRole('button').first().click();
  await expect.poll(async () => (await storedRows(office, 'followups')).map((u) => (u['submissionProofIds'] as string[] | undefined)?.length)).toEqual([1]);
  await act('followup-submitted').click();
  await act('followup-done').click();
  await expect.poll(() => card.innerText()).toContain('已办结');
  // what proved that it was handed in still opens
  await expect.poll(() => card.locator('[data-proved] button').count()).toBe(1);
  await expect.poll(() => window.locator('.timeline').innerText()).toContain('变更登记');
  await expect.poll(words).toMatch(/待告知[\s\S]*变更登记：优惠（种类未填），告知主管税务机关（示例）/);
  await benefit.scrollIntoViewIfNeeded();
  await expect.poll(() => benefit.evaluate((e) => e.parentElement!.scrollWidth <= e.parentElement!.clientWidth)).toBe(true);
  await shot('BENEFITS');
  expect(await faults()).toEqual([]);
  await act('informed').click();
  await expect.poll(words).not.toContain('待告知');
});

test('the returns are counted, and each cause leads to its filing', async () => {
  const { window } = office;
  await window.locator('nav').getByText('认定登记', { exact: true }).first().click();
  await act('statistics').click();
  await expect.poll(() => window.locator('[data-cause]').evaluateAll((rows) => rows.map((r) => r.getAttribute('data-cause')))).toEqual(['R07', 'R08', 'R09']);
  await expect.poll(() => window.locator('main').innerText()).toMatch(/提交 2 份，退回、补正或不予登记 2 份，已登记 1 份/);
  await shot('STATISTICS');
  expect(await faults()).toEqual([]);
  await window.locator('[data-cause="R08"] .link').last().click();
  await window.locator('#deal-tab-registration[aria-selected="true"]').waitFor();
});
