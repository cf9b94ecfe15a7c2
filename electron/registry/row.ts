/** Rows and the replies made of them: what an office reads about its letter. */
import type { Transaction } from 'kysely';
import type { CodedReason } from '../../shared/registry/check.ts';
import type { FilingBody, LetterBody } from '../../shared/registry/letter.ts';
import type { FollowupBody } from '../../shared/registry/followup-letter.ts';
import type { LetterReply } from '../../shared/registry/reply.ts';
import type { LetterSignature } from '../../shared/registry/signature.ts';
import { SIMULATED_NOTICE } from '../../shared/registry/simulated.ts';
import { PROTOCOL } from '../../shared/registry/wire.ts';
import { chinaDay as dayInChina } from '../../shared/time.ts';
import type { EventRow, FilingRow, FollowupRow, ReceiptRow, Tables } from './tables.ts';

export type Tx = Transaction<Tables>;

/** A letter as it came in: checked for shape, `canonical` its body as canonical JSON. */
export type Incoming = {
  office: { id: string; name: string };
  letter: string;
  body: LetterBody;
  canonical: string;
  bodyHash: string;
  signature: LetterSignature | null;
};

/** The day in China at this moment. */
export const chinaDay = (now: Date): string => dayInChina(now.toISOString())!;

export const bodyOf = (row: Pick<FilingRow, 'body'>): FilingBody => JSON.parse(row.body) as FilingBody;
export const followupBodyOf = (row: Pick<FollowupRow, 'body'>): FollowupBody => JSON.parse(row.body) as FollowupBody;

/** Form values as registered now: what was filed and what was changed since. */
export const currentForm = (row: Pick<FilingRow, 'body' | 'amended'>): Record<string, string> => ({
  ...bodyOf(row).form,
  ...(JSON.parse(row.amended) as Record<string, string>),
});

type Receipt = Pick<ReceiptRow, 'sha256' | 'size' | 'name'>;
const present = <T extends Record<string, string | null>>(days: T): Partial<Record<keyof T, string>> =>
  Object.fromEntries(Object.entries(days).filter(([, day]) => day)) as Partial<Record<keyof T, string>>;

function shared(row: FilingRow | FollowupRow, contentHash: string): Omit<LetterReply, 'simulated' | 'notice' | 'reasons'> {
  return {
    protocol: PROTOCOL,
    letter: row.letter_id,
    result: row.answer_code === 422 ? 'refused' : 'accepted',
    registryId: row.id,
    filingId: row.filing_id,
    version: row.version,
    contentHash,
    status: row.status,
    revision: row.revision,
    receivedAt: row.received_at,
    ...(row.point === '' ? {} : { point: row.point }),
  };
}
const last = (row: FilingRow | FollowupRow) => ({ reasons: JSON.parse(row.reasons) as CodedReason[], simulated: true, notice: SIMULATED_NOTICE });

/** A filing as its office sees it. */
export function replyOf(row: FilingRow, receipt?: Receipt, body: FilingBody = bodyOf(row)): LetterReply {
  return {
    ...shared(row, body.contentHash),
    ...present({
      acceptedOn: row.accepted_on,
      returnedOn: row.returned_on,
      registeredOn: row.registered_on,
      registerNo: row.register_no,
      changedOn: row.changed_on,
      cancelledOn: row.cancelled_on,
      revokedOn: row.revoked_on,
      incomeVerifiedOn: row.income_verified_on,
    }),
    ...(receipt ? { receipt: { sha256: receipt.sha256, size: receipt.size, name: receipt.name } } : {}),
    ...last(row),
  };
}

const DONE_DAY: Record<FollowupBody['kind'], 'changedOn' | 'cancelledOn' | 'incomeVerifiedOn' | null> = {
  'filing.change': 'changedOn',
  'filing.cancel': 'cancelledOn',
  'filing.income': 'incomeVerifiedOn',
  'filing.dispute': null,
};

/** A followup as its office sees it. */
export function followupReplyOf(row: FollowupRow, body: FollowupBody = followupBodyOf(row)): LetterReply {
  const day = DONE_DAY[body.kind];
  return {
    ...shared(row, body.contentHash),
    kind: body.kind,
    followupId: row.followup_id,
    ...(row.filing === '' ? {} : { about: row.filing }),
    ...present({
      acceptedOn: row.accepted_on,
      returnedOn: row.returned_on,
      ...(day === null || row.status !== 'DONE' ? {} : { [day]: row.done_on }),
      decidedOn: row.done_on,
    }),
    ...(row.register_no === '' ? {} : { registerNo: row.register_no }),
    ...last(row),
  };
}

/** A decision for the office to collect, at a position its turn has given. */
export const eventRow = (position: number, row: FilingRow | FollowupRow, reply: LetterReply, now: Date): EventRow => ({
  position,
  office_id: row.office_id,
  filing: row.id,
  revision: row.revision,
  status: row.status,
  at: now.toISOString(),
  snapshot: JSON.stringify(reply),
});

/** Keeps count of what lies where, so that no page has to. */
export async function tally(tx: Tx, point: string, from: string | null, to: string): Promise<void> {
  if (from === to) return;
  const rows = [{ point, status: to, n: 1 }, ...(from === null ? [] : [{ point, status: from, n: -1 }])];
  await tx
    .insertInto('tallies')
    .values(rows)
    .onConflict((c) => c.columns(['point', 'status']).doUpdateSet((eb) => ({ n: eb('tallies.n', '+', eb.ref('excluded.n')) })))
    .execute();
}
