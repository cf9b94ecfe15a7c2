/** Days and times a person copies from the portal: read as typed, refused where they cannot have been, asked about where a clock may be wrong. */
import { refuse, type Refusal } from '../result.ts';
import { chinaDay, chinaMinute, parseDay } from '../time.ts';
import type { Filing } from './filing.ts';
import { finding, type Finding } from './finding.ts';

/** All on China's clock: `now` and `frozenAt` to the minute (`2026-11-21T14:05`), `signedOn` a day. */
export type TimeBounds = { now: string; frozenAt?: string | undefined; signedOn?: string | undefined };

/** `2026-11-21 14:05`, `2026.11.21 14:05`, `20261121 1405`, `2026年11月21日下午2时5分` → ISO without a zone, the portal's own clock; else the text as it is. */
export function readTime(text: string): string {
  const m =
    /^(.+?)(?:[\sT]+|(?<=日)|(?=[上下中]午))\s*(上午|下午|中午)?\s*(\d{1,2})(?:[:：]?(\d{2})(?:[:：]\d{2})?|[时点](?:(\d{1,2})分?)?(?:\d{1,2}秒)?)$/.exec(
      text.trim(),
    );
  const [, on, half, hours = '', digits, minutes = '0'] = m ?? [];
  const day = parseDay(on);
  const minute = Number(digits ?? minutes);
  const hour = Number(hours) + (half !== undefined && half !== '上午' && Number(hours) < 12 && !(half === '中午' && Number(hours) > 2) ? 12 : 0);
  return day && hour < 24 && minute < 60 ? `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : text.trim();
}

const spoken = (time: string): string => time.slice(0, 16).replace('T', ' ');

/** By how much this computer's clock and the portal's may differ. */
const CLOCKS_APART_MS = 10 * 60_000;
const earlier = (at: string, than: string): boolean => Date.parse(`${at.slice(0, 16)}Z`) < Date.parse(`${than.slice(0, 16)}Z`) - CLOCKS_APART_MS;

/** Why the portal cannot have taken the filing at this time: after now, or before the contract was signed (a day). */
export function submissionTimeRefusal(at: string, { now, signedOn }: Pick<TimeBounds, 'now' | 'signedOn'>): Refusal | null {
  const field = 'submittedAt';
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(at)) return refuse('filing.timeUnread', { field, params: { text: at } });
  if (at.slice(0, 16) > now) return refuse('filing.timeAhead', { field, params: { time: spoken(at), now: spoken(now) } });
  const signed = parseDay(signedOn);
  if (signed && at.slice(0, 10) < signed) return refuse('filing.timeBeforeSigning', { field, params: { time: spoken(at), day: signed } });
  return null;
}

/**
 * A time clearly before the form was frozen: another version was filed, or this computer's clock runs ahead of the portal's. Only a person
 * knows which, so it is asked about; another time is another question. `frozenAt` is on China's clock, to the minute.
 */
export function submittedBeforeFreezing({ id, submittedAt: at }: Pick<Filing, 'id' | 'submittedAt'>, frozenAt: string | undefined): Finding | undefined {
  const given = chinaMinute(at).replace(' ', 'T');
  if (!given || !frozenAt || !earlier(given, frozenAt)) return undefined;
  const where = { table: 'filings' as const, id, field: 'submittedAt' };
  return finding('filing.submittedBeforeFreezing', where, { params: { time: spoken(given), frozen: spoken(frozenAt) }, also: given });
}

export const ANSWER_DAYS = ['acceptedOn', 'returnedOn', 'registeredOn', 'cancelledOn', 'revokedOn'] as const;
type AnswerDay = (typeof ANSWER_DAYS)[number] | 'supplementOn';

/** Why the portal cannot have answered on this day: no day, after today, before it was filed. */
export function answerDayRefusal(on: string, field: AnswerDay, today: string, submittedAt: string | undefined): Refusal | null {
  if (parseDay(on) === undefined) return refuse('filing.dayUnread', { field, params: { text: on } });
  if (on > today) return refuse('filing.dayAhead', { field, params: { day: on, today } });
  const filed = chinaDay(submittedAt);
  return filed && on < filed ? refuse('filing.dayBeforeFiling', { field, params: { day: on, filed } }) : null;
}
