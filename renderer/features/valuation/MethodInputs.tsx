import { useTranslation } from 'react-i18next';
import type { Field, FieldOf } from '../../../shared/valuation/form.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { editSource } from './edit-methods.ts';
import { useMethodForm } from './method-typing.ts';
import { fieldName, fieldUnit, withUnit } from './method-words.ts';
import { SourceCells } from './SourceCells.tsx';
import { TypedCell } from './TypedCell.tsx';

type Single = Exclude<Field, { kind: 'table' | 'group' | 'list' }>;
const own = (f: Field): f is Single => f.kind === 'scalar' || f.kind === 'choice' || f.kind === 'flag';
export type GroupField = FieldOf<'group'>;

/** Every input of the method with where it is from; a series or a table has its values below and its source here. */
export function MethodInputs({ fields, under }: { fields: readonly Exclude<Field, GroupField>[]; under?: string }) {
  const { t } = useTranslation('methods');
  const { sheetId, method, applied, money, place } = useMethodForm();
  if (fields.length === 0) return null;
  const pathOf = (name: string): string => (under === undefined ? name : `${under}.${name}`);
  return (
    <table className="sheet-table sheet-inputs">
      <thead>
        <tr>
          {(['name', 'value', 'source', 'sourceDate', 'grade'] as const).map((k) => (
            <th key={k} className={k === 'value' ? 'figure' : undefined}>
              {t(`valuation:inputCol.${k}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((f, i) => {
          const label = fieldName(t, method, f.name);
          const unit = f.kind === 'scalar' ? fieldUnit(t, f.quantity, money) : '';
          const path = pathOf(f.name);
          return (
            <tr key={f.name} {...(own(f) ? { 'data-field': place(path) } : {})}>
              <th scope="row" className="input-name">
                {withUnit(t, label, unit)}
                {f.customary && (
                  <StatusTag tone="unconfirmed" title={t('customaryHint')}>
                    {t('customary')}
                  </StatusTag>
                )}
              </th>
              <td className="cell-edit">
                {own(f) ? <TypedCell field={f} path={path} label={label} at={[i, 0]} /> : <span className="cell-none muted">{t('seeBelow')}</span>}
              </td>
              <SourceCells input={applied.evidence?.[path]} label={label} row={i} save={(part) => editSource(sheetId, applied.id, path, part)} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
