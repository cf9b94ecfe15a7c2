/** A worksheet's royalty forecast with its uncertain inputs, as the request the simulation takes; money in 元. */
import { canonicalJson, sha256Hex } from '../../change/chain.ts';
import type { Json } from '../../change/change.ts';
import type { Worksheet } from '../../domain/deal.ts';
import { DRAWN_BY, type DrawnInput, type Simulation } from '../../domain/simulation.ts';
import { decimal, parseMoney, parseRate, readRate } from '../../money.ts';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { royaltyInput, royaltyInputOf, type RoyaltyInput } from '../royalty-input.ts';
import { valueByRoyalty, type RoyaltyResult } from '../royalty.ts';
import type { Distribution } from './distributions.ts';
import type { SimulationRequest } from './plan.ts';

/** Inputs of the forecast that may be uncertain. Levels multiply what the sheet says. */
export const SHEET_VARIABLES = ['revenueLevel', 'growth', 'royaltyRate', 'decayRate', 'taxRate', 'discountRate', 'life', 'maintenanceLevel'] as const;
export type SheetVariable = (typeof SHEET_VARIABLES)[number];
const RATES: ReadonlySet<string> = new Set(['growth', 'royaltyRate', 'decayRate', 'taxRate', 'discountRate']);
export const isRateVariable = (variable: string): boolean => RATES.has(variable);

/** Typed text of a parameter → what is stored: rates as decimal text, all else as typed. */
export function readParameter(variable: string, text: string): string {
  const bare = text.replace('−', '-').trim();
  if (isRateVariable(variable)) return readRate(bare);
  return variable === 'life' ? bare : (parseRate(bare) ?? bare);
}
const numberOf = (text: string | undefined): number | undefined => decimal(text)?.toNumber();

/** The forecast without uncertainty. Refuses what the forecast itself refuses. */
export function baseOf(sheet: Worksheet): Record<string, Json> | Refusal {
  const request = royaltyInputOf(sheet);
  if (isRefusal(request)) return request;
  const result = valueByRoyalty(request);
  if (isRefusal(result)) return result;
  const input = royaltyInput.parse(request);
  const tabYears = Number(input.tabYears ?? 0);
  if (tabYears > 0 && !Number.isInteger(tabYears)) return refuse('valuation.unreadable', { field: 'tabYears', params: { field: 'tabYears' } });
  return {
    revenues: input.revenues.map(Number),
    ...ratesOf(input, result),
    discountRate: Number(input.discountRate),
    taxRate: Number(input.taxRate),
    maintenance: input.maintenance.map(Number),
    timing: input.timing,
    life: Number(result.life.years),
    ...(result.stub === undefined ? {} : { stub: result.stub }),
    ...(tabYears > 0 ? { tabYears } : {}),
  };
}

/** The first rate and how the later ones stand to it. */
function ratesOf({ decay, royaltyRate, revenues }: RoyaltyInput, { rows }: RoyaltyResult): Record<string, Json> {
  if (decay.kind === 'geometric') return { royaltyRate: Number(royaltyRate), decayRate: Number(decay.rate) };
  const n = rows.length;
  if (decay.kind === 'linear') return { royaltyRate: Number(royaltyRate), royaltyShape: revenues.map((_, k) => Math.max(0, (n - k) / n)) };
  if (decay.kind === 'none') return { royaltyRate: Number(royaltyRate) };
  const rates = decay.rates.map(Number);
  const first = rates.find((r) => r > 0) ?? 0;
  return { royaltyRate: first, royaltyShape: rates.map((r) => (first === 0 ? 1 : r / first)) };
}

/** What the sheet itself says of an input, decimal text: proposed as the most likely value. */
export function knownOf(base: Record<string, Json>, variable: string): string | undefined {
  if (variable === 'revenueLevel' || variable === 'maintenanceLevel') return '1';
  const value = variable === 'growth' ? 0 : base[variable];
  return typeof value === 'number' ? decimal(String(value))?.toFixed() : undefined;
}

/** Whether the forecast has such an input at all. */
export function canVary(base: Record<string, Json>, variable: SheetVariable): boolean {
  if (variable === 'maintenanceLevel') return (base['maintenance'] as Json[]).length > 0;
  if (variable === 'decayRate') return base['royaltyShape'] === undefined;
  return true;
}

function distributionOf(drawn: DrawnInput, at: string): Distribution | Refusal {
  const values: Record<string, number> = {};
  for (const name of DRAWN_BY[drawn.kind]) {
    const field = `${at}.${name}`;
    const text = drawn.typed[name];
    if (text === undefined || text.trim() === '') return refuse('valuation.missing', { field, params: { field } });
    const value = numberOf(text);
    if (value === undefined) return refuse('valuation.unreadable', { field, params: { field } });
    values[name] = value;
  }
  return { kind: drawn.kind, ...values } as Distribution;
}

/** The whole request, or which field cannot be read: `uncertain.0.low`, `correlations.1.rho`, `floor`, or a field of the forecast. */
export function simulationOf(sheet: Worksheet): SimulationRequest | Refusal {
  return requestWith('royalty', sheet.simulation, () => baseOf(sheet));
}

/** What is typed of the draws, with the base case they are drawn around. */
export function requestWith(
  model: 'royalty' | 'payment',
  settings: Simulation | undefined,
  baseNow: () => Record<string, Json> | Refusal,
): SimulationRequest | Refusal {
  if (settings === undefined || settings.uncertain.length === 0) return refuse('valuation.uncertainNone', { field: 'uncertain' });
  const base = baseNow();
  if (isRefusal(base)) return base;
  const uncertain: SimulationRequest['uncertain'] = [];
  for (const [i, drawn] of settings.uncertain.entries()) {
    const distribution = distributionOf(drawn, `uncertain.${i}`);
    if (isRefusal(distribution)) return distribution;
    uncertain.push({ variable: drawn.variable, distribution });
  }
  const correlations = correlationsOf(settings);
  if (isRefusal(correlations)) return correlations;
  const floor = settings.floor === undefined || settings.floor === '' ? undefined : numberOf(parseMoney(settings.floor)?.yuan);
  if (floor === undefined && (settings.floor ?? '') !== '') return refuse('valuation.unreadable', { field: 'floor', params: { field: 'floor' } });
  return {
    model,
    base,
    uncertain,
    correlations,
    repairCorrelations: settings.repairCorrelations === true,
    trials: settings.trials,
    seed: settings.seed,
    draws: settings.quasi === true ? 'halton' : 'random',
    ...(floor === undefined ? {} : { floor }),
  };
}

/** Pairs of inputs that are still uncertain; a blank pair is none. */
function correlationsOf({ correlations = [], uncertain }: Simulation): { a: string; b: string; rho: number }[] | Refusal {
  const named = new Set(uncertain.map((u) => u.variable));
  const pairs: { a: string; b: string; rho: number }[] = [];
  for (const [i, { a, b, rho }] of correlations.entries()) {
    if (rho.trim() === '' || !named.has(a) || !named.has(b)) continue;
    const value = numberOf(rho);
    const field = `correlations.${i}.rho`;
    if (value === undefined) return refuse('valuation.unreadable', { field, params: { field } });
    if (Math.abs(value) > 1) return refuse('valuation.correlationRange', { field, params: { a, b, rho: value } });
    if (value !== 0) pairs.push({ a, b, rho: value });
  }
  return pairs;
}

/** The same request has the same hash on every machine. */
export const hashOf = (request: SimulationRequest): string => sha256Hex(textOf(request));
const textOf = (value: unknown): string => (value === undefined ? '' : canonicalJson(JSON.parse(JSON.stringify(value)) as Json));

/** Places in which two requests differ, as words can name them: an uncertain input by its variable, all else by its field. */
export function changedIn(was: Record<string, unknown>, now: SimulationRequest): string[] {
  // a stored request may have its names in another order
  const same = (a: unknown, b: unknown): boolean => textOf(a) === textOf(b);
  const [before, after] = [was as unknown as SimulationRequest, now];
  const baseNames = [...new Set([...Object.keys(before.base), ...Object.keys(after.base)])].filter((k) => !same(before.base[k], after.base[k]));
  const variables = [...new Set([...before.uncertain, ...after.uncertain].map((u) => u.variable))].filter(
    (v) =>
      !same(
        before.uncertain.find((u) => u.variable === v),
        after.uncertain.find((u) => u.variable === v),
      ),
  );
  const rest = (['correlations', 'repairCorrelations', 'trials', 'seed', 'draws', 'floor'] as const).filter((k) => !same(before[k], after[k]));
  return [...new Set([...baseNames, ...variables, ...rest])];
}
