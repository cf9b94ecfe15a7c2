/** A store of an earlier version gets the tables it lacks, and keeps its rows. */
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, it, vi } from 'vitest';
import { KezhuanDb, RECORD_INDEXES } from '../../renderer/data/schema.ts';
import { canonicalJson, letterId, sha256Hex } from '../../shared/change/chain.ts';
import { TABLE_NAMES } from '../../shared/domain/tables.ts';

it('a store of version 1 opens with its rows, and new tables can be written', async () => {
  const earlier = new Dexie('earlier');
  const added = [
    'promises',
    'clauseNotes',
    'papers',
    'clauseSets',
    'returnedFiles',
    'changeCards',
    'followups',
    'benefits',
    'layouts',
    'rulePacks',
    'calendars',
  ];
  earlier
    .version(1)
    .stores({
      ...Object.fromEntries(TABLE_NAMES.filter((t) => !added.includes(t)).map((t) => [t, ['&id', RECORD_INDEXES[t]].filter(Boolean).join(', ')])),
      meta: '&key',
    });
  await earlier.open();
  await earlier.table('deals').put({ id: 'd', name: '示例项目' });
  earlier.close();

  // it complains where the tables are new and the version is not
  const complaint = vi.spyOn(console, 'warn');
  const now = new KezhuanDb('earlier');
  await now.open();
  expect(await now.deals.get('d')).toMatchObject({ name: '示例项目' });
  await now.promises.put({ id: 'p', dealId: 'd', what: '寄发票' });
  expect(await now.promises.where('dealId').equals('d').count()).toBe(1);
  await now.followups.put({ id: 'u', dealId: 'd', filingId: 'f', kind: 'cancel' });
  expect(await now.followups.where('filingId').equals('f').count()).toBe(1);
  await now.benefits.put({ id: 'b', dealId: 'd', kind: 'vat' });
  expect(await now.benefits.where('dealId').equals('d').count()).toBe(1);
  await now.layouts.put({ id: 'l', layout: 'guangdong', version: 2 });
  expect(await now.layouts.where('layout').equals('guangdong').count()).toBe(1);
  await now.calendars.put({ id: 'k', year: 2027, off: ['2027-01-01'] });
  expect(await now.calendars.where('year').equals(2027).count()).toBe(1);
  await now.rulePacks.put({ id: 'r', packId: 'gd-2027', inForce: true });
  expect(await now.rulePacks.where('packId').equals('gd-2027').count()).toBe(1);
  expect(complaint).not.toHaveBeenCalled();
  now.close();
});

it('letters of version 2 leave their words in the log and get its place, without a change of their state', async () => {
  const earlier = new Dexie('letters-of-2');
  earlier.version(2).stores({ changes: '++seq, id, *touch, bulk', outbox: '&id, lane, state, dueAt' });
  await earlier.open();
  const body = { filingId: 'f', version: 3, form: { projectName: '示例' } };
  const words = canonicalJson(body);
  await earlier.table('changes').put({ seq: 7, id: 'c', touch: [], letters: [{ registry: 'simulated', lane: 'd', kind: 'filing.submit', body }] });
  const row = { id: letterId('c', 0), changeId: 'c', lane: 'd', registry: 'simulated', kind: 'filing.submit', bodyHash: sha256Hex(words) };
  await earlier.table('outbox').put({ ...row, body: words, state: 'unknown', attempts: 4, dueAt: 9 });
  earlier.close();

  const now = new KezhuanDb('letters-of-2');
  await now.open();
  const size = new TextEncoder().encode(words).length;
  expect(await now.outbox.toArray()).toEqual([{ ...row, seq: 7, subject: 'f', version: 3, size, state: 'unknown', attempts: 4, dueAt: 9 }]);
  expect(await now.outbox.where('[state+seq]').equals(['unknown', 7]).count()).toBe(1);
  now.close();
});
