import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { refuseShare } from '../../../shared/bounds.ts';
import { Decimal, decimal, formatRate, parseRate } from '../../../shared/money.ts';
import { refusalWords } from '../refusal-words.ts';
import { Field, type FieldFrame } from './Field.tsx';
import { fieldKeys } from './keys.ts';
import { useSavedText, type SaveText } from './use-saved-text.ts';

/** A bare figure is per cent, as the % behind the box says; answers the decimal (2.5 → 0.025). */
function readRate(text: string): string | undefined {
  const bare = decimal(text);
  return bare ? new Decimal(bare).div(100).toFixed() : parseRate(text);
}

/** A rate. `value` and `onSave` are decimals (`0.025`); the box shows and reads per cent (2.5, 2.5%, 百分之二点五 is not read). Outside 0–100 % is refused. */
export function RateField({ value, onSave, draftKey, ...frame }: FieldFrame & { value: string | undefined; onSave: SaveText; draftKey?: string }) {
  const { t } = useTranslation('ui');
  const field = useSavedText({
    value,
    onSave: (v) => {
      const no = refuseShare(frame.name ?? '', v);
      return no ? Promise.resolve(no) : onSave(v);
    },
    draftKey,
    label: frame.label,
    name: frame.name,
    limit: 40,
    show: (v) => formatRate(v).replace(/%$/, ''),
    read: (text) => readRate(text) ?? text.trim(),
  });
  const unread = field.text.trim() !== '' && readRate(field.text) === undefined;
  return (
    <Field
      {...frame}
      warning={unread ? undefined : frame.warning}
      error={field.refusal ? refusalWords(t, field.refusal) : (frame.error ?? (unread ? t('field.rate.unread') : undefined))}
    >
      {(ids) => (
        <Input
          id={ids.input}
          value={field.text}
          disabled={frame.disabled}
          placeholder={frame.placeholder}
          className="field-figure"
          suffix={<span className="field-unit">%</span>}
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
