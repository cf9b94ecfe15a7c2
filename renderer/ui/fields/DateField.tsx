import { Input } from 'antd';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDay } from '../../../shared/time.ts';
import { refusalWords } from '../refusal-words.ts';
import { Field, type FieldFrame } from './Field.tsx';
import { fieldKeys } from './keys.ts';
import { useSavedText, type SaveText } from './use-saved-text.ts';

// The calendar is only fetched when somebody opens one: the first screen loads no picker.
const DayCalendar = lazy(() => import('./DayCalendar.tsx').then((m) => ({ default: m.DayCalendar })));

/** A day as ISO text. Reads 2021.3.12, 20210312, 2021年3月12日; what is no day is saved as typed and said to be unreadable. */
export function DateField({ value, onSave, draftKey, ...frame }: FieldFrame & { value: string | undefined; onSave: SaveText; draftKey?: string }) {
  const { t } = useTranslation('ui');
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = useCallback((back: boolean) => {
    setOpen(false);
    if (back) opener.current?.focus();
  }, []);
  const field = useSavedText({ value, onSave, draftKey, label: frame.label, name: frame.name, limit: 40, read: (text) => parseDay(text) ?? text.trim() });
  const unread = field.text.trim() !== '' && parseDay(field.text) === undefined;
  return (
    <Field
      {...frame}
      warning={unread ? undefined : frame.warning}
      error={field.refusal ? refusalWords(t, field.refusal) : (frame.error ?? (unread ? t('field.date.unread') : undefined))}
    >
      {(ids) => (
        <div className="field-date">
          <Input
            id={ids.input}
            value={field.text}
            disabled={frame.disabled}
            placeholder={frame.placeholder ?? t('field.date.placeholder')}
            aria-describedby={ids.describedBy}
            aria-invalid={ids.invalid}
            {...(ids.invalid ? { status: 'error' as const } : {})}
            onChange={(e) => field.type(e.target.value)}
            onBlur={() => void field.save()}
            onKeyDown={fieldKeys(field)}
          />
          <button
            ref={opener}
            type="button"
            className="field-side"
            disabled={frame.disabled}
            aria-label={t('field.date.open', { label: frame.label })}
            aria-haspopup="dialog"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <svg className="tone-icon" viewBox="0 0 16 16" aria-hidden="true">
              <path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3" />
            </svg>
          </button>
          {open && (
            <Suspense fallback={null}>
              <DayCalendar
                value={parseDay(field.text)}
                label={frame.label}
                onClose={close}
                onPick={(day) => {
                  close(true);
                  void field.put(day);
                }}
              />
            </Suspense>
          )}
        </div>
      )}
    </Field>
  );
}
