/** From a workbook to a deal: import, choose an achievement, its rights and people, the two sides. */
import { ACHIEVEMENT, BUYER, CONTRIBUTORS, PATENT, PERSON, SELLER, type Side } from '../fixture.ts';
import { hold, until, type DemoJournal } from '../journal.ts';
import type { DeskApp } from '../desk-app.ts';

/** First start, then the 实训库: empty at first, and its filings may go to the simulated registry. */
export async function enterClass(desk: DeskApp): Promise<void> {
  const { w, room, button, fill, choose } = desk.hands;
  await w.getByLabel('您的姓名').fill(PERSON);
  await w.getByLabel('本单位名称').fill(SELLER.name);
  await w.getByRole('button', { name: '直接进入' }).click();
  await room('设置');
  await button('资料库').click();
  await button('打开实训库').click();
  await w.getByText('实训数据，不能对外申报').waitFor();
  // every library has its own 本单位
  await room('设置');
  await fill('姓名', PERSON);
  await choose('工作角色', '卖方单位');
  await fill('单位全称（与公章一致）', SELLER.name);
}

/** Dry run, import, and the count in the 成果库. */
export async function importWorkbook(desk: DeskApp, journal: DemoJournal, file: string): Promise<void> {
  const { w, room, button } = desk.hands;
  await room('成果库');
  await button('导入 Excel').click();
  await desk.willPick(file);
  await button('选择文件').click();
  const said = await until(
    'the dry run',
    () => w.getByTestId('import-summary').or(w.getByRole('alert')).first().innerText({ timeout: 60_000 }),
    (text) => text.trim() !== '',
  );
  const fresh = Number(/新增 (\d+)/.exec(said)?.[1] ?? 0);
  if (fresh === 0) throw new Error(`nothing to import in ${file}: ${said}`);
  await button(`导入 ${fresh} 行`).click();
  await w.getByTestId('import-outcome').getByText(`导入了 ${fresh} 行`).waitFor({ timeout: 120_000 });
  await button('打开成果库').click();
  await w.getByText(`共 ${fresh} 条`).waitFor();
  journal.values['importedAchievements'] = String(fresh);
}

/** By search; a workbook without the sample achievement goes on with its first. Answers its title. */
export async function chooseAchievement(desk: DeskApp): Promise<string> {
  const { w } = desk.hands;
  const box = w.getByLabel('搜成果：两个字以上，或拼音首字母');
  await box.fill(ACHIEVEMENT);
  await box.press('Enter');
  const found = await until(
    'the search',
    () => w.getByRole('status').filter({ hasText: '找到' }).textContent(),
    (text) => /找到 \d+ 项/.test(text ?? ''),
  );
  if (/找到 0 项/.test(found ?? '')) await box.fill('');
  const row = w.locator('[data-row="0"]');
  await row.waitFor();
  await row.dblclick();
  await w.getByRole('heading', { level: 2, name: '知识产权' }).waitFor();
  return (await w.getByRole('heading', { level: 1 }).innerText()).trim();
}

/** Patent with check digit and computed expiry; contributors pasted as from Excel, together 100 %. */
export async function rightsAndPeople(desk: DeskApp): Promise<void> {
  const { w, panel, button, choose, saved } = desk.hands;
  await choose('公开范围', '内部');
  const rights = panel('知识产权');
  await button('添加知识产权', rights).click();
  for (const [label, value] of [
    ['名称', PATENT.name],
    ['专利号／登记号', PATENT.number],
    ['申请日', PATENT.filedOn],
    ['授权日', PATENT.grantedOn],
    ['年费缴至', PATENT.feePaidTo],
  ] as const) {
    const cell = rights.getByLabel(label, { exact: true }).first();
    await cell.fill(value);
    await cell.press('Tab');
    await saved();
  }
  await rights.getByLabel('状态', { exact: true }).click();
  await w.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '有效' }).click();
  await rights.getByText('2040-01-02').waitFor();
  const people = panel('完成人');
  await button('添加完成人', people).click();
  await people
    .getByLabel('姓名')
    .first()
    .evaluate(
      (cell, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text', text);
        cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      CONTRIBUTORS.map((line) => line.join('\t')).join('\n'),
    );
  await people.getByText('合计 100 %').waitFor();
  await saved();
}

/** The deal from the achievement; sides made where they are missing, then filled in once. */
export async function startDeal(desk: DeskApp): Promise<void> {
  const { w, button, choose, fill, frame, code, tab, panel } = desk.hands;
  await button('据此立项').click();
  await w.getByRole('tab', { name: '立项' }).waitFor();
  await tab('立项');
  await choose('转化方式', '许可');
  hold(
    'our role',
    await frame('我方角色')
      .innerText()
      .then((text) => text.includes('卖方')),
    true,
  );
  await pick(desk, '卖方（让与人／许可人）', SELLER.name);
  await pick(desk, '买方（受让人／被许可人）', BUYER.name);
  const form = panel('登记表要用');
  await code('技术领域', '09', form);
  await code('社会经济目标', '09', form);
  await code('服务的国民经济行业', '05', form);
  await code('计划来源', '计划外', form);
  await fill('预计新增投入', '200万', form);
  await fill('预计新增产值', '3400万', form);
  await complete(desk, '卖方（让与人／许可人）', SELLER);
  await complete(desk, '买方（受让人／被许可人）', BUYER);
}

async function pick({ hands: { w, field, frame } }: DeskApp, label: string, name: string): Promise<void> {
  const box = field(label);
  await box.click();
  await box.fill(name);
  const option = w.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: name }).first();
  await option.click();
  await until(
    label,
    () => frame(label).innerText(),
    (shown) => shown.includes(name),
  );
}

/** The record of one side, opened from the deal and left again. */
async function complete(desk: DeskApp, label: string, side: Side): Promise<void> {
  const { w, frame, fill, choose, code, panel, button, tab } = desk.hands;
  await frame(label).getByRole('button', { name: '打开' }).click();
  await w.getByRole('heading', { level: 1, name: side.name }).waitFor();
  await fill('统一社会信用代码', side.uscc);
  await choose('类别', side.kind);
  await fill('法定代表人', side.legalRep);
  await fill('地址', side.address);
  const codes = panel('登记表用的代码');
  for (const [name, value] of [
    ['单位性质', side.nature],
    ['行政区划', side.region],
    ['国别（地区）', '142'],
    ['国民经济行业', side.industry],
  ] as const)
    await code(name, value, codes);
  const contact = panel('联系方式');
  await fill('联系人', side.contact, contact);
  await fill('电话', side.phone, contact);
  await fill('电子邮箱', 'sample@example.com', contact);
  await fill('邮编', '000000', contact);
  const flags = panel('登记表另问');
  if (side.kind === BUYER.kind) await choose('企业规模', '小型', flags);
  await button('返回').click();
  await w.getByRole('tab', { name: '立项' }).waitFor();
  await tab('立项');
  // the list of parties is read again before the name stands there
  await until(
    'the party',
    () => frame(label).innerText(),
    (shown) => shown.includes(side.name),
  );
}
