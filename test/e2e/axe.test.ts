/** WCAG A and AA in every room, empty and full, light and dark; and the way from the navigation to a field and back without a mouse. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { enterWork, goTo, LEDGER_HEAD, dropFile, plainDocx, rowAt, workbook } from '../support/rooms.ts';

const ROOMS = ['today', 'portfolio', 'demands', 'parties', 'deals', 'valuation', 'negotiation', 'contracts', 'registration', 'reports'] as const;
const TABS = ['setup', 'valuation', 'negotiation', 'pricing', 'contract', 'signing', 'registration', 'performance'] as const;
const THEMES = ['light', 'dark'] as const;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let running: RunningApp;
let w: Page;

beforeAll(async () => {
  running = await launchApp();
  w = running.window;
});
afterAll(() => running.close());

/** What axe says of the page as it stands, in both themes, one line a fault. */
async function faults(where: string): Promise<string[]> {
  const said: string[] = [];
  for (const theme of THEMES) {
    await w.emulateMedia({ colorScheme: theme });
    await w.waitForFunction((t) => document.documentElement.dataset['theme'] === t && document.querySelectorAll('.loading').length === 0, theme);
    // from its top: what is half under the tabs that stay there while a page is scrolled is no smaller for it
    await w.evaluate(() => document.querySelectorAll('*').forEach((e) => (e.scrollTop = 0)));
    // the whole page is one frame; the other mode would need a second window
    const { violations } = await new AxeBuilder({ page: w }).setLegacyMode(true).withTags(RULES).analyze();
    said.push(
      ...violations.flatMap((v) =>
        v.nodes.slice(0, 4).map((n) => `${where}, ${theme}: ${v.id} ${n.target.join(' ')} ${n.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
      ),
    );
  }
  await w.emulateMedia({ colorScheme: 'light' });
  return said;
}
async function every<T extends string>(places: readonly T[], state: string, open: (place: T) => Promise<void>): Promise<string[]> {
  const said: string[] = [];
  for (const place of places) {
    await open(place);
    said.push(...(await faults(`${place} ${state}`)));
  }
  return said;
}
const room = async (name: string): Promise<void> => {
  await goTo(w, name);
  await w.locator('.work .page').first().waitFor();
};
const tab = async (name: string): Promise<void> => {
  await w.locator(`#deal-tab-${name}`).click();
  await w.locator(`#deal-tab-${name}[aria-selected="true"]`).waitFor();
};

test('first start', async () => {
  await w.locator('.first-start').waitFor();
  expect(await faults('first start')).toEqual([]);
  await enterWork(running);
});

describe('the 正式库, empty', () => {
  test('rooms', async () => expect(await every(ROOMS, 'empty', room)).toEqual([]));
  test('settings', async () => {
    await room('settings');
    const sections = await w.locator('.settings nav button').allInnerTexts();
    expect(await every(sections, 'settings', (name) => w.locator('.settings nav button', { hasText: name }).click())).toEqual([]);
  });
  test('a new deal, tab by tab', async () => {
    await room('deals');
    await w.getByRole('button', { name: '立项' }).first().click();
    expect(await faults('start a deal')).toEqual([]);
    await w.locator('.start-blank input').fill('示例空白项目');
    await w.locator('.start-blank button').click();
    expect(await every(TABS, 'empty', tab)).toEqual([]);
  });
  test('import and pre-check, and what could not be read', async () => {
    await dropFile(
      w,
      '台账.xlsx',
      await workbook([[...LEDGER_HEAD], ['1', '', '', '', '示例项目', '示例种业公司', '', '', '150', '2026.3.12', '', '', '', '']]),
    );
    await w.getByTestId('import-summary').waitFor();
    expect(await faults('import')).toEqual([]);
    await room('deals');
    await dropFile(w, '合同.docx', plainDocx(['专利实施许可合同', '第一条 许可专利号 ZL202010000000.8。', '第二条 被许可方的改进成果无偿归许可方所有。']));
    await w.locator('[data-finding^="text."]').first().waitFor();
    expect(await faults('pre-check')).toEqual([]);
    await w.locator('.ant-segmented-item').nth(1).click();
    await w.locator('[data-precheck="class"]').waitFor();
    expect(await faults('pre-check, for the registration')).toEqual([]);
    await w.locator('.ant-segmented-item').nth(2).click();
    expect(await faults('pre-check, what was read')).toEqual([]);
    await dropFile(w, '坏的.docx', new TextEncoder().encode('not a document'));
    await w.getByRole('alert').first().waitFor();
    expect(await faults('pre-check, not read')).toEqual([]);
  });
});

describe('the 示例库', () => {
  beforeAll(async () => {
    await room('settings');
    await w.locator('.settings nav button', { hasText: '资料库' }).click();
    await w.getByRole('button', { name: '打开示例库' }).click();
    await w.locator('.band-sample').waitFor();
  });
  test('rooms', async () => expect(await every(ROOMS, 'full', room)).toEqual([]));
  test('records', async () => {
    expect(
      await every(['portfolio', 'demands', 'parties'], 'record', async (name) => {
        await room(name);
        await rowAt(w, 0).locator('[data-col="1"]').dblclick();
        await w.locator('.crumbs button').waitFor();
      }),
    ).toEqual([]);
  });
  test('the deal, tab by tab', async () => {
    await room('deals');
    await w.getByText('低温等离子体种子处理装置').first().dblclick();
    expect(await every(TABS, 'R-017', tab)).toEqual([]);
  });
  test('the contract while it is written', async () => {
    await tab('contract');
    await w.getByText('起草专利实施许可合同').click();
    await w.locator('[data-act="lock"]').waitFor();
    expect(await faults('contract')).toEqual([]);
  });
  test('the registration form, what was typed over it, a part of the price and foreign money', async () => {
    await tab('registration');
    await w.getByText('起草登记申请').click();
    await w.locator('[data-act="seller"]').click();
    const total = w.locator('[data-form="totalAmount"] input').first();
    await total.fill('150');
    await total.blur();
    await w.locator('[data-act="slip"]').waitFor();
    await w.getByRole('region', { name: '金额构成' }).getByRole('button', { name: '加一项' }).click();
    await w.locator('[data-act="currency"]').click();
    await w.locator('[data-form="planSource"] [data-act="word"]').click();
    expect(await faults('form')).toEqual([]);
  });
});

describe('without a mouse', () => {
  const focused = () =>
    w.evaluate(() => {
      const el = document.activeElement as HTMLElement;
      // a control inside a frame of its own (a select) shows the focus on the frame
      const shown = [
        el,
        el.parentElement!,
        el.closest<HTMLElement>('.ant-select, .ant-input-affix-wrapper, .ant-picker') ?? el,
        el.closest<HTMLElement>('.table') ?? el,
      ];
      const marked = shown.some((e) => {
        const s = getComputedStyle(e);
        return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== 'none';
      });
      return {
        marked,
        field: el.closest('[data-field]')?.getAttribute('data-field') ?? null,
        region: el.closest('[data-region]')?.className ?? null,
        name: `${el.tagName}.${el.className} ${el.textContent.slice(0, 20)}`,
      };
    });

  test('navigation, list, record, field, rail, and back to the row', async () => {
    await room('today');
    await w.locator('[data-tour="nav-portfolio"]').focus();
    await w.keyboard.press('Enter');
    await w.getByRole('heading', { level: 1, name: '成果库' }).waitFor();
    await w.locator('[data-row="1"]', { hasText: 'R-' }).waitFor();
    await w.locator('[role="grid"]').focus();
    await w.keyboard.press('ArrowDown');
    const title = w.locator('[data-row="1"].tr-at [data-col="0"]');
    await expect.poll(() => title.innerText()).not.toBe('');
    const name = await title.innerText();
    await w.keyboard.press('Enter');
    await w.getByRole('heading', { level: 1, name }).waitFor();
    await w.locator('#work').focus();
    // every stop on the way to the fields shows where the focus is
    const stops: Awaited<ReturnType<typeof focused>>[] = [];
    for (let i = 0; i < 12; i++) {
      await w.keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops.filter((s) => !s.marked).map((s) => s.name)).toEqual([]);
    expect(stops.some((s) => s.field !== null)).toBe(true);
    for (let i = 0; i < 6 && !(await focused()).region?.includes('rail'); i++) {
      const { region } = await focused();
      await w.keyboard.press('F6');
      await expect.poll(async () => (await focused()).region).not.toBe(region);
    }
    await expect.poll(async () => (await focused()).region).toContain('rail');
    await w.keyboard.press('Tab');
    await expect.poll(focused).toMatchObject({ marked: true, region: expect.stringContaining('rail') });
    await w.keyboard.press('Alt+ArrowLeft');
    await w.locator('.tr-at', { hasText: name }).waitFor();
  });

  test('the tabs of the deal are walked with the arrows', async () => {
    await room('deals');
    await w.locator('[data-row="0"]', { hasText: '低温等离子体种子处理装置' }).waitFor();
    await w.locator('[role="grid"]').focus();
    await w.keyboard.press('Enter');
    await w.locator('#deal-tab-setup').focus();
    for (const name of TABS.slice(1)) {
      await w.keyboard.press('ArrowRight');
      await w.locator(`#deal-tab-${name}[aria-selected="true"]`).waitFor();
      await expect.poll(() => w.evaluate(() => document.activeElement?.id)).toBe(`deal-tab-${name}`);
      await expect.poll(async () => (await focused()).marked).toBe(true);
    }
  });
});
