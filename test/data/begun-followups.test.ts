/** What follows a registration and was begun only: told on 今日 and in the list of filings until it is at its end. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { make, set } from '../../shared/domain/edit.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { Office } from './office.ts';

let office: Office;
beforeEach(async () => void (office = await Office.open()));
afterEach(() => office.close());

it('a cancellation begun and left is unfinished, and open in the list, until it is dropped or granted', async () => {
  const { begunFollowups } = await import('../../renderer/data/queries/today.ts');
  const { filingRows } = await import('../../renderer/data/queries/registration.ts');
  const dealId = SAMPLE_IDS.deal;
  await office.put(make('filings', { id: 'f', dealId, version: 1, state: 'registered', registeredOn: '2026-06-01' }));
  const begun = async () => (await begunFollowups()).map(({ followup, deal }) => [followup.id, deal?.id]);
  const open = async () => (await filingRows()).find((r) => r.filing.id === 'f')?.open.map((u) => u.id);
  expect([await begun(), await open()]).toEqual([[], []]);
  await office.put(
    make('followups', { id: 'u1', dealId, filingId: 'f', kind: 'cancel', state: 'draft', version: 1 }),
    make('followups', { id: 'u2', dealId, filingId: 'f', kind: 'change', version: 1 }),
    make('followups', { id: 'u3', dealId, filingId: 'f', kind: 'income', state: 'returned', version: 1 }),
  );
  expect((await begun()).toSorted()).toEqual([
    ['u1', dealId],
    ['u2', dealId],
  ]);
  expect((await open())?.toSorted()).toEqual(['u1', 'u2', 'u3']);
  // the next version answers the returned one, and is begun itself
  await office.put(make('followups', { id: 'u4', dealId, filingId: 'f', kind: 'income', state: 'draft', version: 2, basedOn: 'u3' }));
  expect((await open())?.toSorted()).toEqual(['u1', 'u2', 'u4']);
  await office.put(set('followups', 'u1', { archived: true }), set('followups', 'u2', { state: 'done' }), set('followups', 'u4', { state: 'submitted' }));
  expect([await begun(), await open()]).toEqual([[], ['u4']]);
});
