/** How a filing arrives: checked, routed, weighed for risk, written down with its event and its line in the audit log. */
import { arrivalReasons, cents } from '../../shared/registry/check.ts';
import type { FilingBody } from '../../shared/registry/letter.ts';
import type { LetterReply } from '../../shared/registry/reply.ts';
import { auditRow } from './audit.ts';
import { nextNumbers } from './database.ts';
import { classOf } from './contract-class.ts';
import { bearingOn, type Holdings } from './holdings.ts';
import { routeOf } from './points.ts';
import { partiesKey, risksOf, type Risk } from './risk.ts';
import { chinaDay, eventRow, replyOf, tally, type Incoming, type Tx } from './row.ts';
import { largeContract } from './rules.ts';
import type { FilingRow } from './tables.ts';

export type Arrived = { row: FilingRow; reply: LetterReply; risks: Risk[]; event: number };
const BOUND = 9_000_000_000_000_000n;

/** Amount for lists and sums; what no machine number holds exactly counts as the bound. */
export const storedCents = (text: string | undefined): number => {
  const amount = cents(text) ?? 0n;
  return Number(amount > BOUND ? BOUND : amount);
};

/** Columns that lists and figures read instead of the body. */
export function listed(form: Readonly<Record<string, string>>, facts: FilingBody['facts']) {
  return {
    project_name: form['projectName'] ?? '',
    seller_name: facts.sellerName ?? form['sellerName'] ?? '',
    buyer_name: form['buyerName'] ?? '',
    kind: facts.kind?.trim() || classOf(form['contractType']) || form['contractType'] || '',
    total_cents: storedCents(form['totalAmount']),
    technical_cents: storedCents(form['technicalAmount']),
    tech_field: form['techField'] ?? '',
    ip_type: form['ipr'] ?? '',
    region: form['sellerRegion'] ?? '',
    buyer_region: form['buyerRegion'] ?? '',
  };
}

/** Everything that is decided on arrival; the caller has the turn and knows the letter to be new. */
export async function arrive(tx: Tx, incoming: Incoming & { body: FilingBody }, now: Date, held: Holdings): Promise<Arrived> {
  const { office, letter, body, canonical, bodyHash, signature } = incoming;
  const today = chinaDay(now);
  const reasons = arrivalReasons(body);
  const columns = listed(body.form, body.facts);
  const point = routeOf(held.points, columns.kind, columns.region);
  const before = bearingOn(held, office.id, body, point);
  const risks = reasons.length > 0 ? [] : risksOf(body, today, before.earlier);
  const { arrival, event } = await nextNumbers(tx, 'arrival', 'event');
  const row: FilingRow = {
    id: `MN${today.slice(0, 4)}${String(arrival).padStart(8, '0')}`,
    office_id: office.id,
    letter_id: letter,
    body: canonical,
    body_hash: bodyHash,
    signature: signature === null ? null : JSON.stringify(signature),
    filing_id: body.filingId,
    version: body.version,
    contract_no: body.facts.contractNo?.trim() ?? '',
    ...columns,
    status: reasons.length > 0 ? 'RETURNED' : 'SUBMITTED',
    revision: 1,
    point,
    received_at: now.toISOString(),
    received_on: today,
    accepted_on: null,
    returned_on: reasons.length > 0 ? today : null,
    registered_on: null,
    register_no: null,
    changed_on: null,
    cancelled_on: null,
    revoked_on: null,
    income_verified_on: null,
    supplement_on: null,
    days_to_register: null,
    second_reason: secondReason(body, today, before.disputed),
    first_reviewer: null,
    disputed: before.disputed ? 1 : 0,
    text_hash: body.facts.lockedHash ?? '',
    parties: partiesKey(body),
    amended: '{}',
    risk: risks.length,
    risks_on: today,
    ending: '',
    reasons: JSON.stringify(reasons),
    answer_code: reasons.length > 0 ? 422 : 201,
    answer: '',
    arrival,
  };
  const reply = replyOf(row, undefined, body);
  row.answer = JSON.stringify(reply);
  return { row, reply, risks, event };
}

/** The rows a filing leaves on arrival, all in the transaction that acknowledges it. */
export async function writeArrival(tx: Tx, { row, reply, risks, event }: Arrived, office: Incoming['office'], now: Date): Promise<void> {
  await tx.insertInto('filings').values(row).execute();
  await tx
    .insertInto('events')
    .values(eventRow(event, row, reply, now))
    .execute();
  await tx
    .insertInto('audit')
    .values(auditRow({ by: { ...office, role: 'office' }, act: 'submit', about: row.id, to: row.status }, now))
    .execute();
  await writeRisks(tx, row.id, risks);
  await tally(tx, row.point, null, row.status);
}

export async function writeRisks(tx: Tx, filing: string, risks: readonly Risk[]): Promise<void> {
  if (risks.length === 0) return;
  await tx
    .insertInto('risks')
    .values(risks.map((risk) => ({ filing, ...risk })))
    .execute();
}

function secondReason({ form }: FilingBody, today: string, disputed: boolean): string {
  const limit = largeContract(today, form.sellerRegion ?? '');
  const large = limit !== undefined && (cents(form[limit.basis]) ?? 0n) >= limit.cents;
  return [...(large ? ['large'] : []), ...(disputed ? ['dispute'] : [])].join(',');
}
