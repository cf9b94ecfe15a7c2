/** A stored value as a person would say it: amounts with their unit, rates in per cent, choices and yes or no in words. */
import type { TFunction } from 'i18next';
import { instant, isSealed, money, rate, ref, refs } from '../../shared/domain/fields.ts';
import type { JsonObject } from '../../shared/change/change.ts';
import type { FurtherParty } from '../../shared/domain/contract.ts';
import type { EarlierReturn, Reason } from '../../shared/domain/filing.ts';
import type { IncomeRow } from '../../shared/domain/followup.ts';
import type { PageNote } from '../../shared/domain/scan-pages.ts';
import { pointsTo, TABLES, type TableName } from '../../shared/domain/tables.ts';
import { decimal, formatRate, formatYuan } from '../../shared/money.ts';
import { stateOf } from '../../shared/registry/answer.ts';
import { SIMULATED_REGISTRY } from '../../shared/registry/simulated.ts';
import { chinaMinute } from '../../shared/time.ts';
import { nameOfRegistry } from '../sync/registry-names.ts';
import { codeName, codesAtHand, type CodeListId } from '../ui/codes.ts';
import { partWords } from './change-words.ts';

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
  'office.scale': 'parties:scale',
  'deals.route': 'deals:route',
  'deals.role': 'deals:role',
  'deals.startedFrom': 'deals:startedFrom',
  'rounds.offeredBy': 'negotiation:by',
  'rounds.licenseMode': 'negotiation:mode',
  'rounds.outcome': 'negotiation:outcome',
  'pricings.route': 'pricing:route',
  'worksheets.valueType': 'valuation:valueType',
  'contracts.kind': 'contracts:kind',
  'contracts.state': 'contracts:state',
  'clauseNotes.audience': 'contracts:note.audience',
  'changeCards.decision': 'backin:decided',
  'changeCards.group': 'backin:group',
  'changeCards.change': 'backin:change',
  'changeCards.tracked': 'backin:tracked',
  'changeCards.reasons': 'backin:reason',
  'returnedFiles.knownBy': 'backin:knownBy',
  'filings.state': 'registration:state',
  'filings.carrier': 'portal:carrier',
  'followups.carrier': 'portal:carrier',
  'layouts.status': 'portal:layoutStatus',
  'followups.kind': 'followups:kind',
  'followups.state': 'followups:state',
  'benefits.kind': 'followups:benefitKind',
};

/** Fields that hold a code of the registration form, and its list. */
const CODES: Readonly<Record<string, CodeListId>> = {
  'parties.nature': 'party-nature',
  'parties.region': 'areas',
  'parties.country': 'countries',
  'parties.industry': 'industries',
  'office.nature': 'party-nature',
  'office.region': 'areas',
  'office.country': 'countries',
  'office.industry': 'industries',
  'deals.techField': 'tech-fields',
  'deals.socioEconomic': 'socio-economic',
  'deals.serviceIndustry': 'industries',
  'deals.planSource': 'plan-sources',
  'deals.ipr': 'ipr-types',
};
/** The lists that say what changed in these fields. */
export const codeListsOf = (fields: readonly { table: string; field: string }[]): CodeListId[] => [
  ...new Set(fields.flatMap(({ table, field }) => CODES[`${table}.${field}`] ?? [])),
];

/** Rows that lines may speak of by `table/id`. */
export type RowsTold = ReadonlyMap<string, JsonObject>;

export function valueWords(t: TFunction, table: string, field: string, value: unknown, rows: RowsTold = new Map()): string {
  if (value === undefined || value === null || value === '') return '';
  // its ciphertext says nothing to anyone
  if (isSealed(value)) return t('history.sealed');
  if (typeof value === 'boolean') return t(value ? 'ui:yes' : 'ui:no');
  const shape = (table in TABLES ? TABLES[table as TableName].shape : {}) as Record<string, unknown>;
  if (table === 'signings' && field === 'pageNotes' && isPageNote(value))
    return cut(t('ui:named', { name: t(`signing:reason.page.${value.of}`, { n: value.page }), what: value.reason }));
  if (table === 'contracts' && field === 'furtherParties' && isFurther(value))
    return cut(t('ui:named', { name: value.role ?? '', what: recordWords(t, 'parties', value.partyId ?? '', rows) }));
  if (field === 'reasons' && isReason(value)) return cut([value.code, value.text, value.how].filter(Boolean).join(' · '));
  if (field === 'earlierReturns' && isEarlier(value)) return cut([value.on, ...value.reasons.map((r) => valueWords(t, table, 'reasons', r))].join(' · '));
  if (Array.isArray(value)) return cut(value.map((v) => valueWords(t, table, field, v, rows)).join('、'));
  if (table === 'followups' && field === 'rows' && typeof value === 'object') return cut(incomeWords(t, value as IncomeRow));
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (shape[field] === ref || shape[field] === refs) return cut(recordWords(t, pointsTo(table, field), text, rows));
  // a status the registry added since is told as the registry says it
  if (table === 'filings' && field === 'registryStatus') return t(`registration:state.${stateOf(text) ?? text}`, { defaultValue: text });
  if ((table === 'filings' || table === 'followups') && field === 'registry')
    return cut(text === SIMULATED_REGISTRY ? t('registration:choose.own') : nameOfRegistry(text));
  if (shape[field] === money && decimal(text)) return `${formatYuan(text)} ${t('ui:unit.yuan')}`;
  if (shape[field] === instant && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return chinaMinute(text);
  if (shape[field] === rate && decimal(text)) return formatRate(text);
  const list = CODES[`${table}.${field}`];
  if (list) return cut(codeName(codesAtHand(list), text));
  const choice = CHOICES[`${table}.${field}`];
  const words = choice === undefined ? text : t(`${choice}.${text}`, { defaultValue: text });
  return cut(words);
}

const isPageNote = (value: unknown): value is PageNote => typeof value === 'object' && value !== null && 'of' in value && 'page' in value && 'reason' in value;

/** A ground of a return is told in its own words, with how it was answered. */
const isReason = (value: unknown): value is Reason => typeof value === 'object' && value !== null && 'text' in value;

const isEarlier = (value: unknown): value is EarlierReturn => typeof value === 'object' && value !== null && 'reasons' in value;

const isFurther = (value: unknown): value is FurtherParty => typeof value === 'object' && value !== null && 'partyId' in value;

/** One receipt: the day, the amount with its unit, and what it was for. */
const incomeWords = (t: TFunction, { on, amount, note }: IncomeRow): string =>
  [on, decimal(amount) ? `${formatYuan(amount)} ${t('ui:unit.yuan')}` : amount, note].filter(Boolean).join(' · ') || t('followups:emptyRow');

/** Kinds told by their name alone; a person's may be for few eyes only. */
const NAMED: readonly string[] = ['attachments', 'parties', 'achievements', 'demands'];
function recordWords(t: TFunction, table: TableName | undefined, id: string, rows: RowsTold): string {
  const row = table === undefined || table === 'persons' ? undefined : rows.get(`${table}/${id}`);
  if (!row) return t('history.record');
  if (!NAMED.includes(table!)) return partWords(t, table!, row);
  const name = row['name'] ?? row['title'];
  return typeof name === 'string' && name !== '' ? name : t('history.record');
}

const cut = (words: string): string => (words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words);
