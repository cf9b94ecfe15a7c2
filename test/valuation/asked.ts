/** Asking a method in a test: its result, one of its figures, why it refused; and the published answers. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { isRefusal, type Refusal } from '../../shared/result.ts';
import { valueBy, type MethodResult } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';

export type Asked = Record<string, unknown>;

/** The answer, or an error that shows the refusal. */
export function answered(id: string, request: Asked): MethodResult {
  const answer = valueBy(METHODS.get(id)!, request);
  if (isRefusal(answer)) throw new Error(`${id}: ${JSON.stringify(answer)}`);
  for (const w of answer.warnings) saidIn(`method-${METHODS.get(id)!.family}`, `warnings.${w.key}`, w.params);
  return answer;
}
export const valueOf = (id: string, request: Asked): number => answered(id, request).value;

/** `key field` of the refusal; `not refused` where there is an answer. */
export function refusedOf(id: string, request: Asked): string {
  const answer: MethodResult | Refusal = valueBy(METHODS.get(id)!, request);
  if (isRefusal(answer)) saidIn('refusal', answer.key, answer.params);
  return isRefusal(answer) ? `${answer.key.replace(/^valuation\./, '')} ${answer.field ?? ''}`.trim() : 'not refused';
}
/** Keys of the warnings of a result. */
export const warned = (result: MethodResult): string[] => result.warnings.map((w) => w.key);
export const warningsOf = (id: string, request: Asked): string[] => warned(answered(id, request));
/** The cells of one name, in order, whether given or computed. */
export const cellsOf = (result: MethodResult, name: string): number[] => result.cells.filter((c) => c.name === name).map((c) => c.value);

/** The figures of a result by the names published cases use: its outputs and its value. */
export const figuresOf = (result: MethodResult): Record<string, number> => ({ value: result.value, ...result.outputs });

type Words = { [name: string]: Words | string };
const files = new Map<string, Words>();
const wordsOf = (file: string): Words => {
  const read = files.get(file) ?? (JSON.parse(readFileSync(new URL(`../../resources/locales/zh/${file}.json`, import.meta.url), 'utf8')) as Words);
  files.set(file, read);
  return read;
};

/** The text under `path` in a Chinese word file, filled in; an error where there is none or a place stays empty. */
export function saidIn(file: string, path: string, params: Record<string, string | number> = {}): string {
  const text = path.split('.').reduce<Words | string | undefined>((words, name) => (typeof words === 'object' ? words[name] : undefined), wordsOf(file));
  if (typeof text !== 'string') throw new Error(`${file}:${path} has no words`);
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (params[name] === undefined) throw new Error(`${file}:${path} wants ${name}`);
    return String(params[name]);
  });
}

type Expected = number | Record<string, number | number[]>;
export type Published = { id: string; inputs: Record<string, never>; expected: Expected; tolerance: number | Record<string, number> };
const ALL = JSON.parse(readFileSync(new URL('./cases.json', import.meta.url), 'utf8')) as Published[];

/** A published case by its id. */
export function published(id: string): Published {
  const found = ALL.find((c) => c.id === id);
  if (!found) throw new Error(`no case ${id}`);
  return found;
}

/** What a published case gives, as its method's caller reads it. */
export const inputsOf = <T>(id: string): T => published(id).inputs as unknown as T;

/** What of a published case is missed: figures by the names it gives them, each within its own tolerance. */
export function missed(id: string, figures: number | Record<string, number | number[]>): string[] {
  const { expected, tolerance } = published(id);
  const wanted = typeof expected === 'number' ? { value: expected } : expected;
  const got: Record<string, number | number[]> = typeof figures === 'number' ? { value: figures } : figures;
  return Object.entries(wanted).flatMap(([name, want]) => {
    const allowed = typeof tolerance === 'number' ? tolerance : tolerance[name]!;
    const [w, g] = [[want].flat(), [got[name] ?? Number.NaN].flat()];
    return w.length === g.length && w.every((x, i) => Math.abs(g[i]! - x) <= allowed) ? [] : [`${id} ${name}: ${g.join(' ')} instead of ${w.join(' ')}`];
  });
}

/** Numbers between two, in thousandths: where a property fails, they shrink at once, which doubles do not. */
export const between = (least: number, most: number): fc.Arbitrary<number> =>
  fc.integer({ min: Math.round(least * 1000), max: Math.round(most * 1000) }).map((x) => x / 1000);
