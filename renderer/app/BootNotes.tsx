import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BootReport } from '../data/open.ts';
import type { BootNote } from '../data/recover.ts';
import { useBoot } from '../session/boot.ts';

/** What had to be mended at this opening and a person should know; what heals without loss is not worth a line. */
const TOLD = new Set(['restored', 'lineRepaired', 'lineLost', 'faults', 'unreadable']);

const WORDS = { backup: 'note.fromBackup', snapshot: 'note.fromSnapshot' } as const;

/** Of a store that was not damaged nothing is kept as evidence, and none is promised. */
function wordsOf(n: BootNote, restored: { from: keyof typeof WORDS } | null): string {
  if (n.kind !== 'restored') return `note.${n.kind}`;
  if (restored) return WORDS[restored.from];
  return n.folder === '' ? 'note.restoredBare' : 'note.restored';
}

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
        <p key={`${n.kind}-${i}`}>
          {t(wordsOf(n, restored), {
            backup: restored?.name ?? '',
            ...('count' in n ? { count: n.count } : {}),
            ...('line' in n ? { line: n.line } : {}),
            ...('faults' in n ? { count: n.faults.length } : {}),
            defaultValue: t('note.other'),
          })}
        </p>
      ))}
      <button type="button" className="plain-button" onClick={() => setRead(true)}>
        {t('note.read')}
      </button>
    </div>
  );
}
