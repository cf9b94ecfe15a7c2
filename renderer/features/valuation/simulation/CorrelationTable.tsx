import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Simulation } from '../../../../shared/domain/simulation.ts';
import { decimal } from '../../../../shared/money.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { useViewState } from '../../../session/view-state.ts';
import { CellInput } from '../CellInput.tsx';
import { editCorrelation, editSettings } from './edit-simulation.ts';
import { variableName } from './simulation-words.ts';
import { placeIn, type Subject } from './subject.ts';

/** Which inputs rise and fall together: the lower half of the matrix, blank is none. */
export function CorrelationTable({ subject, settings }: { subject: Subject; settings: Simulation }) {
  const { t } = useTranslation('simulation');
  const { at, model } = subject;
  const names = settings.uncertain.map((u) => u.variable);
  const said = settings.correlations ?? [];
  const [open, show] = useViewState(`simulation.correlations.${at.applied ?? at.sheetId}`, false);
  const of = (a: string, b: string): number => said.findIndex((c) => (c.a === a && c.b === b) || (c.a === b && c.b === a));
  return (
    <details className="simulation-more" open={open || said.length > 0} onToggle={(e) => show(e.currentTarget.open)}>
      <summary>{t('correlations', { count: said.length })}</summary>
      <p className="muted small">{t('correlationsHint')}</p>
      <table className="sheet-table sheet-correlations">
        <thead>
          <tr>
            <th>
              <span className="visually-hidden">{t('col.input')}</span>
            </th>
            {names.slice(0, -1).map((b) => (
              <th key={b} scope="col" className="figure">
                {variableName(t, model, b)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.slice(1).map((a, i) => (
            <tr key={a}>
              <th scope="row">{variableName(t, model, a)}</th>
              {names.slice(0, -1).map((b, j) => {
                if (j > i) return <td key={b} />;
                const place = of(a, b);
                const rho = said[place]?.rho;
                return (
                  <td key={b} className="cell-edit" data-field={place < 0 ? undefined : placeIn(at, `simulation.correlations.${place}.rho`)}>
                    <CellInput
                      figure
                      at={[i, j]}
                      value={rho}
                      unread={rho !== undefined && !decimal(rho)?.abs().lte(1) ? t('rhoUnread') : undefined}
                      label={t('rhoOf', { a: variableName(t, model, a), b: variableName(t, model, b) })}
                      placeholder="0"
                      read={(x) => x.replace('−', '-').trim()}
                      onSave={(next) => editCorrelation(at, a, b, next)}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Checkbox
        checked={settings.repairCorrelations === true}
        onChange={(e) =>
          void editSettings(at, { repairCorrelations: e.target.checked }).then((answer) => {
            if (isRefusal(answer)) showRefusal(answer);
          })
        }
      >
        {t('repair')}
      </Checkbox>
    </details>
  );
}
