/**
 * The worksheet's own forecast: relief from royalty (income/royalty.ts) asked with a sheet's decimal texts and told back in
 * them. All arithmetic is the method's; here texts become its numbers, and its cells the rows, steps and range of the sheet.
 */
import { Decimal, formatRate } from '../money.ts';
import { isRefusal, refuse, type Refusal } from '../result.ts';
import { reliefFromRoyalty } from './income/royalty.ts';
import { METHODS_VERSION, valueBy, type Evidence, type MethodResult } from './method.ts';
import type { Step, ValuationResult } from './result.ts';
import { royaltyInput, type RoyaltyInput, type RoyaltyRequest } from './royalty-input.ts';

export type RangePoint = { rate: string; value: string };
export type RoyaltyRow = { k: number; t: string; fraction: string; revenue: string; rate: string; factor: string; maintenance: string; present: string };
export type RoyaltyResult = ValuationResult & {
  rows: RoyaltyRow[];
  /** the base case, and the sheet's other two rates, each as its own full computation */
  base: RangePoint;
  low?: RangePoint;
  high?: RangePoint;
  band: { min: string; max: string };
  /** PV of revenue itself at the base rate (元): what one point of royalty is worth */
  revenuePresent: string;
  life: { years: string; binding: string };
  /** first period of less than a year, in years */
  stub?: number;
};

type Money = '元' | '万元';
const given = <T>(name: string, value: T | undefined): Record<string, T> => (value === undefined ? {} : { [name]: value });
const rate = (name: string, text: string | undefined): Record<string, number> => given(name, text === undefined ? undefined : Number(text));

/** The forecast as the method takes it, its money in `money`. */
export function methodRequest(of: RoyaltyRequest, money: Money, evidence: Record<string, Evidence> = {}): Record<string, unknown> {
  const scale = new Decimal(of.unit === '万元' ? 10_000 : 1).div(money === '万元' ? 10_000 : 1);
  const amount = (text: string): number => scale.times(text).toNumber();
  const decay = of.decay ?? { kind: 'none' };
  const rates = [of.lowRate, of.highRate].filter((r) => r !== undefined).sort((a, b) => new Decimal(a).cmp(b));
  // a single rate keeps its side
  const [low, high] = rates.length === 2 ? rates : [of.lowRate, of.highRate];
  return {
    money,
    revenues: of.revenues.map(amount),
    ...(decay.kind === 'table' ? { decayTable: decay.rates.map(Number) } : rate('royaltyRate', of.royaltyRate)),
    decay: decay.kind,
    ...(decay.kind === 'geometric' ? rate('decayRate', decay.rate) : {}),
    ...rate('discountRate', of.discountRate),
    ...rate('lowRate', low),
    ...rate('highRate', high),
    taxRate: Number(of.taxRate ?? 0),
    ...given('flowBasis', of.flowBasis),
    ...given('rateBasis', of.rateBasis),
    ...given('flowPrices', of.flowPrices),
    ...given('ratePrices', of.ratePrices),
    ...given('timing', of.timing),
    ...given('baseDate', of.baseDate),
    ...given('firstPeriodEnd', of.firstPeriodEnd),
    ...given('legalEnd', of.legalEnd),
    ...given('contractEnd', of.contractEnd),
    ...rate('economicYears', of.economicYears),
    maintenance: (of.maintenance ?? []).slice(0, of.revenues.length).map(amount),
    ...(of.tabYears !== undefined && Number(of.tabYears) > 0 ? { tabYears: Number(of.tabYears) } : {}),
    evidence,
  };
}

/** What the sheet's words say better than the bounds of the method's fields. */
function unlikely(input: RoyaltyInput): Refusal | undefined {
  for (const name of ['discountRate', 'lowRate', 'highRate'] as const) {
    const text = input[name];
    if (text !== undefined && new Decimal(text).lte(-1)) return refuse('valuation.rateTooLow', { field: name, params: { rate: formatRate(text) } });
  }
  const tax = new Decimal(input.taxRate);
  if (tax.lt(0) || tax.gte(1)) return refuse('valuation.taxRange', { field: 'taxRate' });
  if (input.revenues.some((r) => new Decimal(r).isNegative())) return refuse('valuation.negativeRevenue', { field: 'revenues' });
  const royalty = new Decimal(input.royaltyRate);
  if (royalty.lt(0) || royalty.gt(1)) return refuse('valuation.royaltyRange', { field: 'royaltyRate', params: { rate: formatRate(input.royaltyRate) } });
  return undefined;
}

/** A refusal of a place inside a list names the sheet's field. */
function ofSheet(refusal: Refusal): Refusal {
  const root = (path: string): string => path.split('.')[0]!;
  const { field, params } = refusal;
  return {
    ...refusal,
    ...(field === undefined ? {} : { field: root(field) }),
    ...(params ? { params: { ...params, ...(typeof params['field'] === 'string' ? { field: root(params['field']) } : {}) } } : {}),
  };
}

type Ready = { input: RoyaltyInput; result: MethodResult; cell: (id: string) => number | undefined };

function ask(request: RoyaltyRequest): Ready | Refusal {
  const parsed = royaltyInput.safeParse(request);
  if (!parsed.success) {
    const field = parsed.error.issues[0]!.path.join('.');
    return refuse('valuation.unreadable', { field, params: { field } });
  }
  const wrong = unlikely(parsed.data);
  if (wrong) return wrong;
  const result = valueBy(reliefFromRoyalty, methodRequest(parsed.data, '元'));
  if (isRefusal(result)) return ofSheet(result);
  const cells = new Map(result.cells.map((c) => [c.id, c.value]));
  return { input: parsed.data, result, cell: (id) => cells.get(id) };
}

const text = (x: number): string => new Decimal(x).toFixed();
/** Without the last digit of double precision, which is rounding. */
const clean = (x: number): string => new Decimal(x.toPrecision(15)).toFixed();
const show = (x: string | number, places: number): string => new Decimal(x).toDecimalPlaces(places).toFixed();
const yuan = (x: string): string => show(x, 2);

function rowsOf({ input, result, cell }: Ready): RoyaltyRow[] {
  const periods = result.cells.filter((c) => c.name === 'time');
  return periods.flatMap(({ k = 1, value }) => {
    const fraction = cell(`countedPart.${k}`) ?? 1;
    if (fraction === 0) return [];
    return {
      k,
      t: text(value),
      fraction: text(fraction),
      revenue: clean(cell(`revenues.${k}`)! * fraction),
      rate: clean(cell(`royaltyAt.${k}`) ?? cell(`decayTable.${k}`) ?? Number(input.royaltyRate)),
      factor: text(cell(`discountFactor.${k}`)!),
      maintenance: clean((cell(`maintenance.${k}`) ?? 0) * fraction),
      present: text(cell(`present.${k}`)!),
    };
  });
}

/** as the trace and the note say it */
const LIFE = [
  ['legalEnd', '法定'],
  ['contractEnd', '合同'],
  ['economicYears', '经济'],
] as const;

/** The method's steps as few lines: life, a line a year, the tax amortisation factor, the sum. */
function stepsOf({ input, result, cell }: Ready, rows: readonly RoyaltyRow[]): Step[] {
  const years = cell('life')!;
  const limits = LIFE.flatMap(([id, name]) => (cell(id) === undefined ? [] : [`${name} ${show(cell(id)!, 4)}`]));
  const kept = show(new Decimal(1).minus(input.taxRate).toNumber(), 6);
  const tab = cell('tabFactor');
  return [
    {
      id: 'life',
      labelKey: 'life',
      params: { binding: String(result.facts['binding']) },
      formula: 'N = min(法定, 合同, 经济)',
      substituted: limits.join('，') || `预测 ${show(years, 4)}`,
      result: text(years),
      unit: '年',
    },
    ...rows.map((row): Step => ({
      id: `year-${row.k}`,
      labelKey: 'year',
      params: { k: row.k },
      formula: '(Rev·ρ − m)·(1−T)·(1+r)^−t',
      substituted: `(${yuan(row.revenue)} × ${show(row.rate, 6)} − ${yuan(row.maintenance)}) × ${kept} × (1 + ${input.discountRate})^−${show(row.t, 4)}`,
      result: row.present,
      unit: '元',
    })),
    ...(tab === undefined
      ? []
      : [
          {
            id: 'tab',
            labelKey: 'tab',
            formula: '1 / (1 − T/n·PVAF(r,n))',
            substituted: `1 / (1 − ${input.taxRate}/${input.tabYears!} × PVAF(${input.discountRate}, ${input.tabYears!}))`,
            result: text(tab),
            unit: 'factor' as const,
          },
        ]),
    {
      id: 'total',
      labelKey: 'total',
      formula: tab === undefined ? 'V = Σ' : 'V = Σ × TAB',
      substituted: `${rows.map((r) => yuan(r.present)).join(' + ')}${tab === undefined ? '' : ` × ${show(tab, 6)}`}`,
      result: text(result.value),
      unit: '元',
    },
  ];
}

const flat = (input: RoyaltyInput): Record<string, string> =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([, v]) => v !== undefined)
      .map(([k, v]) => [k, typeof v === 'string' ? v : JSON.stringify(v)]),
  );

/** The value at each of the sheet's other two rates, whichever of them is the lower. */
function rangeOf({ input, result }: Ready): { low?: RangePoint; high?: RangePoint } {
  const { lowRate, highRate } = input;
  const crossed = lowRate !== undefined && highRate !== undefined && new Decimal(lowRate).gt(highRate);
  const at = (side: 'low' | 'high', of: string | undefined): RangePoint | undefined => {
    const value = result.outputs[`${side}Value`];
    return of === undefined || value === undefined ? undefined : { rate: of, value: text(value) };
  };
  const [low, high] = crossed ? [at('high', lowRate), at('low', highRate)] : [at('low', lowRate), at('high', highRate)];
  return { ...(low ? { low } : {}), ...(high ? { high } : {}) };
}

/** Values the right by relief from royalty; amounts answered in 元 as decimal text. Refuses what the method refuses, in the sheet's words. */
export function valueByRoyalty(request: RoyaltyRequest): RoyaltyResult | Refusal {
  const ready = ask(request);
  if (isRefusal(ready)) return ready;
  const { input, result, cell } = ready;
  const value = text(result.value);
  const rows = rowsOf(ready);
  return {
    value,
    unit: '元',
    steps: stepsOf(ready, rows),
    inputs: flat(input),
    warnings: result.warnings,
    engineVersion: METHODS_VERSION,
    rows,
    base: { rate: input.discountRate, value },
    ...rangeOf(ready),
    band: { min: text(result.outputs['bandMin'] ?? result.value), max: text(result.outputs['bandMax'] ?? result.value) },
    revenuePresent: text(result.outputs['revenuePresent']!),
    life: { years: text(cell('life')!), binding: String(result.facts['binding']) },
    ...given('stub', cell('stub')),
  };
}

/** An offer as both sides speak it: a fee at signing, and a running royalty on the same revenue. `years` cuts the royalty's term. */
export type Offer = { entryFee?: string; royaltyRate?: string; years?: number };

/** Present value of an offer on the worksheet's forecast, discount rate and tax. The rate offered is paid as it stands: no decay, no upkeep. */
export function offerValue(request: RoyaltyRequest, offer: Offer): ValuationResult | Refusal {
  const { tabYears: _benefit, lowRate: _low, highRate: _high, ...forecast } = request;
  const economic = offer.years === undefined ? request.economicYears : Decimal.min(offer.years, request.economicYears ?? offer.years).toFixed();
  const ready = ask({ ...forecast, royaltyRate: offer.royaltyRate ?? '0', decay: { kind: 'none' }, maintenance: [], ...given('economicYears', economic) });
  if (isRefusal(ready)) return ready;
  if (!/^\d+(\.\d+)?$/.test(offer.entryFee ?? '0')) return refuse('valuation.unreadable', { field: 'entryFee', params: { field: 'entryFee' } });
  const kept = new Decimal(1).minus(ready.input.taxRate);
  const fee = new Decimal(offer.entryFee ?? '0').times(kept);
  const rows = rowsOf(ready);
  const running = text(ready.result.value);
  const total = fee.plus(running).toFixed();
  const steps: Step[] = [
    { id: 'fee', labelKey: 'offerFee', formula: 'U·(1−T)', substituted: `${offer.entryFee ?? '0'} × ${kept.toFixed()}`, result: fee.toFixed(), unit: '元' },
    ...stepsOf(ready, rows).filter((s) => s.id !== 'total'),
    {
      id: 'running',
      labelKey: 'offerRunning',
      formula: 'Σ ρ·Rev·(1−T)·(1+r)^−t',
      substituted: rows.map((r) => yuan(r.present)).join(' + '),
      result: running,
      unit: '元',
    },
    { id: 'total', labelKey: 'offerTotal', formula: 'PV = U + Σ', substituted: `${yuan(fee.toFixed())} + ${yuan(running)}`, result: total, unit: '元' },
  ];
  return { value: total, unit: '元', steps, inputs: flat(ready.input), warnings: ready.result.warnings, engineVersion: METHODS_VERSION };
}

/** Values over discount rates × royalty rates, for the chart; cells are decimal text in 元, rows follow `discountRates`. */
export function sensitivity(request: RoyaltyRequest, discountRates: readonly string[], royaltyRates: readonly string[]): string[][] | Refusal {
  const { lowRate: _low, highRate: _high, ...forecast } = request;
  const decay = request.decay?.kind === 'table' ? { kind: 'none' as const } : request.decay;
  const grid: string[][] = [];
  for (const discountRate of discountRates) {
    const row: string[] = [];
    for (const royaltyRate of royaltyRates) {
      const ready = ask({ ...forecast, decay, discountRate, royaltyRate });
      if (isRefusal(ready)) return ready;
      row.push(text(ready.result.value));
    }
    grid.push(row);
  }
  return grid;
}
