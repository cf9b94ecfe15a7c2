/** The clocks of every deal that goes on, for 今日: read table by table, not deal by deal. */
import { clocksOf } from '../../../shared/domain/clocks/clocks-of.ts';
import type { Clock } from '../../../shared/domain/clocks/clock.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import { emptyDealFile, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Deal } from '../../../shared/domain/deal.ts';
import type { RowOf, TableName } from '../../../shared/domain/tables.ts';
import { rulesAt, rulesNamed } from '../rules.ts';
import { newestRows, rowsById, rowsOf } from './read.ts';

export type DealClock = { clock: Clock; deal: Deal };

type Child = 'notices' | 'instalments' | 'receipts' | 'signings' | 'filings' | 'followups' | 'benefits';
const CHILDREN: readonly Child[] = ['notices', 'instalments', 'receipts', 'signings', 'filings', 'followups', 'benefits'];

function byDeal<T extends { dealId?: string | undefined; archived?: boolean | undefined }>(rows: readonly T[]): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const row of rows) {
    if (row.archived === true || row.dealId === undefined) continue;
    const of = out.get(row.dealId);
    if (of) of.push(row);
    else out.set(row.dealId, [row]);
  }
  return out;
}

const oldestFirst = async <T extends TableName>(table: T): Promise<RowOf<T>[]> => (await newestRows(table)).reverse();

/** The same text of a contract keeps its object between readings, so that what was read out of it is not read again. */
const kept = new Map<string, Contract>();
const standing = (c: Contract): Contract => {
  const before = kept.get(c.id);
  if (before && c.lockedText !== undefined && before.lockedText?.text === c.lockedText.text && before.state === c.state && before.lockedHash === c.lockedHash)
    return before;
  kept.set(c.id, c);
  return c;
};

/** How long the window may be held while contracts are read. */
const SLICE_MS = 8;

/** Clocks of live deals, soonest first within a deal. Contracts and answers are only read of deals that are signed or filed. */
export async function dealClocks(today: string): Promise<DealClock[]> {
  const [deals, ...children] = await Promise.all([newestRows('deals'), ...CHILDREN.map((t) => oldestFirst(t))]);
  const live = deals.filter((d) => d.archived !== true);
  const of = Object.fromEntries(CHILDREN.map((t, i) => [t, byDeal(children[i] as { dealId?: string }[])])) as unknown as {
    [T in Child]: Map<string, RowOf<T>[]>;
  };
  const onPaper = live.filter((d) => of.signings.has(d.id) || of.filings.has(d.id));
  const ids = onPaper.map((d) => d.id);
  const [contracts, answers, sellers, rights] = await Promise.all([
    rowsOf('contracts', 'dealId', ids),
    rowsOf('answers', 'dealId', ids),
    rowsById('parties', [...new Set(onPaper.flatMap((d) => d.sellerId ?? []))]),
    // only rights that a deal rests on: a portfolio may hold a hundred thousand
    rowsById('rights', [...new Set(live.flatMap((d) => d.rightIds ?? []))]),
  ]);
  const [papers, told] = [byDeal(contracts.map(standing)), byDeal(answers)];
  const seller = new Map(sellers.map((p) => [p.id, p]));
  const right = new Map(rights.filter((r) => r.archived !== true).map((r) => [r.id, r]));
  const out: DealClock[] = [];
  let since = performance.now();
  for (const deal of live) {
    const party = seller.get(deal.sellerId ?? '');
    const file: DealFile = {
      ...emptyDealFile(deal),
      ...(party ? { seller: party } : {}),
      ...Object.fromEntries(CHILDREN.map((t) => [t, of[t].get(deal.id) ?? []])),
      contracts: papers.get(deal.id) ?? [],
      answers: told.get(deal.id) ?? [],
      rights: (deal.rightIds ?? []).flatMap((id) => right.get(id) ?? []),
    };
    out.push(...clocksOf(file, rulesAt(today, party?.region), today, (name) => rulesNamed(name, today, party?.region)).map((clock) => ({ clock, deal })));
    if (performance.now() - since < SLICE_MS) continue;
    // everything was read above: letting go here loses no observed table
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
  return out;
}
