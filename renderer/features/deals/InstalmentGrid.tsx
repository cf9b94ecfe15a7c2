import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Instalment } from '../../../shared/domain/contract.ts';
import { Decimal, decimal, formatYuan } from '../../../shared/money.ts';
import { archiveRow, editRow, makeRow } from '../../data/edit-row.ts';
import { today } from '../../data/rules.ts';
import { newId } from '../../data/store.ts';
import { EditGrid, type GridColumn } from '../../ui/EditGrid.tsx';

const sum = (amounts: readonly (string | undefined)[]): Decimal => amounts.reduce((total, a) => total.plus(decimal(a) ?? 0), new Decimal(0));

/** 付款节点; `paid` adds what has come in against each, and the way to record it. */
export function InstalmentGrid({ file, paid }: { file: DealFile; paid?: boolean }) {
  const { t } = useTranslation('deals');
  const { instalments, receipts, deal } = file;
  const { columns, under } = useMemo<{ columns: GridColumn<Instalment>[]; under?: GridColumn<Instalment>[] }>(() => {
    const save = (i: Instalment, field: keyof Instalment, v: string | undefined) => editRow('instalments', i.id, { [field]: v }, { note: i.name ?? '' });
    const typed = (key: 'name' | 'condition' | 'dueOn' | 'amount', kind: 'text' | 'day' | 'money', width: string): GridColumn<Instalment> => ({
      key,
      header: t(`instalment.${key}`),
      kind,
      width,
      value: (i) => i[key],
      onSave: (i, v) => save(i, key, v),
    });
    const received = (i: Instalment) => sum(receipts.filter((r) => r.instalmentId === i.id).map((r) => r.amount));
    const shown = (key: 'received' | 'open', of: (i: Instalment) => Decimal): GridColumn<Instalment> => ({
      key,
      header: t(`instalment.${key}`),
      kind: 'money',
      width: '128px',
      value: () => '',
      shown: (i) => formatYuan(of(i).toFixed()),
    });
    const condition = typed('condition', 'text', '');
    const dueOn = typed('dueOn', 'day', '116px');
    const amount = typed('amount', 'money', '136px');
    if (!paid) return { columns: [typed('name', 'text', '22%'), dueOn, condition, amount] };
    const open = shown('open', (i) => (decimal(i.amount) ?? new Decimal(0)).minus(received(i)));
    // three amounts leave no room beside them for words
    return { columns: [typed('name', 'text', ''), dueOn, amount, shown('received', received), open], under: [condition] };
  }, [t, receipts, paid]);
  const receive = (i: Instalment) =>
    void makeRow(
      'receipts',
      {
        id: newId(),
        dealId: deal.id,
        instalmentId: i.id,
        receivedOn: today(),
        ...(i.amount ? { amount: i.amount } : {}),
        ...(file.buyer?.name ? { payer: file.buyer.name } : {}),
      },
      { intent: 'receipts.create', note: i.name ?? '' },
    );
  return (
    <EditGrid<Instalment>
      label={t('section.instalments')}
      table="instalments"
      columns={columns}
      {...(under ? { under } : {})}
      rows={instalments}
      addLabel={t('instalment.add')}
      empty={t('instalment.empty')}
      onAdd={() => void makeRow('instalments', { id: newId(), dealId: deal.id })}
      rowMenu={(i) => [
        ...(paid ? [{ key: 'receive', label: t('instalment.receive'), onClick: () => receive(i) }] : []),
        { key: 'remove', label: t('instalment.remove'), onClick: () => void archiveRow('instalments', i.id, true, i.name) },
      ]}
      foot={
        instalments.length > 0 && (
          <span className="payments-total">
            {t('instalment.total')} {formatYuan(sum(instalments.map((i) => i.amount)).toFixed())} {t('unit.yuan')}
          </span>
        )
      }
    />
  );
}
