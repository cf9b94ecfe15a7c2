/** 认定登记 over all deals: one line per filing, newest first. */
import type { Signing } from '../../../shared/domain/contract.ts';
import type { Deal } from '../../../shared/domain/deal.ts';
import type { Filing, FilingState } from '../../../shared/domain/filing.ts';
import type { Followup } from '../../../shared/domain/followup.ts';
import { registeredFacts } from '../../../shared/domain/registered-facts.ts';
import type { RowOf } from '../../../shared/domain/tables.ts';
import { lettersUnderWay } from '../on-the-way.ts';
import { newestBefore, newestRows, rowsById } from './read.ts';

export type FilingRow = {
  filing: Filing;
  deal: Deal | undefined;
  signing: Signing | undefined;
  /** with what its letter adds */
  state: FilingState;
  /** values of the form as they stand registered, amounts in 元 */
  facts: Record<string, string>;
  /** what followed it and is not at its end */
  open: Followup[];
};

/** rows read at once: a few hundred are some milliseconds of the page's time */
const AT_ONCE = 150;

/** The lists made of all filings are looked at again this often while they change. */
export const FILINGS_EVERY_MS = 400;

/** Whatever the list of filings is made of. */
export const FILINGS_MADE_OF = ['filings', 'deals', 'signings', 'followups', 'outbox'] as const;

/** Read in slices; what followed them whole, an office has hundreds. Index: primary keys; outbox.state. */
export async function filingRows(): Promise<FilingRow[]> {
  const filings: Filing[] = [];
  for (let before: string | undefined; ;) {
    const page = await newestBefore('filings', before, AT_ONCE);
    filings.push(...page.filter((f) => f.archived !== true));
    before = page.at(-1)?.id;
    if (page.length < AT_ONCE) break;
  }
  const ids = (field: 'dealId' | 'signingId'): string[] => [...new Set(filings.flatMap((f) => (f[field] ? [f[field]] : [])))];
  const [dealById, signingById] = [await byId('deals', ids('dealId')), await byId('signings', ids('signingId'))];
  const followups = (await newestRows('followups')).filter((u) => u.archived !== true).reverse();
  const changes = followups.filter((u) => u.kind === 'change');
  const open = openByFiling(followups);
  const changed = new Set(changes.map((u) => u.filingId));
  const stateOf = await lettersUnderWay();
  return filings.map((filing) => ({
    filing,
    deal: dealById.get(filing.dealId ?? ''),
    signing: signingById.get(filing.signingId ?? ''),
    state: stateOf(filing) ?? 'draft',
    facts: registeredFacts(filing, changed.has(filing.id) ? changes : []),
    open: open.get(filing.id) ?? [],
  }));
}

/** A returned one that the next version follows is at its end too. */
function openByFiling(followups: readonly Followup[]): Map<string, Followup[]> {
  const next = new Set(followups.map((u) => u.basedOn));
  const open = new Map<string, Followup[]>();
  for (const u of followups) {
    if (u.state === 'done' || u.state === 'refused' || next.has(u.id) || !u.filingId) continue;
    open.set(u.filingId, [...(open.get(u.filingId) ?? []), u]);
  }
  return open;
}

async function byId<T extends 'deals' | 'signings'>(table: T, ids: readonly string[]): Promise<Map<string, RowOf<T>>> {
  return new Map((await rowsById(table, ids)).map((row) => [row.id, row]));
}
