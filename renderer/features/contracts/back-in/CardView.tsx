import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import { diffText } from '../../../../shared/domain/redline/diff.ts';
import type { ChangeCard, Decision } from '../../../../shared/domain/redline/cards-kept.ts';
import { chinaMinute } from '../../../../shared/time.ts';
import { StatusTag } from '../../../ui/marks.tsx';
import { GROUP_TONES } from './CardList.tsx';
import { CardFields } from './CardFields.tsx';
import { Counter } from './Counter.tsx';

type Props = {
  contract: Contract | undefined;
  card: ChangeCard;
  /** fields that stay as they are in spite of it */
  held: ReadonlySet<string>;
  done: boolean;
  /** why it does not go into the next version by itself */
  byHand: string | undefined;
  countering: boolean;
  onCounter: (open: boolean) => void;
  onDecide: (decision: Decision | undefined, counter?: string) => void;
  onStep: (by: 1 | -1) => void;
};

/** One change: where, ours and theirs side by side, why it matters, who made it, and what to do about it. */
export function CardView({ contract, card, held, done, byHand, countering, onCounter, onDecide, onStep }: Props) {
  const { t } = useTranslation('backin');
  const asks = card.change !== 'comment';
  return (
    <article className="back-in-card" data-testid="back-in-card">
      <header>
        <h3>{card.where || t(`change.${card.change}`)}</h3>
        <StatusTag tone={GROUP_TONES[card.group]}>{t(`group.${card.group}`)}</StatusTag>
        <span className="muted small">{t(`change.${card.change}`)}</span>
        <StatusTag tone={card.tracked === 'tracked' ? 'neutral' : 'attention'}>{t(`tracked.${card.tracked}`)}</StatusTag>
        {card.by && <span className="muted small">{t('who', { by: card.by, at: card.at ? chinaMinute(card.at) : '' })}</span>}
      </header>
      {card.reasons.length > 0 && (
        <p className="back-in-why">
          {t('ui:named', { name: t('why'), what: card.reasons.map((r) => t(`reason.${r}`, { defaultValue: r })).join(t('ui:comma')) })}
        </p>
      )}
      <Sides card={card} />
      {card.change === 'moved' && (
        <p className="small">
          {card.movedBehind ? t('movedBehind', { what: card.movedBehind }) : t('movedFirst')} <span className="muted">{t('movedNote')}</span>
        </p>
      )}
      {card.remarks.map((r) => (
        <blockquote key={`${r.at}${r.text}`} className="back-in-remark">
          <p className="small muted">
            {t('remark')} {t('who', { by: r.by, at: r.at ? chinaMinute(r.at) : '' })} {r.about && t('remarkAbout', { about: r.about })}
          </p>
          <p>{r.text}</p>
        </blockquote>
      ))}
      <CardFields contract={contract} card={card} held={held} />
      {byHand !== undefined && (
        <p className="small back-in-hand" data-testid="by-hand">
          <StatusTag tone="unconfirmed">{t('unconfirmed')}</StatusTag> {t('byHand', { why: t(`hand.${byHand}`) })}
        </p>
      )}
      {card.decision === 'counter' && !countering && (
        <div className="back-in-countered">
          <h4>{t('decided.counter')}</h4>
          <p>{card.counter}</p>
        </div>
      )}
      {countering && !done && asks ? (
        <Counter card={card} onKeep={(text) => onDecide('counter', text)} onCancel={() => onCounter(false)} />
      ) : (
        <div className="toolbar back-in-acts" role="group" aria-label={t('decide')}>
          {!done && asks && (
            <>
              {(['accept', 'refuse'] as const).map((d) => (
                <Button key={d} type={card.decision === d ? 'primary' : 'default'} aria-pressed={card.decision === d} onClick={() => onDecide(d)}>
                  {t(d)} <kbd>{d === 'accept' ? 'A' : 'R'}</kbd>
                </Button>
              ))}
              <Button type={card.decision === 'counter' ? 'primary' : 'default'} aria-pressed={card.decision === 'counter'} onClick={() => onCounter(true)}>
                {t('counter')} <kbd>C</kbd>
              </Button>
              <Button type={card.decision === 'park' ? 'primary' : 'default'} aria-pressed={card.decision === 'park'} onClick={() => onDecide('park')}>
                {t('park')} <kbd>P</kbd>
              </Button>
              {card.decision && (
                <Button type="text" onClick={() => onDecide(undefined)}>
                  {t('takeBack')}
                </Button>
              )}
            </>
          )}
          <span className="spring" />
          <Button type="text" onClick={() => onStep(-1)}>
            {t('previous')} <kbd>K</kbd>
          </Button>
          <Button type="text" onClick={() => onStep(1)}>
            {t('next')} <kbd>J</kbd>
          </Button>
        </div>
      )}
    </article>
  );
}

/** Both texts whole; what differs is marked by strike and underline, never by colour alone. What was written anew stands unmarked. */
function Sides({ card }: { card: ChangeCard }) {
  const { t } = useTranslation('backin');
  const [ours, theirs] = [card.ours ?? '', card.theirs ?? ''];
  const marked = card.change === 'changed';
  const pieces = useMemo(() => (marked ? diffText(ours, theirs) : []), [marked, ours, theirs]);
  const none = <span className="muted">{t('empty')}</span>;
  return (
    <div className="back-in-sides">
      <section aria-label={t('ours')}>
        <h4>{t('ours')}</h4>
        <p>
          {marked ? pieces.map((p, i) => (p.op === 'ins' ? null : p.op === 'del' ? <del key={i}>{p.text}</del> : <span key={i}>{p.text}</span>)) : ours || none}
        </p>
      </section>
      <section aria-label={t('theirs')}>
        <h4>{t('theirs')}</h4>
        <p>
          {marked
            ? pieces.map((p, i) => (p.op === 'del' ? null : p.op === 'ins' ? <ins key={i}>{p.text}</ins> : <span key={i}>{p.text}</span>))
            : theirs || none}
        </p>
      </section>
    </div>
  );
}
