/** 对方改回的文件 and its cards, as they are kept: what was changed, and what a person decided about it. */
import { z } from 'zod';
import { base, flag, hash, instant, line, ref, text } from '../fields.ts';
import { CARD_CHANGES, CARD_GROUPS } from './cards-parts.ts';

export const DECISIONS = ['accept', 'refuse', 'counter', 'park'] as const;
export type Decision = (typeof DECISIONS)[number];

const short = z.string().max(400);

/** A file that came back, and the version it answers. `done`: what was decided went into the version `nextId`. */
export const returnedFile = z
  .object({
    ...base,
    dealId: ref,
    contractId: ref,
    attachmentId: ref,
    name: line,
    hash,
    contentId: hash,
    /** how it was known which version it answers: the file's own property, the mark printed on it, or a person's word */
    knownBy: z.enum(['property', 'mark', 'person']).optional(),
    readOn: instant,
    /** what in it could not be read */
    unread: z
      .array(z.object({ what: short, detail: short, near: short }).strict())
      .max(500)
      .optional(),
    done: flag,
    nextId: ref,
  })
  .strict();
export type ReturnedFile = z.infer<typeof returnedFile>;

export const changeCard = z
  .object({
    ...base,
    dealId: ref,
    returnedId: ref,
    /** place in the file, from 1 */
    n: z.number().int(),
    group: z.enum(CARD_GROUPS),
    change: z.enum(CARD_CHANGES),
    lines: z.array(short).max(5_000),
    after: short.optional(),
    where: line,
    ours: text,
    theirs: text,
    reasons: z.array(short).max(40),
    tracked: z.enum(['tracked', 'partly', 'untracked']),
    by: line,
    at: line,
    movedBehind: line,
    behind: z.array(short).max(5_000).optional(),
    remarks: z.array(z.object({ by: short, at: short, text: z.string().max(20_000), about: short }).strict()).max(200),
    hidden: flag,
    /** values their wording gives to fields of the interview */
    values: z
      .array(z.object({ key: short, now: z.string().max(20_000), said: z.string().max(20_000), conflict: z.literal(true).optional() }).strict())
      .max(100),
    /** fields of the interview that are printed in our lines */
    keys: z.array(short).max(500),
    decision: z.enum(DECISIONS).optional(),
    counter: text,
    /** taken over, but not words the next version could be given: why not (`cards-next.ts`) */
    byHand: line,
    /** questions that go on answering what the words of the next version no longer say (`cards-choices.ts`) */
    doubts: z.array(short).max(500).optional(),
    /** the fields of a card that stayed open were looked at by a person afterwards, and stand as they are */
    confirmed: flag,
  })
  .strict();
export type ChangeCard = z.infer<typeof changeCard>;
