/** The tables of a paper: forms with labels, lists with a heading, records. */
import type { Block, Cell } from './blocks.ts';
import { cell } from './blocks.ts';
import type { PaperBlock, PaperCell, PaperRow, RecordList } from './clause-set.ts';
import { blankRun, holds, isPlaceholder } from './fill.ts';
import { linesOf, printed, type Printing } from './paper-fill.ts';
import { recordRows } from './record-cells.ts';

type PaperTable = PaperBlock & { kind: 'table' };
type Line = { cells: Cell[]; height: number };

/** Room for an opinion by hand, in mm. */
const OPINION = 16;
const WHO: Readonly<Record<RecordList, string>> = {
  rights: 'noRights',
  patents: 'noPatents',
  contributors: 'noContributors',
  instalments: 'noStages',
  rounds: 'noRound',
};

export function tableOf(printing: Printing, table: PaperTable): Block[] {
  const rows = table.rows.filter((r) => holds(r.when, printing.filling.answers));
  const headed = rows[0]?.kind === 'head';
  const lines = rows.flatMap((r) => linesFor(printing, r, table.columns, headed));
  if (lines.length === 0) return [];
  const heights = lines.map((l) => l.height);
  return [
    {
      kind: 'table',
      columns: widthsOf(table).map((width) => ({ width })),
      head: headed ? 1 : 0,
      rows: lines.map((l) => l.cells),
      ...(heights.some((h) => h > 0) ? { heights } : {}),
    },
  ];
}

/** Shares in thousandths that add up to 1000. */
function widthsOf({ columns, widths }: PaperTable): number[] {
  const shares = widths ?? Array.from({ length: columns }, () => 1);
  const sum = shares.reduce((a, b) => a + b, 0);
  const out = shares.map((w) => Math.floor((w * 1000) / sum));
  out[out.length - 1]! += 1000 - out.reduce((a, b) => a + b, 0);
  return out;
}

function linesFor(printing: Printing, row: PaperRow, columns: number, headed: boolean): Line[] {
  const line = (cells: Cell[], height = row.height ?? 0): Line => ({ cells, height });
  const written = Array.from({ length: columns }, () => cell(''));
  switch (row.kind) {
    case 'head':
      return [line(row.cells.map((c) => ({ ...spanned(c), runs: printed(printing, c.text), bold: true, align: 'center' })))];
    case 'row':
      return [line(row.cells.map((c, i) => (headed ? listed(printing, c, i) : asked(printing, c, columns))))];
    case 'opinion': {
      const sign: Cell = { runs: printed(printing, `${row.sign}　　　　　　　　　　年　　月　　日`), align: 'right', foot: true };
      return [
        line(
          [
            { runs: printed(printing, row.label), bold: true, align: 'center' },
            { ...sign, ...(columns > 2 ? { span: columns - 1 } : {}) },
          ],
          row.height ?? OPINION,
        ),
      ];
    }
    case 'empty':
      return Array.from({ length: row.count }, () => line(written));
    case 'lines':
      return answered(printing, row, columns).map((cells) => line(cells));
    case 'records': {
      const records = recordRows(row.of, printing.sources);
      if (records.length === 0) printing.problems.push({ key: WHO[row.of], level: 'must', field: row.of });
      const shown = records.length > 0 ? records : [undefined];
      return shown.map((record) => line(row.columns.map((c) => columnOf(c, record))));
    }
  }
}

const spanned = ({ span }: PaperCell): { span?: number } => (span > 1 ? { span } : {});
const hasPlaceholder = (text: string): boolean => /\{[^}]+\}/.test(text);

/** In a form: what asks is bold and centred, what is answered stands to the left. */
function asked(printing: Printing, c: PaperCell, columns: number): Cell {
  const runs = printed(printing, c.text);
  const label = !hasPlaceholder(c.text) && c.text !== '' && c.text.trim() !== '' && (c.span === 1 || c.span === columns);
  return { ...spanned(c), runs, ...(label ? { bold: true, align: 'center' as const } : {}) };
}

/** In a list: the serial number in the middle, a sum of money to the right. */
function listed(printing: Printing, c: PaperCell, at: number): Cell {
  const money = isPlaceholder(c.text) && c.text.endsWith('|money}');
  const align = at === 0 ? ('center' as const) : money ? ('right' as const) : undefined;
  return { ...spanned(c), runs: printed(printing, c.text), ...(align ? { align } : {}) };
}

/** A row per line of the answer; what a line does not say is left to the pen, what it says too much stands in the last cell. */
function answered(printing: Printing, { key, numbered }: PaperRow & { kind: 'lines' }, columns: number): Cell[][] {
  const lines = linesOf(printing.filling.answers[key]);
  const room = columns - (numbered ? 1 : 0);
  const serial = (i: number): Cell[] => (numbered ? [cell(String(i + 1), { align: 'center' })] : []);
  if (lines.length === 0) return [[...serial(0), { runs: [blankRun()] }, ...Array.from({ length: room - 1 }, () => cell(''))]];
  return lines.map((text, i) => {
    // a line of the contract's own list ends as a list does
    const parts = text
      .replace(/[；;。]+$/, '')
      .split(/[｜|]/)
      .map((p) => p.trim());
    const said = [...parts.slice(0, room - 1), parts.slice(room - 1).join('｜')];
    return [...serial(i), ...Array.from({ length: room }, (_, k) => cell(said[k] ?? ''))];
  });
}

function columnOf(column: string, record: Readonly<Record<string, string>> | undefined): Cell {
  if (column.startsWith('“')) return cell(column.slice(1, -1), { align: 'center' });
  if (column === 'blank') return cell('');
  const align = column === 'no' ? { align: 'center' as const } : {};
  return record === undefined && column === 'name' ? { runs: [blankRun()] } : cell(record?.[column] ?? '', align);
}
