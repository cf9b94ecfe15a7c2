/** 表: the rows of a paper's table. */
import type { Condition, PaperBlock, PaperCell, PaperRow, RecordList } from '../clause-set.ts';
import { RECORD_COLUMNS } from '../record-columns.ts';
import { conditionAt, keyAt, readEach, textAt, tokensOf, type Draft, type Rule } from './draft.ts';
import { push } from './read-steps.ts';
import type { Statement } from './statements.ts';
import { divided } from './texts.ts';

const MOST_COLUMNS = 12;
const TALLEST = 200;
const MOST_EMPTY = 40;
/** Columns of 记录 that show nothing of a record: a cell to write in, or the same words in every row. */
const isOwnColumn = (text: string): boolean => text === 'blank' || /^“.+”$/.test(text);

/** `当 x 有` under a block or a row. */
export const whenUnder = (draft: Draft, owner: { when?: Condition }): [string, Rule] => [
  '当',
  {
    read(s) {
      const when = conditionAt(draft, owner, s);
      if (when) owner.when = when;
    },
  },
];

/** `高 18`: mm */
const heightUnder = (draft: Draft, row: { height?: number }): [string, Rule] => [
  '高',
  {
    read(s) {
      const height = Number(s.rest);
      if (/^\d{1,3}$/.test(s.rest) && height >= 1 && height <= TALLEST) row.height = height;
      else draft.faults.must(s.restAt, 'height', { text: s.rest, most: TALLEST }, ['高 18']);
    },
  },
];

/** `表 3`, or `表 3 宽 1 2 1` */
export function readTable(draft: Draft, s: Statement): PaperBlock | undefined {
  const [count, word, ...shares] = tokensOf(s);
  const columns = Number(count?.text);
  if (!count || !/^\d{1,2}$/.test(count.text) || columns < 1 || columns > MOST_COLUMNS) {
    draft.faults.must(count?.at ?? s.restAt, 'columns', { text: count?.text ?? '', most: MOST_COLUMNS }, ['表 3']);
    return undefined;
  }
  const table: PaperBlock & { kind: 'table' } = { kind: 'table', columns, rows: [] };
  if (word !== undefined) {
    const right = word.text === '宽' && shares.length === columns && shares.every((w) => /^[1-9]\d{0,2}$/.test(w.text));
    if (right) table.widths = shares.map((w) => Number(w.text));
    else draft.faults.must(word.at, 'widths', { columns }, [`表 ${columns} 宽 ${Array.from({ length: columns }, () => 1).join(' ')}`]);
  }
  const row = (read: (r: Statement) => PaperRow | undefined): Rule => ({
    many: true,
    under: true,
    read(r) {
      const one = read(r);
      const owner: { when?: Condition; height?: number } = one ?? {};
      readEach(r.children, new Map([whenUnder(draft, owner), heightUnder(draft, owner)]), draft);
      if (one) draft.at.set(one, r.at);
      push(table.rows, one);
    },
  });
  const rules = new Map<string, Rule>([
    ['表头', row((r) => readCells(draft, r, 'head', columns))],
    ['行', row((r) => readCells(draft, r, 'row', columns))],
    ['意见', row((r) => readOpinion(draft, r, columns))],
    ['空行', row((r) => readEmpty(draft, r))],
    ['逐行', row((r) => readLines(draft, r))],
    ['记录', row((r) => readRecords(draft, r, columns))],
  ]);
  readEach(s.children, new Map([whenUnder(draft, table), ...rules]), draft);
  if (!s.children.some((c) => c.word !== '当')) draft.faults.must(s.at, 'nothingIn', { word: s.word, text: count.text }, [...rules.keys()]);
  return table;
}

function readCells(draft: Draft, s: Statement, kind: 'head' | 'row', columns: number): PaperRow {
  const cells = divided(s.rest).map(readCell);
  const wide = cells.reduce((sum, c) => sum + c.span, 0);
  if (wide !== columns) draft.faults.must(s.restAt, 'cells', { cells: wide, columns });
  const row: PaperRow = { kind, cells };
  placeTexts(
    draft,
    row,
    s,
    cells.map((c) => c.text),
  );
  return row;
}

/** Each text's place: where its words stand in the line. */
function placeTexts(draft: Draft, row: PaperRow, s: Statement, texts: readonly string[]): void {
  let from = 0;
  for (const text of texts) {
    const at = text === '' ? from : s.rest.indexOf(text, from);
    textAt(draft, row, text, { ...s.restAt, column: s.restAt.column + Math.max(0, at) });
    from = Math.max(from, at) + text.length;
  }
}

/** `{projectName:2}` and `合计:2` span two columns. */
function readCell(text: string): PaperCell {
  const inside = /^(.*):([2-9])\}$/.exec(text);
  if (inside) return { text: `${inside[1]}}`, span: Number(inside[2]) };
  const after = /^(.*):([2-9])$/.exec(text);
  return after ? { text: after[1]!.trim(), span: Number(after[2]) } : { text, span: 1 };
}

/** `意见 法务部门意见 | 负责人（签字）：` */
function readOpinion(draft: Draft, s: Statement, columns: number): PaperRow | undefined {
  const [label = '', sign = '', more] = divided(s.rest);
  if (label === '' || sign === '' || more !== undefined || columns < 2) {
    draft.faults.must(s.restAt, 'opinion', { text: s.rest }, ['意见 法务部门意见 | 负责人（签字）：']);
    return undefined;
  }
  const row: PaperRow = { kind: 'opinion', label, sign };
  placeTexts(draft, row, s, [label, sign]);
  return row;
}

/** `空行 3` */
function readEmpty({ faults }: Draft, s: Statement): PaperRow | undefined {
  const count = Number(s.rest);
  if (/^\d{1,2}$/.test(s.rest) && count >= 1 && count <= MOST_EMPTY) return { kind: 'empty', count };
  faults.must(s.restAt, 'emptyRows', { text: s.rest, most: MOST_EMPTY }, ['空行 3']);
  return undefined;
}

/** `逐行 materials`, `逐行 materials 编号` */
function readLines(draft: Draft, s: Statement): PaperRow | undefined {
  const [key, numbered, more] = tokensOf(s);
  const strange = more ?? (numbered?.text === '编号' ? undefined : numbered);
  if (!key || strange) {
    draft.faults.must(strange?.at ?? s.restAt, 'lines', { text: strange?.text ?? '' }, ['逐行 materials', '逐行 materials 编号']);
    return undefined;
  }
  const row: PaperRow = { kind: 'lines', key: key.text, ...(numbered ? { numbered: true } : {}) };
  keyAt(draft, row, key.text, key.at);
  return row;
}

/** `记录 rights name number expiresOn` */
function readRecords({ faults }: Draft, s: Statement, columns: number): PaperRow | undefined {
  const [of, ...fields] = tokensOf(s);
  if (!of || !Object.hasOwn(RECORD_COLUMNS, of.text)) {
    faults.must(of?.at ?? s.restAt, 'records', { text: of?.text ?? '' }, Object.keys(RECORD_COLUMNS));
    return undefined;
  }
  const list = of.text as RecordList;
  const known: readonly string[] = RECORD_COLUMNS[list];
  const strange = fields.find((f) => !known.includes(f.text) && !isOwnColumn(f.text));
  if (strange) faults.must(strange.at, 'recordColumn', { text: strange.text, list: of.text }, [...known, 'blank', '“□是　□否”']);
  if (fields.length !== columns) faults.must(s.restAt, 'cells', { cells: fields.length, columns });
  return { kind: 'records', of: list, columns: fields.map((f) => f.text) };
}
