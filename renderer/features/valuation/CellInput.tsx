import { Input } from 'antd';
import { useId, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSavedText, type SaveText } from '../../ui/fields/use-saved-text.ts';
import { refusalWords } from '../../ui/refusal-words.ts';

type Props = {
  value: string | undefined;
  onSave: SaveText;
  /** for screen readers: the cell has no label of its own */
  label: string;
  show?: (value: string) => string;
  read?: (text: string) => string;
  figure?: boolean;
  disabled?: boolean;
  /** what the typed text is taken for, shown while it is typed */
  understood?: (text: string) => string | undefined;
  /** what stands here cannot be read: says what to write instead */
  unread?: string | undefined;
  placeholder?: string;
  /** where the cell stands, for the arrow keys */
  at?: [number, number];
  onPasteCells?: (cells: string[]) => void;
  /** rows of cells, as a spreadsheet copies them */
  onPasteRows?: (rows: string[][]) => void;
  /** told of every keystroke; nothing when what was typed is taken back */
  onType?: (text: string | undefined) => void;
};

/** One cell of a table edited in place: saved when left, Enter goes down, arrows move, Esc takes back. */
export function CellInput({
  value,
  onSave,
  label,
  show,
  read,
  understood,
  figure,
  disabled,
  unread,
  placeholder,
  at,
  onPasteCells,
  onPasteRows,
  onType,
}: Props) {
  const { t } = useTranslation('ui');
  const field = useSavedText({ value, onSave, label, limit: 2000, ...(show ? { show } : {}), ...(read ? { read } : {}) });
  const keys = (e: KeyboardEvent<HTMLInputElement>): void => {
    if (e.nativeEvent.isComposing || e.keyCode === 229) return;
    if (e.key === 'Escape' && field.dirty) {
      e.stopPropagation();
      field.revert();
      onType?.(undefined);
    }
    // where no row follows, the text is saved and the cursor stays
    if ((e.key === 'Enter' || e.key === 'ArrowDown') && !move(e, 1)) void field.save();
    if (e.key === 'ArrowUp' && !move(e, -1)) void field.save();
  };
  const paste = (e: ClipboardEvent<HTMLInputElement>): void => {
    const rows = rowsOf(e.clipboardData.getData('text'));
    if (onPasteRows && (rows.length > 1 || (rows[0]?.length ?? 0) > 1)) {
      e.preventDefault();
      field.revert();
      onPasteRows(rows);
      return;
    }
    const cells = e.clipboardData
      .getData('text')
      .trim()
      .split(/[\t\r\n]+/)
      .map((c) => c.trim())
      .filter((c) => c !== '');
    if (!onPasteCells || cells.length < 2) return;
    e.preventDefault();
    field.revert();
    onPasteCells(cells);
  };
  const taken = field.dirty && !field.refusal ? understood?.(field.text) : undefined;
  const wrong = unread !== undefined && !field.dirty ? unread : undefined;
  const bad = wrong !== undefined || field.refusal !== null;
  const why = useId();
  return (
    <>
      <Input
        variant="borderless"
        className={`cell-input${figure ? ' cell-figure' : ''}${wrong ? ' cell-unread' : ''}`}
        value={field.text}
        disabled={disabled}
        placeholder={placeholder}
        aria-label={label}
        aria-invalid={bad}
        aria-describedby={bad ? why : undefined}
        title={wrong ? t('named', { name: field.text, what: wrong }) : field.text}
        {...(bad ? { status: 'error' as const } : {})}
        {...(at ? { 'data-row': at[0], 'data-col': at[1] } : {})}
        onChange={(e) => {
          field.type(e.target.value);
          onType?.(e.target.value);
        }}
        onBlur={() => void field.save()}
        onKeyDown={keys}
        onPaste={paste}
      />
      {taken && (
        <p className="cell-understood" role="status">
          {taken}
        </p>
      )}
      {field.refusal ? (
        <p id={why} className="field-error" role="alert">
          {refusalWords(t, field.refusal)}
        </p>
      ) : (
        wrong && (
          <span id={why} className="visually-hidden">
            {wrong}
          </span>
        )
      )}
    </>
  );
}

/** What a spreadsheet put on the clipboard; the line break behind the last row is none. */
const rowsOf = (text: string): string[][] =>
  text
    .replace(/[\r\n]+$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()));

/** False: no row follows there. */
function move(e: KeyboardEvent<HTMLInputElement>, by: number): boolean {
  const { row, col } = e.currentTarget.dataset;
  if (row === undefined) return true;
  const table = e.currentTarget.closest('table');
  // a table within a row has rows of its own
  const next = [...(table?.querySelectorAll<HTMLInputElement>(`input[data-row="${Number(row) + by}"][data-col="${col}"]`) ?? [])].find(
    (input) => input.closest('table') === table,
  );
  e.preventDefault();
  next?.focus();
  next?.select();
  return next !== undefined;
}
