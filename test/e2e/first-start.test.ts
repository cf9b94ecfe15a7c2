/** The three doors of the first start, whatever was or was not typed before: each leads where it says, and work can go on there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { dropFile, emptyDisk, fillDisk, LEDGER_HEAD, workbook } from '../support/rooms.ts';

const FOREIGN = '专利实施许可合同（示例来稿）.docx';
const NAMES: Record<string, string> = { nothing: '', odd: `O'Brien "<b>{{x}}$t(a)</b>" 🌾\u202E\u0000${'示例名'.repeat(200)}` };

/** Goes through one door and does the first thing there. */
const DOORS: Record<string, (running: RunningApp) => Promise<void>> = {
  async sample({ window: w }) {
    await w.locator('[data-door="sample"]').click();
    await w.locator('.band-sample').waitFor();
    await w.locator('.tour-card').waitFor();
  },
  async contract({ window: w }) {
    await w.locator('[data-door-file]').setInputFiles({ name: FOREIGN, mimeType: '', buffer: await readFile(join(PROJECT, 'resources/samples', FOREIGN)) });
    await w.locator('[data-finding]').first().waitFor();
  },
  async import({ window: w }) {
    await w.locator('[data-door="import"]').click();
    await w.locator('.drop-zone').waitFor();
    const row = ['1', '', '', '', '示例项目一', '示例种业公司', '', '', '12.5', '2021.3.12', '', '', '技术服务', ''];
    await dropFile(w, '台账.xlsx', await workbook([LEDGER_HEAD, row]));
    await w.getByRole('button', { name: '导入 1 行' }).click();
    await w.getByRole('button', { name: '打开台账' }).click();
    await w.getByText('示例项目一').first().waitFor();
  },
};

for (const [door, through] of Object.entries(DOORS)) {
  test.each(Object.keys(NAMES))(`${door}, the names being %s`, async (kind) => {
    const running = await launchApp();
    try {
      const { window: w } = running;
      await w.locator('.first-start').waitFor();
      for (const i of [0, 1]) await w.locator('.first-start input').nth(i).fill(NAMES[kind]!);
      await through(running);
      await expect.poll(() => w.locator('.first-start').count()).toBe(0);
      await expect.poll(() => w.locator('.trouble').allInnerTexts()).toEqual([]);
      // what was said is kept, and nobody is asked again
      await w.reload();
      await w.locator('[data-tour="nav"]').waitFor();
      await expect.poll(() => w.locator('.first-start').count()).toBe(0);
      // but a name that was left out is asked for in a line of 今日, until it is given
      if (door === 'sample') return;
      await w.locator('[data-tour="nav-today"]').click();
      await w.locator('.today-day').waitFor();
      if (kind !== 'nothing') return await expect.poll(() => w.locator('.today-name').count()).toBe(0);
      await w.locator('.today-name').getByRole('button').click();
      const name = w.locator('[data-field="office/office/userName"] input');
      await name.fill('示例经理');
      await name.blur();
      await w.locator('[data-tour="nav-today"]').click();
      await w.locator('.today-day').waitFor();
      await w.locator('.today-name').waitFor({ state: 'detached' });
    } finally {
      await running.close();
    }
  });
}

test.each([
  ['a contract', FOREIGN, () => readFile(join(PROJECT, 'resources/samples', FOREIGN)), '[data-finding]'],
  ['a list', '台账.xlsx', () => workbook([LEDGER_HEAD, ['1', '', '', '', '示例项目一']]), 'button:has-text("导入 1 行")'],
] as const)('%s dropped beside the doors is taken', async (_what, name, bytes, arrived) => {
  const running = await launchApp();
  try {
    const { window: w } = running;
    await w.locator('.first-start').waitFor();
    await dropFile(w, name, await bytes());
    await w.locator(arrived).first().waitFor();
    await expect.poll(() => w.locator('.first-start').count()).toBe(0);
  } finally {
    await running.close();
  }
});

test('where nothing can be kept, each way in says so once and keeps what was typed; with room again the same door opens', async () => {
  const running = await launchApp();
  try {
    const { window: w } = running;
    const name = w.locator('.first-start input').nth(0);
    await name.fill('示例经办人');
    await fillDisk(w);
    for (const way of ['[data-door="sample"]', '[data-door="import"]', '.first-foot button']) {
      await w.locator(way).first().click();
      await w.locator('.trouble').first().waitFor();
      await expect.poll(() => w.locator('.trouble').allInnerTexts(), { message: way }).toEqual([expect.stringContaining('磁盘已满')]);
      await expect.poll(() => name.inputValue()).toBe('示例经办人');
      await w.locator('.trouble button').last().click();
    }
    await emptyDisk(w);
    // the store is asked again once a second; until then the door says so once more
    const opened = async (): Promise<number> => {
      await w.locator('[data-door="import"]').click();
      await w.locator('.drop-zone').or(w.locator('.trouble')).first().waitFor();
      if (await w.locator('.trouble').first().isVisible()) await w.locator('.trouble button').last().click();
      return w.locator('.drop-zone').count();
    };
    await expect.poll(opened).toBe(1);
    await expect.poll(() => w.locator('.trouble').count()).toBe(0);
  } finally {
    await running.close();
  }
});
