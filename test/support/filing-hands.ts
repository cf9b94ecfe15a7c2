/** Hands for a filing in the real program: a deal from the other side's text, its form, its signing, its way to the registry. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { chinaMinute } from '../../shared/time.ts';
import { dropFile, goTo } from './rooms.ts';
import { leaveField, restOfScan, sealKinds, tickPages, type Office } from './sample-office.ts';

export type FilingHands = ReturnType<typeof filingHands>;

/** `folder`: where scans are put down. The parties are those of the 示例库. */
export function filingHands(office: Office, folder: string) {
  const act = (name: string) => office.window.locator(`[data-act="${name}"]`);
  const words = () => office.window.locator('#deal-body').innerText();
  const form = (key: string) => office.window.locator(`[data-form="${key}"]`);
  const finding = (key: string) => office.window.locator(`[data-finding^="${key}"]`).first();
  const clockDay = (kind: string) => office.window.locator(`#deal-body [data-clock="${kind}"]`);
  /** The minute on the program's clock, as a person would copy it from the portal. */
  const minute = async (): Promise<string> => chinaMinute(await office.window.evaluate(() => new Date().toISOString()));
  let pages = 0;
  /** A page as a scanner would give it; no two alike, or the vault would keep them as one. */
  async function scanned(name: string): Promise<string> {
    pages += 1;
    const path = join(folder, name);
    await writeFile(path, await office.window.screenshot({ clip: { x: 0, y: 60 + 20 * pages, width: 400, height: 500 + pages } }));
    return path;
  }
  async function leave(box: Locator, text: string): Promise<void> {
    await box.fill(text);
    await box.blur();
  }
  async function fill(field: string, value: string): Promise<void> {
    await leave(form(field).locator('input').first(), value);
  }
  async function pick(field: string, ...path: string[]): Promise<void> {
    await form(field).locator('.ant-select').click();
    for (const name of path)
      await office.window
        .locator('.ant-select-dropdown:visible')
        .locator('.ant-cascader-menu-item, .ant-select-item-option')
        .filter({ hasText: name })
        .first()
        .click();
    await form(field)
      .locator('.ant-select-content[title]', { hasText: path.at(-1)! })
      .waitFor();
  }
  /** A deal from a text of the other side, with its filing begun. */
  async function begun(name: string, text: string): Promise<void> {
    const { window } = office;
    await goTo(window, 'deals');
    await dropFile(window, name, Buffer.from(text));
    const make = window.getByRole('button', { name: '立项' });
    await make.click();
    await window.locator('.proposal').waitFor();
    await make.click();
    await window.getByRole('button', { name: '全部采用并立项' }).click();
    await office.tab('registration');
    await window.getByText('起草登记申请').click();
    await act('freeze').waitFor();
  }
  async function fillForm(): Promise<void> {
    for (const [field, ...path] of [
      ['isRelated', '否'],
      ['planSource', '计划外'],
      ['ipr', '未涉及知识产权'],
      ['techField', '农业'],
      ['socioEconomic', '工商业发展'],
      ['serviceIndustry', '科学研究和技术服务业', '研究和试验发展'],
    ] as const)
      await pick(field, ...path);
  }
  async function signed(no: string, scan: string): Promise<void> {
    const day = (await minute()).slice(0, 10);
    const { window } = office;
    await office.willPick([scan]);
    await window.getByText('放入扫描件').first().click();
    await window.getByAltText('扫描件第 1 页').waitFor();
    for (const [name, value] of [
      ['contractNo', no],
      ['signedOn', day],
      ['effectiveOn', day],
      ['sellerSealName', '示例农业研究所'],
      ['buyerSealName', '示例种业有限公司'],
      ['sellerSignatory', '示例负责人甲'],
      ['buyerSignatory', '示例负责人乙'],
    ] as const)
      await leaveField(office, name, value);
    await sealKinds(window);
  }
  async function lock(): Promise<void> {
    const { window } = office;
    await act('lock').click();
    await window.getByRole('button', { name: '锁定第 1 版' }).click();
    await window
      .getByText(/已锁定/)
      .first()
      .waitFor();
    await office.tab('signing');
  }
  /** Locked as it came, signed today; a text file has no pages to compare with, so the one of the scan is ticked. */
  async function lockedAndSigned(no: string, scan: string): Promise<void> {
    const { window } = office;
    await office.tab('contract');
    await lock();
    await signed(no, await scanned(scan));
    await tickPages(window, 1);
    const annexes = window.locator('[data-field$="/annexes"] textarea').first();
    await leave(annexes, '附件一 技术指标');
    await office.tab('registration');
  }
  /** The 补充协议 that stands open: locked, signed by both, every page of its scan compared. */
  async function supplementSigned(no: string, name: string): Promise<void> {
    const { window } = office;
    await lock();
    await window.getByRole('button', { name: '登记签署', exact: true }).click();
    await window.getByText('签的是第 1 版').waitFor();
    const scan = await scanned(name);
    await signed(no, scan);
    await tickPages(window, await restOfScan(office, scan));
  }
  async function openDeal(title: string): Promise<void> {
    await goTo(office.window, 'deals');
    await office.window.getByText(title).first().dblclick();
    await office.tab('registration');
  }
  /** Asks until the answer is there; where it has come by itself meanwhile, there is nothing left to ask. */
  const ask = (answer: string | RegExp): Promise<void> =>
    expect
      .poll(async () => {
        await act('ask')
          .click({ timeout: 1_000 })
          .catch(() => undefined);
        return words();
      })
      .toMatch(answer);

  async function enterRegistry(name: string, url: string, token: string): Promise<void> {
    const { window } = office;
    await goTo(window, 'settings');
    await window.getByText('登记端连接').first().click();
    await window.getByRole('button', { name: '添加登记端' }).click();
    const card = window.locator('.registry-card').last();
    for (const [label, text] of [
      ['登记端名称', name],
      ['接口地址', url],
      ['访问令牌', token],
    ] as const)
      await card.getByLabel(label).fill(text);
    await card.getByRole('button', { name: '保存连接' }).click();
    await window.getByText('连接已保存').waitFor();
  }
  async function sendTo(registry: string): Promise<void> {
    const { window } = office;
    await window.locator('.ant-select', { has: window.getByLabel('送交哪一个登记端') }).click();
    await window.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: registry }).click();
    await window.getByRole('heading', { name: registry }).waitFor();
  }
  async function toRules(): Promise<void> {
    await goTo(office.window, 'settings');
    await office.window.getByRole('button', { name: '规则包', exact: true }).click();
    await office.window.locator('[data-pack]').first().waitFor();
  }
  /** 逐栏助手 from the field that is current: so many fields ticked by Enter. */
  async function tick(times: number): Promise<void> {
    const { window } = office;
    const list = window.getByRole('group', { name: '逐栏助手' });
    await list.focus();
    for (let i = 0; i < times; i++) {
      const key = await window.locator('[data-assist][aria-current="true"]').getAttribute('data-assist');
      await list.press('Enter');
      await window.locator(`[data-assist="${key}"].assist-done`).waitFor();
    }
  }

  /** A 变更登记 that was begun: what changed from today on, why, and its proof. */
  async function describeChange(what: string, field: string, value: string, reason: string, proof: string): Promise<void> {
    const card = office.window.locator('[data-followup="change"]');
    await card.getByLabel('哪一项变了').click();
    await office.window.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: what }).click();
    for (const [place, text] of [
      [`values.${field}"] input`, value],
      ['/on"] input', (await minute()).slice(0, 10)],
      ['/reason"] textarea', reason],
    ] as const) {
      const box = card.locator(`[data-field$="${place}`).first();
      await leave(box, text);
    }
    await office.willPick([await scanned(proof)]);
    await card.locator('[data-field$="/proofIds"]').getByRole('button').first().click();
  }

  return {
    act,
    words,
    form,
    finding,
    clockDay,
    minute,
    scanned,
    fill,
    begun,
    fillForm,
    supplementSigned,
    lockedAndSigned,
    openDeal,
    enterRegistry,
    sendTo,
    toRules,
    leave,
    describeChange,
    tick,
    ask,
  };
}
