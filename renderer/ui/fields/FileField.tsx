import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, type FieldFrame } from './Field.tsx';
import '../findings.css';

export type KeptFile = { id: string; name: string; size?: number };

/** Files of a record: picked by the system's dialog, or dropped here. The files themselves are kept by whoever is called. */
export function FileField({
  files,
  onPick,
  onDrop,
  onOpen,
  onRemove,
  pickLabel,
  ...frame
}: FieldFrame & {
  files: readonly KeptFile[];
  onPick: () => void;
  onDrop?: (files: File[]) => void;
  onOpen?: (file: KeptFile) => void;
  onRemove?: (file: KeptFile) => void;
  pickLabel?: string;
}) {
  const { t } = useTranslation('ui');
  const [over, setOver] = useState(false);
  return (
    <Field {...frame}>
      {(ids) => (
        <div
          onDragOver={(e) => {
            if (onDrop) {
              e.preventDefault();
              setOver(true);
            }
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(e) => {
            if (onDrop) {
              e.preventDefault();
              e.stopPropagation();
              setOver(false);
              onDrop([...e.dataTransfer.files]);
            }
          }}
        >
          {files.length > 0 && (
            <ul className="files">
              {files.map((f) => (
                <li key={f.id}>
                  <span className="spring">
                    {onOpen ? (
                      <button type="button" className="link" onClick={() => onOpen(f)}>
                        {f.name}
                      </button>
                    ) : (
                      f.name
                    )}
                  </span>
                  {f.size !== undefined && <span className="muted small figure">{fileSize(f.size)}</span>}
                  {onRemove && (
                    <Button size="small" type="text" onClick={() => onRemove(f)}>
                      {t('file.remove')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
          <div className={`file-drop${over ? ' file-drop-over' : ''}`}>
            {/* the field's label would otherwise be its whole name, without the words on it */}
            <Button
              id={ids.input}
              size="small"
              disabled={frame.disabled ?? false}
              aria-label={`${frame.label} ${pickLabel ?? t('file.pick')}`}
              onClick={onPick}
            >
              {pickLabel ?? t('file.pick')}
            </Button>
            {onDrop && t('file.dropHere')}
          </div>
        </div>
      )}
    </Field>
  );
}

/** 1024-based, as the file manager shows it. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kb = bytes / 1024;
  if (kb < 1024) return `${kb.toFixed(0)} KB`;
  return kb < 1024 * 1024 ? `${(kb / 1024).toFixed(1)} MB` : `${(kb / 1024 / 1024).toFixed(1)} GB`;
}
