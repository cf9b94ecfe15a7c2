import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarRow } from '../../../shared/domain/rule-records.ts';
import { isRefusal } from '../../../shared/result.ts';
import { calendarsOfJson, calendarsOfTable, type Calendar, type CalendarFault, type CalendarRead } from '../../../shared/rules/calendar.ts';
import type { RuleEntry } from '../../../shared/rules/pack.ts';
import { calendarIn } from '../../../shared/rules/shapes.ts';
import { reportError } from '../../data/report.ts';
import { packAmong, today, withCalendars, type RuleRows } from '../../data/rules.ts';
import { decodeText } from '../../documents/decode-text.ts';
import { attempt } from '../../documents/document-error.ts';
import { readCsv } from '../../documents/read-csv.ts';
import { notify, showRefusal } from '../../session/trouble.ts';
import { FileButton } from '../../ui/FileButton.tsx';
import { StatusTag, UnconfirmedMark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { CalendarEditor } from './CalendarEditor.tsx';
import { CalendarFaults } from './CalendarFaults.tsx';
import { archiveCalendar, checkCalendar, saveCalendars } from './edit-rules.ts';

async function readFile(file: File): Promise<CalendarRead> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (/\.json$/i.test(file.name)) return calendarsOfJson(decodeText(bytes).text);
  const table = attempt(() => readCsv(bytes).lines);
  return table.ok ? calendarsOfTable(table.value) : { calendars: [], faults: [{ problem: 'columns', line: 0, text: '' }] };
}

/** 节假日表: each year's days off and weekend days worked; what working days are counted by. */
export function CalendarPanel({ rows }: { rows: RuleRows }) {
  const { t } = useTranslation('rules');
  const [open, setOpen] = useState<Calendar | null>(null);
  const [faults, setFaults] = useState<{ file: string; list: CalendarFault[] } | null>(null);
  const entries = withCalendars(packAmong(rows), rows.calendars)
    .entries.filter((e) => e.id.startsWith('calendar.'))
    .toSorted((a, b) => a.id.localeCompare(b.id));
  const years = entries.flatMap((e) => calendarIn(e)?.year ?? []);
  const thisYear = Number(today().slice(0, 4));
  const lacking = [thisYear, thisYear + 1].filter((y) => !years.includes(y));
  const bring = async (file: File) => {
    const { calendars, faults: list } = await readFile(file);
    setFaults(list.length > 0 ? { file: file.name, list } : null);
    if (list.length > 0) return;
    const done = await saveCalendars(calendars, file.name, rows.calendars, 'import');
    if (isRefusal(done)) showRefusal(done);
    else notify(t('calendar.taken', { years: calendars.map((c) => c.year).join('、') }), 'done');
  };
  return (
    <Panel title={t('calendar.title')}>
      <p className="settings-note">{t('calendar.note')}</p>
      {lacking.map((year) => (
        <p key={year}>
          <StatusTag tone="attention">{t('calendar.lacking', { year })}</StatusTag>
        </p>
      ))}
      <ul className="rule-packs">
        {entries.map((e) => (
          <YearLine key={e.id} entry={e} rows={rows.calendars} onEdit={setOpen} />
        ))}
      </ul>
      <div className="settings-actions">
        <Button onClick={() => setOpen({ year: lacking[0] ?? thisYear + 1, off: [], work: [] })}>{t('calendar.add')}</Button>
        <FileButton
          label={t('calendar.import')}
          accept=".csv,.json"
          onFile={(file) => void bring(file).catch((error: unknown) => reportError('calendar.file', error))}
        />
        <span className="muted small">{t('calendar.format')}</span>
      </div>
      {faults && (
        <section className="rule-file" role="alert" aria-label={t('calendar.faults', { file: faults.file })}>
          <StatusTag tone="blocked">{t('calendar.faults', { file: faults.file })}</StatusTag>
          <CalendarFaults list={faults.list} />
        </section>
      )}
      {open && <CalendarEditor key={open.year} calendar={open} rows={rows.calendars} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

type YearProps = { entry: RuleEntry; rows: readonly CalendarRow[]; onEdit: (c: Calendar) => void };

function YearLine({ entry, rows, onEdit }: YearProps) {
  const { t } = useTranslation('rules');
  const calendar = calendarIn(entry);
  const [source, setSource] = useState<string>();
  if (!calendar) return null;
  const row = rows.find((r) => r.year === calendar.year);
  const check = async () => {
    const done = await checkCalendar(calendar, source ?? '', today(), rows);
    if (isRefusal(done)) showRefusal(done);
    else setSource(undefined);
  };
  const putAside = async (of: CalendarRow) => {
    const done = await archiveCalendar(of);
    if (isRefusal(done)) showRefusal(done);
  };
  return (
    <li data-calendar={calendar.year}>
      <strong>{calendar.year}</strong>
      <span>{t('calendar.counts', { off: calendar.off.length, work: calendar.work.length })}</span>
      <span className="muted small">{[row ? t('calendar.own') : t('program'), entry.source.document].join(' · ')}</span>
      {row?.checked === true ? (
        <StatusTag tone="done">{t('calendar.checked', { by: row.checkedBy ?? '', on: row.checkedOn ?? '' })}</StatusTag>
      ) : (
        <UnconfirmedMark {...(entry.note ? { what: entry.note } : {})} />
      )}
      <span className="spring" />
      <Button size="small" onClick={() => onEdit(calendar)}>
        {t('calendar.edit')}
      </Button>
      {row?.checked !== true && source === undefined && (
        <Button size="small" onClick={() => setSource(row?.source ?? '')}>
          {t('calendar.check')}
        </Button>
      )}
      {row && (
        <Button size="small" onClick={() => void putAside(row)}>
          {t('calendar.archive')}
        </Button>
      )}
      {source !== undefined && (
        <form
          className="calendar-check"
          onSubmit={(e) => {
            e.preventDefault();
            void check();
          }}
        >
          <Input
            size="small"
            autoFocus
            value={source}
            aria-label={t('calendar.checkSource')}
            placeholder={t('calendar.checkSource')}
            onChange={(e) => setSource(e.target.value)}
          />
          <Button size="small" htmlType="submit" disabled={source.trim() === ''}>
            {t('calendar.checkNow')}
          </Button>
        </form>
      )}
    </li>
  );
}
