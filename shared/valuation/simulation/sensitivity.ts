/** Tornado and scenario tables over any method: one input moved at a time, or several together. */
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { valueBy, type Method } from '../method.ts';
import { distributionRefusal, quantileOf, shapeOf, type Distribution } from './distributions.ts';

type Request = Readonly<Record<string, unknown>>;
/** A field by its path, as refusals name it: `discountRate`, `revenues.2`. */
export type Change = { field: string; value: number | string };

/** The request with one field replaced; nothing where there is no such place. */
export function changed(request: Request, field: string, value: number | string): Request | undefined {
  const [head, ...rest] = field.split('.');
  const set = (at: unknown, path: readonly string[]): unknown => {
    if (path.length === 0) return value;
    const [name, ...deeper] = path as [string, ...string[]];
    if (Array.isArray(at)) {
      const i = Number(name);
      if (!(Number.isInteger(i) && i >= 0 && i < at.length)) return undefined;
      const inner = set(at[i], deeper);
      return inner === undefined ? undefined : at.map((x: unknown, k) => (k === i ? inner : x));
    }
    if (typeof at !== 'object' || at === null || !(name in at)) return undefined;
    const inner = set((at as Request)[name], deeper);
    return inner === undefined ? undefined : { ...at, [name]: inner };
  };
  const inner = rest.length === 0 ? value : set(request[head!], rest);
  return inner === undefined ? undefined : { ...request, [head!]: inner };
}

/** Bounds given, or P10 and P90 of a distribution. */
export type TornadoRange = { field: string } & ({ low: number; high: number } | { distribution: Distribution });
export type TornadoBar = {
  field: string;
  low: number;
  high: number;
  /** value with the input low, and high; the reason where there is none */
  atLow: number | Refusal;
  atHigh: number | Refusal;
  /** |difference|; 0 where a side has no value */
  swing: number;
};
export type Tornado = { base: number; bars: TornadoBar[] };

const boundsOf = (range: TornadoRange): { low: number; high: number } | Refusal => {
  if ('low' in range) return range;
  const refused = distributionRefusal(range.distribution, range.field);
  if (refused) return refused;
  const shape = shapeOf(range.distribution);
  return { low: quantileOf(shape, 0.1), high: quantileOf(shape, 0.9) };
};

const valueOf = (m: Method, request: Request): number | Refusal => {
  const answer = valueBy(m, request);
  return isRefusal(answer) ? answer : answer.value;
};

/** Each input alone at its low and its high, the others as they stand; the widest swing first. */
export function tornado(m: Method, request: Request, ranges: readonly TornadoRange[]): Tornado | Refusal {
  const base = valueOf(m, request);
  if (typeof base !== 'number') return base;
  const bars: TornadoBar[] = [];
  for (const range of ranges) {
    const bounds = boundsOf(range);
    if (isRefusal(bounds)) return bounds;
    const { field } = range;
    const { low, high } = bounds;
    const [lower, upper] = [changed(request, field, low), changed(request, field, high)];
    if (lower === undefined || upper === undefined) return refuse('valuation.fieldUnknown', { field, params: { field } });
    const [atLow, atHigh] = [valueOf(m, lower), valueOf(m, upper)];
    const swing = typeof atLow === 'number' && typeof atHigh === 'number' ? Math.abs(atHigh - atLow) : 0;
    bars.push({ field, low, high, atLow, atHigh, swing });
  }
  // a side without a value is no small swing: it stands first
  const rank = (b: TornadoBar): number => (typeof b.atLow === 'number' && typeof b.atHigh === 'number' ? b.swing : Infinity);
  return { base, bars: bars.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a))) };
}

export type Scenario = { name: string; changes: readonly Change[] };
export type ScenarioRow = { name: string; value: number | Refusal; difference?: number };

/** The base and every scenario with its changes made together; what a scenario refuses stands in its row. */
export function scenarioTable(m: Method, request: Request, scenarios: readonly Scenario[]): { base: number; rows: ScenarioRow[] } | Refusal {
  const base = valueOf(m, request);
  if (typeof base !== 'number') return base;
  const rows: ScenarioRow[] = [];
  for (const { name, changes } of scenarios) {
    let asked: Request = request;
    for (const { field, value } of changes) {
      const next = changed(asked, field, value);
      if (next === undefined) return refuse('valuation.fieldUnknown', { field, params: { field } });
      asked = next;
    }
    const value = valueOf(m, asked);
    rows.push({ name, value, ...(typeof value === 'number' ? { difference: value - base } : {}) });
  }
  return { base, rows };
}

/** Values over two inputs, for the heat map: a row for each of `down`, a column for each of `across`. */
export function grid(
  m: Method,
  request: Request,
  down: { field: string; values: readonly number[] },
  across: { field: string; values: readonly number[] },
): (number | Refusal)[][] | Refusal {
  const rows: (number | Refusal)[][] = [];
  for (const d of down.values) {
    const lower = changed(request, down.field, d);
    if (lower === undefined) return refuse('valuation.fieldUnknown', { field: down.field, params: { field: down.field } });
    const row: (number | Refusal)[] = [];
    for (const a of across.values) {
      const both = changed(lower, across.field, a);
      if (both === undefined) return refuse('valuation.fieldUnknown', { field: across.field, params: { field: across.field } });
      row.push(valueOf(m, both));
    }
    rows.push(row);
  }
  return rows;
}
