/** What came back, on 今日: returns until somebody has answered them, decisions for a while. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { make, set } from '../../shared/domain/edit.ts';
import { SAMPLE_IDS } from '../../shared/domain/sample-deal.ts';
import { Office } from './office.ts';

const DAY = '2026-12-20';
let office: Office;
beforeEach(async () => {
  office = await Office.open();
  await office.put(make('filings', { id: 'f', dealId: SAMPLE_IDS.deal, version: 1, state: 'submitted' }));
});
afterEach(() => office.close());

/** id, state and day of what came back */
const back = async (day = DAY) => {
  const { cameBack } = await import('../../renderer/data/queries/today.ts');
  return (await cameBack(day)).map((b) => [b.id, 'filing' in b ? b.filing.state : b.followup.state, b.on]);
};

it('a return is to be mended until its next version is frozen, however long ago it came', async () => {
  await office.put(set('filings', 'f', { state: 'returned', returnedOn: '2026-07-01' }));
  const waiting = [['f', 'returned', '2026-07-01']];
  expect(await back()).toEqual(waiting);
  await office.put(make('filings', { id: 'g', dealId: SAMPLE_IDS.deal, version: 2, state: 'draft' }));
  expect(await back()).toEqual(waiting);
  await office.put(make('filings', { id: 'h', dealId: 'elsewhere', version: 2, state: 'ready' }));
  expect(await back()).toEqual(waiting);
  await office.put(set('filings', 'g', { state: 'ready' }));
  expect(await back()).toEqual([]);
  await office.put(set('filings', 'g', { archived: true }));
  expect(await back()).toEqual(waiting);
});

it('a decision is told of for sixty days', async () => {
  await office.put(set('filings', 'f', { state: 'registered', registeredOn: '2026-10-21' }));
  expect(await back()).toEqual([['f', 'registered', '2026-10-21']]);
  expect(await back('2026-12-21')).toEqual([]);
  await office.put(set('filings', 'f', { state: 'revoked', revokedOn: '2026-12-01' }));
  expect(await back('2026-12-21')).toEqual([['f', 'revoked', '2026-12-01']]);
  await office.put(set('filings', 'f', { state: 'refused', returnedOn: '2026-08-01' }));
  expect(await back()).toEqual([]);
});

it('a change or an objection that came back stands beside the filings, a returned one until it is handed in again', async () => {
  const of = { dealId: SAMPLE_IDS.deal, filingId: 'f' };
  await office.put(
    make('followups', { id: 'u', ...of, kind: 'change', version: 1, state: 'returned', returnedOn: '2026-07-01' }),
    make('followups', { id: 'v', ...of, kind: 'dispute', version: 1, state: 'done', doneOn: '2026-12-01' }),
    make('followups', { id: 'w', ...of, kind: 'cancel', version: 1, state: 'refused', returnedOn: '2026-10-01' }),
    make('followups', { id: 'x', ...of, kind: 'change', version: 2, state: 'draft', basedOn: 'u' }),
  );
  expect((await back()).toSorted()).toEqual([
    ['u', 'returned', '2026-07-01'],
    ['v', 'done', '2026-12-01'],
  ]);
  await office.put(set('followups', 'x', { state: 'submitted' }));
  expect(await back()).toEqual([['v', 'done', '2026-12-01']]);
  await office.put(set('followups', 'v', { archived: true }));
  expect(await back()).toEqual([]);
});
