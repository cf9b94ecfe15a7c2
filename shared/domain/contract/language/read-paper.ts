/** 正文: a paper that is no contract, block by block. */
import type { PaperBlock, PaperCell, PaperRow, RecordList } from '../clause-set.ts';
import { RECORD_COLUMNS } from '../record-columns.ts';
import { conditionAt, filled, keyAt, readEach, textAt, tokensOf, type Draft, type Rule } from './draft.ts';
import { push } from './read-steps.ts';
import type { Statement } from './statements.ts';
import { divided } from './texts.ts';

const MOST_COLUMNS = 12;
export const BLOCK_WORDS = ['题', '段', '段右', '逐项', '表', '签章', '换页'] as const;

export function readBody(draft: Draft, s: Statement): PaperBlock[] {
  const body: PaperBlock[] = [];
  const block = (read: (b: Statement) => PaperBlock | undefined): Rule => ({ many: true, under: true, read: (b) => push(body, placed(draft, b, read)) });
  const rules = new Map<string, Rule>([
    ['题', block((b) => worded(draft, b, '授权委托书', (text) => ({ kind: 'title', text })))],
    ['段', block((b) => worded(draft, b, '兹委托……', (text) => ({ kind: 'paragraph', text })))],
    ['段右', block((b) => worded(draft, b, '{seller.name}', (text) => ({ kind: 'paragraph', text, align: 'right' })))],
    ['逐项', block((b) => keyed(draft, b, (key) => ({ kind: 'items', key })))],
    ['表', block((b) => readTable(draft, b))],
    ['签章', block((b) => readSignature(draft, b))],
    ['换页', block(() => ({ kind: 'pageBreak' }))],
  ]);
  readEach(s.children, rules, draft);
  return body;
}

/** A block with the condition under it; a table reads its rows as well. */
function placed<T extends PaperBlock | PaperRow>(draft: Draft, s: Statement, read: (s: Statement) => T | undefined): T | undefined {
  const one = read(s);
  const whens = s.children.filter((c) => c.word === '当');
  const others = s.word === '表' ? [] : s.children.filter((c) => c.word !== '当');
  const owner: { when?: PaperBlock['when'] } = one ?? {};
  const rule: Rule = {
    read: (w) => {
      const when = conditionAt(draft, owner, w);
      if (when) owner.when = when;
    },
  };
  readEach([...whens, ...others], new Map([['当', rule]]), draft);
  if (one) draft.at.set(one, s.at);
  return one;
}

function worded(draft: Draft, s: Statement, example: string, make: (text: string) => PaperBlock): PaperBlock | undefined {
  const text = filled(draft, s, example);
  if (text === undefined) return undefined;
  const block = make(text);
  textAt(draft, block, text, s.restAt);
  return block;
}

function keyed<T extends object>(draft: Draft, s: Statement, make: (key: string) => T): T | undefined {
  const key = filled(draft, s, 'materials');
  if (key === undefined) return undefined;
  const made = make(key);
  keyAt(draft, made, key, s.restAt);
  return made;
}

/** `签章 转让方 {seller.name}` */
function readSignature(draft: Draft, s: Statement): PaperBlock | undefined {
  const [role, ...name] = tokensOf(s);
  if (!role || name.length === 0) {
    draft.faults.must(s.restAt, 'signature', { text: s.rest }, ['签章 转让方 {seller.name}']);
    return undefined;
  }
  const block: PaperBlock = { kind: 'signature', role: role.text, name: name.map((n) => n.text).join(' ') };
  textAt(draft, block, block.name, name[0]!.at);
  return block;
}

/** `表 3`, or `表 3 宽 1 2 1` */
function readTable(draft: Draft, s: Statement): PaperBlock | undefined {
  const [count, word, ...shares] = tokensOf(s);
  const columns = Number(count?.text);
  if (!count || !/^\d{1,2}$/.test(count.text) || columns < 1 || columns > MOST_COLUMNS) {
    draft.faults.must(count?.at ?? s.restAt, 'columns', { text: count?.text ?? '', most: MOST_COLUMNS }, ['表 3']);
    return undefined;
  }
  const table: PaperBlock & { kind: 'table' } = { kind: 'table', columns, rows: [] };
  const widths = shares.map((w) => Number(w.text));
  if (word !== undefined) {
    const right = word.text === '宽' && widths.length === columns && shares.every((w) => /^[1-9]\d{0,2}$/.test(w.text));
    if (right) table.widths = widths;
    else draft.faults.must(word.at, 'widths', { columns }, [`表 ${columns} 宽 ${Array.from({ length: columns }, () => 1).join(' ')}`]);
  }
  const row = (read: (r: Statement) => PaperRow | undefined): Rule => ({ many: true, under: true, read: (r) => push(table.rows, placed(draft, r, read)) });
  const rules = new Map<string, Rule>([
    ['表头', row((r) => readCells(draft, r, 'head', columns))],
    ['行', row((r) => readCells(draft, r, 'row', columns))],
    ['逐行', row((r) => keyed(draft, r, (key) => ({ kind: 'lines', key })))],
    ['记录', row((r) => readRecords(draft, r, columns))],
  ]);
  const rows = s.children.filter((c) => c.word !== '当');
  readEach(rows, rules, draft);
  if (rows.length === 0) draft.faults.must(s.at, 'nothingIn', { word: s.word, text: count.text }, [...rules.keys()]);
  return table;
}

function readCells(draft: Draft, s: Statement, kind: 'head' | 'row', columns: number): PaperRow | undefined {
  const cells = divided(s.rest).map(readCell);
  const wide = cells.reduce((sum, c) => sum + c.span, 0);
  if (wide !== columns) draft.faults.must(s.restAt, 'cells', { cells: wide, columns });
  const row: PaperRow = { kind, cells };
  textAt(draft, row, '', s.restAt);
  // each cell's place: where its words stand in the line
  let from = 0;
  for (const c of cells) {
    const at = c.text === '' ? from : s.rest.indexOf(c.text, from);
    textAt(draft, row, c.text, { ...s.restAt, column: s.restAt.column + Math.max(0, at) });
    from = Math.max(from, at) + c.text.length;
  }
  return row;
}

/** `{projectName:2}` and `合计:2` span two columns. */
function readCell(text: string): PaperCell {
  const inside = /^(.*):([2-9])\}$/.exec(text);
  if (inside) return { text: `${inside[1]}}`, span: Number(inside[2]) };
  const after = /^(.*):([2-9])$/.exec(text);
  return after ? { text: after[1]!.trim(), span: Number(after[2]) } : { text, span: 1 };
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
  const strange = fields.find((f) => !known.includes(f.text));
  if (strange) faults.must(strange.at, 'recordColumn', { text: strange.text, list: of.text }, known);
  if (fields.length !== columns) faults.must(s.restAt, 'cells', { cells: fields.length, columns });
  return { kind: 'records', of: list, columns: fields.map((f) => f.text) };
}
