/** What the history says of a value. */
import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { codeListsOf, valueWords } from '../../renderer/app/value-words.ts';
import { codeAndName, loadCodes } from '../../renderer/ui/codes.ts';
import { TABLES } from '../../shared/domain/tables.ts';

const words: Record<string, string> = {
  'ui:yes': '是',
  'ui:no': '否',
  'ui:unit.yuan': '元',
  'history.record': '（另一条记录）',
  'negotiation:mode.sole': '排他许可',
};
const t = ((key: string, more?: { defaultValue?: string }) => words[key] ?? more?.defaultValue ?? key) as unknown as TFunction;

it.each([
  ['deals', 'expectedInput', '2000000', '2,000,000.00 元'],
  ['rounds', 'royaltyRate', '0.025', '2.5%'],
  ['rounds', 'licenseMode', 'sole', '排他许可'],
  ['deals', 'isRelated', false, '否'],
  ['deals', 'buyerId', '01a200ab-9d46-7537-ba19-cdb03563ac93', '（另一条记录）'],
  ['deals', 'rightIds', ['a'], '（另一条记录）'],
  ['deals', 'name', '示例', '示例'],
  ['filings', 'submittedAt', '2026-11-22T07:20', '2026-11-22 07:20'],
  ['filings', 'submittedAt', '今早', '今早'],
  ['deals', 'name', undefined, ''],
  ['rounds', 'entryFee', '面议', '面议'],
  ['rounds', 'licenseMode', 'unheard', 'unheard'],
  ['unknown', 'x', 3, '3'],
  ['deals', 'note', '长'.repeat(61), `${'长'.repeat(60)}…`],
] as const)('%s.%s %j → %s', (table, field, value, said) => expect(valueWords(t, table, field, value)).toBe(said));

it('tells every choice of every record in words, in both languages', async () => {
  const { i18n, startI18n } = await import('../../renderer/app/i18n.ts');
  startI18n('zh');
  const choices = Object.entries(TABLES).flatMap(([table, { shape }]) =>
    Object.entries(shape).flatMap(([field, schema]) => {
      const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
      return inner instanceof z.ZodEnum ? inner.options.map((value) => ({ table, field, value })) : [];
    }),
  );
  expect(choices.length).toBeGreaterThan(60);
  const told = (locale: string): string[] =>
    choices.map(({ table, field, value }) => `${table}.${field} ${valueWords(i18n.getFixedT(locale, 'shell') as unknown as TFunction, table, field, value)}`);
  // a word of the store in Chinese, a word of Chinese in English
  expect(told('zh').filter((x) => !/\p{Script=Han}/u.test(x))).toEqual([]);
  expect(told('en').filter((x) => /\p{Script=Han}/u.test(x))).toEqual([]);
});

it('says a code by its name once its list is here, and as it is before', async () => {
  expect(valueWords(t, 'parties', 'country', '142')).toBe('142');
  const lists = codeListsOf([
    { table: 'parties', field: 'country' },
    { table: 'parties', field: 'nature' },
    { table: 'parties', field: 'name' },
    { table: 'deals', field: 'planSource' },
  ]);
  expect(lists).toEqual(['countries', 'party-nature', 'plan-sources']);
  for (const id of lists) await loadCodes(id);
  expect(valueWords(t, 'parties', 'country', '142')).toContain('中国');
  expect(valueWords(t, 'parties', 'nature', '150')).not.toMatch(/\d/);
  expect(valueWords(t, 'deals', 'planSource', '国家自然科学基金')).toBe('国家科技计划 / 国家自然科学基金');
  expect(valueWords(t, 'parties', 'country', '999999')).toBe('999999');
});

it('a code that is its own name is not said twice', () => {
  expect(codeAndName('国家自然科学基金', '国家自然科学基金')).toBe('国家自然科学基金');
  expect(codeAndName('142', '中国')).toBe('142 中国');
});
