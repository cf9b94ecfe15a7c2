import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan } from '../../../shared/money.ts';
import { localMinute } from '../../data/produced.ts';
import { DealLines } from '../../data/DealLines.tsx';
import { useObserve } from '../../data/observe.ts';
import { filingRows, type FilingRow } from '../../data/queries/registration.ts';
import { navigate } from '../../session/route.ts';
import { StatusTag } from '../../ui/marks.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DealFiling } from './DealFiling.tsx';
import { TONES } from './Progress.tsx';

/** 认定登记 over all deals; as a tab of a deal, that deal's filing. */
export function RegistrationRoom({ dealId }: { dealId?: string }) {
  return dealId === undefined ? <AllFilings /> : <DealFiling dealId={dealId} />;
}

function AllFilings() {
  const { t } = useTranslation('registration');
  const rows = useObserve(filingRows, []);
  const columns = useMemo(
    (): Column<FilingRow>[] => [
      { key: 'deal', header: t('col.deal'), value: (r) => r.deal?.name ?? t('noDeal'), width: 3.6, filter: 'text' },
      { key: 'contractNo', header: t('col.contractNo'), value: (r) => r.signing?.contractNo, width: 1.8, filter: 'text' },
      {
        key: 'state',
        header: t('col.state'),
        value: (r) => t(`state.${r.filing.state ?? 'draft'}`),
        cell: (r) => <StatusTag tone={TONES[r.filing.state ?? 'draft']}>{t(`state.${r.filing.state ?? 'draft'}`)}</StatusTag>,
        width: 1.6,
        filter: 'choice',
      },
      {
        key: 'amount',
        header: t('col.amount'),
        value: (r) => r.filing.form?.['totalAmount'],
        cell: (r) => formatYuan(r.filing.form?.['totalAmount']),
        width: 1.8,
        align: 'right',
        sort: 'number',
      },
      {
        key: 'technical',
        header: t('col.technical'),
        value: (r) => r.filing.form?.['technicalAmount'],
        cell: (r) => formatYuan(r.filing.form?.['technicalAmount']),
        width: 1.8,
        align: 'right',
        sort: 'number',
        hideBelow: 900,
      },
      { key: 'submitted', header: t('col.submitted'), value: (r) => localMinute(r.filing.submittedAt), width: 1.7, hideBelow: 820 },
      { key: 'number', header: t('col.number'), value: (r) => r.filing.registerNo, width: 2, filter: 'text' },
    ],
    [t],
  );
  return (
    <DealLines
      words="registration"
      columns={columns}
      rows={rows}
      rowKey={(r) => r.filing.id}
      onOpen={(r) => {
        if (r.filing.dealId) navigate({ room: 'deals', id: r.filing.dealId, tab: 'registration' });
      }}
    />
  );
}
