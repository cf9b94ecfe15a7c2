import { decimal, formatWan, formatYuan } from '../../shared/money.ts';
import type { Units } from '../session/settings.ts';

/** The figure alone in the unit of the settings (tables: the unit stands in the header). `value` is decimal text in 元. */
export function moneyFigure(value: string | undefined, units: Units): string {
  if (value === undefined || value === '') return '';
  return decimal(value) === undefined ? value : units === 'wan' ? formatWan(value) : formatYuan(value);
}
