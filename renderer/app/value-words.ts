/** A stored value as a person would say it: amounts with their unit, rates in per cent, choices and yes or no in words. */
import type { TFunction } from 'i18next';
import { isSealed, money, rate, ref, refs } from '../../shared/domain/fields.ts';
import { TABLES, type TableName } from '../../shared/domain/tables.ts';
import { decimal, formatRate, formatYuan } from '../../shared/money.ts';

const LONGEST = 60;
/** Where the words of a choice stand. */
const CHOICES: Record<string, string> = {
  'achievements.disclosure': 'portfolio:disclosure',
  'rights.kind': 'portfolio:rightKind',
  'rights.status': 'portfolio:rightStatus',
  'parties.kind': 'parties:kind',
  'parties.scale': 'parties:scale',
  'office.kind': 'parties:kind',
  'office.role': 'settings:role',
  'deals.route': 'deals:route',
  'deals.role': 'deals:role',
  'rounds.offeredBy': 'negotiation:by',
  'rounds.licenseMode': 'negotiation:mode',
  'rounds.outcome': 'negotiation:outcome',
  'pricings.route': 'pricing:route',
  'worksheets.valueType': 'valuation:valueType',
  'contracts.kind': 'contracts:kind',
  'contracts.state': 'contracts:state',
  'filings.state': 'registration:state',
};

export function valueWords(t: TFunction, table: string, field: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  // its ciphertext says nothing to anyone
  if (isSealed(value)) return t('history.sealed');
  if (typeof value === 'boolean') return t(value ? 'ui:yes' : 'ui:no');
  const shape = (table in TABLES ? TABLES[table as TableName].shape : {}) as Record<string, unknown>;
  if (shape[field] === ref || shape[field] === refs) return t('history.record');
  if (Array.isArray(value)) return cut(value.map((v) => valueWords(t, table, field, v)).join('、'));
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (shape[field] === money && decimal(text)) return `${formatYuan(text)} ${t('ui:unit.yuan')}`;
  if (shape[field] === rate && decimal(text)) return formatRate(text);
  const choice = CHOICES[`${table}.${field}`];
  const words = choice === undefined ? text : t(`${choice}.${text}`, { defaultValue: text });
  return cut(words);
}

const cut = (words: string): string => (words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words);
