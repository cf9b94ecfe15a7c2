import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isConfirmed } from '../../../shared/rules/engine.ts';
import type { RuleEntry } from '../../../shared/rules/pack.ts';
import { ruleEntries, rulePackLine } from '../../data/queries/rule-pack.ts';
import { today } from '../../data/rules.ts';
import { StatusTag, UnconfirmedMark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';

const sourceOf = (e: RuleEntry): string => [`《${e.source.document}》`, e.source.number, e.source.article, e.source.date].filter(Boolean).join(' ');
const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Every number the program takes from law or administration: value, place, validity, source, and whether it is confirmed. */
export function RulesSection() {
  const { t } = useTranslation('settings');
  const pack = rulePackLine();
  const day = today();
  const columns = useMemo<Column<RuleEntry>[]>(() => [
    { key: 'title', header: t('rules.title'), value: (e) => e.title, width: 3 },
    { key: 'value', header: t('rules.value'), value: (e) => textOf(e.value), width: 2, hideBelow: 760 },
    { key: 'region', header: t('rules.region'), value: (e) => e.region, width: 64, fixed: true, filter: 'choice' },
    { key: 'validity', header: t('rules.validity'), value: (e) => `${e.validFrom ?? ''} ~ ${e.validTo ?? ''}`, width: 180, fixed: true, filter: false, cell: (e) => <span className="td-text">{e.validFrom ?? '…'} – {e.validTo ?? '…'}</span> },
    { key: 'source', header: t('rules.source'), value: sourceOf, width: 3, cell: (e) => <span className="td-text" title={[sourceOf(e), e.note].filter(Boolean).join('\n')}>{sourceOf(e)}</span> },
    {
      key: 'status', header: t('rules.status'), value: (e) => (isConfirmed(e) ? t('rules.confirmed') : t('rules.unconfirmed')), width: 92, fixed: true, filter: 'choice',
      cell: (e) => (!isConfirmed(e) ? <UnconfirmedMark {...(e.note ? { what: e.note } : {})} /> : e.validTo !== undefined && e.validTo < day ? <StatusTag tone="neutral">{t('rules.ended')}</StatusTag> : <StatusTag tone="done">{t('rules.confirmed')}</StatusTag>),
    },
  ], [t, day]);
  return (
    <Panel title={pack.name} extra={<span className="muted">{t('rules.line', { version: pack.version, total: pack.total, unconfirmed: pack.unconfirmed })}</span>}>
      <p className="settings-note">{t('rules.note')}</p>
      <div className="settings-page-table">
        <DataTable<RuleEntry> label={t('section.rules')} columns={columns} rows={ruleEntries()} rowKey={(e) => `${e.id}|${e.region}|${e.validFrom ?? ''}`} stateKey="settings.rules" />
      </div>
    </Panel>
  );
}
