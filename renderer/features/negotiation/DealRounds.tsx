import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { roundsAhead } from '../../../shared/domain/checks/ahead.ts';
import { checkRounds } from '../../../shared/domain/checks/round.ts';
import { agreedRound, latestRound } from '../../../shared/domain/deal-file.ts';
import type { Round } from '../../../shared/domain/deal.ts';
import { isRefusal } from '../../../shared/result.ts';
import { useObserve } from '../../data/observe.ts';
import { dealFile } from '../../data/queries/deals.ts';
import { RoomMissing } from '../../data/RoomMissing.tsx';
import { rulesAt, today } from '../../data/rules.ts';
import { roomLines } from '../../documents/room-lines.ts';
import { navigate } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';
import { useViewState } from '../../session/view-state.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Page } from '../../ui/Page.tsx';
import { AgreeRound } from './AgreeRound.tsx';
import { addRound, archiveRound } from './edit-rounds.ts';
import { MadeMinutes, MakeMinutes } from './Minutes.tsx';
import { OfferBars } from './OfferBars.tsx';
import { RoundForm } from './RoundForm.tsx';
import './negotiation.css';

/** 谈判 of one deal: all offers side by side, one of them open below. */
export function DealRounds({ dealId }: { dealId: string }) {
  const { t } = useTranslation('negotiation');
  const file = useObserve(() => dealFile(dealId), [dealId]);
  const [chosen, choose] = useViewState<string>(`negotiation.${dealId}`, '');
  if (!file) return <Loading />;
  const add = async () => {
    const id = await addRound(file, today());
    if (isRefusal(id)) showRefusal(id);
    else choose(id);
  };
  const archive = async (aside: Round) => {
    const answer = await archiveRound(file, aside, t('round', { no: aside.no ?? 0 }));
    if (isRefusal(answer)) showRefusal(answer);
    else choose('');
  };
  const noSheet = file.worksheets.length === 0;
  const record = (
    <Button type="primary" onClick={() => void add()}>
      {t('add')}
    </Button>
  );
  const round = file.rounds.find((r) => r.id === chosen) ?? latestRound(file);
  if (!round) {
    return (
      <Page title={t('title')}>
        <EmptyState title={t('empty')} text={t('emptyText')}>
          {record}
          {noSheet && <Button onClick={() => navigate({ room: 'deals', id: dealId, tab: 'valuation' })}>{t('pv.toValuation')}</Button>}
        </EmptyState>
      </Page>
    );
  }
  const rounds = [...file.rounds].sort((a, b) => (a.no ?? 0) - (b.no ?? 0));
  const rules = rulesAt(undefined, file.seller?.region);
  const lines = roomLines(t, file, [...checkRounds(file), ...roundsAhead(file, rules.date)], rules);
  const agreed = agreedRound(file);
  return (
    <Page
      title={t('title')}
      record={{ table: 'rounds', id: round.id }}
      rail={lines.length > 0 && <RoomMissing dealId={dealId} title={t('rail.missing')} none={t('rail.none')} lines={lines} />}
    >
      <OfferBars extra={record} file={file} rounds={rounds} openId={round.id} onOpen={choose} />
      <div className="toolbar">
        {round.outcome === 'agreed' ? (
          <StatusTag tone="done">{t('rail.agreed', { no: round.no ?? 0 })}</StatusTag>
        ) : (
          <AgreeRound key={round.id} file={file} round={round} />
        )}
        {agreed && agreed.id !== round.id && <span className="muted small">{t('rail.agreed', { no: agreed.no ?? 0 })}</span>}
        <span className="spring" />
        <MakeMinutes file={file} round={round} />
        <Button onClick={() => void archive(round)}>{t('archive')}</Button>
      </div>
      <MadeMinutes file={file} round={round} />
      <RoundForm key={round.id} file={file} round={round} />
    </Page>
  );
}
