/** Words of the simulation: inputs, parameters, figures, and which field a refusal means. */
import type { TFunction } from 'i18next';
import type { Simulation } from '../../../../shared/domain/simulation.ts';
import { Decimal, decimal, formatRate } from '../../../../shared/money.ts';
import type { Refusal } from '../../../../shared/result.ts';
import { isRateVariable } from '../../../../shared/valuation/simulation/sheet-request.ts';
import { refusalWords } from '../../../ui/refusal-words.ts';

/** What is drawn around: the royalty forecast, or the payments of a licence. */
export type SimulationModel = 'royalty' | 'payment';

export const variableName = (t: TFunction, model: SimulationModel, variable: string): string =>
  t([`simulation:variable.${model}.${variable}`, `method-simulation:fields.${variable}`]);
export const parameterName = (t: TFunction, name: string): string => t(`simulation:parameter.${name}`);

/** A stored parameter as it is read: a rate in per cent. */
export const parameterText = (variable: string, text: string): string => (isRateVariable(variable) && decimal(text) ? formatRate(text) : text);

/** A place of the request in words: `uncertain.0.low` is 折现率 · 最低. */
export function placeName(t: TFunction, model: SimulationModel, settings: Simulation | undefined, field: string): string {
  const parts = field.split('.');
  const last = parts.at(-1)!;
  const drawn = parts[0] === 'uncertain' ? settings?.uncertain[Number(parts[1])] : undefined;
  if (drawn) return parts.length < 3 ? variableName(t, model, drawn.variable) : `${variableName(t, model, drawn.variable)} · ${parameterName(t, last)}`;
  return t(
    [
      `simulation:variable.${model}.${last}`,
      `simulation:place.${parts[0]!}`,
      ...(model === 'payment' ? [`method-deal:fields.${last}`] : []),
      `method-simulation:fields.${last}`,
      `valuation:input.${last}`,
    ],
    { defaultValue: field },
  );
}

/** Whether a refusal is about what is typed in the panel itself; the engine calls a distribution by its input. */
export const isOfSettings = (settings: Simulation | undefined, { field = '' }: Refusal): boolean =>
  /^(uncertain|correlations|floor|seed|draws)/.test(field) || settings?.uncertain.some((u) => u.variable === field) === true;

/** A refusal with the names of this panel instead of those of the engine. */
export function simulationRefusal(t: TFunction, model: SimulationModel, settings: Simulation | undefined, refusal: Refusal): string {
  const drawn = /^uncertain\.(\d+)/.exec(refusal.field ?? '');
  const variable = drawn ? settings?.uncertain[Number(drawn[1])]?.variable : refusal.field;
  const params = Object.fromEntries(
    Object.entries(refusal.params ?? {}).map(([name, value]) => {
      if (typeof value === 'number' && variable !== undefined) return [name, parameterText(variable, String(value))];
      if (name === 'field') return [name, placeName(t, model, settings, String(value))];
      return [name, ['a', 'b', 'variable'].includes(name) ? variableName(t, model, String(value)) : value];
    }),
  );
  return refusalWords(t, { ...refusal, params });
}

/** 1,234 */
export const countText = (n: number): string => n.toString().replace(/\B(?=(\d{3})+$)/g, ',');
/** −0.42 */
export const rhoText = (n: number): string =>
  new Decimal(n)
    .toFixed(2)
    .replace(/^-0\.00$/, '0.00')
    .replace('-', '−');
