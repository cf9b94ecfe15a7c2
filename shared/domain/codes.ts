/** Code lists of resources/codes: dated lists whose entries keep their status. Parsed once where they are loaded. */
import { z } from 'zod';

const status = z.enum(['confirmed', '待确认']);
export type CodeItem = { code: string; name: string; status?: 'confirmed' | '待确认'; default?: boolean; text?: string; children?: CodeItem[] };
const codeItem: z.ZodType<CodeItem> = z.lazy(() =>
  z.looseObject({
    code: z.string(),
    name: z.string(),
    status: status.optional(),
    default: z.boolean().optional(),
    text: z.string().optional(),
    children: z.array(codeItem).optional(),
  }),
) as z.ZodType<CodeItem>;
export const codeList = z.looseObject({ id: z.string(), title: z.string(), source: z.string(), status, note: z.string().optional(), items: z.array(codeItem) });
export type CodeList = z.infer<typeof codeList>;
/** By list id (`payment-methods`, `areas` …). */
export type CodeLists = Readonly<Record<string, CodeList | undefined>>;

/** From the top of the list to the item with this code; empty where there is none. */
export function codePath(list: Pick<CodeList, 'items'> | undefined, code: string | undefined): CodeItem[] {
  const search = (items: readonly CodeItem[], above: CodeItem[]): CodeItem[] => {
    for (const item of items) {
      const path = [...above, item];
      if (item.code === code) return path;
      const below = search(item.children ?? [], path);
      if (below.length > 0) return below;
    }
    return [];
  };
  return list && code !== undefined && code !== '' ? search(list.items, []) : [];
}

/** From the top of the list to the item a form names by its joined names (`专利/发明专利`); empty where there is none. */
export function namePath(list: Pick<CodeList, 'items'> | undefined, names: string): CodeItem[] {
  const search = (items: readonly CodeItem[], above: CodeItem[]): CodeItem[] => {
    for (const item of items) {
      const path = [...above, item];
      if (path.map((i) => i.name).join('/') === names) return path;
      const below = search(item.children ?? [], path);
      if (below.length > 0) return below;
    }
    return [];
  };
  return list && names !== '' ? search(list.items, []) : [];
}

/** Name of a code, or the text itself where the list does not know it (it may have been typed). */
export const codeName = (list: Pick<CodeList, 'items'> | undefined, code: string | undefined): string => codePath(list, code).at(-1)?.name ?? code ?? '';

/** Whether the item, and every item above it that says so, is confirmed. */
export const codeConfirmed = (list: CodeList | undefined, code: string | undefined): boolean => {
  const path = codePath(list, code);
  return path.length > 0 && (path.at(-1)!.status ?? list!.status) === 'confirmed';
};

export const formField = z.object({
  key: z.string(),
  zh: z.string(),
  type: z.enum(['text', 'code', 'date', 'money', 'yesno', 'zip', 'tel', 'uscc', 'group']),
  /** `account`: kept with the seller's registration at the portal; `system`: given by the registry */
  required: z.enum(['always', 'never', 'enterpriseBuyer', 'transfer', 'account', 'system']),
  order: z.number().int(),
  status,
  codes: z.string().optional(),
  unit: z.enum(['元', '万元']).optional(),
  nativeName: z.string().optional(),
});
export type FormField = z.infer<typeof formField>;
export const registerForm = z.looseObject({
  id: z.literal('register-form'),
  title: z.string(),
  source: z.string(),
  status,
  note: z.string().optional(),
  items: z.array(formField),
});
export type RegisterForm = z.infer<typeof registerForm>;

/** Fields in the portal's own order, for the 逐栏助手. */
export const portalOrder = (form: RegisterForm): FormField[] => form.items.toSorted((a, b) => a.order - b.order);
