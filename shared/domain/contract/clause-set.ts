/** A contract kind as data: what is asked, in which order, and which words are printed when. */
import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() }).strict();
export type Words = z.infer<typeof words>;

/** `has`: the answer is not blank; `is`: it equals one of the values; the rest combine. */
export type Condition = { has: string } | { is: [string, ...string[]] } | { not: Condition } | { all: Condition[] } | { any: Condition[] };
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.object({ has: z.string() }).strict(),
    z.object({ is: z.tuple([z.string()], z.string()) }).strict(),
    z.object({ not: condition }).strict(),
    z.object({ all: z.array(condition) }).strict(),
    z.object({ any: z.array(condition) }).strict(),
  ]),
);

export const FIELD_TYPES = ['line', 'text', 'lines', 'money', 'rate', 'day', 'whole', 'choice'] as const;

const field = z
  .object({
    key: z.string(),
    type: z.enum(FIELD_TYPES),
    label: words,
    hint: words.optional(),
    /** `false`: the hint says something about law that no public text confirms yet, and is shown 待确认 */
    hintConfirmed: z.literal(false).optional(),
    /** record field it is filled from when nobody typed another value: `deal.name`, `round.entryFee`, `seller.bank` … */
    from: z.string().optional(),
    /** what is proposed when no record knows it; the person confirms it by leaving it */
    suggest: z.string().optional(),
    /** the signing copy cannot be made without it */
    required: z.boolean().optional(),
    /** of a `whole`: the least it can be */
    min: z.number().int().optional(),
    when: condition.optional(),
    choices: z.array(z.object({ value: z.string(), label: words, print: z.string() }).strict()).optional(),
  })
  .strict();
export type InterviewField = z.infer<typeof field>;

const clause = z
  .object({
    id: z.string(),
    when: condition.optional(),
    /** `{key}`, `{key|money}`, `{key|words}`, `{key|percent}`, `{key|date}`, `{key|print}`, `{ref:article-or-clause}`, `{item}` in a repeat */
    text: z.string(),
    /** answer holding one item per line: the clause is followed by one numbered line per item */
    each: z.string().optional(),
    table: z.enum(['rights', 'instalments']).optional(),
    /** for the person drafting; never printed */
    guidance: words.optional(),
    source: z.string().optional(),
    /** `false`: source and guidance are shown 待确认 */
    confirmed: z.literal(false).optional(),
  })
  .strict();
export type Clause = z.infer<typeof clause>;

const article = z
  .object({
    id: z.string(),
    title: z.string(),
    clauses: z.array(clause),
    /** what the law supplies where the article says 无; shown on screen, never printed */
    silent: z
      .object({ text: words, source: z.string(), confirmed: z.literal(false).optional() })
      .strict()
      .optional(),
  })
  .strict();
export type Article = z.infer<typeof article>;

export const clauseSet = z
  .object({
    kind: z.literal('XK-ZL'),
    edition: z.string(),
    title: z.string(),
    partyA: z.string(),
    partyB: z.string(),
    coverNotes: z.object({ title: z.string(), items: z.array(z.string()).max(5) }).strict(),
    recitals: z.array(z.string()),
    steps: z.array(z.object({ id: z.string(), title: words, fields: z.array(field) }).strict()),
    articles: z.array(article),
  })
  .strict();
export type ClauseSet = z.infer<typeof clauseSet>;

/** Every field of the interview in the order it is asked. */
export const interviewFields = (set: ClauseSet): InterviewField[] => set.steps.flatMap((s) => s.fields);
