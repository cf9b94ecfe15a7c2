/** 合同, 条款, 签署, 付款节点, 到账, 台账, attachments and produced documents. */
import { z } from 'zod';
import { base, day, flag, hash, instant, line, money, ref, refs, text, whole } from './fields.ts';

/** A clause file as text (the clause language, `contract/language`). */
const clauseFile = z.string().max(400_000).optional();

/** 本单位合同文本: an institute's own clauses of a kind, kept as typed; used where they hold together. */
export const clauseSet = z.object({ ...base, kind: line, text: clauseFile }).strict();
export type OwnClauses = z.infer<typeof clauseSet>;

/** 合同: one version. Its `fields` are the answers of the interview; `lockedHash` freezes a sent or signed text. */
export const contract = z
  .object({
    ...base,
    dealId: ref,
    version: whole,
    /** code of a contract kind, or `foreign`: drafted elsewhere; none in versions of the time when there was one kind */
    kind: z.string().max(20).optional(),
    /** who chose the kind with the type guide, and why, in words */
    kindChosenBy: line,
    kindReason: text,
    title: line,
    /** the institute's own clauses of the kind, as they stood when this kind was first drafted here; absent where the program's own are used */
    clauses: clauseFile,
    roundId: ref,
    fields: z.record(z.string().max(60), z.string().max(20_000)).optional(),
    /** 丙方, 丁方 … in their order: the party, its place in the contract (共有权利人), and who signs for it */
    furtherParties: z
      .array(z.object({ partyId: ref, role: line, signatory: line }).strict())
      .max(6)
      .optional(),
    /** clauses whose wording a person changed: clause id → text */
    clauseTexts: z.record(z.string().max(60), z.string().max(60_000)).optional(),
    /** articles (`heading:ID`) and clauses in another order than the clause set's (`contract/arrange.ts`) */
    order: z.array(z.string().max(80)).max(3_000).optional(),
    /** articles a person named otherwise: article id → heading without its number */
    headings: z.record(z.string().max(60), z.string().max(2_000)).optional(),
    state: z.enum(['draft', 'sent', 'locked']).optional(),
    lockedHash: hash,
    lockedOn: day,
    /** the text as it was locked (`contract/text.ts`): canonical JSON, its SHA-256, the edition of its clauses */
    lockedText: z
      .object({ edition: z.string().max(60), sha256: z.string().length(64), text: z.string().max(2_000_000) })
      .strict()
      .optional(),
    attachmentId: ref,
    /** text of a contract drafted elsewhere, as read from its file */
    foreignText: text,
    /** a text from elsewhere that both sides have signed already: it can only be kept or refused, not mended */
    signed: flag,
  })
  .strict();
export type Contract = z.infer<typeof contract>;
export type FurtherParty = NonNullable<Contract['furtherParties']>[number];

/** 批注 to one clause: `internal` stays in the house, `other` goes to the other side in the margin of the draft. */
export const clauseNote = z
  .object({
    ...base,
    dealId: ref,
    contractId: ref,
    clauseId: z.string().max(60).optional(),
    audience: z.enum(['internal', 'other']).optional(),
    text,
    by: line,
    writtenOn: instant,
    settledOn: day,
  })
  .strict();
export type ClauseNote = z.infer<typeof clauseNote>;

/** 文书: one paper around the deal; `kind` is its code, `fields` only what a person typed. */
export const paper = z.object({ ...base, dealId: ref, kind: line, fields: z.record(z.string().max(60), z.string().max(20_000)).optional() }).strict();
export type Paper = z.infer<typeof paper>;

/** What a further party put on the paper, as {@link signing} has it of the two sides. */
const furtherSigned = z
  .object({ signatory: line, authority: line, sealKind: line, sealName: line, sealedOn: day, proofIds: refs, proofScope: line, proofFrom: day, proofTo: day })
  .strict();
export type FurtherSigned = z.infer<typeof furtherSigned>;

/** 签署: what stands on the paper with seals. */
export const signing = z
  .object({
    ...base,
    dealId: ref,
    contractId: ref,
    contractNo: line,
    signedOn: day,
    effectiveOn: day,
    validFrom: day,
    validTo: day,
    place: line,
    sellerSignatory: line,
    sellerAuthority: line,
    buyerSignatory: line,
    buyerAuthority: line,
    sellerSealKind: line,
    sellerSealName: line,
    buyerSealKind: line,
    buyerSealName: line,
    /** the day each side put its seal, where they did not seal on the same day */
    sellerSealedOn: day,
    buyerSealedOn: day,
    crossPageSeal: flag,
    /** of 丙方, 丁方 … in the order of the contract */
    further: z.array(furtherSigned).max(6).optional(),
    copies: whole,
    /** copies with seals that were counted on the table */
    copiesCounted: whole,
    /** what else must happen before it takes effect; empty where the day alone decides */
    effectiveCondition: line,
    /** the day what was agreed was actually handed over in full: 验收 is counted from it */
    deliveredOn: day,
    /** 附件 that belong to the paper, one a line, and those of them that lie with it */
    annexes: text,
    annexesHere: z.array(z.string().max(2_000)).max(200).optional(),
    /** 授权委托书 of each side's signatory */
    sellerProofIds: refs,
    buyerProofIds: refs,
    /** what each power of attorney is for, and from when until when, as it reads */
    sellerProofScope: line,
    sellerProofFrom: day,
    sellerProofTo: day,
    buyerProofScope: line,
    buyerProofFrom: day,
    buyerProofTo: day,
    scanIds: refs,
    pages: whole,
    /** pages ticked as equal to the locked version, 1-based */
    pagesEqual: z.array(z.number().int()).max(2000).optional(),
    pagesCheckedBy: line,
    /** pages of the version that was locked, as it is laid out here; absent where it has none to lay out */
    lockedPages: whole,
    /** pages that stand on one side only, each with its reason: an approval sheet in the scan, an annex bound apart */
    pageNotes: z
      .array(z.object({ of: z.enum(['scan', 'locked']), page: z.number().int(), reason: z.string().max(2_000) }).strict())
      .max(500)
      .optional(),
  })
  .strict();
export type Signing = z.infer<typeof signing>;

/** 承诺事项: who said at the table they would do what by when. */
export const promise = z.object({ ...base, dealId: ref, signingId: ref, by: line, what: line, dueOn: day, doneOn: day }).strict();
export type Promised = z.infer<typeof promise>;

/** 付款节点. */
export const instalment = z
  .object({
    ...base,
    dealId: ref,
    contractId: ref,
    name: line,
    dueOn: day,
    condition: line,
    amount: money,
    /** place in the table, from 1, where it is not the order in which the rows were made */
    n: whole,
  })
  .strict();
export type Instalment = z.infer<typeof instalment>;
/** 付款节点 as the table shows them: rows without a place behind those that have one. */
export const inTableOrder = (rows: readonly Instalment[]): Instalment[] => rows.toSorted((a, b) => (a.n ?? Infinity) - (b.n ?? Infinity) || 0);

/** 到账. */
export const receipt = z.object({ ...base, dealId: ref, instalmentId: ref, receivedOn: day, amount: money, payer: line, voucher: line }).strict();
export type Receipt = z.infer<typeof receipt>;

/** 合同台账: an imported line of the 14-column ledger (amount kept in 元); signed deals join it in the ledger's query. */
export const ledgerEntry = z
  .object({
    ...base,
    serial: line,
    department: line,
    leader: line,
    phone: line,
    projectName: line,
    partner: line,
    partnerRegion: line,
    partnerKind: line,
    amount: money,
    signedOn: day,
    effectiveOn: day,
    techField: line,
    contractType: line,
    registrar: line,
    dealId: ref,
    importKey: line,
  })
  .strict();
export type LedgerEntry = z.infer<typeof ledgerEntry>;

/** A file in the vault and what it belongs to. */
export const attachment = z
  .object({ ...base, ownerTable: line, ownerId: ref, dealId: ref, kind: line, name: line, hash, size: whole, mime: line, addedOn: instant, note: line })
  .strict();
export type Attachment = z.infer<typeof attachment>;

/** A document the program made: from what (content id over its inputs), so that it can be seen to be 已过时. */
export const document = z
  .object({ ...base, dealId: ref, kind: line, name: line, hash, contentId: hash, sourceTable: line, sourceId: ref, madeOn: instant, size: whole, mime: line })
  .strict();
export type ProducedDocument = z.infer<typeof document>;
