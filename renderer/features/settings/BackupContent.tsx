import { useTranslation } from 'react-i18next';
import type { Responses, VaultFile } from '../../../shared/bridge.ts';
import { chinaMinute } from '../../../shared/time.ts';
import { fileSize } from '../../ui/fields/FileField.tsx';
import { StatusTag } from '../../ui/marks.tsx';

export type LookedAt = { file: VaultFile; content: Responses['backup.look'] };

/** Kinds of record by which a person recognises an office. */
const TOLD = ['achievements', 'demands', 'parties', 'deals', 'contracts', 'filings', 'ledger'] as const;

/** What is in a backup: its name, when it was made, how many records of each kind, how many files. */
export function BackupContent({ looked: { file, content } }: { looked: LookedAt }) {
  const { t } = useTranslation('settings');
  const rows = TOLD.flatMap((table) => (content.rows[table] ? [t('backup.rows', { kind: t(`backup.kind.${table}`), count: content.rows[table] })] : []));
  const lines: [string, string][] = [
    ['file', `${file.name} · ${fileSize(file.size)}`],
    ['made', chinaMinute(content.made)],
    ['records', rows.join(t('backup.and')) || t('backup.noRecords')],
    ['history', t('backup.changes', { count: content.changes })],
    ['files', t('backup.files', { count: content.files, size: fileSize(content.fileBytes) })],
  ];
  return (
    <dl className="told" data-testid="backup-content">
      {lines.map(([key, words]) => (
        <div key={key}>
          <dt>{t(`backup.content.${key}`)}</dt>
          <dd>
            {words}
            {key === 'files' && content.damaged > 0 && <StatusTag tone="attention">{t('backup.leftOut', { count: content.damaged })}</StatusTag>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
