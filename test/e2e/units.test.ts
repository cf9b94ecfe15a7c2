/** 元 and 万元 through every room with money: the same money typed under either setting is the same 元, and shows itself back. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goTo } from '../support/rooms.ts';
import { openSampleDeal, storedRows, type Office, type Row } from '../support/sample-office.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

const stored = (table: string): Promise<Row[]> => storedRows(office, table);
type Sheet = Row & { revenues: string[]; applied?: { money?: string; request: Record<string, unknown>; low?: string }[]; simulation?: { floor?: string } };
const sheet = async (): Promise<Sheet> => (await stored('worksheets')).sort((a, b) => Number(a['version']) - Number(b['version'])).at(-1) as Sheet;
const changes = async () => (await stored('changes')).length;
const field = (name: string): Locator => office.window.locator(`[data-field$="/${name}"]`).first();
let units: Unit = '万元';
/** The deal with amounts in this unit. */
async function ready(unit: Unit): Promise<void> {
  if (!(await office.window.locator('#deal-tab-valuation').isVisible())) {
    await goTo(office.window, 'deals');
    await office.window.getByText('低温等离子体种子处理装置').first().dblclick();
    await office.window.locator('#deal-tab-valuation').waitFor();
  }
  if (units === unit) return;
  await office.window.keyboard.press('ControlOrMeta+k');
  await office.window.keyboard.type('切换 元');
  await office.window.keyboard.press('Enter');
  units = unit;
}
const WORDS = { 元: ['元', '万元'], 万元: ['万元', '元'] } as const;
type Unit = keyof typeof WORDS;
const year = (unit: Unit, n: number) => office.window.getByLabel(`销售收入（${unit}） 第 ${n} 年`);
async function put(box: Locator, typed: string): Promise<void> {
  await box.fill(typed);
  await box.blur();
}
/** Read by the box, stored, shown back; going through it writes nothing. */
async function sameMoney(box: Locator, bare: string, kept: () => Promise<unknown>, yuan: string, shown: string): Promise<void> {
  for (const typed of ['123456.78 元', bare, '12.345678万', '0.0012345678亿']) {
    await put(box, '1 元');
    await expect.poll(kept, { message: typed }).toBe('1');
    await expect.poll(() => box.inputValue(), { message: typed }).toBe(shown.startsWith('123') ? '1.00' : '0.0001');
    await put(box, typed);
    await expect.poll(kept, { message: typed }).toBe(yuan);
    await expect.poll(() => box.inputValue(), { message: typed }).toBe(shown);
  }
  await office.saved();
  const before = await changes();
  await put(box, await box.inputValue());
  await office.saved();
  expect([await changes(), await kept()]).toEqual([before, yuan]);
}
const BARE: Record<Unit, [bare: string, shown: string]> = { 元: ['123456.78', '123,456.78'], 万元: ['12.345678', '12.345678'] };

for (const unit of ['万元', '元'] as const) {
  const [bare, shown] = BARE[unit];
  const same = (box: Locator, kept: () => Promise<unknown>) => sameMoney(box, bare, kept, '123456.78', shown);

  test(`${unit}: the years of the worksheet, its figures, its heads and its chart`, async () => {
    await ready(unit);
    await office.tab('valuation');
    await year(unit, 1).waitFor();
    await put(year(unit, 1), '300万');
    await expect.poll(async () => (await sheet()).revenues[0]).toBe('3000000');
    const base = office.window.locator('[data-figure="base"]');
    await expect.poll(() => base.innerText()).toBe(unit === '元' ? '1,063,495.68' : '106.35');
    await expect.poll(() => office.window.locator('.result-band .result-unit').allInnerTexts()).toEqual([unit, unit]);
    await expect.poll(() => office.window.locator('.sheet-years thead').innerText()).not.toContain(`（${WORDS[unit][1]}）`);
    await office.window
      .getByText(unit === '元' ? /许可费现值 1,063,495\.68 元/ : /许可费现值 106\.35 万元/)
      .first()
      .waitFor();
    await office.window.getByText(`只写数字按${unit}计`).first().waitFor();
    await same(year(unit, 1), async () => (await sheet()).revenues[0]);
    await put(year(unit, 1), '300万');
    await expect.poll(async () => (await sheet()).revenues[0]).toBe('3000000');
  });

  test(`${unit}: years pasted from a spreadsheet`, async () => {
    await year(unit, 1).evaluate(
      (box, text) => {
        const data = new DataTransfer();
        data.setData('text', text);
        box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      },
      unit === '元' ? '3000000\t5000000' : '300\t500',
    );
    await expect.poll(async () => (await sheet()).revenues.slice(0, 2)).toEqual(['3000000', '5000000']);
  });

  test(`${unit}: a method's own unit is the setting's when it is added, and is said in its form`, async () => {
    const { window } = office;
    await window.getByRole('button', { name: '加一种方法' }).click();
    await window.locator('[data-method="minimum-fee"]').click();
    const panel = window.locator('.method-panel');
    const cost = panel.locator('[data-field$="/bookCost"]').first();
    await cost.getByText(`（${unit}）`).waitFor();
    const kept = async () => (await sheet()).applied!.at(-1)!;
    for (const typed of ['123456.78 元', bare, '12.345678万', '0.0012345678亿']) {
      await put(cost.locator('input').first(), typed);
      await expect.poll(async () => (await kept()).request['bookCost']).toBe(typed);
      for (const [name, text] of [
        ['newness', '100%'],
        ['sellerCapacity', '1'],
        ['buyerCapacity', '1'],
      ] as const)
        await put(panel.locator(`[data-field$="/${name}"] input`).first(), text);
      await expect
        .poll(() => panel.locator('.method-result .result-main').first().innerText(), { message: typed })
        .toMatch(unit === '元' ? /61,728\.39\s+元/ : /6\.17\s+万元/);
      await expect.poll(() => cost.locator('input').first().inputValue()).toBe(typed);
    }
    await expect.poll(async () => (await kept()).money).toBe(unit);
  });

  test(`${unit}: the range of a method in 综合, the seller's floor of the simulation`, async () => {
    const low = office.window.locator('[data-weigh-line] [data-field$="/low"] input').last();
    await office.window.locator('.sheet-weigh thead').getByText(`低值（${unit}）`).waitFor();
    await same(low, async () => (await sheet()).applied!.at(-1)!.low);
    const floor = office.window.getByLabel(`出让方底价（${unit}，仅内部）`);
    if ((await floor.count()) === 0) {
      await office.window.locator('.simulation-add').click();
      await office.window.locator('.ant-select-dropdown:visible').getByText('折现率', { exact: true }).click();
    }
    await same(floor, async () => (await sheet()).simulation!.floor);
  });

  test(`${unit}: an offer, what it is worth, and the walk-away`, async () => {
    await ready(unit);
    await office.tab('negotiation');
    await office.window.locator('.offers thead').getByText(`现值（${unit}）`).waitFor();
    await office.window.locator('.offers th').getByRole('button', { name: '第 1 轮', exact: true }).click();
    const fee = field('entryFee').locator('input');
    const { id } = (await stored('rounds')).find((r) => r['no'] === 1)!;
    await office.window.locator(`[data-field="rounds/${id}/entryFee"]`).waitFor();
    const kept = async (name: string) => (await stored('rounds')).find((r) => r.id === id)![name];
    await same(fee, () => kept('entryFee'));
    await same(field('walkAway').locator('input'), () => kept('walkAway'));
    await office.window
      .locator('.offer-words')
      .getByText(unit === '元' ? '123,456.78 元' : '12.35 万元')
      .first()
      .waitFor();
    await office.window
      .locator('.offer-gap')
      .getByText(new RegExp(`底线 [\\d,.]+ ${unit}$`))
      .waitFor();
    await put(fee, '180万');
  });

  test(`${unit}: price, notice, contract answer and payments`, async () => {
    await ready(unit);
    await office.tab('pricing');
    const only = async (table: string, name: string) => (await stored(table))[0]![name];
    await same(office.window.locator('[data-field^="pricings/"][data-field$="/price"] input').first(), () => only('pricings', 'price'));
    await office.tab('contract');
    const draft = office.window.getByText('起草专利实施许可合同');
    const fixed = office.window.locator('[data-field$="/fields.fixedFee"] input').first();
    await draft.or(fixed).first().waitFor();
    if (await draft.isVisible()) await draft.click();
    await same(fixed, async () => ((await stored('contracts'))[0]!['fields'] as Record<string, string>)['fixedFee']);
    // what is paid is counted in 元 whatever the setting, and says so
    await office.tab('performance');
    const paid = office.window.locator('[data-field^="instalments/"][data-field$="/amount"] input').first();
    const more = office.window.getByRole('button', { name: '添加付款节点' });
    await more.waitFor();
    if ((await paid.count()) === 0) await more.click();
    await office.window.getByText('应付金额（元）').first().waitFor();
    const id = (await office.window.locator('[data-field^="instalments/"][data-field$="/amount"]').first().getAttribute('data-field'))!.split('/')[1];
    await sameMoney(paid, '123456.78', async () => (await stored('instalments')).find((r) => r.id === id)!['amount'], '123456.78', '123,456.78');
  });

  test(`${unit}: the worksheets, offers and contracts of all deals`, async () => {
    await ready(unit);
    await goTo(office.window, 'valuation');
    await office.window.getByText(`现值（${unit}）`).first().waitFor();
    await office.window
      .getByText(unit === '元' ? '1,063,495.68' : '106.35')
      .first()
      .waitFor();
    await goTo(office.window, 'negotiation');
    await office.window.getByText(`现值（${unit}）`).first().waitFor();
    await office.window
      .getByText(unit === '元' ? '1,500,000.00 元' : '150.00 万元')
      .first()
      .waitFor();
    await goTo(office.window, 'reports');
    await office.window.getByText(`合同金额（${unit}）`).first().waitFor();
  });
}
