import { Fragment, memo, useState, type ReactElement } from 'react';
import { cellText, type Column } from './column.ts';

type Props<R> = {
  row: R | undefined;
  rowId: string;
  columns: readonly Column<R>[];
  index: number;
  top: number;
  id: string;
  /** column of the cursor when it is in this row */
  cursor: number | null;
  range: { left: number; right: number } | null;
  editing: boolean;
  onEdited: (text: string | null) => void;
};

function BodyRowPlain<R>({ row, rowId, columns, index, top, id, cursor, range, editing, onEdited }: Props<R>) {
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={cursor !== null}
      data-row={index}
      className={`tr${index % 2 ? ' odd' : ''}${cursor === null ? '' : ' tr-at'}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((c, i) => (
        <div
          key={c.key}
          role="gridcell"
          aria-colindex={i + 1}
          data-col={i}
          className={`td${c.align === 'right' ? ' right' : ''}${cursor === i ? ' td-at' : ''}${range && i >= range.left && i <= range.right ? ' td-in' : ''}`}
        >
          {row === undefined ? (
            <span className="td-waiting" />
          ) : editing && cursor === i ? (
            <CellEditor key={rowId} text={cellText(c.value(row))} label={c.header} onDone={onEdited} />
          ) : c.cell ? (
            <Fragment key={rowId}>{c.cell(row)}</Fragment>
          ) : (
            <span className="td-text" title={cellText(c.value(row))}>
              {cellText(c.value(row))}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

/** Rows are plain functions of their props, so scrolling renders only those that come in. */
export const BodyRow = memo(BodyRowPlain) as <R>(props: Props<R>) => ReactElement;

/** Enter and leaving save, Esc does not; Enter that confirms a candidate of the input method does neither. */
function CellEditor({ text, label, onDone }: { text: string; label: string; onDone: (text: string | null) => void }) {
  const [typed, setTyped] = useState(text);
  return (
    <input
      className="td-editor"
      aria-label={label}
      value={typed}
      autoFocus
      onChange={(e) => setTyped(e.target.value)}
      onBlur={() => onDone(typed)}
      onKeyDown={(e) => {
        e.stopPropagation();
        if (e.nativeEvent.isComposing || e.keyCode === 229) return;
        if (e.key === 'Enter' || e.key === 'Tab') {
          e.preventDefault();
          onDone(typed);
        }
        if (e.key === 'Escape') onDone(null);
      }}
    />
  );
}
