import { useTranslation } from 'react-i18next';
import { approachStates } from '../../../shared/domain/checks/worksheet-methods.ts';
import type { Approach, Worksheet } from '../../../shared/domain/deal.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { CellInput } from './CellInput.tsx';
import { change } from './edit-worksheet.ts';
import { lineName } from './weigh-words.ts';
import './weigh.css';

const save = (sheetId: string, approach: Approach) => (value: string | undefined) =>
  change(sheetId, { intent: 'worksheet.edit' }, (now) => {
    const { [approach]: _was, ...others } = now.approaches ?? {};
    return { approaches: value ? { ...others, [approach]: value } : others };
  });

/** 收益法, 市场法, 成本法: followed by which methods of this worksheet, or why not. */
export function ApproachTable({ sheet }: { sheet: Worksheet }) {
  const { t } = useTranslation('weigh');
  return (
    <table className="sheet-table sheet-approaches">
      <thead>
        <tr>
          <th>{t('approach.head')}</th>
          <th>{t('approach.use')}</th>
          <th>{t('approach.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {approachStates(sheet).map(({ approach, usedBy, reason }, i) => {
          const used = usedBy.length > 0;
          const names = usedBy.map((method) => lineName(t, { method })).join(t('ui:comma'));
          return (
            <tr key={approach} data-field={`worksheets/${sheet.id}/approaches/${approach}`}>
              <th scope="row">{t(`approach.${approach}`)}</th>
              <td title={names}>
                <StatusTag tone={used ? 'done' : reason ? 'neutral' : 'attention'}>{t(used ? 'approach.used' : 'approach.unused')}</StatusTag> {names}
              </td>
              <td className="cell-edit">
                {used && !sheet.approaches?.[approach] ? (
                  <span className="cell-none muted">{t('approach.noReason')}</span>
                ) : (
                  <CellInput
                    at={[i, 0]}
                    value={sheet.approaches?.[approach]}
                    label={`${t(`approach.${approach}`)} ${t('approach.reason')}`}
                    placeholder={reason ? t('approach.inOldText') : t(`approach.hint.${approach}`)}
                    onSave={save(sheet.id, approach)}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
