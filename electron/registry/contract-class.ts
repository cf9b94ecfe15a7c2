/** The class of a contract by the list: the register is counted by codes, but a form may name a class in words. */
import contractTypes from '../../resources/codes/contract-types.json';
import type { CodeItem, CodeList } from '../../shared/domain/codes.ts';

type Item = CodeItem & { former?: { code?: string } };

const CODES: ReadonlyMap<string, string> = new Map(named((contractTypes as unknown as Pick<CodeList, 'items'>).items, []));

/** Everything an item may be called: its code, its names from the head down, and its names under the head it stood under before. */
function named(items: readonly Item[], above: readonly string[]): [string, string][] {
  return items.flatMap((item): [string, string][] => {
    const names = [...above, item.name];
    const former = contractTypes.items.find(({ code }) => code === item.former?.code);
    return [
      [item.code, item.code],
      [names.join('/'), item.code],
      ...(former && above.length > 0 ? ([[`${former.name}/${item.name}`, item.code]] as [string, string][]) : []),
      ...named(item.children ?? [], names),
    ];
  });
}

/** `技术许可/专利实施许可` or `XK-ZL` → `XK-ZL`; undefined where the list has no such class. */
export const classOf = (text: string | undefined): string | undefined => CODES.get(text?.trim() ?? '');
