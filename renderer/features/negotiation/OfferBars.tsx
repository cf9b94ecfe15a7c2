import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Round } from '../../../shared/domain/deal.ts';
import { Decimal, formatRate } from '../../../shared/money.ts';
import { ComputedFigure, type FigureTrace } from '../../ui/ComputedFigure.tsx';
import { StatusTag, type Tone } from '../../ui/marks.tsx';
import { useMoney, type MoneyOnScreen } from '../../ui/Money.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { offerWords, worthOf, type Worth } from './offer.ts';

const TONES: Record<NonNullable<Round['outcome']>, Tone> = { open: 'attention', countered: 'neutral', agreed: 'done', rejected: 'neutral' };

/** Every round as one line: who, what, and what it is worth, as a bar from zero. A line opens its round. */
export function OfferBars({
  file,
  rounds,
  openId,
  onOpen,
  extra,
}: {
  extra: ReactNode;
  file: DealFile;
  rounds: readonly Round[];
  openId: string;
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslation('negotiation');
  const money = useMoney();
  const lines = rounds.map((round) => ({
    round,
    worth: worthOf(
      round,
      file.worksheets.find((w) => w.id === round.worksheetId),
    ),
  }));
  const valued = lines.filter((l) => l.worth !== undefined);
  const totals = valued.map((l) => new Decimal(l.worth!.total)).sort((a, b) => a.cmp(b));
  const widest = Decimal.max(0, ...totals);
  const title =
    valued.length === 0
      ? t('bar.none')
      : valued.length === 1
        ? t('bar.one', { no: valued[0]!.round.no ?? 1, value: money.figure(valued[0]!.worth!.total), unit: money.unit })
        : t('bar.title', { count: valued.length, low: money.figure(totals[0]!.toFixed()), high: money.figure(totals.at(-1)!.toFixed()), unit: money.unit });
  const share = (yuan: string): string => (widest.isZero() ? '0%' : `${new Decimal(yuan).div(widest).times(100).toFixed(2)}%`);
  return (
    <Panel title={title} extra={extra}>
      <table className="offers">
        <thead>
          <tr>
            {(['no', 'by', 'mode', 'offer'] as const).map((k) => (
              <th key={k}>{t(`col.${k}`)}</th>
            ))}
            <th className="offer-bar-cell">
              <span className="offer-key offer-fee" />
              {t('bar.fee')}
              <span className="offer-key offer-running" />
              {t('bar.royalty')}
            </th>
            <th className="figure">{t('col.pv', { unit: money.unit })}</th>
            <th>{t('col.state')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ round, worth }) => (
            <tr key={round.id} className={round.id === openId ? 'offer-open' : undefined}>
              <th scope="row">
                <button type="button" className="link" aria-current={round.id === openId ? 'true' : undefined} onClick={() => onOpen(round.id)}>
                  {t('round', { no: round.no ?? 0 })}
                </button>
                <span className="muted small offer-day">{round.heldOn}</span>
              </th>
              <td>{round.offeredBy ? t(`by.${round.offeredBy}`) : ''}</td>
              <td>{round.licenseMode ? t(`mode.${round.licenseMode}`) : ''}</td>
              <td className="offer-words">{offerWords(round, money)}</td>
              <td className="offer-bar-cell" aria-hidden="true">
                {worth && (
                  <span className="offer-bar">
                    <span className="offer-fee" style={{ width: share(worth.fee) }} />
                    <span className="offer-running" style={{ width: share(worth.running) }} />
                  </span>
                )}
              </td>
              <td className="figure" data-pv={round.no}>
                {worth ? (
                  <OfferFigure round={round} worth={worth} version={file.worksheets.find((w) => w.id === round.worksheetId)?.version ?? 1} />
                ) : (
                  <span className="muted">{t('pv.none')}</span>
                )}
              </td>
              <td>
                <StatusTag tone={TONES[round.outcome ?? 'open']}>{t(`outcome.${round.outcome ?? 'open'}`)}</StatusTag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

export function OfferFigure({ round, worth, version, strong }: { round: Round; worth: Worth; version: number; strong?: boolean }) {
  const { t } = useTranslation('negotiation');
  const money = useMoney();
  return (
    <ComputedFigure
      {...(strong ? { strong } : {})}
      label={`${t('round', { no: round.no ?? 0 })} ${t('pv.label')} ${money.figure(worth.total)} ${money.unit}`}
      trace={traceOf(t as never, money, worth, version)}
    >
      {money.figure(worth.total)}
    </ComputedFigure>
  );
}

type Words = (key: string, params?: Record<string, string | number>) => string;
function traceOf(t: Words, money: MoneyOnScreen, worth: Worth, version: number): FigureTrace {
  const steps = worth.result.steps.filter((s) => s.id.startsWith('year-') || ['fee', 'running', 'total'].includes(s.id));
  return {
    steps: steps.map((s) => `${t(`valuation:steps.${s.labelKey}`, { ...s.params })}: ${s.substituted} = ${money.figure(s.result)} ${money.unit}`),
    inputs: [
      { name: t('field.worksheetId'), value: t('pv.version', { v: version }), source: t('pv.basis', { v: version, rate: formatRate(worth.discountRate) }) },
    ],
    rule: { name: t('pv.rule'), document: t('pv.formula') },
  };
}
