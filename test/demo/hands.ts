/** A person's hands: fields by their label, lists by their words. Every move waits for what it should bring about. */
import type { Locator, Page } from 'playwright-core';
import { until } from './journal.ts';

export type Hands = ReturnType<typeof handsOn>;
const starts = (label: string): RegExp => new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

export function handsOn(w: Page) {
  const panel = (title: string): Locator => w.locator('section').filter({ has: w.getByRole('heading', { level: 2, name: starts(title) }) });
  const field = (label: string, within: Locator = w.locator('#work')): Locator => within.getByLabel(starts(label)).first();
  /** the label, the control and what stands under it */
  const frame = (label: string): Locator =>
    w
      .locator('#work .field')
      .filter({ has: w.locator('label', { hasText: starts(label) }) })
      .first();
  const saved = async (): Promise<void> => void (await w.locator('[data-save="saved"]').waitFor());

  return {
    w,
    panel,
    field,
    frame,
    saved,
    room: (name: string) => w.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click(),
    button: (name: string | RegExp, within: Locator | Page = w) =>
      within.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) }).first(),
    async tab(name: string): Promise<void> {
      const tab = w.getByRole('tablist', { name: '项目各部分' }).getByRole('tab', { name, exact: true });
      await tab.click();
      await until(
        `tab ${name}`,
        () => tab.getAttribute('aria-selected'),
        (is) => is === 'true',
      );
    },
    /** types and leaves the field; leaving saves */
    async fill(label: string, value: string, within?: Locator): Promise<void> {
      const box = field(label, within);
      await box.fill(value);
      await box.press('Tab');
      await saved();
    },
    /** a list of few: its words are typed, then clicked */
    async choose(label: string, words: string, within?: Locator): Promise<void> {
      const box = field(label, within);
      await box.click();
      await w
        .locator('.ant-select-dropdown:visible .ant-select-item-option')
        .filter({ hasText: starts(words) })
        .first()
        .click();
      await saved();
    },
    /** a tree of codes: searched by code, or by name where the codes are not shown, the found line clicked */
    async code(label: string, code: string, within?: Locator): Promise<void> {
      const box = field(label, within);
      await box.click();
      await box.fill(code);
      await w
        .locator('.ant-cascader-menu-item:visible')
        .filter({ hasText: new RegExp(`(^|[/\\s])${code}( |$)`) })
        .first()
        .click();
      await saved();
    },
  };
}
