/** The contract: drafted from the deal, locked, numbered, made as .docx and PDF, signed with a scan. */
import { join } from 'node:path';
import { BUYER, day, SELLER } from '../fixture.ts';
import { hold, until, type DemoJournal } from '../journal.ts';
import { scanOf } from '../scan.ts';
import type { DeskApp } from '../desk-app.ts';

const CONTRACT_NO = 'SL-2026-017';

/** The interview knows everything required from the deal; the text is locked for signing. */
export async function draftAndLock(desk: DeskApp): Promise<void> {
  const { w, tab, button, fill, choose } = desk.hands;
  await tab('合同');
  await button('起草专利实施许可合同').click();
  await fill('技术资料清单', '专利说明书与权利要求书\n装置总装图\n操作手册');
  await fill('技术指导内容', '装置安装、调试与操作人员培训');
  await fill('指导人日', '20');
  await choose('后续改进成果', '谁改进归谁');
  await fill('签订地点', '广东省佛山市');
  await w.getByText('必填项已齐').waitFor();
  await w.getByRole('tab', { name: '预览' }).click();
  await w.getByTestId('contract-paper').getByText('壹佰伍拾万元整').first().waitFor();
  await button('锁定为签署版').click();
  await button('锁定第 1 版').click();
  await w
    .getByText(/已锁定/)
    .first()
    .waitFor();
}

/** The number first: it stands on the signing copy. */
export async function numberIt(desk: DeskApp): Promise<void> {
  const { w, tab, button, fill } = desk.hands;
  await tab('签署');
  await button('登记签署').click();
  await w.getByText('签的是第 1 版').waitFor();
  await fill('合同编号', CONTRACT_NO);
}

export async function contractFiles(desk: DeskApp, journal: DemoJournal): Promise<void> {
  const { w, tab, button } = desk.hands;
  await tab('合同');
  for (const [make, kind] of [
    ['生成签署稿', 'docx'],
    ['生成 PDF（签署稿）', 'pdf'],
  ] as const) {
    await button(make).click();
    const made = w
      .locator('.file-done')
      .filter({ hasText: new RegExp(`\\.${kind}`) })
      .first();
    await made.waitFor({ timeout: 60_000 });
    await desk.saveAs(made, join(journal.out, `合同-签署稿.${kind}`));
  }
}

/** Signed on paper, scanned, put in, and every page compared with the locked text. */
export async function signing(desk: DeskApp, journal: DemoJournal): Promise<void> {
  const { w, tab, button, panel, field, fill, choose, saved } = desk.hands;
  const scan = join(journal.out, '合同-签章扫描件.pdf');
  const pages = await scanOf(join(journal.out, '合同-签署稿.pdf'), scan);
  await tab('签署');
  const paper = panel('合同与日期');
  await fill('签订日期', day(), paper);
  await fill('生效日期', day(), paper);
  hold('签订地点', await field('签订地点', paper).inputValue(), '广东省佛山市');
  await paper.getByLabel(/^加盖骑缝章/).click();
  for (const [title, side] of [
    ['许可方（卖方）', SELLER],
    ['被许可方（买方）', BUYER],
  ] as const) {
    const form = panel(title);
    await fill('签字人', side.legalRep, form);
    await choose('签字权限', '法定代表人', form);
    await choose('印章种类', '合同专用章', form);
    await fill('印章上的名称', side.name, form);
  }
  await desk.willPick(scan);
  await button(/放入扫描件$/).click();
  await w.getByText(`0／${pages} 页已核对`).waitFor({ timeout: 120_000 });
  await w.getByAltText('锁定版第 1 页').waitFor({ timeout: 120_000 });
  const equal = w.getByLabel('与锁定版一致');
  for (let page = 1; page <= pages; page++) {
    await w.getByAltText(`扫描件第 ${page} 页`).waitFor();
    await equal.click();
    await w.getByText(page < pages ? `${page}／${pages} 页已核对` : `${pages} 页全部一致`).waitFor();
  }
  await saved();
  hold('pages of scan and locked text', await w.getByText('页数不同').count(), 0);
  await until(
    'the frame of signing',
    () => w.getByRole('alert').filter({ hasText: '定价公示还没有合格结束' }).count(),
    (n) => n === 0,
  );
  journal.values['signedPages'] = String(pages);
  await w.getByAltText(`扫描件第 ${pages} 页`).scrollIntoViewIfNeeded();
}
