import { decimal, formatWan, formatYuan } from '../../shared/money.ts';
import { useTranslation } from 'react-i18next';
import { useUnits, type Units } from '../session/settings.ts';

/** The figure alone in the unit of the settings (tables: the unit stands in the header). `value` is decimal text in 元. */
export function moneyFigure(value: string | undefined, units: Units): string {
  if (value === undefined || value === '') return '';
  return decimal(value) === undefined ? value : units === 'wan' ? formatWan(value) : formatYuan(value);
}

/** An amount with its unit, `150.00 万元`; the exact 元 on hover. */
export function MoneyText({ value, unit }: { value: string | undefined; unit?: Units }) {
  const { t } = useTranslation('ui');
  const chosen = useUnits();
  const units = unit ?? chosen;
  if (value === undefined || value === '') return <span className="muted">—</span>;
  return (
    <span className="figure" title={`${formatYuan(value)} ${t('unit.yuan')}`}>
      {moneyFigure(value, units)} {decimal(value) === undefined ? '' : t(`unit.${units}`)}
    </span>
  );
}
