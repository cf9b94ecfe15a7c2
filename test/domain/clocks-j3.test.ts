/**
 * J3, worked out by hand on paper before there was code. Calendar of the fixture: one holiday week (Thu 10-01 … Wed 10-07) and one
 * working Saturday (10-10); nothing else. Filed and accepted on Mon 09-14, returned on Thu 09-17, supplements handed in on Mon 09-28.
 *
 * 2026 rule (values of the draft): 15 working days after 09-28, which is not counted:
 *   09-29 1, 09-30 2, [holiday week], 10-08 3, 10-09 4, Sat 10-10 5, [Sun], 10-12…16 6–10, [weekend], 10-19…23 11–15 → 10-23.
 * Without the return, after 09-14: 09-15…18 1–4, 09-21…25 5–9, 09-28…30 10–12, 10-08 13, 10-09 14, Sat 10-10 15 → 10-10.
 * Large, 30 working days after 09-28: 10-23 is 15, 10-26…30 16–20, 11-02…06 21–25, 11-09…13 26–30 → 11-13.
 * 2000 rule: 30 natural days after the first acceptance, no restart: 09-14 + 30 → 10-14.
 */
import { describe, expect, it } from 'vitest';
import { clocksOf } from '../../shared/domain/clocks/clocks-of.ts';
import { rulesOfApplication } from '../../shared/domain/clocks/registry-clock.ts';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { ruleBook, type RuleBook } from '../../shared/rules/engine.ts';
import type { RulePack } from '../../shared/rules/pack.ts';
import { pack, rulesOn } from './support.ts';

const TODAY = '2026-09-29';
const CALENDAR = { year: 2026, off: ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'], work: ['2026-10-10'] };
const withCalendar = (from: RulePack, more = from.entries, status: 'confirmed' | '待确认' = '待确认'): RulePack => ({
  ...from,
  entries: [
    ...more.filter((e) => !e.id.startsWith('calendar.')),
    { id: 'calendar.2026', title: '2026 年节假日', region: 'CN', value: CALENDAR, source: { document: '示例日历' }, status },
  ],
});
const newer = (): RuleBook => ruleBook(withCalendar(pack), TODAY, '440100');
/** the 2000 办法 as if it had not been repealed */
const older = (): RuleBook =>
  ruleBook(
    withCalendar(
      pack,
      pack.entries.flatMap((e) => {
        if (!e.id.startsWith('registry.') || e.region !== 'CN') return [e];
        const { validTo, ...standing } = e;
        return validTo === undefined ? [] : [standing];
      }),
    ),
    TODAY,
    '440100',
  );

const first: Filing = {
  id: 'v1',
  version: 1,
  state: 'returned',
  submittedAt: '2026-09-14T09:00',
  acceptedOn: '2026-09-14',
  returnedOn: '2026-09-17',
  form: { totalAmount: '6000000', technicalAmount: '4600000' },
};
const second: Filing = { ...first, id: 'v2', version: 2, state: 'accepted', submittedAt: '2026-09-28T10:00', acceptedOn: '2026-09-29', returnedOn: undefined };
const j3 = (...filings: Filing[]): DealFile => ({ ...emptyDealFile({ id: 'd', name: '示例开发项目', route: 'development' }), filings });
const registry = (f: DealFile, rules: RuleBook) => clocksOf(f, rules, TODAY).find((c) => c.kind === 'registry')!;
const said = (f: DealFile, rules: RuleBook) => registry(f, rules).steps.map((s) => s.say);

describe('J3: the registry’s time', () => {
  it('restarts at the correction under the newer rule, over the holiday week and the working Saturday', () => {
    const c = registry(j3(first, second), newer());
    expect([c.from, c.day, c.basis]).toEqual(['2026-09-28', '2026-10-23', 'unconfirmed']);
    expect(said(j3(first, second), newer())).toContain('restarted');
    const count = c.steps.find((s) => s.say === 'workingDays')!;
    expect(count.days?.filter((d) => d.why === 'holiday').map((d) => d.day)).toEqual(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']);
    expect(count.days?.filter((d) => d.why === 'worked').map((d) => d.day)).toEqual(['2026-10-10']);
  });
  it('counts from acceptance while nothing came back', () => {
    const going: Filing = { ...first, state: 'accepted', returnedOn: undefined };
    expect(registry(j3(going), newer())).toMatchObject({ from: '2026-09-14', day: '2026-10-10' });
  });
  it('counts nothing for what the institution’s own review gave back, and the version after it from its own acceptance', () => {
    const { submittedAt: _never, acceptedOn: _nor, ...inHouse } = { ...first, orgReviewOn: '2026-09-14' };
    expect(registry(j3(inHouse), newer())).toBeUndefined();
    expect(registry(j3(inHouse, { ...second, state: 'submitted', acceptedOn: undefined }), newer())).toMatchObject({ missing: 'acceptance' });
    expect(registry(j3(inHouse, second), newer()).from).toBe('2026-09-29');
    expect(said(j3(inHouse, second), newer())).not.toContain('restarted');
  });
  it('a correction in hand goes by the text of the first handing in, as its clock will; what the own institution gave back by the text of today', () => {
    const drafted: Filing = { ...second, state: 'draft', submittedAt: undefined, acceptedOn: undefined };
    const { submittedAt: _never, acceptedOn: _nor, ...inHouse } = { ...first, orgReviewOn: '2026-09-14' };
    const on = (...filings: Filing[]) => rulesOfApplication(filings, filings.at(-1)!, newer()).date;
    expect([on(first, drafted), on(inHouse, drafted), on(drafted)]).toEqual(['2026-09-14', TODAY, TODAY]);
  });
  it('does not restart under the older rule, which counts natural days', () => {
    const c = registry(j3(first, second), older());
    expect([c.from, c.day, c.basis]).toEqual(['2026-09-14', '2026-10-14', 'confirmed']);
    expect(said(j3(first, second), older())).toContain('notRestarted');
  });
  it('supplements handed in within one version restart it too; until they are, the newer rule gives no day', () => {
    const asked: Filing = { ...first, state: 'supplement', returnedOn: '2026-09-17' };
    expect(registry(j3(asked), newer())).toMatchObject({ missing: 'supplement' });
    expect(registry(j3(asked), newer()).day).toBeUndefined();
    expect(registry(j3(asked), older()).day).toBe('2026-10-14');
    expect(registry(j3({ ...asked, state: 'accepted', supplementOn: '2026-09-28' }), newer()).day).toBe('2026-10-23');
  });
  it('460 of 600 万元 is no large contract by technical amount; 500 is, and so is 600 where the total decides', () => {
    expect(registry(j3(first, second), newer()).steps.find((s) => s.say === 'notLarge')?.params).toMatchObject({ amount: '4600000.00', limit: '5000000.00' });
    const large = { ...second, form: { totalAmount: '6000000', technicalAmount: '5000000' } };
    expect(registry(j3(first, large), newer()).day).toBe('2026-11-13');
    expect(said(j3(first, large), newer())).toContain('large');
    const jiangsu = ruleBook(withCalendar(pack), TODAY, '320100');
    expect(registry(j3(first, second), jiangsu).day).toBe('2026-11-13');
  });
  it('a confirmed rule on a calendar nobody has compared is still 待确认; on one that was, it is not', () => {
    const sure = (calendar: 'confirmed' | '待确认'): RuleBook =>
      ruleBook(
        withCalendar(
          pack,
          pack.entries.map((e) => (e.id.startsWith('registry.') ? { ...e, status: 'confirmed' } : e)),
          calendar,
        ),
        TODAY,
        '440100',
      );
    expect(registry(j3(first, second), sure('待确认')).basis).toBe('unconfirmed');
    expect(registry(j3(first, second), sure('confirmed')).basis).toBe('confirmed');
    // natural days need no calendar
    expect(registry(j3(first, second), older()).steps.map((s) => s.say)).not.toContain('calendar');
  });
  it('a second review is given the longer time, whatever the amount', () => {
    const reviewed = { ...second, state: 'secondReview' as const };
    expect(registry(j3(first, reviewed), newer()).day).toBe('2026-11-13');
    // why it is reviewed is the registry's to know: large is said of what is large
    expect(said(j3(first, reviewed), newer())).not.toContain('large');
    expect(said(j3(first, { ...reviewed, form: { totalAmount: '6000000', technicalAmount: '5000000' } }), newer())).toEqual(
      expect.arrayContaining(['secondReview', 'large']),
    );
  });
  it('names the text in force that nobody has seen, and the draft as lending its value only', () => {
    const rule = registry(j3(first, second), newer()).steps.find((s) => s.rule?.id === 'registry.days')!.rule!;
    expect(rule).toMatchObject({ status: '待确认', standsFor: { date: '2026-01-23' }, source: { date: '2024-12-18' } });
  });
});

describe('which text governs', () => {
  // 2025: accepted Mon 09-15, 30 natural days → 10-15. Filed on the last day of the 2000 办法, accepted 01-22: + 30 → 02-21.
  it.each([
    ['2025-09-15T09:00', '2025-09-15', '2025-10-15', 'confirmed'],
    ['2026-01-22T16:00', '2026-01-22', '2026-02-21', 'confirmed'],
    // shipped 2026 calendar: 01-26…30 1–5, 02-02…06 6–10, 02-09…13 11–15
    ['2026-01-23T09:00', '2026-01-23', '2026-02-13', 'unconfirmed'],
    // 02-11…13 1–3, Sat 02-14 4 (worked), 02-15…23 off, 02-24…27 5–8, Sat 02-28 9 (worked), 03-02…06 10–14, 03-09 15
    ['2026-02-10T09:00', '2026-02-10', '2026-03-09', 'unconfirmed'],
  ])('filed %s', (submittedAt, acceptedOn, day, basis) => {
    const f = j3({ ...first, state: 'accepted', returnedOn: undefined, submittedAt, acceptedOn });
    const c = clocksOf(f, rulesOn('2026-11-22'), '2026-11-22').find((x) => x.kind === 'registry');
    expect([c?.day, c?.basis]).toEqual([day, basis]);
  });
  it('a correction after the change of texts keeps the rule it was filed under, and says that this is open', () => {
    const early = { ...first, submittedAt: '2026-01-20T09:00', acceptedOn: '2026-01-21', returnedOn: '2026-01-26' };
    const late: Filing = { ...second, submittedAt: '2026-02-02T09:00', acceptedOn: '2026-02-03' };
    const c = clocksOf(j3(early, late), rulesOn('2026-02-05'), '2026-02-05').find((x) => x.kind === 'registry');
    // 01-21 + 30 natural days
    expect(c).toMatchObject({ day: '2026-02-20', basis: 'unconfirmed' });
    expect(c!.steps.map((s) => s.say)).toContain('crossed');
  });
  it('a year without its calendar is said, never guessed', () => {
    const c = clocksOf(
      j3({ ...first, state: 'accepted', returnedOn: undefined, submittedAt: '2026-12-22T09:00', acceptedOn: '2026-12-22' }),
      rulesOn('2026-12-22'),
      '2026-12-22',
    ).find((x) => x.kind === 'registry')!;
    expect(c.day).toBeUndefined();
    expect(c).toMatchObject({ missing: 'calendar' });
    expect(c.steps.find((s) => s.say === 'noCalendar')?.params).toMatchObject({ year: 2027 });
  });
});
