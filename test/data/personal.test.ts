/** 个人信息 of a contributor of R-017: sealed in the store and the journal, clear only in the window, gone when erased. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Contributor } from '../../shared/domain/portfolio.ts';
import { holdHook } from '../support/hook-host.ts';
import { Office } from './office.ts';

const CLEAR = '示例身份证号 000000';
let office: Office;
let personal: typeof import('../../renderer/data/personal.ts');
beforeEach(async () => {
  office = await Office.open();
  personal = await import('../../renderer/data/personal.ts');
});
afterEach(() => office.close());
const contributor = async (): Promise<Contributor> => (await office.program.store.db().contributors.get('sample-contributor-a'))!;
const person = (id: string) => office.program.store.db().persons.get(id);

it('is written sealed, ties the person to the contributor once, and is taken away field by field', async () => {
  expect(await personal.savePersonal(await contributor(), 'p', 'idNumber', CLEAR)).toMatchObject({ ok: true });
  await personal.savePersonal(await contributor(), 'p', 'phone', '示例电话');
  expect((await contributor()).personId).toBe('p');
  await office.program.save.allSaved();
  const { lines } = await office.machine.journals.get('sample')!.read(0, 100);
  expect(lines.map((l) => l.json).join('')).not.toContain(CLEAR);
  expect(await office.program.seal.unseal((await person('p'))!.idNumber!)).toBe(CLEAR);
  await personal.savePersonal(await contributor(), 'p', 'phone', undefined);
  expect(Object.keys((await person('p'))!)).not.toContain('phone');
});

it('never goes to another person, to a contributor that is gone, or back into a person who was erased', async () => {
  const before = await contributor();
  await personal.savePersonal(before, 'p', 'phone', '示例电话');
  expect(await personal.savePersonal(before, 'q', 'phone', 'x')).toMatchObject({ refused: true, key: 'row.gone' });
  expect(await personal.savePersonal({ id: 'nobody' }, 'q', 'phone', 'x')).toMatchObject({ refused: true, key: 'row.gone' });
  expect(await person('q')).toBeUndefined();
  await office.program.seal.erasePerson('p', '2026-06-01');
  expect(await personal.savePersonal(before, 'p', 'phone', 'x')).toMatchObject({ refused: true, key: 'person.erased' });
});

it('is shown clear in the order asked, and as gone once its key is destroyed', async () => {
  await personal.savePersonal(await contributor(), 'p', 'phone', '示例电话');
  const sealed = (await person('p'))!.phone!;
  const persons = await holdHook(() => personal.usePersons([{ id: 'c', personId: 'p' }, { id: 'none' }]));
  await expect.poll(() => [...(persons.last()?.keys() ?? [])]).toEqual(['p']);
  const clear = await holdHook((of) => ({ of, texts: personal.useUnsealed(of === 'both' ? [undefined, sealed] : [sealed]) }), 'both');
  await expect.poll(() => clear.last()?.texts).toEqual([undefined, '示例电话']);
  expect(clear.values[0]!.texts).toEqual([undefined, undefined]);
  office.machine.keys.delete('p');
  clear.again('one');
  await expect.poll(() => clear.last().texts).toEqual([null]);
  // one question's texts are never shown under another
  expect(clear.values.filter((v) => v.of === 'one' && v.texts[0] !== undefined && v.texts[0] !== null)).toEqual([]);
  expect(clear.values.filter((v) => v.of === 'one' && v.texts.length > 1)).toEqual([]);
  persons.stop();
  clear.stop();
});
