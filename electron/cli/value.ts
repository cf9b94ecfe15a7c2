/** `kezhuan value METHOD`: every valuation method, with its steps in words. */
import type { TFunction } from 'i18next';
import { z } from 'zod';
import { isRefusal } from '../../shared/result.ts';
import { requestOf, schemaOf, valueBy, type Method, type MethodResult } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import type { Command } from './commands.ts';
import { loadWords } from './resources.ts';

/** One command a method, `value-<id>`. */
export const VALUE_COMMANDS: Readonly<Record<string, Command>> = Object.fromEntries([...METHODS.values()].map((m) => [`value-${m.id}`, commandOf(m)]));

function commandOf(m: Method): Command {
  return {
    // the method itself checks its request and says what is wrong in words of valuation
    input: z.unknown(),
    schema: () => schemaOf(m),
    async run(input, { lang }) {
      const t = await loadWords(lang);
      const result = valueBy(m, input);
      if (isRefusal(result))
        return { refused: true, ...(result.field === undefined ? {} : { field: result.field }), message: t(`refusal:${result.key}`, result.params ?? {}) };
      return { body: told(m, result, t), musts: 0 };
    },
  };
}

/** The result with labels; expressions stay behind, they are for Excel. */
function told(m: Method, result: MethodResult, t: TFunction): object {
  const words = `method-${m.family}`;
  const label = (name: string): string => t(`${words}:cells.${name}`, { defaultValue: name });
  const labelled = <T extends { name: string }>(x: T): T & { label: string } => ({ ...x, label: label(x.name) });
  const nameOf = new Map(result.cells.map((c) => [c.id, c.name]));
  return {
    ...result,
    cells: undefined,
    name: t(`${words}:${m.id}.name`),
    outputLabels: Object.fromEntries(Object.keys(result.outputs).map((name) => [name, label(nameOf.get(result.outputCells[name] ?? '') ?? name)])),
    steps: result.steps.map(labelled),
    inputs: result.inputs.map(labelled),
    warnings: result.warnings.map((w) => ({ ...w, text: t(`${words}:warnings.${w.key}`, w.params ?? {}) })),
  };
}

/** A line a method: its id, what it is called, when to use it. */
export const methodList = (t: TFunction): string => [...METHODS.values()].map((m) => `  ${m.id.padEnd(36)}${t(`method-${m.family}:${m.id}.name`)}`).join('\n');

/** What `kezhuan help value METHOD` says: the method in a sentence, and its fields. */
export function methodHelp(id: string, t: TFunction): string | undefined {
  const m = METHODS.get(id);
  if (!m) return undefined;
  const fields = Object.entries(requestOf(m).shape).map(([name, type]) => {
    const label = t([`method-${m.family}:fields.${name}`, `cli:field.${name}`, 'cli:field.any'], { name });
    return `  ${name.padEnd(28)}${label}${type.safeParse(undefined).success ? t('cli:field.optional') : ''}`;
  });
  return `kezhuan value ${m.id} [${t('cli:field.file')}.json|-] [--lang zh|en]\n\n${t(`method-${m.family}:${m.id}.name`)}: ${t(`method-${m.family}:${m.id}.plain`)}\n\n${fields.join('\n')}\n\nkezhuan schema value-${m.id}`;
}
