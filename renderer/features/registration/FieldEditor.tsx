import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { FilledField } from '../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { RowOf } from '../../../shared/domain/tables.ts';
import { editRow } from '../../data/edit-row.ts';
import type { CodeListId } from '../../ui/codes.ts';
import { CodeField } from '../../ui/fields/CodeField.tsx';
import { DateField } from '../../ui/fields/DateField.tsx';
import { MoneyField } from '../../ui/fields/MoneyField.tsx';
import { SelectField } from '../../ui/fields/SelectField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { typeField } from './edit-filing.ts';
import { YES_NO } from './ids.ts';

/** Where an answer belongs when it is known nowhere yet: entered once on its record, it is there for the next filing too. */
function homeOf(field: FilledField): { table: 'deals' | 'parties'; id: string; field: string } | null {
  const { from } = field;
  if (!from?.field || field.origin === 'typed' || field.origin === 'derived') return null;
  return from.table === 'deals' || from.table === 'parties' ? { table: from.table, id: from.id, field: from.field } : null;
}

/** The control of one form field. A value that lives on a record is changed there; the rest is typed for this filing. */
export function FieldEditor({ file, filing, field }: { file: DealFile; filing: Filing; field: FilledField }) {
  const { t } = useTranslation('registration');
  const home = homeOf(field);
  const row = home && ((home.table === 'deals' ? file.deal : file.buyer) as Record<string, unknown> | undefined);
  const raw = home ? row?.[home.field] : undefined;
  const frame = { label: field.zh, placeholder: field.mustFill ? t('missing') : '' };
  const save = (value: string | boolean | undefined) =>
    home
      ? editRow(home.table, home.id, { [home.field]: value } as Partial<RowOf<'deals'>> & Partial<RowOf<'parties'>>, {
          intent: `${home.table}.edit`,
          note: field.zh,
        })
      : typeField(filing.id, field.key, typeof value === 'boolean' ? YES_NO[value ? 0 : 1] : (value ?? ''));
  const text = typeof raw === 'string' ? raw : undefined;
  if (home && field.type === 'yesno') {
    return (
      <SelectField
        {...frame}
        value={raw === true ? 'yes' : raw === false ? 'no' : undefined}
        options={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
        onSave={(v) => save(v === undefined ? undefined : v === 'yes')}
      />
    );
  }
  if (home && field.codes === 'enterprise-scale') {
    return (
      <SelectField
        {...frame}
        value={text}
        options={(['large', 'medium', 'small', 'micro'] as const).map((value) => ({ value, label: t(`scale.${value}`) }))}
        onSave={save}
      />
    );
  }
  if (home && field.type === 'code' && field.codes) return <CodeField {...frame} list={field.codes as CodeListId} value={text} onSave={save} />;
  if (home && field.type === 'money') return <MoneyField {...frame} unit="wan" value={text} onSave={save} />;
  if (field.type === 'yesno')
    return (
      <SelectField
        {...frame}
        value={field.value || undefined}
        options={YES_NO.map((value) => ({ value, label: t(value === YES_NO[0] ? 'yes' : 'no') }))}
        onSave={(v) => save(v)}
      />
    );
  if (field.type === 'date') return <DateField {...frame} value={field.value} onSave={save} />;
  if (field.type === 'money' && field.unit === '元') return <MoneyField {...frame} unit="yuan" value={field.value} onSave={save} />;
  return <TextField {...frame} value={home ? text : field.value} onSave={save} />;
}
