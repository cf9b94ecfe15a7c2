/** Figures as a chart shows them: in the unit of the settings (元 also where all of them are below one 万元), the same number of places in one chart. */
import { Decimal, formatYuan } from '../../../../shared/money.ts';
import type { Units } from '../../../session/settings.ts';

export type Scale = {
  unit: '元' | '万元';
  /** from the result's unit to the chart's */
  of: (value: number) => number;
  text: (value: number) => string;
};

const rounded = (shown: number, digits: number): string => {
  const text = formatYuan(new Decimal(shown).toFixed(), digits);
  return /^-[0.]+$/.test(text) ? text.slice(1) : text;
};

/** `money` is the unit the result is in; `values` are all that stand in the chart. */
export function scaleOf(money: '元' | '万元', values: readonly number[], units: Units): Scale {
  const largest = values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const unit = units === 'yuan' || (largest > 0 && (money === '元' ? largest < 10_000 : largest < 1)) ? '元' : '万元';
  const of = (value: number): number => (unit === money ? value : unit === '万元' ? value / 10_000 : value * 10_000);
  const digits = of(largest) >= 100_000 ? 0 : 2;
  return { unit, of, text: (value) => rounded(of(value), digits) };
}

/** 0.12345 → 12.35%. */
export const percentText = (share: number, digits = 2): string => `${rounded(share * 100, digits)}%`;

/** A number without unit, as short as it can be: 0.08, 1,200. */
export const plainText = (value: number): string => {
  const short = new Decimal(Number(value.toPrecision(6)));
  return formatYuan(short.toFixed(), short.decimalPlaces());
};
