/**
 * `npm run pictures [-- SHEET …]`: contact sheets of every room in the real program, full, empty and failing, into
 * `pictures/`; `readme` takes the README's picture. Nothing is judged here: a person looks at them.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { dealTabs, droppedFiles, emptyDeal, emptyRooms, failingFirstStart, failingRooms, firstStart, fullRooms, openSample, openSampleDeal } from './rooms.ts';
import { laterTabs } from './later.ts';
import { FEW, Studio, writeSheets } from './studio.ts';

const asked = process.argv.slice(2);
const wanted = (sheet: string): boolean => asked.length === 0 || asked.some((a) => sheet === a || sheet.startsWith(`${a}-`));
const any = (...names: string[]): boolean => asked.length === 0 || names.some((n) => asked.some((a) => a === n || a.startsWith(`${n}-`)));
const ROOMS = ['today', 'portfolio', 'demands', 'parties', 'deals', 'valuation', 'negotiation', 'contracts', 'registration', 'reports', 'settings'];
const NO_SPACE = { KEZHUAN_DISK_LOW: '2000000000000000', KEZHUAN_DISK_FULL: '1000000000000000' };

const userData = await mkdtemp(path.join(tmpdir(), 'kezhuan-pictures-'));
try {
  const fine = await Studio.open(wanted, { userData });
  try {
    await firstStart(fine);
    if (any(...ROOMS)) await emptyRooms(fine);
    if (any('import', 'pre-check')) await droppedFiles(fine);
    if (any('deal')) await emptyDeal(fine);
    await openSample(fine);
    if (any(...ROOMS)) await fullRooms(fine);
    if (any('deal', 'readme')) await openSampleDeal(fine);
    if (any('deal')) await dealTabs(fine, 'full');
    if (any('readme')) {
      await fine.page.locator('#deal-tab-setup').click();
      await fine.settle();
      await writeFile(path.join(PROJECT, 'resources/screenshots/deal.png'), await fine.picture());
    }
  } finally {
    await fine.running.close();
  }
  if (any('first-start')) {
    const full = await Studio.open(wanted, {});
    try {
      await failingFirstStart(full);
    } finally {
      await full.running.close();
    }
  }
  if (any('deal', 'recovery', ...ROOMS)) {
    const full = await Studio.open(wanted, { userData, env: NO_SPACE });
    try {
      await full.page.locator('[data-tour="nav"]').waitFor();
      if (any(...ROOMS)) await failingRooms(full);
      if (any('deal')) {
        await openSampleDeal(full);
        const keeper = full.page.locator('[data-field$="/keeper"] input');
        await keeper.fill('示例经理二');
        await keeper.blur();
        await full.page.getByRole('alert').first().waitFor();
        await dealTabs(full, 'failing');
      }
      await full.page.evaluate(
        () =>
          new Promise<void>((done, fail) => {
            const store = indexedDB.open('kezhuan-sample');
            store.onerror = () => fail(store.error);
            store.onsuccess = () => {
              const put = store.result.transaction('meta', 'readwrite');
              put.objectStore('meta').put({ key: 'formatVersion', value: '999' });
              put.oncomplete = () => {
                store.result.close();
                done();
              };
            };
          }),
      );
    } finally {
      await full.running.close();
    }
    const newer = await Studio.open(wanted, { userData });
    try {
      await newer.page.locator('.recovery').waitFor();
      await newer.shoot('recovery', 'failing', FEW);
    } finally {
      await newer.running.close();
    }
  }
  if (any('deal', 'registration')) await laterTabs(wanted);
  for (const file of await writeSheets()) console.log(path.relative(PROJECT, file));
} finally {
  await rm(userData, { recursive: true, force: true, maxRetries: 5 });
}
