import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Receipt } from '../../../shared/domain/contract.ts';
import { archiveRow, editRow, makeRow } from '../../data/edit-row.ts';
import { today } from '../../data/rules.ts';
import { newId } from '../../data/store.ts';
import { EditGrid, type GridColumn } from '../../ui/EditGrid.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { InstalmentGrid } from './InstalmentGrid.tsx';

/** 履约: what was agreed to be paid, and what came in. */
export function Payments({ file }: { file: DealFile }) {
  const { t } = useTranslation('deals');
  const { receipts, instalments, deal } = file;
  const columns = useMemo<GridColumn<Receipt>[]>(() => {
    const save = (r: Receipt, field: keyof Receipt, v: string | undefined) => editRow('receipts', r.id, { [field]: v }, { note: r.voucher ?? '' });
    return [
      {
        key: 'receivedOn',
        header: t('receipt.receivedOn'),
        kind: 'day',
        width: '116px',
        value: (r) => r.receivedOn,
        onSave: (r, v) => save(r, 'receivedOn', v),
      },
      { key: 'amount', header: t('receipt.amount'), kind: 'money', width: '136px', value: (r) => r.amount, onSave: (r, v) => save(r, 'amount', v) },
      {
        key: 'instalmentId',
        header: t('receipt.instalment'),
        kind: 'select',
        width: '24%',
        options: instalments.map((i) => ({ value: i.id, label: i.name || t('none') })),
        value: (r) => r.instalmentId,
        onSave: (r, v) => save(r, 'instalmentId', v),
      },
      { key: 'payer', header: t('receipt.payer'), kind: 'text', width: '', value: (r) => r.payer, onSave: (r, v) => save(r, 'payer', v) },
      { key: 'voucher', header: t('receipt.voucher'), kind: 'text', width: '120px', value: (r) => r.voucher, onSave: (r, v) => save(r, 'voucher', v) },
    ];
  }, [t, instalments]);
  return (
    <>
      <Panel title={t('section.instalments')}>
        <InstalmentGrid file={file} paid />
      </Panel>
      <Panel title={t('section.receipts')}>
        <EditGrid<Receipt>
          label={t('section.receipts')}
          table="receipts"
          columns={columns}
          rows={receipts}
          addLabel={t('receipt.add')}
          empty={t('receipt.empty')}
          onAdd={() => void makeRow('receipts', { id: newId(), dealId: deal.id, receivedOn: today() })}
          rowMenu={(r) => [{ key: 'remove', label: t('receipt.remove'), onClick: () => void archiveRow('receipts', r.id, true, r.voucher) }]}
        />
      </Panel>
    </>
  );
}
