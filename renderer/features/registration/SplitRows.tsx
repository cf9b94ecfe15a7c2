import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { signedContract, type DealFile } from '../../../shared/domain/deal-file.ts';
import { dealAmounts } from '../../../shared/domain/filing-facts.ts';
import { splitsRead } from '../../../shared/domain/filing-split-read.ts';
import { SPLIT_KINDS, type SplitKind, type SplitRow } from '../../../shared/domain/filing-split.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { Decimal, decimal, formatYuan } from '../../../shared/money.ts';
import { sourceOf } from '../../data/rule-words.ts';
import { EditGrid, type GridColumn } from '../../ui/EditGrid.tsx';
import { UnconfirmedMark } from '../../ui/marks.tsx';
import { addSplit, removeSplit, typeSplit } from './edit-amounts.ts';
import type { FilingReading } from './reading.ts';

type Row = SplitRow & { id: string };
const none: SplitRow[] = [];

/** 金额构成: what comes off the total, the sum as it is reckoned, and which path the registry takes with it. */
export function SplitRows({ file, filing, reading }: { file: DealFile; filing: Filing; reading: FilingReading }) {
  const { t } = useTranslation('filing-form');
  const rows = (filing.splits ?? none).map((r, i): Row => ({ ...r, id: r.id ?? String(i) }));
  const read = splitsRead(signedContract(file), dealAmounts(file).nonTechnical);
  const sum = read.reduce((total, r) => total.plus(r.amount ?? 0), new Decimal(0));
  const save = (row: Row, fields: Partial<SplitRow>) => typeSplit(filing.id, row.id, fields);
  const typed = (key: 'reason' | 'clause' | 'amount', kind: 'text' | 'money', width: string): GridColumn<Row> => ({
    key,
    header: t(`split.${key}`),
    kind,
    width,
    value: (r) => r[key],
    onSave: (r, v) => save(r, { [key]: v }),
  });
  const columns: GridColumn<Row>[] = [
    {
      key: 'kind',
      header: t('split.kind'),
      kind: 'select',
      width: '24%',
      options: SPLIT_KINDS.map((value) => ({ value, label: t(`split.kinds.${value}`) })),
      value: (r) => r.kind,
      onSave: (r, v) => save(r, { kind: v as SplitKind | undefined }),
    },
    typed('amount', 'money', '140px'),
    typed('reason', 'text', ''),
    typed('clause', 'text', '20%'),
  ];
  // once frozen it is there where it has something to say
  if (reading.frozen && !reading.path && reading.form.split.steps.length <= 2 && file.instalments.length < 2) return null;
  return (
    <section className="form-split" aria-label={t('split.title')} data-field={`filings/${filing.id}/splits`}>
      <h3>{t('split.title')}</h3>
      {!reading.frozen && (
        <EditGrid<Row>
          label={t('split.title')}
          table="splits"
          columns={columns}
          rows={rows}
          addLabel={t('split.add')}
          onAdd={() => void addSplit(filing.id, [{}])}
          empty={t(reading.form.split.deducted.gt(0) ? 'split.asContract' : 'split.empty')}
          rowMenu={(r) => [{ key: 'remove', label: t('split.remove'), onClick: () => void removeSplit(filing.id, r.id) }]}
          foot={
            rows.length === 0 &&
            read.length > 0 && (
              <span className="small">
                {t('split.contractSays', { amount: formatYuan(sum.toFixed()) })}{' '}
                <Button size="small" type="link" data-act="from-contract" onClick={() => void addSplit(filing.id, read)}>
                  {t('split.fromContract')}
                </Button>
              </span>
            )
          }
        />
      )}
      <Steps rows={rows} reading={reading} />
      <Instalments file={file} reading={reading} />
      <Path reading={reading} />
    </section>
  );
}

/** total − what comes off = 技术交易额, line by line. */
function Steps({ rows, reading }: { rows: readonly Row[]; reading: FilingReading }) {
  const { t } = useTranslation('filing-form');
  const { steps } = reading.form.split;
  if (steps.length <= 2) return null;
  const signs = { total: '', minus: '−', stays: '·', technical: '=' } as const;
  return (
    <table className="form-steps" data-steps="">
      <tbody>
        {steps.map((s, i) => {
          const row = s.row === undefined ? undefined : rows[s.row];
          const kind = row?.kind ?? 'other';
          const words = s.sign === 'total' || s.sign === 'technical' ? t(`split.${s.sign}`) : t(`split.kinds.${kind}`);
          const why = [row?.reason, row?.clause].filter(Boolean).join('，');
          return (
            <tr key={i} className={s.sign === 'technical' ? 'form-sum' : undefined}>
              <td>{signs[s.sign]}</td>
              <td>
                {words}
                {why !== '' && <span className="muted">（{why}）</span>}
              </td>
              <td className="figure">{s.yuan ? formatYuan(s.yuan.toFixed()) : <span className="muted">{t('split.unread')}</span>}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Instalments({ file, reading }: { file: DealFile; reading: FilingReading }) {
  const { t } = useTranslation('filing-form');
  if (file.instalments.length < 2) return null;
  const sum = file.instalments.reduce((total, i) => total.plus(decimal(i.amount) ?? 0), new Decimal(0));
  const total = decimal(reading.form.fields.find((f) => f.key === 'totalAmount')?.value);
  const amounts = { amount: formatYuan(sum.toFixed()), total: formatYuan(total?.toFixed()), count: file.instalments.length };
  return <p className="small muted">{t(total && !total.eq(sum) ? 'split.instalmentsDiffer' : 'split.instalments', amounts)}</p>;
}

/** 600 − 140 = 460, under 500: the ordinary path, and by which rule. */
function Path({ reading: { path } }: { reading: FilingReading }) {
  const { t } = useTranslation('filing-form');
  if (!path) return null;
  const { limit, period } = path;
  const wan = (d: Decimal): string => d.div(10_000).toFixed();
  const days = t(`path.${period.kind}`, { n: period.days });
  const rule = limit?.rule ?? period.rule;
  const source = sourceOf(t as TFunction, rule);
  return (
    <p className="form-path" data-path={path.large ? 'large' : 'ordinary'}>
      {limit
        ? t(path.large ? 'path.large' : 'path.ordinary', { basis: t(`path.${limit.basis}`), amount: wan(limit.measured), limit: wan(limit.amount), days })
        : t('path.noLimit', { days })}
      <span className="muted small">{rule.standsFor ? source : t('path.source', { source })}</span>
      {!path.confirmed && !rule.standsFor && <UnconfirmedMark {...(period.rule.note ? { what: period.rule.note } : {})} />}
    </p>
  );
}
