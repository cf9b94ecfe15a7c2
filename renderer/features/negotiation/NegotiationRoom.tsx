import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DealLines } from '../../data/DealLines.tsx';
import { useObserve } from '../../data/observe.ts';
import { negotiationRows, type NegotiationRow } from '../../data/queries/negotiation.ts';
import { navigate } from '../../session/route.ts';
import { useMoney } from '../../ui/Money.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DealRounds } from './DealRounds.tsx';
import { offerWords, worthOf } from './offer.ts';

/** 谈判 over all deals; as a tab of a deal, that deal's rounds. */
export function NegotiationRoom({ dealId }: { dealId?: string }) {
  return dealId === undefined ? <AllTalks /> : <DealRounds dealId={dealId} />;
}

function AllTalks() {
  const { t } = useTranslation('negotiation');
  const money = useMoney();
  const rows = useObserve(negotiationRows, []);
  const columns = useMemo((): Column<NegotiationRow>[] => {
    const pv = (r: NegotiationRow): string => money.figure(worthOf(r.rounds.at(-1)!, r.worksheet)?.total);
    return [
      { key: 'deal', header: t('col.deal'), value: (r) => r.deal.name ?? t('noDeal'), width: 4, filter: 'text' },
      { key: 'rounds', header: t('col.rounds'), value: (r) => r.rounds.length, width: 0.8, align: 'right', sort: 'number' },
      { key: 'last', header: t('col.last'), value: (r) => r.rounds.at(-1)?.heldOn, width: 1.5 },
      {
        key: 'by',
        header: t('col.by'),
        value: (r) => (r.rounds.at(-1)?.offeredBy ? t(`by.${r.rounds.at(-1)!.offeredBy!}`) : ''),
        width: 1,
        filter: 'choice',
        hideBelow: 800,
      },
      { key: 'offer', header: t('col.lastOffer'), value: (r) => offerWords(r.rounds.at(-1)!, money), width: 2.4, sort: false },
      {
        key: 'pv',
        header: t('col.pv', { unit: money.unit }),
        // in the unit its heading names, also in a workbook
        value: (r) => pv(r).replace(/,/g, ''),
        cell: pv,
        width: 1.6,
        align: 'right',
        sort: 'number',
        figure: 'money',
      },
      { key: 'state', header: t('col.state'), value: (r) => t(`outcome.${r.rounds.at(-1)?.outcome ?? 'open'}`), width: 1.2, filter: 'choice' },
    ];
  }, [t, money]);
  return (
    <DealLines
      words="negotiation"
      columns={columns}
      rows={rows}
      rowKey={(r) => r.deal.id}
      onOpen={(r) => navigate({ room: 'deals', id: r.deal.id, tab: 'negotiation' })}
    />
  );
}
