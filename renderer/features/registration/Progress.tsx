import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { filled } from '../../../shared/domain/checks/blank.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { FilledForm } from '../../../shared/domain/filing-form.ts';
import type { Filing, FilingState } from '../../../shared/domain/filing.ts';
import { isSimulatedNumber } from '../../../shared/registry/simulated.ts';
import { navigate } from '../../session/route.ts';
import { placeOf } from '../../data/findings.ts';
import { localMinute } from '../../data/produced.ts';
import { StatusTag, type Tone } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { groundOf } from './grounds.ts';

export const TONES: Record<FilingState, Tone> = {
  draft: 'neutral',
  ready: 'current',
  queued: 'attention',
  sending: 'current',
  unknown: 'attention',
  orgReview: 'current',
  submitted: 'current',
  accepted: 'current',
  supplement: 'attention',
  returned: 'blocked',
  secondReview: 'current',
  registered: 'done',
  refused: 'blocked',
  cancelled: 'neutral',
  revoked: 'blocked',
};

/** From draft to number: each step with its day; what is not true yet is not shown as done. */
export function Timeline({ filing }: { filing: Filing }) {
  const { t } = useTranslation('registration');
  const state = filing.state ?? 'draft';
  const sent = !['draft', 'ready', 'queued', 'sending', 'unknown'].includes(state);
  const steps: { key: string; label: string; at: string; done: boolean; tone?: Tone }[] = [
    { key: 'drafted', label: t('timeline.drafted'), at: '', done: true },
    { key: 'frozen', label: t('timeline.frozen'), at: localMinute(filing.frozenOn), done: (filing.frozenHash ?? '') !== '' },
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
    { key: 'sent', label: t('timeline.sent'), at: localMinute(filing.submittedAt), done: sent },
    // a number may be recorded without anybody having recorded 已受理: that step is then not told at all
    ...(state === 'registered' && !filled(filing.acceptedOn)
      ? []
      : [{ key: 'accepted', label: t('timeline.accepted'), at: filing.acceptedOn ?? '', done: filled(filing.acceptedOn) || state === 'accepted' }]),
    state === 'returned' || state === 'refused' || state === 'supplement'
      ? { key: state, label: t(`state.${state}`), at: '', done: true, tone: TONES[state] }
      : { key: 'registered', label: t('timeline.registered'), at: filing.registeredOn ?? '', done: state === 'registered' },
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

/** 退回, 补正 or 不予登记: each reason opens its field. */
export function Reasons({ file, filing, form, onAgain }: { file: DealFile; filing: Filing; form: FilledForm; onAgain: () => void }) {
  const { t } = useTranslation('registration');
  const reasons = filing.reasons ?? [];
  if (reasons.length === 0 || filing.state === 'registered') return null;
  const opener = (key: string | undefined, code: string | undefined) => {
    const field = form.fields.find((f) => f.key === key);
    const ground = field ? undefined : groundOf(file, filing, code);
    if (ground) return { label: t(`reason.place.${ground.name}`), open: () => navigate(ground.to) };
    const place = field?.from
      ? placeOf(field.from, file.deal.id, file.deal.achievementId)
      : field
        ? { room: 'deals' as const, id: file.deal.id, tab: 'registration', focus: `filings/${filing.id}/form.${field.key}` }
        : undefined;
    return { label: field?.zh, open: place && (() => navigate(place)) };
  };
  return (
    <Panel title={t('section.reasons')}>
      <ol className="reasons">
        {reasons.map((r, i) => {
          const { label, open } = opener(r.field, r.code);
          return (
            <li key={i}>
              <StatusTag tone="blocked">{r.code || i + 1}</StatusTag> <span>{r.text}</span>{' '}
              {open ? (
                <button type="button" className="link" onClick={open}>
                  {t('ui:named', { name: t('reason.open'), what: label })}
                </button>
              ) : (
                <span className="muted small">{t('reason.unknownField')}</span>
              )}
            </li>
          );
        })}
      </ol>
      {(filing.state === 'returned' || filing.state === 'refused') && (
        <Button type="primary" data-act="next-version" onClick={onAgain}>
          {t('reason.again')}
        </Button>
      )}
    </Panel>
  );
}

/** The number back on the deal. A simulated one says in every line what it is. */
export function Receipt({ filing, contractNo }: { filing: Filing; contractNo: string }) {
  const { t } = useTranslation('registration');
  if (filing.state !== 'registered' || !filing.registerNo) return null;
  const simulated = filing.simulated === true || isSimulatedNumber(filing.registerNo);
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
    </Panel>
  );
}
