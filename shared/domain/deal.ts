/** 技术交易项目, its worksheets, rounds, pricing and public notice. */
import { z } from 'zod';
import { base, day, flag, instant, line, money, rate, ref, refs, text, whole } from './fields.ts';
import { simulation } from './simulation.ts';

export const ROUTES = ['transfer', 'license', 'equity', 'development', 'consulting', 'service', 'training', 'brokering'] as const;
export const OUR_ROLES = ['seller', 'buyer', 'broker', 'agent'] as const;
export const LICENSE_MODES = ['exclusive', 'sole', 'ordinary'] as const;

/** 技术交易项目: the thread. Only parties and an object are required. */
export const deal = z
  .object({
    ...base,
    no: line,
    name: line,
    route: z.enum(ROUTES).optional(),
    role: z.enum(OUR_ROLES).optional(),
    achievementId: ref,
    demandId: ref,
    sellerId: ref,
    buyerId: ref,
    brokerId: ref,
    rightIds: refs,
    object: text,
    startedOn: day,
    keeper: line,
    /** how it began: achievement, demand, file */
    startedFrom: z.enum(['achievement', 'demand', 'file', 'blank']).optional(),
    sourceAttachmentId: ref,
    isRelated: flag,
    techField: line,
    socioEconomic: line,
    serviceIndustry: line,
    planSource: line,
    ipr: line,
    expectedInput: money,
    expectedOutput: money,
    note: text,
    /** rule pack in force when the deal was decided */
    rulePack: line,
  })
  .strict();
export type Deal = z.infer<typeof deal>;

/** One input of a worksheet with where it comes from. */
export const input = z
  .object({ value: line, unit: line, source: line, sourceDate: day, grade: z.enum(['fact', 'estimate', 'assumption']).optional(), by: line })
  .strict();
export type WorksheetInput = z.infer<typeof input>;

/** What a person typed into a method's form: a text, a list of them, or named ones; read by shared/valuation/typed.ts. */
export type Typed = string | Typed[] | { [name: string]: Typed };
const typed: z.ZodType<Typed> = z.lazy(() => z.union([z.string().max(2_000), z.array(typed).max(1_024), z.record(z.string().max(60), typed)]));

/** A further method in the same worksheet: its typed request, where each input is from, and its weight in the 综合. */
export const appliedMethod = z
  .object({
    id: z.string().max(40),
    /** id in shared/valuation/methods.ts */
    method: z.string().max(60),
    /** unit of all its money */
    money: z.enum(['元', '万元']).optional(),
    name: line,
    request: z.record(z.string().max(60), typed),
    evidence: z.record(z.string().max(60), input).optional(),
    /** range beside the value, decimal text in 元 */
    low: money,
    high: money,
    weight: rate,
    weightReason: text,
    /** the method's payments with uncertain inputs */
    simulation: simulation.optional(),
  })
  .strict();
export type AppliedMethod = z.infer<typeof appliedMethod>;

/** The three approaches a worksheet has to say something of: 收益法, 市场法, 成本法. */
export const APPROACHES = ['income', 'market', 'cost'] as const;
export type Approach = (typeof APPROACHES)[number];

/** 估值测算: one version; a version used in a round never changes. `inputs` are named by the method's parameters. */
export const worksheet = z
  .object({
    ...base,
    dealId: ref,
    version: whole,
    /** the version this one was opened from */
    basedOn: ref,
    name: line,
    method: z.literal('royalty').optional(),
    purpose: line,
    valueType: line,
    valueTypeReason: text,
    baseDate: day,
    preparedOn: day,
    preparer: line,
    reviewer: line,
    object: text,
    /** in free text, as it was written before `approaches` */
    rejected: text,
    /** why an approach no method of this worksheet follows was not used */
    approaches: z.object({ income: text, market: text, cost: text }).strict().optional(),
    note: text,
    inputs: z.record(z.string().max(40), input).optional(),
    /** methods beside the royalty forecast */
    applied: z.array(appliedMethod).max(20).optional(),
    /** 综合: weight of the royalty forecast itself, and why */
    royaltyWeight: rate,
    royaltyWeightReason: text,
    /** equal weights are a plain mean: why they are right here */
    equalWeightsReason: text,
    /** forecast revenue per year, decimal text in 元 */
    revenues: z.array(z.string().max(60)).max(60).optional(),
    lowRate: rate,
    highRate: rate,
    /** the royalty forecast with uncertain inputs */
    simulation: simulation.optional(),
    frozen: flag,
  })
  .strict();
export type Worksheet = z.infer<typeof worksheet>;

/** 谈判轮次: an offer and its minutes. walkAway and internalNote are 仅内部 and never enter a produced file. */
export const round = z
  .object({
    ...base,
    dealId: ref,
    no: whole,
    heldOn: day,
    place: line,
    offeredBy: z.enum(['us', 'them']).optional(),
    attendees: line,
    licenseMode: z.enum(LICENSE_MODES).optional(),
    territory: line,
    termFrom: day,
    termTo: day,
    years: whole,
    entryFee: money,
    royaltyRate: rate,
    royaltyBase: line,
    otherTerms: text,
    minutes: text,
    walkAway: money,
    internalNote: text,
    worksheetId: ref,
    outcome: z.enum(['open', 'countered', 'agreed', 'rejected']).optional(),
  })
  .strict();
export type Round = z.infer<typeof round>;

export const PRICING_ROUTES = ['agreed', 'listing', 'auction', 'appraisal'] as const;
/** 定价: route and decision record. */
export const pricing = z
  .object({
    ...base,
    dealId: ref,
    route: z.enum(PRICING_ROUTES).optional(),
    decidedOn: day,
    decidedBy: line,
    meeting: line,
    basis: text,
    price: money,
    royaltyRate: rate,
    worksheetId: ref,
    attachmentIds: refs,
    /** 挂牌 or 拍卖: where, under which number, from when to when, and at what price it ended */
    market: line,
    listingNo: line,
    listedFrom: day,
    listedTo: day,
    resultPrice: money,
    /** 评估: who made it and the number of their paper, for the record only */
    appraiser: line,
    appraisalNo: line,
    /** why a public institution signs without a closed notice */
    noNoticeReason: text,
  })
  .strict();
export type Pricing = z.infer<typeof pricing>;

/** What a notice's paper says besides its row, as it was when it was published: records may change afterwards, the paper may not. */
const words = z.string().max(4_000);
const noticeWords = z
  .object({
    object: words,
    wayName: words,
    otherParty: words,
    otherPartyLabel: words,
    officeName: words,
    endOn: words,
    periodText: words,
    /** how the price was set; a paper of before this was noted said 协议定价 */
    pricingRoute: z.enum(PRICING_ROUTES).optional(),
  })
  .strict();
export type NoticeWords = z.infer<typeof noticeWords>;

/** 公示: what was published, where, from when to when (kind of day by the rule), and its proof. */
export const notice = z
  .object({
    ...base,
    dealId: ref,
    title: line,
    price: money,
    royaltyRate: rate,
    place: line,
    startOn: day,
    endOn: day,
    contact: line,
    text,
    closedOn: day,
    result: text,
    attachmentIds: refs,
    ruleId: line,
    /** true until it is published, false from then on; a row of before there was such an act hung from its first day */
    draft: flag,
    /** the notice this one takes the place of, and why: a published notice is never rewritten */
    replacesId: ref,
    replaceReason: text,
    publishedWords: noticeWords.optional(),
  })
  .strict();
export type Notice = z.infer<typeof notice>;

/** 异议 to a public notice. */
export const objection = z.object({ ...base, noticeId: ref, receivedOn: day, from: line, content: text, handling: text, settledOn: day }).strict();
export type Objection = z.infer<typeof objection>;

/** A person's written answer to a 请核实 finding; remembered, shown with the finding. */
export const answer = z.object({ ...base, dealId: ref, findingKey: line, reason: text, by: line, at: instant }).strict();
export type Answer = z.infer<typeof answer>;
