import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { urgencyOf, type Clock, type Urgency } from '../../shared/domain/clocks/clock.ts';
import { canBeNoted } from '../../shared/domain/clocks/clocks-of.ts';
import { clockTitle, stepWords, type Say } from '../../shared/domain/clocks/words.ts';
import { isRefusal } from '../../shared/result.ts';
import { daysBetween } from '../../shared/time.ts';
import { navigate } from '../session/route.ts';
import { showRefusal } from '../session/trouble.ts';
import { StatusTag, UnconfirmedMark, type Tone } from '../ui/marks.tsx';
import { useToday } from './day.ts';
import { answerFinding, placeOf } from './findings.ts';
import './clocks.css';

const TONES: Record<Urgency, Tone> = {
  done: 'done',
  late: 'blocked',
  now: 'attention',
  soon: 'attention',
  ahead: 'attention',
  far: 'neutral',
  open: 'neutral',
};

type Props = { clocks: readonly Clock[]; dealId: string; achievementId?: string };

/** 期限: each with how near it is, and behind 怎么算的 every step that led to its day. */
export function ClockLines({ clocks, dealId, achievementId }: Props) {
  const { t } = useTranslation('clocks');
  if (clocks.length === 0) return <p className="rail-none">{t('none')}</p>;
  return (
    <ul className="clock-lines">
      {clocks.map((c) => (
        <ClockLine key={c.key} clock={c} dealId={dealId} {...(achievementId ? { achievementId } : {})} />
      ))}
    </ul>
  );
}

function ClockLine({ clock, dealId, achievementId }: { clock: Clock } & Omit<Props, 'clocks'>) {
  const { t } = useTranslation('clocks');
  const now = useToday();
  const place = placeOf(clock.where, dealId, achievementId);
  const name = clockTitle(clock, (key, params) => t(key, { ...params }));
  const left = clock.day === undefined ? undefined : daysBetween(now, clock.day);
  const near =
    left === undefined
      ? t(`missing.${clock.missing ?? 'noDeadline'}`)
      : left === 0
        ? t('today')
        : left > 0
          ? t('left', { count: left })
          : t('late', { count: -left });
  const urgency = urgencyOf(clock, now);
  return (
    <li data-clock={clock.kind} data-day={clock.day ?? ''} className={`clock-${urgency}`}>
      {place ? (
        <button type="button" className="link clock-name" onClick={() => navigate(place)}>
          {name}
        </button>
      ) : (
        <span className="clock-name">{name}</span>
      )}
      <span className="clock-when">
        {clock.done === undefined && <StatusTag tone={TONES[urgency]}>{near}</StatusTag>}
        {clock.day && <span className="clock-day">{clock.day}</span>}
        {clock.basis === 'unconfirmed' && <UnconfirmedMark />}
      </span>
      {clock.differs && <span className="clock-detail">{stepWords(clock.differs, (key, params) => t(key, { ...params })).text}</span>}
      <details>
        <summary>{t('explain')}</summary>
        <ClockSteps clock={clock} />
      </details>
      {canBeNoted(clock) && <NotedAsDone clock={clock} dealId={dealId} />}
    </li>
  );
}

export function ClockSteps({ clock }: { clock: Clock }) {
  const { t } = useTranslation('clocks');
  const say: Say = (key, params) => t(key, { ...params });
  return (
    <ol className="clock-steps">
      {clock.steps.map((s) => {
        const words = stepWords(s, say);
        return (
          <li key={`${s.say}|${s.rule?.id ?? ''}`}>
            {words.text} {words.unconfirmed && <UnconfirmedMark />}
            {[...(words.source ? [words.source] : []), ...words.days].map((line) => (
              <span key={line} className="clock-detail">
                {line}
              </span>
            ))}
          </li>
        );
      })}
    </ol>
  );
}

/** What no record shows, a person notes: when it was done, and on what paper. */
function NotedAsDone({ clock, dealId }: { clock: Clock; dealId: string }) {
  const { t } = useTranslation('clocks');
  const [reason, setReason] = useState<string>();
  const note = async (words: string | undefined) => {
    const done = await answerFinding(dealId, clock.key, words);
    if (isRefusal(done)) showRefusal(done);
    else setReason(undefined);
  };
  if (clock.done !== undefined)
    return (
      <p className="clock-noted">
        <StatusTag tone="done">{t('noted', { reason: clock.done })}</StatusTag>
        <Button type="link" size="small" onClick={() => void note(undefined)}>
          {t('unnote')}
        </Button>
      </p>
    );
  if (reason === undefined)
    return (
      <Button type="link" size="small" onClick={() => setReason('')}>
        {t('note')}
      </Button>
    );
  return (
    <form
      className="clock-note"
      onSubmit={(e) => {
        e.preventDefault();
        if (reason.trim() !== '') void note(reason.trim());
      }}
    >
      <Input size="small" autoFocus aria-label={t('noteHint')} placeholder={t('noteHint')} value={reason} onChange={(e) => setReason(e.target.value)} />
      <Button size="small" htmlType="submit" disabled={reason.trim() === ''}>
        {t('note')}
      </Button>
    </form>
  );
}
