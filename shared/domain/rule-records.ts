/** Rule packs brought in from files, and the holidays of a year as an office entered them: records like any other. */
import { z } from 'zod';
import { base, day, flag, hash, line, text, whole } from './fields.ts';

/** 规则包: the file's pack as canonical JSON. The one `inForce` takes the place of the program's own; filings frozen with another keep that one. */
export const rulePackRow = z
  .object({
    ...base,
    packId: line,
    version: line,
    name: line,
    file: line,
    text: z.string().max(2_000_000).optional(),
    sha256: hash,
    /** id of the key whose signature was good; absent where the file was unsigned */
    signedBy: hash,
    inForce: flag,
  })
  .strict();
export type RulePackRow = z.infer<typeof rulePackRow>;

/** 节假日表: days off and weekend days worked of one year. 待确认 until a person compared it with the notice it names. */
export const calendarRow = z
  .object({
    ...base,
    year: whole,
    off: z.array(z.string().max(40)).max(366).optional(),
    work: z.array(z.string().max(40)).max(366).optional(),
    source: line,
    checked: flag,
    checkedBy: line,
    checkedOn: day,
    note: text,
  })
  .strict();
export type CalendarRow = z.infer<typeof calendarRow>;
