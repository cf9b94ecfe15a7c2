import { AutoComplete } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { Field } from '../../ui/fields/Field.tsx';
import { useSavedText } from '../../ui/fields/use-saved-text.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { editWorksheet } from './edit-worksheet.ts';

const PURPOSES = ['transfer', 'licence', 'equity', 'pledge', 'internal'] as const;

/** What the worksheet is for: one of the usual purposes, or any words. Saved when left. */
export function PurposeField({ sheet, name }: { sheet: Worksheet; name: string }) {
  const { t } = useTranslation('valuation');
  const label = t('field.purpose');
  const field = useSavedText({ value: sheet.purpose, label, name, draftKey: name, limit: 2000, onSave: (purpose) => editWorksheet(sheet.id, { purpose }) });
  return (
    <Field label={label} name={name} hint={t('hint.purpose')} error={field.refusal ? refusalWords(t, field.refusal) : undefined}>
      {(ids) => (
        <AutoComplete
          id={ids.input}
          value={field.text}
          className="field-suggest"
          aria-label={label}
          options={PURPOSES.map((p) => ({ value: t(`weigh:purpose.${p}`) }))}
          onChange={(text: string) => field.type(text)}
          onBlur={() => void field.save()}
        />
      )}
    </Field>
  );
}
