/** Typing goes on while the version an edit opened comes on screen: what arrives late still belongs to it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Right } from '../../shared/domain/portfolio.ts';
import { Office } from './office.ts';

let office: Office;
beforeEach(async () => void (office = await Office.open()));
afterEach(() => office.close());

const sheets = async () => {
  const rows = await office.program.store.db().worksheets.toArray();
  return rows.sort((a, b) => (a.version ?? 0) - (b.version ?? 0)).map((w) => ({ id: w.id, version: w.version, revenues: w.revenues }));
};

it('an edit that is still bound to the used version goes into the one that is on screen, however late', async () => {
  const { editRevenues } = await import('../../renderer/features/valuation/edit-worksheet.ts');
  const [used] = await sheets();
  const before = used!.revenues;
  await editRevenues(used!.id, 0, ['4000000']);
  expect((await sheets()).map((w) => w.version)).toEqual([1, 2]);
  // the screen shows version 2 by now; this cell was left before it did
  await editRevenues(used!.id, 1, ['6000000']);
  const after = await sheets();
  expect(after.map((w) => w.version)).toEqual([1, 2]);
  expect(after[0]!.revenues).toEqual(before);
  expect(after[1]!.revenues!.slice(0, 2)).toEqual(['4000000', '6000000']);
});

it('a person who goes back to the used version and edits it opens one from it', async () => {
  const [{ editRevenues }, { chosenByHand }] = await Promise.all([
    import('../../renderer/features/valuation/edit-worksheet.ts'),
    import('../../renderer/features/valuation/open-sheet.ts'),
  ]);
  const [used] = await sheets();
  await editRevenues(used!.id, 0, ['4000000']);
  chosenByHand(used!.id);
  await editRevenues(used!.id, 1, ['6000000']);
  const [first, , third] = await sheets();
  expect([third!.version, third!.revenues![0], third!.revenues![1]]).toEqual([3, first!.revenues![0], '6000000']);
});

it('a first worksheet knows the day on which the deal’s patent ends, from the record and with the law', async () => {
  const [{ startWorksheet }, { dealFile }, { SAMPLE_IDS }] = await Promise.all([
    import('../../renderer/features/valuation/edit-worksheet.ts'),
    import('../../renderer/data/queries/deals.ts'),
    import('../../shared/domain/sample-deal.ts'),
  ]);
  const file = (await dealFile(SAMPLE_IDS.deal))!;
  const seed = (today: string) => ({
    today,
    name: '示例测算',
    purpose: '示例',
    right: ({ kind, number, filedOn }: Right) => [kind, number, filedOn].filter(Boolean).join(' '),
    legalEnd: ({ right, years, rule }: { right: { filedOn?: string | undefined }; years: number; rule: { source: { article?: string | undefined } } }) =>
      `${right.filedOn} ${years} ${rule.source.article}`,
  });
  const of = async (deal: typeof file) => {
    const id = await startWorksheet(deal, seed('2026-05-28'));
    return office.program.store.db().worksheets.get(String(id));
  };
  const first = await of(file);
  expect(first?.object).toBe('低温等离子体种子处理装置；invention 202010000000.7 2020-01-02；secret');
  expect(first?.inputs).toMatchObject({ legalEnd: { value: '2040-01-02', source: '2020-01-02 20 第四十二条', sourceDate: '2026-05-28', grade: 'fact' } });
  // a right that is no part of the deal, or without a filing day, says nothing
  const bare = await of({ ...file, deal: { ...file.deal, rightIds: [] } });
  expect([bare?.inputs, bare?.object]).toEqual([undefined, '低温等离子体种子处理装置']);
});
