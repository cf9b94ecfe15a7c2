/** Rule packs: dated data by region. A number without a confirmed source is shown as 待确认 and is never 必须修改. */
import { z } from 'zod';

const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const ruleSource = z
  .object({ document: z.string().min(1), number: z.string().optional(), article: z.string().optional(), date: dayText.optional() })
  .strict();
export type RuleSource = z.infer<typeof ruleSource>;

export const ruleEntry = z
  .object({
    id: z.string().regex(/^[a-zA-Z0-9.-]+$/),
    title: z.string().min(1),
    value: z.json(),
    /** `CN`, a province (`44`) or a city (`4403`): the longest that fits the place wins */
    region: z.string().regex(/^(CN|\d{2}|\d{4}|\d{6})$/),
    validFrom: dayText.optional(),
    validTo: dayText.optional(),
    source: ruleSource,
    /** the text in force that was not seen: `source` only lends its value (a draft), and is no law */
    standsFor: ruleSource.optional(),
    status: z.enum(['confirmed', '待确认']),
    note: z.string().optional(),
  })
  .strict()
  .refine((e) => e.validFrom === undefined || e.validTo === undefined || e.validFrom <= e.validTo, { message: 'order', path: ['validTo'] })
  // what a draft says is never law in force, whoever writes the pack
  .refine((e) => e.status !== 'confirmed' || (e.standsFor === undefined && !/征求意见|草案/.test(e.source.document)), { message: 'draft', path: ['status'] });
export type RuleEntry = z.infer<typeof ruleEntry>;

export const rulePack = z
  .object({
    id: z.string().min(1),
    name: z.string().min(1),
    nameEn: z.string().min(1).optional(),
    region: z.string(),
    version: z.string().min(1),
    madeOn: dayText,
    entries: z.array(ruleEntry).min(1),
  })
  .strict();
export type RulePack = z.infer<typeof rulePack>;
