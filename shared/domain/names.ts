/** Names of parties and seals compared as a registry does: character by character, after what typing alone changes is removed. */
import { diffArrays } from 'diff';

/** Full-width forms, blanks and brackets of either width do not make another name; a missing 股份 does. */
export const plainName = (name: string | undefined): string =>
  (name ?? '')
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[（﹙]/g, '(')
    .replace(/[）﹚]/g, ')')
    .replace(/[·•・]/g, '·');

export const sameName = (a: string | undefined, b: string | undefined): boolean => plainName(a) === plainName(b);

/** A seal's own words after the name: 合同专用章, 公章 … are its kind, not the name. */
export const sealOwner = (seal: string | undefined): string =>
  plainName(seal).replace(/\(?(合同|技术合同)?(专用章|公章|印章|业务章|财务章)(\(?\d+\)?)?\)?$/, '');

/** What a seal has otherwise than the registered name, character by character; its kind (合同专用章 …) is no part of the name. */
export function nameDiff(name: string, seal: string): { op: 'same' | 'del' | 'ins'; text: string }[] {
  const out: { op: 'same' | 'del' | 'ins'; text: string }[] = [];
  for (const { value, added, removed } of diffArrays([...plainName(name)], [...sealOwner(seal)]))
    out.push({ op: added ? 'ins' : removed ? 'del' : 'same', text: value.join('') });
  return out;
}
