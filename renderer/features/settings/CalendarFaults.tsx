import { useTranslation } from 'react-i18next';
import type { CalendarFault } from '../../../shared/rules/calendar.ts';

/** What cannot be in a calendar, each by its line. */
export function CalendarFaults({ list }: { list: readonly CalendarFault[] }) {
  const { t } = useTranslation('rules');
  return (
    <ul>
      {list.slice(0, 30).map((f) => (
        <li key={`${f.line}|${f.problem}|${f.text}`}>
          {f.line > 0 && t('calendar.line', { line: f.line })}
          {t(`calendar.problem.${f.problem}`, { text: f.text })}
        </li>
      ))}
    </ul>
  );
}
