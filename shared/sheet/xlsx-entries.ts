/** Cells still to be filled in: drop-down lists, days and numbers as a spreadsheet checks them while they are typed, and a word beside the cell. */
import type { TableColumn } from './table-xlsx.ts';
import { columnName, rowXml, SHEET_NS, sheetTitle, stringCell, xf } from './xlsx-parts.ts';
import { XML_HEAD, xmlText } from './xml.ts';

/** `oneOf`: nothing else is taken; `least`: of a whole number; `prompt`: said beside the cell while it is filled in. */
export type Entry = { oneOf?: readonly string[]; least?: number; prompt?: string };

const right = '<alignment horizontal="right" vertical="top"/>';
/** Of a column of texts, money, numbers, days, rates and whole numbers, in this order. */
const ENTRY_STYLES = [
  xf(49, 0, 0, 0, '<alignment vertical="top" wrapText="1"/>'),
  xf(4, 0, 0, 0, right),
  xf(0, 0, 0, 0, right),
  xf(164, 0, 0, 0, '<alignment horizontal="center" vertical="top"/>'),
  xf(10, 0, 0, 0, right),
  xf(1, 0, 0, 0, right),
];

/** They stand behind the styles of a table. */
export const withEntryStyles = (styles: string): string =>
  styles
    .replace(/<cellXfs count="(\d+)">/, (_, n) => `<cellXfs count="${Number(n) + ENTRY_STYLES.length}">`)
    .replace('</cellXfs>', `${ENTRY_STYLES.join('')}</cellXfs>`);

/** 1900-03-01: the days before it have other numbers in other programs. */
const FIRST_DAY = 61;
const LONGEST_PROMPT = 250;

/** One list a column, in the order of the columns that have one; a choice may hold a comma, so no list stands in the rule itself. */
export function listSheet(name: string, columns: readonly TableColumn[]): { name: string; xml: string; hidden: true } {
  const lists = columns.flatMap((c) => (c.entry?.oneOf ? [c.entry.oneOf] : []));
  const rows = Array.from({ length: Math.max(1, ...lists.map((l) => l.length)) }, (_, r) =>
    rowXml(
      r + 1,
      lists.flatMap((list, i) => (list[r] === undefined ? [] : [stringCell(`${columnName(i)}${r + 1}`, list[r], 0)])),
    ),
  );
  return { name: sheetTitle(name), hidden: true, xml: `${XML_HEAD}<worksheet ${SHEET_NS}><sheetData>${rows.join('')}</sheetData></worksheet>` };
}

export function entriesXml(columns: readonly TableColumn[], from: number, { rows, lists }: { rows: number; lists: string }): string {
  let list = -1;
  const rules = columns.flatMap((c, i) => {
    if (c.entry?.oneOf) list += 1;
    const rule = ruleOf(c, `'${sheetTitle(lists).replaceAll("'", "''")}'!$${columnName(list)}$1:$${columnName(list)}$${c.entry?.oneOf?.length ?? 1}`);
    const prompt = c.entry?.prompt ?? '';
    if (rule === undefined && prompt === '') return [];
    const said = prompt === '' ? '' : ` showInputMessage="1" prompt="${xmlText(cut(prompt))}"`;
    const sqref = `${columnName(i)}${from}:${columnName(i)}${from + rows - 1}`;
    return [`<dataValidation${rule?.how ?? ''} allowBlank="1"${said} sqref="${sqref}">${rule?.formulas ?? ''}</dataValidation>`];
  });
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

const cut = (text: string): string => (text.length > LONGEST_PROMPT ? `${text.slice(0, LONGEST_PROMPT - 1)}…` : text);

/** Money and rates can be written in words too (150万元): what is no number is asked about, not refused. */
function ruleOf({ kind, entry }: TableColumn, list: string): { how: string; formulas: string } | undefined {
  const rule = (type: string, formulas: readonly (string | number)[], more = '') => ({
    how: ` type="${type}"${more} showErrorMessage="1"`,
    formulas: formulas.map((f, i) => `<formula${i + 1}>${xmlText(String(f))}</formula${i + 1}>`).join(''),
  });
  if (entry?.oneOf) return rule('list', [list]);
  switch (kind) {
    case 'day':
      return rule('date', [FIRST_DAY], ' operator="greaterThanOrEqual"');
    case 'whole':
      return rule('whole', [entry?.least ?? 0], ' operator="greaterThanOrEqual"');
    case 'money':
    case 'number':
      return rule('decimal', [0], ' operator="greaterThanOrEqual" errorStyle="warning"');
    case 'rate':
      return rule('decimal', [0, 1], ' operator="between" errorStyle="warning"');
    default:
      return undefined;
  }
}
