/** The way to a figure in words: steps with substituted numbers, inputs with source and date. */
import type { TFunction } from 'i18next';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { formatRate, formatYuan, Decimal } from '../../../shared/money.ts';
import type { Step, ValuationResult } from '../../../shared/valuation/result.ts';
import type { Units } from '../../session/settings.ts';
import type { FigureTrace } from '../../ui/ComputedFigure.tsx';
import { moneyFigure } from '../../ui/Money.tsx';

/** A step's figure as it is read; papers have their money in 万元. */
export const stepResult = (t: TFunction, s: Step, units: Units = 'wan'): string => {
  if (s.unit === '元') return `${moneyFigure(s.result, units)} ${t(`ui:unit.${units}`)}`;
  if (s.unit === 'rate') return formatRate(s.result);
  return new Decimal(s.result).toDecimalPlaces(4).toFixed();
};

export const stepName = (t: TFunction, step: Step): string =>
  t(`valuation:steps.${step.labelKey}`, { ...step.params, ...(step.params?.['binding'] ? { binding: t(`valuation:life.${step.params['binding']}`) } : {}) });

function stepWords(t: TFunction, step: Step, units: Units): string {
  const name = stepName(t, step);
  return step.labelKey === 'life'
    ? `${name} = ${stepResult(t, step, units)} ${t('valuation:unit.years')}`
    : `${name}: ${step.substituted} = ${stepResult(t, step, units)}`;
}

export function traceOf(t: TFunction, sheet: Worksheet, result: ValuationResult, units: Units): FigureTrace {
  return {
    steps: [...result.steps.map((s) => stepWords(t, s, units)), ...result.warnings.map((w) => t(`valuation:warnings.${w.key}`, w.params ?? {}))],
    inputs: (['revenues', 'royaltyRate', 'discountRate', 'taxRate'] as const).flatMap((name) => {
      const input = sheet.inputs?.[name];
      const value =
        name === 'revenues'
          ? (sheet.revenues ?? [])
              .filter((r) => r !== '')
              .map((r) => moneyFigure(r, units))
              .join(' / ')
          : formatRate(input?.value);
      if (value === '') return [];
      return [
        {
          name: name === 'revenues' ? t('ui:inUnit', { name: t('valuation:input.revenues'), unit: t(`ui:unit.${units}`) }) : t(`valuation:input.${name}`),
          value,
          ...(input?.source ? { source: input.source } : {}),
          ...(input?.sourceDate ? { date: input.sourceDate } : {}),
        },
      ];
    }),
    rule: { name: t('valuation:method.name'), document: t('valuation:method.formula') },
  };
}

/** The exact amount for a hover beside the rounded 万元. */
export const exact = (yuan: string): string => `${formatYuan(yuan)} 元`;
