/** The tabs of the deal that R-017 has not reached yet: contract, signing and filing with something in them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { freezeForm, openSampleDeal, signSampleDeal } from '../support/sample-office.ts';
import { goTo } from '../support/rooms.ts';
import { Studio, USUAL } from './studio.ts';

/** Beside the frozen filing, one in each state it can come to; straight into the store, for a picture of the list. */
const manyFilings = (w: Page): Promise<void> =>
  w.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const open = indexedDB.open('kezhuan-sample');
        open.onerror = () => fail(open.error);
        open.onsuccess = () => {
          const tx = open.result.transaction('filings', 'readwrite');
          const filings = tx.objectStore('filings');
          const all = filings.getAll();
          all.onsuccess = () => {
            const frozen = all.result[0] as Record<string, unknown>;
            const said = [
              { state: 'queued', carrier: 'http', registry: '模拟登记处' },
              { state: 'submitted', submittedAt: '2026-05-29T09:30' },
              { state: 'accepted', submittedAt: '2026-05-29T09:30', acceptedOn: '2026-06-01' },
              { state: 'returned', submittedAt: '2026-05-30T15:05', reasons: [{ code: '示例', text: '示例：附件不全' }] },
              { state: 'registered', submittedAt: '2026-06-02T10:00', registeredOn: '2026-06-05', registerNo: '2026440000000001' },
              { state: 'registered', submittedAt: '2026-06-02T10:00', registeredOn: '2026-06-05', registerNo: '9900002026000001', simulated: true },
              { state: 'unknown', carrier: 'http', registry: '模拟登记处' },
              { state: 'submitted', submittedAt: '2026-06-03T08:20' },
            ];
            said.forEach((more, i) => filings.put({ ...frozen, id: `example-${i}`, version: i + 2, ...more }));
          };
          tx.oncomplete = () => {
            open.result.close();
            done();
          };
          tx.onabort = () => fail(tx.error);
        };
      }),
  );

export async function laterTabs(wanted: (sheet: string) => boolean): Promise<void> {
  const office = await openSampleDeal();
  const folder = await mkdtemp(path.join(tmpdir(), 'kezhuan-scan-'));
  const { window: w } = office;
  try {
    const studio = Studio.around(office, wanted);
    const scan = path.join(folder, 'signed.png');
    await writeFile(scan, await w.screenshot({ clip: { x: 0, y: 100, width: 400, height: 560 } }));
    await signSampleDeal(office, scan);
    await studio.shoot('deal-signing', 'signed', USUAL);
    await office.tab('contract');
    await studio.shoot('deal-contract', 'locked', USUAL);
    await office.tab('registration');
    await w.getByText('起草登记申请').click();
    await w.locator('[data-act="freeze"]').waitFor();
    await studio.shoot('deal-registration', 'draft', USUAL);
    await freezeForm(office);
    await studio.shoot('deal-registration', 'frozen', USUAL);
    await manyFilings(w);
    await goTo(w, 'registration');
    await w.locator('[data-row="8"]').waitFor();
    await studio.shoot('registration', 'filed', USUAL);
  } finally {
    await office.close();
    await rm(folder, { recursive: true, force: true });
  }
}
