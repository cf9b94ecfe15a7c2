import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { decimal, exactYuan, formatWan, formatYuan, parseMoney, type MoneyUnit } from '../../shared/money.ts';
import { useUnits, type Units } from '../session/settings.ts';

/** What a figure without a unit is counted in. */
export const assumedUnit = (units: Units): MoneyUnit => (units === 'wan' ? '万元' : '元');

/** The figure alone in the unit of the settings (tables: the unit stands in the header). `value` is decimal text in 元. */
export function moneyFigure(value: string | undefined, units: Units): string {
  if (value === undefined || value === '') return '';
  return decimal(value) === undefined ? value : units === 'wan' ? formatWan(value) : formatYuan(value);
}

/** The same for a box that is typed in: every digit of 元 and 分 stands there, so that leaving the box changes nothing. */
export function boxFigure(value: string, units: Units): string {
  const yuan = decimal(value);
  if (yuan === undefined) return value;
  return units === 'yuan' ? exactYuan(value) : formatWan(value, yuan.div(10_000).decimalPlaces() > 2 ? 'all' : 2);
}

/** Typed text as 元; a bare figure is in the unit of the settings. What is no amount stays as typed. */
export const readAmount = (text: string, units: Units): string => (text.trim() === '' ? '' : (parseMoney(text, assumedUnit(units))?.yuan ?? text.trim()));

export type MoneyOnScreen = {
  units: Units;
  /** 元 or 万元 in the language of the screen */
  unit: string;
  figure: (yuan: string | undefined) => string;
  box: (yuan: string) => string;
  read: (text: string) => string;
  /** what a typed amount is taken for; undefined for none */
  understood: (text: string) => string | undefined;
};

export const moneyIn = (t: TFunction, units: Units): MoneyOnScreen => ({
  units,
  unit: t(`ui:unit.${units}`),
  figure: (yuan) => moneyFigure(yuan, units),
  box: (yuan) => boxFigure(yuan, units),
  read: (text) => readAmount(text, units),
  understood: (text) => {
    const yuan = text.trim() === '' ? undefined : parseMoney(text, assumedUnit(units))?.yuan;
    return yuan === undefined ? undefined : t('ui:field.money.understood', { amount: exactYuan(yuan) });
  },
});

/** Amounts as the settings say: shown, typed and headed in the same unit. */
export function useMoney(): MoneyOnScreen {
  const { t } = useTranslation('ui');
  const units = useUnits();
  return useMemo(() => moneyIn(t as TFunction, units), [t, units]);
}
