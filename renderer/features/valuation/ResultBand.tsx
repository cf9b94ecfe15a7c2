import { useTranslation } from 'react-i18next';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { formatRate } from '../../../shared/money.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import type { RoyaltyResult } from '../../../shared/valuation/royalty.ts';
import { ComputedFigure } from '../../ui/ComputedFigure.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { useMoney } from '../../ui/Money.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';
import { basisKey, type Figures } from './compute.ts';
import { exact, traceOf } from './trace.ts';

/** The rates the least and the most value come of, the lower first. */
function boundingRates({ base, low, high, band }: RoyaltyResult): { low: string; high: string } {
  const points = [low, high, base].filter((x) => x !== undefined);
  const at = (value: string): string => points.find((x) => x.value === value)!.rate;
  const [first, second] = [at(band.min), at(band.max)].sort((a, b) => Number(a) - Number(b)) as [string, string];
  return { low: formatRate(first), high: formatRate(second) };
}

/** Base case and range together, always in sight. */
export function ResultBand({
  sheet,
  figures,
  must,
  ask,
  met,
  all,
}: {
  sheet: Worksheet;
  figures: Figures | Refusal;
  must: number;
  ask: number;
  met: number;
  all: number;
}) {
  const { t } = useTranslation('valuation');
  const money = useMoney();
  if (isRefusal(figures)) {
    return (
      <div className="result-band">
        <div className="result-main">
          <span className="result-label">{t('result.base')}</span>
          <strong className="result-none">{t('result.none')}</strong>
        </div>
        <p className="result-why">
          {refusalWords(t, {
            ...figures,
            params: { ...figures.params, ...(figures.field ? { field: t([`input.${figures.field}`, `field.${figures.field}`]) } : {}) },
          })}
        </p>
      </div>
    );
  }
  const { result, request } = figures;
  const ranged = Boolean(sheet.lowRate || sheet.highRate);
  return (
    <div className="result-band" data-tour="valuation-result">
      <div className="result-main">
        <span className="result-label">{t('result.base')}</span>
        <span title={exact(result.value)}>
          <ComputedFigure strong label={`${t('result.base')} ${money.figure(result.value)} ${money.unit}`} trace={traceOf(t, sheet, result, money.units)}>
            <span data-figure="base">{money.figure(result.value)}</span>
          </ComputedFigure>{' '}
          <span className="result-unit">{money.unit}</span>
        </span>
        <span className="muted small">{t('result.at', { rate: formatRate(request.discountRate) })}</span>
      </div>
      <div className="result-main">
        <span className="result-label">{t('result.range')}</span>
        <span>
          <span className="result-figure" data-figure="range">
            {ranged ? `${money.figure(result.band.min)}–${money.figure(result.band.max)}` : '—'}
          </span>{' '}
          {ranged && <span className="result-unit">{money.unit}</span>}
        </span>
        <span className="muted small">{ranged ? t('result.rangeText', boundingRates(result)) : t('result.noRange')}</span>
      </div>
      <div className="result-main result-state">
        <span className="result-label">{t('section.gate', { met, all })}</span>
        <span className="result-tags">
          {must > 0 && <StatusTag tone="blocked">{t('gate.must', { count: must })}</StatusTag>}
          {ask > 0 && <StatusTag tone="attention">{t('gate.ask', { count: ask })}</StatusTag>}
          {must + ask === 0 && met === all && <StatusTag tone="done">{t('gate.done')}</StatusTag>}
          {must + ask === 0 && met < all && <StatusTag tone="neutral">{t('gate.explained', { count: all - met })}</StatusTag>}
        </span>
        <span className="muted small">
          {t(`result.${basisKey(figures)}`)} · {t(`choice.timing.${request.timing ?? 'end'}`)}
        </span>
      </div>
    </div>
  );
}
