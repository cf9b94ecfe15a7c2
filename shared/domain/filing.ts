/** 认定登记申请: the form, its frozen content, and what the registry says of it. */
import { z } from 'zod';
import { base, day, flag, hash, instant, line, ref, refs, text } from './fields.ts';

/** States of a filing; the province owns those after `submitted`. */
export const FILING_STATES = [
  'draft',
  'ready',
  'queued',
  'sending',
  'unknown',
  'submitted',
  'accepted',
  'supplement',
  'returned',
  'secondReview',
  'registered',
  'refused',
] as const;
export type FilingState = (typeof FILING_STATES)[number];

export const reason = z.object({ code: line, text, field: line }).strict();

export const filing = z
  .object({
    ...base,
    dealId: ref,
    contractId: ref,
    signingId: ref,
    version: z.number().int().optional(),
    /** form values by key of resources/codes/register-form, as the portal wants them (amounts in 元) */
    form: z.record(z.string().max(60), z.string().max(20_000)).optional(),
    /** of a frozen form: the keys a person overrode; the other values came from records */
    typedKeys: z.array(z.string().max(60)).max(200).optional(),
    state: z.enum(FILING_STATES).optional(),
    frozenHash: hash,
    frozenOn: instant,
    rulePack: line,
    /** pack: written to disk and entered by hand; http: delivered to a registry that speaks our protocol */
    carrier: z.enum(['pack', 'http']).optional(),
    registry: line,
    letterId: hash,
    /** fields ticked in the 逐栏助手 */
    ticked: z.array(z.string().max(60)).max(200).optional(),
    submittedAt: instant,
    proofIds: refs,
    packHash: hash,
    /** owned by the registry */
    acceptedOn: day,
    registeredOn: day,
    registerNo: line,
    registryId: line,
    reasons: z.array(reason).max(200).optional(),
    simulated: flag,
    receiptHash: hash,
    lastReply: text,
    /** the registry's own status word, shown where it moved nothing here; and how many decisions it has taken on this letter */
    registryStatus: line,
    registryRevision: z.number().int().optional(),
  })
  .strict();
export type Filing = z.infer<typeof filing>;
