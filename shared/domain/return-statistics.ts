/** 退回统计: causes by code, by point and by who filed, and how long each stage took. Counted from filings as they stand, simulated ones apart. */
import { chinaDay, daysBetween, parseDay } from '../time.ts';
import type { Filing, FilingState, Reason } from './filing.ts';
import { isOrgReturn } from './org-review.ts';

/** `person`: 填报人 of the form; `year` of the day the filing was handed in, else of its return. */
export type Counted = { filing: Filing; point: string; person: string; year: string };
export const STAGES = ['draftedFiled', 'filedAccepted', 'acceptedReturned', 'returnedCorrected', 'filedRegistered'] as const;
export type Stage = (typeof STAGES)[number];
/** `median` in natural days; `n` filings that have both days. */
export type StageTime = { stage: Stage; n: number; median: number; longest: number };
export type Cause = { code: string; count: number; filings: string[] };
/** `registered`: what stands registered now; what was, and was cancelled or revoked since, is counted apart, and its days of registering stay in `times`. */
export type Statistics = {
  filed: number;
  returned: number;
  registered: number;
  cancelled: number;
  revoked: number;
  causes: Cause[];
  byPoint: Tally[];
  byPerson: Tally[];
  times: StageTime[];
};
export type Tally = { name: string; filed: number; returned: number; reasons: number };

const dayOf = (text: string | undefined): string | undefined => parseDay(text?.slice(0, 10));
const filedOn = (f: Filing): string | undefined => chinaDay(f.submittedAt) ?? f.orgReviewOn;
const wasReturned = (f: Filing): boolean =>
  f.returnedOn !== undefined || f.state === 'returned' || f.state === 'refused' || f.state === 'supplement' || (f.reasons ?? []).length > 0;

/** Ids of rows say when they were made; those of samples do not. */
function madeOn(id: string): string | undefined {
  const m = /^([0-9a-f]{8})-([0-9a-f]{4})-7/.exec(id);
  return m ? chinaDay(new Date(Number.parseInt(m[1]! + m[2]!, 16)).toISOString()) : undefined;
}

/**
 * Filings that count: handed in to somebody and not given back inside the house, which is no registry's return; with where, by whom and when. `pointName` says a point by its id;
 * `carriedTo` who had it, where that was not the point its form names (a simulated registry).
 */
export function countedFilings(
  filings: readonly Filing[],
  pointName: (id: string) => string,
  carriedTo: (filing: Filing) => string | undefined = () => undefined,
): Counted[] {
  return filings
    .filter((f) => f.archived !== true && !isOrgReturn(f) && (filedOn(f) !== undefined || wasReturned(f)))
    .map((filing) => ({
      filing,
      point: carriedTo(filing) ?? (filing.pointId ? pointName(filing.pointId) : ''),
      person: filing.form?.['agent'] ?? '',
      year: (filedOn(filing) ?? filing.returnedOn ?? filing.registeredOn ?? '').slice(0, 4),
    }));
}

export function statisticsOf(rows: readonly Counted[], all: readonly Filing[]): Statistics {
  const filings = rows.map((r) => r.filing);
  const inState = (state: FilingState): number => filings.filter((f) => f.state === state).length;
  const causes = new Map<string, Cause>();
  for (const f of filings)
    for (const { reason: r } of reasonsOf(f)) {
      const code = r.code ?? '';
      const cause = causes.get(code) ?? { code, count: 0, filings: [] };
      causes.set(code, { ...cause, count: cause.count + 1, filings: [...new Set([...cause.filings, f.id])] });
    }
  return {
    filed: filings.length,
    returned: filings.filter(wasReturned).length,
    registered: inState('registered'),
    cancelled: inState('cancelled'),
    revoked: inState('revoked'),
    causes: [...causes.values()].toSorted((a, b) => b.count - a.count || Number(a.code === '') - Number(b.code === '') || a.code.localeCompare(b.code)),
    byPoint: tally(rows, (r) => r.point),
    byPerson: tally(rows, (r) => r.person),
    times: STAGES.map((stage) => timeOf(stage, filings, all)).filter((t) => t !== undefined),
  };
}

function tally(rows: readonly Counted[], nameOf: (r: Counted) => string): Tally[] {
  const out = new Map<string, Tally>();
  for (const r of rows) {
    const name = nameOf(r);
    const t = out.get(name) ?? { name, filed: 0, returned: 0, reasons: 0 };
    out.set(name, { name, filed: t.filed + 1, returned: t.returned + (wasReturned(r.filing) ? 1 : 0), reasons: t.reasons + reasonsOf(r.filing).length });
  }
  return [...out.values()].toSorted((a, b) => b.returned - a.returned || b.filed - a.filed || a.name.localeCompare(b.name));
}

/** Every ground given on a version, also where it was given before others, with the day of the answer. */
const reasonsOf = (f: Filing): { reason: Reason; on: string | undefined }[] =>
  [...(f.earlierReturns ?? []), { reasons: f.reasons ?? [], on: f.returnedOn }].flatMap(({ reasons, on }) => reasons.map((reason) => ({ reason, on })));

/** First day and last day of a stage, where the filing has both; a version that was supplemented several times was corrected as often. */
function spans(stage: Stage, f: Filing, all: readonly Filing[]): [string | undefined, string | undefined][] {
  const earlier = f.earlierReturns ?? [];
  if (stage !== 'returnedCorrected') return [span(stage, { ...f, returnedOn: earlier[0]?.on ?? f.returnedOn }, all)];
  const before = earlier.map((r): [string | undefined, string | undefined] => [dayOf(r.on), dayOf(r.handedInOn)]);
  // a day of supplements before the last answer belongs to the answer before it
  const handedIn = dayOf(f.supplementOn);
  const last = handedIn && handedIn >= (dayOf(f.returnedOn) ?? '') ? handedIn : nextFiledOn(f, all);
  return [...before, [dayOf(f.returnedOn), last]];
}

function span(stage: Exclude<Stage, 'returnedCorrected'>, f: Filing, all: readonly Filing[]): [string | undefined, string | undefined] {
  switch (stage) {
    case 'draftedFiled':
      return [madeOn(f.id), filedOn(f)];
    case 'filedAccepted':
      return [filedOn(f), dayOf(f.acceptedOn)];
    case 'acceptedReturned':
      return [dayOf(f.acceptedOn) ?? filedOn(f), dayOf(f.returnedOn)];
    case 'filedRegistered':
      return [firstFiledOn(f, all), dayOf(f.registeredOn)];
  }
}

const ofDeal = (f: Filing, all: readonly Filing[]): Filing[] =>
  all.filter((x) => x.dealId !== undefined && x.dealId === f.dealId && x.archived !== true && !isOrgReturn(x));
const nextFiledOn = (f: Filing, all: readonly Filing[]): string | undefined => {
  const next = ofDeal(f, all)
    .filter((x) => (x.version ?? 1) > (f.version ?? 1))
    .toSorted((a, b) => (a.version ?? 1) - (b.version ?? 1))
    .at(0);
  return next && filedOn(next);
};
/** A registration took from the first version that was handed in, whatever came back between. */
const firstFiledOn = (f: Filing, all: readonly Filing[]): string | undefined =>
  [f, ...ofDeal(f, all)]
    .flatMap((x) => filedOn(x) ?? [])
    .toSorted()
    .at(0);

function timeOf(stage: Stage, filings: readonly Filing[], all: readonly Filing[]): StageTime | undefined {
  const days = filings
    .flatMap((f) => spans(stage, f, all))
    .flatMap(([from, to]) => (from && to && to >= from ? [daysBetween(from, to)] : []))
    .toSorted((a, b) => a - b);
  if (days.length === 0) return undefined;
  const half = Math.floor(days.length / 2);
  const median = days.length % 2 === 1 ? days[half]! : (days[half - 1]! + days[half]!) / 2;
  return { stage, n: days.length, median, longest: days.at(-1)! };
}

/** One line per ground, for a workbook; `on`: the day of the answer that gave it. */
export const reasonLines = (rows: readonly Counted[]): { row: Counted; reason: Reason; on: string | undefined }[] =>
  rows.flatMap((row) => reasonsOf(row.filing).map((r) => ({ row, ...r })));
