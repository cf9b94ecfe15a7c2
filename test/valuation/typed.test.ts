/** What is typed into a form asks a method the same as the request it stands for. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppliedMethod, Typed } from '../../shared/domain/deal.ts';
import { isRefusal } from '../../shared/result.ts';
import { formOf, QUANTITIES, type Field, type Scalar } from '../../shared/valuation/form.ts';
import { valueBy } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { inMoney } from '../../shared/valuation/money-unit.ts';
import { keptTyped, requestFrom, splitList, valueApplied } from '../../shared/valuation/typed.ts';
import { usualKeys, usualTyped } from '../../shared/valuation/usual.ts';
import { flatten } from '../support/locales.ts';
import { randomRuns } from '../support/random.ts';
import { SAMPLES, VARIANTS } from './samples.ts';

type Asked = Record<string, unknown>;
const ALL = [...Object.entries(SAMPLES), ...VARIANTS] as [string, Asked][];
const method = (id: string) => METHODS.get(id)!;

/** Full digits without an exponent, as somebody would copy them. */
const digits = (x: number): string => {
  const text = String(x);
  return text.includes('e') ? x.toFixed(20) : text;
};
const grouped = (x: number): string => {
  const [whole, rest] = digits(x).split('.') as [string, string?];
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (rest === undefined ? '' : `.${rest}`);
};

function textOf(of: Scalar, x: unknown, way: number): string {
  if (of.kind === 'flag') return x === true ? 'yes' : 'no';
  if (of.kind === 'choice' || typeof x === 'string')
    return of.kind === 'scalar' && of.quantity === 'day' && way === 1 ? String(x).replaceAll('-', '.') : String(x);
  const n = x as number;
  if (of.quantity === 'rate' || of.quantity === 'share') return Math.abs(n) > 1 ? `${digits(n * 100)}%` : digits(n);
  if (of.quantity === 'money') return [digits(n), ` ${grouped(n)} `, `${digits(n)}元`][way]!;
  return way === 2 ? grouped(n) : digits(n);
}

/** A request as typed texts, with blanks around them that mean nothing. */
function typedOf(field: Field, x: unknown, way: number): Typed {
  if (field.kind === 'list') {
    const texts = (x as unknown[]).map((v) => textOf(field.of, v, way));
    return way === 2 && !texts.some((t) => /[\s、;]/.test(t)) ? texts.join('、') : [...texts, '', ' '];
  }
  if (field.kind === 'table') return [{}, ...(x as Asked[]).map((row) => namedOf(field.columns, row, way)), { [field.columns[0]!.name]: '' }];
  if (field.kind === 'group') return namedOf(field.fields, x as Asked, way);
  return textOf(field, x, way);
}
const namedOf = (fields: readonly Field[], x: Asked, way: number): Record<string, Typed> =>
  Object.fromEntries(fields.map((f) => [f.name, x[f.name] === undefined ? '' : typedOf(f, x[f.name], way)]));
const applied = (id: string, request: Record<string, Typed>): AppliedMethod => ({ id: 'a', method: id, money: '元', request });

describe('forms', () => {
  it('every method has a form of known kinds, and what is only custom is named', () => {
    const odd: string[] = [];
    const customary: string[] = [];
    const see = (at: string, f: Field, depth: number): void => {
      if (f.kind === 'scalar' && !QUANTITIES.includes(f.quantity)) odd.push(`${at}.${f.name} ${f.quantity}`);
      if (f.kind === 'group' && depth > 0) odd.push(`${at}.${f.name} is a group in a table`);
      if (f.customary) customary.push(`${at}.${f.name}`);
      for (const c of f.kind === 'table' ? f.columns : f.kind === 'group' ? f.fields : []) see(`${at}.${f.name}`, c, depth + 1);
    };
    for (const m of METHODS.values()) for (const f of formOf(m)) see(m.id, f, 0);
    expect(odd).toEqual([]);
    expect(customary).toHaveLength(11);
  });

  it('says what is optional, what stands in for a blank, and how many items there may be', () => {
    const form = new Map(formOf(method('market-comparables')).map((f) => [f.name, f]));
    expect(form.get('totalLimit')).toEqual({ name: 'totalLimit', kind: 'scalar', quantity: 'rate', optional: true, initial: 0.3, customary: true });
    expect(form.get('comparables')).toMatchObject({ kind: 'table', optional: false, least: 1, most: 30 });
    expect(formOf(method('dcf')).find((f) => f.name === 'terminal')).toMatchObject({
      kind: 'choice',
      choices: ['none', 'gordon', 'exitMultiple'],
      initial: 'none',
    });
  });
});

describe('words of forms', () => {
  const wordsOf = (lang: string, file: string) =>
    flatten(JSON.parse(readFileSync(new URL(`../../resources/locales/${lang}/${file}.json`, import.meta.url), 'utf8')) as never);
  it.each(['zh', 'en'])('every choice and every usual key is called something (%s)', (lang) => {
    const own = wordsOf(lang, 'methods');
    const silent: string[] = [];
    for (const m of METHODS.values()) {
      const family = wordsOf(lang, `method-${m.family}`);
      const see = (f: Field): void => {
        if (f.kind === 'choice')
          for (const c of f.choices) if (!family.has(`choices.${f.name}.${c}`) && !own.has(`choice.${f.name}.${c}`)) silent.push(`${m.id} ${f.name} ${c}`);
        for (const below of f.kind === 'table' ? f.columns : f.kind === 'group' ? f.fields : []) see(below);
      };
      formOf(m).forEach(see);
      silent.push(...usualKeys(m).filter((key) => !family.has(`usual.${key}`)));
    }
    expect(silent).toEqual([]);
  });

  it('the usual tree, scored, is worth what it is worth with its weights written out', () => {
    const m = method('risk-build-up');
    const score = (rows: Typed[]): Typed[] =>
      rows.map((row) => {
        const { factors, parts, ...own } = row as Record<string, Typed>;
        if (factors) return { ...own, factors: score(factors as Typed[]) };
        return parts ? { ...own, parts: score(parts as Typed[]) } : { ...own, score: '60', reason: '示例' };
      });
    const answer = valueApplied(m, applied(m.id, { riskFreeRate: '3%', risks: score(usualTyped(m)!.typed) }));
    if (isRefusal(answer)) throw new Error(JSON.stringify(answer));
    // four risks of 5 % each, all at 60
    expect(answer.value).toBeCloseTo(0.03 + 4 * 0.05 * 0.6, 12);
  });
});

describe('typed texts', () => {
  it('every sample written as texts gives the result of the request itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.integer({ min: 0, max: 2 }), ([id, request], way) => {
        const m = method(id);
        const typed = applied(id, namedOf(formOf(m), request, way));
        const asked = requestFrom(m, typed);
        if (isRefusal(asked)) throw new Error(`${id}: ${JSON.stringify(asked)}`);
        const [got, want] = [valueApplied(m, typed), valueBy(m, request)];
        if (isRefusal(got) || isRefusal(want)) throw new Error(`${id}: ${JSON.stringify(got)}`);
        expect({ ...got, cells: [] }).toEqual({ ...want, cells: [] });
      }),
      randomRuns(300),
    );
  });

  const refused = (id: string, request: Record<string, Typed>): string => {
    const answer = valueApplied(method(id), applied(id, request));
    return isRefusal(answer) ? `${answer.key} ${answer.field}` : 'not refused';
  };
  it('names the field it cannot read, where it stands in the form', () => {
    expect(refused('npv', { flows: ['100', '约五百'], discountRate: '10%' })).toBe('valuation.unreadable flows.1');
    expect(refused('npv', { flows: ['100', '', '5'], discountRate: '10%' })).toBe('valuation.missing flows.1');
    expect(refused('npv', { flows: ['100'], discountRate: '' })).toBe('valuation.missing discountRate');
    expect(refused('xnpv', { flows: ['1', '2'], dates: ['2026.3.12', '2026-02-30'], discountRate: '10' })).toBe('valuation.unreadable dates.1');
    const row = { name: '示例甲', price: '300', scores: ['100'] };
    expect(refused('market-comparables', { factors: [{ name: '年限' }], comparables: [{}, row, {}, { ...row, price: '' }] })).toBe(
      'valuation.exactlyOne comparables.3.price',
    );
    expect(refused('market-comparables', { factors: [{ name: '年限' }], comparables: [{}, { ...row, price: '三百左右' }] })).toBe(
      'valuation.unreadable comparables.1.price',
    );
  });

  it('reads money in its unit, per cent above one, and dates as people write them', () => {
    const m = method('annuity');
    const asked = (payment: string, money: '元' | '万元') => requestFrom(m, { ...applied('annuity', { payment, discountRate: '15', periods: '3' }), money });
    expect(asked('150', '万元')).toEqual({ payment: 150, discountRate: 0.15, periods: 3, money: '万元' });
    expect(asked('150万', '元')).toMatchObject({ payment: 1_500_000 });
    expect(asked('¥1,500,000.00', '万元')).toMatchObject({ payment: 150 });
    expect(asked('−20', '元')).toMatchObject({ payment: -20 });
  });

  it('keeps a bare number of a rate with its %, typed or pasted; all else as it is', () => {
    const kept = (id: string, path: string, text: string) => keptTyped(formOf(method(id)), path, text);
    expect(['0.5', '1', '15', '5%', '１', '约五'].map((text) => kept('annuity', 'discountRate', text))).toEqual(['0.5%', '1%', '15%', '5%', '1%', '约五']);
    expect(kept('annuity', 'payment', '0.5')).toBe('0.5');
    expect(kept('risk-build-up', 'risks.1.premium', '0.5')).toBe('0.5%');
    expect(kept('market-comparables', 'comparables.0.scores', '110、95')).toEqual(['110', '95']);
    expect(
      requestFrom(method('annuity'), applied('annuity', { payment: '1', discountRate: kept('annuity', 'discountRate', '150'), periods: '3' })),
    ).toMatchObject({ discountRate: 1.5 });
  });

  it('takes several values from one cell', () => {
    expect(splitList('110、95  100；80')).toEqual(['110', '95', '100', '80']);
    expect(splitList('110,95, 1,200')).toEqual(['110', '95', '1,200']);
    expect(splitList('60万，70万')).toEqual(['60万', '70万']);
  });

  it('carries where an input is from; what is no date is left out', () => {
    const m = method('real-nominal');
    const answer = valueApplied(m, {
      ...applied('real-nominal', { nominalRate: '10%', inflation: '3%' }),
      evidence: { inflation: { source: '示例公报', sourceDate: '2026-03-12', grade: 'fact' }, nominalRate: { source: '示例', sourceDate: '去年' } },
    });
    if (isRefusal(answer)) throw new Error(answer.key);
    expect(answer.inputs.find((i) => i.name === 'inflation')).toMatchObject({ source: '示例公报', date: '2026-03-12', grade: 'fact' });
    expect(answer.inputs.find((i) => i.name === 'nominalRate')).toMatchObject({ source: '示例' });
  });
});

describe('another unit for the money of a form', () => {
  const inWan = ALL.filter(([id]) => method(id).hasMoney && !/shares|cap-table|distribution/.test(id));
  it.each([0, 1, 2])('leaves every amount what it is, however it was typed (%i)', (way) => {
    const off = inWan.flatMap(([id, request]) => {
      const before: AppliedMethod = { ...applied(id, namedOf(formOf(method(id)), request, way)), money: '万元' };
      const now = inMoney(method(id), before, '元');
      const [a, b] = [valueApplied(method(id), before), valueApplied(method(id), now)];
      if (isRefusal(a) || isRefusal(b))
        return isRefusal(a) && isRefusal(b) ? [] : [`${id} is refused in one unit only: ${JSON.stringify(isRefusal(a) ? a : b)}`];
      const scale = a.unit === 'money' ? 10_000 : 1;
      return Math.abs(b.value - a.value * scale) <= 1e-7 * Math.max(1, Math.abs(b.value)) ? [] : [`${id}: ${a.value} became ${b.value}`];
    });
    expect(off).toEqual([]);
    expect(inWan.length).toBeGreaterThan(30);
  });

  it('and back again is as typed; what says its own unit or cannot be read is left alone', () => {
    const before: AppliedMethod = { id: 'a', method: 'dcf', money: '万元', request: { flows: ['100', '-3.5', '150万', '约三百', ''], discountRate: '15%' } };
    const now = inMoney(method('dcf'), before, '元');
    expect([now.money, now.request]).toEqual(['元', { flows: ['1000000', '-35000', '150万', '约三百', ''], discountRate: '15%' }]);
    expect(inMoney(method('dcf'), now, '万元')).toEqual(before);
  });
});
