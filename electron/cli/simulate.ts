/** `kezhuan value simulation`: the same trials as on screen, on one thread; the digits do not depend on how many there are. */
import type { TFunction } from 'i18next';
import { z } from 'zod';
import { isRefusal, type Refusal } from '../../shared/result.ts';
import { benchFor, runChunk } from '../../shared/valuation/simulation/chunk.ts';
import { planOf, SIMULATIONS } from '../../shared/valuation/simulation/plan.ts';
import { summaryOf, type SimulationResult } from '../../shared/valuation/simulation/summary.ts';
import { swingsOf, type Swings } from '../../shared/valuation/simulation/swings.ts';
import type { Command } from './commands.ts';
import { isRefusalKey, wrongIn } from './issue-words.ts';
import { loadWords } from './resources.ts';

function simulated(input: unknown): (SimulationResult & { tornado?: Swings }) | Refusal {
  const plan = planOf(input);
  if (isRefusal(plan)) return plan;
  const bench = benchFor(plan);
  const summary = summaryOf(
    plan,
    Array.from({ length: plan.chunks }, (_, i) => runChunk(plan, i, bench)),
  );
  if (isRefusal(summary)) return summary;
  const tornado = swingsOf(plan);
  return { ...summary, ...(tornado === undefined ? {} : { tornado }) };
}

/** What every answer of `value` has, for a caller that reads them all alike: the mean of the trials, how it came about, and what it was made of. */
function answerOf({ mean, sd, standardError, valued, settings }: SimulationResult, t: TFunction): object {
  const label = (name: string): string => t([`method-simulation:cells.${name}`, `method-simulation:fields.${name}`], { defaultValue: name });
  const step = (id: string, formula: string, substituted: string, result: number): object => ({
    id,
    name: id,
    formula,
    substituted,
    result,
    unit: 'money',
    label: label(id),
  });
  const drawn = settings.uncertain.map(({ variable, distribution }) => ({ id: variable, name: variable, label: label(variable), distribution }));
  const names = new Set(drawn.map((d) => d.name));
  const given = Object.entries(settings.base).flatMap(([name, value]) => (names.has(name) ? [] : [{ id: name, name, label: label(name), value }]));
  return {
    method: 'simulation',
    value: mean,
    unit: 'money',
    steps: [step('mean', 'V̄ = ΣV ÷ N', `${mean * valued} ÷ ${valued}`, mean), step('standardError', 'SE = s ÷ √N', `${sd} ÷ √${valued}`, standardError)],
    inputs: [...drawn, ...given],
  };
}

/** The model asked for; royalty where none is named. */
const modelOf = (input: unknown): string => {
  const model = input !== null && typeof input === 'object' && 'model' in input ? input.model : undefined;
  return typeof model === 'string' ? model : 'royalty';
};

export const SIMULATE: Command = {
  // the plan itself says what is wrong, in words of valuation
  input: z.unknown(),
  schema: () => z.toJSONSchema(z.union([...SIMULATIONS.values()]), { io: 'input' }),
  async run(input, { lang }) {
    const t = await loadWords(lang);
    const shape = SIMULATIONS.get(modelOf(input));
    const wrong = shape && wrongIn(shape, input, t);
    if (wrong && !isRefusalKey(wrong.message)) return { refused: true, ...wrong };
    const result = simulated(input);
    if (isRefusal(result))
      return { refused: true, ...(result.field === undefined ? {} : { field: result.field }), message: t(`refusal:${result.key}`, result.params ?? {}) };
    const warnings = result.warnings.map((w) => ({ ...w, text: t(`method-simulation:warnings.${w.key}`, w.params ?? {}) }));
    return { body: { ...answerOf(result, t), ...result, warnings }, musts: 0 };
  },
};
