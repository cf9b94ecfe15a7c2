/** `kezhuan value METHOD`: every valuation method, with its steps in words. */
import type { TFunction } from 'i18next';
import { z } from 'zod';
import { isRefusal } from '../../shared/result.ts';
import { requestOf, schemaOf, valueBy, type Method, type MethodResult } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import type { Command } from './commands.ts';
import { isRefusalKey, wrongIn } from './issue-words.ts';
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
      const wrong = wrongIn(requestOf(m), input, t, (name) => fieldLabel(m, name, t));
      // the rules of a method's own have their words among the refusals
      if (wrong !== undefined && !isRefusalKey(wrong.message)) return { refused: true, ...wrong };
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

export const METHOD_IDS: readonly string[] = [...METHODS.keys()];

/** A line a method: its id, what it is called, when to use it. */
export const methodList = (t: TFunction): string => [...METHODS.values()].map((m) => `  ${m.id.padEnd(36)}${t(`method-${m.family}:${m.id}.name`)}`).join('\n');

const fieldLabel = (m: Method, name: string, t: TFunction): string => t([`method-${m.family}:fields.${name}`, `cli:field.${name}`], { name, defaultValue: '' });

/** What `kezhuan help value METHOD` says: the method in a sentence, its fields with their kinds, and the shape of a request. */
export function methodHelp(id: string, t: TFunction): string | undefined {
  const m = METHODS.get(id);
  if (!m) return undefined;
  const schema = schemaOf(m) as Shape;
  const fields = Object.entries(schema.properties ?? {}).map(([name, shape]) => {
    const optional = schema.required?.includes(name) === true ? '' : t('cli:field.optional');
    return `  ${name.padEnd(28)}${fieldLabel(m, name, t) || name}${t('cli:field.kind', { kind: kindOf(shape, t) })}${optional}`;
  });
  return [
    `kezhuan value ${m.id} [${t('cli:field.file')}.json|-] [--lang zh|en]`,
    `${t(`method-${m.family}:${m.id}.name`)}: ${t(`method-${m.family}:${m.id}.plain`)}`,
    fields.join('\n'),
    `${t('cli:field.shape')}\n${JSON.stringify(skeleton(schema, schema))}`,
    `kezhuan schema value-${m.id}`,
  ].join('\n\n');
}

type Shape = {
  type?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  prefixItems?: Shape[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  oneOf?: Shape[];
  $ref?: string;
  $defs?: Record<string, Shape>;
};

const oneOf = (shape: Shape): Shape[] | undefined => shape.anyOf ?? shape.oneOf;

function kindOf(shape: Shape, t: TFunction): string {
  const choices = shape.enum ?? (shape.const === undefined ? undefined : [shape.const]);
  if (choices) return choices.join(' / ');
  const kinds = oneOf(shape);
  if (kinds) return [...new Set(kinds.map((k) => kindOf(k, t)))].join(t('cli:field.or'));
  const key = shape.type === 'integer' ? 'number' : (shape.type ?? 'other');
  return t([`cli:kind.${key}`, 'cli:kind.other'], { kind: shape.type ?? '' });
}

/** A request with every field that must be there; the figures in it mean nothing. */
function skeleton(shape: Shape, root: Shape, depth = 0): unknown {
  if (shape.$ref !== undefined) return depth > 6 ? null : skeleton(root.$defs?.[shape.$ref.split('/').at(-1)!] ?? {}, root, depth + 1);
  const choice = shape.const ?? shape.enum?.[0];
  if (choice !== undefined) return choice;
  const kinds = oneOf(shape);
  if (kinds?.[0]) return skeleton(kinds[0], root, depth + 1);
  switch (shape.type) {
    case 'object':
      return Object.fromEntries((shape.required ?? []).map((name) => [name, skeleton(shape.properties?.[name] ?? {}, root, depth + 1)]));
    case 'array':
      return (shape.prefixItems ?? (shape.items ? [shape.items] : [])).map((item) => skeleton(item, root, depth + 1));
    case 'number':
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    default:
      return '…';
  }
}
