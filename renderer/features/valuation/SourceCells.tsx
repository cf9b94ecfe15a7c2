import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { WorksheetInput } from '../../../shared/domain/deal.ts';
import { isRefusal } from '../../../shared/result.ts';
import { parseDay } from '../../../shared/time.ts';
import { showRefusal } from '../../session/trouble.ts';
import { useClear } from '../../ui/clear.tsx';
import { CellInput } from './CellInput.tsx';

type Props = {
  input: WorksheetInput | undefined;
  /** what the input is called */
  label: string;
  row: number;
  save: (part: Partial<WorksheetInput>) => Promise<unknown>;
};

/** Of which day the source is; for a state, when it was looked up. */
export function SourceDay({ at, input = {}, label, save }: Omit<Props, 'row'> & { at: [number, number] }) {
  const { t } = useTranslation('valuation');
  return (
    <CellInput
      at={at}
      value={input.sourceDate}
      label={`${label} ${t('inputCol.sourceDate')}`}
      unread={(input.sourceDate ?? '') !== '' && !parseDay(input.sourceDate) ? t('ui:field.date.unread') : undefined}
      read={(x) => parseDay(x) ?? x.trim()}
      onSave={(sourceDate) => save({ sourceDate: sourceDate ?? '' })}
    />
  );
}

/** Where an input is from, of what day, how sure: the last three cells of its row. */
export function SourceCells({ input = {}, label, row, save }: Props) {
  const { t } = useTranslation('valuation');
  const clear = useClear();
  return (
    <>
      <td className="cell-edit">
        <CellInput
          at={[row, 1]}
          value={input.source}
          label={`${label} ${t('inputCol.source')}`}
          placeholder={t('hint.source')}
          onSave={(source) => save({ source: source ?? '' })}
        />
      </td>
      <td className="cell-edit">
        <SourceDay at={[row, 2]} input={input} label={label} save={save} />
      </td>
      <td className="cell-edit">
        <Select
          size="small"
          variant="borderless"
          className="cell-select"
          value={input.grade ?? null}
          allowClear={clear}
          placeholder={t('grade.none')}
          aria-label={`${label} ${t('inputCol.grade')}`}
          options={(['fact', 'estimate', 'assumption'] as const).map((value) => ({ value, label: t(`grade.${value}`) }))}
          onChange={(grade: WorksheetInput['grade'] | null) =>
            void save({ grade: grade ?? undefined }).then((answer) => {
              if (isRefusal(answer)) showRefusal(answer);
            })
          }
        />
      </td>
    </>
  );
}
