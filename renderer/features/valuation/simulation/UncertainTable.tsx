import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DRAWN_BY, type DrawnBy, type DrawnInput, type Simulation } from '../../../../shared/domain/simulation.ts';
import { decimal } from '../../../../shared/money.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { isRateVariable, readParameter } from '../../../../shared/valuation/simulation/sheet-request.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { CellInput } from '../CellInput.tsx';
import { SourceCells } from '../SourceCells.tsx';
import { editEvidence, editKind, editParameter, removeInput } from './edit-simulation.ts';
import { parameterName, parameterText, variableName } from './simulation-words.ts';
import { placeIn, type Subject } from './subject.ts';

type Props = { subject: Subject; settings: Simulation };

const say = (answer: unknown): void => {
  if (isRefusal(answer)) showRefusal(answer);
};

/** Every uncertain input: its distribution in plain words, the parameters, where they are from. */
export function UncertainTable({ subject, settings }: Props) {
  const { t } = useTranslation('simulation');
  return (
    <table className="sheet-table sheet-drawn">
      <thead>
        <tr>
          <th>{t('col.input')}</th>
          <th>{t('col.kind')}</th>
          <th colSpan={3}>{t('col.parameters')}</th>
          {(['source', 'sourceDate', 'grade'] as const).map((k) => (
            <th key={k}>{t(`valuation:inputCol.${k}`)}</th>
          ))}
          <th>
            <span className="visually-hidden">{t('col.remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {settings.uncertain.map((drawn, i) => (
          <DrawnRow key={drawn.variable} subject={subject} drawn={drawn} row={i} />
        ))}
      </tbody>
    </table>
  );
}

function DrawnRow({ subject, drawn, row }: { subject: Subject; drawn: DrawnInput; row: number }) {
  const { t } = useTranslation('simulation');
  const { at } = subject;
  const name = variableName(t, subject.model, drawn.variable);
  const parameters = DRAWN_BY[drawn.kind];
  const place = (path: string): string => placeIn(at, `simulation.uncertain.${row}${path}`);
  return (
    <tr data-drawn={drawn.variable} data-field={place('')}>
      <th scope="row">{name}</th>
      <td className="cell-edit">
        <Select
          size="small"
          variant="borderless"
          className="cell-select"
          value={drawn.kind}
          aria-label={`${name} ${t('col.kind')}`}
          title={t(`kindHint.${drawn.kind}`)}
          popupMatchSelectWidth={false}
          options={(Object.keys(DRAWN_BY) as DrawnBy[]).map((value) => ({ value, label: t(`kind.${value}`), title: t(`kindHint.${value}`) }))}
          onChange={(kind: DrawnBy) => void editKind(at, drawn.variable, kind).then(say)}
        />
      </td>
      {parameters.map((p, k) => {
        const text = drawn.typed[p];
        const label = `${name} ${parameterName(t, p)}`;
        return (
          <td key={p} className="cell-edit drawn-cell" colSpan={parameters.length === 2 && k === 1 ? 2 : 1} data-field={place(`.${p}`)}>
            <span className="drawn-name" aria-hidden="true">
              {parameterName(t, p)}
            </span>
            <CellInput
              figure
              at={[row, 10 + k]}
              value={text}
              unread={text !== undefined && text !== '' && decimal(text) === undefined ? t('ui:field.number.unread') : undefined}
              label={label}
              placeholder={isRateVariable(drawn.variable) ? '%' : ''}
              show={(v) => parameterText(drawn.variable, v)}
              read={(typed) => (typed.trim() === '' ? '' : readParameter(drawn.variable, typed))}
              understood={(typed) => {
                const read = readParameter(drawn.variable, typed);
                return typed.trim() !== '' && decimal(read) ? `= ${parameterText(drawn.variable, read)}` : undefined;
              }}
              onSave={(next) => editParameter(at, drawn.variable, p, next)}
            />
          </td>
        );
      })}
      <SourceCells input={drawn.evidence} label={name} row={row} save={(part) => editEvidence(at, drawn.variable, part)} />
      <td className="line-acts">
        <button type="button" className="link" aria-label={t('removeNamed', { name })} onClick={() => void removeInput(at, drawn.variable).then(say)}>
          {t('remove')}
        </button>
      </td>
    </tr>
  );
}
