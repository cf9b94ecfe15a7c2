/** 今日: what is due, what came back, what is unsent, what was left unfinished. */
import type { ClockKind, Missing } from '../../../shared/domain/clocks/clock.ts';
import type { Deal } from '../../../shared/domain/deal.ts';
import { AHEAD_DAYS, FEE_AHEAD_DAYS, KEPT_DAYS } from '../../../shared/domain/due.ts';
import type { Filing, FilingState } from '../../../shared/domain/filing.ts';
import type { Followup, FollowupState } from '../../../shared/domain/followup.ts';
import { addDays, chinaDay, parseDay } from '../../../shared/time.ts';
import { allDrafts } from '../drafts.ts';
import { lettersUnderWay } from '../on-the-way.ts';
import { db } from '../store.ts';
import { dealClocks, type DealClock } from './clocks.ts';
import { newestRows, rowsBy, rowsById } from './read.ts';

/** What a deal must not miss, and what somebody said they would do or asked for by a day. */
export type Due = {
  key: string;
  kind: ClockKind | 'demand' | 'promise';
  id: string;
  /** none where the rules name no day for what is open */
  day?: string;
  missing?: Missing;
  unconfirmed?: true;
  name: string;
  dealId?: string;
  achievementId?: string;
  amount?: string;
  /** a part has come in; `amount` is the rest */ partly?: true;
};
type Filed = { filing: Filing; deal: Deal | undefined };
/** What a registry or a portal answered, on the day it did where that is known. */
export type CameBack = { id: string; deal: Deal | undefined; on?: string | undefined } & ({ filing: Filing } | { followup: Followup });
/** A filing or followup nobody has acknowledged yet, with what its letter says of it. */
export type Unsent = { id: string; deal: Deal | undefined; state: FilingState; frozenOn?: string | undefined } & ({ filing: Filing } | { followup: Followup });
export type Unfinished = { key: string; text: string; at: string };

const ON_THE_WAY = ['queued', 'sending', 'unknown'];
const UNSENT = ['ready', ...ON_THE_WAY];
/** Somebody's turn until the next version is frozen; the others are told of for KEPT_DAYS. */
const TO_MEND = ['supplement', 'returned'];
const DECIDED = ['refused', 'registered', 'revoked'];
const IN_HAND = ['draft', undefined];

/** 待报: filings, and what follows them, that are frozen but not yet acknowledged by anybody. */
export async function unsentCount(): Promise<number> {
  const [followups, ready, ...onTheWay] = await Promise.all([
    waitingFollowups(),
    rowsBy('filings', 'state', 'ready'),
    // what is on its way is counted by the index: it may be thousands, and none of it is put aside
    ...ON_THE_WAY.map((state) => db().filings.where('state').equals(state).count()),
  ]);
  return onTheWay.reduce((sum, n) => sum + n, ready.length + followups.length);
}

/** A whole table: an office has hundreds of them. Newest first. */
async function waitingFollowups(): Promise<Followup[]> {
  return (await newestRows('followups')).filter((u) => u.archived !== true && u.state !== undefined && UNSENT.includes(u.state));
}

/** Open without a day, and yet to be done now. */
const ASKED: ReadonlySet<ClockKind> = new Set(['assignment', 'benefit', 'changeReport', 'cancelReport']);
const isOpen = ({ clock }: DealClock, today: string): boolean =>
  clock.missing === 'calendar' || (ASKED.has(clock.kind) && clock.from !== undefined && clock.from <= today);

function dueOf({ clock, deal }: DealClock): Due {
  const { key, kind, day, missing, amount, partly, where } = clock;
  const named = deal.name ? `${deal.name}${clock.name ? ` · ${clock.name}` : ''}` : clock.name;
  const more = { ...(day ? { day } : {}), ...(missing ? { missing } : {}), ...(clock.basis === 'unconfirmed' ? { unconfirmed: true as const } : {}) };
  const owed = amount === undefined ? {} : { amount, ...(partly ? { partly } : {}) };
  // a right stands with its achievement, whichever deals rest on it
  if (kind === 'fee') return { key, kind, id: where.id, name: clock.name, ...more, ...(deal.achievementId ? { achievementId: deal.achievementId } : {}) };
  return { key, kind, id: where.id, name: named, dealId: deal.id, ...more, ...owed };
}

/** What falls due from 60 days ago (still open) to 30 days ahead, annual fees to 90, earliest first; behind it what is open without a day. */
export async function dueItems(today: string): Promise<Due[]> {
  const first = addDays(today, -KEPT_DAYS);
  const within = (day: string | undefined, ahead = AHEAD_DAYS): day is string => {
    const d = parseDay(day);
    return d !== undefined && d >= first && d <= addDays(today, ahead);
  };
  const [deals, demands, promises] = await Promise.all([newestRows('deals'), newestRows('demands'), newestRows('promises')]);
  const clocks = await dealClocks(today);
  const of = new Map(deals.map((d) => [d.id, d]));
  const told = clocks.filter(
    (x) =>
      x.clock.done === undefined && (x.clock.day === undefined ? isOpen(x, today) : within(x.clock.day, x.clock.kind === 'fee' ? FEE_AHEAD_DAYS : AHEAD_DAYS)),
  );
  const due: Due[] = [
    ...told.map(dueOf),
    ...demands
      .filter((d) => d.archived !== true && within(d.deadline))
      .map((d) => ({ key: d.id, kind: 'demand' as const, id: d.id, day: d.deadline!, name: d.title ?? '' })),
    ...promises
      .filter((p) => p.archived !== true && (p.doneOn ?? '') === '' && within(p.dueOn) && of.get(p.dealId ?? '')?.archived !== true)
      .map((p) => {
        const said = [p.by, p.what].filter(Boolean).join('：');
        const deal = of.get(p.dealId ?? '')?.name;
        return { key: p.id, kind: 'promise' as const, id: p.id, day: p.dueOn!, name: deal ? `${deal}${said ? ` · ${said}` : ''}` : said, dealId: p.dealId };
      }),
  ];
  // two deals on one right: its fee is due once
  return [...new Map(due.map((d) => [d.key, d])).values()].sort((a, b) => (a.day ?? '9999').localeCompare(b.day ?? '9999'));
}

/** Newest first. Index: filings.state. */
async function filingsIn(states: readonly string[]): Promise<Filed[]> {
  // by their keys, slice by slice: thousands may be on their way
  const ids = await db().filings.where('state').anyOf(states).primaryKeys();
  const filings = (await rowsById('filings', ids.toSorted().toReversed())).filter((f) => f.archived !== true);
  const deals = await dealsOf(filings);
  return filings.map((filing) => ({ filing, deal: deals.get(filing.dealId ?? '') }));
}

async function dealsOf(rows: readonly { dealId?: string | undefined }[]): Promise<Map<string, Deal>> {
  const ids = rows.flatMap((row) => (row.dealId ? [row.dealId] : []));
  return new Map((await rowsById('deals', ids)).map((d) => [d.id, d]));
}

/** Filings first, each kind newest first: what is to be mended, and what was decided in the last KEPT_DAYS or on no known day. */
export async function cameBack(today: string): Promise<CameBack[]> {
  const [filings, followups] = await Promise.all([filingsIn([...TO_MEND, ...DECIDED]), newestRows('followups')]);
  const isNew = ({ on }: CameBack): boolean => {
    const day = parseDay(on);
    return day === undefined || day >= addDays(today, -KEPT_DAYS);
  };
  const toMend = filings.filter(({ filing }) => TO_MEND.includes(filing.state ?? ''));
  const versions = await rowsOfDeals(toMend);
  const answered = ({ filing }: Filed): boolean =>
    versions.some((v) => v.dealId === filing.dealId && (v.version ?? 0) > (filing.version ?? 0) && v.archived !== true && !IN_HAND.includes(v.state));
  const next = new Set(followups.flatMap((u) => (u.archived === true || IN_HAND.includes(u.state) ? [] : [u.basedOn])));
  const deals = await dealsOf(followups);
  return [
    ...filings
      .filter((f) => !TO_MEND.includes(f.filing.state ?? '') || !answered(f))
      .map((f) => ({ id: f.filing.id, on: decidedOn(f.filing), ...f }))
      .filter((f) => TO_MEND.includes(f.filing.state ?? '') || isNew(f)),
    ...followups
      .filter((u) => u.archived !== true && (u.state === 'returned' ? !next.has(u.id) : u.state === 'refused' || u.state === 'done'))
      .map((followup) => ({ id: followup.id, deal: deals.get(followup.dealId ?? ''), on: followup.doneOn ?? followup.returnedOn, followup }))
      .filter((u) => u.followup.state === 'returned' || isNew(u)),
  ];
}

function decidedOn({ state, registeredOn, revokedOn, returnedOn, acceptedOn, frozenOn }: Filing): string | undefined {
  if (state === 'registered') return registeredOn;
  if (state === 'revoked') return revokedOn;
  return returnedOn ?? acceptedOn ?? chinaDay(frozenOn);
}

async function rowsOfDeals(of: readonly Filed[]): Promise<Filing[]> {
  const deals = [...new Set(of.flatMap(({ filing }) => (filing.dealId ? [filing.dealId] : [])))];
  return deals.length === 0 ? [] : db().filings.where('dealId').anyOf(deals).toArray();
}

/** Filings first, each kind newest first. */
export async function unsentRows(): Promise<Unsent[]> {
  const [filings, followups, now] = await Promise.all([filingsIn(UNSENT), waitingFollowups(), lettersUnderWay()]);
  const deals = await dealsOf(followups);
  return [
    ...filings.map(({ filing, deal }) => ({ id: filing.id, deal, state: now(filing) ?? 'draft', frozenOn: filing.frozenOn, filing })),
    ...followups.map((u) => ({ id: u.id, deal: deals.get(u.dealId ?? ''), state: stateOf(now(u)), frozenOn: u.frozenOn, followup: u })),
  ];
}
/** Of a followup that is unsent: states of a filing all of them. */
const stateOf = (state: FollowupState | undefined): FilingState => (state === undefined || state === 'done' ? 'draft' : state);

/** Drafts: text that was typed but never left its field. */
export const unfinishedDrafts = (): Promise<Unfinished[]> => allDrafts();

/** 登记后事项 that were begun and neither frozen nor dropped. */
export async function begunFollowups(): Promise<{ followup: Followup; deal: Deal | undefined }[]> {
  const begun = (await newestRows('followups')).filter((u) => u.archived !== true && IN_HAND.includes(u.state));
  const deals = await dealsOf(begun);
  return begun.map((followup) => ({ followup, deal: deals.get(followup.dealId ?? '') }));
}

/** Deals touched last, to go on with. */
export async function latestDeals(limit: number): Promise<Deal[]> {
  return (await newestRows('deals')).filter((d) => d.archived !== true).slice(0, limit);
}

/** Whether there is anything in this workspace yet. */
export async function isEmptyWorkspace(): Promise<boolean> {
  const [achievements, deals] = await Promise.all([db().achievements.limit(1).count(), db().deals.limit(1).count()]);
  return achievements + deals === 0;
}
