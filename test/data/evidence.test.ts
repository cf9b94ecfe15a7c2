/** What is put onto a record as a scan or a proof is looked into first, at the one door all files take. */
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blankPdf, NO_PROOF } from '../support/papers.ts';
import { refusalKey } from '../domain/support.ts';
import { Office } from './office.ts';

// in the program a worker does it; the work is the same
vi.mock('../../renderer/workers/documents.ts', async () => ({ runDocument: (await import('../../renderer/workers/document-jobs.ts')).doJob }));

let office: Office;
beforeEach(async () => {
  office = await Office.open('work');
  const drawn = (blob: Blob): Promise<unknown> => (blob.size > 20 ? Promise.resolve({ close: () => {} }) : Promise.reject(new Error('no picture')));
  vi.stubGlobal('createImageBitmap', drawn);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await office.close();
});

async function put(kind: string | undefined, name: string, bytes: Uint8Array) {
  const { storeFile } = await import('../../renderer/data/vault.ts');
  const { attachFiles } = await import('../../renderer/data/attach.ts');
  const file = (await storeFile({ name, bytes }))!;
  return attachFiles({ table: 'signings', id: 's', ...(kind ? { kind } : {}) }, [file]);
}
const count = (): Promise<number> => office.program.store.db().attachments.count();
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, ...Array<number>(40).fill(0));
const docx = zipSync({ 'word/document.xml': new Uint8Array([60]) });

describe.each(['scan', 'noticeProof', 'submissionProof'])('as %s', (kind) => {
  it.each(NO_PROOF)('%s is refused by its content, and nothing is added', async (name, bytes, key) => {
    const answer = await put(kind, name, bytes);
    const notScan = kind === 'scan' && /\.(txt|docx)$/.test(name) ? 'file.notScan' : key;
    expect(refusalKey(answer)).toBe(notScan);
    expect(answer).toMatchObject({ params: { name } });
    expect(await count()).toBe(0);
  });
  it.each([
    ['两页.pdf', blankPdf(2)],
    ['照片.jpg', png],
    ['截图.png', png],
    ['没有后缀', blankPdf(1)],
  ])('%s counts', async (name, bytes) => {
    expect(await put(kind, name, bytes)).toMatchObject({ ok: true, odd: [] });
    expect(await count()).toBe(1);
  });
});

it('a Word file shows a notice, and is no scan; more pages than are shown are split', async () => {
  expect(await put('noticeProof', '公示截图.docx', docx)).toMatchObject({ ok: true });
  expect(refusalKey(await put('scan', '合同.docx', docx))).toBe('file.notScan');
  expect(refusalKey(await put('scan', '厚.pdf', blankPdf(201)))).toBe('file.tooManyPages');
});

it.each(['achievements', 'scan', 'noticeProof', 'submissionProof'])(
  'several at once onto %s: what counts is added, everything left out is named',
  async (onto) => {
    const { storeFile } = await import('../../renderer/data/vault.ts');
    const { attachFiles } = await import('../../renderer/data/attach.ts');
    const owner = { table: 'achievements' as const, id: 's', ...(onto === 'achievements' ? {} : { kind: onto }) };
    const empty = new Uint8Array(0);
    const named = async (list: [string, Uint8Array][]) => Promise.all(list.map(async ([name, bytes]) => (await storeFile({ name, bytes }))!));
    const done = await attachFiles(
      owner,
      await named([
        ['空.pdf', empty],
        ['两页.pdf', blankPdf(2)],
        ['空白.png', empty],
        ['截图.png', png],
      ]),
    );
    const both = { refused: true, key: 'file.empty', params: { name: '空.pdf' }, also: [{ refused: true, key: 'file.empty', params: { name: '空白.png' } }] };
    expect(done).toMatchObject({ ok: true, names: ['两页.pdf', '截图.png'], left: both });
    expect((await office.program.store.db().attachments.toArray()).map((a) => a.name).sort()).toEqual(['两页.pdf', '截图.png'].sort());
    expect(
      await attachFiles(
        owner,
        await named([
          ['空.pdf', empty],
          ['空白.png', empty],
        ]),
      ),
    ).toEqual(both);
    const { refusalWords } = await import('../../renderer/ui/refusal-words.ts');
    expect(refusalWords(((key: string, p: { name?: string }) => `${key}${p.name}`) as never, both as never)).toBe(
      'refusal:file.empty空.pdf refusal:file.empty空白.png',
    );
  },
);

it('any other attachment: empty is refused, a false name is told and the file kept', async () => {
  expect(refusalKey(await put(undefined, '空.pdf', new Uint8Array(0)))).toBe('file.empty');
  const [, , , web] = NO_PROOF;
  expect(await put(undefined, web![0], web![1])).toMatchObject({ ok: true, odd: [{ key: 'file.odd', params: { says: 'jpeg', is: 'web' } }] });
  expect(await put(undefined, '数据.bin', Uint8Array.of(1, 2, 3))).toMatchObject({ ok: true, odd: [] });
});
