import { afterEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addWorkingDays,
  addYears,
  chinaDay,
  chinaMinute,
  countDays,
  dayFromNumber,
  dayNumber,
  daysBetween,
  holidaysKnown,
  isWorkingDay,
  parseDay,
  periodEnd,
  untilChinaMidnight,
  weekday,
  yearsBetween,
} from '../../shared/time.ts';
import { answerDayRefusal } from '../../shared/domain/filing-times.ts';
import { countedFilings, statisticsOf } from '../../shared/domain/return-statistics.ts';

describe('civil dates', () => {
  it.each([
    '2021.3.12',
    '2021-03-12',
    '20210312',
    '2021年3月12日',
    '2021/3/12',
    '２０２１．３．１２',
    '2021年 3 月 12 日',
    '二〇二一年三月十二日',
    '二○二一年三月十二日',
  ])('%s', (typed) => expect(parseDay(typed)).toBe('2021-03-12'));
  it.each([
    ['二〇二一年十月二十日', '2021-10-20'],
    ['二〇二一年十二月三十一日', '2021-12-31'],
    ['二〇二一年十一月十日', '2021-11-10'],
  ])('%s', (t, d) => expect(parseDay(t)).toBe(d));
  it.each(['2021-02-30', '2021-13-01', '2021.3', '21.3.12', '', '明天', '2021-00-10', '2100-02-29', undefined])('%s is no day', (typed) =>
    expect(parseDay(typed)).toBeUndefined(),
  );
  it('agrees with the calendar of the platform over 400 years', () => {
    fc.assert(
      fc.property(fc.integer({ min: -150_000, max: 150_000 }), (n) => {
        const day = new Date(n * 86_400_000).toISOString().slice(0, 10);
        fc.pre(/^\d{4}-/.test(day));
        expect(dayNumber(day) - dayNumber('1970-01-01')).toBe(n);
        expect(dayFromNumber(dayNumber(day))).toBe(day);
        expect(weekday(day)).toBe(new Date(n * 86_400_000).getUTCDay());
      }),
    );
  });
  it('adds months and years, ends of months kept', () => {
    expect([
      addMonths('2026-01-31', 1),
      addMonths('2026-03-31', -1),
      addMonths('2026-11-30', 3),
      addYears('2020-02-29', 20),
      addYears('2020-02-29', 15),
      addYears('2020-01-02', 20),
      addDays('2024-02-28', 2),
    ]).toEqual(['2026-02-28', '2026-02-28', '2027-02-28', '2040-02-29', '2035-02-28', '2040-01-02', '2024-03-01']);
    expect(daysBetween('2026-03-06', '2026-03-21')).toBe(15);
  });
  it('measures years', () => {
    expect(yearsBetween('2026-03-01', '2031-03-01')).toBe(5);
    expect(yearsBetween('2026-03-01', '2026-08-31')).toBeCloseTo(183 / 365, 9);
    expect(yearsBetween('2031-03-01', '2026-03-01')).toBe(-5);
  });
});

const NO_HOLIDAYS = { years: [], holidays: [], workdays: [] };

describe('periods', () => {
  const table = { years: [2026], holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'], workdays: ['2026-10-10'] };
  it('counts natural and working days', () => {
    expect(periodEnd('2026-03-06', 15, 'natural', NO_HOLIDAYS)).toBe('2026-03-21');
    expect(periodEnd('2026-03-06', 15, 'natural', NO_HOLIDAYS, true)).toBe('2026-03-20');
    expect(addWorkingDays('2026-09-30', 3, table)).toBe('2026-10-10');
    expect(isWorkingDay('2026-10-10', table)).toBe(true);
    expect(isWorkingDay('2026-10-01', table)).toBe(false);
    expect(countDays('2026-09-30', '2026-10-10', 'working', table)).toBe(3);
    expect(countDays('2026-10-10', '2026-09-30', 'natural', table)).toBe(0);
    expect([holidaysKnown('2026-01-01', '2026-12-31', table), holidaysKnown('2026-12-01', '2027-01-05', table)]).toEqual([true, false]);
  });
  it('law: a period counted back has its length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('natural' as const, 'working' as const),
        fc.boolean(),
        (offset, n, kind, first) => {
          const start = addDays('2024-01-01', offset);
          const end = periodEnd(start, n, kind, table, first);
          expect(countDays(first ? addDays(start, -1) : start, end, kind, table)).toBe(n);
        },
      ),
    );
  });
});

describe('the day in China', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each(['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai'])('is the same on a machine in %s, and a day typed as it was read stays', (TZ) => {
    process.env.TZ = TZ;
    expect(chinaDay('2026-11-22T15:59:59.999Z')).toBe('2026-11-22');
    expect(chinaDay('2026-11-22T16:00:00Z')).toBe('2026-11-23');
    expect(chinaDay('2026-11-22T20:33:00-05:00')).toBe('2026-11-23');
    expect(chinaDay('2026-11-22T20:33')).toBe('2026-11-22');
    expect(chinaDay('2026-11-22')).toBe('2026-11-22');
    expect([chinaDay(undefined), chinaDay(''), chinaDay('2026-13-40T00:00:00Z')]).toEqual([undefined, undefined, undefined]);
    expect(chinaMinute('2026-11-22T16:05:59.999Z')).toBe('2026-11-23 00:05');
    expect(chinaMinute('2026-11-22T20:33:00-05:00')).toBe('2026-11-23 09:33');
    expect([chinaMinute('2026-11-22T20:33'), chinaMinute('2026-11-22 20:33'), chinaMinute(undefined)]).toEqual(['2026-11-22 20:33', '2026-11-22 20:33', '']);
  });

  it('ends at the midnight there', () => {
    expect(untilChinaMidnight(Date.parse('2026-11-22T15:59:59.999Z'))).toBe(1);
    expect(untilChinaMidnight(Date.parse('2026-11-22T16:00:00Z'))).toBe(86_400_000);
    expect(untilChinaMidnight(Date.parse('1969-12-31T15:00:00Z'))).toBe(3_600_000);
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), (now) => {
        const next = now + untilChinaMidnight(now);
        const day = (ms: number) => chinaDay(new Date(ms).toISOString())!;
        expect([day(next - 1), day(next)]).toEqual([day(now), addDays(day(now), 1)]);
      }),
    );
  });

  it("is what a registry's stages are counted by: handed in at half past eight in the evening UTC, returned the same day there", () => {
    const filing = { id: 'f', version: 1, state: 'returned' as const, submittedAt: '2026-11-22T20:33:00.000Z', returnedOn: '2026-11-23' };
    expect(
      statisticsOf(
        countedFilings([filing], (id) => id),
        [filing],
      ).times,
    ).toEqual([expect.objectContaining({ longest: 0 })]);
    expect(answerDayRefusal('2026-11-22', 'returnedOn', '2026-11-23', filing.submittedAt)).toMatchObject({ key: 'filing.dayBeforeFiling' });
  });
});
