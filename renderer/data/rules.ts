/** The rule pack in force: the program's own or one brought in from a file, with the calendars this office entered; bound to a day and a place. */
import bundled from '../../resources/rules/gd-2026.json';
import type { CalendarRow, RulePackRow } from '../../shared/domain/rule-records.ts';
import { calendarEntry } from '../../shared/rules/calendar.ts';
import { ruleBook, type RuleBook } from '../../shared/rules/engine.ts';
import { rulePack, type RulePack } from '../../shared/rules/pack.ts';
import { chinaDay } from '../../shared/time.ts';

const PROVINCE = '440000';

export type RuleRows = { packs: readonly RulePackRow[]; calendars: readonly CalendarRow[] };
let rows: RuleRows = { packs: [], calendars: [] };
let own: RulePack | null = null;
const made = new Map<string, RulePack | null>();

/** The pack that comes with the program; parsed once. */
export const programPack = (): RulePack => (own ??= rulePack.parse(bundled));

/** What the open workspace keeps; until it is read, the program's own pack stands. */
export function setRuleRows(now: RuleRows): void {
  rows = now;
}

/** How a filing names the pack it was begun with. Those of the time when there was one pack have its id alone. */
export const packName = (pack: Pick<RulePack, 'id' | 'version'>): string => `${pack.id} ${pack.version}`;

/** The calendars this office entered stand in the place of the pack's own. */
export function withCalendars(pack: RulePack, calendars: readonly CalendarRow[]): RulePack {
  const entered = calendars.flatMap((c) => {
    if (c.archived === true || c.year === undefined) return [];
    const about = { document: c.source?.trim() || pack.name, checked: c.checked === true, ...(c.note ? { note: c.note } : {}) };
    return [calendarEntry({ year: c.year, off: c.off ?? [], work: c.work ?? [] }, about)];
  });
  const ids = new Set(entered.map((e) => e.id));
  return entered.length === 0 ? pack : { ...pack, entries: [...pack.entries.filter((e) => !ids.has(e.id)), ...entered] };
}

function readRow(row: RulePackRow): RulePack | null {
  try {
    return rulePack.parse(JSON.parse(row.text ?? ''));
  } catch {
    // a row damaged on disk: the program's own pack stands, and the settings say so
    return null;
  }
}

/** The pack that a row holds; null where it cannot be read. */
export function packOfRow(row: RulePackRow): RulePack | null {
  const known = made.get(row.id);
  if (known !== undefined) return known;
  const read = readRow(row);
  made.set(row.id, read);
  return read;
}

/** The pack of these rows that is in force, without the entered calendars. */
export function packAmong({ packs }: RuleRows): RulePack {
  const chosen = packs.find((p) => p.inForce === true && p.archived !== true);
  return (chosen && packOfRow(chosen)) ?? programPack();
}

let current: { of: RuleRows; pack: RulePack } | null = null;
/** The pack in force with the calendars of this office. */
export function packInForce(): RulePack {
  if (current?.of !== rows) current = { of: rows, pack: withCalendars(packAmong(rows), rows.calendars) };
  return current.pack;
}

/** A pack by the name a filing keeps; undefined where it is no longer on this computer. The calendars are always today's: they are facts, not rules. */
export function packNamed(name: string): RulePack | undefined {
  const own = programPack();
  if (name === own.id || name === packName(own)) return withCalendars(own, rows.calendars);
  const row = rows.packs.find((p) => `${p.packId ?? ''} ${p.version ?? ''}` === name);
  const pack = row && packOfRow(row);
  return pack ? withCalendars(pack, rows.calendars) : undefined;
}

/** Today in China, whatever zone this computer is set to: what is due, filed or signed is so by its calendar. */
export const today = (): string => chinaDay(new Date().toISOString())!;

const placed = (region: string | undefined): string => (/^\d{6}$/.test(region ?? '') ? region! : PROVINCE);

/** Rules as of a day (today) at a place (6-digit division; the province of the pack where it is unknown). */
export const rulesAt = (date: string = today(), region?: string): RuleBook => ruleBook(packInForce(), date, placed(region));

/** The rules of a pack by its name, or undefined where it is not kept here. */
export function rulesNamed(name: string, date: string = today(), region?: string): RuleBook | undefined {
  const pack = packNamed(name);
  return pack && ruleBook(pack, date, placed(region));
}
