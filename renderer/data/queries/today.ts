/** 今日: what is due, what came back, what is unsent, what was left unfinished. */
import { replacedNotices } from '../../../shared/domain/deal-file.ts';
import type { Signing } from '../../../shared/domain/contract.ts';
import type { Deal } from '../../../shared/domain/deal.ts';
import { AHEAD_DAYS, FEE_AHEAD_DAYS, owedOf } from '../../../shared/domain/due.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { RowOf } from '../../../shared/domain/tables.ts';
import { replacedSignings } from '../../../shared/domain/standing-signing.ts';
import { addDays, parseDay } from '../../../shared/time.ts';
import { allDrafts } from '../drafts.ts';
import { db } from '../store.ts';
import { newestRows, rowsBy, rowsById } from './read.ts';

export type DueKind = 'noticeEnds' | 'instalment' | 'demand' | 'contractEnds' | 'promise' | 'patentFee';
export type Due = {
  kind: DueKind;
  id: string;
  day: string;
  name: string;
  dealId?: string;
  achievementId?: string;
  amount?: string;
  /** a part has come in; `amount` is the rest */ partly?: true;
};
export type Returned = { filing: Filing; deal: Deal | undefined };
export type Unfinished = { key: string; text: string; at: string };

const UNSENT = new Set<Filing['state']>(['ready', 'queued', 'sending', 'unknown']);
const CAME_BACK = new Set<Filing['state']>(['supplement', 'returned', 'refused', 'registered']);

/** 待报: filings that are frozen but not yet acknowledged by anybody. */
export async function unsentCount(): Promise<number> {
  return (await newestRows('filings')).filter((f) => f.archived !== true && UNSENT.has(f.state)).length;
}

async function liveRows<T extends 'notices' | 'instalments' | 'receipts' | 'demands' | 'signings' | 'promises'>(table: T): Promise<RowOf<T>[]> {
  return (await newestRows(table)).filter((r) => r.archived !== true);
}

/** Of deals signed in several versions, the papers whose place another took. */
async function overtakenSignings(signings: readonly Signing[]): Promise<ReadonlySet<string>> {
  const ofDeal = new Map<string, Signing[]>();
  for (const s of signings) if (s.dealId !== undefined) ofDeal.set(s.dealId, [...(ofDeal.get(s.dealId) ?? []), s]);
  const several = [...ofDeal].filter(([, rows]) => rows.length > 1);
  const replaced = await Promise.all(several.map(async ([dealId, rows]) => replacedSignings(rows, await rowsBy('contracts', 'dealId', dealId))));
  return new Set(replaced.flatMap((ids) => [...ids]));
}

/** What falls due from 60 days ago (still open) to 30 days ahead, annual fees to 90, earliest first. */
export async function dueItems(today: string): Promise<Due[]> {
  const first = addDays(today, -60);
  const within = (day: string | undefined, ahead = AHEAD_DAYS): day is string => {
    const d = parseDay(day);
    return d !== undefined && d >= first && d <= addDays(today, ahead);
  };
  const [every, notices, instalments, receipts, demands, signings, promises] = await Promise.all([
    newestRows('deals'),
    liveRows('notices'),
    liveRows('instalments'),
    liveRows('receipts'),
    liveRows('demands'),
    liveRows('signings'),
    liveRows('promises'),
  ]);
  const live = every.filter((d) => d.archived !== true);
  const aside = new Set(every.flatMap((d) => (d.archived === true ? [d.id] : [])));
  const replaced = replacedNotices(notices);
  // only rights that a deal rests on: a portfolio may hold a hundred thousand
  const rights = (await rowsById('rights', [...new Set(live.flatMap((d) => d.rightIds ?? []))])).filter((r) => r.archived !== true);
  const overtaken = await overtakenSignings(signings);
  const due: Due[] = [
    ...notices
      .filter((n) => n.draft !== true && !n.closedOn && !replaced.has(n.id) && within(n.endOn))
      .map((n) => ({ kind: 'noticeEnds' as const, id: n.id, day: n.endOn!, name: n.title ?? '', dealId: n.dealId })),
    ...instalments
      .filter((i) => within(i.dueOn))
      .flatMap((i) => {
        const owed = owedOf(i, receipts);
        const partly = owed && receipts.some((r) => r.instalmentId === i.id) ? { partly: true as const } : {};
        return owed === null ? [] : [{ kind: 'instalment' as const, id: i.id, day: i.dueOn!, name: i.name ?? '', dealId: i.dealId, amount: owed, ...partly }];
      }),
    ...demands.filter((d) => within(d.deadline)).map((d) => ({ kind: 'demand' as const, id: d.id, day: d.deadline!, name: d.title ?? '' })),
    ...signings
      .filter((s) => within(s.validTo) && !overtaken.has(s.id))
      .map((s) => ({ kind: 'contractEnds' as const, id: s.id, day: s.validTo!, name: s.contractNo ?? '', dealId: s.dealId })),
    ...promises
      .filter((p) => (p.doneOn ?? '') === '' && within(p.dueOn))
      .map((p) => ({ kind: 'promise' as const, id: p.id, day: p.dueOn!, name: [p.by, p.what].filter(Boolean).join('：'), dealId: p.dealId })),
    ...rights
      .filter((r) => (r.status === 'inForce' || r.status === undefined) && within(r.feePaidTo, FEE_AHEAD_DAYS))
      .map((r) => ({ kind: 'patentFee' as const, id: r.id, day: r.feePaidTo!, name: r.name ?? r.number ?? '', achievementId: r.achievementId })),
  ];
  const deals = new Map(live.map((d) => [d.id, d.name ?? '']));
  const open = due.filter((d) => d.dealId === undefined || !aside.has(d.dealId));
  return open
    .map((d) => ({ ...d, name: d.dealId && deals.get(d.dealId) ? `${deals.get(d.dealId)}${d.name ? ` · ${d.name}` : ''}` : d.name }))
    .sort((a, b) => a.day.localeCompare(b.day));
}

async function filingsIn(states: ReadonlySet<Filing['state']>): Promise<Returned[]> {
  const filings = (await newestRows('filings')).filter((f) => f.archived !== true && states.has(f.state));
  const deals = new Map(
    (
      await rowsById(
        'deals',
        filings.flatMap((f) => (f.dealId ? [f.dealId] : [])),
      )
    ).map((d) => [d.id, d]),
  );
  return filings.map((filing) => ({ filing, deal: deals.get(filing.dealId ?? '') }));
}

export const returnedFilings = (): Promise<Returned[]> => filingsIn(CAME_BACK);
export const unsentFilings = (): Promise<Returned[]> => filingsIn(UNSENT);

/** Drafts: text that was typed but never left its field. */
export const unfinishedDrafts = (): Promise<Unfinished[]> => allDrafts();

/** Deals touched last, to go on with. */
export async function latestDeals(limit: number): Promise<Deal[]> {
  return (await newestRows('deals')).filter((d) => d.archived !== true).slice(0, limit);
}

/** Whether there is anything in this workspace yet. */
export async function isEmptyWorkspace(): Promise<boolean> {
  const [achievements, deals] = await Promise.all([db().achievements.limit(1).count(), db().deals.limit(1).count()]);
  return achievements + deals === 0;
}
