import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DealLines } from '../../data/DealLines.tsx';
import { useObserve } from '../../data/observe.ts';
import { contractRows, type ContractRow } from '../../data/queries/contracts.ts';
import { navigate } from '../../session/route.ts';
import { writeView } from '../../session/view-state.ts';
import { StatusTag } from '../../ui/marks.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useKindName } from './kind-name.ts';
import { DealContracts } from './DealContracts.tsx';

/** 合同 over all deals; as a tab of a deal, that deal's versions. */
export function ContractsRoom({ dealId }: { dealId?: string }) {
  return dealId === undefined ? <AllContracts /> : <DealContracts dealId={dealId} />;
}

const open = ({ contract }: ContractRow): void => {
  if (!contract.dealId) return;
  writeView(`contracts.${contract.dealId}`, contract.id);
  navigate({ room: 'deals', id: contract.dealId, tab: 'contract' });
};

function AllContracts() {
  const { t } = useTranslation('contracts');
  const kindName = useKindName();
  const rows = useObserve(contractRows, []);
  const columns = useMemo(
    (): Column<ContractRow>[] => [
      { key: 'deal', header: t('col.deal'), value: (r) => r.deal?.name ?? t('noDeal'), width: 4, filter: 'text' },
      { key: 'title', header: t('col.title'), value: (r) => r.contract.title, width: 3, filter: 'text' },
      { key: 'version', header: t('col.version'), value: (r) => t('version', { n: r.contract.version ?? 1 }), width: 1.2 },
      { key: 'kind', header: t('col.kind'), value: (r) => kindName(r.contract), width: 2, filter: 'choice', hideBelow: 760 },
      {
        key: 'state',
        header: t('col.state'),
        value: (r) => t(`state.${r.contract.state ?? 'draft'}`),
        cell: (r) => (
          <StatusTag tone={r.contract.state === 'locked' ? 'done' : r.contract.state === 'sent' ? 'current' : 'neutral'}>
            {t(`state.${r.contract.state ?? 'draft'}`)}
          </StatusTag>
        ),
        width: 1.4,
        filter: 'choice',
      },
    ],
    [t, kindName],
  );
  return <DealLines words="contracts" columns={columns} rows={rows} rowKey={(r) => r.contract.id} onOpen={open} />;
}
