import { useTranslation } from 'react-i18next';
import { slipOf } from '../../../shared/domain/checks/filing-own.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { FilledField } from '../../../shared/domain/filing-form.ts';
import { wanOf, yuanOfField } from '../../../shared/domain/filing-portal.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { RowOf } from '../../../shared/domain/tables.ts';
import { formatYuan } from '../../../shared/money.ts';
import { editRow } from '../../data/edit-row.ts';
import { DateField } from '../../ui/fields/DateField.tsx';
import { MoneyField } from '../../ui/fields/MoneyField.tsx';
import { SelectField } from '../../ui/fields/SelectField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { CodeOrWord } from './CodeOrWord.tsx';
import { typeField } from './edit-filing.ts';
import { homeOf } from './home.ts';
import { YES_NO } from './ids.ts';

/** The control of one form field. A value that lives on a record is changed there; the rest is typed for this filing. */
export function FieldEditor({ file, filing, field, writes }: { file: DealFile; filing: Filing; field: FilledField; writes: boolean }) {
  const { t } = useTranslation('registration');
  const home = homeOf(field, file);
  const raw = home?.row[home.field];
  const text = typeof raw === 'string' ? raw : undefined;
  const frame = { label: field.zh, placeholder: field.mustFill ? t('missing') : '' };
  const type = (value: string | undefined) => typeField(filing.id, field.key, value ?? '');
  const keep = (value: string | boolean | undefined) =>
    home ? editRow(home.table, home.id, { [home.field]: value } as Partial<RowOf<'parties'>>, { intent: `${home.table}.edit`, note: field.zh }) : undefined;
  const save = (value: string | undefined) => keep(value) ?? type(value);
  if (field.type === 'yesno')
    return (
      <SelectField
        {...frame}
        value={field.value || undefined}
        options={YES_NO.map((value) => ({ value, label: t(value === YES_NO[0] ? 'yes' : 'no') }))}
        onSave={(v) => keep(v === undefined ? undefined : v === YES_NO[0]) ?? type(v)}
      />
    );
  if (field.type === 'code') return <CodeOrWord {...frame} field={field} value={text ?? field.code} writes={writes} onCode={save} onWord={type} />;
  if (field.type === 'money') {
    const wan = field.unit === '万元';
    const yuan = home ? text : wan ? (yuanOfField(field, field.value)?.toFixed() ?? field.value) : field.value;
    const meant = home ? undefined : slipOf(field);
    const unit = field.unit ?? '元';
    const amount = meant && (wan ? meant.toFixed() : formatYuan(meant.toFixed()));
    return (
      <MoneyField
        {...frame}
        unit={wan ? 'wan' : 'yuan'}
        value={yuan}
        onSave={(v) => keep(v) ?? type(wan ? wanOf(v) : v)}
        {...(meant
          ? {
              warning: (
                <>
                  {t('filing-form:slip', { amount, unit })}{' '}
                  <button type="button" className="link small" data-act="slip" onClick={() => void type(meant.toFixed())}>
                    {t('filing-form:slipTake', { amount, unit })}
                  </button>
                </>
              ),
            }
          : {})}
      />
    );
  }
  if (field.type === 'date') return <DateField {...frame} value={field.value} onSave={save} />;
  const unseen = field.status !== 'confirmed' && home === null && field.from === undefined;
  return <TextField {...frame} {...(unseen ? { hint: t('filing-form:portalList') } : {})} value={home ? text : field.value} onSave={save} />;
}
