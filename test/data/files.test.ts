/** Files of the 示例库 in the real vault: in, out, onto their records, and what can be done with a file the program made. */
import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BridgeFault } from '../../electron/ipc/fault.ts';
import { sha256Of } from '../../electron/files/sha256.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { blankPdf } from '../support/papers.ts';
import { Office } from './office.ts';

// in the program a worker does it; the work is the same
vi.mock('../../renderer/workers/documents.ts', async () => ({ runDocument: (await import('../../renderer/workers/document-jobs.ts')).doJob }));

const MB = 1024 * 1024;
let office: Office;
let v: typeof import('../../renderer/data/vault.ts');
beforeEach(async () => {
  office = await Office.open();
  v = await import('../../renderer/data/vault.ts');
});
afterEach(() => office.close());

const scan = Uint8Array.from({ length: 2 * MB + 5 }, (_, i) => (i * 7) % 251);

describe('the vault from the window', () => {
  it('takes a dropped file and bytes in parts of a megabyte, tells how far it is, and gives the same bytes back', async () => {
    const told: number[][] = [];
    const dropped = (await v.storeFile(new File([scan], '扫描件.pdf'), { onProgress: (done, of) => told.push([done, of]) }))!;
    expect(dropped).toEqual({ hash: sha256Of(scan), name: '扫描件.pdf', size: scan.length, mime: 'application/pdf' });
    expect(told).toEqual([
      [MB, scan.length],
      [2 * MB, scan.length],
      [scan.length, scan.length],
    ]);
    expect((await v.storeFile({ name: '另名.pdf', bytes: scan }))!.hash).toBe(dropped.hash);
    expect(Buffer.compare(Buffer.from(await v.readVaultFile(dropped.hash)), Buffer.from(scan))).toBe(0);
    const empty = (await v.storeFile({ name: '空.txt', bytes: new Uint8Array() }))!;
    expect(await v.readVaultFile(empty.hash)).toEqual(new Uint8Array());
  });

  it('stops between parts when asked, and nothing half is kept', async () => {
    const stop = new AbortController();
    expect(await v.storeFile({ name: '大.pdf', bytes: scan }, { signal: stop.signal, onProgress: () => stop.abort() })).toBeNull();
    expect(office.asked.map((a) => a.channel)).toEqual(['vault.begin', 'vault.part']);
    expect(await office.vault.list()).toEqual([]);
  });

  it('says by code what went wrong, and asks the system for everything that leaves the vault', async () => {
    const { BridgeFailure } = await import('../../renderer/data/bridge-call.ts');
    const failure = await v.readVaultFile('b'.repeat(64)).catch((e: unknown) => e);
    expect(failure).toBeInstanceOf(BridgeFailure);
    expect(failure).toMatchObject({ code: 'not-found' });
    office.system.set('vault.begin', () => {
      throw new BridgeFault('disk-full', 'no space');
    });
    await expect(v.storeFile({ name: 'x', bytes: scan })).rejects.toMatchObject({ code: 'disk-full', message: expect.stringContaining('vault.begin') });
    office.system.set('vault.pick', (q) => [{ hash: 'c'.repeat(64), name: `${(q['kinds'] as string[]).join()}-${String(q['multiple'])}`, size: 1, mime: 'x' }]);
    expect((await v.pickFiles(['pdf', 'image'], true))[0]!.name).toBe('pdf,image-true');
    expect((await v.pickFiles(['docx']))[0]!.name).toBe('docx-false');
  });
});

describe('on a record', () => {
  // of two letters two contents
  const file = async (letter: string, name = `${letter}.pdf`) => (await v.storeFile({ name, bytes: blankPdf(1, letter) }))!;

  it('one content is one row, however often it comes and under whichever name; another kind or owner is another row', async () => {
    const { attachFiles } = await import('../../renderer/data/attach.ts');
    const { attachmentsOf } = await import('../../renderer/data/queries/signing.ts');
    const owner = { table: 'signings' as const, id: 's', dealId: SAMPLE_IDS.deal, kind: 'scan' };
    const done = await attachFiles(owner, [await file('a'), await file('b'), await file('a', '同一份.pdf')]);
    if ('refused' in done) throw new Error(done.key);
    expect(done.ids[2]).toBe(done.ids[0]);
    const rows = await attachmentsOf('s');
    expect(rows.map((r) => [r.name, r.kind, r.dealId])).toEqual([
      ['a.pdf', 'scan', SAMPLE_IDS.deal],
      ['b.pdf', 'scan', SAMPLE_IDS.deal],
    ]);
    expect(await attachFiles(owner, [await file('b')])).toEqual({ ok: true, ids: [done.ids[1]], names: ['b.pdf'], odd: [] });
    expect(await attachFiles({ table: 'signings', id: 's' }, [await file('a')])).not.toMatchObject({ ids: [done.ids[0]] });
    const { archiveRow } = await import('../../renderer/data/edit-row.ts');
    await archiveRow('attachments', done.ids[0]!, true);
    // what was put aside is not counted as there
    expect(await attachFiles(owner, [await file('a')])).not.toMatchObject({ ids: [done.ids[0]] });
    const { latestChanges } = await import('../../renderer/data/queries/history.ts');
    expect((await latestChanges(5)).map((c) => c.why.note)).toContain('a.pdf、b.pdf、同一份.pdf');
  });

  it('what does not count leaves the vault again, unless a row names the same content', async () => {
    const { attachFiles } = await import('../../renderer/data/attach.ts');
    const { discardFiles } = await import('../../renderer/data/discard-file.ts');
    const owner = { table: 'signings' as const, id: 's', kind: 'scan' };
    const wrong = (await v.storeFile({ name: '台账.pdf', bytes: new TextEncoder().encode('不是扫描件') }))!;
    const right = await file('a');
    const done = await attachFiles(owner, [wrong, right]);
    expect(done).toMatchObject({ ok: true, names: ['a.pdf'], left: { key: 'file.other' } });
    expect(await office.vault.list()).toEqual([right.hash]);
    // the same content under a name that is not true is refused, its row stays whole
    expect(await attachFiles(owner, [await file('a', '合同.docx')])).toMatchObject({ refused: true });
    await discardFiles([right, right, right]);
    expect(await office.vault.list()).toEqual([right.hash]);
  });

  it('adds nothing while storage is in trouble', async () => {
    const { attachFiles } = await import('../../renderer/data/attach.ts');
    await office.program.save.allSaved();
    office.program.save.setSaveState({ trouble: { code: 'readonly', freeBytes: 0 } });
    expect(await attachFiles({ table: 'deals', id: SAMPLE_IDS.deal }, [await file('a')])).toMatchObject({ refused: true, key: 'storage.readonly' });
    expect(await office.program.store.db().attachments.count()).toBe(0);
  });
});

describe('a file the program made', () => {
  const made = {
    dealId: SAMPLE_IDS.deal,
    kind: 'minutes',
    name: '第三轮/会谈纪要: 终稿?.docx',
    bytes: scan.slice(0, 1000),
    contentId: 'd'.repeat(64),
    sourceTable: 'rounds' as const,
    sourceId: SAMPLE_IDS.round(3),
  };

  it('lies in the vault and remembers from what it was made; made again it is a new row over the same content', async () => {
    const { keepMade } = await import('../../renderer/data/produced.ts');
    const { documentsFrom } = await import('../../renderer/data/queries/contracts.ts');
    const first = await keepMade(made, 'minutes.make');
    await keepMade(made, 'minutes.make');
    expect(first).toMatchObject({ name: '第三轮_会谈纪要_ 终稿_.docx', hash: sha256Of(made.bytes), contentId: made.contentId, size: 1000 });
    const rows = await documentsFrom(SAMPLE_IDS.round(3));
    expect([rows.length, new Set(rows.map((r) => r.hash)).size]).toEqual([2, 1]);
    expect(await office.vault.list()).toEqual([sha256Of(made.bytes)]);
    await office.program.save.allSaved();
    office.program.save.setSaveState({ trouble: { code: 'full', freeBytes: 0 } });
    expect(await keepMade(made, 'minutes.make')).toMatchObject({ refused: true, key: 'storage.full' });
  });

  it('has a name every system takes, with its extension however long the title is', async () => {
    const { fileName } = await import('../../renderer/data/produced.ts');
    const long = fileName(`${'低温等离子体'.repeat(60)}.docx`);
    expect([long.length, long.endsWith('.docx')]).toEqual([200, true]);
    expect(fileName(`${'a'.repeat(194)}𠮷𠮷.docx`)).toBe(`${'a'.repeat(194)}.docx`);
    expect(fileName('a\\b/c:d*e?f"g<h>i|j\n.xlsx')).toBe('a_b_c_d_e_f_g_h_i_j_.xlsx');
    expect(fileName('x'.repeat(300))).toHaveLength(200);
  });

  it('opens, is copied, and is saved elsewhere, which then shows its folder', async () => {
    const { fileActions } = await import('../../renderer/data/produced.ts');
    let where: { handle: string; name: string } | null = { handle: 'h1', name: '纪要.docx' };
    office.system.set('vault.saveAs', () => where);
    for (const channel of ['vault.open', 'clipboard.file', 'file.reveal'] as const) office.system.set(channel, () => null);
    const actions = fileActions({ hash: 'e'.repeat(64), name: '纪要.docx' });
    actions.onOpen();
    actions.onCopy();
    actions.onSaveAs();
    await expect
      .poll(() => office.asked.map((a) => `${a.channel} ${a.about}`))
      .toEqual(['vault.open 纪要.docx', 'clipboard.file 纪要.docx', 'vault.saveAs 纪要.docx', 'file.reveal h1']);
    where = null;
    actions.onSaveAs();
    await expect.poll(() => office.asked.length).toBe(5);
    // the answer has been heard once the next call has been answered
    await v.openVaultFile('e'.repeat(64), '纪要.docx');
    expect(office.asked.map((a) => a.channel).filter((c) => c === 'file.reveal')).toHaveLength(1);
  });
});
