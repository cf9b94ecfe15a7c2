/** `payKind 是 once、instalments 且 非 (x 有 或 y 是 a)`: 非 binds closest, then 且, then 或. */
import type { Condition } from '../clause-set.ts';
import { conditionCalled, FURTHER_KEYS, furtherCalled } from '../several.ts';
import { along, type Faults, type Place } from './fault.ts';

type Token = { text: string; at: Place };
/** Where each test of a condition stands, so that a check can point at it. */
export type Tested = { key: string; values: string[]; at: Place };
type Reading = { tokens: Token[]; next: number; end: Place; faults: Faults; tested: Tested[] };

const DEEPEST = 20;
const EXAMPLES = ['key 有', 'key 是 值', '有丙方', '非', '('];

/** Undefined where it cannot be read; the fault says why. `tested` gathers every test with its place. */
export function parseCondition(text: string, at: Place, faults: Faults, tested: Tested[]): Condition | undefined {
  const reading: Reading = { tokens: tokensOf(text, at), next: 0, end: along(at, text.length), faults, tested };
  const condition = either(reading, 0);
  const more = reading.tokens[reading.next];
  if (condition === undefined || more === undefined) return condition;
  faults.must(more.at, 'conditionMore', { text: more.text }, ['且', '或']);
  return undefined;
}

function tokensOf(text: string, at: Place): Token[] {
  return [...text.matchAll(/[()（）]|[^\s()（）]+/g)].map((m) => ({ text: m[0].replace('（', '(').replace('）', ')'), at: along(at, m.index) }));
}

const took = (r: Reading, word: string): boolean => {
  if (r.tokens[r.next]?.text !== word) return false;
  r.next += 1;
  return true;
};

function series(r: Reading, depth: number, word: string, part: (r: Reading, depth: number) => Condition | undefined): Condition[] | undefined {
  const parts: Condition[] = [];
  do {
    const one = part(r, depth);
    if (one === undefined) return undefined;
    parts.push(one);
  } while (took(r, word));
  return parts;
}

function either(r: Reading, depth: number): Condition | undefined {
  const parts = series(r, depth, '或', both);
  return parts === undefined || parts.length === 1 ? parts?.[0] : { any: parts };
}

function both(r: Reading, depth: number): Condition | undefined {
  const parts = series(r, depth, '且', single);
  return parts === undefined || parts.length === 1 ? parts?.[0] : { all: parts };
}

function single(r: Reading, depth: number): Condition | undefined {
  const token = r.tokens[r.next];
  if (depth > DEEPEST) {
    r.faults.must(token?.at ?? r.end, 'conditionDeep', { limit: DEEPEST });
    return undefined;
  }
  if (took(r, '非')) {
    const inner = single(r, depth + 1);
    return inner && { not: inner };
  }
  if (took(r, '(')) {
    const inner = either(r, depth + 1);
    if (inner === undefined || took(r, ')')) return inner;
    r.faults.must(r.tokens[r.next]?.at ?? r.end, 'conditionOpen', {}, [')']);
    return undefined;
  }
  return test(r);
}

function test(r: Reading): Condition | undefined {
  const key = r.tokens[r.next];
  // 有丙方 is a word of its own: there is a third party
  const further = key && furtherCalled(key.text);
  if (key && further !== undefined) {
    r.next += 1;
    r.tested.push({ key: further, values: [], at: key.at });
    return { has: further };
  }
  if (key && /^有.方$/.test(key.text)) {
    r.faults.must(
      key.at,
      'conditionParty',
      { text: key.text },
      FURTHER_KEYS.map((k) => conditionCalled(k)!),
    );
    return undefined;
  }
  if (key === undefined || [')', '且', '或', '有', '是'].includes(key.text)) {
    r.faults.must(key?.at ?? r.end, 'conditionKey', { text: key?.text ?? '' }, EXAMPLES);
    return undefined;
  }
  r.next += 1;
  const how = r.tokens[r.next];
  if (took(r, '有')) {
    r.tested.push({ key: key.text, values: [], at: key.at });
    return { has: key.text };
  }
  if (!took(r, '是')) {
    r.faults.must(how?.at ?? r.end, 'conditionHow', { text: how?.text ?? '' }, ['有', '是']);
    return undefined;
  }
  const first = r.tokens[r.next];
  const values = (first?.text ?? '').split('、');
  if (first === undefined || values.some((v) => v === '') || '()'.includes(first.text)) {
    r.faults.must(first?.at ?? r.end, 'conditionValue', { text: first?.text ?? '' }, ['once', 'once、instalments']);
    return undefined;
  }
  r.next += 1;
  r.tested.push({ key: key.text, values, at: first.at });
  return { is: [key.text, ...values] };
}

/** As {@link parseCondition} reads it. */
export function printCondition(condition: Condition): string {
  if ('has' in condition) return conditionCalled(condition.has) ?? `${condition.has} 有`;
  if ('is' in condition) return `${condition.is[0]} 是 ${condition.is.slice(1).join('、')}`;
  if ('not' in condition) return `非 ${isTest(condition.not) || 'not' in condition.not ? printCondition(condition.not) : enclosed(condition.not)}`;
  if ('all' in condition) return condition.all.map((c) => ('any' in c || 'all' in c ? enclosed(c) : printCondition(c))).join(' 且 ');
  return condition.any.map((c) => ('any' in c ? enclosed(c) : printCondition(c))).join(' 或 ');
}

const isTest = (c: Condition): boolean => 'has' in c || 'is' in c;
const enclosed = (c: Condition): string => `(${printCondition(c)})`;
