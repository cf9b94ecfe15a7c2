/** Asks a pack for the rule in force at a day and place, and compares packs. */
import type { z } from 'zod';
import { canonicalJson } from '../change/chain.ts';
import type { JsonObject } from '../change/change.ts';
import type { RuleEntry, RulePack } from './pack.ts';

export const isConfirmed = (entry: RuleEntry): boolean => entry.status === 'confirmed';

const fits = (entry: RuleEntry, region: string): boolean => entry.region === 'CN' || region.startsWith(entry.region);
const reach = (entry: RuleEntry): number => (entry.region === 'CN' ? 0 : entry.region.length);

/** The entry in force on `date` (ISO) at `region` (6-digit code or prefix): most specific place, then latest start. Undefined where none is. */
export function ruleAt(pack: RulePack, id: string, date: string, region: string): RuleEntry | undefined {
  return pack.entries
    .filter((e) => e.id === id && fits(e, region) && (e.validFrom ?? '') <= date && date <= (e.validTo ?? '9999'))
    .toSorted((a, b) => reach(b) - reach(a) || (b.validFrom ?? '').localeCompare(a.validFrom ?? ''))[0];
}

/** An entry that once applied at this place but no longer does on `date`: the screen says 已失效 instead of nothing. */
export function expiredRule(pack: RulePack, id: string, date: string, region: string): RuleEntry | undefined {
  return pack.entries
    .filter((e) => e.id === id && fits(e, region) && e.validTo !== undefined && e.validTo < date)
    .toSorted((a, b) => b.validTo!.localeCompare(a.validTo!))[0];
}

/** A pack bound to a day and place that remembers which entries were asked for, so that a result can name its rules. */
export type RuleBook = {
  packId: string;
  date: string;
  region: string;
  entry(id: string): RuleEntry | undefined;
  /** the entry's value where it fits `shape`; undefined where the pack has none, so no number is ever made up */
  value<T>(id: string, shape: z.ZodType<T>): T | undefined;
  /** the entries in force whose ids begin so, one an id */
  entries(prefix: string): RuleEntry[];
  used(): RuleEntry[];
  /** the same pack on another day (a filing date, a signing date); what it is asked counts as used here too */
  on(date: string): RuleBook;
};

export function ruleBook(pack: RulePack, date: string, region: string, seen: Map<string, RuleEntry> = new Map()): RuleBook {
  const entry = (id: string): RuleEntry | undefined => {
    const found = ruleAt(pack, id, date, region);
    if (found) seen.set(`${id}|${found.region}|${found.validFrom ?? ''}`, found);
    return found;
  };
  return {
    packId: pack.id,
    date,
    region,
    entry,
    value: (id, shape) => {
      const parsed = shape.safeParse(entry(id)?.value);
      return parsed.success ? parsed.data : undefined;
    },
    entries: (prefix) => [...new Set(pack.entries.map((e) => e.id).filter((id) => id.startsWith(prefix)))].flatMap((id) => entry(id) ?? []),
    used: () => [...seen.values()],
    on: (other) => ruleBook(pack, other, region, seen),
  };
}

export type PackDifference = { id: string; region: string; validFrom?: string; kind: 'added' | 'removed' | 'changed'; before?: RuleEntry; after?: RuleEntry };

/** What a newer pack says otherwise, entry by entry (same id, place and start are the same entry; the order of keys says nothing). */
export function packDifference(before: RulePack, after: RulePack): PackDifference[] {
  const key = (e: RuleEntry): string => `${e.id}|${e.region}|${e.validFrom ?? ''}`;
  const old = new Map(before.entries.map((e) => [key(e), e]));
  const fresh = new Map(after.entries.map((e) => [key(e), e]));
  const row = (e: RuleEntry, rest: Omit<PackDifference, 'id' | 'region' | 'validFrom'>): PackDifference => ({
    id: e.id,
    region: e.region,
    validFrom: e.validFrom,
    ...rest,
  });
  const out: PackDifference[] = [];
  for (const [k, e] of old) {
    const now = fresh.get(k);
    if (!now) out.push(row(e, { kind: 'removed', before: e }));
    else if (canonicalJson(now as unknown as JsonObject) !== canonicalJson(e as unknown as JsonObject))
      out.push(row(e, { kind: 'changed', before: e, after: now }));
  }
  for (const [k, e] of fresh) if (!old.has(k)) out.push(row(e, { kind: 'added', after: e }));
  return out.toSorted((a, b) => a.id.localeCompare(b.id) || a.region.localeCompare(b.region));
}
