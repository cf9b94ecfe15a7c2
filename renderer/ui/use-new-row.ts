import { useEffect, useRef, type MouseEvent } from 'react';

/**
 * Somebody who adds a row writes in it next: the cursor goes into its first field, unless it has gone elsewhere meanwhile.
 * Answers what the button calls before it adds; fields carry `table/id/field` as their names.
 */
export function useNewRow(table: string, rows: readonly { id: string }[]): (e: MouseEvent<HTMLElement>) => void {
  const asked = useRef<{ button: HTMLElement; known: ReadonlySet<string> } | null>(null);
  useEffect(() => {
    const added = asked.current && rows.find((r) => !asked.current!.known.has(r.id));
    if (!asked.current || !added) return;
    const { button } = asked.current;
    asked.current = null;
    if (document.activeElement !== button && document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`[data-field^="${CSS.escape(`${table}/${added.id}/`)}"] input`)?.focus();
  }, [table, rows]);
  return (e) => void (asked.current = { button: e.currentTarget, known: new Set(rows.map((r) => r.id)) });
}
