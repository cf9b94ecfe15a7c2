import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isConfirmed } from '../../../shared/rules/engine.ts';
import type { RuleEntry } from '../../../shared/rules/pack.ts';
import { useToday } from '../../data/day.ts';
import { useObserve } from '../../data/observe.ts';
import { rulePackLine } from '../../data/queries/rule-pack.ts';
import { ruleRows } from '../../data/queries/rule-rows.ts';
import { packAmong, withCalendars } from '../../data/rules.ts';
import { useCodes } from '../../ui/codes.ts';
import { Loading } from '../../ui/Loading.tsx';
import { StatusTag, UnconfirmedMark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { CalendarPanel } from './CalendarPanel.tsx';
import { PackFiles } from './PackFiles.tsx';
import { placeWords, sourceOf, valueWords } from '../../data/rule-words.ts';

/** Every number the program takes from law or administration: value, place, validity, source, and whether it is confirmed. */
export function RulesSection() {
  const { t, i18n } = useTranslation('settings');
  const rows = useObserve(ruleRows, []);
  const day = useToday();
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
        value: (e) => sourceOf(t, e),
        width: 3.6,
        cell: (e) => (
          <span className="td-text" title={[sourceOf(t, e), e.note].filter(Boolean).join('\n')}>
            {sourceOf(t, e)}
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
  if (!rows) return <Loading />;
  const inForce = withCalendars(packAmong(rows), rows.calendars);
  const line = rulePackLine(i18n.language, inForce);
  return (
    <>
      <Panel
        title={line.name}
        extra={<span className="muted">{t('rules.line', { version: line.version, total: line.total, unconfirmed: line.unconfirmed })}</span>}
      >
        <p className="settings-note">{t('rules.note')}</p>
        <PackFiles rows={rows} />
      </Panel>
      <CalendarPanel rows={rows} />
      <Panel title={t('rules:entries')}>
        <div className="settings-page-table">
          <DataTable<RuleEntry>
            label={t('section.rules')}
            columns={columns}
            rows={inForce.entries}
            rowKey={(e) => `${e.id}|${e.region}|${e.validFrom ?? ''}`}
            stateKey="settings.rules"
          />
        </div>
      </Panel>
    </>
  );
}
