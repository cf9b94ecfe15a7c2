import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPlan, ImportProblem } from '../../../shared/domain/import/plan.ts';
import { TEMPLATES, type TemplateName } from '../../../shared/domain/import/templates.ts';
import { formatWan } from '../../../shared/money.ts';
import { useTableExport } from '../../data/use-table-export.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { countProblems, linesOut, outcomeOf, problemWords } from './problem-words.ts';
import { TotalLines } from './TotalLines.tsx';

const PREVIEW = 5;
const SHOWN: Record<TemplateName, readonly string[]> = {
  achievements: ['title', 'owner', 'field', 'maturity', 'completedOn', 'contact'],
  ledger: ['projectName', 'partner', 'amount', 'signedOn', 'contractType', 'leader'],
};

/** What would happen, row by row; nothing has been written yet. */
export function DryRun({ plan, template, onTake }: { plan: ImportPlan; template: TemplateName; onTake: (lines: readonly number[], on: boolean) => void }) {
  const { t } = useTranslation('import');
  const words = useMemo(() => (p: ImportProblem) => problemWords(t, p), [t]);
  const out = useMemo(() => linesOut(plan), [plan]);
  const effect = useMemo(
    () => (p: ImportProblem) => {
      const outcome = t(`check.${outcomeOf(p, out)}`);
      return p.level === 'must' ? outcome : t('check.note', { outcome });
    },
    [t, out],
  );
  const { musts, notes } = useMemo(() => countProblems(plan.problems), [plan.problems]);
  const columns = useMemo<Column<ImportProblem>[]>(
    () => [
      { key: 'line', header: t('check.row'), value: (p) => p.line, width: 72, fixed: true, align: 'right', sort: 'number', filter: false },
      { key: 'column', header: t('check.column'), value: (p) => p.column, width: 1.2, filter: 'choice' },
      { key: 'problem', header: t('check.problem'), value: words, width: 4, filter: 'text' },
      {
        key: 'level',
        header: t('check.level'),
        value: effect,
        cell: (p) => <StatusTag tone={p.level === 'must' ? 'blocked' : 'attention'}>{effect(p)}</StatusTag>,
        width: 190,
        fixed: true,
        filter: 'choice',
      },
    ],
    [t, words, effect],
  );
  const { bar, busy, run } = useTableExport();
  const sums = plan.totals.filter((l) => !l.taken).length;
  const total = plan.rows.length + plan.duplicates.length + plan.refused.length + sums;
  const fields = SHOWN[template].flatMap((f) => TEMPLATES[template].columns.find((c) => c.field === f) ?? []);
  return (
    <>
      <Panel
        title={t('step.check')}
        extra={
          <span role="status" data-testid="import-summary">
            {t('check.summary', { total, create: plan.rows.length, same: plan.duplicates.length, bad: plan.refused.length })}
            {sums > 0 && t('check.sums', { count: sums })}
            {notes > 0 && t('check.notes', { count: notes })}
          </span>
        }
      >
        {plan.rows.length === 0 ? (
          <p className="muted">{t('run.nothing')}</p>
        ) : (
          <>
            <h3 className="import-sub">{t('check.preview')}</h3>
            <div className="import-preview">
              <table className="plain-table">
                <thead>
                  <tr>
                    <th>{t('check.row')}</th>
                    {fields.map((c) => (
                      <th key={c.field} className={c.kind === 'wan' ? 'figure' : undefined}>
                        {c.header}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {plan.rows.slice(0, PREVIEW).map((r) => (
                    <tr key={r.line}>
                      <td>{r.line}</td>
                      {fields.map((c) => (
                        <td key={c.field} className={c.kind === 'wan' ? 'figure' : undefined}>
                          {c.kind === 'wan' ? formatWan(r.fields[c.field]) : r.fields[c.field]}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
      </Panel>
      {plan.totals.length > 0 && <TotalLines totals={plan.totals} template={template} onTake={onTake} />}
      <Panel
        title={t('check.problems')}
        extra={
          plan.problems.length > 0 && (
            <>
              <span className="muted small" data-testid="import-problem-count">
                {t('check.counts', { musts, notes })}
              </span>{' '}
              <Button
                size="small"
                loading={busy}
                onClick={() =>
                  void run<ImportProblem>({
                    fileName: t('check.problems'),
                    sheetName: t('check.problems'),
                    rows: plan.problems,
                    columns: columns.map((c) => ({
                      header: c.header,
                      kind: c.key === 'line' ? ('number' as const) : ('text' as const),
                      width: c.key === 'problem' ? 60 : 16,
                      value: (p: ImportProblem) => String(c.value(p) ?? ''),
                    })),
                  })
                }
              >
                {t('check.toExcel')}
              </Button>
            </>
          )
        }
      >
        {bar}
        {plan.problems.length === 0 ? (
          <StatusTag tone="done">{t('check.none')}</StatusTag>
        ) : (
          <div className="import-problems">
            <DataTable<ImportProblem>
              label={t('check.problems')}
              columns={columns}
              rows={plan.problems}
              rowKey={(p) => `${p.line}-${p.field ?? ''}-${p.key}`}
              stateKey="import.problems"
              empty={<EmptyState title={t('check.none')} />}
            />
          </div>
        )}
      </Panel>
    </>
  );
}
