/** 成果, 知识产权, 完成人, 需求: what there is to bring to a company, and what companies ask for. */
import { z } from 'zod';
import { base, day, line, money, rate, ref, sealed, text, whole } from './fields.ts';

/** 公开范围. 国家秘密 is not a value: choosing it refuses the record. */
export const DISCLOSURES = ['public', 'internal', 'tradeSecret'] as const;

/** 成果; the first 27 texts are the columns of the achievement template. */
export const achievement = z
  .object({
    ...base,
    no: line,
    title: line,
    owner: line,
    ownerPhone: line,
    keywords: line,
    completedOn: day,
    funding: line,
    field: line,
    acquisition: line,
    maturity: line,
    trl: whole,
    awards: text,
    price: line,
    cooperation: line,
    unit: line,
    address: line,
    legalRep: line,
    contact: line,
    mobile: line,
    phone: line,
    email: line,
    iprForm: line,
    summary: text,
    indicators: text,
    business: text,
    pictures: line,
    videos: line,
    note: text,
    activityId: line,
    disclosure: z.enum(DISCLOSURES).optional(),
    ownerPartyId: ref,
    /** content key of the imported line: the same file again creates nothing twice */
    importKey: line,
  })
  .strict();
export type Achievement = z.infer<typeof achievement>;

export const RIGHT_KINDS = ['invention', 'utility', 'design', 'application', 'secret', 'software', 'layout', 'variety'] as const;

/** 知识产权 under an achievement. */
export const right = z
  .object({
    ...base,
    achievementId: ref,
    kind: z.enum(RIGHT_KINDS).optional(),
    name: line,
    number: line,
    applicant: line,
    owner: line,
    inventors: line,
    filedOn: day,
    grantedOn: day,
    feePaidTo: day,
    status: z.enum(['pending', 'inForce', 'lapsed', 'invalid']).optional(),
    secretLevel: line,
    note: text,
  })
  .strict();
export type Right = z.infer<typeof right>;

/** 完成人 and the share (decimal of 1) agreed within the team. */
export const contributor = z.object({ ...base, achievementId: ref, personId: ref, name: line, share: rate, role: line }).strict();
export type Contributor = z.infer<typeof contributor>;

/** 需求: what a company asks for; indicator, working conditions and term make it answerable. */
export const demand = z
  .object({
    ...base,
    title: line,
    partyId: ref,
    detail: text,
    indicators: text,
    conditions: text,
    field: line,
    budget: money,
    deadline: day,
    cooperation: line,
    contact: line,
    phone: line,
    note: text,
  })
  .strict();
export type Demand = z.infer<typeof demand>;

/** A person whose identifiers are sealed: contributors, signatories, contacts. */
export const person = z
  .object({ ...base, name: line, partyId: ref, title: line, idNumber: sealed, bankAccount: sealed, phone: sealed, erasedOn: day })
  .strict();
export type Person = z.infer<typeof person>;
