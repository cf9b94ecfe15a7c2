/** Rule packs and calendars: brought in, put in force, entered, checked. One commit each; nothing is ever deleted. */
import { canonicalJson } from '../../../shared/change/chain.ts';
import type { JsonObject } from '../../../shared/change/change.ts';
import { make, set, type Edit } from '../../../shared/domain/edit.ts';
import type { CalendarRow, RulePackRow } from '../../../shared/domain/rule-records.ts';
import { refuse, type Refusal } from '../../../shared/result.ts';
import type { Calendar } from '../../../shared/rules/calendar.ts';
import type { PackFile } from '../../../shared/rules/pack-file.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { programPack } from '../../data/rules.ts';
import { newId, who } from '../../data/store.ts';

type Answer = Promise<Committed | Refusal>;

const inForce = (packs: readonly RulePackRow[], id: string | null): Edit[] =>
  packs.flatMap((p) => (p.inForce === true && p.id !== id ? [set('rulePacks', p.id, { inForce: undefined })] : []));

/** Keeps the pack and puts it in force. The same id and version with another content would leave filings in doubt about theirs: refused. */
export function bringInPack({ pack, text, sha256 }: PackFile, file: string, signedBy: string | null, kept: readonly RulePackRow[]): Answer {
  return commit({ intent: 'rules.import', note: `${pack.name} ${pack.version}` }, () => {
    const same = kept.find((p) => p.packId === pack.id && p.version === pack.version);
    const own = programPack();
    const asProgram = own.id === pack.id && own.version === pack.version;
    if (asProgram && canonicalJson(own as unknown as JsonObject) === text) return inForce(kept, null);
    if (asProgram || (same && same.sha256 !== sha256)) return refuse('rules.sameVersion', { params: { name: pack.name, version: pack.version } });
    if (same) return [...inForce(kept, same.id), set('rulePacks', same.id, { inForce: true })];
    const row = { id: newId(), packId: pack.id, version: pack.version, name: pack.name, file, text, sha256, inForce: true };
    return [...inForce(kept, null), make('rulePacks', signedBy === null ? row : { ...row, signedBy })];
  });
}

/** A kept pack in force; null: the program's own. */
export const putInForce = (row: RulePackRow | null, kept: readonly RulePackRow[]): Answer =>
  commit({ intent: row ? 'rules.use' : 'rules.program', note: row ? `${row.name ?? ''} ${row.version ?? ''}` : '' }, () => [
    ...inForce(kept, row?.id ?? null),
    ...(row ? [set('rulePacks', row.id, { inForce: true })] : []),
  ]);

/** A year entered or brought in anew is unchecked again, whatever it was before. */
export function saveCalendars(calendars: readonly Calendar[], source: string, kept: readonly CalendarRow[], how: 'save' | 'import'): Answer {
  const years = calendars.map((c) => c.year).join('、');
  return commit({ intent: `calendar.${how}`, note: years }, () =>
    calendars.map(({ year, off, work }): Edit => {
      const before = kept.find((c) => c.year === year);
      const fields = { off, work, source, checked: undefined, checkedBy: undefined, checkedOn: undefined };
      return before ? set('calendars', before.id, fields) : make('calendars', { id: newId(), year, off, work, source });
    }),
  );
}

/** 已核对: a person compared it day by day with the notice that `source` names. */
export function checkCalendar(calendar: Calendar, source: string, day: string, kept: readonly CalendarRow[]): Answer {
  return commit({ intent: 'calendar.check', note: String(calendar.year) }, () => {
    if (source.trim() === '') return refuse('calendar.noSource', { field: 'source' });
    const before = kept.find((c) => c.year === calendar.year);
    const checked = { source: source.trim(), checked: true, checkedBy: who(), checkedOn: day };
    return [before ? set('calendars', before.id, checked) : make('calendars', { id: newId(), ...calendar, ...checked })];
  });
}

/** Back to what the pack itself says of the year, if it says anything. */
export const archiveCalendar = (row: CalendarRow): Answer =>
  commit({ intent: 'calendar.archive', note: String(row.year ?? '') }, () => [set('calendars', row.id, { archived: true })]);
