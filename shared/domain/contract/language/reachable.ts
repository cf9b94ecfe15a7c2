/** Whether a condition can hold for some answers: tried over the answers it looks at, and those they depend on. */
import type { Condition, InterviewField } from '../clause-set.ts';
import { holds } from '../fill.ts';

const MOST_TRIED = 4096;

/** True also where there would be too much to try: only what is certain is a fault. */
export function canHold(condition: Condition, fields: ReadonlyMap<string, InterviewField>): boolean {
  const keys = [...closure(condition, fields)];
  // in the order they are asked, so that a question is decided after those it depends on
  const asked = [...fields.values()].filter((f) => keys.includes(f.key));
  const possible = asked.map((f) => answersOf(f, condition));
  if (possible.reduce((n, p) => n * p.length, 1) > MOST_TRIED) return true;
  const values: Record<string, string> = {};
  const tryFrom = (i: number): boolean => {
    const field = asked[i];
    if (!field) return holds(condition, values);
    if (!holds(field.when, values)) {
      values[field.key] = '';
      return tryFrom(i + 1);
    }
    return possible[i]!.some((value) => {
      values[field.key] = value;
      return tryFrom(i + 1);
    });
  };
  return tryFrom(0);
}

/** No answer comes last: most conditions ask for one, and hold at the first try then. */
const answersOf = (field: InterviewField, condition: Condition): string[] => {
  const named = valuesOf(field.key, condition);
  return [...new Set([...named, ...(field.choices?.map((c) => c.value) ?? ['x']), ''])];
};

/** Values a condition compares an answer with. */
function valuesOf(key: string, condition: Condition): string[] {
  if ('has' in condition) return [];
  if ('is' in condition) return condition.is[0] === key ? condition.is.slice(1) : [];
  if ('not' in condition) return valuesOf(key, condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap((c) => valuesOf(key, c));
}

function closure(condition: Condition, fields: ReadonlyMap<string, InterviewField>): Set<string> {
  const keys = new Set<string>();
  const open = keysIn(condition);
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (keys.has(key)) continue;
    keys.add(key);
    const when = fields.get(key)?.when;
    if (when) open.push(...keysIn(when));
  }
  return keys;
}

/** The answers a condition looks at. */
export function keysIn(condition: Condition): string[] {
  if ('has' in condition) return [condition.has];
  if ('is' in condition) return [condition.is[0]];
  if ('not' in condition) return keysIn(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(keysIn);
}
