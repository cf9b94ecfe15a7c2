/** The clocks beside the registry's: what starts and ends each, and what is said where no day follows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkContract } from '../../shared/domain/checks/contract.ts';
import { CLOCK_KINDS, urgencyOf, type ClockStep } from '../../shared/domain/clocks/clock.ts';
import { clocksOf } from '../../shared/domain/clocks/clocks-of.ts';
import { countPeriod } from '../../shared/domain/clocks/count.ts';
import { clockTitle, stepWords } from '../../shared/domain/clocks/words.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { addDays, countDays, isWorkingDay, weekday, type HolidayTable } from '../../shared/time.ts';
import { randomRuns } from '../support/random.ts';
import { json, rulesOn, signed } from './support.ts';

const DAY = '2026-06-01';
const of = (f: DealFile, kind: string, day = DAY) => clocksOf(f, rulesOn(day), day).filter((c) => c.kind === kind);
const one = (f: DealFile, kind: string, day = DAY) => of(f, kind, day)[0];
const effective = (on: string): DealFile => {
  const f = signed();
  return { ...f, signings: [{ ...f.signings[0]!, effectiveOn: on }] };
};
const saying = (f: DealFile, more: Record<string, string>): DealFile => ({
  ...f,
  contracts: [{ ...f.contracts[0]!, state: 'draft', fields: { ...f.contracts[0]!.fields, ...more } }],
});

describe('专利实施许可备案', () => {
  it.each([
    ['2026-05-25', '2026-08-25'],
    // three months from the end of a month: the last day of February, in a leap year one more
    ['2026-11-30', '2027-02-28'],
    ['2027-11-30', '2028-02-29'],
    ['2026-01-31', '2026-04-30'],
  ])('in force on %s: by %s, by a confirmed rule', (from, day) => expect(one(effective(from), 'recordal')).toMatchObject({ from, day, basis: 'confirmed' }));
  it('asks for the effective day, and is nothing for know-how, a development or an application', () => {
    expect(one(effective(''), 'recordal')).toMatchObject({ missing: 'effect' });
    const f = signed();
    expect(one({ ...f, rights: f.rights.filter((r) => r.kind === 'secret') }, 'recordal')).toBeUndefined();
    expect(one({ ...f, contracts: [{ ...f.contracts[0]!, kind: 'KF-WT' }] }, 'recordal')).toBeUndefined();
    expect(one({ ...f, rights: [{ id: 'x', kind: 'application', number: '202010000000.7' }] }, 'recordal')).toBeUndefined();
  });
  it('is asked once: the check of the contract and the clock share their answer', () => {
    const f = signed();
    expect(checkContract(f, f.contracts[0]!, rulesOn(DAY)).map((x) => x.key)).toContain(one(f, 'recordal')!.key);
  });
  it('is done when a person notes it, and open again when the note is taken back', () => {
    const f = signed();
    const answers = [{ id: 'a', findingKey: one(f, 'recordal')!.key, reason: '2026-07-01 备案' }];
    expect(one({ ...f, answers }, 'recordal')).toMatchObject({ done: '2026-07-01 备案' });
    expect(one({ ...f, answers: [{ ...answers[0]!, archived: true }] }, 'recordal')!.done).toBeUndefined();
    // what the records decide cannot be noted away
    const validity = [{ id: 'a', findingKey: one(f, 'validity')!.key, reason: '不管' }];
    expect(one({ ...f, answers: validity }, 'validity')!.done).toBeUndefined();
  });
});

describe('转让登记', () => {
  const transfer = (): DealFile => {
    const f = signed();
    return { ...f, contracts: [{ ...f.contracts[0]!, kind: 'ZR-ZL' }] };
  };
  it('is a reminder without a day: the law names none', () => {
    const clock = one(transfer(), 'assignment')!;
    expect(clock).toMatchObject({ basis: 'confirmed', missing: 'noDeadline' });
    expect(clock.day).toBeUndefined();
    expect(urgencyOf(clock, DAY)).toBe('open');
    expect([of(signed(), 'assignment'), of(transfer(), 'recordal')]).toEqual([[], []]);
  });
});

describe('年费', () => {
  const right = { id: 'r', kind: 'invention' as const, status: 'inForce' as const, filedOn: '2020-02-29', grantedOn: '2022-01-01' };
  const fee = (more: object, day = DAY) => one({ ...signed(), rights: [{ ...right, ...more }] }, 'fee', day);
  it('is due where it is paid to, else on the next anniversary of the filing day, which is 待确认', () => {
    expect(fee({ feePaidTo: '2027-01-02' })).toMatchObject({ day: '2027-01-02', basis: 'agreed' });
    expect(fee({})).toMatchObject({ day: '2027-02-28', basis: 'unconfirmed', from: '2020-02-29' });
    expect(fee({}, '2028-02-29')!.day).toBe('2028-02-29');
    expect(fee({}, '2028-03-01')!.day).toBe('2029-02-28');
    expect(fee({})!.steps.map((s) => s.say)).toContain('noGrace');
  });
  it('is none of an application, of know-how, of what lapsed', () => {
    for (const more of [{ grantedOn: undefined }, { kind: 'secret' }, { status: 'lapsed' }, { filedOn: undefined }, { archived: true }])
      expect(fee(more)).toBeUndefined();
  });
});

describe('提成结算', () => {
  const royalty = (period: string, more: Record<string, string> = {}) =>
    saying(signed(), { royaltyPeriod: period, royaltyDays: '45', termFrom: '2026-06-01', termTo: '2027-10-15', ...more });
  const days = (f: DealFile, day = DAY) => of(f, 'royalty', day).map((c) => [c.from, c.day]);
  it('by calendar quarters, half-years and years, the first and the last cut by the term', () => {
    expect(days(royalty('quarter'))).toEqual([
      // 45 days after 2026-06-30: 31 July days, 14 of August
      ['2026-06-30', '2026-08-14'],
      ['2026-09-30', '2026-11-14'],
      ['2026-12-31', '2027-02-14'],
      ['2027-03-31', '2027-05-15'],
    ]);
    // the first begins with the term, in its name too
    expect(of(royalty('year'), 'royalty').map((c) => c.name)).toEqual(['2026-06']);
    expect(days(royalty('halfYear')).map(([from]) => from)).toEqual(['2026-06-30', '2026-12-31']);
    expect(days(royalty('year'))).toEqual([['2026-12-31', '2027-02-14']]);
    // the last one: from 1 October until the end of the term
    expect(days(royalty('quarter'), '2027-11-01').at(-1)).toEqual(['2027-10-15', '2027-11-29']);
  });
  it('only where a royalty is paid; each period is noted by itself', () => {
    expect(days(royalty('quarter', { payKind: 'once' }))).toEqual([]);
    const f = royalty('quarter');
    const answers = [{ id: 'a', findingKey: of(f, 'royalty')[0]!.key, reason: '已结' }];
    expect(of({ ...f, answers }, 'royalty').map((c) => c.done)).toEqual(['已结', undefined, undefined, undefined]);
  });
});

describe('验收', () => {
  it('so many days after the latest day of delivery, and no day where none is agreed', () => {
    // 05-25 + 30 = 06-24; + 60 = 08-23
    expect(one(saying(signed(), { acceptanceDays: '60', materialDays: '30' }), 'acceptance')).toMatchObject({
      from: '2026-06-24',
      day: '2026-08-23',
      basis: 'agreed',
    });
    expect(one(saying(signed(), { acceptanceDays: '60' }), 'acceptance')).toMatchObject({ missing: 'delivery' });
    // of a development the day the results are due: 2026-12-31 + 15
    const results = saying(signed(), { acceptanceDays: '15', resultsDay: '2026.12.31', materialDays: '30' });
    expect(one(results, 'acceptance')).toMatchObject({ from: '2026-12-31', day: '2027-01-15' });
    expect(of(signed(), 'acceptance')).toEqual([]);
  });

  it('from the day of the actual delivery where one is noted, and says which of the two it counts from', () => {
    const noted = (deliveredOn: string, fields: Record<string, string>) => {
      const f = saying(signed(), fields);
      return one({ ...f, signings: f.signings.map((s) => ({ ...s, deliveredOn })) }, 'acceptance', '2026-06-20')!;
    };
    const agreed = { acceptanceDays: '60', materialDays: '30' };
    // 06-10 + 60 = 08-09
    expect(noted('2026.6.10', agreed)).toMatchObject({ from: '2026-06-10', day: '2026-08-09', where: { table: 'signings', id: 's1', field: 'deliveredOn' } });
    expect(noted('2026.6.10', agreed).steps.map((s) => s.say)).toEqual(['delivered', 'acceptanceAgreed', 'end']);
    // where the contract names no day of delivery the actual one is enough
    expect(noted('2026-06-10', { acceptanceDays: '60' })).toMatchObject({ day: '2026-08-09' });
    // what is to be delivered one day is not delivered
    for (const none of ['', '2026-06-21', '月底']) {
      expect(noted(none, agreed)).toMatchObject({ from: '2026-06-24', day: '2026-08-23' });
      expect(noted(none, agreed).steps.map((s) => s.say)).toEqual(['effect', 'deliveryLatest', 'acceptanceAgreed', 'end']);
    }
  });
});

describe('合同有效期', () => {
  const until = (day: string, today: string) => {
    const f = signed();
    const clock = one({ ...f, signings: [{ ...f.signings[0]!, validTo: day }] }, 'validity', today)!;
    return urgencyOf(clock, today);
  };
  it('warns 30, 10 and 3 days ahead, as the rule pack says', () => {
    const told = ['2026-05-30', '2026-05-31', '2026-06-19', '2026-06-20', '2026-06-26', '2026-06-27', '2026-06-30', '2026-07-01'];
    expect(told.map((today) => until('2026-06-30', today))).toEqual(['far', 'ahead', 'ahead', 'soon', 'soon', 'now', 'now', 'late']);
  });
  it('is only the end of the contract once it was registered, also if that was cancelled since', () => {
    const kind = (state: 'accepted' | 'refused' | 'registered' | 'cancelled' | 'revoked') =>
      clocksOf({ ...signed(), filings: [{ id: 'x', version: 1, state }] }, rulesOn(DAY), DAY).find((c) => c.where.field === 'validTo')?.kind;
    expect([kind('accepted'), kind('refused')]).toEqual(['validity', 'validity']);
    expect([kind('registered'), kind('cancelled'), kind('revoked')]).toEqual(['contractEnd', 'contractEnd', 'contractEnd']);
  });
  it('J3: six days before the end it is the second warning', () => expect(until('2026-10-05', '2026-09-29')).toBe('soon'));
});

describe('abroad, and after a change', () => {
  it('a party from Hong Kong brings the recordal with the commerce authority', () => {
    const f = signed();
    expect(of(f, 'importRecordal')).toEqual([]);
    expect(one({ ...f, buyer: { id: 'hk', name: '示例港企', region: '810000' } }, 'importRecordal')).toMatchObject({ basis: 'confirmed', missing: 'handIn' });
  });
  it('a benefit that was used is told of after a change, until its authority was told later than that', () => {
    const f = { ...signed(), benefits: [{ id: 'b', kind: 'vat' as const, usedOn: '2026-07-01', authority: '示例税务局' }] };
    const changed = { ...f, followups: [{ id: 'u', kind: 'change' as const, state: 'done' as const, doneOn: '2026-08-01' }] };
    expect([of(f, 'benefit').length, of(changed, 'benefit').map((c) => [c.name, c.basis])]).toEqual([0, [['示例税务局', 'unconfirmed']]]);
    expect(of({ ...changed, benefits: [{ ...f.benefits[0]!, informedOn: '2026-07-20' }] }, 'benefit')).toHaveLength(1);
    expect(of({ ...changed, benefits: [{ ...f.benefits[0]!, informedOn: '2026-08-01' }] }, 'benefit')).toEqual([]);
    const revoked = { ...f, filings: [{ id: 'x', version: 1, state: 'revoked' as const, revokedOn: '2026-09-01' }] };
    expect(of(revoked, 'benefit')[0]!.from).toBe('2026-09-01');
  });
});

/** A calendar of its own for every year the period can touch. */
const calendar = fc
  .record({
    off: fc.uniqueArray(fc.integer({ min: 0, max: 1095 }), { maxLength: 60 }),
    work: fc.uniqueArray(fc.integer({ min: 0, max: 1095 }), { maxLength: 40 }),
  })
  .map(({ off, work }): HolidayTable => {
    const day = (n: number) => addDays('2026-01-01', n);
    const free = new Set(off.map(day));
    const worked = work.map(day).filter((d) => [0, 6].includes(weekday(d)) && !free.has(d));
    return { years: [2025, 2026, 2027, 2028, 2029], holidays: [...free], workdays: worked };
  });

describe('law: counting', () => {
  it('forward and back agree, the end is a working day, every day out of the ordinary is named, and more days never end sooner', () => {
    fc.assert(
      fc.property(calendar, fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 60 }), fc.boolean(), (table, offset, n, first) => {
        const from = addDays('2026-01-01', offset);
        const counted = countPeriod(from, n, 'working', table, first);
        const base = first ? addDays(from, -1) : from;
        expect(countDays(base, counted.end!, 'working', table)).toBe(n);
        expect(isWorkingDay(counted.end!, table)).toBe(true);
        const marked = counted.steps.at(-1)!.days!;
        const skipped = marked.filter((d) => d.why !== 'worked').length;
        expect(countDays(base, counted.end!, 'natural', table)).toBe(n + skipped);
        for (const d of marked) expect(isWorkingDay(d.day, table)).toBe(d.why === 'worked');
        expect(countPeriod(from, n + 1, 'working', table, first).end! > counted.end!).toBe(true);
        expect(countPeriod(addDays(from, 1), n, 'working', table, first).end! >= counted.end!).toBe(true);
      }),
      randomRuns(300),
    );
  });
  it('never steps into a year without a calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 1, max: 300 }), (offset, n) => {
        const from = addDays('2026-01-01', offset);
        const counted = countPeriod(from, n, 'working', { years: [2026], holidays: [], workdays: [] });
        if (counted.end === undefined) expect(counted.lacks).toBe(2027);
        else expect(counted.end.slice(0, 4)).toBe('2026');
      }),
      randomRuns(300),
    );
  });
});

describe('words', () => {
  const words = { zh: json('locales/zh/clocks.json'), en: json('locales/en/clocks.json') } as Record<string, Record<string, Record<string, string>>>;
  const sayIn =
    (lang: string) =>
    (key: string, params: Record<string, string | number> = {}): string => {
      const [a, b] = key.split('.') as [string, string?];
      const found = words[lang]![a] as unknown;
      const text = b === undefined ? (found as string) : (found as Record<string, string>)[b];
      if (text === undefined) throw new Error(`no words: ${key}`);
      return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
        if (params[name] === undefined) throw new Error(`${key} lacks ${name}`);
        return String(params[name]);
      });
    };
  it('every step of every clock has its words, with everything they ask for', () => {
    const f = saying(signed(), { royaltyPeriod: 'quarter', royaltyDays: '45', acceptanceDays: '60', materialDays: '30' });
    const all = clocksOf(
      {
        ...f,
        notices: [{ id: 'n', startOn: '2026-05-20', endOn: '2026-06-10', title: '示例' }],
        instalments: [{ id: 'i', dueOn: '2026-07-01' }],
        filings: [{ id: 'x', version: 1, state: 'accepted', submittedAt: '2026-05-26', acceptedOn: '2026-05-27', form: { technicalAmount: '6000000' } }],
      },
      rulesOn(DAY),
      DAY,
    );
    const steps: ClockStep[] = all.flatMap((c) => c.steps);
    expect(steps.length).toBeGreaterThan(20);
    const spoken = steps.map((s) => stepWords(s, sayIn('zh')));
    expect(spoken.map((w) => w.source ?? '')).toContain('2026 年技术合同认定登记管理办法（正文未见）· 暂用 2024 征求意见稿参数 · 待确认');
    // 端午 2026: 06-19 … 06-21; the first working weekend day after it comes in September
    expect(spoken.flatMap((w) => w.days)[0]).toMatch(/^跳过：2026-06-19 至 2026-06-21、\d+ 个周末休息日$/);
    expect(clockTitle({ kind: 'recordal', name: '' }, sayIn('zh'))).toBe('专利实施许可备案');
    for (const kind of CLOCK_KINDS) for (const lang of ['zh', 'en']) expect(sayIn(lang)(`kind.${kind}`, { name: '' })).not.toBe('');
  });
});
