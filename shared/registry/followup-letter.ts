/**
 * Letters about a contract that is registered already: change, cancellation, confirmation of technical income; and the
 * objection to a decision of the registry. Amounts are decimal text in 元, days ISO.
 */
import { z } from 'zod';
import { canonicalJson, sha256Hex, wellFormed } from '../change/chain.ts';
import type { ChangeLetter, JsonObject } from '../change/change.ts';
import { hex64, PROTOCOL, proof } from './wire.ts';

const words = z.string().max(20_000);
const day = z.string().max(40);
const amount = z.string().max(60);

const base = {
  protocol: z.literal(PROTOCOL),
  filingId: z.string().min(1).max(64),
  followupId: z.string().min(1).max(64),
  version: z.number().int().min(1).max(10_000),
  proofs: z.array(proof).max(200),
  contentHash: hex64,
};
const registerNo = z.string().min(1).max(40);
/** One registered fact that is no longer so, as it stood and as it stands; '' where there was none. */
const changed = z.object({ before: words, after: words }).strict();

const changeBody = z
  .object({
    ...base,
    kind: z.literal('filing.change'),
    registerNo,
    changes: z
      .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/), changed)
      .refine((changes) => Object.keys(changes).length >= 1 && Object.keys(changes).length <= 200, '1 to 200 fields'),
    reason: words,
    on: day,
  })
  .strict();
const cancelBody = z
  .object({ ...base, kind: z.literal('filing.cancel'), registerNo, cause: z.enum(['terminated', 'rescinded']), reason: words, on: day })
  .strict();
const incomeBody = z
  .object({
    ...base,
    kind: z.literal('filing.income'),
    registerNo,
    from: day,
    to: day,
    amount,
    technicalIncome: amount,
    rows: z.array(z.object({ on: day, amount, note: z.string().max(2_000).optional() }).strict()).max(2_000),
  })
  .strict();
const disputeBody = z.object({ ...base, kind: z.literal('filing.dispute'), about: z.string().min(1).max(100), text: words }).strict();

export const FOLLOWUP_BODIES = [changeBody, cancelBody, incomeBody, disputeBody] as const;
const followupBody = z.discriminatedUnion('kind', FOLLOWUP_BODIES);
export type FollowupBody = z.infer<typeof followupBody>;

type Said<B> = B extends unknown ? Omit<B, 'protocol' | 'contentHash'> : never;
/** What a followup says, whichever kind it is; its letter adds the protocol's name and the hash. */
export type FollowupContent = Said<FollowupBody>;

/** Hash of everything a followup says; equal to its `frozenHash`. */
export function followupHash(content: FollowupContent): string {
  return sha256Hex(canonicalJson(wellFormed(saidOf(content))));
}

/** The letter of a followup. It goes out in the lane of its deal, so never before the filing it is about. */
export function followupLetter(registry: string, lane: string, content: FollowupContent): ChangeLetter {
  const body = wellFormed({ ...saidOf(content), protocol: PROTOCOL, contentHash: followupHash(content) });
  followupBody.parse(body);
  return { registry, lane, kind: content.kind, body };
}

/** A body read back may carry its protocol and hash: they are not part of what it says. */
function saidOf(content: FollowupContent): JsonObject {
  const { protocol: _protocol, contentHash: _hash, ...said } = content as JsonObject;
  return said;
}
