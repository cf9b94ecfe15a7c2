import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusTag } from './marks.tsx';
import './findings.css';

/** After a file is made: open it, show it in its folder, copy it for a chat, or save it elsewhere. Pass what is possible. */
export function FileDone({
  name,
  note,
  onOpen,
  onReveal,
  onCopy,
  onSaveAs,
}: {
  name: string;
  note?: ReactNode;
  onOpen?: () => void;
  onReveal?: () => void;
  onCopy?: () => void;
  onSaveAs?: () => void;
}) {
  const { t } = useTranslation('ui');
  return (
    <div className="file-done no-print" role="status">
      <StatusTag tone="done">{t('file.made')}</StatusTag>
      <span className="file-done-name">{name}</span>
      {onOpen && (
        <Button size="small" type="primary" onClick={onOpen}>
          {t('file.open')}
        </Button>
      )}
      {onReveal && (
        <Button size="small" onClick={onReveal}>
          {t('file.reveal')}
        </Button>
      )}
      {onCopy && (
        <Button size="small" onClick={onCopy}>
          {t('file.copy')}
        </Button>
      )}
      {onSaveAs && (
        <Button size="small" onClick={onSaveAs}>
          {t('file.saveAs')}
        </Button>
      )}
      {note && <span className="muted small">{note}</span>}
    </div>
  );
}
