import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { refusalWords } from '../refusal-words.ts';
import { Field, type FieldFrame } from './Field.tsx';
import { fieldKeys } from './keys.ts';
import { useSavedText, type SaveText } from './use-saved-text.ts';

export type TextFieldProps = FieldFrame & { value: string | undefined; onSave: SaveText; draftKey?: string; maxLength?: number };

/** One line of text, saved when left. Text over `maxLength` is refused, never cut. */
export function TextField({ value, onSave, draftKey, maxLength = 2000, ...frame }: TextFieldProps) {
  const { t } = useTranslation('ui');
  const field = useSavedText({ value, onSave, draftKey, label: frame.label, name: frame.name, limit: maxLength });
  return (
    <Field {...frame} error={field.refusal ? refusalWords(t, field.refusal) : frame.error}>
      {(ids) => (
        <Input
          id={ids.input}
          value={field.text}
          disabled={frame.disabled}
          placeholder={frame.placeholder}
          aria-describedby={ids.describedBy}
          aria-invalid={ids.invalid}
          {...(ids.invalid ? { status: 'error' as const } : {})}
          onChange={(e) => field.type(e.target.value)}
          onBlur={() => void field.save()}
          onKeyDown={fieldKeys(field)}
        />
      )}
    </Field>
  );
}

/** Text of several lines. The height follows the text between `rows` and `maxRows` by CSS (field-sizing) or stays at `rows`. */
export function TextArea({ value, onSave, draftKey, rows = 4, maxLength = 200_000, ...frame }: TextFieldProps & { rows?: number }) {
  const { t } = useTranslation('ui');
  const field = useSavedText({ value, onSave, draftKey, label: frame.label, name: frame.name, limit: maxLength });
  return (
    <Field {...frame} error={field.refusal ? refusalWords(t, field.refusal) : frame.error}>
      {(ids) => (
        <Input.TextArea
          id={ids.input}
          value={field.text}
          rows={rows}
          disabled={frame.disabled}
          placeholder={frame.placeholder}
          className="field-area"
          aria-describedby={ids.describedBy}
          aria-invalid={ids.invalid}
          {...(ids.invalid ? { status: 'error' as const } : {})}
          onChange={(e) => field.type(e.target.value)}
          onBlur={() => void field.save()}
          onKeyDown={fieldKeys(field, true)}
        />
      )}
    </Field>
  );
}
