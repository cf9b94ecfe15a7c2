import { useTranslation } from 'react-i18next';
import type { Worksheet, WorksheetInput } from '../../../shared/domain/deal.ts';
import { parseMoney, parseRate, readRate } from '../../../shared/money.ts';
import { refuse } from '../../../shared/result.ts';
import { parseDay } from '../../../shared/time.ts';
import type { RoyaltyParameter } from '../../../shared/valuation/royalty-input.ts';
import { splitList } from '../../../shared/valuation/typed.ts';
import { useViewState } from '../../session/view-state.ts';
import { CellInput } from './CellInput.tsx';
import { editInput } from './edit-worksheet.ts';
import { moreView } from './go-to-field.ts';
import { SourceCells } from './SourceCells.tsx';

type Read = (text: string) => string | undefined;
const each =
  (read: Read): Read =>
  (text) => {
    const parts = splitList(text).map(read);
    return parts.includes(undefined) ? undefined : parts.join('、');
  };
const percent: Read = (text) => {
  const kept = /[%％]/.test(text) ? text : `${text}%`;
  return parseRate(readRate(kept)) === undefined ? undefined : kept.normalize('NFKC');
};
const years: Read = (text) => (/^\d+(\.\d+)?$/.test(text.normalize('NFKC')) ? text.normalize('NFKC') : undefined);

/** How each is read; what is no such thing is refused in its own cell and stays as typed. */
const ROWS: { name: RoyaltyParameter; read: Read }[] = [
  { name: 'firstPeriodEnd', read: parseDay },
  { name: 'legalEnd', read: parseDay },
  { name: 'contractEnd', read: parseDay },
  { name: 'maintenance', read: each((x) => parseMoney(x, '元')?.yuan) },
  { name: 'tabYears', read: years },
];
const DECAY_TABLE = { name: 'decayTable', read: each(percent) } as const;

/** What a forecast may have besides: a stub period, the ends of the right, upkeep, amortisation; each folded until it is used. `from` is the first row's number. */
export function MoreInputs({ sheet, from }: { sheet: Worksheet; from: number }) {
  const { t } = useTranslation('valuation');
  const given = sheet.inputs?.decay?.value === 'table' ? [DECAY_TABLE] : [];
  const used = ROWS.filter(({ name }) => (sheet.inputs?.[name]?.value ?? '') !== '');
  const [opened, open] = useViewState(moreView(sheet), false);
  const shown = opened ? ROWS : used;
  const save = (name: RoyaltyParameter, part: Partial<WorksheetInput>) => editInput(sheet.id, name, part);
  return (
    <tbody>
      {[...given, ...shown].map(({ name, read }, i) => {
        const label = t(`input.${name}`);
        return (
          <tr key={name} data-field={`worksheets/${sheet.id}/${name}`}>
            <th scope="row">{label}</th>
            <td className="cell-edit">
              <CellInput
                figure
                at={[from + i, 0]}
                value={sheet.inputs?.[name]?.value}
                label={label}
                placeholder={t(`input.hint.${name}`)}
                read={(text) => (text.trim() === '' ? '' : (read(text) ?? text))}
                onSave={(value) =>
                  value !== undefined && read(value) === undefined
                    ? refuse('valuation.unreadable', { field: name, params: { field: label } })
                    : save(name, { value: value ?? '' })
                }
              />
            </td>
            <SourceCells input={sheet.inputs?.[name]} label={label} row={from + i} save={(part) => save(name, part)} />
          </tr>
        );
      })}
      {used.length < ROWS.length && (
        <tr>
          <td colSpan={5}>
            <button type="button" className="link small" aria-expanded={opened} onClick={() => open(!opened)}>
              {t(opened ? 'input.fewer' : 'input.more')}
            </button>
          </td>
        </tr>
      )}
    </tbody>
  );
}
