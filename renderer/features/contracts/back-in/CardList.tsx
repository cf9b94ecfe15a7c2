import { Segmented } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeCard, Decision } from '../../../../shared/domain/redline/cards-kept.ts';
import { CARD_GROUPS, type CardGroup } from '../../../../shared/domain/redline/cards-parts.ts';
import { StatusTag, ToneIcon, type Tone } from '../../../ui/marks.tsx';

export type Filter = CardGroup | 'all';

export const GROUP_TONES: Readonly<Record<CardGroup, Tone>> = {
  substantive: 'blocked',
  unaligned: 'unconfirmed',
  moved: 'current',
  formal: 'neutral',
  comment: 'neutral',
};
const DECIDED: Readonly<Record<Decision, Tone>> = { accept: 'done', refuse: 'blocked', counter: 'current', park: 'attention' };

type Props = {
  cards: readonly ChangeCard[];
  shown: readonly ChangeCard[];
  card: ChangeCard | undefined;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  onChoose: (id: string) => void;
};

/** Every change in the order of the text; what is decided says how. */
export function CardList({ cards, shown, card, filter, onFilter, onChoose }: Props) {
  const { t } = useTranslation('backin');
  const count = (f: Filter): number =>
    f === 'all' ? cards.length : f === 'comment' ? cards.filter((c) => c.remarks.length > 0).length : cards.filter((c) => c.group === f).length;
  const current = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // only the list moves, never the page under it
    const [line, box] = [current.current?.getBoundingClientRect(), list.current?.getBoundingClientRect()];
    if (!line || !box || !list.current) return;
    if (line.top < box.top) list.current.scrollTop -= box.top - line.top;
    else if (line.bottom > box.bottom) list.current.scrollTop += line.bottom - box.bottom;
  }, [card?.id]);
  return (
    <div className="back-in-list">
      <Segmented<Filter>
        size="small"
        value={filter}
        onChange={onFilter}
        options={(['all', ...CARD_GROUPS] as const).map((f) => ({
          value: f,
          label: `${t(`filter.${f}`)} ${count(f)}`,
          disabled: f !== 'all' && count(f) === 0,
        }))}
      />
      <ol ref={list}>
        {shown.map((c) => (
          <li key={c.id}>
            <button
              type="button"
              ref={c.id === card?.id ? current : null}
              className={`back-in-line${c.id === card?.id ? ' back-in-current' : ''}`}
              aria-current={c.id === card?.id}
              data-card={c.n}
              onClick={() => onChoose(c.id)}
            >
              <span className="back-in-head">
                <StatusTag tone={GROUP_TONES[c.group]}>{t(`group.${c.group}`)}</StatusTag>
                <span className="back-in-where">{c.where || t(`change.${c.change}`)}</span>
              </span>
              <span className="back-in-brief">{(c.theirs || c.ours || '').slice(0, 60)}</span>
              <span className="back-in-state">
                {c.decision ? (
                  <>
                    <ToneIcon tone={DECIDED[c.decision]} /> {t(`decided.${c.decision}`)}
                  </>
                ) : (
                  c.reasons.map((r) => t(`reason.${r}`, { defaultValue: r })).join(t('ui:comma'))
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
