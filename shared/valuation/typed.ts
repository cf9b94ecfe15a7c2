/** From what a person typed into a method's form to the request the method takes. */
import type { AppliedMethod, Typed } from '../domain/deal.ts';
import { decimal, keptRate, parseMoney, Decimal, type MoneyUnit } from '../money.ts';
import { isRefusal, refuse, type Refusal } from '../result.ts';
import { parseDay } from '../time.ts';
import { formOf, type Field, type FieldOf, type Scalar } from './form.ts';
import { valueBy, type Evidence, type Method, type MethodResult } from './method.ts';

export type Request = Record<string, unknown>;
/** Where the rows of a request stand in the form: blank ones were left out. By the path in the request. */
type Rows = Map<string, readonly number[]>;
type Reading = { money: MoneyUnit; rows: Rows };
type Place = { typed: string; asked: string };

const YUAN: Record<MoneyUnit, number> = { 元: 1, 万元: 10_000, 亿元: 100_000_000 };
const FLAGS: Record<string, boolean> = { yes: true, no: false };

/** A figure as it is written: grouped by threes or not at all, so that `110,95` is never 11,095. */
const GROUPED = /^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/;
const plainNumber = (text: string): number | undefined =>
  GROUPED.test(text.normalize('NFKC').trim().replace('−', '-')) ? decimal(text.normalize('NFKC').replace('−', '-'))?.toNumber() : undefined;

/** Several figures in one cell: between 、 ； spaces or commas; a comma before three figures belongs to its number. */
export function splitList(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/[\s、;]+|,(?=\s)/)
    .flatMap((part) => (part.includes(',') && !GROUPED.test(part.replace(/[^\d,.+-]/g, '')) ? part.split(',') : [part]))
    .filter((part) => part !== '');
}

/** One kept text as the value a method takes: money as a number in `unit`, rates as decimals. Undefined where it cannot be read. */
export function readScalar(of: Scalar, text: string, unit: MoneyUnit): number | string | boolean | undefined {
  const bare = text.trim();
  if (of.kind === 'flag') return FLAGS[bare];
  if (of.kind === 'choice') return bare;
  switch (of.quantity) {
    case 'money': {
      const read = parseMoney(bare.replace('−', '-'), unit);
      return read && new Decimal(read.yuan).div(YUAN[unit]).toNumber();
    }
    case 'rate':
    case 'share':
      return decimal(keptRate(bare.replace('−', '-')))?.toNumber();
    case 'day':
      return parseDay(bare);
    case 'text':
    case 'words':
      return bare;
    default:
      return plainNumber(bare);
  }
}

/** Whether a field stands in a box of per cent. */
export const isPercent = (of: Scalar): boolean => of.kind === 'scalar' && (of.quantity === 'rate' || of.quantity === 'share');

/** One typed text as it is kept: a bare figure in a box of per cent gets its %, so that 0.5 stays 0.5 %. */
export function keptText(of: Scalar, text: string): string {
  const bare = text.normalize('NFKC').trim().replace('−', '-');
  return isPercent(of) && decimal(bare) !== undefined ? `${bare}%` : text;
}

/** What is typed or pasted at `path` of a method's form as it is kept; a list written in one cell as its items. Groups and rows stay. */
export function keptTyped(fields: readonly Field[], path: string, typed: Typed): Typed {
  const [name, ...rest] = path.split('.').filter((part) => !/^\d+$/.test(part));
  const field = fields.find((f) => f.name === name);
  if (field?.kind === 'table' || field?.kind === 'group') {
    return rest.length === 0 ? typed : keptTyped(field.kind === 'table' ? field.columns : field.fields, rest.join('.'), typed);
  }
  if (field === undefined) return typed;
  const of = field.kind === 'list' ? field.of : field;
  const items = field.kind === 'list' && !/\.\d+$/.test(path) && typeof typed === 'string' ? splitList(typed) : typed;
  if (typeof items === 'string') return keptText(of, items);
  return Array.isArray(items) ? items.map((item) => (typeof item === 'string' ? keptText(of, item) : item)) : items;
}

const blank = (typed: Typed | undefined): boolean =>
  typed === undefined || (typeof typed === 'string' ? typed.trim() === '' : (Array.isArray(typed) ? typed : Object.values(typed)).every(blank));

const below = ({ typed, asked }: Place, name: string | number, askedName: string | number = name): Place => ({
  typed: typed === '' ? String(name) : `${typed}.${name}`,
  asked: asked === '' ? String(askedName) : `${asked}.${askedName}`,
});

function scalar(of: Scalar, text: string, at: Place, { money }: Reading): unknown {
  const value = readScalar(of, text, money);
  return value ?? refuse('valuation.unreadable', { field: at.typed, params: { field: at.typed } });
}

/** Blanks behind the last value are none; one before it is missing. */
function list({ of }: FieldOf<'list'>, typed: Typed, at: Place, reading: Reading): unknown {
  const texts = (typeof typed === 'string' ? splitList(typed) : Array.isArray(typed) ? typed : []).map((t) => (typeof t === 'string' ? t : ''));
  while (texts.length > 0 && blank(texts.at(-1))) texts.pop();
  const values: unknown[] = [];
  for (const [i, text] of texts.entries()) {
    const here = below(at, i);
    const value = blank(text) ? refuse('valuation.missing', { field: here.typed, params: { field: here.typed } }) : scalar(of, text, here, reading);
    if (isRefusal(value)) return value;
    values.push(value);
  }
  return values;
}

function table({ columns }: FieldOf<'table'>, typed: Typed, at: Place, reading: Reading): unknown {
  const all = Array.isArray(typed) ? typed : [];
  const kept = all.flatMap((row, i) => (blank(row) ? [] : [i]));
  reading.rows.set(at.asked, kept);
  const rows: unknown[] = [];
  for (const [n, i] of kept.entries()) {
    const row = group(columns, all[i]!, below(at, i, n), reading);
    if (isRefusal(row)) return row;
    rows.push(row);
  }
  return rows;
}

function group(fields: readonly Field[], typed: Typed, at: Place, reading: Reading): Request | Refusal {
  const named = typeof typed === 'object' && !Array.isArray(typed) ? typed : {};
  const read: Request = {};
  for (const field of fields) {
    const text = named[field.name];
    if (text === undefined || blank(text)) continue;
    const value = valueOf(field, text, below(at, field.name), reading);
    if (isRefusal(value)) return value;
    read[field.name] = value;
  }
  return read;
}

function valueOf(field: Field, typed: Typed, at: Place, reading: Reading): unknown {
  switch (field.kind) {
    case 'list':
      return list(field, typed, at, reading);
    case 'table':
      return table(field, typed, at, reading);
    case 'group':
      return group(field.fields, typed, at, reading);
    default:
      return typeof typed === 'string' ? scalar(field, typed, at, reading) : refuse('valuation.unreadable', { field: at.typed, params: { field: at.typed } });
  }
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** What the worksheet says of where inputs are from, as a request carries it. */
function evidenceOf(applied: AppliedMethod): Record<string, Evidence> | undefined {
  const said = Object.entries(applied.evidence ?? {}).map(([name, e]): [string, Evidence] => [
    name,
    {
      ...(e.source ? { source: e.source.slice(0, 500) } : {}),
      ...(e.sourceDate && ISO.test(e.sourceDate) ? { date: e.sourceDate } : {}),
      ...(e.grade ? { grade: e.grade } : {}),
      ...(e.by ? { by: e.by.slice(0, 100) } : {}),
    },
  ]);
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

function readAll(m: Method, applied: AppliedMethod): { request: Request; rows: Rows } | Refusal {
  const money = applied.money ?? '万元';
  const rows: Rows = new Map();
  const read = group(formOf(m), applied.request, { typed: '', asked: '' }, { money, rows });
  if (isRefusal(read)) return read;
  const evidence = evidenceOf(applied);
  return { request: { ...read, ...(m.hasMoney ? { money } : {}), ...(evidence ? { evidence } : {}) }, rows };
}

/**
 * The request a method is asked with. Blank fields, trailing blanks of lists and wholly blank rows are left out; money
 * without a unit is in the applied method's unit (万元 unless it says otherwise). Refuses what cannot be read by its dotted path.
 */
export function requestFrom(m: Method, applied: AppliedMethod): Request | Refusal {
  const read = readAll(m, applied);
  return isRefusal(read) ? read : read.request;
}

/** A path of the request as the form has it: `rows.0.price` is row 2 where the first two rows are blank. */
function placeTyped(path: string, rows: Rows): string {
  const asked: string[] = [];
  return path
    .split('.')
    .map((part) => {
      const row = /^\d+$/.test(part) ? rows.get(asked.join('.'))?.[Number(part)] : undefined;
      asked.push(part);
      return row === undefined ? part : String(row);
    })
    .join('.');
}

/** The result of an applied method; a refusal names the field where it stands in the form. */
export function valueApplied(m: Method, applied: AppliedMethod): MethodResult | Refusal {
  const read = readAll(m, applied);
  if (isRefusal(read)) return read;
  const answer = valueBy(m, read.request);
  if (!isRefusal(answer)) return answer;
  const named = (text: string): string => placeTyped(text, read.rows);
  const params = Object.fromEntries(
    Object.entries(answer.params ?? {}).map(([k, v]) => [k, (k === 'field' || k === 'other') && typeof v === 'string' ? named(v) : v]),
  );
  return { ...answer, ...(answer.field === undefined ? {} : { field: named(answer.field) }), ...(answer.params ? { params } : {}) };
}
