/** 认定登记申请: the form, its frozen content, and what the registry says of it. */
import { z } from 'zod';
import { contractFacts } from '../registry/letter.ts';
import { proof } from '../registry/wire.ts';
import { foreignAmount } from './filing-currency.ts';
import { splitRow } from './filing-split.ts';
import { base, day, flag, hash, instant, line, ref, refs, text } from './fields.ts';

/** States of a filing; the province owns those after `submitted`. `orgReview`: handed in at the portal, the office's own administrator has not passed it on. */
export const FILING_STATES = [
  'draft',
  'ready',
  'queued',
  'sending',
  'unknown',
  'orgReview',
  'submitted',
  'accepted',
  'supplement',
  'returned',
  'secondReview',
  'registered',
  'refused',
  'cancelled',
  'revoked',
] as const;
export type FilingState = (typeof FILING_STATES)[number];

/**
 * One ground of a 补正, 退回 or 不予登记: `text` in the registry's own words, `code` of resources/codes/refusal-reasons,
 * and where it is mended: a form field, a clause (article key, or its number as it was said) or an annex. `done` once it
 * is mended or answered, `how` says how.
 */
export const reason = z.object({ code: line, text, field: line, clause: line, annex: line, done: flag, how: text }).strict();
export type Reason = z.infer<typeof reason>;

/** An answer with grounds that another one followed on the same version, as where a portal asks for supplements twice. */
export const earlierReturn = z.object({ on: day, handedInOn: day, said: text, reasons: z.array(reason).max(200) }).strict();
export type EarlierReturn = z.infer<typeof earlierReturn>;

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
    /** what of the price is no price of technology, and an amount agreed in foreign money */
    splits: z.array(splitRow).max(100).optional(),
    currency: foreignAmount.optional(),
    state: z.enum(FILING_STATES).optional(),
    frozenHash: hash,
    frozenOn: instant,
    /** what the signed paper said and which scans lay with it when the form was frozen: a later version is compared with these */
    frozenFacts: contractFacts.optional(),
    frozenProofs: z.array(proof).max(200).optional(),
    rulePack: line,
    /** pack: written to disk and entered by hand; http: delivered to a registry that speaks our protocol */
    carrier: z.enum(['pack', 'http']).optional(),
    registry: line,
    letterId: hash,
    /** fields ticked in the 逐栏助手 */
    ticked: z.array(z.string().max(60)).max(200).optional(),
    submittedAt: instant,
    /** 申报/受理编号 as the portal shows it: a proof of filing by itself */
    portalNo: line,
    proofIds: refs,
    packHash: hash,
    /** owned by the registry */
    acceptedOn: day,
    /** handed in at the office's own review (单位审核), and passed on by it */
    orgReviewOn: day,
    orgPassedOn: day,
    /** what lay there when it was handed to that review; none of it proves that the registry has it */
    orgProofIds: refs,
    orgPortalNo: line,
    returnedOn: day,
    /** the day the supplements were handed in: the new day of acceptance where the rule says so */
    supplementOn: day,
    registeredOn: day,
    changedOn: day,
    cancelledOn: day,
    revokedOn: day,
    incomeVerifiedOn: day,
    registerNo: line,
    /** where it is filed (resources/codes/register-offices), and why there where the rule proposes another point */
    pointId: line,
    pointReason: text,
    /** the portal layout it was entered with (resources/layouts) */
    layoutId: line,
    layoutVersion: line,
    registryId: line,
    reasons: z.array(reason).max(200).optional(),
    /** the return as it was said or pasted, whole; `reasons` is read out of it */
    returnText: text,
    /** oldest first */
    earlierReturns: z.array(earlierReturn).max(100).optional(),
    simulated: flag,
    receiptHash: hash,
    lastReply: text,
    /** the registry's own status word, shown where it moved nothing here; and how many decisions it has taken on this letter */
    registryStatus: line,
    registryRevision: z.number().int().optional(),
  })
  .strict();
export type Filing = z.infer<typeof filing>;
