/** Civil dates as ISO text (`2026-03-12`): pure arithmetic on day numbers, no time zone, no clock. */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const leap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
const monthLength = (y: number, m: number): number => (m === 2 && leap(y) ? 29 : DAYS[m - 1]!);
const iso = (y: number, m: number, d: number): string => `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
const made = (y: number, m: number, d: number): string | undefined =>
  y >= 1000 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= monthLength(y, m) ? iso(y, m, d) : undefined;

const HAN: Record<string, string> = { 〇: '0', '○': '0', 零: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' };
/** 二〇二六 → 2026, 十二 → 12, 二十 → 20, 三十一 → 31. */
function hanNumber(text: string): number {
  const m = /^(.?)十(.?)$/.exec(text);
  if (m) return Number(m[1] === '' ? '1' : HAN[m[1]!]) * 10 + Number(m[2] === '' ? '0' : HAN[m[2]!]);
  return Number([...text].map((ch) => HAN[ch] ?? '?').join(''));
}

/** Reads 2021.3.12, 2021-03-12, 2021/3/12, 20210312, 2021年3月12日, 二〇二一年三月十二日; undefined where it is no day. */
export function parseDay(input: string | undefined): string | undefined {
  const bare = input?.replace(/○/g, '〇').normalize('NFKC').replace(/\s/g, '') ?? '';
  const m = /^(\d{4})([-./年])(\d{1,2})(?:[-./月])(\d{1,2})日?$/.exec(bare) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(bare);
  if (m) return made(Number(m[1]), Number(m[3]), Number(m[4]));
  const han = /^([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$/.exec(bare);
  return han ? made(hanNumber(han[1]!), hanNumber(han[2]!), hanNumber(han[3]!)) : undefined;
}

const parts = (day: string): [number, number, number] => {
  const [y, m, d] = day.slice(0, 10).split('-').map(Number) as [number, number, number];
  return [y, m, d];
};

/** Days since 0000-03-01 (Howard Hinnant's civil-from-days, so leap years need no table). */
export function dayNumber(day: string): number {
  const [y0, m, d] = parts(day);
  const y = m <= 2 ? y0 - 1 : y0;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
}

export function dayFromNumber(n: number): string {
  const era = Math.floor(n / 146_097);
  const doe = n - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const m = mp < 10 ? mp + 3 : mp - 9;
  return iso(yoe + era * 400 + (m <= 2 ? 1 : 0), m, doy - Math.floor((153 * mp + 2) / 5) + 1);
}

/** China keeps one time, UTC+8, without summer time. Registries and the law count by it, whatever zone this machine is in. */
const CHINA_AHEAD_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** An ISO moment on China's clock, without a zone; what has no zone was typed as it was read there and stays. Undefined where it is no moment. */
function onChinaClock(at: string | undefined): string | undefined {
  if (!/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(at ?? '')) return at;
  const ms = Date.parse(at!);
  return Number.isNaN(ms) ? undefined : new Date(ms + CHINA_AHEAD_MS).toISOString().slice(0, -1);
}

/** The day in China of an ISO moment; a day, or a time typed there, keeps its day. Undefined where it is none. */
export const chinaDay = (at: string | undefined): string | undefined => parseDay(onChinaClock(at)?.slice(0, 10));

/** The second in China of an ISO moment, `2026-11-22 14:05:09`; a time typed there stays. '' where there is none. */
export const chinaSecond = (at: string | undefined): string => (onChinaClock(at) ?? '').slice(0, 19).replace('T', ' ');

/** The same to the minute, `2026-11-22 14:05`. */
export const chinaMinute = (at: string | undefined): string => chinaSecond(at).slice(0, 16);

/** Milliseconds from this moment (ms since 1970) to the next midnight in China. */
export const untilChinaMidnight = (now: number): number => DAY_MS - ((((now + CHINA_AHEAD_MS) % DAY_MS) + DAY_MS) % DAY_MS);

export const addDays = (day: string, n: number): string => dayFromNumber(dayNumber(day) + n);
/** From `a` to `b` in days: 0 for the same day, negative when `b` is earlier. */
export const daysBetween = (a: string, b: string): number => dayNumber(b) - dayNumber(a);

/** Same day `n` months on; where that month is shorter, its last day (01-31 + 1 month = 02-28). */
export function addMonths(day: string, n: number): string {
  const [y, m, d] = parts(day);
  const at = y * 12 + (m - 1) + n;
  const year = Math.floor(at / 12);
  const month = (at % 12) + 1;
  return iso(year, month, Math.min(d, monthLength(year, month)));
}

/** Same day `n` years on; 02-29 becomes 02-28 in a common year. */
export const addYears = (day: string, n: number): string => addMonths(day, n * 12);

/** Years from `a` to `b` as a decimal: whole years, then the rest over the length of the year it lies in. Negative when `b` is earlier. */
export function yearsBetween(a: string, b: string): number {
  if (dayNumber(b) < dayNumber(a)) return -yearsBetween(b, a);
  let y = Math.max(0, parts(b)[0] - parts(a)[0]);
  if (dayNumber(addYears(a, y)) > dayNumber(b)) y -= 1;
  const from = addYears(a, y);
  return y + daysBetween(from, b) / daysBetween(from, addYears(a, y + 1));
}

/** 0 Sunday … 6 Saturday. */
export const weekday = (day: string): number => (((dayNumber(day) + 3) % 7) + 7) % 7;

/** 法定节假日 and 调休上班日 as rule data; a year that is not listed counts plain weekends, and the caller says so. */
export type HolidayTable = { years: number[]; holidays: string[]; workdays: string[] };
export type DayKind = 'natural' | 'working';

export function isWorkingDay(day: string, table: HolidayTable): boolean {
  if (table.workdays.includes(day)) return true;
  if (table.holidays.includes(day)) return false;
  const w = weekday(day);
  return w !== 0 && w !== 6;
}

/** The n-th working day after `day` (`day` itself not counted; n = 0 is `day`). */
export function addWorkingDays(day: string, n: number, table: HolidayTable): string {
  let at = day;
  for (let left = n; left > 0;) {
    at = addDays(at, 1);
    if (isWorkingDay(at, table)) left -= 1;
  }
  return at;
}

/** Counted days after `from` up to and including `to`; 0 when `to` is not later. */
export function countDays(from: string, to: string, kind: DayKind, table: HolidayTable): number {
  const n = Math.max(0, daysBetween(from, to));
  if (kind === 'natural') return n;
  let count = 0;
  for (let i = 1; i <= n; i++) if (isWorkingDay(addDays(from, i), table)) count += 1;
  return count;
}

/** Last day of a period of `n` days; by default the first day is not counted (民法典 art. 201). */
export function periodEnd(from: string, n: number, kind: DayKind, table: HolidayTable, firstDayCounts = false): string {
  const base = firstDayCounts ? addDays(from, -1) : from;
  return kind === 'natural' ? addDays(base, n) : addWorkingDays(base, n, table);
}

/** Whether every year the period touches has its holidays in the table. */
export function holidaysKnown(from: string, to: string, table: HolidayTable): boolean {
  for (let y = parts(from)[0]; y <= parts(to)[0]; y++) if (!table.years.includes(y)) return false;
  return true;
}
