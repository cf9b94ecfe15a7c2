import { useTranslation } from 'react-i18next';
import { filled } from '../../../shared/domain/checks/blank.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing, FilingState } from '../../../shared/domain/filing.ts';
import { isOrgReturn } from '../../../shared/domain/org-review.ts';
import { isSimulated } from '../../../shared/registry/simulated.ts';
import { chinaMinute } from '../../../shared/time.ts';
import { FILING_TONES as TONES } from '../../data/filing-tones.ts';
import { StatusTag, type Tone } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ReceiptFile } from './ReceiptFile.tsx';

/** From draft to number: each step with its day; what is not true yet is not shown as done. */
export function Timeline({ filing, state = filing.state ?? 'draft' }: { filing: Filing; /** with what its letter adds */ state?: FilingState }) {
  const { t } = useTranslation('registration');
  // given back inside the house: it was never filed
  const inHouse = isOrgReturn(filing);
  const sent = !['draft', 'ready', 'queued', 'sending', 'unknown', 'orgReview'].includes(state);
  const steps: { key: string; label: string; at: string; done: boolean; tone?: Tone }[] = [
    { key: 'drafted', label: t('timeline.drafted'), at: '', done: true },
    { key: 'frozen', label: t('timeline.frozen'), at: chinaMinute(filing.frozenOn), done: (filing.frozenHash ?? '') !== '' },
    ...(filing.carrier === 'http'
      ? [
          {
            key: 'queued',
            label: t(`state.${['queued', 'sending', 'unknown'].includes(state) ? state : 'queued'}`),
            at: '',
            done: state !== 'ready' && state !== 'draft',
            ...(sent ? {} : { tone: TONES[state] }),
          },
        ]
      : []),
    ...(filled(filing.orgReviewOn)
      ? [{ key: 'orgReview', label: t('state.orgReview'), at: filing.orgReviewOn!, done: true, ...(state === 'orgReview' ? { tone: TONES.orgReview } : {}) }]
      : []),
    ...(inHouse ? [] : [{ key: 'sent', label: t('timeline.sent'), at: chinaMinute(filing.submittedAt), done: sent }]),
    // a number may be recorded without anybody having recorded 已受理: that step is then not told at all
    ...(inHouse || (['registered', 'cancelled', 'revoked'].includes(state) && !filled(filing.acceptedOn))
      ? []
      : [{ key: 'accepted', label: t('timeline.accepted'), at: filing.acceptedOn ?? '', done: filled(filing.acceptedOn) || state === 'accepted' }]),
    // asked for before on the same version, each with what was handed in on it
    ...(filing.earlierReturns ?? []).flatMap(({ on = '', handedInOn }, i) => [
      { key: `asked-${i}`, label: t('state.supplement'), at: on, done: true },
      ...(handedInOn ? [{ key: `supplemented-${i}`, label: t('timeline.supplemented'), at: handedInOn, done: true }] : []),
    ]),
    ...(state === 'returned' || state === 'refused' || state === 'supplement'
      ? [{ key: state, label: t(inHouse ? 'portal:org.givenBack' : `state.${state}`), at: filing.returnedOn ?? '', done: true, tone: TONES[state] }]
      : [
          // a correction that was handed in stands between
          ...(filled(filing.supplementOn) ? [{ key: 'supplemented', label: t('timeline.supplemented'), at: filing.supplementOn!, done: true }] : []),
          // why it is reviewed by a second person is the registry's to say
          ...(state === 'secondReview' ? [{ key: state, label: t('state.secondReview'), at: '', done: true, tone: TONES[state] }] : []),
          { key: 'registered', label: t('timeline.registered'), at: filing.registeredOn ?? '', done: ['registered', 'cancelled', 'revoked'].includes(state) },
        ]),
    ...(['changed', 'incomeVerified'] as const).flatMap((key) =>
      filled(filing[`${key}On`]) ? [{ key, label: t(`timeline.${key}`), at: filing[`${key}On`]!, done: true }] : [],
    ),
    ...(state === 'cancelled' || state === 'revoked'
      ? [{ key: state, label: t(`state.${state}`), at: (state === 'cancelled' ? filing.cancelledOn : filing.revokedOn) ?? '', done: true, tone: TONES[state] }]
      : []),
  ];
  return (
    <ol className="timeline" aria-label={t('section.timeline')}>
      {steps.map((s) => (
        <li key={s.key} className={s.done ? 'timeline-done' : undefined}>
          <StatusTag tone={s.done ? (s.tone ?? 'done') : 'neutral'}>{s.label}</StatusTag>
          {s.done && s.at && <span className="muted small">{s.at}</span>}
        </li>
      ))}
    </ol>
  );
}

/** A registration that ended: since when, by whom, and what that means for what rests on it. */
export function Ended({ filing }: { filing: Filing }) {
  const { t } = useTranslation('correction');
  if (filing.state !== 'cancelled' && filing.state !== 'revoked') return null;
  const on = filing.state === 'cancelled' ? filing.cancelledOn : filing.revokedOn;
  return (
    <Panel title={t(`ended.${filing.state}`)}>
      <p>{[on && t('ended.on', { date: on }), t('ended.means')].filter(Boolean).join(' · ')}</p>
    </Panel>
  );
}

/** The number back on the deal. A simulated one says in every line what it is. */
export function Receipt({ file, filing, contractNo }: { file: DealFile; filing: Filing; contractNo: string }) {
  const { t } = useTranslation('registration');
  if (!['registered', 'cancelled', 'revoked'].includes(filing.state ?? '') || !filing.registerNo) return null;
  const simulated = isSimulated(filing);
  return (
    <Panel title={simulated ? t('receipt.title') : t('timeline.registered')} tour="receipt">
      <div className={simulated ? 'receipt receipt-simulated' : 'receipt'}>
        {simulated && <p className="receipt-mark">{t('receipt.simulated')}</p>}
        <p className="receipt-number" data-register-no>
          {t('receipt.number', { no: filing.registerNo })}
        </p>
        <p>
          {[contractNo && t('receipt.contract', { no: contractNo }), filing.registeredOn && t('receipt.on', { date: filing.registeredOn })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <ReceiptFile file={file} filing={filing} />
    </Panel>
  );
}
