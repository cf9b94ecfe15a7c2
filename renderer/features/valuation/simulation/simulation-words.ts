/** Words of the simulation: inputs, parameters, figures, and which field a refusal means. */
import type { TFunction } from 'i18next';
import type { Simulation } from '../../../../shared/domain/simulation.ts';
import { Decimal, decimal, formatRate } from '../../../../shared/money.ts';
import type { Refusal } from '../../../../shared/result.ts';
import { isRateVariable } from '../../../../shared/valuation/simulation/sheet-request.ts';
import { refusalWords } from '../../../ui/refusal-words.ts';

export const variableName = (t: TFunction, variable: string): string => t(`method-simulation:fields.${variable}`);
export const parameterName = (t: TFunction, name: string): string => t(`simulation:parameter.${name}`);

/** A stored parameter as it is read: a rate in per cent. */
export const parameterText = (variable: string, text: string): string => (isRateVariable(variable) && decimal(text) ? formatRate(text) : text);

/** A place of the request in words: `uncertain.0.low` is 折现率 · 最低. */
export function placeName(t: TFunction, settings: Simulation | undefined, field: string): string {
  const parts = field.split('.');
  const last = parts.at(-1)!;
  const drawn = parts[0] === 'uncertain' ? settings?.uncertain[Number(parts[1])] : undefined;
  if (drawn) return parts.length < 3 ? variableName(t, drawn.variable) : `${variableName(t, drawn.variable)} · ${parameterName(t, last)}`;
  return t([`simulation:place.${parts[0]!}`, `method-simulation:fields.${last}`, `valuation:input.${last}`], { defaultValue: field });
}

/** A refusal with the names of this panel instead of those of the engine. */
export function simulationRefusal(t: TFunction, settings: Simulation | undefined, refusal: Refusal): string {
  const params = Object.fromEntries(
    Object.entries(refusal.params ?? {}).map(([name, value]) => {
      if (name === 'field') return [name, placeName(t, settings, String(value))];
      return [name, ['a', 'b', 'variable'].includes(name) ? variableName(t, String(value)) : value];
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
