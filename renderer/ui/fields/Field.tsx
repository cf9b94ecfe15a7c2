import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '../fields.css';

export type FieldFrame = {
  label: string;
  /** under the field: what is expected */
  hint?: ReactNode;
  /** under the field, in words that say what to do; red */
  error?: ReactNode;
  /** under the field; amber: 请核实 */
  warning?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  /** the field's name in its record: 缺什么 and findings jump to it by this */
  name?: string;
  /** a mark beside the label, e.g. UnconfirmedMark */
  mark?: ReactNode;
  /** spans both columns of a form-grid */
  wide?: boolean;
  placeholder?: string;
};

export type FieldIds = { input: string; describedBy: string | undefined; invalid: boolean };

/** Label above, control, then hint, warning and error under it. `children` gets the ids that tie them together. */
export function Field({ label, hint, error, warning, required, name, mark, wide, children }: FieldFrame & { children: (ids: FieldIds) => ReactNode }) {
  const { t } = useTranslation('ui');
  const base = useId();
  const describedBy = [hint && `${base}h`, warning && `${base}w`, error && `${base}e`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={`field${wide ? ' wide' : ''}`} data-field={name}>
      <label htmlFor={base} className="field-label">
        {label}
        {required && <span className="field-required">{t('field.required')}</span>}
        {mark}
      </label>
      {children({ input: base, describedBy, invalid: Boolean(error) })}
      {error && (
        <p id={`${base}e`} className="field-error" role="alert">
          {error}
        </p>
      )}
      {warning && (
        <p id={`${base}w`} className="field-warning">
          {warning}
        </p>
      )}
      {hint && (
        <p id={`${base}h`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
