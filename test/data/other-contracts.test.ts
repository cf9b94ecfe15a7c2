/** What the flags compare a contract with: one line a deal, each amount as its newest paper says it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { make, set } from '../../shared/domain/edit.ts';
import { Office } from './office.ts';

let office: Office;
beforeEach(async () => void (office = await Office.open()));
afterEach(() => office.close());

const amounts = async () => {
  const { otherContracts } = await import('../../renderer/data/queries/precheck.ts');
  return Object.fromEntries((await otherContracts('ours')).map((c) => [c.id, [c.total, c.technical]]));
};

it('the technical amount is what the newest form says, else what its rows take off, else what the contract names as not technical', async () => {
  const fields = (fixedFee: string, nonTechnical?: string) => ({ fixedFee, ...(nonTechnical === undefined ? {} : { nonTechnical }) });
  await office.put(
    ...['a', 'b', 'c', 'd'].map((id) => make('deals', { id, name: `示例项目${id}` })),
    make('contracts', { id: 'a1', dealId: 'a', kind: 'KF-WT', version: 1, fields: fields('6000000', '1400000') }),
    make('contracts', { id: 'b1', dealId: 'b', kind: 'KF-WT', version: 1, fields: fields('150万', '20万') }),
    make('contracts', { id: 'c1', dealId: 'c', kind: 'KF-WT', version: 1, fields: fields('9999') }),
    make('contracts', { id: 'c2', dealId: 'c', kind: 'KF-WT', version: 2, fields: fields('500000') }),
    make('contracts', { id: 'd1', dealId: 'd', kind: 'KF-WT', version: 1, fields: fields('800000', '100000') }),
    make('filings', { id: 'fd1', dealId: 'd', version: 1, form: { technicalAmount: '1' } }),
    make('filings', { id: 'fd2', dealId: 'd', version: 2, splits: [{ id: 's', kind: 'equipment', amount: '300000' }] }),
  );
  expect(await amounts()).toMatchObject({
    a1: ['6000000', '4600000'],
    // as a person types it
    b1: ['1500000', '1300000'],
    // of two versions the newest, and no amount where none was said
    c2: ['500000', undefined],
    d1: ['800000', '500000'],
  });
  expect(await amounts()).not.toHaveProperty('c1');
  // a form that has an amount typed is asked first; the rows of an older one are over
  await office.put(set('filings', 'fd2', { form: { technicalAmount: '450000' } }));
  expect((await amounts())['d1']).toEqual(['800000', '450000']);
});

it('a deal that was put away and the deal itself are no others', async () => {
  await office.put(
    make('deals', { id: 'ours', name: '示例本项目' }),
    make('deals', { id: 'gone', name: '示例已归档', archived: true }),
    make('contracts', { id: 'own', dealId: 'ours', version: 1, fields: { fixedFee: '1' } }),
    make('contracts', { id: 'past', dealId: 'gone', version: 1, fields: { fixedFee: '1' } }),
  );
  const found = await amounts();
  expect(found).not.toHaveProperty('own');
  expect(found).not.toHaveProperty('past');
});
