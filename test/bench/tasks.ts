/** How long the window is held up: the longest task over a day's work in the sample library, and the opening of each room. */
import type { Page } from 'playwright-core';
import { openSampleDeal, type DealTab, type Office } from '../support/sample-office.ts';
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
