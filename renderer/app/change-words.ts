/** A Change in words: its intent, its fields, the parts it speaks of, its time. */
import type { TFunction } from 'i18next';
import type { Change, JsonObject } from '../../shared/change/change.ts';
import type { TableName } from '../../shared/domain/tables.ts';
import { methodCalled } from './applied-lines.ts';
import { chinaDay, chinaMinute, chinaSecond } from '../../shared/time.ts';

/** `worksheet.edit` → 修改估值测算; an intent without words of its own is told by table and verb. */
export function actOf(t: TFunction, c: Pick<Change, 'why'>): string {
  const [kind = '', verb = ''] = c.why.intent.split('.');
  const plain = t(`act.verb.${verb || kind}`, { defaultValue: '' });
  const record = t(`act.record.${kind}`, { defaultValue: '' });
  const words = t(`act.intent.${c.why.intent}`, { defaultValue: plain ? t('act.both', { verb: plain, record }) : record || t('act.other') });
  if (!c.why.note) return words;
  return t('ui:named', { name: words, what: kind === 'worksheet' && verb.startsWith('method') ? methodCalled(t, c.why.note) : c.why.note });
}

/** Where the screens name the fields of a kind, first found first; what no screen names stands in `history.field`. */
const FIELD_WORDS: Partial<Record<TableName, readonly string[]>> = {
  office: ['settings:field'],
  parties: ['parties:field'],
  persons: ['portfolio:personal'],
  achievements: ['portfolio:field'],
  rights: ['portfolio:right'],
  contributors: ['portfolio:contributor'],
  demands: ['demands:field'],
  deals: ['deals:field'],
  worksheets: ['valuation:field', 'valuation:input', 'valuation:section', 'weigh:place'],
  rounds: ['negotiation:field', 'negotiation:col'],
  pricings: ['pricing:field'],
  notices: ['pricing:field'],
  objections: ['pricing:field'],
  contracts: ['contracts:col'],
  clauseNotes: ['contracts:note.field'],
  papers: ['contracts:paper.field'],
  clauseSets: ['settings:clauses.field'],
  signings: ['signing:field'],
  promises: ['signing:promise.field'],
  instalments: ['deals:instalment'],
  receipts: ['deals:receipt'],
  attachments: ['portfolio:attachment'],
  filings: ['registration:col'],
  followups: ['followups:field'],
  benefits: ['followups:benefit'],
};

/** A field's name as its screen calls it; the key itself when nothing names it. */
export function fieldWords(t: TFunction, table: string, field: string): string {
  const places = [`history.field.${table}`, ...(FIELD_WORDS[table as TableName] ?? []), 'history.field.any'];
  for (const place of places) {
    const words = t(`${place}.${field}`, { defaultValue: '' });
    if (typeof words === 'string' && words !== '') return words;
  }
  return field;
}

/** What tells a part from its like: 知识产权 202010000000.7, 谈判轮次 第 2 轮. */
export function partWords(t: TFunction, table: string, row: JsonObject): string {
  const said = (field: string): string => (typeof row[field] === 'string' ? row[field] : typeof row[field] === 'number' ? String(row[field]) : '');
  const numbered = NUMBERED[table];
  const number = numbered && said(numbered) !== '' ? t(`history.${numbered}`, { n: said(numbered) }) : '';
  const name = (PART_NAMES[table] ?? []).map(said).find((words) => words !== '') ?? '';
  // what follows a registration is of four kinds, each with its own name
  const called = table === 'followups' && said('kind') !== '' ? t(`followups:kind.${said('kind')}`) : t(`act.record.${table}`, { defaultValue: '' });
  return [called, number, name].filter(Boolean).join(' ');
}
const NUMBERED: Record<string, string> = { worksheets: 'version', contracts: 'version', filings: 'version', followups: 'version', rounds: 'no' };
const PART_NAMES: Record<string, readonly string[]> = {
  rights: ['name', 'number'],
  contributors: ['name'],
  worksheets: ['name'],
  notices: ['title'],
  objections: ['from', 'receivedOn'],
  answers: ['reason'],
  contracts: ['title'],
  clauseNotes: ['text'],
  returnedFiles: ['name'],
  changeCards: ['where'],
  signings: ['contractNo'],
  promises: ['what', 'by'],
  instalments: ['name', 'dueOn'],
  receipts: ['voucher', 'receivedOn'],
  attachments: ['name'],
  documents: ['name'],
  benefits: ['authority', 'usedOn'],
};

/** A moment on China's clock, as registries and the law count; the day is left out when it is today's there. */
export function timeWords(iso: string, now = new Date().toISOString()): string {
  const at = chinaMinute(iso);
  return chinaDay(iso) === chinaDay(now) ? at.slice(11) : at;
}

/** `14:32:05`, on China's clock. */
export const clockWords = (iso: string): string => chinaSecond(iso).slice(11);
