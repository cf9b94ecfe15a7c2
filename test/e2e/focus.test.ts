/** Acts that take their own button away leave the focus close by, never nowhere. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleDeal, type Office } from '../support/sample-office.ts';
import { goTo } from '../support/rooms.ts';

let office: Office;
beforeAll(async () => {
  office = await openSampleDeal();
});
afterAll(() => office.close());

/** The focus: the finding, field or region it is in, else what it is. */
const focused = (): Promise<string> =>
  office.window.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'nowhere';
    const field = at.closest<HTMLElement>('[data-field]')?.dataset['field'];
    return field?.split('/').at(-1) ?? (at.getAttribute('role') || at.id || at.className || at.tagName);
  });
/** The focus comes here, and is still here when what takes it late has had its turn. */
const settlesIn = async (place: string): Promise<void> => {
  await expect.poll(focused).toContain(place);
  await office.window.waitForTimeout(300);
  expect(await focused()).toContain(place);
};
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await office.window.keyboard.press(key);
};

test('记下理由 leaves the focus in the list its finding left', async () => {
  const { window } = office;
  const ask = window.locator('.rail [data-finding]', { has: window.getByRole('button', { name: '写明理由' }) }).first();
  await ask.getByRole('button', { name: '写明理由' }).focus();
  await press('Enter');
  await expect.poll(() => window.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  await window.keyboard.type('已逐项核对（示例）');
  await press('Tab');
  await expect.poll(() => window.evaluate(() => document.activeElement?.textContent)).toBe('记下理由');
  await press('Enter');
  await window.locator('.rail').getByText('已逐项核对（示例）').waitFor();
  // an answered finding leaves the list of what is missing
  await settlesIn('rail-section');
});

test('记录异议 puts the cursor in the objection, Esc of a row menu and of a filter back in the list', async () => {
  const { window } = office;
  await office.tab('pricing');
  await window.getByRole('button', { name: '记录异议' }).focus();
  await press('Enter');
  await expect.poll(focused).toBe('receivedOn');
  await goTo(window, 'deals');
  await window.locator('[data-row="0"] .td-text').first().waitFor();
  await window.locator('[role="grid"]').focus();
  await press('Shift+F10');
  await window.locator('.ant-dropdown-menu').waitFor();
  await press('Escape');
  await expect.poll(focused).toBe('grid');
  await window.locator('.th-filter').first().click({ force: true });
  await window.locator('.filter-box').waitFor();
  await press('Escape');
  await expect.poll(focused).toBe('grid');
});

test('each step of the tour, folding and unfolding leave the focus with the tour', async () => {
  const { window } = office;
  await press('Control+K');
  await window.keyboard.type('从头开始');
  await window.locator('.palette-list li', { hasText: '操作导览' }).waitFor();
  await press('Enter');
  const step = window.locator('.tour-card');
  await step.getByText('第 1 步').waitFor();
  for (const n of [2, 3]) {
    await step.getByRole('button', { name: '下一步' }).focus();
    await press('Enter');
    await step.getByText(`第 ${n} 步`).waitFor();
    await settlesIn('tour-card');
  }
  await step.getByRole('button', { name: '先收起' }).focus();
  await press('Enter');
  await settlesIn('tour-chip');
  await press('Enter');
  await settlesIn('tour-card');
});
