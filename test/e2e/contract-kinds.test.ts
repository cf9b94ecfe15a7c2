/** Another kind of contract and a paper, from the list to the file, in the real program. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropFile, plainDocx } from '../support/rooms.ts';
import { type Office, openSampleDeal } from '../support/sample-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

/** Pictures only where somebody asks to look. */
const picture = async (name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder) await office.window.screenshot({ path: `${folder}/${name}.png` });
};

test('a kind is chosen from the list, asked its own questions, and named everywhere', async () => {
  const { window } = office;
  await office.tab('contract');
  await window.getByRole('button', { name: '起草专利实施许可合同' }).waitFor();
  await picture('1-choose');
  await window.getByLabel('合同种类').fill('委托');
  await window.getByTitle('技术开发（委托）合同').click();
  await window.getByRole('button', { name: '起草技术开发（委托）合同' }).click();
  await window.getByText('研究开发经费').first().waitFor();
  await expect.poll(() => window.locator('.contract-acts').count()).toBe(1);
  await picture('2-interview');
  await window.getByRole('tab', { name: '预览' }).click();
  const paper = window.getByTestId('contract-paper');
  await expect.poll(() => paper.innerText()).toContain('甲方（委托人）');
  await expect.poll(() => paper.innerText()).toContain('研究开发经费和报酬');
  await picture('3-preview');
  await window.locator('[data-make="contract-draft"]').click();
  await expect.poll(() => window.locator('.file-done-name').first().innerText(), { timeout: 20_000 }).toContain('技术开发（委托）合同');
});

test('an alternative is read, taken, marked, and given back', async () => {
  const { window } = office;
  await window.getByRole('tab', { name: '条款' }).click();
  const line = window.locator('[data-clause-line="change.written"]');
  await line.getByRole('button', { name: '备选' }).click();
  const choices = window.locator('.clause-alternatives li');
  await expect.poll(() => choices.count()).toBe(2);
  await picture('4-alternatives');
  await choices.nth(1).getByRole('button', { name: '采用' }).click();
  await line.getByText('备选：逾期未答复视为同意').waitFor();
  await expect.poll(() => line.locator('.clause-text').innerText()).toMatch(/视为同意。$/);
  await line.getByRole('button', { name: '改回标准措辞' }).click();
  await expect.poll(() => line.locator('.clause-text').innerText()).toMatch(/视为不同意。$/);
});

test('a paper is filled in from the deal, seen, and made', async () => {
  const { window } = office;
  await window.getByRole('button', { name: '文书', exact: true }).click();
  await window.locator('[data-paper-kind="SQWT"]').waitFor();
  await picture('5-papers');
  await window.getByRole('button', { name: '新做一份授权委托书' }).click();
  await window.getByRole('tab', { name: '预览' }).click();
  const paper = window.getByTestId('contract-paper');
  await expect.poll(() => paper.innerText()).toContain('授权委托书');
  await expect.poll(() => paper.innerText()).toContain('示例农业研究所');
  await picture('6-paper');
  await window.locator('[data-make="paper"]').click();
  await expect.poll(() => window.locator('.file-done-name').first().innerText(), { timeout: 20_000 }).toMatch(/授权委托书\.docx$/);
  await window.getByRole('button', { name: '全部文书' }).click();
  await window.locator('[data-paper-kind="SQWT"]').getByRole('button', { name: '第 1 份' }).waitFor();
  await window.getByRole('button', { name: '回到合同' }).click();
  await window.getByRole('tab', { name: '条款' }).waitFor();
});

test('a third party joins the draft with its answers, its clause and its signature, moves and leaves', async () => {
  const { window } = office;
  await window.getByRole('tab', { name: '问答' }).click();
  const paper = window.getByTestId('contract-paper');
  const add = async (short: string, name: string): Promise<void> => {
    await window.locator('[data-act="party-add"]').click();
    await window.getByRole('group', { name: short }).getByLabel('名称').fill(name);
    await window.getByTitle(`新建“${name}”`).click();
    await window.getByRole('group', { name: short }).getByTitle(name).waitFor();
  };
  await add('丙方', '示例丙种业有限公司');
  await window.getByLabel('丙方项目联系人').waitFor();
  await add('丁方', '示例丁检测中心');
  await picture('7-parties');
  await window.getByRole('group', { name: '丁方' }).getByRole('button', { name: '上移' }).click();
  await window.getByRole('group', { name: '丙方' }).getByTitle('示例丁检测中心').waitFor();
  await window.getByRole('group', { name: '丁方' }).getByRole('button', { name: '移出' }).click();
  await expect.poll(() => window.getByRole('group', { name: '丁方' }).count()).toBe(0);
  await window.getByRole('tab', { name: '预览' }).click();
  await expect.poll(() => paper.innerText()).toContain('丙方（共同委托人）（盖章）：');
  await expect.poll(() => paper.innerText()).toContain('丙方示例丁检测中心与甲方共同作为委托人');
  await window.getByRole('tab', { name: '问答' }).click();
  await window.getByRole('group', { name: '丙方' }).getByRole('button', { name: '移出' }).click();
  await window.getByText('只有甲方和乙方。').waitFor();
  await window.getByRole('tab', { name: '条款' }).click();
});

const THEIRS = [
  '设备调试技术服务协议',
  '甲方（委托方）：示例种业股份有限公司',
  '乙方（受托方）：示例农业研究所',
  '第一条 服务事项',
  '1.1 乙方为甲方的低温干燥设备提供安装调试和操作人员指导。',
  '第二条 服务费用及付款',
  '2.1 服务费用总额为人民币36万元（大写：叁拾陆万元整），含税。',
  '第三条 保密义务',
  '3.1 双方对在履行中知悉的对方技术资料和经营信息保密，期限五年。',
  '甲方（盖章）：示例种业股份有限公司',
  '乙方（盖章）：示例农业研究所',
];

test('a contract the other side drafted becomes a text to edit: their words in their order, ours only where asked for', async () => {
  const { window } = office;
  await dropFile(window, '对方的协议.docx', plainDocx(THEIRS));
  await window.locator('.foreign-text').filter({ hasText: '服务费用总额' }).waitFor();
  await window.getByRole('button', { name: '换成可以逐条修改的文本' }).click();
  const theirs = window.locator('.adopt-table tbody tr');
  await expect.poll(() => theirs.count()).toBe(3);
  await expect.poll(() => theirs.nth(2).innerText()).toContain('保密');
  await window.getByText('违约责任', { exact: true }).click();
  await picture('7-adopt');
  await window.getByRole('button', { name: '按此另建一版' }).click();
  await window.getByRole('tab', { name: '预览' }).click();
  const paper = window.getByTestId('contract-paper');
  await expect
    .poll(() => paper.innerText(), { timeout: 20_000 })
    .toMatch(/第一条[\s\S]*服务事项[\s\S]*第二条[\s\S]*36万元[\s\S]*第三条[\s\S]*保密义务[\s\S]*第四条[\s\S]*违约责任/);
  await expect.poll(() => paper.innerText()).not.toContain('第五条');
  await picture('8-adopted');
  await window.getByRole('tab', { name: '条款' }).click();
  await window.locator('[data-clause-line="secrecy.theirs1"]').filter({ hasText: '经营信息保密' }).waitFor();
  await picture('9-adopted-clauses');
});

test('a contract of another kind counts from one, and says what of the licence it did not take', async () => {
  const { window } = office;
  await window.getByRole('button', { name: '起草另一种' }).first().click();
  const choose = window.getByRole('dialog');
  await choose.getByLabel('合同种类').fill('技术培训');
  await window.getByTitle('技术培训合同').last().click();
  await choose.getByRole('button', { name: '起草技术培训合同' }).click();
  await expect.poll(() => window.locator('.contract-versions .ant-segmented-item-selected').innerText()).toBe('技术培训合同 第 1 版');
  await expect.poll(() => window.locator('.interview').innerText()).toContain('谈判里的属于另一类合同，没有带入，请按本合同填写');
  await window.getByRole('button', { name: '与…对比' }).click();
  await expect.poll(() => window.locator('.version-tree [data-kind="FW-PX"]').getAttribute('data-version')).toBe('1');
  await window.getByRole('button', { name: '返回合同' }).click();
});

test('what a paper still lacks leads to its question, and the question to the record that answers it', async () => {
  const { window } = office;
  await window.getByRole('button', { name: '文书', exact: true }).click();
  await window.locator('[data-paper-kind="SQWT"]').getByRole('button', { name: '第 1 份' }).click();
  await window.getByRole('tab', { name: '预览' }).click();
  const agent = window.locator('[data-field$="/fields.agentPost"] input').first();
  await window.locator('[data-finding^="missing:agentPost"] .link').first().click();
  await expect.poll(() => agent.evaluate((x) => x === document.activeElement)).toBe(true);
  const rep = window.locator('[data-field$="/fields.legalRep"]').first();
  await rep.getByRole('button', { name: /在“本单位”填一次/ }).click();
  const kept = window.locator('[data-field="office/office/legalRep"] input').first();
  await expect.poll(() => kept.evaluate((x) => x === document.activeElement)).toBe(true);
});

test('what a contract lacks in the deal leads to where it is filled in: a right that is not there yet, instalments', async () => {
  const { window } = office;
  await window.locator('nav').getByText('转化项目', { exact: true }).first().click();
  await window.getByText('低温等离子体种子处理装置').first().dblclick();
  await office.tab('contract');
  await window.getByRole('button', { name: '全部文书' }).click();
  await window.getByRole('button', { name: '回到合同' }).click();
  await window.getByRole('button', { name: '起草另一种' }).first().click();
  const choose = window.getByRole('dialog');
  await choose.getByLabel('合同种类').fill('计算机软件著作权转让');
  await window.getByTitle('计算机软件著作权转让合同').last().click();
  await choose.getByRole('button', { name: '起草计算机软件著作权转让合同' }).click();
  await window.locator('[data-finding="noRight:deal.rightIds"] .link').first().click();
  const rights = window.locator('[data-field^="deals/"][data-field$="/rightIds"]');
  await expect.poll(() => rights.evaluate((x) => x.contains(document.activeElement))).toBe(true);
  await rights.locator('[data-act="new-right"]').click();
  await expect
    .poll(() => window.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? ''))
    .toMatch(/^rights\/.+\/name$/);
  await window.keyboard.type('示例分选软件');
  await window.keyboard.press('Tab');
  await office.saved();

  await window.locator('nav').getByText('转化项目', { exact: true }).first().click();
  await window.getByText('低温等离子体种子处理装置').first().dblclick();
  await office.tab('contract');
  await window.locator('.contract-versions .ant-segmented-item-selected', { hasText: '计算机软件著作权转让合同' }).waitFor();
  await expect.poll(() => window.locator('[data-finding="noRight:deal.rightIds"]').count()).toBe(0);
  await window.getByRole('tab', { name: '问答' }).click();
  await window.locator('[data-field$="/fields.payKind"] .ant-select').click();
  await window.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '分期支付' }).click();
  await window.locator('[data-finding="noInstalments:instalments"] .link').first().click();
  await expect.poll(() => window.locator('[data-field="instalments//add"]').evaluate((x) => x === document.activeElement)).toBe(true);
});
