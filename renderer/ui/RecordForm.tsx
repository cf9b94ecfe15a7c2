import type { ReactNode } from 'react';
import { refuse } from '../../shared/result.ts';
import type { Saved } from './fields/use-saved-text.ts';
import { DateField } from './fields/DateField.tsx';
import { MoneyField } from './fields/MoneyField.tsx';
import { RateField } from './fields/RateField.tsx';
import { SelectField, SwitchField, type Choice } from './fields/SelectField.tsx';
import { TextArea, TextField } from './fields/TextField.tsx';

export type FormField = {
  field: string;
  label: string;
  kind?: 'text' | 'area' | 'day' | 'money' | 'rate' | 'whole' | 'select' | 'switch';
  options?: readonly Choice<string>[];
  /** stands in place of the built-in control; it names itself `at(field)` */
  custom?: (name: string) => ReactNode;
  hint?: ReactNode;
  wide?: boolean;
  required?: boolean;
  mark?: ReactNode;
  placeholder?: string;
  clearable?: boolean;
  /** stands fast while the rest of the form may be changed */
  disabled?: boolean;
};

/** What is said under a field: `error` red (必须修改), `warning` amber (请核实). */
export type FieldIssues = Record<string, { error?: ReactNode; warning?: ReactNode } | undefined>;

type Props = {
  table: string;
  row: { id: string };
  fields: readonly FormField[];
  /** saves one field; may answer a refusal, which is shown under the field */
  onSave: (field: string, value: string | number | boolean | undefined) => Promise<Saved>;
  issues?: FieldIssues;
  disabled?: boolean;
};

/** The name by which findings and 缺什么 jump to a field: `achievements/<id>/title`. */
export const fieldName = (table: string, id: string, field: string): string => `${table}/${id}/${field}`;

const textOf = (v: unknown): string | undefined => (typeof v === 'string' ? v : typeof v === 'number' ? String(v) : undefined);

/** A record's fields in two columns, each saved when left. */
export function RecordForm({ table, row, fields, onSave, issues = {}, disabled }: Props) {
  return (
    <div className="form-grid">
      {fields.map((f) => {
        const name = fieldName(table, row.id, f.field);
        if (f.custom)
          return (
            <div key={f.field} className={f.wide ? 'wide' : undefined}>
              {f.custom(name)}
            </div>
          );
        return (
          <OneField
            key={f.field}
            spec={f}
            name={name}
            value={(row as Record<string, unknown>)[f.field]}
            onSave={(v) => onSave(f.field, v)}
            issue={issues[f.field]}
            disabled={disabled || f.disabled}
          />
        );
      })}
    </div>
  );
}

function saveWhole(typed: string | undefined, onSave: (v: number | undefined) => Promise<Saved>): Promise<Saved> {
  const bare = typed?.normalize('NFKC');
  if (bare === undefined) return onSave(undefined);
  return /^\d{1,9}$/.test(bare) ? onSave(Number(bare)) : Promise.resolve(refuse('form.whole'));
}

function OneField({
  spec,
  name,
  value,
  onSave,
  issue,
  disabled,
}: {
  spec: FormField;
  name: string;
  value: unknown;
  onSave: (v: string | number | boolean | undefined) => Promise<Saved>;
  issue: { error?: ReactNode; warning?: ReactNode } | undefined;
  disabled: boolean | undefined;
}) {
  const frame = {
    label: spec.label,
    name,
    ...(spec.hint ? { hint: spec.hint } : {}),
    ...(spec.wide ? { wide: true } : {}),
    ...(spec.required ? { required: true } : {}),
    ...(spec.mark ? { mark: spec.mark } : {}),
    ...(spec.placeholder ? { placeholder: spec.placeholder } : {}),
    ...(disabled ? { disabled } : {}),
    ...(issue?.error ? { error: issue.error } : {}),
    ...(issue?.warning ? { warning: issue.warning } : {}),
  };
  const text = textOf(value);
  const draftKey = name;
  switch (spec.kind ?? 'text') {
    case 'text':
      return <TextField {...frame} value={text} onSave={onSave} draftKey={draftKey} />;
    case 'area':
      return <TextArea {...frame} value={text} onSave={onSave} draftKey={draftKey} rows={3} />;
    case 'day':
      return <DateField {...frame} value={text} onSave={onSave} draftKey={draftKey} />;
    case 'money':
      return <MoneyField {...frame} value={text} onSave={onSave} draftKey={draftKey} />;
    case 'rate':
      return <RateField {...frame} value={text} onSave={onSave} draftKey={draftKey} />;
    case 'whole':
      return <TextField {...frame} value={text} maxLength={10} onSave={(v) => saveWhole(v, onSave)} />;
    case 'select':
      return <SelectField {...frame} value={text} options={spec.options ?? []} onSave={onSave} clearable={spec.clearable ?? true} />;
    case 'switch':
      return <SwitchField {...frame} value={value === true} onSave={onSave} />;
  }
}
