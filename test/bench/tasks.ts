/** How long the window is held up: the longest task over a day's work in the sample library, and the opening of each room. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { editDocx } from '../documents/revised-edits.ts';
import { openSampleDeal, storedRows, type DealTab, type Office } from '../support/sample-office.ts';
import { vaultFiles } from '../support/vault-files.ts';
import { figure, median, type Figure } from './figure.ts';

const ROUNDS = 3;
const ROOMS = ['portfolio', 'demands', 'parties', 'deals', 'valuation', 'negotiation', 'contracts', 'registration', 'reports', 'settings', 'today'];
const TABS: DealTab[] = ['setup', 'valuation', 'negotiation', 'pricing', 'contract', 'signing', 'registration', 'performance'];
type Watched = { longTasks: { length: number; name: string }[]; watching: PerformanceObserver };

/** Presses the room's entry of the navigation and counts the milliseconds until its page is painted without a loading sign. */
const openRoom = (page: Page, room: string): Promise<number> =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const entry = document.querySelector<HTMLElement>(`[data-tour="nav-${name}"]`)!;
        const before = document.querySelector('.work .page');
        const started = performance.now();
        entry.click();
        const look = () => {
          const shown = document.querySelector('.work .page');
          if (shown && shown !== before && entry.hasAttribute('aria-current') && document.querySelectorAll('.work .loading').length === 0)
            return void requestAnimationFrame(() => resolve(performance.now() - started));
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    room,
  );

/** What a person does in an afternoon; each step is watched by itself. */
function workflow(office: Office, rooms: Map<string, number>): [string, () => Promise<unknown>][] {
  const { window: w } = office;
  const figureShows = (text: string) => w.locator('[data-figure="base"]', { hasText: text }).waitFor();
  return [
    ...ROOMS.map((room): [string, () => Promise<unknown>] => [`open ${room}`, async () => rooms.set(room, await openRoom(w, room))]),
    [
      'rename an achievement',
      async () => {
        await openRoom(w, 'portfolio');
        await w.locator('[data-row="0"]').dblclick();
        await w.getByLabel(/^成果名称/).fill('改过名的示例成果');
        await w.keyboard.press('Tab');
        await w.getByRole('heading', { name: '改过名的示例成果' }).waitFor();
      },
    ],
    [
      'back to the list',
      async () => {
        await w.keyboard.press('Alt+ArrowLeft');
        await w.locator('[data-row="0"]').waitFor();
      },
    ],
    [
      'open the deal',
      async () => {
        await openRoom(w, 'deals');
        await w.locator('[data-row="0"] [data-col="1"]').dblclick();
        await w.locator('#deal-tab-setup').waitFor();
      },
    ],
    ...TABS.map((tab): [string, () => Promise<unknown>] => [`tab ${tab}`, () => office.tab(tab)]),
    [
      'change a figure',
      async () => {
        await office.tab('valuation');
        await w.getByLabel('折现率', { exact: true }).fill('12%');
        await w.getByLabel('折现率', { exact: true }).press('Enter');
        await figureShows('115.93');
      },
    ],
    [
      'paste 20,000 characters into the type guide',
      async () => {
        await office.tab('contract');
        await w.locator('[data-act="type-guide"]').click();
        await w.locator('.guide-paste summary').click();
        await w.locator('.guide-paste textarea').fill('乙方就甲方拟建项目的技术路线作可行性论证，提交咨询报告一份。'.repeat(700).slice(0, 20_000));
        await w.locator('.guide-paste [role="status"]', { hasText: '技术咨询合同' }).waitFor();
        await w.keyboard.press('Escape');
        await w.locator('.type-guide').waitFor({ state: 'detached' });
      },
    ],
    [
      'draft the contract',
      async () => {
        await office.tab('contract');
        await w.getByText('起草专利实施许可合同').click();
        await w.locator('[data-act="lock"]').waitFor();
      },
    ],
    [
      'type an answer of the contract',
      async () => {
        const answer = w.locator('#deal-body [data-field] input:not([readonly]):not([type="search"]):not([role="combobox"])').first();
        await answer.focus();
        await answer.press('End');
        await answer.pressSequentially('广东省内');
        await answer.blur();
      },
    ],
    [
      'open the contract again',
      async () => {
        await office.tab('setup');
        await office.tab('contract');
        await w.locator('[data-act="lock"]').waitFor();
      },
    ],
    [
      'make the Word file',
      async () => {
        await w.locator('[data-make="contract-draft"]').click();
        await w.locator('.file-done-name').first().waitFor();
      },
    ],
    [
      'read back the file the other side changed',
      async () => {
        await office.willPick([await changedByOther(office)]);
        await w.locator('[data-act="read-back"]').click();
        await w.locator('[data-testid="back-in-card"]').waitFor();
      },
    ],
    [
      'decide on a change',
      async () => {
        await w.locator('[data-testid="back-in-card"]').getByRole('button', { name: /^接受/ }).click();
        await office.saved();
      },
    ],
    [
      'make a new version',
      async () => {
        await w.getByRole('button', { name: '返回第 1 版' }).click();
        await w.getByRole('button', { name: /新版/ }).first().click();
        await w.getByText('第 2 版', { exact: true }).first().waitFor();
      },
    ],
    [
      'type in a clause',
      async () => {
        await w.getByRole('tab', { name: '条款', exact: true }).click();
        const line = w.locator('[data-clause-line="subject.title"]');
        await line.getByRole('button', { name: '改措辞' }).click();
        const box = line.locator('textarea').first();
        await box.press('End');
        await box.pressSequentially('甲方并保证没有他人主张权利。');
        await box.blur();
        await line.getByText('改过措辞').waitFor();
      },
    ],
    [
      'compare two versions',
      async () => {
        await office.saved();
        await w.getByRole('button', { name: '与…对比' }).click();
        await w.getByTestId('redline-changes').waitFor();
      },
    ],
    [
      'make the Word file of the comparison',
      async () => {
        await w.locator('[data-make="contract-redline"]').click();
        await w.locator('.file-done-name', { hasText: '修订' }).first().waitFor();
      },
    ],
    [
      'open the palette',
      async () => {
        await w.keyboard.press('Control+K');
        await w.locator('#palette').pressSequentially('zzcl');
        await w.locator('.palette-list li').first().waitFor();
        await w.keyboard.press('Escape');
      },
    ],
  ];
}

/** Our draft as it comes back, in a file of its own: a price, a term, a right, a removed 不 and a clause that moved. */
async function changedByOther(office: Office): Promise<string> {
  const hash = (await storedRows(office, 'documents')).find((d) => d['kind'] === 'contract-draft')?.['hash'];
  const draft = (await vaultFiles(office.userData)).get(String(hash))!;
  const back = join(await mkdtemp(join(tmpdir(), 'kezhuan-bench-back-')), '合同.docx');
  const edited = editDocx(draft, {
    tracked: { 入门费为人民币: [['1,500,000.00', '1,200,000.00']] },
    silent: { 本合同的许可方式为: [['排他', '独占']], 提成比例为: [['2.5%', '2%']], 甲方不得许可第三人实施许可专利: [['不得', '得']] },
    retyped: { 甲方应当就许可产品单独设账: '帐目公开，每岁一稽，差额逾什一者，买方认其费。' },
    moved: { 许可的实施行为: '本合同一式' },
  });
  await writeFile(back, edited);
  return back;
}

export async function measureTasks(): Promise<Figure[]> {
  const longest = new Map<string, number[]>();
  const opened = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round++) {
    const office = await openSampleDeal();
    try {
      const { window: w } = office;
      // the compiler that runs this file marks inner functions by name; the page has to know that mark
      await w.evaluate('globalThis.__name ??= (f) => f');
      await w.evaluate(() => {
        const watched = window as unknown as Watched;
        watched.longTasks = [];
        watched.watching = new PerformanceObserver((list) => watched.longTasks.push(...list.getEntries().map((e) => ({ length: e.duration, name: e.name }))));
        watched.watching.observe({ type: 'longtask' });
      });
      const rooms = new Map<string, number>();
      for (const [name, step] of workflow(office, rooms)) {
        await step();
        // two frames later everything the step began has run, and its tasks are in the list
        const tasks = await w.evaluate(
          () =>
            new Promise<Watched['longTasks']>((done) =>
              requestAnimationFrame(() =>
                requestAnimationFrame(() =>
                  setTimeout(() => {
                    const watched = window as unknown as Watched;
                    watched.longTasks.push(...watched.watching.takeRecords().map((e) => ({ length: e.duration, name: e.name })));
                    done(watched.longTasks.splice(0));
                  }),
                ),
              ),
            ),
        );
        // what no script of this page ran (start of a process, the picture taken by the driver) is called unknown
        const own = tasks.filter((t) => t.name === 'self').map((t) => t.length);
        longest.set(name, [...(longest.get(name) ?? []), Math.max(0, ...own)]);
      }
      for (const [name, ms] of rooms) opened.set(name, [...(opened.get(name) ?? []), ms]);
    } finally {
      await office.close();
    }
  }
  const worst = (of: Map<string, number[]>): [string, number][] =>
    [...of].map(([name, all]): [string, number] => [name, median(all)]).sort((a, b) => b[1] - a[1]);
  const words = (of: [string, number][]): string =>
    of
      .filter(([, ms]) => ms > 0)
      .slice(0, 8)
      .map(([name, ms]) => `${name} ${Math.round(ms)}`)
      .join(', ');
  const tasks = worst(longest);
  const rooms = worst(opened);
  return [
    figure({
      name: 'longest own task over the workflow',
      value: tasks[0]![1],
      yardstick: 50,
      unit: 'ms',
      against: 'the 50 ms a task may take',
      bar: { most: 1 },
      note: `median of ${ROUNDS} runs per step, ${words(tasks) || 'none over 50 ms; shorter ones are not told'}`,
    }),
    figure({
      name: 'slowest opening of a room',
      value: rooms[0]![1],
      yardstick: 150,
      unit: 'ms',
      against: 'the 150 ms a room may take',
      bar: { most: 1 },
      note: `median of ${ROUNDS} first openings: ${words(rooms)}`,
    }),
  ];
}
