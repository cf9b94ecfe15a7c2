/** Change, cancellation, confirmation of technical income and objection: how they arrive, and what a decision on them does to the filing. */
import { formatYuan } from '../../shared/money.ts';
import { cents, type CodedReason } from '../../shared/registry/check.ts';
import { FORM_FIELDS } from '../../shared/registry/form.ts';
import { followupReasons, type FollowupSubject } from '../../shared/registry/check-followup.ts';
import type { FollowupBody } from '../../shared/registry/followup-letter.ts';
import { audit, type Actor } from './audit.ts';
import { nextNumbers, takeTurn } from './database.ts';
import { amend } from './amend.ts';
import { moveFiling, objected, withReason, type DeskRefusal } from './decide.ts';
import { followupByTwo } from './endings.ts';
import { cleanReasons, type GivenReason } from './given-reasons.ts';
import { largeContract } from './rules.ts';
import { allowedFollowup, FOLLOWUP_MOVES, type FollowupAct } from './machine.ts';
import { chinaDay, currentForm, eventRow, followupBodyOf, followupReplyOf, type Incoming, type Tx } from './row.ts';
import type { FilingRow, FollowupRow } from './tables.ts';

export type FollowupDecision = { act: FollowupAct; reasons?: GivenReason[] };

/** Takes a followup; the caller has the turn and knows the letter to be new. */
export async function arriveFollowup(tx: Tx, incoming: Incoming & { body: FollowupBody }, now: Date): Promise<FollowupRow> {
  const { office, letter, body, canonical, bodyHash, signature } = incoming;
  const today = chinaDay(now);
  const filing = await subjectOf(tx, office.id, body);
  const reasons = followupReasons(body, filing && subject(filing), today);
  const { arrival, event } = await nextNumbers(tx, 'arrival', 'event');
  const row: FollowupRow = {
    id: `MH${today.slice(0, 4)}${String(arrival).padStart(8, '0')}`,
    office_id: office.id,
    letter_id: letter,
    body: canonical,
    body_hash: bodyHash,
    signature: signature === null ? null : JSON.stringify(signature),
    kind: body.kind,
    filing: filing?.id ?? '',
    filing_id: body.filingId,
    followup_id: body.followupId,
    version: body.version,
    register_no: filing?.register_no ?? '',
    point: filing?.point ?? '',
    status: reasons.length > 0 ? 'RETURNED' : 'SUBMITTED',
    revision: 1,
    received_at: now.toISOString(),
    received_on: today,
    accepted_on: null,
    returned_on: reasons.length > 0 ? today : null,
    done_on: null,
    second_reason: filing !== undefined && raisedToLarge(body, currentForm(filing), today) ? 'large' : '',
    first_reviewer: null,
    reasons: JSON.stringify(reasons),
    answer_code: reasons.length > 0 ? 422 : 201,
    answer: '',
    arrival,
  };
  const reply = followupReplyOf(row, body);
  row.answer = JSON.stringify(reply);
  await tx.insertInto('followups').values(row).execute();
  await tx
    .insertInto('events')
    .values(eventRow(event, row, reply, now))
    .execute();
  await audit(tx, { by: { ...office, role: 'office' }, act: body.kind, about: row.id, to: row.status, detail: { filing: row.filing } }, now);
  if (body.kind === 'filing.dispute' && filing && reasons.length === 0) await objected(tx, filing);
  return row;
}

/** Whether a change raises the amount to where a contract is decided by two: by the limit of the day it came in. */
function raisedToLarge(body: FollowupBody, form: Readonly<Record<string, string>>, today: string): boolean {
  if (body.kind !== 'filing.change') return false;
  const after = { ...form, ...Object.fromEntries(Object.entries(body.changes).map(([key, change]) => [key, change.after])) };
  const limit = largeContract(today, after['sellerRegion'] ?? '');
  if (limit === undefined) return false;
  const [was, becomes] = [cents(form[limit.basis]) ?? 0n, cents(after[limit.basis]) ?? 0n];
  return becomes >= limit.cents && becomes > was;
}

/** The office's own filing a followup speaks of: by registry id in an objection, else by register number, else by its own id. */
async function subjectOf(tx: Tx, office: string, body: FollowupBody): Promise<FilingRow | undefined> {
  const own = tx.selectFrom('filings').selectAll().where('office_id', '=', office).orderBy('arrival', 'desc');
  if (body.kind === 'filing.dispute') return own.where('id', '=', body.about).executeTakeFirst();
  return own.where('register_no', '=', body.registerNo.trim()).executeTakeFirst();
}

const subject = (row: FilingRow): FollowupSubject => ({
  status: row.status,
  registerNo: row.register_no ?? '',
  registeredOn: row.registered_on ?? '',
  form: currentForm(row),
});

/** Takes a decision on a followup as the reviewer saw it (`revision`); otherwise says why not and changes nothing. */
export async function decideFollowup(tx: Tx, id: string, revision: number, decision: FollowupDecision, by: Actor, now: Date): Promise<DeskRefusal | null> {
  await takeTurn(tx);
  const row = await tx.selectFrom('followups').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return 'gone';
  if (row.revision !== revision) return 'moved';
  const { act } = decision;
  if (!allowedFollowup(row.status, act)) return 'not-now';
  const move = FOLLOWUP_MOVES[act];
  const reasons = 'needs' in move ? cleanReasons(decision.reasons ?? []) : [];
  if ('needs' in move && reasons.length === 0) return 'no-reason';
  const filing = await tx.selectFrom('filings').selectAll().where('id', '=', row.filing).executeTakeFirst();
  if (act === 'done' && followupByTwo(row, filing) && row.first_reviewer === by.id) return 'same-person';
  if (act === 'done' && row.kind !== 'filing.dispute' && filing?.status !== 'REGISTERED') return 'not-now';
  // also what was large by another amount: the letter speaks of a registration that is no more
  if ((act === 'accept' || act === 'done') && outdated(row, filing, now).length > 0) return 'outdated';
  const today = chinaDay(now);
  const next: Partial<FollowupRow> = {
    status: move.to,
    revision: revision + 1,
    reasons: JSON.stringify(reasons),
    ...(act === 'accept' ? { accepted_on: today, first_reviewer: by.id } : {}),
    ...(act === 'return' ? { returned_on: today } : {}),
    ...(act === 'done' || act === 'refuse' ? { done_on: today } : {}),
  };
  const after = { ...row, ...next };
  await tx.updateTable('followups').set(next).where('id', '=', id).execute();
  const { event } = await nextNumbers(tx, 'event');
  await tx
    .insertInto('events')
    .values(eventRow(event, after, followupReplyOf(after), now))
    .execute();
  await audit(tx, { by, act: `${row.kind}.${act}`, about: id, from: row.status, to: move.to, why: reasons.map((r) => r.text).join('；') }, now);
  if (filing && act === 'done') await takeEffect(tx, filing, row, by, now);
  else if (filing && act === 'refuse' && row.kind === 'filing.dispute')
    await audit(tx, { by, act: 'filing.dispute.refuse', about: filing.id, why: reasons.map((r) => r.text).join('；'), detail: { letter: id } }, now);
  return null;
}

/** What speaks against a followup as the registration stands now, which may have moved since the letter came. An objection is heard in any case. */
export function outdated(row: FollowupRow, filing: FilingRow | undefined, now: Date): CodedReason[] {
  const body = followupBodyOf(row);
  return body.kind === 'filing.dispute' ? [] : followupReasons(body, filing && subject(filing), chinaDay(now));
}

/** What stood and what stands, field by field: the middle of three amounts is nowhere else. */
function changeWords(letter: string, changes: Readonly<Record<string, { before: string; after: string }>>): string {
  const words = Object.entries(changes).map(([key, { before, after }]) => {
    const field = FORM_FIELDS.find((f) => f.key === key);
    const shown = (value: string): string =>
      value.trim() === '' ? '（无）' : field?.kind === 'money' ? `${formatYuan(value)} 元` : value.trim().slice(0, 100);
    return `${field?.zh ?? key} ${shown(before)} → ${shown(after)}`;
  });
  return `${letter}：${words.join('；')}`;
}

/** What the decided followup changes in the filing itself, which its office is told of too. */
async function takeEffect(tx: Tx, filing: FilingRow, row: FollowupRow, by: Actor, now: Date): Promise<void> {
  const today = chinaDay(now);
  const body = followupBodyOf(row);
  const detail = { letter: row.id, content: body.kind === 'filing.change' ? body.changes : undefined };
  switch (body.kind) {
    case 'filing.change': {
      const next = await amend(tx, filing, body.changes, now);
      const again = next.risk || filing.risk ? `；风险提示按变更后的内容重新比对：原 ${filing.risk} 条，现 ${next.risk} 条` : '';
      // what two made large is ended by two
      const two = row.second_reason === '' ? {} : { second_reason: withReason(filing.second_reason, row.second_reason) };
      return moveFiling(tx, filing, { ...next, ...two, changed_on: today }, { by, act: 'change', why: changeWords(row.id, body.changes) + again, detail }, now);
    }
    case 'filing.cancel':
      return moveFiling(tx, filing, { status: 'CANCELLED', cancelled_on: today, ending: '' }, { by, act: 'cancel', why: body.reason, detail }, now);
    case 'filing.income':
      return moveFiling(
        tx,
        filing,
        { income_verified_on: today },
        {
          by,
          act: 'income',
          why: `${row.id}：${body.from} 至 ${body.to}，收入 ${formatYuan(body.amount)} 元，其中技术性收入 ${formatYuan(body.technicalIncome)} 元`,
          detail,
        },
        now,
      );
    // whoever upholds it may be the only second person: the first instance still decides first, as on all that is disputed
    case 'filing.dispute':
      return audit(tx, { by, act: 'filing.dispute.done', about: filing.id, detail }, now);
  }
}
