import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BootReport } from '../data/open.ts';
import { useBoot } from '../session/boot.ts';
import { noteWords } from './boot-note-words.ts';

/** What had to be mended at this opening and a person should know; what heals without loss is not worth a line. */
const TOLD = new Set(['emptied', 'bulkBroken', 'journalLacked', 'restored', 'lineRepaired', 'lineRecovered', 'lineLost', 'faults', 'unreadable']);

export function BootNotes() {
  const { t } = useTranslation('recovery');
  const report = useBoot((s) => s.report) as BootReport | null;
  const restored = useBoot((s) => s.restored);
  const [read, setRead] = useState(false);
  const notes = report?.ok ? report.notes.filter((n) => TOLD.has(n.kind)) : [];
  if (read || notes.length === 0) return null;
  return (
    <div className="boot-notes" role="status">
      {notes.map((n, i) => (
        <p key={`${n.kind}-${i}`}>{noteWords(t, n, restored)}</p>
      ))}
      <button type="button" className="plain-button" onClick={() => setRead(true)}>
        {t('note.read')}
      </button>
    </div>
  );
}
