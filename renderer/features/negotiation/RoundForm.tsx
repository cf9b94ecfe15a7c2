import { useTranslation } from 'react-i18next';
import { latestWorksheet, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Round } from '../../../shared/domain/deal.ts';
import { InternalOnly, StaleMark, StatusTag } from '../../ui/marks.tsx';
import { useMoney } from '../../ui/Money.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';
import { editRound } from './edit-rounds.ts';
import { aboveFloor, worthOf } from './offer.ts';
import { OfferFigure } from './OfferBars.tsx';

/** One round: the offer, the talks, and apart from them what only we may know. */
export function RoundForm({ file, round }: { file: DealFile; round: Round }) {
  const { t } = useTranslation('negotiation');
  const money = useMoney();
  const sheet = file.worksheets.find((w) => w.id === round.worksheetId);
  const newest = latestWorksheet(file);
  const worth = worthOf(round, sheet);
  const gap = aboveFloor(worth, round.walkAway);
  const save = (field: string, value: string | number | boolean | undefined) =>
    editRound(file, round, { [field]: value } as Partial<Round>, t('round', { no: round.no ?? 0 }));
  const options = <T extends string>(kind: 'by' | 'mode' | 'outcome', values: readonly T[]) =>
    values.map((value) => ({ value, label: t(`${kind}.${value}` as never) as string }));
  const offer: FormField[] = [
    { field: 'offeredBy', label: t('field.offeredBy'), kind: 'select', options: options('by', ['us', 'them']) },
    { field: 'licenseMode', label: t('field.licenseMode'), kind: 'select', options: options('mode', ['exclusive', 'sole', 'ordinary']) },
    { field: 'entryFee', label: t('field.entryFee'), kind: 'money' },
    { field: 'royaltyRate', label: t('field.royaltyRate'), kind: 'rate' },
    { field: 'royaltyBase', label: t('field.royaltyBase'), hint: t('hint.royaltyBase') },
    { field: 'territory', label: t('field.territory') },
    { field: 'termFrom', label: t('field.termFrom'), kind: 'day' },
    { field: 'termTo', label: t('field.termTo'), kind: 'day' },
    { field: 'years', label: t('field.years'), kind: 'whole', hint: t('hint.years') },
    {
      field: 'worksheetId',
      label: t('field.worksheetId'),
      kind: 'select',
      options: file.worksheets.map((w) => ({ value: w.id, label: t('worksheet.version', { n: w.version ?? 1, date: w.baseDate ?? '' }) })),
    },
    { field: 'outcome', label: t('field.outcome'), kind: 'select', clearable: false, options: options('outcome', ['open', 'countered', 'agreed', 'rejected']) },
    { field: 'otherTerms', label: t('field.otherTerms'), kind: 'area', wide: true },
  ];
  const talk: FormField[] = [
    { field: 'heldOn', label: t('field.heldOn'), kind: 'day' },
    { field: 'place', label: t('field.place') },
    { field: 'attendees', label: t('field.attendees'), wide: true, hint: t('hint.attendees') },
    { field: 'minutes', label: t('field.minutes'), kind: 'area', wide: true },
  ];
  const internal: FormField[] = [
    { field: 'walkAway', label: t('field.walkAway'), kind: 'money', hint: t('hint.walkAway') },
    { field: 'internalNote', label: t('field.internalNote'), kind: 'area', wide: true },
  ];
  const stale = sheet && newest && sheet.id !== newest.id;
  return (
    <>
      <Panel
        title={`${t('round', { no: round.no ?? 0 })} · ${t('section.offer')}`}
        extra={
          worth ? (
            <span className="offer-worth">
              <span className="muted small">{t('pv.label')}</span> <OfferFigure round={round} worth={worth} version={sheet?.version ?? 1} strong />{' '}
              <span className="muted small">{money.unit}</span>
            </span>
          ) : (
            <span className="muted small">{t(sheet ? 'pv.none' : 'pv.noWorksheet')}</span>
          )
        }
      >
        {stale && (
          <p className="offer-stale">
            <StaleMark
              changed={t('worksheet.newer', { n: newest.version ?? 1, v: sheet.version ?? 1 })}
              remakeLabel={t('worksheet.use', { n: newest.version ?? 1 })}
              onRemake={() => void save('worksheetId', newest.id)}
            />
          </p>
        )}
        <RecordForm table="rounds" row={round} fields={offer} onSave={save} />
      </Panel>
      <Panel title={t('section.talk')}>
        <RecordForm table="rounds" row={round} fields={talk} onSave={save} />
      </Panel>
      <InternalOnly title={t('section.internal')}>
        {gap && (
          <p className="offer-gap">
            <StatusTag tone={gap.isNegative() ? 'attention' : 'done'}>
              {t(gap.isNegative() ? 'belowFloor' : 'aboveFloor', { gap: money.figure(gap.abs().toFixed()), unit: money.unit })}
            </StatusTag>
          </p>
        )}
        <RecordForm table="rounds" row={round} fields={internal} onSave={save} />
      </InternalOnly>
    </>
  );
}
