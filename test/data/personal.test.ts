/** 个人信息 behind the screen, and the order of a long list asked of a thread. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { make, set } from '../../shared/domain/edit.ts';
import { holdHook } from '../support/hook-host.ts';
import { Office } from './office.ts';

let office: Office;
beforeEach(async () => {
  office = await Office.open();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await office.close();
});

const of = <T extends { id: string }>(c: T): T & { table: 'contributors' } => ({ table: 'contributors', ...c });

it('seals what belongs to a party that is a natural person, moves an open account there, and erases it', async () => {
  const { savePersonal, sealAccount } = await import('../../renderer/data/personal.ts');
  const { personOfParty } = await import('../../renderer/data/queries/parties.ts');
  const { erasePerson, unseal } = await import('../../renderer/data/seal.ts');
  const party = { id: 'party-n', name: '示例自然人', kind: 'person' as const, bankAccount: '6222000000000000001' };
  const owner = { table: 'parties' as const, id: party.id, name: party.name };
  await office.put(make('parties', party));
  expect(await savePersonal(owner, 'pn', 'idNumber', '440524188001010014')).toMatchObject({ ok: true });
  expect(await savePersonal(owner, 'other', 'phone', '1')).toMatchObject({ refused: true, key: 'row.gone' });
  expect(await sealAccount(party, 'pn')).toMatchObject({ ok: true });
  const { db } = office.program.store;
  expect((await db().parties.get(party.id))?.bankAccount).toBeUndefined();
  const person = (await personOfParty(party.id))!;
  expect(person).toMatchObject({ id: 'pn', partyId: party.id });
  expect(await unseal(person.bankAccount!)).toBe(party.bankAccount);
  expect(await erasePerson('pn', '2026-11-22', party.name)).toMatchObject({ ok: true });
  expect(await unseal(person.bankAccount!)).toBeNull();
});

it('seals each field under one person, shows it, and after erasing refuses another', async () => {
  const { savePersonal, usePersons, useUnsealed } = await import('../../renderer/data/personal.ts');
  const { erasePerson } = await import('../../renderer/data/seal.ts');
  const c = { id: 'c1', name: '完成人甲' };
  await office.put(make('contributors', c));
  expect(await savePersonal(of(c), 'p1', 'phone', '13912345678')).toMatchObject({ ok: true });
  expect(await savePersonal(of({ ...c, personId: 'p1' }), 'p1', 'idNumber', '440524188001010014')).toMatchObject({ ok: true });
  expect(await savePersonal(of(c), 'p2', 'phone', '1')).toMatchObject({ refused: true, key: 'row.gone' });
  const persons = await holdHook(() => usePersons([{ ...c, personId: 'p1' }]));
  await expect.poll(() => persons.last()?.get('p1')?.idNumber?.person).toBe('p1');
  const row = persons.last()!.get('p1')!;
  const texts = await holdHook(() => useUnsealed([row.phone, row.idNumber, row.bankAccount]));
  await expect.poll(texts.last).toEqual(['13912345678', '440524188001010014', undefined]);
  texts.stop();
  await savePersonal(of({ ...c, personId: 'p1' }), 'p1', 'phone', undefined);
  await expect.poll(() => persons.last()?.get('p1')?.phone).toBeUndefined();
  expect(await erasePerson('p1', '2026-11-22', '完成人甲')).toMatchObject({ ok: true });
  await expect.poll(() => persons.last()?.get('p1')?.erasedOn).toBe('2026-11-22');
  const gone = await holdHook(() => useUnsealed([row.idNumber]));
  await expect.poll(gone.last).toEqual([null]);
  expect(await savePersonal(of({ ...c, personId: 'p1' }), 'p1', 'phone', '1')).toMatchObject({ refused: true, key: 'person.erased' });
  for (const h of [persons, gone]) h.stop();
});

it('nothing is erased while the disk is full: the key stays with its texts', async () => {
  const { savePersonal } = await import('../../renderer/data/personal.ts');
  const { erasePerson } = await import('../../renderer/data/seal.ts');
  await office.put(make('contributors', { id: 'c2' }));
  await savePersonal(of({ id: 'c2' }), 'p9', 'phone', '13912345678');
  office.program.save.setSaveState({ trouble: { code: 'full', freeBytes: 0 } });
  expect(await erasePerson('p9', '2026-11-22')).toMatchObject({ refused: true, key: 'storage.full' });
  office.program.save.setSaveState({ trouble: null });
  expect(office.machine.keys.has('p9')).toBe(true);
});

it('a long list is ordered by the thread as the window would, once for the same question, and again after a write', async () => {
  let asked = 0;
  vi.stubGlobal(
    'Worker',
    class {
      #tell!: (e: { data: unknown }) => void;
      addEventListener(type: string, tell: (e: { data: unknown }) => void): void {
        if (type === 'message') this.#tell = tell;
      }
      postMessage({ call, query, among }: { call: number; query: never; among: string | null }): void {
        asked++;
        void import('../../renderer/data/queries/achievement-order.ts')
          .then(({ orderAchievements }) => orderAchievements(office.program.store.db(), query, among === null ? null : among.split('\n')))
          .then((ids) => this.#tell({ data: { call, ids: ids.join('\n') } }));
      }
    },
  );
  const { achievementIds } = await import('../../renderer/data/queries/portfolio.ts');
  const db = office.program.store.db();
  const here = [await achievementIds('title', true, {}), await achievementIds('field', false, { disclosure: ['internal'], archived: true })];
  await db.derived_counts.update('achievements', { live: 5000 });
  expect([await achievementIds('title', true, {}), await achievementIds('field', false, { disclosure: ['internal'], archived: true })]).toEqual(here);
  expect([await achievementIds('title', true, {}), asked]).toEqual([here[0], 3]);
  const again = await achievementIds('title', true, {});
  expect([again, asked]).toEqual([here[0], 3]);
  const some = here[0]!.slice(0, 4).reverse();
  expect(await achievementIds(null, false, {}, some)).toEqual(some);
  expect(await achievementIds('title', true, {}, some)).toEqual(here[0]!.slice(0, 4));
  const before = asked;
  await office.put(set('achievements', here[0]![0]!, { archived: true }));
  await db.derived_counts.update('achievements', { live: 5000 });
  expect(await achievementIds('title', true, {})).toEqual(here[0]!.slice(1));
  expect(asked).toBe(before + 1);
});
