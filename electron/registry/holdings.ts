/** What this registry already holds that bears on letters that come together: read once for all of them. */
import { FILING_SUBMIT, type FilingBody, type LetterBody } from '../../shared/registry/letter.ts';
import { listPoints } from './points.ts';
import { daysAfter, partiesKey, SPLIT_WINDOW_DAYS, type Earlier } from './risk.ts';
import { chinaDay, type Tx } from './row.ts';
import type { FilingRow, PointRow } from './tables.ts';

type Held = Earlier & Pick<FilingRow, 'office_id' | 'filing_id' | 'point' | 'disputed'>;
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
  'point',
  'disputed',
] as const;

/** Contracts of the same parties around this day or with the same text, and earlier versions of the same contract. */
export async function holdings(tx: Tx, letters: readonly { office: { id: string }; body: LetterBody }[], now: Date): Promise<Holdings> {
  const points = await listPoints(tx);
  const bodies = letters.flatMap(({ body }) => (body.kind === FILING_SUBMIT ? [body] : []));
  if (bodies.length === 0) return { points, filings: [] };
  const today = chinaDay(now);
  const filled = (values: (string | undefined)[]): string[] => [...new Set(values.map((value) => value?.trim() || '-'))];
  const from = () => tx.selectFrom('filings').select(COLUMNS);
  const filings = await from()
    .where('parties', 'in', filled(bodies.map(partiesKey)))
    .where('received_on', '>=', daysAfter(today, -SPLIT_WINDOW_DAYS))
    .where('received_on', '<=', daysAfter(today, SPLIT_WINDOW_DAYS))
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

/** What of it bears on one letter at its point: other contracts, and whether an earlier version was objected to. */
export function bearingOn({ points, filings }: Holdings, office: string, body: FilingBody, point: string): { earlier: Earlier[]; disputed: boolean } {
  const contract = body.facts.contractNo?.trim() ?? '';
  const parties = partiesKey(body);
  const own = (f: Held): boolean => f.office_id === office && (f.filing_id === body.filingId || (contract !== '' && f.contract_no === contract));
  // hundreds are looked through for each letter: first what most of them fail
  const others = filings.filter(
    (f) => (f.parties === parties || (f.text_hash !== '' && f.text_hash === body.facts.lockedHash)) && f.status !== 'RETURNED' && !own(f),
  );
  const earlier = [...new Map(others.map((f) => [f.id, f])).values()].map((f): Earlier =>
    f.point === point ? f : { ...f, elsewhere: points.find((p) => p.id === f.point)?.name ?? f.point },
  );
  return { earlier, disputed: filings.some((f) => f.disputed === 1 && own(f)) };
}
