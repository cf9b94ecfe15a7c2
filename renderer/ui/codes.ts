/** Code lists of the registration form (resources/codes), fetched when a field first needs one. */
import { useEffect, useState } from 'react';

export type CodeItem = { code: string; name: string; status?: string; children?: CodeItem[] };
/** `ownCodes`: the codes are this program's, not the form's, and are not shown. */
export type CodeList = { id: string; title: string; source: string; status: string; ownCodes?: boolean; items: CodeItem[] };
export type CodeListId =
  | 'areas'
  | 'party-nature'
  | 'industries'
  | 'countries'
  | 'tech-fields'
  | 'socio-economic'
  | 'ipr-types'
  | 'plan-sources'
  | 'trl'
  | 'contract-types'
  | 'payment-methods'
  | 'enterprise-scale';

const files = import.meta.glob<CodeList>('../../resources/codes/*.json', { import: 'default' });
const loaded = new Map<CodeListId, CodeList>();

export async function loadCodes(id: CodeListId): Promise<CodeList> {
  const there = loaded.get(id);
  if (there) return there;
  const list = await files[`../../resources/codes/${id}.json`]!();
  loaded.set(id, list);
  return list;
}

/** The list, or null until it is here. */
export function useCodes(id: CodeListId): CodeList | null {
  const [list, setList] = useState<CodeList | null>(loaded.get(id) ?? null);
  useEffect(() => {
    let gone = false;
    void loadCodes(id).then((l) => {
      if (!gone) setList(l);
    });
    return () => {
      gone = true;
    };
  }, [id]);
  return list;
}

/** Whether every list is here already; fetches those that are not. */
export function useCodesLoaded(ids: readonly CodeListId[]): boolean {
  const [, again] = useState(0);
  const missing = ids.filter((id) => !loaded.has(id)).join();
  useEffect(() => {
    let gone = false;
    if (missing !== '')
      void Promise.all(missing.split(',').map((id) => loadCodes(id as CodeListId))).then(() => {
        if (!gone) again((n) => n + 1);
      });
    return () => {
      gone = true;
    };
  }, [missing]);
  return missing === '';
}

/** The list where it was fetched already. */
export const codesAtHand = (id: CodeListId): CodeList | null => loaded.get(id) ?? null;

/** Names from the top to the item, or undefined where the list does not know the code. */
export function codePath(items: readonly CodeItem[], code: string): string[] | undefined {
  for (const item of items) {
    if (item.code === code) return [item.name];
    const below = item.children && codePath(item.children, code);
    if (below) return [item.name, ...below];
  }
  return undefined;
}

/** `广东省 / 佛山市`; a code the list does not know is shown as it is. */
export const codeName = (list: CodeList | null, code: string | undefined): string =>
  code === undefined || code === '' ? '' : ((list && codePath(list.items, code)?.join(' / ')) ?? code);

/** `142 中国`; a code that is a name already is said once. */
export const codeAndName = (code: string, name: string): string => (code === name ? name : `${code} ${name}`);
