/** Two versions of the licence compared on the page: what changed is read, printed, and given out as a Word file of revisions. */
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decided, marksIn } from '../support/revisions.ts';
import { leaveField, type Office, openSampleDeal } from '../support/sample-office.ts';
import { vaultFiles } from '../support/vault-files.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

/** The Word files in the program's vaults whose properties name an older version. */
const comparisons = async (): Promise<Uint8Array[]> =>
  [...(await vaultFiles(office.userData)).values()].filter((bytes) => {
    if (strFromU8(bytes.subarray(0, 4), true) !== 'PK\u0003\u0004') return false;
    const custom = unzipSync(bytes)['docProps/custom.xml'];
    return custom !== undefined && strFromU8(custom).includes('KezhuanRedlineFrom');
  });

test('what changed between two versions stands on one page, with the words for whoever hears it', async () => {
  const { window } = office;
  await office.tab('contract');
  await window.getByText('起草专利实施许可合同').click();
  await leaveField(office, 'fields.signPlace', '广东省广州市');
  await office.saved();
  await window.getByRole('button', { name: /新版/ }).first().click();
  // the next version begins with the answers of the one before
  await window.getByText('第 2 版', { exact: true }).first().waitFor();
  await leaveField(office, 'fields.signPlace', '广东省珠海市');
  await office.saved();
  await window.getByRole('button', { name: '与…对比' }).click();
  const changes = window.getByTestId('redline-changes');
  await changes.waitFor();
  await expect.poll(() => changes.innerText()).toContain('签订地点');
  await expect.poll(() => changes.locator('del').first().innerText()).toContain('广州');
  await expect.poll(() => changes.locator('ins').first().innerText()).toContain('珠海');
  await expect.poll(() => changes.locator('del .visually-hidden').first().textContent()).toBe('删去：');
  await expect.poll(() => window.locator('.version-tree [data-version]').count()).toBe(2);
});

test('the Word file holds the same changes as revisions, and a version compared with itself says so', async () => {
  const { window } = office;
  await window.locator('[data-make="contract-redline"]').click();
  await expect.poll(async () => (await comparisons()).length).toBe(1);
  const [bytes] = await comparisons();
  expect(strFromU8(unzipSync(bytes!)['word/header1.xml']!)).toContain('string="示例');
  expect(marksIn(bytes!)['del']).toBeGreaterThan(0);
  expect(decided(bytes!, 'refuse').flat(3).join('\n')).toContain('广东省广州市');
  expect(decided(bytes!, 'accept').flat(3).join('\n')).toContain('广东省珠海市');
  await window.locator('[data-make="contract-summary"]').click();
  await window.locator('.file-done-name', { hasText: '修订摘要' }).waitFor();
  await window.getByRole('radio', { name: '以第 1 版为新' }).click();
  await window.getByText('两个版本的文字相同。').waitFor();
  const word = window.locator('[data-make="contract-redline"]');
  await expect.poll(() => word.isDisabled()).toBe(true);
  await expect.poll(() => word.getAttribute('title')).toBe('两个版本的文字相同。');
  await window.getByRole('button', { name: '返回合同' }).click();
  await window.locator('[data-act="lock"]').waitFor();
});

test('a summary and a comparison stand with the version they lead to, and are called out of date only once it changes', async () => {
  const { window } = office;
  const files = window.locator('.panel', { hasText: '修订摘要' });
  await expect.poll(() => files.innerText()).toContain('修订对照');
  await expect.poll(() => files.innerText()).not.toContain('已过时');
  await leaveField(office, 'fields.signPlace', '广东省中山市');
  await expect.poll(async () => (await files.innerText()).match(/已过时/g)?.length).toBe(2);
  await leaveField(office, 'fields.signPlace', '广东省珠海市');
  await expect.poll(() => files.innerText()).not.toContain('已过时');
});

test('its parts are gone through by arrow keys, round and round', async () => {
  const { window } = office;
  const open = (): Promise<string> => window.locator('.page [role="tab"][aria-selected="true"]').last().innerText();
  const panel = (): Promise<string | null> => window.locator('.page [role="tabpanel"]').last().getAttribute('aria-labelledby');
  await window.getByRole('tab', { name: '预览' }).click();
  for (const [key, name] of [
    ['ArrowRight', '问答'],
    ['ArrowLeft', '预览'],
    ['Home', '问答'],
    ['ArrowRight', '条款'],
  ] as const) {
    await window.keyboard.press(key);
    await expect.poll(open).toBe(name);
    await expect.poll(() => window.evaluate(() => document.activeElement?.textContent)).toBe(name);
    await expect.poll(panel).toBe(await window.getByRole('tab', { name, exact: true }).getAttribute('id'));
  }
  await window.locator('[data-clause-line="subject.title"]').waitFor();
});
