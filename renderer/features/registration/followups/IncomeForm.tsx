import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../../shared/domain/filing.ts';
import { sumOf, technicalShare } from '../../../../shared/domain/followup-content.ts';
import { isOurFollowup } from '../../../../shared/domain/followup-rules.ts';
import type { Followup, IncomeRow } from '../../../../shared/domain/followup.ts';
import { registeredFacts } from '../../../../shared/domain/registered-facts.ts';
import { latestSigning } from '../../../../shared/domain/deal-file.ts';
import { formatRate, formatYuan } from '../../../../shared/money.ts';
import { fileName } from '../../../documents/contract-docx.ts';
import { incomeDocument } from '../../../documents/income-docx.ts';
import { LatestFile, MakeDocx, useWatermark } from '../../../documents/MadeFile.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { EditGrid, type GridColumn } from '../../../ui/EditGrid.tsx';
import { editRows, say } from './edit-followup.ts';

type Row = IncomeRow & { id: string; at: number };

/** 技术性收入核定: receipts by day, what of them is technical income and why, and the form with the finance office's columns. */
export function IncomeForm({ file, filing, followup: u }: { file: DealFile; filing: Filing; followup: Followup }) {
  const { t } = useTranslation('followups');
  const watermark = useWatermark();
  const ours = isOurFollowup(u);
  const rows = u.rows ?? [];
  const share = technicalShare(filing, file.followups ?? []);
  const facts = registeredFacts(filing, file.followups ?? []);
  const sum = sumOf(rows);
  const put = (at: number, fields: Partial<IncomeRow>) => editRows(u.id, (all) => all.map((r, i) => (i === at ? { ...r, ...fields } : r)));
  const column = (key: 'on' | 'amount' | 'note', kind: 'day' | 'money' | 'text', width: string): GridColumn<Row> => ({
    key,
    header: t(`incomeCol.${key}`),
    kind,
    width,
    value: (r) => r[key],
    shown: (r) => (key === 'amount' ? formatYuan(r.amount) : (r[key] ?? '')),
    onSave: ours ? (r, v) => put(r.at, { [key]: v ?? '' }) : undefined,
  });
  const document = incomeDocument({
    dealName: file.deal.name ?? '',
    contractNo: latestSigning(file)?.contractNo ?? '',
    registerNo: filing.registerNo ?? '',
    seller: file.seller?.name ?? '',
    buyer: facts['buyerName'] ?? '',
    total: facts['totalAmount'] ?? '',
    technical: facts['technicalAmount'] ?? '',
    from: u.values?.['from'] ?? '',
    to: u.values?.['to'] ?? '',
    rows,
    amount: u.values?.['amount'] ?? '',
    technicalIncome: u.values?.['technicalIncome'] ?? '',
    watermark,
  });
  const job = { dealId: file.deal.id, kind: 'income', sourceTable: 'followups' as const, sourceId: u.id, intent: 'followup.file' };
  return (
    <>
      <EditGrid<Row>
        label={t('field.rows')}
        table="followups"
        columns={[column('on', 'day', '128px'), column('amount', 'money', '150px'), column('note', 'text', '')]}
        rows={rows.map((r, at) => ({ ...r, id: `${u.id}:${at}`, at }))}
        addLabel={t('addRow')}
        empty={t('noRows')}
        onAdd={ours ? () => void editRows(u.id, (all) => [...all, {}]) : undefined}
        {...(ours
          ? {
              rowMenu: (r: Row) => [
                { key: 'remove', label: t('benefits.remove'), onClick: () => void editRows(u.id, (all) => all.filter((_, i) => i !== r.at)) },
              ],
            }
          : {})}
      />
      <div className="form-grid">
        <DateField
          label={t('value.from')}
          name={`followups/${u.id}/values.from`}
          value={u.values?.['from']}
          disabled={!ours}
          onSave={(v) => say(u.id, 'from', v ?? '')}
        />
        <DateField
          label={t('value.to')}
          name={`followups/${u.id}/values.to`}
          value={u.values?.['to']}
          disabled={!ours}
          onSave={(v) => say(u.id, 'to', v ?? '')}
        />
        <MoneyField
          unit="yuan"
          label={t('value.amount')}
          name={`followups/${u.id}/values.amount`}
          value={u.values?.['amount']}
          disabled={!ours}
          hint={sum ? t('rowsSum', { sum: formatYuan(sum.toFixed(2)) }) : undefined}
          onSave={(v) => say(u.id, 'amount', v ?? '')}
        />
        <MoneyField
          unit="yuan"
          label={t('value.technicalIncome')}
          name={`followups/${u.id}/values.technicalIncome`}
          value={u.values?.['technicalIncome']}
          disabled={!ours}
          hint={
            share
              ? t('shareHint', {
                  technical: formatYuan(share.technical.toFixed(2)),
                  total: formatYuan(share.total.toFixed(2)),
                  rate: formatRate(share.technical.div(share.total).toDecimalPlaces(6).toFixed()),
                })
              : t('noShare')
          }
          onSave={(v) => say(u.id, 'technicalIncome', v ?? '')}
        />
      </div>
      <div className="toolbar">
        <MakeDocx
          job={job}
          label={t('makeIncome')}
          failed="followups:makeFailed"
          build={() => ({ name: fileName([file.deal.name ?? '', document.title], 'docx'), document })}
        />
      </div>
      <LatestFile sourceId={u.id} kinds={['income']} contentId={document.contentId} />
    </>
  );
}
