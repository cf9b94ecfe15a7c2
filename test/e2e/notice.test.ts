/** 公示 through the screen: a price below the published one is published again, runs its time, is closed with its proof, and is signed after it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../shared/time.ts';
import { chinaToday } from '../support/china-now.ts';
import { leaveField, openSampleDeal, storedRows, type Office } from '../support/sample-office.ts';

let office: Office;
let folder: string;
const today = chinaToday();
const day = (n: number): string => addDays(today, n);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-notice-'));
  office = await openSampleDeal();
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

const field = (name: string) => office.window.locator(`[data-field^="notices/"][data-field$="/${name}"] input`).first();
const button = (name: string) => office.window.locator('#deal-body').getByRole('button', { name, exact: true });
const missing = (key: string) => office.window.locator(`[data-finding^="${key}"]`);
/** The result is in the store before it is judged. */
const kept = (result: string): Promise<void> => expect.poll(async () => (await storedRows(office, 'notices')).map((n) => n['result'])).toContain(result);
const earlier = () => office.window.locator('[data-earlier]');
const paper = () => office.window.getByTestId('notice-paper').innerText();

test('重新公示 opens one draft at the agreed price, the earlier notice is listed with its outcome, and the draft can be put aside', async () => {
  await office.tab('pricing');
  await missing('notice.priceBelow').first().waitFor();
  await expect.poll(() => field('price').isDisabled()).toBe(true);
  // a fact that stands fast is still where the finding leads
  await missing('notice.priceBelow').first().locator('.finding-text button').click();
  await expect.poll(() => office.window.evaluate(() => document.activeElement?.getAttribute('data-field'))).toMatch(/^notices\/.*\/price$/);
  await office.window.locator('#deal-body').getByText('重新公示', { exact: true }).click();
  await expect.poll(() => field('price').inputValue()).toBe('150.00');
  await expect.poll(() => earlier().allInnerTexts()).toEqual([expect.stringContaining('2026-03-23 结束')]);
  await expect.poll(() => office.window.locator('#deal-body').getByText('重新公示', { exact: true }).count()).toBe(0);
  await expect.poll(() => office.window.locator('#deal-body').innerText()).toContain('不少于 15 日（自然日）');
  await button('放弃草稿').click();
  await expect.poll(() => field('price').inputValue()).toBe('180.00');
  await expect.poll(() => earlier().count()).toBe(0);
  await office.window.locator('#deal-body').getByText('重新公示', { exact: true }).click();
  await expect.poll(() => field('price').inputValue()).toBe('150.00');
});

test('a day that is none is refused where it is typed; the paper says the days its dates span', async () => {
  await leaveField(office, 'endOn', '2026-13-45');
  await office.window.getByText('“2026-13-45”不是日期').first().waitFor();
  await field('endOn').press('Escape');
  await leaveField(office, 'endOn', day(-19));
  await leaveField(office, 'startOn', day(-20));
  await expect.poll(paper).toContain('（1 日）');
  await missing('notice.tooShort').first().waitFor();
});

test('a first day typed publishes nothing; 发布公示 is refused with what is missing, each line leading to its field', async () => {
  const { window } = office;
  await window.locator('#deal-body').getByText('草稿，未发布', { exact: true }).waitFor();
  await expect.poll(() => window.locator('#deal-body').innerText()).toContain('公示还没有发布；发布后收到的异议记在这里');
  await missing('notice.unpublished').first().locator('.finding-text button').click();
  await expect.poll(() => window.evaluate(() => document.activeElement?.textContent)).toBe('发布公示');
  for (const name of ['price', 'startOn', 'endOn', 'place']) await expect.poll(async () => [name, await field(name).isDisabled()]).toEqual([name, false]);
  await leaveField(office, 'title', '');
  await leaveField(office, 'place', '');
  await missing('notice.placeMissing').first().waitFor();
  await button('发布公示').click();
  await window.getByText('还不能发布公示：有 4 项未写全').waitFor();
  const gaps = window.getByRole('group', { name: '还不能发布，先补这些' });
  const gap = (key: string) => gaps.locator(`[data-finding^="notice.${key}"]`);
  for (const [key, name, value] of [
    ['titleMissing', 'title', '低温等离子体种子处理装置'],
    ['placeMissing', 'place', '本单位公告栏与网站'],
  ] as const) {
    await gap(key).locator('.finding-text button').click();
    await expect
      .poll(() => window.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field')))
      .toMatch(new RegExp(`^notices/.*/${name}$`));
    await leaveField(office, name, value);
    await gap(key).waitFor({ state: 'detached' });
  }
  // shorter than the rule wants: with the written reason only
  await gap('tooShort').getByRole('button', { name: '写明理由' }).click();
  await gap('tooShort').getByLabel('写明已核实的理由').fill('主管部门批准缩短公示（示例）');
  await gap('tooShort').getByRole('button', { name: '记下理由' }).click();
  // its days are over: a notice on paper, recorded afterwards
  await gap('overBeforePublished').getByRole('button', { name: '写明理由' }).click();
  await gap('overBeforePublished').getByLabel('写明已核实的理由').fill('纸质公示已于期内张贴（示例）');
  await gap('overBeforePublished').getByRole('button', { name: '记下理由' }).click();
  await gaps.waitFor({ state: 'detached' });
  await window.screenshot({ path: process.env['SHOT'] ?? '/dev/null', type: 'png' });
  await button('发布公示').click();
  await button('延长公示').waitFor();
  await expect.poll(() => button('放弃草稿').count()).toBe(0);
  await missing('notice.unpublished').first().waitFor({ state: 'detached' });
  await window.keyboard.press('Control+z');
  await window.getByText('公示已发布，不能撤销发布').waitFor();
  await button('延长公示').waitFor();
});

test('once published its facts stand; it is extended with a reason', async () => {
  // the reasons written before are kept with their findings, and nothing of them waits under 今日
  await expect.poll(() => storedRows(office, 'drafts')).toEqual([]);
  for (const name of ['price', 'startOn', 'endOn', 'place']) await expect.poll(async () => [name, await field(name).isDisabled()]).toEqual([name, true]);
  await button('延长公示').click();
  const form = office.window.getByRole('group', { name: /只能延后/ });
  await expect.poll(() => form.getByLabel('延长后的截止日', { exact: true }).inputValue()).toBe(day(-5));
  await expect.poll(() => form.getByRole('button', { name: /^延\s?长$/ }).isDisabled()).toBe(true);
  await form.getByLabel('理由（记入历史）').fill('起草时截止日误填，补足公示期');
  await form.getByRole('button', { name: /^延\s?长$/ }).click();
  await expect.poll(paper).toContain('（15 日）');
  await missing('notice.tooShort').first().waitFor({ state: 'detached' });
});

test('closed with its proof, after its last day, and taken back only with a reason; then nothing is missing', async () => {
  await leaveField(office, 'closedOn', day(-4));
  await office.window.getByText('先放入公示证明').first().waitFor();
  await field('closedOn').press('Escape');
  const photo = join(folder, '公示栏.png');
  await office.window.getByTestId('notice-paper').screenshot({ path: photo });
  await office.willPick([photo]);
  await office.window.getByRole('button', { name: /添加照片或截图$/ }).click();
  await office.window.locator('#deal-body').getByText('公示栏.png').waitFor();
  // the result is the person's word: none is filled in, and what may be said is only offered
  await leaveField(office, 'closedOn', day(-4));
  await office.window.locator('.field-error', { hasText: '先写公示结果' }).waitFor();
  await field('closedOn').press('Escape');
  await expect.poll(() => field('result').inputValue()).toBe('');
  await button('结果填“公示期内未收到异议”').click();
  await expect.poll(() => field('result').inputValue()).toBe('公示期内未收到异议');
  await leaveField(office, 'result', '');
  await button('结果填“公示期内未收到异议”').waitFor();
  await leaveField(office, 'closedOn', day(-5));
  await office.window.getByText('期满后才能结束').first().waitFor();
  await field('closedOn').press('Escape');
  await button('记录异议').click();
  await missing('notice.objectionOpen').first().waitFor();
  await expect.poll(() => button('结果填“公示期内未收到异议”').count()).toBe(0);
  await expect.poll(() => missing('notice.objectionOpen').first().innerText()).toContain('有一件异议尚未处理，提出人未填');
  await leaveField(office, 'closedOn', day(-4));
  await office.window.locator('.field-error', { hasText: '有一件异议尚未处理' }).waitFor();
  await field('closedOn').press('Escape');
  await leaveField(office, 'settledOn', '2026-13-45');
  await office.window.locator('.field-error', { hasText: '“2026-13-45”不是日期' }).waitFor();
  await leaveField(office, 'settledOn', day(-6));
  // a day alone says nothing of how, and none is settled before it came in
  await leaveField(office, 'receivedOn', day(-7));
  await expect.poll(() => missing('notice.objectionOpen').count()).toBe(1);
  await leaveField(office, 'closedOn', day(-4));
  await office.window.locator('.field-error', { hasText: '有一件异议尚未处理' }).waitFor();
  await field('closedOn').press('Escape');
  const handling = office.window.locator('[data-field^="objections/"][data-field$="/handling"] textarea');
  await handling.fill('已书面答复，维持原价');
  await handling.blur();
  await missing('notice.objectionOpen').first().waitFor({ state: 'detached' });
  // nobody may have the program say that no objection came in
  await leaveField(office, 'closedOn', day(-4));
  await office.window.locator('.field-error', { hasText: '先写公示结果' }).waitFor();
  await field('closedOn').press('Escape');
  await leaveField(office, 'result', '公示期内未收到异议');
  await kept('公示期内未收到异议');
  await leaveField(office, 'closedOn', day(-4));
  await office.window.locator('.field-error', { hasText: '异议却记了 1 件' }).waitFor();
  await field('closedOn').press('Escape');
  await leaveField(office, 'result', '异议一件，已答复，维持原价');
  await kept('异议一件，已答复，维持原价');
  await leaveField(office, 'closedOn', day(-4));
  await office.window.locator('#deal-body').getByText('已结束', { exact: true }).waitFor();
  for (const name of ['closedOn', 'result', 'place']) await expect.poll(async () => [name, await field(name).isDisabled()]).toEqual([name, true]);
  await expect.poll(() => missing('notice.').count()).toBe(0);
  await office.window.keyboard.press('Control+z');
  await office.window.getByText('撤回公示结束须写明理由').waitFor();
  await office.window.locator('#deal-body').getByText('已结束', { exact: true }).waitFor();
  await button('撤回结束').click();
  const form = office.window.getByRole('group', { name: /撤回须写明理由/ });
  await form.getByLabel('理由（记入历史）').fill('结束日期记错一天');
  await form.getByRole('button', { name: '撤回结束' }).click();
  await missing('notice.notClosed').first().waitFor();
  await leaveField(office, 'closedOn', day(-3));
  await office.window.locator('#deal-body').getByText('已结束', { exact: true }).waitFor();
  await expect.poll(() => missing('notice.').count()).toBe(0);
});

test('a party renamed since changes no word of the published paper; what differs is told beside it', async () => {
  const { window } = office;
  await expect.poll(paper).toContain('（15 日）');
  const before = await paper();
  const rename = async (from: string, to: string): Promise<void> => {
    await window.locator('nav').getByText('单位', { exact: true }).click();
    await window.getByText(from, { exact: true }).first().dblclick();
    await leaveField(office, 'name', to);
    await office.saved();
    await window.locator('nav').getByText('转化项目', { exact: true }).first().click();
    await window.getByText('低温等离子体种子处理装置').first().dblclick();
    await office.tab('pricing');
  };
  await rename('示例种业有限公司', '示例更名公司');
  const moved = window.getByTestId('notice-moved');
  await moved.getByText('公示后资料有变动').waitFor();
  await expect.poll(() => moved.innerText()).toContain('交易对方：公示为“示例种业有限公司”，现为“示例更名公司”');
  await expect.poll(paper).toBe(before);
  await moved.scrollIntoViewIfNeeded();
  await window.screenshot({ path: process.env['SHOT_MOVED'] ?? '/dev/null', type: 'png' });
  await rename('示例更名公司', '示例种业有限公司');
  await moved.waitFor({ state: 'detached' });
});

test('挂牌 and 拍卖 set the price on a market, 协议定价 is published; of 评估 the page and the paper say nothing as the law’s', async () => {
  const { window } = office;
  await button('重新公示').click();
  await missing('notice.datesMissing').first().waitFor();
  const route = window.locator('[data-field$="/route"]');
  for (const [name, asked] of [
    ['技术交易市场挂牌', false],
    ['评估', true],
    ['拍卖', false],
    ['协议定价', true],
  ] as const) {
    await route.locator('.ant-select').click();
    await window.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: name }).click();
    await route.locator('.ant-select-content', { hasText: name }).waitFor();
    await missing('notice.datesMissing')
      .first()
      .waitFor({ state: asked ? 'visible' : 'detached' });
    const reason = window.locator('[data-field$="/noNoticeReason"]');
    const market = window.locator('[data-field$="/listingNo"]');
    await expect
      .poll(async () => [await market.count(), await window.locator('[data-field$="/appraisalNo"]').count()])
      .toEqual([asked ? 0 : 1, name === '评估' ? 1 : 0]);
    if (name === '技术交易市场挂牌') {
      // nothing is to be published, so nobody is asked why it was not
      await expect.poll(() => reason.count()).toBe(0);
      await missing('pricing.marketMissing').first().locator('.finding-text button').click();
      await expect
        .poll(() => window.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field')))
        .toMatch(/^pricings\/.*\/market$/);
      for (const [field, value] of Object.entries({
        market: '示例技术交易所',
        listingNo: 'SL-01',
        listedFrom: day(-30),
        listedTo: day(-9),
        resultPrice: '160',
      }))
        await leaveField(office, field, value);
      await missing('pricing.resultDiffers').first().waitFor();
      await office.willPick([join(folder, '公示栏.png')]);
      await window.getByRole('button', { name: '添加文件' }).click();
      await missing('pricing.marketProofMissing').first().waitFor({ state: 'detached' });
      await expect.poll(() => missing('pricing.marketMissing').count()).toBe(0);
      await window.locator('[data-field$="/listedTo"]').scrollIntoViewIfNeeded();
      await window.screenshot({ path: process.env['SHOT_MARKET'] ?? '/dev/null', type: 'png' });
    }
    if (name === '评估') {
      await missing('pricing.appraisalNotice').first().waitFor();
      await expect.poll(paper).toContain('拟转化（定价方式：评估）');
      await expect.poll(paper).not.toMatch(/协议定价|第十八条/);
      await expect.poll(() => missing('notice.datesMissing').first().innerText()).toContain('请核实');
      await expect.poll(() => window.locator('#deal-body').innerText()).toContain('天数按本单位规定');
      await window.screenshot({ path: process.env['SHOT_APPRAISAL'] ?? '/dev/null', type: 'png' });
    }
  }
  await expect.poll(paper).toContain('科技成果转化协议定价公示');
  await button('放弃草稿').click();
  await missing('notice.datesMissing').first().waitFor({ state: 'detached' });
});

test('a day of signing inside the notice, or before the decision, is a finding that leads to its field', async () => {
  const { window } = office;
  await leaveField(office, 'decidedOn', day(-2));
  await office.tab('contract');
  await window.getByText('起草专利实施许可合同').click();
  await window.locator('[data-act="lock"]').click();
  await window.getByRole('button', { name: /锁定第 1 版/ }).click();
  await window
    .getByText(/已锁定/)
    .first()
    .waitFor();
  await office.tab('signing');
  await window.getByRole('button', { name: '登记签署', exact: true }).click();
  await window.getByText('许可方（卖方）').first().waitFor();
  await leaveField(office, 'signedOn', day(-10));
  await leaveField(office, 'effectiveOn', day(-11));
  for (const key of ['signing.duringNotice', 'signing.beforeDecision', 'signing.effectiveFirst']) await missing(key).first().waitFor();
  await missing('signing.duringNotice').first().locator('.finding-text button').click();
  await expect
    .poll(() => window.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field')))
    .toMatch(/^signings\/.*\/signedOn$/);
  await leaveField(office, 'signedOn', day(-21));
  await missing('signing.beforeNotice').first().waitFor();
  await expect.poll(() => missing('signing.duringNotice').count()).toBe(0);
  await window.locator('.field-error', { hasText: `签订日期 ${day(-21)} 早于公示开始 ${day(-20)}` }).waitFor();
  await leaveField(office, 'signedOn', day(-1));
  await leaveField(office, 'effectiveOn', day(-1));
  for (const key of ['signing.duringNotice', 'signing.beforeDecision', 'signing.effectiveFirst']) await missing(key).first().waitFor({ state: 'detached' });
  // the round a signed contract rests on is not put aside
  await office.tab('negotiation');
  await window.getByText('已达成一致：第 3 轮').first().waitFor();
  await window.getByRole('button', { name: '归档这一轮' }).click();
  await window.getByText(`第 3 轮是 ${day(-1)} 所签合同的依据，不能归档`).waitFor();
  await window.getByText('已达成一致：第 3 轮').first().waitFor();
});
