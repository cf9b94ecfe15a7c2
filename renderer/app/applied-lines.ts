/** What changed in the methods of a worksheet, method by method and place by place. */
import type { TFunction } from 'i18next';
import type { Json, JsonObject } from '../../shared/change/change.ts';
import { sameJson } from '../../shared/change/patch.ts';
import { decimal, exactYuan, formatRate } from '../../shared/money.ts';
import { FAMILIES } from '../../shared/valuation/method.ts';
import type { FieldLine } from './field-lines.ts';
import { simulationLines } from './simulation-lines.ts';

const objects = (v: Json | undefined): JsonObject[] => (Array.isArray(v) ? v.filter(isObject) : []);
const isObject = (v: Json | undefined): v is JsonObject => typeof v === 'object' && v !== null && !Array.isArray(v);
const text = (v: Json | undefined): string => (typeof v === 'string' ? v : v === undefined ? '' : JSON.stringify(v));

/** What a method is called; a name kept in words stays as it is. */
export const methodCalled = (t: TFunction, id: string): string => t(`${spaceOf(t, id)}:${id}.name`, { defaultValue: id });

/** Where the method's own words stand. */
const spaceOf = (t: TFunction, id: string): string => `method-${FAMILIES.find((f) => t(`method-${f}:${id}.name`, { defaultValue: '' }) !== '') ?? FAMILIES[0]}`;

/** Lists of short texts are told as they are written; what is deeper, place by place. */
function places(was: Json | undefined, now: Json | undefined, path: readonly string[]): [string[], string, string][] {
  if (sameJson(was, now)) return [];
  const told = (v: Json | undefined): string | undefined =>
    v === undefined || typeof v === 'string'
      ? text(v)
      : Array.isArray(v) && v.every((x) => typeof x === 'string')
        ? v.filter((x) => x !== '').join('、')
        : undefined;
  const [before, after] = [told(was), told(now)];
  if (before !== undefined && after !== undefined) return before === after ? [] : [[[...path], before, after]];
  const [a, b] = [was, now].map((v) => (typeof v === 'object' && v !== null ? ({ ...v } as JsonObject) : {})) as [JsonObject, JsonObject];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((k) => places(a[k], b[k], [...path, k]));
}

/** Amounts with their unit, weights in per cent. */
function ownWords(t: TFunction, name: string, value: string): string {
  if (decimal(value) === undefined) return value;
  return name === 'weight' ? formatRate(value) : name === 'low' || name === 'high' ? `${exactYuan(value)} ${t('ui:unit.yuan')}` : value;
}

/** Nothing is said of who signed an input: that stands beside the line. */
export function appliedLines(t: TFunction, from: Json | undefined, to: Json | undefined): FieldLine[] {
  const [was, now] = [objects(from), objects(to)];
  const ids = [...new Set([...was, ...now].map((a) => text(a['id'])))];
  return ids.flatMap((id): FieldLine[] => {
    const [before, after] = [was.find((a) => a['id'] === id), now.find((a) => a['id'] === id)];
    if (sameJson(before, after)) return [];
    const method = text((after ?? before)!['method']);
    const space = spaceOf(t, method);
    const called = methodCalled(t, method);
    if (!before || !after) return [{ name: t('methods:one'), was: before ? called : '', now: after ? called : '' }];
    const field = (part: string): string =>
      /^\d+$/.test(part) ? t('methods:nth', { n: Number(part) + 1 }) : t(`${space}:fields.${part}`, { defaultValue: part });
    const line = ([path, a, b]: [string[], string, string], more = ''): FieldLine => ({
      name: [called, path.map(field).join(' '), more].filter(Boolean).join(' · '),
      was: a,
      now: b,
    });
    const sources = places(before['evidence'], after['evidence'], [])
      .filter(([path]) => path.at(-1) !== 'by')
      .map(([path, a, b]) => {
        const part = path.at(-1)!;
        const said = (v: string): string => (part === 'grade' && v !== '' ? t(`valuation:grade.${v}`, { defaultValue: v }) : v);
        return line([path.slice(0, -1), said(a), said(b)], t(`valuation:inputCol.${part}`, { defaultValue: part }));
      });
    const own = (['money', 'weight', 'weightReason', 'low', 'high'] as const).flatMap((name) =>
      sameJson(before[name], after[name])
        ? []
        : [line([[], ownWords(t, name, text(before[name])), ownWords(t, name, text(after[name]))], t(`methods:own.${name}`))],
    );
    const simulated = simulationLines(t, before['simulation'], after['simulation'], 'payment').map((l) => ({ ...l, name: `${called} · ${l.name}` }));
    return [...places(before['request'], after['request'], []).map((p) => line(p)), ...sources, ...own, ...simulated];
  });
}
