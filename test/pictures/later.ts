/** The tabs of the deal that R-017 has not reached yet: contract, signing and filing with something in them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSampleDeal, signSampleDeal } from '../support/sample-office.ts';
import { Studio, USUAL } from './studio.ts';

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
    await w.locator('[data-act="freeze"]').click();
    await w.getByText('逐栏助手').first().waitFor();
    await studio.shoot('deal-registration', 'frozen', USUAL);
  } finally {
    await office.close();
    await rm(folder, { recursive: true, force: true });
  }
}
