import { Select } from 'antd';
import { useId, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refuseCents } from '../../shared/bounds.ts';
import { Decimal, decimal, exactYuan, formatRate, parseMoney, parseRate } from '../../shared/money.ts';
import { isRefusal, type Refusal } from '../../shared/result.ts';
import { parseDay } from '../../shared/time.ts';
import { useClear } from './clear.tsx';
import type { Choice } from './fields/SelectField.tsx';
import { useSavedText, type Saved } from './fields/use-saved-text.ts';
import { refusalWords } from './refusal-words.ts';

export type CellKind = 'text' | 'day' | 'money' | 'rate';

/** How each kind is read and shown; what cannot be read is kept as typed. Money in 元, rates in per cent. */
type Kind = {
  show?: (v: string) => string;
  read?: (t: string) => string;
  reads?: (t: string) => boolean;
  /** why what was read is not kept */
  refuses?: (name: string, v: string | undefined) => Refusal | undefined;
  figure?: true;
  limit?: number;
};
const KINDS: Record<CellKind, Kind> = {
  text: {},
  day: { limit: 40, read: (t) => parseDay(t) ?? t.trim(), reads: (t) => parseDay(t) !== undefined },
  money: {
    limit: 60,
    figure: true,
    show: (v) => (decimal(v) ? exactYuan(v) : v),
    read: (t) => parseMoney(t, '元')?.yuan ?? t.trim(),
    reads: (t) => parseMoney(t, '元') !== undefined,
    refuses: refuseCents,
  },
  rate: {
    limit: 40,
    figure: true,
    show: (v) => formatRate(v).replace(/%$/, ''),
    read: (t) => {
      const d = decimal(t);
      return d ? new Decimal(d).div(100).toFixed() : (parseRate(t) ?? t.trim());
    },
    reads: (t) => decimal(t) !== undefined || parseRate(t) !== undefined,
  },
};

type Props = {
  kind: CellKind;
  label: string;
  value: string | undefined;
  name: string;
  row: number;
  col: number;
  error?: string | undefined;
  warning?: string | undefined;
  draftKey?: string;
  onSave: (v: string | undefined) => Promise<Saved>;
  onPasteCells?: ((cells: string[][]) => void) | undefined;
};

/** One cell that is typed in: saved when left, Enter and arrows go up and down, Esc takes back, a pasted range goes to the table. */
export function GridCell({ kind, label, value, name, row, col, error, warning, draftKey, onSave, onPasteCells }: Props) {
  const { t } = useTranslation('ui');
  const how = KINDS[kind];
  const field = useSavedText({
    value,
    onSave: (v) => {
      const no = how.refuses?.(name, v);
      return no ? Promise.resolve(no) : onSave(v);
    },
    draftKey,
    label,
    name,
    limit: how.limit ?? 2000,
    ...(how.show ? { show: how.show } : {}),
    ...(how.read ? { read: how.read } : {}),
  });
  const taken = kind === 'money' && field.dirty && field.text.trim() !== '' ? parseMoney(field.text, '元')?.yuan : undefined;
  // one message for one bad text: what the rules say of it, else how it would be read
  const unread = kind !== 'text' && field.text.trim() !== '' && !how.reads?.(field.text) ? t(`field.${kind === 'day' ? 'date' : kind}.unread`) : undefined;
  // told while it is typed, and gone as soon as the text is one that would be kept
  const refused = field.dirty ? how.refuses?.(name, how.read?.(field.text)) : undefined;
  const refusal = refused ?? (field.refusal?.key === 'bounds.amountCents' ? undefined : field.refusal);
  const said = refusal ? refusalWords(t, refusal) : (error ?? (warning === undefined ? unread : undefined));
  const note = said ?? warning;
  const noteId = useId();
  const keys = (e: KeyboardEvent<HTMLInputElement>) => {
    if (e.nativeEvent.isComposing || e.keyCode === 229) return;
    if (e.key === 'Escape' && field.dirty) {
      e.stopPropagation();
      field.revert();
    }
    // where no row follows, the text is saved and the cursor stays
    if ((e.key === 'Enter' || e.key === 'ArrowDown') && !moveTo(e, row + 1, col)) void field.save();
    if (e.key === 'ArrowUp' && !moveTo(e, row - 1, col)) void field.save();
  };
  const paste = (e: ClipboardEvent<HTMLInputElement>) => {
    const cells = pastedCells(e.clipboardData.getData('text'));
    if (!onPasteCells || (cells.length < 2 && (cells[0]?.length ?? 0) < 2)) return;
    e.preventDefault();
    field.revert();
    onPasteCells(cells);
  };
  return (
    <div data-field={name} className="grid-cell">
      <input
        className={`grid-input${how.figure ? ' grid-figure' : ''}${said ? ' grid-bad' : ''}`}
        aria-label={label}
        aria-invalid={Boolean(said)}
        aria-describedby={note === undefined ? undefined : noteId}
        value={field.text}
        title={note === undefined ? field.text : t('named', { name: field.text, what: note })}
        data-grid-row={row}
        data-grid-col={col}
        onChange={(e) => field.type(e.target.value)}
        onBlur={() => void field.save()}
        onKeyDown={keys}
        onPaste={paste}
      />
      {taken !== undefined && !said && (
        <p className="cell-understood" role="status">
          {t('field.money.understood', { amount: exactYuan(taken) })}
        </p>
      )}
      {said ? (
        <p id={noteId} className="grid-said field-error" role="alert">
          {said}
        </p>
      ) : warning ? (
        <p id={noteId} className="grid-said field-warning">
          {warning}
        </p>
      ) : null}
    </div>
  );
}

/** One cell that is chosen from a list. */
export function GridSelect({
  label,
  value,
  options,
  name,
  onSave,
}: {
  label: string;
  value: string | undefined;
  options: readonly Choice<string>[];
  name: string;
  onSave: (v: string | undefined) => Promise<Saved>;
}) {
  const { t } = useTranslation('ui');
  const clear = useClear();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const save = async (v: string | undefined) => {
    const a = await onSave(v);
    setRefusal(isRefusal(a) ? a : null);
  };
  return (
    <div data-field={name}>
      <Select
        variant="borderless"
        size="small"
        className="grid-select"
        aria-label={label}
        value={value ?? null}
        options={options as Choice<string>[]}
        placeholder={t('field.choose')}
        allowClear={clear}
        popupMatchSelectWidth={false}
        onChange={(v: string | null) => void save(v ?? undefined)}
      />
      {refusal && (
        <p className="grid-said field-error" role="alert">
          {refusalWords(t, refusal)}
        </p>
      )}
    </div>
  );
}

/** Lines and tabs as Excel puts them on the clipboard. */
export const pastedCells = (text: string): string[][] =>
  text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((c) => c.trim()));

/** Whether there is such a cell. */
function moveTo(e: KeyboardEvent<HTMLInputElement>, row: number, col: number): boolean {
  const next = e.currentTarget.closest('table')?.querySelector<HTMLInputElement>(`input[data-grid-row="${row}"][data-grid-col="${col}"]`);
  e.preventDefault();
  next?.focus();
  next?.select();
  return Boolean(next);
}
