/** 登记后事项: what follows a registration at the registry, and the benefits that rest on it. */
import { z } from 'zod';
import { base, day, flag, hash, instant, line, money, ref, refs, text } from './fields.ts';
import { reason } from './filing.ts';

/** 变更登记, 注销登记, 技术性收入核定, 异议 at the registry. */
export const FOLLOWUP_KINDS = ['change', 'cancel', 'income', 'dispute'] as const;
export type FollowupKind = (typeof FOLLOWUP_KINDS)[number];

/** The machine of a filing, as far as it goes here; `done` is the registry's last word. */
export const FOLLOWUP_STATES = ['draft', 'ready', 'queued', 'sending', 'unknown', 'submitted', 'accepted', 'returned', 'refused', 'done'] as const;
export type FollowupState = (typeof FOLLOWUP_STATES)[number];

const values = z.record(z.string().max(60), z.string().max(20_000)).optional();

/** One receipt of an income confirmation: the day, 元, and what it was for. */
export const incomeRow = z.object({ on: day, amount: money, note: line }).strict();
export type IncomeRow = z.infer<typeof incomeRow>;

export const followup = z
  .object({
    ...base,
    dealId: ref,
    filingId: ref,
    kind: z.enum(FOLLOWUP_KINDS).optional(),
    state: z.enum(FOLLOWUP_STATES).optional(),
    version: z.number().int().optional(),
    /** the version this one was opened from, after a 退回 */
    basedOn: ref,
    /** what is asked for, by key: of a change the new value of a register-form field, amounts in 元 */
    values,
    /** of a change: what is registered now, by the same keys */
    before: values,
    rows: z.array(incomeRow).max(1_000).optional(),
    reason: text,
    /** day of the event: the supplement takes effect, the contract ends */
    on: day,
    /** the agreement it rests on (补充协议, 解除协议): a version of the deal's contracts */
    agreementId: ref,
    /** papers that go with it */
    proofIds: refs,
    /** what shows that it was handed in at the portal */
    submissionProofIds: refs,
    carrier: z.enum(['pack', 'http']).optional(),
    registry: line,
    letterId: hash,
    submittedAt: instant,
    acceptedOn: day,
    returnedOn: day,
    doneOn: day,
    reasons: z.array(reason).max(200).optional(),
    registryId: line,
    registryRevision: z.number().int().optional(),
    registryStatus: line,
    lastReply: text,
    frozenHash: hash,
    frozenOn: instant,
    simulated: flag,
  })
  .strict();
export type Followup = z.infer<typeof followup>;

/** 增值税, 企业所得税, 个人所得税, 补助, 奖励, and others. */
export const BENEFIT_KINDS = ['vat', 'cit', 'iit', 'subsidy', 'reward', 'other'] as const;
export type BenefitKind = (typeof BENEFIT_KINDS)[number];

/** A tax or subsidy benefit that was used on the strength of a registration; `informedOn` is the last day its authority was told of what became of it. */
export const benefit = z
  .object({
    ...base,
    dealId: ref,
    filingId: ref,
    kind: z.enum(BENEFIT_KINDS).optional(),
    amount: money,
    usedOn: day,
    authority: line,
    informedOn: day,
    note: text,
  })
  .strict();
export type Benefit = z.infer<typeof benefit>;
