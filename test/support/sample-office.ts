import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { chinaToday } from './china-now.ts';
import { launchApp, type LaunchOptions, type RunningApp } from './electron-app.ts';
import { resizeWindow } from './contact-sheet.ts';
import { blankPdf } from './papers.ts';

export type DealTab = 'setup' | 'valuation' | 'negotiation' | 'pricing' | 'contract' | 'signing' | 'registration' | 'performance';
export type Office = RunningApp & {
  /** opens a tab of the deal and waits for its body */
  tab: (name: DealTab) => Promise<Locator>;
  /** what the system's open dialog will answer from now on */
  willPick: (paths: readonly string[]) => Promise<void>;
  /** the words of the last refusal or failure on screen */
  said: () => Promise<string>;
  /** waits until everything so far is on disk twice */
  saved: () => Promise<void>;
};

/** The first start of a person who looks at the 示例库 first, with its R-017 deal open. */
export async function openSampleDeal(options: LaunchOptions = {}): Promise<Office> {
  const running = await launchApp(options);
  const { window } = running;
  await resizeWindow(running, 1366, 768);
  await window.getByLabel('您的姓名').fill('示例经理');
  await window.getByLabel('本单位名称').fill('示例农业研究所');
  await window.getByText('先看示例').click();
  await window.getByText('退出导览').click();
  return atSampleDeal(running);
}

/** The same store after the program ended: its 示例库 is the open one still. */
export async function reopenSampleDeal(userData: string): Promise<Office> {
  const running = await launchApp({ userData });
  await resizeWindow(running, 1366, 768);
  await running.window.locator('.band-sample').waitFor();
  return atSampleDeal(running);
}

async function atSampleDeal(running: RunningApp): Promise<Office> {
  const { window, app } = running;
  await window.locator('nav').getByText('转化项目', { exact: true }).first().click();
  await window.getByText('低温等离子体种子处理装置').first().dblclick();
  await window.locator('#deal-tab-valuation').waitFor();
  return {
    ...running,
    async tab(name) {
      await window.locator(`#deal-tab-${name}`).click();
      await window.locator(`#deal-tab-${name}[aria-selected="true"]`).waitFor();
      return window.locator('#deal-body');
    },
    async willPick(paths) {
      // native dialogs cannot be driven
      await app.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths })) as unknown as typeof dialog.showOpenDialog;
        },
        [...paths],
      );
    },
    said: async () => (await window.locator('[role="alert"]').allInnerTexts()).join('\n'),
    saved: async () => {
      await window
        .getByText(/已保存/)
        .first()
        .waitFor();
    },
  };
}

/** Freezes the form; what is asked about is explained where the refusal lists it. */
export async function freezeForm({ window }: Pick<Office, 'window'>): Promise<void> {
  const freeze = window.locator('[data-act="freeze"]');
  const asks = window.getByRole('group', { name: '冻结前，写明这些已核实的理由' });
  // the assistant itself: its name stands on the tour's card too
  const frozen = window.locator('.assist-now').first();
  await freeze.click();
  await asks.or(frozen).first().waitFor();
  if (!(await asks.isVisible())) return;
  for (const key of await asks.locator('[data-finding]').evaluateAll((lines) => lines.map((x) => x.getAttribute('data-finding')))) {
    const line = asks.locator(`[data-finding="${key}"]`);
    await line.getByRole('button', { name: '写明理由' }).click();
    await line.getByLabel('写明已核实的理由').fill('已逐项核对（示例）');
    await line.getByRole('button', { name: '记下理由' }).click();
    await line.waitFor({ state: 'detached' });
  }
  await freeze.click();
  await frozen.waitFor();
}

export type Row = Record<string, unknown> & { id: string };

/** All rows of a table of the 示例库, as they are stored. */
export const storedRows = ({ window }: Pick<Office, 'window'>, table: string): Promise<Row[]> =>
  window.evaluate(
    (name) =>
      new Promise<Row[]>((done, failed) => {
        const asked = indexedDB.open('kezhuan-sample');
        asked.onerror = () => failed(asked.error);
        asked.onsuccess = () => {
          const all = asked.result.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => {
            asked.result.close();
            done(all.result as Row[]);
          };
        };
      }),
    table,
  );

/** Fills a field by the end of its name and leaves it. */
export async function leaveField({ window }: Pick<Office, 'window'>, name: string, value: string): Promise<void> {
  const input = window.locator(`[data-field$="/${name}"] input`).first();
  await input.fill(value);
  await input.blur();
}

/** The notice of the sample ran at a higher price: its contract is locked once the reason for not publishing again stands. */
export async function lockUnpublished(office: Office, version = 1): Promise<void> {
  const { window } = office;
  const lock = window.locator('[data-act="lock"]');
  await window.locator('[data-finding^="contract.belowNotice"]').first().waitFor();
  if (!(await lock.isDisabled())) throw new Error('a contract below its notice can be locked');
  await office.tab('pricing');
  const reason = window.locator('[data-field$="/noNoticeReason"] textarea').first();
  await reason.fill('成交价低于公示价，经所务会同意不再公示（示例）');
  await reason.blur();
  await office.saved();
  await office.tab('contract');
  await lock.click();
  await window.getByRole('button', { name: `锁定第 ${version} 版` }).click();
  await window
    .getByText(/已锁定/)
    .first()
    .waitFor();
}

/** Contract drafted and locked, its signing begun. */
export async function beginSigning(office: Office): Promise<void> {
  const { window } = office;
  await office.tab('contract');
  const draft = window.getByText('起草专利实施许可合同');
  await draft.or(window.locator('[data-act="lock"]')).first().waitFor();
  if (await draft.isVisible()) await draft.click();
  await lockUnpublished(office);
  await office.tab('signing');
  await window.getByRole('button', { name: '登记签署', exact: true }).click();
  await window.getByText('签的是第 1 版').waitFor();
}

/** Contract drafted and locked, signed today, every page of the scan ticked: the deal stands before its filing. */
export async function signSampleDeal(office: Office, scan: string): Promise<void> {
  const { window } = office;
  const today = chinaToday();
  await beginSigning(office);
  await office.willPick([scan]);
  await window.getByText('放入扫描件').click();
  const pages = await restOfScan(office, scan);
  for (const [name, value] of [
    ['contractNo', 'SL-2026-017'],
    ['signedOn', today],
    ['effectiveOn', today],
    ['sellerSealName', '示例农业研究所'],
    ['buyerSealName', '示例种业有限公司'],
  ] as const)
    await leaveField(office, name, value);
  await sealKinds(window);
  await tickPages(window, pages);
}

/** Adds blank pages to a scan of one until it has as many as the locked version; answers how many those are. */
export async function restOfScan(office: Office, scan: string, already = 1): Promise<number> {
  const { window } = office;
  const counted = window.locator('.page-reasons').getByText(new RegExp(`扫描件 ${already} 页，锁定版 \\d+ 页`));
  const pages = Number(/锁定版 (\d+) 页/.exec(await counted.innerText())?.[1]);
  const rest = join(dirname(scan), '其余各页.pdf');
  await writeFile(rest, blankPdf(pages - already));
  await office.willPick([rest]);
  await window.getByText('放入扫描件').click();
  await window.getByText(`0／${pages} 页已核对`).waitFor();
  return pages;
}

/** Every page ticked from the first; ticking one leads to the next. */
export async function tickPages(window: Page, pages: number): Promise<void> {
  const equal = window.getByLabel('与锁定版一致');
  for (let page = 1; page <= pages; page++) {
    await window.getByAltText(`扫描件第 ${page} 页`).waitFor();
    await equal.click();
    await window.getByText(page < pages ? `${page}／${pages} 页已核对` : `${pages} 页全部一致`).waitFor();
  }
}

/** 合同专用章 on both sides, chosen from the list. */
export async function sealKinds(window: Page): Promise<void> {
  for (const side of ['seller', 'buyer']) {
    await window.locator(`[data-field$="/${side}SealKind"] input`).click();
    const option = window.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '合同专用章' });
    await option.click();
    await window.locator(`[data-field$="/${side}SealKind"] .ant-select-content`, { hasText: '合同专用章' }).waitFor();
  }
}

/** After an act of one's own the part that is next has the focus, and its heading stands in the window under the tabs. */
export async function ledTo({ window }: Pick<Office, 'window'>, step: string): Promise<void> {
  const at = () =>
    window.evaluate((name) => {
      const part = document.querySelector(`[data-step="${name}"]`);
      const heading = part?.querySelector('h2') ?? part;
      const seen = heading?.getBoundingClientRect();
      const above = document.querySelector('.deal-tabs')?.getBoundingClientRect().bottom ?? 0;
      if (!part?.contains(document.activeElement) || !seen) return `the focus is at ${document.activeElement?.outerHTML.slice(0, 200)}`;
      return seen.top >= above && seen.bottom <= innerHeight - 24 ? name : `its heading is at ${seen.top}, the tabs end at ${above}`;
    }, step);
  await expect.poll(at).toBe(step);
}
