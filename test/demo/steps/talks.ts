/** The price: worksheet, three rounds, decision and public notice. */
import { join } from 'node:path';
import { day, fiveYears, NOTES, OFFERS, SALES, SOURCES, WALK_AWAY } from '../fixture.ts';
import { hold, until, type DemoJournal } from '../journal.ts';
import type { DeskApp } from '../desk-app.ts';

/** Relief from royalty: the sales pasted from a sheet, each input with its source; 106.35 万元 at 15 %. */
export async function worksheet(desk: DeskApp, journal: DemoJournal): Promise<void> {
  const { w, tab, button, panel, fill, saved } = desk.hands;
  await tab('估值');
  await button('新建测算').click();
  const first = w.getByLabel('销售收入（万元） 第 1 年', { exact: true });
  await first.focus();
  await first.evaluate((cell, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, SALES.join('\n'));
  await until(
    'the sales',
    () => w.getByLabel('销售收入（万元） 第 5 年', { exact: true }).inputValue(),
    (v) => v === '900.00',
  );
  const cell = async (label: string, value: string): Promise<void> => {
    const box = w.getByLabel(label, { exact: true }).first();
    await box.fill(value);
    await box.press('Enter');
    await saved();
  };
  for (const [label, [value, source, grade]] of Object.entries(SOURCES)) {
    if (value !== '') await cell(label, value);
    await cell(`${label} 来源`, source);
    await cell(`${label} 来源日期`, day(-50));
    await w.getByLabel(`${label} 依据等级`, { exact: true }).click();
    await w.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: grade }).click();
  }
  await cell('折现率低值', '12%');
  await cell('折现率高值', '20%');
  for (const [label, value] of [
    ['现金流时点', '年末'],
    ['现金流口径', '税前'],
    ['折现率口径', '税前'],
  ] as const) {
    await w.getByLabel(label, { exact: true }).click();
    await w.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: value }).click();
    await cell(`${label} 来源`, '与销售预测同口径');
  }
  for (const [label, [value, source]] of Object.entries(NOTES)) {
    await cell(label, value);
    await cell(`${label} 依据`, source);
    await cell(`${label} 来源日期`, day(-50));
  }
  // the end by law is known from the patent's record; the licence's own is typed
  await button('更多参数：首期、届满日、维持费、摊销抵税').click();
  await cell('合同期满日', day(5 * 366 + 30));
  await cell('合同期满日 来源', '我方拟定的许可方案，五年');
  await cell('合同期满日 来源日期', day(-50));
  await w.getByLabel('合同期满日 依据等级', { exact: true }).click();
  await w.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '假设' }).click();
  await fill('复核人', '示例复核人', panel('测算什么'));
  const method = panel('方法取舍与说明');
  await cell('市场法 不采用的理由', '未找到三个可比交易。');
  await cell('成本法 不采用的理由', '研发投入与使用价值关系弱。');
  await fill('假设、限制与特别事项', '销售预测由买方提供，未经审计；未计税；不含后续改进。', method);
  const base = await until(
    'the base case',
    () => w.locator('[data-figure="base"]').innerText(),
    (v) => v === '106.35',
  );
  const range = await until(
    'the range',
    () => w.locator('[data-figure="range"]').innerText(),
    (v) => v === '92.80–115.93',
  );
  Object.assign(journal.values, { presentValueWan: base, presentValueRangeWan: range });
}

/** 测算说明 as a file. */
export async function worksheetNote(desk: DeskApp, journal: DemoJournal): Promise<void> {
  const { w, button } = desk.hands;
  await button('生成测算说明').click();
  const made = w.locator('.file-done').first();
  await made.waitFor();
  await desk.saveAs(made, join(journal.out, '测算说明.docx'));
}

/** Three offers; what only we may know is typed too, and must stay in here. */
export async function rounds(desk: DeskApp, journal: DemoJournal): Promise<void> {
  const { w, tab, button, panel, choose, fill } = desk.hands;
  await tab('谈判');
  for (const [i, offer] of OFFERS.entries()) {
    await button('记录报价').click();
    const terms = panel(`第 ${i + 1} 轮`);
    await terms.waitFor();
    await choose('谁提出', offer.by, terms);
    await choose('许可方式', offer.mode, terms);
    await fill('入门费', offer.fee, terms);
    await fill('提成比例', offer.rate, terms);
    await fill('提成基数', '许可产品的不含税净销售额', terms);
    await fill('地域', '中国境内（不含港澳台地区）', terms);
    await fill('期限起', day(), terms);
    await fill('期限止', fiveYears(), terms);
    const talk = panel('会谈与纪要');
    await fill('会谈日期', day(offer.days), talk);
    await fill('地点', '广东省佛山市', talk);
    await fill('参加人', '示例经理、示例联系人乙', talk);
    await fill('纪要', offer.minutes, talk);
    const internal = w.locator('.internal-only');
    await fill('底线（现值）', WALK_AWAY.typed, internal);
    if (i === 1) await fill('内部批注', WALK_AWAY.note, internal);
    await until(
      `offer ${i + 1}`,
      () => w.locator(`[data-pv="${i + 1}"]`).innerText(),
      (v) => v.trim() === offer.worth,
    );
  }
  journal.values['offersWan'] = await Promise.all(OFFERS.map(async (_, i) => (await w.locator(`[data-pv="${i + 1}"]`).innerText()).trim()));
  hold(
    'the offers',
    journal.values['offersWan'],
    OFFERS.map((o) => o.worth),
  );
  await button('以本轮达成一致').click();
  await w.getByText('已达成一致：第 3 轮').first().waitFor();
  await button('生成会谈纪要').click();
  const made = w.locator('.file-done').first();
  await made.waitFor();
  await desk.saveAs(made, join(journal.out, '会谈纪要-第3轮.docx'));
}

/** Agreed price, decided, published for the rule's period and closed with a proof. */
export async function pricing(desk: DeskApp, journal: DemoJournal): Promise<void> {
  const { w, tab, button, panel, field, fill } = desk.hands;
  await tab('定价公示');
  await button('开始定价').click();
  const decision = panel('定价方式与决策');
  await fill('决策日期', day(-28), decision);
  await fill('决策人／机构', '所务会', decision);
  await fill('会议或文号', '所务会纪要（示例）', decision);
  await fill('定价依据', '许可费节省法测算区间与三轮谈判记录', decision);
  hold('the price', await field('定价（固定部分）', decision).inputValue(), '150.00');
  await button('起草公示').click();
  const notice = panel('公示');
  await fill('公示地点或网址', '本单位公告栏与网站', notice);
  await fill('受理异议的部门和电话', '科技处 000-00000000', notice);
  await fill('公示开始', day(-25), notice);
  const end = await until(
    'the end of the notice',
    () => field('公示截止', notice).inputValue(),
    (v) => v !== '',
  );
  await button('发布公示', notice).click();
  // it hung on paper and is recorded after its days: with the written reason only
  const over = notice.locator('[data-finding^="notice.overBeforePublished"]');
  await over.getByRole('button', { name: '写明理由' }).click();
  await over.getByLabel('写明已核实的理由').fill('纸质公示已于期内张贴在本单位公告栏（示例），照片存档');
  await over.getByRole('button', { name: '记下理由' }).click();
  await over.waitFor({ state: 'detached' });
  await button('发布公示', notice).click();
  await button('延长公示', notice).waitFor();
  const photo = join(journal.out, '公示栏照片（示例）.png');
  await w.getByTestId('notice-paper').screenshot({ path: photo });
  await desk.willPick(photo);
  await button(/添加照片或截图$/, notice).click();
  await notice.getByText('公示栏照片（示例）.png').waitFor();
  await button('结果填“公示期内未收到异议”', notice).click();
  await until(
    'the result of the notice',
    () => field('公示结果', notice).inputValue(),
    (v) => v === '公示期内未收到异议',
  );
  await fill('结束日期', day(-1), notice);
  await notice.getByText('已结束').waitFor();
  Object.assign(journal.values, { noticeEndsOn: end, noticeClosedOn: day(-1) });
  await button('生成公示文件').click();
  const made = w.locator('.file-done').first();
  await made.waitFor();
  await desk.saveAs(made, join(journal.out, '公示.docx'));
}
