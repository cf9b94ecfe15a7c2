/** Dry run of an import: what would be made, what is there already, what is wrong line by line. Writes nothing. */
import { sha256Hex } from '../../change/chain.ts';
import { Decimal, exactYuan, formatYuan, parseMoney, parseRate, type MoneyUnit } from '../../money.ts';
import { cleanText } from '../../text.ts';
import { addDays, parseDay } from '../../time.ts';
import { isBelowCent, isLargeContract } from '../../bounds.ts';
import type { Line, Mapping, Match, TemplateColumn, TemplateName } from './templates.ts';
import { TEMPLATES, plainHeader } from './templates.ts';
import { sumFinder, type SumSign } from './totals.ts';

/** `key` names words under `documents.import.*`; `must` keeps the line out, `ask` lets it in as typed. */
export type ImportProblem = {
  line: number;
  column?: string;
  field?: string;
  key:
    | 'required'
    | 'tooLong'
    | 'stateSecret'
    | 'day'
    | 'serialDay'
    | 'amount'
    | 'negative'
    | 'large'
    | 'rate'
    | 'dayAhead'
    | 'cents'
    | 'cellError'
    | 'notCalculated'
    | 'mergedText'
    | 'mergedAmount'
    | 'sameHeader'
    | 'headerAgain'
    | 'twiceInFile'
    | 'sameName'
    | 'sameNameInFile'
    | 'notMapped'
    | 'totalLabel'
    | 'totalSum'
    | 'noUnit'
    | 'noPriceUnit';
  level: 'must' | 'ask';
  params?: Record<string, string | number>;
};
export type ImportRow = { line: number; key: string; fields: Record<string, string> };
/** A line that looks like a sum of others: left out unless the person takes it in. */
export type TotalLine = { row: ImportRow; why: ImportProblem; taken: boolean };
export type ImportPlan = {
  template: TemplateName;
  rows: ImportRow[];
  /** lines whose content is in the library already, or earlier in the file */
  duplicates: number[];
  refused: number[];
  totals: TotalLine[];
  problems: ImportProblem[];
};

/** `today`: what is over by its nature is asked about where it is later; without it no day is. `taken`: lines that come in although they look like a sum. */
export type Existing = { keys: ReadonlySet<string>; names?: ReadonlySet<string>; today?: string; taken?: ReadonlySet<number> };

const MAX_LINE = 2_000;
const MAX_TEXT = 200_000;
/** Days of what has happened already, in whichever template. A contract may take effect later. */
const PAST_DAYS = new Set(['completedOn', 'signedOn']);
const LONG_FIELDS = new Set(['awards', 'summary', 'indicators', 'business', 'note']);
/** What Excel writes where a formula failed. */
const CELL_ERROR = /^#(DIV\/0!|REF!|N\/A|NAME\?|VALUE!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/i;
/** Stands in a cell whose formula nobody has calculated yet. */
export const NOT_CALCULATED = '#NOT_CALCULATED!';
/** A day whose cell lost its format: days since 1899-12-30, here of the years 1970 to 2099. */
const SERIAL_DAY = /^(2[5-9]\d{3}|[3-6]\d{4}|7[0-2]\d{3})(\.\d+)?$/;
const SECRET_MARK = /国家秘密|(绝密|机密|秘密)\s*★/;

/** Name by which a person would call two lines the same thing. */
export const nameOf = (template: TemplateName, fields: Readonly<Record<string, string | undefined>>): string =>
  plainHeader(
    template === 'achievements'
      ? `${fields['title'] ?? ''}|${fields['owner'] ?? ''}`
      : `${fields['projectName'] ?? ''}|${fields['partner'] ?? ''}|${fields['signedOn'] ?? ''}`,
  );

/** `mapping` is the one proposed by the match, as the person corrected it. `onLines` hears of progress every thousand lines. */
export function planImport(
  lines: readonly Line[],
  match: Match,
  mapping: Mapping,
  existing: Existing,
  onLines?: (done: number, total: number) => void,
): ImportPlan {
  const template = TEMPLATES[match.template];
  const columns = columnsOf(template.columns, mapping, match.headers);
  const plan: ImportPlan = { template: match.template, rows: [], duplicates: [], refused: [], totals: [], problems: [] };
  for (const column of template.columns) {
    if (column.required && !columns.some((c) => c.column.field === column.field))
      plan.problems.push({ line: match.headerLine, column: column.header, field: column.field, key: 'notMapped', level: 'must' });
  }
  plan.problems.push(...sameHeaders(match, columns));
  const seen: Seen = { keys: new Map(), names: new Map(), sumSign: sumFinder(match.template) };
  const body = lines.filter((l) => l.line > match.headerLine);
  body.forEach((line, i) => {
    planLine(line, columns, template.columns, existing, seen, plan);
    if ((i + 1) % 1000 === 0) onLines?.(i + 1, body.length);
  });
  plan.problems.unshift(...withoutUnit(plan.rows, body, columns, match.headerLine));
  return plan;
}

/** Content and name → the first line of the file that has it. */
type Seen = { keys: Map<string, number>; names: Map<string, number>; sumSign: (fields: Readonly<Record<string, string>>) => SumSign | undefined };
type MappedColumn = { at: number; column: TemplateColumn; header: string };

/** Headings that stand over several columns, of which only one is read. */
function sameHeaders({ headers, headerLine }: Match, columns: readonly MappedColumn[]): ImportProblem[] {
  return columns.flatMap(({ header, column }) => {
    const count = headers.filter((h) => h.trim() !== '' && plainHeader(h) === plainHeader(header)).length;
    return count > 1 ? [{ line: headerLine, column: header, field: column.field, key: 'sameHeader' as const, level: 'ask' as const, params: { count } }] : [];
  });
}

/** Amounts that are bare numbers under a heading without a unit: what they were taken for is said once a column. */
function withoutUnit(rows: readonly ImportRow[], body: readonly Line[], columns: readonly MappedColumn[], headerLine: number): ImportProblem[] {
  const coming = new Set(rows.map((r) => r.line));
  return columns.flatMap(({ at, column, header }) => {
    const price = column.field === 'price';
    if (!price && (column.kind !== 'wan' || unitOf(header) !== undefined)) return [];
    const bare = body.filter((l) => coming.has(l.line) && l.merged?.[at] === undefined && parseMoney(l.cells[at] ?? '', '万元')?.stated === false).length;
    const key = price ? ('noPriceUnit' as const) : ('noUnit' as const);
    return bare === 0 ? [] : [{ line: headerLine, column: header, field: column.field, key, level: 'ask' as const, params: { count: bare } }];
  });
}

/** The unit a heading names: 合同金额(元), 金额（单位：万元）. 美元 is none of ours. */
const unitOf = (header: string): MoneyUnit | undefined => /亿元|万元|(?<![美欧日港澳加])元/.exec(plainHeader(header))?.[0] as MoneyUnit | undefined;

function columnsOf(columns: readonly TemplateColumn[], mapping: Mapping, headers: readonly string[]): MappedColumn[] {
  return Object.entries(mapping).flatMap(([at, field]) => {
    const column = columns.find((c) => c.field === field);
    return column === undefined ? [] : [{ at: Number(at), column, header: headers[Number(at)] || column.header }];
  });
}

function planLine(line: Line, columns: readonly MappedColumn[], all: readonly TemplateColumn[], existing: Existing, seen: Seen, plan: ImportPlan): void {
  if (repeatsHeader(line, columns)) {
    plan.refused.push(line.line);
    plan.problems.push({ line: line.line, key: 'headerAgain', level: 'must' });
    return;
  }
  const fields: Record<string, string> = {};
  const problems: ImportProblem[] = [];
  for (const mapped of columns) {
    const typed = cleanText(line.cells[mapped.at] ?? '').trim();
    if (typed === '') continue;
    const first = line.merged?.[mapped.at];
    const { value, problem } = readCell(typed, mapped, existing.today, first);
    if (problem === undefined || !LEFT_BLANK.has(problem.key)) fields[mapped.column.field] = value;
    if (problem) problems.push({ line: line.line, column: mapped.header, field: mapped.column.field, ...problem });
  }
  if (Object.keys(fields).length === 0) return;
  for (const column of all) {
    if (column.required && fields[column.field] === undefined)
      problems.push({
        line: line.line,
        column: columns.find((c) => c.column === column)?.header ?? column.header,
        field: column.field,
        key: 'required',
        level: 'must',
      });
  }
  const key = importKey(plan.template, fields);
  const sign = seen.sumSign(fields);
  const musts = problems.filter((p) => p.level === 'must');
  if (sign && !existing.keys.has(key) && musts.every((p) => p.key === 'required')) {
    const taken = musts.length === 0 && existing.taken?.has(line.line) === true;
    const why: ImportProblem = { line: line.line, level: musts.length > 0 ? 'must' : 'ask', ...sign };
    if (musts.length > 0) plan.refused.push(line.line);
    else plan.totals.push({ row: { line: line.line, key, fields }, why, taken });
    plan.problems.push(why);
    if (!taken) return;
  }
  const earlier = seen.keys.get(key);
  if (musts.length > 0) plan.refused.push(line.line);
  else if (existing.keys.has(key)) {
    // nothing of this line is taken: what its cells are like is no news
    plan.duplicates.push(line.line);
    return;
  } else if (earlier !== undefined) {
    plan.duplicates.push(line.line);
    plan.problems.push({ line: line.line, key: 'twiceInFile', level: 'ask', params: { earlier } });
    return;
  } else {
    seen.keys.set(key, line.line);
    const name = nameOf(plan.template, fields);
    const first = seen.names.get(name);
    if (first === undefined) seen.names.set(name, line.line);
    else problems.push({ line: line.line, key: 'sameNameInFile', level: 'ask', params: { earlier: first } });
    if (existing.names?.has(name)) problems.push({ line: line.line, key: 'sameName', level: 'ask' });
    plan.rows.push({ line: line.line, key, fields });
  }
  plan.problems.push(...problems);
}

/** Pages of a printed list often begin with its headings again. */
function repeatsHeader(line: Line, columns: readonly MappedColumn[]): boolean {
  const said = columns.filter((c) => (line.cells[c.at] ?? '').trim() !== '');
  return said.length >= 2 && said.every((c) => plainHeader(line.cells[c.at]!) === plainHeader(c.header));
}

/** Problems of cells whose content is not taken. */
const LEFT_BLANK: ReadonlySet<ImportProblem['key']> = new Set(['cellError', 'notCalculated', 'mergedAmount']);
type CellProblem = Pick<ImportProblem, 'key' | 'level' | 'params'>;

/** `first`: the line this cell is merged with. An amount counted on every line of a merged cell would be counted twice. */
function readCell(typed: string, { column, header }: MappedColumn, today?: string, first?: number): { value: string; problem?: CellProblem } {
  if (typed === NOT_CALCULATED) return { value: '', problem: { key: 'notCalculated', level: 'ask' } };
  if (first !== undefined && column.kind === 'wan') return { value: '', problem: { key: 'mergedAmount', level: 'ask', params: { first } } };
  const read = readTyped(typed, { column, header }, today);
  return first === undefined || read.problem ? read : { ...read, problem: { key: 'mergedText', level: 'ask', params: { first } } };
}

function readTyped(typed: string, { column, header }: Pick<MappedColumn, 'column' | 'header'>, today?: string): { value: string; problem?: CellProblem } {
  if (SECRET_MARK.test(typed)) return { value: '', problem: { key: 'stateSecret', level: 'must' } };
  const limit = LONG_FIELDS.has(column.field) ? MAX_TEXT : MAX_LINE;
  if (typed.length > limit) return { value: '', problem: { key: 'tooLong', level: 'must', params: { limit, length: typed.length } } };
  if (CELL_ERROR.test(typed)) return { value: '', problem: { key: 'cellError', level: 'ask', params: { text: typed } } };
  if (column.kind === 'day') {
    const day = parseDay(typed);
    if (day === undefined && SERIAL_DAY.test(typed)) {
      const read = addDays('1899-12-30', Math.floor(Number(typed)));
      return { value: read, problem: { key: 'serialDay', level: 'ask', params: { text: typed, day: read } } };
    }
    if (day === undefined) return { value: typed.slice(0, 40), problem: { key: 'day', level: 'ask', params: { text: typed } } };
    return today !== undefined && day > today && PAST_DAYS.has(column.field)
      ? { value: day, problem: { key: 'dayAhead', level: 'ask', params: { day } } }
      : { value: day };
  }
  if (column.kind === 'wan') {
    const amount = parseMoney(typed, unitOf(header) ?? '万元');
    if (amount === undefined) return { value: typed.slice(0, 60), problem: { key: 'amount', level: 'ask', params: { text: typed } } };
    if (new Decimal(amount.yuan).isNegative()) return { value: amount.yuan, problem: { key: 'negative', level: 'ask', params: { text: typed } } };
    // a formula of the sheet may make it: kept whole, never rounded here
    if (isBelowCent(amount.yuan))
      return { value: amount.yuan, problem: { key: 'cents', level: 'ask', params: { text: typed, amount: exactYuan(amount.yuan) } } };
    return isLargeContract(amount.yuan)
      ? { value: amount.yuan, problem: { key: 'large', level: 'ask', params: { text: typed, amount: formatYuan(amount.yuan) } } }
      : { value: amount.yuan };
  }
  if (column.field === 'price') {
    const amount = parseMoney(typed, '万元');
    if (amount && new Decimal(amount.yuan).isNegative()) return { value: typed, problem: { key: 'negative', level: 'ask', params: { text: typed } } };
    if (amount && isLargeContract(amount.yuan))
      return { value: typed, problem: { key: 'large', level: 'ask', params: { text: typed, amount: formatYuan(amount.yuan) } } };
    if (/[%％‰]$/.test(typed) && parseRate(typed) !== undefined) return { value: typed, problem: { key: 'rate', level: 'ask', params: { text: typed } } };
  }
  return { value: typed };
}

/** Content key of a line: the same line of the same file again finds itself. The running number of a ledger is not content. */
export function importKey(template: TemplateName, fields: Readonly<Record<string, string>>): string {
  const content = Object.entries(fields)
    .filter(([field]) => field !== 'serial')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256Hex(JSON.stringify([template, content]));
}
