import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { amountInWords, decimal, formatWan, formatYuan, parseMoney } from '../../../shared/money.ts';
import { useUnits } from '../../session/settings.ts';
import { refusalWords } from '../refusal-words.ts';
import { Field, type FieldFrame } from './Field.tsx';
import { fieldKeys } from './keys.ts';
import { useSavedText, type SaveText } from './use-saved-text.ts';

/**
 * An amount. `value` and `onSave` are decimal text in 元; the box shows the unit chosen in the settings and reads 150万,
 * 1,500,000 or 壹佰伍拾万元整. What is no amount is saved as typed and said to be unreadable. `unit` fixes the unit of the box.
 */
export function MoneyField({
  value,
  onSave,
  draftKey,
  unit,
  ...frame
}: FieldFrame & { value: string | undefined; onSave: SaveText; draftKey?: string; unit?: 'yuan' | 'wan' }) {
  const { t } = useTranslation('ui');
  const chosen = useUnits();
  const units = unit ?? chosen;
  const assumed = units === 'wan' ? '万元' : '元';
  const field = useSavedText({
    value,
    onSave,
    draftKey,
    show: (v) => (decimal(v) === undefined ? v : units === 'wan' ? formatWan(v, wanDigits(v)) : formatYuan(v, 2)),
    read: (text) => parseMoney(text, assumed)?.yuan ?? text.trim(),
  });
  const read = field.text.trim() === '' ? undefined : parseMoney(field.text, assumed);
  const words = read && amountInWords(read.yuan);
  const other = read && (units === 'wan' ? `${formatYuan(read.yuan)} ${t('unit.yuan')}` : `${formatWan(read.yuan, wanDigits(read.yuan))} ${t('unit.wan')}`);
  const unread = field.text.trim() !== '' && !read;
  return (
    <Field
      {...frame}
      error={field.refusal ? refusalWords(t, field.refusal) : (frame.error ?? (unread ? t('field.money.unread') : undefined))}
      hint={
        read ? (
          <span className="field-other">
            = {other}
            {words ? ` · ${words}` : ''}
          </span>
        ) : (
          frame.hint
        )
      }
    >
      {(ids) => (
        <Input
          id={ids.input}
          value={field.text}
          disabled={frame.disabled}
          placeholder={frame.placeholder}
          maxLength={60}
          className="field-figure"
          suffix={<span className="field-unit">{units === 'wan' ? t('unit.wan') : t('unit.yuan')}</span>}
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

/** Two places, or as many as the amount needs: 万元 never hides 元 or 分. */
function wanDigits(yuan: string): number | 'all' {
  const d = decimal(yuan);
  return d && d.div(10_000).decimalPlaces() > 2 ? 'all' : 2;
}
