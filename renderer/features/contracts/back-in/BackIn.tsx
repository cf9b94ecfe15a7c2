import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { heldBack } from '../../../../shared/domain/redline/cards-agreed.ts';
import { openCards } from '../../../../shared/domain/redline/cards-decide.ts';
import type { ChangeCard, Decision, ReturnedFile } from '../../../../shared/domain/redline/cards-kept.ts';
import { CARD_GROUPS } from '../../../../shared/domain/redline/cards-parts.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { useRules } from '../../../data/day.ts';
import { useObserve } from '../../../data/observe.ts';
import { returnedFile } from '../../../data/queries/returned.ts';
import { openVaultFile } from '../../../data/vault.ts';
import { notify, showRefusal } from '../../../session/trouble.ts';
import { useViewState } from '../../../session/view-state.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { StatusTag } from '../../../ui/marks.tsx';
import { Page } from '../../../ui/Page.tsx';
import { CardList, type Filter } from './CardList.tsx';
import { CardView } from './CardView.tsx';
import { aheadOf, answeredBy, decideCards, finishBack, outcomeSoFar } from './decide-back.ts';
import { FieldsPreview } from './FieldsPreview.tsx';
import { Unread } from './Unread.tsx';
import './back-in.css';

type Props = { file: DealFile; returnedId: string; onClose: () => void; /** the version made of the decisions */ onNext: (contractId: string) => void };

/** 读回对方修改稿: what the other side changed, one card each, to be decided on with mouse or keys. */
export function BackIn({ returnedId, ...rest }: Props) {
  const found = useObserve(() => returnedFile(returnedId), [returnedId]);
  return found ? <Cards returned={found.file} cards={found.cards} {...rest} /> : <Loading />;
}

const NONE: ReadonlySet<string> = new Set();
const KEYS: Readonly<Record<string, Decision>> = { a: 'accept', r: 'refuse', p: 'park' };

function Cards({ file, returned, cards, onClose, onNext }: Omit<Props, 'returnedId'> & { returned: ReturnedFile; cards: ChangeCard[] }) {
  const { t } = useTranslation('backin');
  const [filter, setFilter] = useViewState<Filter>(`backIn.filter.${returned.id}`, 'all');
  const [chosen, choose] = useViewState<string>(`backIn.card.${returned.id}`, '');
  const [countering, setCountering] = useState(false);
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const rules = useRules(file.seller?.region);
  const answered = useMemo(() => answeredBy(file, returned, rules), [file, returned, rules]);
  const outcome = useMemo(() => answered && outcomeSoFar(answered, cards), [answered, cards]);
  const shown = cards.filter((c) => filter === 'all' || (filter === 'comment' ? c.remarks.length > 0 : c.group === filter));
  const card = shown.find((c) => c.id === chosen) ?? shown[0];
  const contract = file.contracts.find((c) => c.id === returned.contractId);
  const ahead = useMemo(() => (contract && outcome ? aheadOf(file, contract, outcome, rules) : null), [file, contract, outcome, rules]);
  const open = openCards(cards).length;
  const version = Math.max(0, ...file.contracts.map((c) => c.version ?? 0)) + 1;
  const done = returned.done === true;
  useEffect(() => box.current?.focus({ preventScroll: true }), []);

  const step = (by: 1 | -1) => {
    const at = shown.findIndex((c) => c.id === card?.id) + by;
    if (shown[at]) choose(shown[at].id);
    setCountering(false);
  };
  const decide = async (of: readonly ChangeCard[], decision: Decision | undefined, counter?: string) => {
    const answer = await decideCards(returned.id, of, decision, counter);
    if (isRefusal(answer)) return showRefusal(answer);
    setCountering(false);
    if (of.length === 1 && decision !== undefined) step(1);
    box.current?.focus({ preventScroll: true });
  };
  const press = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey || (e.target as HTMLElement).closest('input, textarea, [role="combobox"]')) return;
    const key = e.key.toLowerCase();
    if (key === 'j') step(1);
    else if (key === 'k') step(-1);
    else if (card && !done && key === 'c') setCountering(true);
    else if (card && !done && KEYS[key]) void decide([card], KEYS[key]);
    else return;
    e.preventDefault();
  };
  const finish = async () => {
    if (!outcome) return;
    setBusy(true);
    const made = await finishBack(file, returned.id, cards, outcome);
    setBusy(false);
    if (isRefusal(made)) return showRefusal(made);
    const hand = outcome.byHand.length;
    notify([t('finished', { n: version }), hand > 0 ? t('handLeft', { count: hand }) : ''].filter(Boolean).join(t('ui:comma')), 'done');
    onNext(made);
  };
  const formal = cards.filter((c) => c.group === 'formal' && c.decision === undefined);
  const of = (group: (typeof CARD_GROUPS)[number]): number => cards.filter((c) => c.group === group).length;
  return (
    <Page title={t('title', { name: returned.name ?? '' })} record={{ table: 'returnedFiles', id: returned.id }}>
      <div className="toolbar">
        <Button onClick={onClose}>{t('back', { n: contract?.version ?? 1 })}</Button>
        <span className="back-in-name">{returned.name}</span>
        <StatusTag
          tone={returned.knownBy === 'person' ? 'attention' : 'neutral'}
          title={t(`knownBy.${returned.knownBy === 'person' && returned.contentId !== undefined ? 'stranger' : (returned.knownBy ?? 'person')}`)}
        >
          {t('answers', { n: contract?.version ?? 1 })}
        </StatusTag>
        <span className="spring" />
        {returned.hash && <Button onClick={() => void openVaultFile(returned.hash!, returned.name ?? '')}>{t('openFile')}</Button>}
        {!done && formal.length > 0 && <Button onClick={() => void decide(formal, 'accept')}>{t('acceptFormal', { count: formal.length })}</Button>}
        {done ? (
          <StatusTag tone="done">{t('settled', { n: file.contracts.find((c) => c.id === returned.nextId)?.version ?? version })}</StatusTag>
        ) : (
          <Button
            type="primary"
            data-act="back-in-finish"
            loading={busy}
            disabled={open > 0 || !outcome}
            title={open > 0 ? t('finishOpen', { count: open }) : ''}
            onClick={() => void finish()}
          >
            {t('finish', { n: version })}
          </Button>
        )}
      </div>
      <Unread unread={returned.unread ?? []} />
      {cards.length === 0 ? (
        <p className="muted">{t('same')}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- every key has its button as well
        <div ref={box} className="back-in" role="group" aria-label={t('list')} aria-keyshortcuts="J K A R C P" tabIndex={-1} onKeyDown={press}>
          <p className="back-in-counts">
            <span>
              {t('counts', { total: cards.length, substantive: of('substantive'), unaligned: of('unaligned'), moved: of('moved'), formal: of('formal') })}
            </span>
            <span className="muted small">{open > 0 ? t('left', { count: open }) : t('allDecided')}</span>
            <span className="spring" />
            <span className="muted small">{t('keys')}</span>
          </p>
          <CardList cards={cards} shown={shown} card={card} filter={filter} onFilter={setFilter} onChoose={choose} />
          <div className="back-in-side">
            {card ? (
              <CardView
                key={card.id}
                contract={contract}
                card={card}
                held={answered ? heldBack(card, cards, answered.sources, answered.fields) : NONE}
                done={done}
                byHand={card.byHand ?? outcome?.byHand.find((h) => h.id === card.id)?.why}
                countering={countering}
                onCounter={setCountering}
                onDecide={(decision, counter) => void decide([card], decision, counter)}
                onStep={step}
              />
            ) : (
              <p className="muted">{t('none')}</p>
            )}
            {!done && contract && outcome && ahead && <FieldsPreview file={file} contract={contract} outcome={outcome} ahead={ahead} />}
          </div>
        </div>
      )}
    </Page>
  );
}
