import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRate, formatWan } from '../../../shared/money.ts';
import { isConfirmed } from '../../../shared/rules/engine.ts';
import type { RuleEntry } from '../../../shared/rules/pack.ts';
import { ruleEntries, rulePackLine } from '../../data/queries/rule-pack.ts';
import { today } from '../../data/rules.ts';
import { codeName, useCodes, type CodeList } from '../../ui/codes.ts';
import { StatusTag, UnconfirmedMark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';

const sourceOf = (e: RuleEntry): string => [`《${e.source.document}》`, e.source.number, e.source.article, e.source.date].filter(Boolean).join(' ');

/** `CN` or the first digits of a code of administrative division. */
const placeWords = (t: TFunction, areas: CodeList | null, region: string): string =>
  region === 'CN' ? t('rules.national') : codeName(areas, region.padEnd(6, '0'));

/** A rule's value in words where its shape is a known one. */
function valueWords(t: TFunction, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'ui:yes' : 'ui:no');
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(String).join(t('ui:comma'));
  const v = value as Record<string, unknown>;
  if (typeof v['days'] === 'number') return t(v['kind'] === 'working' ? 'rules.workingDays' : 'rules.naturalDays', { count: v['days'] });
  if (typeof v['months'] === 'number') return t('rules.months', { count: v['months'] });
  if (typeof v['years'] === 'number') return t('rules.years', { count: v['years'] });
  if (typeof v['rate'] === 'string') return formatRate(v['rate']);
  if (typeof v['amount'] === 'string') return `${formatWan(v['amount'])} ${t('ui:unit.wan')}`;
  if (Array.isArray(v['warnDays'])) return t('rules.warnDays', { days: v['warnDays'].join(t('ui:comma')) });
  if (Array.isArray(v['kinds'])) return v['kinds'].map((k) => t(`rules.kind.${String(k)}`)).join(t('ui:comma'));
  if (typeof v['pattern'] === 'string') return t('rules.digits', { count: Number(/\{(\d+)\}/.exec(v['pattern'])?.[1] ?? 0) });
  return Object.values(v)
    .map((x) => (Array.isArray(x) ? x.join(t('ui:comma')) : typeof x === 'boolean' ? t(x ? 'ui:yes' : 'ui:no') : String(x)))
    .join('；');
}

/** Every number the program takes from law or administration: value, place, validity, source, and whether it is confirmed. */
export function RulesSection() {
  const { t, i18n } = useTranslation('settings');
  const pack = rulePackLine(i18n.language);
  const day = today();
  const areas = useCodes('areas');
  const columns = useMemo<Column<RuleEntry>[]>(
    () => [
      { key: 'title', header: t('rules.title'), value: (e) => e.title, width: 2.6 },
      { key: 'value', header: t('rules.value'), value: (e) => valueWords(t, e.value), width: 2, hideBelow: 760 },
      { key: 'region', header: t('rules.region'), value: (e) => placeWords(t, areas, e.region), width: 80, fixed: true, filter: 'choice' },
      {
        key: 'validity',
        header: t('rules.validity'),
        value: (e) => `${e.validFrom ?? ''} ~ ${e.validTo ?? ''}`,
        width: 180,
        fixed: true,
        filter: false,
        cell: (e) => (
          <span className="td-text">
            {e.validTo ? `${e.validFrom ?? '…'} – ${e.validTo}` : e.validFrom ? t('rules.since', { day: e.validFrom }) : t('rules.standing')}
          </span>
        ),
      },
      {
        key: 'source',
        header: t('rules.source'),
        value: sourceOf,
        width: 3.6,
        cell: (e) => (
          <span className="td-text" title={[sourceOf(e), e.note].filter(Boolean).join('\n')}>
            {sourceOf(e)}
          </span>
        ),
      },
      {
        key: 'status',
        header: t('rules.status'),
        value: (e) => (isConfirmed(e) ? t('rules.confirmed') : t('rules.unconfirmed')),
        width: 96,
        fixed: true,
        filter: 'choice',
        cell: (e) =>
          !isConfirmed(e) ? (
            <UnconfirmedMark {...(e.note ? { what: e.note } : {})} />
          ) : e.validTo !== undefined && e.validTo < day ? (
            <StatusTag tone="neutral">{t('rules.ended')}</StatusTag>
          ) : (
            <StatusTag tone="done">{t('rules.confirmed')}</StatusTag>
          ),
      },
    ],
    [t, day, areas],
  );
  return (
    <Panel
      title={pack.name}
      extra={<span className="muted">{t('rules.line', { version: pack.version, total: pack.total, unconfirmed: pack.unconfirmed })}</span>}
    >
      <p className="settings-note">{t('rules.note')}</p>
      <div className="settings-page-table">
        <DataTable<RuleEntry>
          label={t('section.rules')}
          columns={columns}
          rows={ruleEntries()}
          rowKey={(e) => `${e.id}|${e.region}|${e.validFrom ?? ''}`}
          stateKey="settings.rules"
        />
      </div>
    </Panel>
  );
}
