/** One click from 万元 to 元 must not make ten thousandths of what was typed. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { METHODS } from '../../shared/valuation/methods.ts';
import { Office } from './office.ts';

let office: Office;
beforeEach(async () => void (office = await Office.open()));
afterEach(() => office.close());

it('another unit for the money of a method is one edit that keeps the amounts', async () => {
  const { addMethod, editMoney, editTyped } = await import('../../renderer/features/valuation/edit-methods.ts');
  const rows = async () => (await office.program.store.db().worksheets.toArray()).sort((a, b) => (b.version ?? 0) - (a.version ?? 0));
  const dcf = METHODS.get('dcf')!;
  const id = String(await addMethod((await rows())[0]!, dcf, 'wan'));
  const [sheet] = await rows();
  await editTyped(sheet!.id, id, [['flows', ['100', '150万']]]);
  await editMoney(sheet!.id, id, dcf, '元');
  const applied = (await rows())[0]!.applied!.find((a) => a.id === id);
  expect([applied?.money, applied?.request['flows']]).toEqual(['元', ['1000000', '150万']]);
});
