import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { isHugeAmount, refuseAmount, refuseCents } from '../../../shared/bounds.ts';
import { amountInWords, exactYuan, parseMoney } from '../../../shared/money.ts';
import { useUnits } from '../../session/settings.ts';
import { assumedUnit, boxFigure, readAmount } from '../Money.tsx';
import { refusalWords } from '../refusal-words.ts';
import { Field, type FieldFrame } from './Field.tsx';
import { fieldKeys } from './keys.ts';
import { useSavedText, type SaveText } from './use-saved-text.ts';

/**
 * An amount. `value` and `onSave` are decimal text in 元; the box shows the unit chosen in the settings and says what a bare
 * number is; 150万, ¥1,500,000 or 壹佰伍拾万元整 say it themselves. The amount understood stands under the box in 元 while it is
 * typed. What is no amount is saved as typed and said to be unreadable; a negative one and one with parts of a 分 are refused,
 * one above 1,000 亿元 asked about. `unit` fixes the unit of the box.
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
  const assumed = assumedUnit(units);
  const field = useSavedText({
    value,
    onSave: (v) => {
      const no = refuseAmount(frame.name ?? '', v);
      return no ? Promise.resolve(no) : onSave(v);
    },
    draftKey,
    label: frame.label,
    name: frame.name,
    limit: 60,
    show: (v) => boxFigure(v, units),
    read: (text) => readAmount(text, units),
  });
  const read = field.text.trim() === '' ? undefined : parseMoney(field.text, assumed);
  // told while it is typed, and gone as soon as the text is one that would be kept; what an older version kept is not refused
  const cents = read && refuseCents(frame.name ?? '', read.yuan);
  const words = read && !cents && amountInWords(read.yuan);
  const inYuan = read && `${exactYuan(read.yuan)} ${t('unit.yuan')}`;
  const inWan = read && units === 'yuan' ? ` · ${boxFigure(read.yuan, 'wan')} ${t('unit.wan')}` : '';
  const bare = t('field.money.bare', { unit: t(`unit.${units}`) });
  const unread = field.text.trim() !== '' && !read;
  const refusal = (field.dirty ? cents : undefined) ?? (field.refusal?.key === 'bounds.amountCents' ? undefined : field.refusal);
  return (
    <Field
      {...frame}
      error={refusal ? refusalWords(t, refusal) : (frame.error ?? (unread ? t('field.money.unread') : undefined))}
      warning={unread ? undefined : (frame.warning ?? (isHugeAmount(read?.yuan) ? t('field.money.huge') : undefined))}
      hint={
        read ? (
          <span className="field-other">
            = {inYuan}
            {inWan}
            {words ? ` · ${words}` : ''}
          </span>
        ) : (
          <>
            {frame.hint}
            {frame.hint ? ' · ' : ''}
            {bare}
          </>
        )
      }
    >
      {(ids) => (
        <Input
          id={ids.input}
          value={field.text}
          disabled={frame.disabled}
          placeholder={frame.placeholder}
          className="field-figure"
          suffix={<span className="field-unit">{t(`unit.${units}`)}</span>}
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
