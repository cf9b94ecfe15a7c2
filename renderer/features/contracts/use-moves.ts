/** Moving articles and clauses one step at a time: what was moved keeps the focus wherever it stands then. */
import { useEffect, useRef } from 'react';
import type { Contract } from '../../../shared/domain/contract.ts';
import { isRefusal } from '../../../shared/result.ts';
import { showRefusal } from '../../session/trouble.ts';
import { moveStep } from './arrange-contract.ts';

/** `shown`: ids of the clauses on the screen; hidden ones are stepped over. */
export function useMoves(contract: Contract, shown: ReadonlySet<string>) {
  const box = useRef<HTMLDivElement>(null);
  const moved = useRef<{ id: string; by: -1 | 1 } | undefined>(undefined);
  useEffect(() => {
    const last = moved.current;
    moved.current = undefined;
    if (!last) return;
    const line = box.current?.querySelector<HTMLElement>(`[data-move-line="${CSS.escape(last.id)}"]`);
    const [there, other] = last.by === -1 ? ['up', 'down'] : ['down', 'up'];
    const button = [there, other].map((way) => line?.querySelector<HTMLButtonElement>(`[data-move="${way}"]`)).find((b) => b && !b.disabled);
    button?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: 'nearest' });
  }, [contract.order]);
  const move = (id: string, by: -1 | 1, name: string): void => {
    moved.current = { id, by };
    void moveStep(contract.id, id, by, shown, name).then((answer) => {
      if (isRefusal(answer)) showRefusal(answer);
    });
  };
  return { move, box };
}
