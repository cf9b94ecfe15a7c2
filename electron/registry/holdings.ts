/** What this registry already holds that bears on letters that come together: read once for all of them. */
import { FILING_SUBMIT, type FilingBody } from '../../shared/registry/letter.ts';
import { listPoints } from './points.ts';
import { daysBefore, partiesKey, SPLIT_WINDOW_DAYS, type Earlier } from './risk.ts';
import { chinaDay, type Incoming, type Tx } from './row.ts';
import type { FilingRow, PointRow } from './tables.ts';

type Held = Earlier & Pick<FilingRow, 'office_id' | 'filing_id' | 'disputed'>;
export type Holdings = { points: readonly PointRow[]; filings: Held[] };

/** Newest filings looked at for each letter. */
const COMPARED = 50;
const COLUMNS = [
  'id',
  'office_id',
  'filing_id',
  'contract_no',
  'project_name',
  'technical_cents',
  'total_cents',
  'text_hash',
  'parties',
  'received_on',
  'status',
  'disputed',
] as const;

/** Contracts of the same parties or with the same text, and earlier versions of the same contract. */
export async function holdings(tx: Tx, letters: readonly Incoming[], now: Date): Promise<Holdings> {
  const points = await listPoints(tx);
  const bodies = letters.flatMap(({ body }) => (body.kind === FILING_SUBMIT ? [body] : []));
  if (bodies.length === 0) return { points, filings: [] };
  const since = daysBefore(chinaDay(now), SPLIT_WINDOW_DAYS);
  const filled = (values: (string | undefined)[]): string[] => [...new Set(values.map((value) => value?.trim() || '-'))];
  const from = () => tx.selectFrom('filings').select(COLUMNS);
  const filings = await from()
    .where('parties', 'in', filled(bodies.map(partiesKey)))
    .where('received_on', '>=', since)
    .unionAll(from().where('text_hash', 'in', filled(bodies.map((b) => b.facts.lockedHash))))
    .unionAll(
      from()
        .where('office_id', 'in', [...new Set(letters.map((l) => l.office.id))])
        .where('contract_no', 'in', filled(bodies.map((b) => b.facts.contractNo))),
    )
    .orderBy('received_on', 'desc')
    .limit(COMPARED * bodies.length)
    .execute();
  return { points, filings };
}

/** What of it bears on one letter: other contracts, and whether an earlier version was objected to. */
export function bearingOn({ filings }: Holdings, office: string, body: FilingBody): { earlier: Earlier[]; disputed: boolean } {
  const contract = body.facts.contractNo?.trim() ?? '';
  const parties = partiesKey(body);
  const own = (f: Held): boolean => f.office_id === office && (f.filing_id === body.filingId || (contract !== '' && f.contract_no === contract));
  // hundreds are looked through for each letter: first what most of them fail
  const others = filings.filter(
    (f) => (f.parties === parties || (f.text_hash !== '' && f.text_hash === body.facts.lockedHash)) && f.status !== 'RETURNED' && !own(f),
  );
  return { earlier: [...new Map(others.map((f) => [f.id, f])).values()], disputed: filings.some((f) => f.disputed === 1 && own(f)) };
}
