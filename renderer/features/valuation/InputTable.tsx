import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Worksheet, WorksheetInput } from '../../../shared/domain/deal.ts';
import { decimal, formatRate, parseRate, readRate } from '../../../shared/money.ts';
import { isRefusal } from '../../../shared/result.ts';
import type { RoyaltyParameter } from '../../../shared/valuation/royalty-input.ts';
import { showRefusal } from '../../session/trouble.ts';
import { CellInput } from './CellInput.tsx';
import { editInput, editWorksheet } from './edit-worksheet.ts';
import { MoreInputs } from './MoreInputs.tsx';
import { SourceCells, SourceDay } from './SourceCells.tsx';

type Kind = 'rate' | 'years' | 'choice' | 'none';
const ROWS: { name: RoyaltyParameter | 'revenues'; kind: Kind; choices?: readonly string[] }[] = [
  { name: 'revenues', kind: 'none' },
  { name: 'royaltyRate', kind: 'rate' },
  { name: 'discountRate', kind: 'rate' },
  { name: 'decay', kind: 'choice', choices: ['none', 'geometric', 'linear', 'table'] },
  { name: 'decayRate', kind: 'rate' },
  { name: 'taxRate', kind: 'rate' },
  { name: 'economicYears', kind: 'years' },
  { name: 'timing', kind: 'choice', choices: ['end', 'mid'] },
  { name: 'flowBasis', kind: 'choice', choices: ['preTax', 'postTax'] },
  { name: 'rateBasis', kind: 'choice', choices: ['preTax', 'postTax'] },
];
/** `0.15` is 0.15 %, as in every box of per cent: said while typing. */
const understood = (text: string): string | undefined => (decimal(readRate(text)) ? `= ${formatRate(readRate(text))}` : undefined);

/** Every input with where it comes from; edited in place. The range's two rates belong to the sheet and need no source of their own. */
export function InputTable({ sheet }: { sheet: Worksheet }) {
  const { t } = useTranslation('valuation');
  const shown = ROWS.filter((r) => r.name !== 'decayRate' || sheet.inputs?.decay?.value === 'geometric');
  const save = (name: RoyaltyParameter | 'revenues', part: Partial<WorksheetInput>) => editInput(sheet.id, name, part);
  /** a choice has no line of its own for a refusal */
  const choose = (name: RoyaltyParameter | 'revenues', part: Partial<WorksheetInput>) =>
    void save(name, part).then((answer) => {
      if (isRefusal(answer)) showRefusal(answer);
    });
  return (
    <table className="sheet-table sheet-inputs" data-field={`worksheets/${sheet.id}/inputs`} tabIndex={-1}>
      <thead>
        <tr>
          {(['name', 'value', 'source', 'sourceDate', 'grade'] as const).map((k) => (
            <th key={k} className={k === 'value' ? 'figure' : undefined}>
              {t(`inputCol.${k}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ name, kind, choices }, i) => {
          const input = sheet.inputs?.[name] ?? {};
          const label = t(`input.${name}`);
          return (
            <tr key={name} data-field={`worksheets/${sheet.id}/${kind === 'none' ? `inputs/${name}` : name}`}>
              <th scope="row">{label}</th>
              <td className="cell-edit">
                {kind === 'choice' && (
                  <Select
                    size="small"
                    variant="borderless"
                    className="cell-select"
                    value={input.value ?? (name.endsWith('Basis') ? null : choices![0])}
                    placeholder={t('grade.none')}
                    aria-label={label}
                    options={choices!.map((value) => ({ value, label: t(`choice.${name}.${value}`) }))}
                    onChange={(value: string) => choose(name, { value })}
                  />
                )}
                {(kind === 'rate' || kind === 'years') && (
                  <CellInput
                    figure
                    unread={
                      (input.value ?? '') !== '' && parseRate(input.value!) === undefined
                        ? t(kind === 'rate' ? 'ui:field.rate.unread' : 'ui:field.number.unread')
                        : undefined
                    }
                    at={[i, 0]}
                    value={input.value}
                    label={label}
                    placeholder={kind === 'rate' ? '%' : ''}
                    show={kind === 'rate' ? (v) => formatRate(v) : (v) => v}
                    read={kind === 'rate' ? readRate : (v) => v.trim()}
                    {...(kind === 'rate' ? { understood } : {})}
                    onSave={(value) => save(name, { value: value ?? '' })}
                  />
                )}
                {kind === 'none' && <span className="cell-none muted">{t('input.seeForecast')}</span>}
              </td>
              <SourceCells input={input} label={label} row={i} save={(part) => save(name, part)} />
            </tr>
          );
        })}
        {(['lowRate', 'highRate'] as const).map((name, j) => (
          <tr key={name} data-field={`worksheets/${sheet.id}/${name}`}>
            <th scope="row">{t(`input.${name}`)}</th>
            <td className="cell-edit">
              <CellInput
                figure
                at={[shown.length + j, 0]}
                value={sheet[name]}
                unread={(sheet[name] ?? '') !== '' && parseRate(sheet[name]!) === undefined ? t('ui:field.rate.unread') : undefined}
                label={t(`input.${name}`)}
                placeholder="%"
                show={(v) => formatRate(v)}
                read={readRate}
                understood={understood}
                onSave={(value) => editWorksheet(sheet.id, { [name]: value })}
              />
            </td>
            <td colSpan={3} className="muted small">
              {t('hint.range')}
            </td>
          </tr>
        ))}
      </tbody>
      <MoreInputs sheet={sheet} from={shown.length + 2} />
    </table>
  );
}

/** What the gate asks beside figures: form of right, legal status, what else the buyer needs, maturity, how the range was weighed. */
const NOTES = ['rightsForm', 'legalStatus', 'complementary', 'maturity', 'reconciliation'] as const;

export function NotesTable({ sheet }: { sheet: Worksheet }) {
  const { t } = useTranslation('valuation');
  const save = (name: string, part: Partial<WorksheetInput>) => editInput(sheet.id, name, part);
  return (
    <table className="sheet-table sheet-notes">
      <thead>
        <tr>
          <th>{t('inputCol.item')}</th>
          <th>{t('inputCol.content')}</th>
          <th>{t('inputCol.evidence')}</th>
          <th>{t('inputCol.sourceDate')}</th>
        </tr>
      </thead>
      <tbody>
        {NOTES.map((name, i) => (
          <tr key={name} data-field={`worksheets/${sheet.id}/${name}`}>
            <th scope="row">{t(`notes.${name}`)}</th>
            <td className="cell-edit">
              <CellInput
                at={[i, 0]}
                value={sheet.inputs?.[name]?.value}
                label={t(`notes.${name}`)}
                placeholder={t(`notes.hint.${name}`)}
                onSave={(value) => save(name, { value: value ?? '' })}
              />
            </td>
            <td className="cell-edit">
              <CellInput
                at={[i, 1]}
                value={sheet.inputs?.[name]?.source}
                label={`${t(`notes.${name}`)} ${t('inputCol.evidence')}`}
                onSave={(source) => save(name, { source: source ?? '' })}
              />
            </td>
            <td className="cell-edit">
              <SourceDay at={[i, 2]} input={sheet.inputs?.[name]} label={t(`notes.${name}`)} save={(part) => save(name, part)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
