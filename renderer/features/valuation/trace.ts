/** The way to a figure in words: steps with substituted numbers, inputs with source and date. */
import type { TFunction } from 'i18next';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { formatRate, formatWan, formatYuan, Decimal } from '../../../shared/money.ts';
import type { Step, ValuationResult } from '../../../shared/valuation/result.ts';
import type { FigureTrace } from '../../ui/ComputedFigure.tsx';

/** A step's figure as it is read: money in 万元. */
export const stepResult = (s: Step): string => {
  if (s.unit === '元') return `${formatWan(s.result)} 万元`;
  if (s.unit === 'rate') return formatRate(s.result);
  return new Decimal(s.result).toDecimalPlaces(4).toFixed();
};

export const stepName = (t: TFunction, step: Step): string =>
  t(`valuation:steps.${step.labelKey}`, { ...step.params, ...(step.params?.['binding'] ? { binding: t(`valuation:life.${step.params['binding']}`) } : {}) });

export function stepWords(t: TFunction, step: Step): string {
  const name = stepName(t, step);
  return step.labelKey === 'life' ? `${name} = ${stepResult(step)} ${t('valuation:unit.years')}` : `${name}: ${step.substituted} = ${stepResult(step)}`;
}

export function traceOf(t: TFunction, sheet: Worksheet, result: ValuationResult): FigureTrace {
  return {
    steps: [...result.steps.map((s) => stepWords(t, s)), ...result.warnings.map((w) => t(`valuation:warnings.${w.key}`, w.params ?? {}))],
    inputs: (['revenues', 'royaltyRate', 'discountRate', 'taxRate'] as const).flatMap((name) => {
      const input = sheet.inputs?.[name];
      const value =
        name === 'revenues'
          ? (sheet.revenues ?? [])
              .filter((r) => r !== '')
              .map((r) => formatWan(r, 0))
              .join(' / ')
          : formatRate(input?.value);
      if (value === '') return [];
      return [
        {
          name: t(`valuation:input.${name}`),
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
