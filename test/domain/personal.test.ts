import { expect, it } from 'vitest';
import { checkIdNumber, masked } from '../../shared/domain/personal.ts';

it('leaves readable only what tells one number from another, and nothing of a short one', () => {
  expect(masked('idNumber', '440524188001010014')).toBe('4405************14');
  expect(masked('bankAccount', '6228480402564890018')).toBe('***************0018');
  expect(masked('phone', '13912345678')).toBe('139****5678');
  expect([masked('idNumber', 'E1234567'), masked('phone', '82310000'), masked('bankAccount', '')]).toEqual(['********', '********', '']);
});

it('asks about a number that is no resident identity number, without repeating it', () => {
  const who = { id: 'c', name: '完成人甲' };
  expect([checkIdNumber(who, undefined), checkIdNumber(who, null), checkIdNumber(who, '440524188001010014'), checkIdNumber(who, '11010519491231002x')]).toEqual(
    [[], [], [], []],
  );
  const [found] = checkIdNumber(who, '440524188001010015');
  expect(found).toMatchObject({
    level: 'ask',
    consequence: 'format',
    where: { table: 'contributors', id: 'c', field: 'personal' },
    message: { params: { name: '完成人甲' } },
  });
  expect(JSON.stringify(found)).not.toContain('440524188001010015');
});
