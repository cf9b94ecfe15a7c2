/**
 * 许可费节省法: V = Σ Rev_k·ρ_k·(1−T)·(1+r)^−t_k − Σ m_k·(1−T)·(1+r)^−t_k, times the tax amortisation factor where
 * it applies. Decimal throughout; nothing is rounded before display. Source: valuation.md 2.1 and 2.3 (method text
 * of the professional standards, no number of theirs).
 */
import { Decimal, formatRate } from '../money.ts';
import { isRefusal, refuse, type Refusal } from '../result.ts';
import { lifeOf, periodsOf, stubOf, type Period } from './periods.ts';
import { ENGINE_VERSION, type Step, type ValuationResult, type Warning } from './result.ts';
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
};

type Ready = {
  input: RoyaltyInput;
  scale: number;
  periods: Period[];
  years: Decimal;
  binding: string;
  stub: Decimal | undefined;
  warnings: Warning[];
  candidates: string;
};

/** as the trace and the note say it */
const LIFE = { legal: '法定', contract: '合同', economic: '经济', forecast: '预测' } as const;

const show = (d: Decimal, places: number): string => d.toDecimalPlaces(places).toFixed();
const yuan = (d: Decimal): string => show(d, 2);

/** Parses, checks the bases against each other, and lays out the periods. */
function prepare(request: RoyaltyRequest): Ready | Refusal {
  const parsed = royaltyInput.safeParse(request);
  if (!parsed.success)
    return refuse('valuation.unreadable', { field: parsed.error.issues[0]!.path.join('.'), params: { field: parsed.error.issues[0]!.path.join('.') } });
  const input = parsed.data;
  for (const name of ['discountRate', 'lowRate', 'highRate'] as const) {
    const rate = input[name];
    if (rate !== undefined && new Decimal(rate).lte(-1)) return refuse('valuation.rateTooLow', { field: name, params: { rate: formatRate(rate) } });
  }
  if (new Decimal(input.taxRate).lt(0) || new Decimal(input.taxRate).gte(1)) return refuse('valuation.taxRange', { field: 'taxRate' });
  if (input.flowBasis === 'preTax' && !new Decimal(input.taxRate).isZero()) return refuse('valuation.preTaxWithTax', { field: 'taxRate' });
  if (input.rateBasis !== undefined && input.rateBasis !== input.flowBasis) return refuse('valuation.mixedTaxBasis', { field: 'rateBasis' });
  if (input.ratePrices !== undefined && input.ratePrices !== input.flowPrices) return refuse('valuation.mixedPrices', { field: 'ratePrices' });
  const scale = input.unit === '万元' ? 10_000 : 1;
  const revenues = input.revenues.map((r) => new Decimal(r).times(scale));
  if (revenues.some((r) => r.isNegative())) return refuse('valuation.negativeRevenue', { field: 'revenues' });
  const mixed = revenues.findIndex(
    (r, i) =>
      i > 0 &&
      !r.isZero() &&
      !revenues[i - 1]!.isZero() &&
      Decimal.max(r, revenues[i - 1]!)
        .div(Decimal.min(r, revenues[i - 1]!))
        .gte(2000),
  );
  if (mixed > 0) return refuse('valuation.unitsMixed', { field: 'revenues', params: { year: mixed + 1 } });
  const warnings: Warning[] = [];
  const largest = Decimal.max(...revenues);
  if (largest.gt(0) && largest.lt(100_000)) warnings.push({ key: 'revenueTiny', params: { largest: yuan(largest) } });
  if (largest.gt(1e12)) warnings.push({ key: 'revenueHuge', params: { largest: yuan(largest) } });
  const rho = new Decimal(input.royaltyRate);
  if (rho.lt(0) || rho.gt(1)) return refuse('valuation.royaltyRange', { field: 'royaltyRate', params: { rate: formatRate(input.royaltyRate) } });
  if (new Decimal(input.discountRate).gt(1)) warnings.push({ key: 'rateLarge', params: { rate: formatRate(input.discountRate) } });
  if (input.flowBasis === 'preTax') warnings.push({ key: 'preTax' });
  if (input.rateBasis === undefined) warnings.push({ key: 'rateBasisUnsaid' });
  const stub = stubOf(input);
  if (isRefusal(stub)) return stub;
  const life = lifeOf(input, stub);
  if (isRefusal(life)) return life;
  const periods = periodsOf(input, life.years, stub);
  const covered = stub ? stub.plus(input.revenues.length - 1) : new Decimal(input.revenues.length);
  if (life.years.gt(covered)) warnings.push({ key: 'forecastShorter', params: { life: show(life.years, 2), forecast: show(covered, 2) } });
  if (periods.length < input.revenues.length)
    warnings.push({ key: 'forecastCut', params: { life: show(life.years, 2), unused: input.revenues.length - periods.length } });
  return {
    input,
    scale,
    periods,
    years: life.years,
    binding: life.binding,
    stub,
    warnings,
    candidates: life.candidates.map((c) => `${LIFE[c.source]} ${show(c.years, 4)}`).join('，'),
  };
}

/** ρ_k. Linear decay reaches 0 after the last period of the life. */
function royaltyAt(ready: Ready, k: number): Decimal {
  const { decay, royaltyRate } = ready.input;
  const first = new Decimal(royaltyRate);
  if (decay.kind === 'none') return first;
  if (decay.kind === 'geometric') return first.times(new Decimal(1).minus(decay.rate).pow(k - 1));
  if (decay.kind === 'linear') return first.times(ready.periods.length - (k - 1)).div(ready.periods.length);
  return new Decimal(decay.rates[Math.min(k, decay.rates.length) - 1]!);
}

function sum(ready: Ready, rateText: string): { total: Decimal; rows: RoyaltyRow[]; revenue: Decimal; factors: Decimal[] } {
  const growth = new Decimal(1).plus(rateText);
  const kept = new Decimal(1).minus(ready.input.taxRate);
  let total = new Decimal(0);
  let revenuePv = new Decimal(0);
  const factors: Decimal[] = [];
  const rows = ready.periods.map(({ k, fraction, t }) => {
    const revenue = new Decimal(ready.input.revenues[k - 1]!).times(ready.scale).times(fraction);
    const upkeep = new Decimal(ready.input.maintenance[k - 1] ?? 0).times(ready.scale).times(fraction);
    const rate = royaltyAt(ready, k);
    const factor = growth.pow(t.negated());
    const present = revenue.times(rate).minus(upkeep).times(kept).times(factor);
    total = total.plus(present);
    revenuePv = revenuePv.plus(revenue.times(factor));
    factors.push(factor);
    return {
      k,
      t: t.toFixed(),
      fraction: fraction.toFixed(),
      revenue: revenue.toFixed(),
      rate: rate.toFixed(),
      factor: factor.toFixed(),
      maintenance: upkeep.toFixed(),
      present: present.toFixed(),
    };
  });
  return { total: total.times(tabFactor(ready, rateText)), rows, revenue: revenuePv, factors };
}

/** 1/(1 − (T/n)·PVAF(r,n)), end or middle of year; 1 where no tax amortisation is claimed. */
function tabFactor(ready: Ready, rateText: string): Decimal {
  const { tabYears, taxRate, timing } = ready.input;
  if (tabYears === undefined || new Decimal(tabYears).lte(0)) return new Decimal(1);
  const r = new Decimal(rateText);
  const n = new Decimal(tabYears);
  const annuity = r.isZero() ? n : new Decimal(1).minus(r.plus(1).pow(n.negated())).div(r);
  const shifted = timing === 'mid' ? annuity.times(r.plus(1).sqrt()) : annuity;
  return new Decimal(1).div(new Decimal(1).minus(new Decimal(taxRate).div(n).times(shifted)));
}

function stepsOf(ready: Ready, rows: RoyaltyRow[], total: Decimal): Step[] {
  const { input } = ready;
  const kept = new Decimal(1).minus(input.taxRate);
  const steps: Step[] = [
    {
      id: 'life',
      labelKey: 'life',
      params: { binding: ready.binding },
      formula: 'N = min(法定, 合同, 经济)',
      substituted: ready.candidates,
      result: ready.years.toFixed(),
      unit: '年',
    },
  ];
  for (const row of rows) {
    const d = (text: string): Decimal => new Decimal(text);
    steps.push({
      id: `year-${row.k}`,
      labelKey: 'year',
      params: { k: row.k },
      formula: '(Rev·ρ − m)·(1−T)·(1+r)^−t',
      substituted: `(${yuan(d(row.revenue))} × ${show(d(row.rate), 6)} − ${yuan(d(row.maintenance))}) × ${kept.toFixed()} × (1 + ${input.discountRate})^−${show(d(row.t), 4)}`,
      result: row.present,
      unit: '元',
    });
  }
  if (input.tabYears !== undefined) {
    const factor = tabFactor(ready, input.discountRate);
    steps.push({
      id: 'tab',
      labelKey: 'tab',
      formula: '1 / (1 − T/n·PVAF(r,n))',
      substituted: `1 / (1 − ${input.taxRate}/${input.tabYears} × PVAF(${input.discountRate}, ${input.tabYears}))`,
      result: factor.toFixed(),
      unit: 'factor',
    });
  }
  steps.push({
    id: 'total',
    labelKey: 'total',
    formula: 'V = Σ',
    substituted: rows.map((r) => yuan(new Decimal(r.present))).join(' + '),
    result: total.toFixed(),
    unit: '元',
  });
  return steps;
}

const flat = (input: RoyaltyInput): Record<string, string> =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([, v]) => v !== undefined)
      .map(([k, v]) => [k, typeof v === 'string' ? v : JSON.stringify(v)]),
  );

/** Values the right by relief from royalty; amounts answered in 元 as decimal text. Refuses r ≤ −1, an expired life, mixed bases, mixed units. */
export function valueByRoyalty(request: RoyaltyRequest): RoyaltyResult | Refusal {
  const ready = prepare(request);
  if (isRefusal(ready)) return ready;
  const { input } = ready;
  const at = (rate: string | undefined): RangePoint | undefined => (rate === undefined ? undefined : { rate, value: sum(ready, rate).total.toFixed() });
  const main = sum(ready, input.discountRate);
  const base = { rate: input.discountRate, value: main.total.toFixed() };
  const low = at(input.lowRate);
  const high = at(input.highRate);
  const points = [base, low, high].filter((p) => p !== undefined).map((p) => new Decimal(p.value));
  return {
    value: base.value,
    unit: '元',
    steps: stepsOf(ready, main.rows, main.total),
    inputs: flat(input),
    warnings: ready.warnings,
    engineVersion: ENGINE_VERSION,
    rows: main.rows,
    base,
    low,
    high,
    band: { min: Decimal.min(...points).toFixed(), max: Decimal.max(...points).toFixed() },
    revenuePresent: main.revenue.toFixed(),
    life: { years: ready.years.toFixed(), binding: ready.binding },
  };
}

/** An offer as both sides speak it: a fee at signing, and a running royalty on the same revenue. `years` cuts the royalty's term. */
export type Offer = { entryFee?: string; royaltyRate?: string; years?: number };

/** Present value of an offer on the worksheet's forecast, discount rate and tax. The rate offered is paid as it stands: no decay, no upkeep. */
export function offerValue(request: RoyaltyRequest, offer: Offer): ValuationResult | Refusal {
  const economic = offer.years === undefined ? request.economicYears : Decimal.min(offer.years, request.economicYears ?? offer.years).toFixed();
  const ready = prepare({
    ...request,
    royaltyRate: offer.royaltyRate ?? '0',
    decay: { kind: 'none' },
    maintenance: [],
    tabYears: undefined,
    economicYears: economic,
  });
  if (isRefusal(ready)) return ready;
  if (!/^\d+(\.\d+)?$/.test(offer.entryFee ?? '0')) return refuse('valuation.unreadable', { field: 'entryFee', params: { field: 'entryFee' } });
  const kept = new Decimal(1).minus(ready.input.taxRate);
  const fee = new Decimal(offer.entryFee ?? '0').times(kept);
  const running = sum(ready, ready.input.discountRate);
  const total = fee.plus(running.total);
  const steps: Step[] = [
    { id: 'fee', labelKey: 'offerFee', formula: 'U·(1−T)', substituted: `${offer.entryFee ?? '0'} × ${kept.toFixed()}`, result: fee.toFixed(), unit: '元' },
    ...stepsOf(ready, running.rows, running.total).filter((s) => s.id !== 'total'),
    {
      id: 'running',
      labelKey: 'offerRunning',
      formula: 'Σ ρ·Rev·(1−T)·(1+r)^−t',
      substituted: running.rows.map((r) => yuan(new Decimal(r.present))).join(' + ') || '0',
      result: running.total.toFixed(),
      unit: '元',
    },
    { id: 'total', labelKey: 'offerTotal', formula: 'PV = U + Σ', substituted: `${yuan(fee)} + ${yuan(running.total)}`, result: total.toFixed(), unit: '元' },
  ];
  return { value: total.toFixed(), unit: '元', steps, inputs: flat(ready.input), warnings: ready.warnings, engineVersion: ENGINE_VERSION };
}

/** Values over discount rates × royalty rates, for the chart; cells are decimal text in 元, rows follow `discountRates`. */
export function sensitivity(request: RoyaltyRequest, discountRates: readonly string[], royaltyRates: readonly string[]): string[][] | Refusal {
  const grid: string[][] = [];
  for (const discountRate of discountRates) {
    const row: string[] = [];
    for (const royaltyRate of royaltyRates) {
      const ready = prepare({ ...request, discountRate, royaltyRate, decay: request.decay?.kind === 'table' ? { kind: 'none' } : request.decay });
      if (isRefusal(ready)) return ready;
      row.push(sum(ready, discountRate).total.toFixed());
    }
    grid.push(row);
  }
  return grid;
}
