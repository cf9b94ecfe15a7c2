/** What a valuation method is, and how it is asked: input checked, sheet written, result with its way. */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../result.ts';
import { formulaText, plainNumber } from './formula-text.ts';
import type { Num } from './expr.ts';
import { Sheet, symbolOf, type Cell, type Unit } from './sheet.ts';

/** Raised when any method's arithmetic changes; stored with each result. */
export const METHODS_VERSION = '2';

export const FAMILIES = ['flows', 'income', 'cost', 'market', 'rates', 'share', 'options', 'deal', 'equity'] as const;
export type Family = (typeof FAMILIES)[number];
export type Warning = { key: string; params?: Record<string, string | number> };
/** `outputs` are further figures the method is asked for, by the names of their cells. */
export type Answer = { value: Num; unit: Unit; outputs?: Record<string, Num>; warnings?: Warning[]; facts?: Record<string, unknown> };
export type Method<S extends z.ZodObject = z.ZodObject> = {
  id: string;
  family: Family;
  /** everyday methods stand up front, the others under 高级方法 */
  level: 'everyday' | 'advanced';
  /** 万元 or 元 is asked for where the method has money in it */
  hasMoney: boolean;
  input: S;
  /** `money` for the few figures a law names in 元 */
  run(input: z.output<S>, sheet: Sheet, money: '元' | '万元'): Answer | Refusal;
};

/** How sure an input is and where it is from: 事实, 估计, 假设. */
export const evidence = z
  .object({
    source: z.string().max(500).optional(),
    date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional(),
    grade: z.enum(['fact', 'estimate', 'assumption']).optional(),
    by: z.string().max(100).optional(),
  })
  .strict();
export type Evidence = z.infer<typeof evidence>;

export type ResultStep = { id: string; name: string; k?: number; item?: number; formula: string; substituted: string; result: number; unit: Unit };
export type ResultInput = { id: string; name: string; k?: number; item?: number; value: number; unit: Unit } & Evidence;
export type MethodResult = {
  method: string;
  value: number;
  unit: Unit;
  /** id of the cell that is the value */
  valueCell?: string;
  /** what `money` means here */
  money: '元' | '万元';
  outputs: Record<string, number>;
  /** ids of the cells the outputs are, by the output's name */
  outputCells: Record<string, string>;
  steps: ResultStep[];
  inputs: ResultInput[];
  warnings: Warning[];
  /** what is no number: all roots of an IRR, what was proposed */
  facts: Record<string, unknown>;
  engineVersion: string;
  /** every cell with the expression that made it, for Excel; not part of what is stored or printed */
  cells: readonly Cell[];
};

/** Writes a method down so that its input's type is known inside `run`. */
export const method = <S extends z.ZodObject>(m: Method<S>): Method => m as unknown as Method;

/** What may stand in every request beside the method's own input. */
const around = (m: Method): Record<string, z.ZodType> => ({
  evidence: z.record(z.string().max(60), evidence).optional(),
  ...(m.hasMoney ? { money: z.enum(['元', '万元']).default('元') } : {}),
});

const requests = new WeakMap<Method, z.ZodObject>();

/** The whole request a method takes; building it and its first parse cost more than most methods' arithmetic. */
export function requestOf(m: Method): z.ZodObject {
  const known = requests.get(m);
  if (known) return known;
  const made = z.object({ ...m.input.shape, ...around(m) }).strict();
  requests.set(m, made);
  return made;
}

/** JSON Schema of a method's request. */
export const schemaOf = (m: Method): unknown => z.toJSONSchema(requestOf(m), { io: 'input' });

/** What is wrong with an input, as a refusal that names the field. */
export function unreadable(issue: z.core.$ZodIssue): Refusal {
  const field = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return refuse('valuation.fieldUnknown', { field: issue.keys[0]!, params: { field: issue.keys[0]! } });
    case 'too_small':
      // a name or a reason left blank
      if (issue.origin === 'string') return refuse('valuation.missing', { field, params: { field } });
      return refuse(issue.origin === 'array' ? 'valuation.listShort' : 'valuation.fieldTooSmall', {
        field,
        params: { field, least: `${issue.inclusive === false ? '>' : '≥'} ${issue.minimum}` },
      });
    case 'too_big':
      return refuse(issue.origin === 'array' ? 'valuation.listLong' : 'valuation.fieldTooBig', {
        field,
        params: { field, most: `${issue.inclusive === false ? '<' : '≤'} ${issue.maximum}` },
      });
    case 'invalid_value':
      return refuse('valuation.fieldChoice', { field, params: { field, choices: issue.values.join(' / ') } });
    case 'custom':
      // a rule of the method's own, with its words' key as the message
      return refuse(issue.message, { field, params: { field, ...(issue.params as Record<string, string | number> | undefined) } });
    default:
      return refuse(issue.input === undefined ? 'valuation.missing' : 'valuation.unreadable', { field, params: { field } });
  }
}

/** Rates money is discounted or grown at, as the methods call them. */
const RATES = ['discountRate', 'sellerRate', 'buyerRate', 'otherRate', 'financeRate', 'reinvestRate'] as const;

/** Asks about a rate above 100 %, where 15 was meant for 15 %, unless the method itself has. */
function ratesOverOne(input: Readonly<Record<string, unknown>>, said: readonly Warning[]): Warning[] {
  if (said.some((w) => w.key === 'rateLarge')) return [];
  return RATES.flatMap((field) => {
    const rate = input[field];
    return typeof rate === 'number' && rate > 1 ? [{ key: 'rateOverOne', params: { field, rate: `${plainNumber(rate * 100)}%` } }] : [];
  });
}

/** Values by a method; `raw` is checked first. A figure that is no finite number is a refusal, never an answer. */
export function valueBy(m: Method, raw: unknown): MethodResult | Refusal {
  const parsed = requestOf(m).safeParse(raw, { reportInput: true });
  if (!parsed.success) return unreadable(parsed.error.issues[0]!);
  const { evidence: sources = {}, money = '元', ...input } = parsed.data as { evidence?: Record<string, Evidence>; money?: '元' | '万元' };
  const sheet = new Sheet();
  const answer = m.run(input, sheet, money);
  if (isRefusal(answer)) return answer;
  const endless = sheet.endless();
  if (endless !== undefined) return refuse('valuation.notFinite', { field: endless, params: { field: endless } });
  const result = {
    method: m.id,
    value: answer.value.value,
    unit: answer.unit,
    money,
    outputs: Object.fromEntries(Object.entries(answer.outputs ?? {}).map(([name, x]) => [name, x.value])),
    warnings: [...(answer.warnings ?? []), ...ratesOverOne(input, answer.warnings ?? [])],
    facts: answer.facts ?? {},
    engineVersion: METHODS_VERSION,
  };
  return Object.assign(told(sheet, answer, sources), result);
}

type Told = 'cells' | 'valueCell' | 'outputCells' | 'steps' | 'inputs';
/** Cells, lists and texts of a long sheet cost more than its arithmetic: they are made when they are first read. */
function told(sheet: Sheet, { value, outputs = {} }: Answer, sources: Record<string, Evidence>): Pick<MethodResult, Told> {
  let outputCells: Record<string, string> | undefined;
  let steps: ResultStep[] | undefined;
  let inputs: ResultInput[] | undefined;
  const idOf = (x: Num): string | undefined => (x.kind === 'cell' ? sheet.cells[x.at]!.id : undefined);
  return {
    get cells() {
      return sheet.cells;
    },
    get valueCell() {
      return idOf(value);
    },
    get outputCells() {
      return (outputCells ??= Object.fromEntries(Object.entries(outputs).flatMap(([name, x]) => (x.kind === 'cell' ? [[name, idOf(x)!]] : []))));
    },
    get steps() {
      return (steps ??= stepsOf(sheet.cells));
    },
    get inputs() {
      return (inputs ??= sheet.cells.flatMap((c) => (c.made ? [] : [{ ...placeOf(c), value: c.value, unit: c.unit, ...sources[c.name] }])));
    },
  };
}

const placeOf = (c: Cell): Pick<ResultStep, 'id' | 'name' | 'k' | 'item'> => {
  const place: Pick<ResultStep, 'id' | 'name' | 'k' | 'item'> = { id: c.id, name: c.name };
  if (c.k !== undefined) place.k = c.k;
  if (c.item !== undefined) place.item = c.item;
  return place;
};

function stepsOf(cells: readonly Cell[]): ResultStep[] {
  const symbols = cells.map(symbolOf);
  const symbol = (at: number): string => symbols[at]!;
  const number = (at: number): string => plainNumber(cells[at]!.value);
  return cells.flatMap((c, at) => {
    if (!c.made) return [];
    const place = placeOf(c) as ResultStep;
    place.formula = `${symbols[at]} = ${formulaText(c.made, symbol)}`;
    place.substituted = formulaText(c.made, number);
    place.result = c.value;
    place.unit = c.unit;
    return [place];
  });
}
