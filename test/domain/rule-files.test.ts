/** Rule packs and calendars from files: what is taken, and how each fault is named. */
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSignature } from '../../electron/security/rule-signature.ts';
import { calendarsOf, calendarsOfJson, calendarsOfTable, daysIn, spansOf } from '../../shared/rules/calendar.ts';
import { packDifference } from '../../shared/rules/engine.ts';
import { packSignedText, readPackFile, type PackFile } from '../../shared/rules/pack-file.ts';
import { rulePack } from '../../shared/rules/pack.ts';
import { addDays, weekday } from '../../shared/time.ts';
import { randomRuns } from '../support/random.ts';
import { json, pack } from './support.ts';

const entry = pack.entries.find((e) => e.id === 'licence.recordal')!;
const file = (more: object, entries: readonly unknown[] = pack.entries): string => JSON.stringify({ ...pack, version: '2026.2', ...more, entries });
const read = (text: string): PackFile => {
  const got = readPackFile(text);
  if ('faults' in got) throw new Error(JSON.stringify(got.faults));
  return got;
};
const faults = (text: string): string[] => {
  const got = readPackFile(text);
  return 'faults' in got ? got.faults.map((f) => `${f.entry}|${f.field}|${f.problem}`) : [];
};

describe('a pack from a file', () => {
  it('is the program’s own, saved and read again, to the letter', () => {
    expect(read(JSON.stringify(pack)).pack).toEqual(json('rules/gd-2026.json'));
    // as it is kept, its keys stand in another order
    expect(packDifference(pack, rulePack.parse(JSON.parse(read(JSON.stringify(pack)).text)))).toEqual([]);
    expect(read(JSON.stringify(pack, null, 4)).sha256).toBe(read(JSON.stringify(pack)).sha256);
  });
  it.each<[string, object, string]>([
    ['no day', { validFrom: '2026-1-1' }, 'licence.recordal · CN · 2026-1-1|validFrom|shape'],
    ['no title', { title: undefined }, 'licence.recordal · CN|title|missing'],
    ['a field nobody knows', { extra: 1 }, 'licence.recordal · CN|extra|unknown'],
    ['ends before it begins', { validFrom: '2026-02-01', validTo: '2026-01-01' }, 'licence.recordal · CN · 2026-02-01|validTo|order'],
    ['a draft as law in force', { source: { document: '某办法（征求意见稿）' } }, 'licence.recordal · CN|status|draft'],
    ['a lent value as law in force', { standsFor: { document: '某办法' } }, 'licence.recordal · CN|status|draft'],
    ['a value of another shape', { value: { months: '3' } }, 'licence.recordal · CN|value.months|value'],
    [
      'a period that would be counted for ever',
      { id: 'registry.days', value: { days: 1_000_000_000, kind: 'working' } },
      'registry.days · CN|value.days|value',
    ],
    ['no id', { id: undefined }, '#1|id|missing'],
    ['a place that is none', { region: '广东' }, 'licence.recordal · 广东|region|shape'],
  ])('names entry and field: %s', (_, more, fault) => expect(faults(file({}, [{ ...entry, ...more }]))).toEqual([fault]));
  it('names what is wrong with the file itself', () => {
    expect(faults('{')).toEqual(['||json']);
    expect(faults('[]').length).toBeGreaterThan(0);
    expect(faults(file({ version: '' }))).toEqual(['|version|shape']);
    expect(faults(file({}, []))).toEqual(['|entries|shape']);
    expect(faults(JSON.stringify({ pack, signature: { alg: 'Ed25519' } }))).toEqual(['|signature|shape']);
    expect(faults('x'.repeat(2_000_001))).toEqual(['||tooLarge']);
  });
  it('refuses two entries of one id that are in force on one day', () => {
    expect(faults(file({}, [entry, entry]))).toEqual(['licence.recordal · CN|validFrom|twice']);
    const later = { ...entry, validFrom: '2027-01-01' };
    expect(faults(file({}, [{ ...entry, validTo: '2027-01-01' }, later]))).toEqual(['licence.recordal · CN · 2027-01-01|validFrom|overlap']);
    expect(faults(file({}, [{ ...entry, validTo: '2026-12-31' }, later]))).toEqual([]);
    expect(faults(file({}, [entry, { ...entry, region: '44' }]))).toEqual([]);
  });
  it('whatever stands in a file, it is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.jsonValue().map((v) => file({}, [{ ...entry, value: v } as unknown])),
        ),
        (text) => {
          const got = readPackFile(text);
          expect('faults' in got ? got.faults.length : got.pack.entries.length).toBeGreaterThan(0);
        },
      ),
      randomRuns(200),
    );
  });
});

describe('its signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64url');
  const signed = (text: string) => {
    const value = sign(null, Buffer.from(packSignedText('Ed25519', read(text).sha256)), privateKey).toString('base64url');
    return { pack: JSON.parse(text) as unknown, signature: { alg: 'Ed25519', publicKey: raw, value } };
  };
  const good = (whole: object) => {
    const got = read(JSON.stringify(whole));
    return checkSignature({ ...got.signature!, text: packSignedText(got.signature!.alg, got.sha256) });
  };
  it('is good for the very content, in any order of its keys, and for nothing else', () => {
    const whole = signed(file({}));
    expect(good(whole)).toMatchObject({ good: true, key: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const turned = Object.fromEntries(Object.entries(whole.pack as object).toReversed());
    expect(good({ ...whole, pack: turned }).good).toBe(true);
    expect(good({ ...whole, pack: JSON.parse(file({ version: '2026.3' })) as object }).good).toBe(false);
    expect(good({ ...whole, signature: { ...whole.signature, alg: 'SM2' } }).good).toBe(false);
    expect(good({ ...whole, signature: { ...whole.signature, publicKey: 'AAAA' } }).good).toBe(false);
    expect(good({ ...whole, signature: { ...whole.signature, value: 'AAAA' } }).good).toBe(false);
    // one that calls itself SM2 is not checked as if it were Ed25519
    const asSm2 = sign(null, Buffer.from(packSignedText('SM2', read(file({})).sha256)), privateKey).toString('base64url');
    expect(good({ ...whole, signature: { alg: 'SM2', publicKey: raw, value: asSm2 } }).good).toBe(false);
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64url');
    expect(good({ ...whole, signature: { ...whole.signature, publicKey: other } }).good).toBe(false);
  });
});

describe('a calendar from a file', () => {
  const rows = (...cells: string[][]) => cells.map((c, i) => ({ line: i + 1, cells: c }));
  it('is a table of days or spans, in any way they are written', () => {
    const read = calendarsOfTable(rows(['日期', '类型', '说明'], ['2027.1.1', '休', '元旦'], ['2027-02-05至2027-02-07', '放假'], ['班', '2027年2月14日'], []));
    expect(read).toEqual({ calendars: [{ year: 2027, off: ['2027-01-01', '2027-02-05', '2027-02-06', '2027-02-07'], work: ['2027-02-14'] }], faults: [] });
  });
  it('names the line of what cannot be', () => {
    const told = calendarsOfTable(
      rows(['日期', '类型'], ['2027-02-30', '休'], ['2027-01-01', '随便'], ['2027-01-04', '班'], ['2027-01-02', '休'], ['2027-01-02', '班']),
    );
    // 4 January 2027 is a Monday
    expect(told.faults.map((f) => [f.line, f.problem])).toEqual([
      [2, 'unread'],
      [3, 'kind'],
      [4, 'noWeekend'],
      [6, 'both'],
    ]);
    expect(calendarsOfTable([]).faults.map((f) => f.problem)).toEqual(['noYear']);
    expect(calendarsOfTable(rows(['2027-01-02', '班'])).faults.map((f) => f.problem)).toEqual(['noOff']);
    expect(calendarsOf([{ line: 1, text: '2028-01-01', kind: 'off' }], 2027).faults.map((f) => f.problem)).toContain('otherYear');
  });
  it('is JSON, one year or several', () => {
    const one = { year: 2027, off: ['2027-01-01'], work: ['2027-01-03'] };
    expect(calendarsOfJson(JSON.stringify(one))).toEqual({ calendars: [one], faults: [] });
    expect(calendarsOfJson(JSON.stringify([one, { ...one, year: 2028, off: ['2028-01-01'], work: [] }])).calendars).toHaveLength(2);
    expect([calendarsOfJson('{'), calendarsOfJson('{"year":2027}'), calendarsOfJson('null')].map((r) => r.faults[0]!.problem)).toEqual([
      'json',
      'columns',
      'columns',
    ]);
    expect(calendarsOfJson(JSON.stringify({ ...one, year: 2026 })).faults[0]!.problem).toBe('otherYear');
  });
  it('those that come with the program can be: every day off is of its year, every day worked is of a weekend', () => {
    for (const e of pack.entries.filter((x) => x.id.startsWith('calendar.'))) expect(calendarsOfJson(JSON.stringify(e.value)).faults, e.id).toEqual([]);
  });
  it('law: spans and days are the same days', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { minLength: 1, maxLength: 80 }), (offsets) => {
        const days = offsets.map((n) => addDays('2027-01-01', n)).sort();
        const spans = spansOf(days);
        fc.pre(spans.every((s) => (daysIn(s)?.length ?? 0) > 0));
        expect(spans.flatMap((s) => daysIn(s)!)).toEqual(days);
        const weekends = days.filter((d) => [0, 6].includes(weekday(d)));
        expect(
          calendarsOf([{ line: 1, text: '2027-12-31', kind: 'off' }, ...weekends.map((text, i) => ({ line: i + 2, text, kind: 'work' as const }))]).faults,
        ).toEqual([]);
      }),
      randomRuns(100),
    );
  });
});
