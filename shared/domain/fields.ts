/**
 * The shapes record fields are made of. They are wide on purpose: malformed input is saved as typed and found by a
 * Check; only what could break the program (wrong JSON type, endless text) is refused here.
 */
import { z } from 'zod';

/** free text as typed */
export const text = z.string().max(200_000).optional();
export const line = z.string().max(2_000).optional();
/** ISO date `2026-03-12`, or what the person typed when it could not be read as one */
export const day = z.string().max(40).optional();
/** ISO time with zone */
export const instant = z.string().max(40).optional();
/** decimal text in 元 (`1500000`), or what the person typed */
export const money = z.string().max(60).optional();
/** decimal text of a rate: `0.025` is 2.5 % */
export const rate = z.string().max(40).optional();
export const whole = z.number().int().optional();
export const flag = z.boolean().optional();
/** id of another record; relations live on the child */
export const ref = z.string().max(64).optional();
export const refs = z.array(z.string().max(64)).max(500).optional();
export const hash = z.string().max(64).optional();
/** ciphertext under one person's key; erasing the person destroys the key (个人信息保护法 art. 47) */
export const sealed = z
  .object({ person: z.string().max(64), iv: z.string().max(64), data: z.string().max(8_000) })
  .strict()
  .optional();
export type Sealed = NonNullable<z.infer<typeof sealed>>;
export const isSealed = (value: unknown): value is Sealed => value !== undefined && sealed.safeParse(value).success;

/** Every record: an id, and whether it is archived (nothing is deleted). */
export const base = { id: z.string().min(1).max(64), archived: flag, sample: flag };
