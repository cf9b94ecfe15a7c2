/** Notes and history of a clause, and the sheet both sides sign before they leave: on the screen and in the files. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leaveField, lockUnpublished, type Office, openSampleDeal } from '../support/sample-office.ts';
import { docxFiles } from '../support/vault-files.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

const CLAUSE = '[data-clause-line="grant.territory"]';
/** All parts of every made .docx. */
const madeParts = async (): Promise<string> => [...(await docxFiles(office.userData)).values()].flatMap((parts) => Object.values(parts)).join('\n');

async function writeNote(words: string, audience?: string): Promise<void> {
  const line = office.window.locator(CLAUSE);
  await line.getByRole('button', { name: '加批注' }).click();
  const text = line.getByLabel('批注', { exact: true });
  await text.waitFor();
  if (audience) await line.getByText(audience, { exact: true }).last().click();
  await text.fill(words);
  await text.blur();
  await line.getByRole('button', { name: '收起' }).click();
  await line.locator('.clause-note', { hasText: words }).waitFor();
}

test('a note for the house stays in the house, one for the other side goes into the margin of the draft', async () => {
  const { window } = office;
  await office.tab('contract');
  await window.getByText('起草专利实施许可合同').click();
  await window.getByRole('tab', { name: '条款' }).click();
  await writeNote('示例内部批注：底线是全国');
  await writeNote('示例对外批注：请确认地域', '给对方');
  const notes = window.locator(`${CLAUSE} .clause-note`);
  await expect.poll(() => notes.evaluateAll((all) => all.map((x) => x.getAttribute('data-audience')))).toEqual(['internal', 'other']);
  await window.locator('[data-make="contract-draft"]').click();
  await window.locator('.file-done-name').first().waitFor();
  await expect.poll(madeParts, { timeout: 20_000 }).toContain('示例对外批注：请确认地域');
  expect(await madeParts()).not.toContain('示例内部批注');
  await notes.first().getByRole('button', { name: '办结' }).click();
  await expect.poll(() => notes.first().getAttribute('data-settled')).toBe('yes');
});

test('a note without words is not kept, and one that has words is not emptied', async () => {
  const line = office.window.locator(CLAUSE);
  const notes = line.locator('.clause-note');
  await expect.poll(() => notes.count()).toBe(2);
  const add = line.getByRole('button', { name: '加批注' });
  await add.click();
  await line.getByText('给对方', { exact: true }).last().click();
  await line.getByRole('button', { name: '收起' }).click();
  await add.waitFor();
  await expect.poll(() => notes.count()).toBe(2);
  await notes.first().getByRole('button', { name: '改', exact: true }).click();
  const text = line.getByLabel('批注', { exact: true });
  await text.fill(' ');
  await text.blur();
  await line.getByText('批注没有写字').waitFor();
  await text.press('Escape');
  await line.getByRole('button', { name: '收起' }).click();
  await expect.poll(() => notes.first().innerText()).toContain('示例内部批注：底线是全国');
});

test('a clause is moved by keys and by its button, an article by its own, a heading is named; numbers, paper and history follow, and it is taken back', async () => {
  const { window } = office;
  const line = window.locator(CLAUSE);
  const ids = (): Promise<(string | null)[]> =>
    window.locator('[data-clause-line^="grant."]').evaluateAll((all) => all.map((x) => x.getAttribute('data-clause-line')));
  const number = line.locator('.clause-no');
  const [before, was] = [await ids(), await number.innerText()];
  const place = before.indexOf('grant.territory');
  await line.getByRole('button', { name: '改措辞' }).focus();
  await window.keyboard.press('Alt+ArrowUp');
  await expect.poll(async () => (await ids()).indexOf('grant.territory')).toBe(place - 1);
  await expect.poll(() => number.innerText()).not.toBe(was);
  // what was moved keeps the focus, so that it is moved on
  await expect.poll(() => line.locator('[data-move="up"]').evaluate((b) => b === document.activeElement)).toBe(true);
  await line.locator('[data-move="down"]').click();
  await expect.poll(ids).toEqual(before);
  await expect.poll(() => window.locator('[data-act="own-order"]').count()).toBe(0);

  const heading = (id: string) => window.locator(`[data-move-line="heading:${id}"]`).first();
  const first = await heading('grant').locator('h2').innerText();
  expect(first).toMatch(/^第二条/);
  await heading('grant').locator('[data-move="up"]').first().click();
  await expect.poll(() => heading('grant').locator('h2').innerText()).toMatch(/^第一条/);
  await heading('grant').getByRole('button', { name: '改标题' }).click();
  await heading('grant').getByLabel('第一条的标题').fill('许可的内容');
  await window.keyboard.press('Enter');
  await expect.poll(() => heading('grant').locator('h2').innerText()).toMatch(/^第一条 许可的内容/);
  await window.getByRole('tab', { name: '预览' }).click();
  await expect.poll(() => window.locator('[data-testid="contract-paper"]').innerText()).toContain('第一条 许可的内容');
  await window.getByRole('tab', { name: '条款' }).click();
  await window.locator('[data-act="own-order"]').click();
  await expect.poll(() => heading('grant').locator('h2').innerText()).toMatch(/^第二条 许可的内容/);
  await heading('grant').getByRole('button', { name: '改回原标题' }).click();
  await expect.poll(() => heading('grant').locator('h2').innerText()).toBe(first);
});

test('the history of a clause tells every wording, with what was struck and what was put in', async () => {
  const { window } = office;
  const line = window.locator(CLAUSE);
  await line.getByRole('button', { name: '改措辞' }).click();
  await expect.poll(() => line.locator('textarea').evaluate((box) => box === document.activeElement)).toBe(true);
  const text = line.locator('textarea').first();
  await text.fill('许可地域：{许可地域}，不含港澳台地区。');
  await text.blur();
  await line.getByText('不含港澳台地区').first().waitFor();
  await line.getByRole('button', { name: '改动史' }).click();
  const told = line.locator('.clause-history li');
  await expect.poll(() => told.count()).toBe(1);
  await expect.poll(() => told.locator('ins').allInnerTexts()).toContainEqual(expect.stringContaining('不含港澳台地区'));
  await line.getByRole('button', { name: '改回标准措辞' }).click();
  await expect.poll(() => told.count()).toBe(2);
  await expect.poll(() => told.first().locator('del').allInnerTexts()).toContainEqual(expect.stringContaining('不含港澳台地区'));
});

test('a version that was sent keeps its words; undo takes that back', async () => {
  const { window } = office;
  const edit = window.locator(CLAUSE).getByRole('button', { name: '改措辞' });
  await window.locator('[data-act="sent"]').click();
  await window.getByText(/已发给对方 \d{4}/).waitFor();
  await expect.poll(() => edit.count()).toBe(0);
  // notes and history are no words of the text: they stay beside it
  await expect.poll(() => window.locator(`${CLAUSE} .clause-note`).count()).toBe(2);
  await window.locator(CLAUSE).getByRole('button', { name: '改动史' }).click();
  await expect.poll(() => window.locator(`${CLAUSE} .clause-history li`).count()).toBe(2);
  await window.keyboard.press('Control+z');
  await edit.waitFor();
  // what the mark did and the way back stand beside it, also long after Ctrl Z would mean something else
  await window.locator('[data-act="sent"]').click();
  await window.getByText('文字已随版保存，不再改动').waitFor();
  await window.locator('[data-act="recall"]').click();
  await edit.waitFor();
  await window.locator('[data-act="sent"]').waitFor();
});

test('before leaving: what is open is named, promises are kept, and the sheet is made', async () => {
  const { window } = office;
  await lockUnpublished(office);
  await window.getByRole('tab', { name: '条款', exact: true }).click();
  await writeNote('示例批注：锁定后再记');
  // the signing copy waits for its number: said in words, and the person is led to where its record begins
  await window.locator('[data-make="contract-signing"]').click();
  await window.getByText('还没有合同编号').first().waitFor();
  await window.getByText('第 1 版已锁定').waitFor();
  const start = window.getByRole('button', { name: '登记签署', exact: true });
  await expect.poll(() => start.evaluate((x) => x === document.activeElement)).toBe(true);
  await start.click();
  await window.getByText('签的是第 1 版').waitFor();
  const state = (line: string) => window.locator(`[data-leave="${line}"]`).first().getAttribute('data-state');
  await expect.poll(() => state('paper.contractNo')).toBe('open');
  await leaveField(office, 'contractNo', 'SL-2026-017');
  await expect.poll(() => state('paper.contractNo')).toBe('ok');
  await leaveField(office, 'buyerSealName', '示例种业股份有限公司');
  await expect.poll(() => state('buyer.seal')).toBe('wrong');
  // what the seal has more than the registered name, by the field, character by character
  await expect.poll(() => window.locator('[data-field$="/buyerSealName"] .pieces ins').innerText()).toMatch(/股份$/);
  // somebody else than the representative: the paper that lets them is asked for, with its scope and days
  await leaveField(office, 'buyerSignatory', '示例代理人');
  await expect.poll(() => state('buyer.proof')).toBe('open');
  await leaveField(office, 'buyerProofScope', '代签本合同');
  await expect.poll(() => window.locator('[data-leave="buyer.proof"]').innerText()).toContain('代签本合同');
  // six in the text, five on the table: said on the sheet, and the sheet leads to the field
  await leaveField(office, 'copiesCounted', '5');
  await expect.poll(() => state('paper.copies')).toBe('ask');
  await window.locator('[data-leave="paper.copies"]').getByRole('button', { name: '去改' }).click();
  const counted = window.locator('[data-field$="/copiesCounted"] input').first();
  await expect.poll(() => counted.evaluate((x) => x === document.activeElement)).toBe(true);
  const annexes = window.locator('[data-field$="/annexes"] textarea').first();
  await annexes.fill('技术资料清单\n专利证书复印件');
  await annexes.blur();
  await window.getByRole('checkbox', { name: '技术资料清单' }).click();
  await expect
    .poll(() => window.locator('[data-leave="annex.annex"]').evaluateAll((all) => all.map((x) => x.getAttribute('data-state'))))
    .toEqual(['ok', 'open']);
  await window.getByRole('button', { name: '加一项' }).click();
  const what = window.locator('[data-field^="promises/"][data-field$="/what"] input').first();
  await what.fill('补盖骑缝章');
  await what.blur();
  await window.locator('[data-make="leave-site"]').click();
  await expect.poll(() => window.locator('.file-done-name').allInnerTexts(), { timeout: 20_000 }).toContainEqual(expect.stringMatching(/离场核对单.*\.pdf$/));
});

test('a version locked after another has a signing of its own; each says which version it is of', async () => {
  const { window } = office;
  await office.tab('contract');
  await window.getByRole('button', { name: /另建新版/ }).click();
  await window.locator('[data-act="lock"]').click();
  await window.getByRole('button', { name: '锁定第 2 版' }).click();
  await window.getByRole('button', { name: '去登记签署' }).click();
  await window.getByText('第 2 版还没有签署').waitFor();
  const papers = window.locator('.signing-papers .ant-segmented-item');
  await expect.poll(() => papers.allInnerTexts()).toEqual(['第 1 版 · 签署中', '第 2 版 · 待签署']);
  await window.getByRole('button', { name: '登记签署', exact: true }).click();
  await window.getByText('签的是第 2 版').waitFor();
  // the number given before the text was changed goes on; seals and annexes of the other paper do not
  const value = (field: string) => window.locator(`[data-field$="/${field}"] input`).first().inputValue();
  await expect.poll(() => value('contractNo')).toBe('SL-2026-017');
  await expect.poll(() => value('buyerSealName')).toBe('');
  await papers.first().click();
  await window.getByText('签的是第 1 版').waitFor();
  await expect.poll(() => value('buyerSealName')).toBe('示例种业股份有限公司');
});

test('many versions stand in as many lines as they need', async () => {
  const { window } = office;
  await office.tab('contract');
  const strip = window.locator('.contract-versions');
  const versions = strip.locator('.ant-segmented-item');
  for (let n = 3; n <= 5; n += 1) {
    await window.getByRole('button', { name: /另建新版/ }).click();
    await expect.poll(() => versions.count()).toBe(n);
  }
  await strip.evaluate((x) => (x.parentElement!.style.width = '260px'));
  const outside = () =>
    strip.evaluate((x) => {
      const edge = x.parentElement!.getBoundingClientRect().right;
      return [...x.querySelectorAll('.ant-segmented-item')].filter((v) => v.getBoundingClientRect().right > edge + 1).length;
    });
  await expect.poll(outside).toBe(0);
});

test('a third party of the contract signs and seals too: asked for, compared with its name, on the sheet', async () => {
  const { window } = office;
  await office.tab('contract');
  await window.getByRole('button', { name: /另建新版/ }).click();
  // the version before it is no more locked than this one: its questions are on the page until the new one stands there
  await expect.poll(() => window.locator('.contract-versions .ant-segmented-item-selected').innerText()).toContain('第 6 版');
  await window.getByRole('tab', { name: '问答' }).click();
  await window.locator('[data-act="party-add"]').click();
  const third = window.getByRole('group', { name: '丙方' });
  await third.getByLabel('名称').fill('示例丙大学');
  await window.getByTitle('新建“示例丙大学”').click();
  await third.getByTitle('示例丙大学').waitFor();
  await leaveField(office, 'furtherParties.0.signatory', '示例代表人');
  for (const [field, value] of [
    ['coShareB', '60%'],
    ['coShareC', '30%'],
    ['contactC', '示例联系人'],
  ] as const)
    await leaveField(office, `fields.${field}`, value);
  // shares that are no whole stop the lock
  await window.getByText('各方的份额合计 90%，应当是 100%。').waitFor();
  await expect.poll(() => window.locator('[data-act="lock"]').isDisabled()).toBe(true);
  await leaveField(office, 'fields.coShareC', '40%');
  await expect.poll(() => window.locator('[data-act="lock"]').isDisabled()).toBe(false);
  await window.locator('[data-act="lock"]').click();
  await window.getByRole('button', { name: /锁定第 \d+ 版/ }).click();
  await window.getByRole('button', { name: '去登记签署' }).click();
  await window.getByRole('button', { name: '登记签署', exact: true }).click();
  await window.getByText(/签的是第 \d+ 版/).waitFor();
  const field = (name: string) => window.locator(`[data-field$="/further.0.${name}"] input`).first();
  const state = (line: string) => window.locator(`[data-leave="further0.${line}"]`).first().getAttribute('data-state');
  await expect.poll(() => field('signatory').inputValue()).toBe('示例代表人');
  await expect.poll(() => state('seal')).toBe('open');
  await leaveField(office, 'further.0.sealName', '示例丙大学科技处');
  await expect.poll(() => state('seal')).toBe('wrong');
  await leaveField(office, 'further.0.sealName', '示例丙大学');
  await expect.poll(() => state('seal')).toBe('open');
  await field('sealName').scrollIntoViewIfNeeded();
  await window.screenshot({ path: process.env['SHOT_THIRD'] ?? '/dev/null', type: 'png' });
});
