/** The history of a record: its own Changes and those of what belongs to it, through the product's own door. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoredChange } from '../../shared/change/change.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { TABLE_NAMES, TABLES } from '../../shared/domain/tables.ts';
import { Office } from './office.ts';

let office: Office;
let rows: typeof import('../../renderer/data/edit-row.ts');
let history: typeof import('../../renderer/data/queries/history.ts');
beforeEach(async () => {
  office = await Office.open();
  rows = await import('../../renderer/data/edit-row.ts');
  history = await import('../../renderer/data/queries/history.ts');
});
afterEach(() => office.close());

const read = (table: string, id: string, shown = 20) => history.historyPage(table, id, shown, new Map());
const last = async () => (await office.program.store.db().changes.orderBy('seq').last())!;
const top = async (table: string, id: string) => (await read(table, id)).lines[0]!;

it.each([
  ['achievements', SAMPLE_IDS.achievement, 'rights', { achievementId: SAMPLE_IDS.achievement }, { number: '202010000000.7' }],
  ['achievements', SAMPLE_IDS.achievement, 'contributors', { achievementId: SAMPLE_IDS.achievement }, { share: '0.5' }],
  ['achievements', SAMPLE_IDS.achievement, 'attachments', { ownerTable: 'achievements', ownerId: SAMPLE_IDS.achievement }, { name: '示例.pdf' }],
  ['deals', SAMPLE_IDS.deal, 'worksheets', { dealId: SAMPLE_IDS.deal }, { inputs: { discountRate: { value: '0.12' } } }],
  ['deals', SAMPLE_IDS.deal, 'rounds', { dealId: SAMPLE_IDS.deal }, { entryFee: '1000' }],
  ['deals', SAMPLE_IDS.deal, 'pricings', { dealId: SAMPLE_IDS.deal }, { price: '1000' }],
  ['deals', SAMPLE_IDS.deal, 'notices', { dealId: SAMPLE_IDS.deal }, { place: '示例网站' }],
  ['deals', SAMPLE_IDS.deal, 'contracts', { dealId: SAMPLE_IDS.deal }, { fields: { projectName: '示例' } }],
  ['deals', SAMPLE_IDS.deal, 'signings', { dealId: SAMPLE_IDS.deal }, { contractNo: '示例-1' }],
  ['deals', SAMPLE_IDS.deal, 'filings', { dealId: SAMPLE_IDS.deal }, { form: { projectName: '示例' } }],
  ['deals', SAMPLE_IDS.deal, 'receipts', { dealId: SAMPLE_IDS.deal }, { amount: '1000' }],
  ['deals', SAMPLE_IDS.deal, 'answers', { dealId: SAMPLE_IDS.deal }, { reason: '示例' }],
] as const)('of %s %s tells the edit of a row of %s, and it is taken back from there', async (table, id, part, owner, edit) => {
  await rows.makeRow(part, { id: 'p', ...owner });
  await rows.editRow(part, 'p', edit);
  const field = Object.keys(edit)[0]!;
  const line = await top(table, id);
  expect(line.patches).toMatchObject([{ op: 'set', table: part, id: 'p', field }]);
  expect((await read(table, id)).parts.get(`${part}/p`)).toMatchObject({ ...owner, ...edit });
  expect(await office.program.undo.undoChange(line.change.id)).toMatchObject({ ok: true });
  const [back, edited] = (await read(table, id)).lines;
  expect([back!.change.why.undoes, edited!.undone]).toEqual([line.change.id, true]);
  expect(await office.program.store.db().records(part).get('p')).not.toHaveProperty(field);
});

it('goes down the generations, and not to records of their own', async () => {
  await rows.makeRow('notices', { id: 'n', dealId: SAMPLE_IDS.deal });
  await rows.makeRow('objections', { id: 'o', noticeId: 'n' });
  await rows.editRow('objections', 'o', { content: '示例异议' });
  expect((await top('deals', SAMPLE_IDS.deal)).patches).toMatchObject([{ table: 'objections', field: 'content' }]);
  const before = (await read('deals', SAMPLE_IDS.deal)).total;
  await rows.editRow('parties', SAMPLE_IDS.firm, { contact: '示例' });
  await rows.editRow('achievements', SAMPLE_IDS.achievement, { note: '示例' });
  expect((await read('deals', SAMPLE_IDS.deal)).total).toBe(before);
});

it('keeps a part that was made and taken away again, with what it was called', async () => {
  await rows.makeRow('rights', { id: 'r', achievementId: SAMPLE_IDS.achievement, name: '示例专利' });
  const made = await last();
  await rows.editRow('rights', 'r', { number: '1' });
  await office.program.undo.undoLast();
  await office.program.undo.undoLast();
  const { lines, parts } = await read('achievements', SAMPLE_IDS.achievement);
  expect(lines.slice(0, 4).map((l) => [l.patches[0]!.op, l.undone])).toEqual([
    ['drop', false],
    ['set', false],
    ['set', true],
    ['make', true],
  ]);
  expect(lines[3]!.change.id).toBe(made.id);
  expect(parts.get('rights/r')).toMatchObject({ name: '示例专利' });
  await office.program.undo.redoLast();
  expect((await read('achievements', SAMPLE_IDS.achievement)).lines.slice(0, 5).map((l) => l.undone)).toEqual([false, true, false, true, false]);
});

it('refuses on a part what it refuses elsewhere', async () => {
  await rows.makeRow('rights', { id: 'r', achievementId: SAMPLE_IDS.achievement, number: '1' });
  await rows.editRow('rights', 'r', { number: '2' });
  const second = await top('achievements', SAMPLE_IDS.achievement);
  await rows.editRow('rights', 'r', { number: '3' });
  expect(await office.program.undo.undoChange(second.change.id)).toMatchObject({ refused: true, key: 'undo.movedOn' });
});

it('a row that has attachments, answers or documents is pointed to, so its making is not undone under them', async () => {
  await rows.makeRow('achievements', { id: 'a', title: '示例' });
  const made = await last();
  await rows.makeRow('attachments', { id: 'f', ownerTable: 'achievements', ownerId: 'a', name: '示例.pdf' });
  expect(await office.program.undo.undoChange(made.id)).toMatchObject({ refused: true, key: 'undo.pointedTo' });
});

it('counts what a Change did to other records', async () => {
  await office.program.commit.commit({ intent: 'test.both' }, () => [
    { op: 'set', table: 'achievements', id: SAMPLE_IDS.achievement, fields: { note: '一' } },
    { op: 'set', table: 'parties', id: SAMPLE_IDS.firm, fields: { note: '一' } },
  ]);
  expect(await top('achievements', SAMPLE_IDS.achievement)).toMatchObject({ others: 1, patches: [{ table: 'achievements' }] });
});

it('is read page by page: a longer page reads only what it adds', async () => {
  await rows.makeRow('rights', { id: 'r', achievementId: SAMPLE_IDS.achievement });
  for (let i = 0; i < 50; i++) await rows.editRow('rights', 'r', { number: `${i}` });
  const known = new Map<number, StoredChange>();
  const first = await history.historyPage('achievements', SAMPLE_IDS.achievement, 20, known);
  expect([first.total, first.lines.length, known.size]).toEqual([52, 20, 20]);
  expect(first.lines.map((l) => l.patches[0]).slice(0, 2)).toMatchObject([{ to: '49' }, { to: '48' }]);
  const again = await history.historyPage('achievements', SAMPLE_IDS.achievement, 40, known);
  expect([again.lines.length, known.size]).toEqual([40, 40]);
  expect(again.lines[0]!.change).toBe(first.lines[0]!.change);
});

it('every kind with a deal of its own belongs to the deal, the imported ledger excepted', async () => {
  const { partsOf } = await import('../../shared/domain/tables.ts');
  const parts = new Set(partsOf('deals').map((r) => r.from));
  expect(TABLE_NAMES.filter((t) => 'dealId' in TABLES[t].shape && !parts.has(t))).toEqual(['ledger']);
});
