import { afterEach, expect, it } from 'vitest';
import { make } from '../../shared/domain/edit.ts';
import { Office } from './office.ts';

let office: Office;
afterEach(() => office.close());
const known = () => import('../../renderer/data/known-office.ts');
const row = async () => (await import('../../renderer/data/queries/parties.ts')).officeRow();
const said = {
  id: 'office',
  userName: '经办人甲',
  name: '示例农业研究所',
  role: 'seller' as const,
  kind: 'institute' as const,
  address: '示例路 1 号',
  bankAccount: '000',
};

it('what the 正式库 was told is known to the others: 实训库 gets name, office and role once, and the rest when asked for', async () => {
  office = await Office.open('work');
  await office.put(make('office', said));
  await (await known()).shareOffice();
  await office.start('class');
  const { shareOffice, copyKnownOffice, rememberOffice, knownOffice } = await known();
  await shareOffice();
  expect(await row()).toMatchObject({ userName: '经办人甲', name: '示例农业研究所', role: 'seller' });
  expect(await row()).not.toHaveProperty('address');
  expect((await import('../../renderer/data/store.ts')).who()).toBe('经办人甲');
  await copyKnownOffice();
  expect(await row()).toMatchObject({ kind: 'institute', address: '示例路 1 号' });
  // neither the account nor anything said here travels
  expect(await row()).not.toHaveProperty('bankAccount');
  await (await import('../../renderer/data/edit-row.ts')).editRow('office', 'office', { name: '实训单位' });
  await rememberOffice();
  await shareOffice();
  expect([(await row())?.name, (await knownOffice()).name]).toEqual(['实训单位', '示例农业研究所']);
});

it('nothing known: nothing is made up; the 示例库 keeps its own office and names the person', async () => {
  office = await Office.open('class');
  await (await known()).shareOffice();
  expect(await row()).toBeUndefined();
  const prefs = await import('../../renderer/data/prefs.ts');
  await prefs.writePref('office', '{"userName": 5');
  expect(await (await known()).knownOffice()).toEqual({});
  await prefs.writePref('office', JSON.stringify({ userName: '经办人甲', name: '示例单位' }));
  await office.start('sample');
  await (await import('../../renderer/data/sample-library.ts')).fillSampleLibrary();
  await (await known()).shareOffice();
  expect([(await row())?.name, (await import('../../renderer/data/store.ts')).who()]).toEqual(['示例农业研究所', '经办人甲']);
});
