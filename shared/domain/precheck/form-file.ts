/** A form kept in a file, with what it says of the filing beside its fields: as `kezhuan precheck` and the screen take it. */
import { z } from 'zod';
import type { RegisterForm } from '../codes.ts';
import { OUR_ROLES } from '../deal.ts';
import { PAPERS } from './papers.ts';

const line = z.string().max(2000);
/** By key of resources/codes/register-form; amounts in 元. */
export const formValues = z.record(z.string().max(60), z.string().max(20_000));
export const besideForm = {
  role: z.enum(OUR_ROLES).optional(),
  /** what lies beside the contract */
  papers: z.array(z.enum(PAPERS)).max(20).optional(),
  /** the registry it goes to, by its name */
  point: line.optional(),
  /** filings known elsewhere, to see what is filed twice */
  registered: z
    .array(
      z
        .object({
          registerNo: line.optional(),
          buyerName: line.optional(),
          totalAmount: line.optional(),
          signDate: line.optional(),
          projectName: line.optional(),
        })
        .strict(),
    )
    .max(10_000)
    .optional(),
};
const formFile = z.object({ form: formValues, ...besideForm }).strict();
export type FormFile = z.infer<typeof formFile>;

/** As the pack of a filing made here has it. */
const packFile = z.object({
  format: z.literal('kezhuan-filing-1'),
  fields: z.array(z.object({ key: z.string().max(60), value: z.string().max(20_000) })).max(200),
});

/** The form values of a pack's own .json; undefined where it is none. */
export function formOfPack(value: unknown): Record<string, string> | undefined {
  const read = packFile.safeParse(value);
  return read.success ? Object.fromEntries(read.data.fields.map((f) => [f.key, f.value])) : undefined;
}

/** The whole shape, the values alone, or the form of a pack; undefined where it is none of them, and where nothing is filled in. */
export function formInJson(value: unknown): FormFile | undefined {
  const read = anyForm(value);
  return read && Object.values(read.form).some((v) => v.trim() !== '') ? read : undefined;
}

function anyForm(value: unknown): FormFile | undefined {
  const packed = formOfPack(value);
  if (packed) return { form: packed };
  const whole = formFile.safeParse(value);
  if (whole.success) return whole.data;
  const values = formValues.safeParse(value);
  return values.success ? { form: values.data } : undefined;
}

/** A name that is no field of the form. 备注 is our own note and belongs to none. */
export const strangeField = (values: Readonly<Record<string, string>>, form: RegisterForm): string | undefined =>
  Object.keys(values).find((k) => k !== 'note' && !form.items.some((f) => f.key === k));
