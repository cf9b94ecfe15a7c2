import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarRow } from '../../../shared/domain/rule-records.ts';
import { isRefusal } from '../../../shared/result.ts';
import { calendarsOf, spansOf, type Calendar, type CalendarFault, type CalendarLine } from '../../../shared/rules/calendar.ts';
import { showRefusal } from '../../session/trouble.ts';
import { CalendarFaults } from './CalendarFaults.tsx';
import { saveCalendars } from './edit-rules.ts';

const linesOf = (text: string, kind: 'off' | 'work'): CalendarLine[] =>
  text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [{ line: i + 1, text: line.trim(), kind }]));

/** One year by hand: days or spans, one a line. */
export function CalendarEditor({ calendar, rows, onClose }: { calendar: Calendar; rows: readonly CalendarRow[]; onClose: () => void }) {
  const { t } = useTranslation('rules');
  const [year, setYear] = useState(String(calendar.year));
  const [off, setOff] = useState(spansOf(calendar.off).join('\n'));
  const [work, setWork] = useState(spansOf(calendar.work).join('\n'));
  const [source, setSource] = useState(rows.find((r) => r.year === calendar.year)?.source ?? '');
  const [faults, setFaults] = useState<CalendarFault[]>([]);
  const save = async () => {
    const of = /^\d{4}$/.test(year.trim()) ? Number(year) : Number.NaN;
    const read = calendarsOf([...linesOf(off, 'off'), ...linesOf(work, 'work')], of);
    setFaults(read.faults);
    if (read.faults.length > 0) return;
    const done = await saveCalendars(read.calendars, source.trim(), rows, 'save');
    if (isRefusal(done)) showRefusal(done);
    else onClose();
  };
  return (
    <form
      className="rule-file calendar-editor"
      aria-label={t('calendar.editing', { year })}
      onSubmit={(e) => {
        e.preventDefault();
        void save();
      }}
    >
      <label>
        {t('calendar.year')}
        <Input autoFocus inputMode="numeric" value={year} onChange={(e) => setYear(e.target.value)} />
      </label>
      <label>
        {t('calendar.source')}
        <Input value={source} placeholder={t('calendar.checkSource')} onChange={(e) => setSource(e.target.value)} />
      </label>
      <label>
        {t('calendar.off')}
        <Input.TextArea rows={9} value={off} placeholder={t('calendar.spans')} onChange={(e) => setOff(e.target.value)} />
      </label>
      <label>
        {t('calendar.work')}
        <Input.TextArea rows={9} value={work} placeholder={t('calendar.oneDay')} onChange={(e) => setWork(e.target.value)} />
      </label>
      {faults.length > 0 && (
        <div role="alert">
          <CalendarFaults list={faults} />
        </div>
      )}
      <div className="settings-actions">
        <Button type="primary" htmlType="submit">
          {t('calendar.save')}
        </Button>
        <Button onClick={onClose}>{t('close')}</Button>
      </div>
    </form>
  );
}
