/**
 * The automatic first review of a class. What it sends back it finds in the filing: plain faults always, what a person would
 * have to judge where the class's seed draws it. The same seed and the same filing give the same answer in every room, and
 * each reason names its rule. Nothing is returned that is not in the file.
 */
import { createHash } from 'node:crypto';
import refusals from '../../resources/codes/refusal-reasons.json';
import { hintsFor } from '../../shared/registry/check.ts';
import type { FilingBody } from '../../shared/registry/letter.ts';
import type { ReasonCode } from '../../shared/registry/reasons.ts';
import type { Actor } from './audit.ts';
import type { ClassMode } from './class.ts';
import { decide, registeredBefore } from './decide.ts';
import { decideFollowup } from './followups.ts';
import type { GivenReason } from './given-reasons.ts';
import type { Taken } from './letters.ts';
import { bodyOf, chinaDay, type Tx } from './row.ts';
import type { FilingRow } from './tables.ts';

type Room = { id: string; seed: string; mode: string; place: number };
/** `judged`: a person could see it otherwise, or the rule is 待确认; such a finding is drawn, not certain. */
type Found = { code: ReasonCode; note: string; field?: string; annex?: string; judged: boolean };

const RULES = new Map(refusals.items.map((rule) => [rule.code, rule]));
const confirmed = (code: string): boolean => RULES.get(code)?.status === 'confirmed';
const NEEDS_RIGHTS = /^(ZR|XK)/;
const EQUIPMENT = /设备|仪器|零部件|原材料|材料费/;

/** Everything in the filing a first review could object to. */
function findings(body: FilingBody, today: string, before: boolean): Found[] {
  const plain = hintsFor(body, { today, registeredBefore: before }).map((h): Found => ({
    code: h.code,
    note: h.text.slice(h.text.indexOf('：') + 1),
    field: h.field,
    judged: !confirmed(h.code),
  }));
  const rights =
    NEEDS_RIGHTS.test(body.facts.kind ?? '') && !body.proofs.some((p) => p.kind === 'right' || p.kind === 'annex')
      ? [{ code: 'R07' as const, note: '转让或许可的申请没有随附权利证明', annex: '权利证明', judged: true }]
      : [];
  const equipment =
    EQUIPMENT.test(body.facts.payment ?? '') && body.form.totalAmount === body.form.technicalAmount
      ? [{ code: 'R11' as const, note: '价款条款提到设备或材料，技术交易额等于成交总额', field: 'technicalAmount', judged: true }]
      : [];
  return [...plain, ...rights, ...equipment];
}

/** One in two, decided by seed, seat and rule: the same until the fault is mended. */
const drawn = ({ seed, place }: Room, code: string): boolean => createHash('sha256').update(`${seed}\n${place}\n${code}`, 'utf8').digest()[0]! < 128;

/** The reasons an automatic first review gives; empty: accepted. */
export function classReasons(room: Room, body: FilingBody, today: string, before: boolean): GivenReason[] {
  return findings(body, today, before)
    .filter((f) => !f.judged || drawn(room, f.code))
    .map(({ judged, note, ...f }) => ({
      ...f,
      note: `${note}（自动初审：规则 ${f.code}，${confirmed(f.code) ? '已确认' : '待确认'}，${RULES.get(f.code)?.origin}${judged ? `；按本班种子 ${room.seed} 抽查，改好后不再退回` : ''}）`,
    }));
}

const first = ({ id }: Room): Actor => ({ id: `class-${id}`, name: '班级自动初审', role: 'class' });
const second = ({ id }: Room): Actor => ({ id: `class-${id}-second`, name: '班级自动复核', role: 'class' });

/** Decides what has arrived as its office's class wants it; nothing where it belongs to none, or people decide. */
export async function firstReview(tx: Tx, registryId: string, now: Date): Promise<void> {
  const filing = await tx.selectFrom('filings').selectAll().where('id', '=', registryId).executeTakeFirst();
  if (filing !== undefined) return reviewFiling(tx, filing, now);
  const followup = await tx.selectFrom('followups').select(['id', 'office_id', 'revision', 'status']).where('id', '=', registryId).executeTakeFirst();
  const room = followup && (await roomOf(tx, followup.office_id));
  if (followup === undefined || room === undefined || room.mode === 'manual') return;
  let { revision, status } = followup;
  if (status === 'SUBMITTED') {
    if ((await decideFollowup(tx, followup.id, revision, { act: 'accept' }, first(room), now)) !== null) return;
    revision += 1;
    status = 'ACCEPTED';
  }
  if (room.mode === 'release' && status === 'ACCEPTED') await decideFollowup(tx, followup.id, revision, { act: 'done' }, second(room), now);
}

/** The first review of letters that came together: only offices of a class have one. */
export async function firstReviews(tx: Tx, taken: readonly Taken[], now: Date): Promise<void> {
  const seats = await tx
    .selectFrom('seats')
    .select('office_id')
    .where('office_id', 'in', [...new Set(taken.map(({ office }) => office))])
    .execute();
  const seated = new Set(seats.map(({ office_id }) => office_id));
  for (const { id, office } of taken) if (seated.has(office)) await firstReview(tx, id, now);
}

async function reviewFiling(tx: Tx, row: FilingRow, now: Date): Promise<void> {
  const room = await roomOf(tx, row.office_id);
  if (room === undefined || room.mode === 'manual') return;
  const today = chinaDay(now);
  let { revision, status } = row;
  if (status === 'SUBMITTED') {
    const reasons = room.mode === 'auto' ? classReasons(room, bodyOf(row), today, await registeredBefore(tx, row)) : [];
    const refused = await decide(tx, row.id, revision, reasons.length > 0 ? { act: 'return', reasons } : { act: 'accept' }, first(room), now);
    if (refused !== null || reasons.length > 0) return;
    revision += 1;
    status = 'ACCEPTED';
  }
  if (room.mode !== 'release') return;
  if (status === 'ACCEPTED' && (await decide(tx, row.id, revision, { act: 'register' }, first(room), now)) === null) revision += 1;
  const left = await tx.selectFrom('filings').select('status').where('id', '=', row.id).executeTakeFirstOrThrow();
  if (left.status === 'SECOND_REVIEW') await decide(tx, row.id, revision, { act: 'confirm' }, second(room), now);
}

const roomOf = (tx: Tx, office: string): Promise<Room | undefined> =>
  tx
    .selectFrom('seats')
    .innerJoin('classes', 'classes.id', 'seats.class_id')
    .select(['classes.id', 'classes.seed', 'classes.mode', 'seats.place'])
    .where('seats.office_id', '=', office)
    .where('classes.closed_at', 'is', null)
    .executeTakeFirst();

const WAITING: Readonly<Record<Exclude<ClassMode, 'manual'>, string[]>> = { auto: ['SUBMITTED'], release: ['SUBMITTED', 'ACCEPTED', 'SECOND_REVIEW'] };

/**
 * What waits in a class whose way of deciding has just changed: filings, then what follows a registration, each oldest first.
 * Each is decided in a transaction of its own by the caller.
 */
export async function waitingIn(tx: Tx, classId: string, mode: ClassMode): Promise<string[]> {
  if (mode === 'manual') return [];
  const offices = tx.selectFrom('seats').select('office_id').where('class_id', '=', classId);
  const waiting = async (table: 'filings' | 'followups'): Promise<string[]> => {
    const rows = await tx.selectFrom(table).select('id').where('office_id', 'in', offices).where('status', 'in', WAITING[mode]).orderBy('arrival').execute();
    return rows.map((r) => r.id);
  };
  return [...(await waiting('filings')), ...(await waiting('followups'))];
}
