import { Button } from 'antd';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** 上移, 下移 of an article or a clause; the same by Alt+↑ and Alt+↓ from anywhere inside it (see {@link moveKeys}). */
export function MoveButtons({ name, canMove, onMove }: { name: string; canMove: (by: -1 | 1) => boolean; onMove: (by: -1 | 1) => void }) {
  const { t } = useTranslation('contracts');
  return (
    <>
      {([-1, 1] as const).map((by) => {
        const label = t(by === -1 ? 'order.up' : 'order.down', { name });
        return (
          <Button
            key={by}
            size="small"
            type="text"
            data-move={by === -1 ? 'up' : 'down'}
            aria-label={label}
            title={label}
            aria-keyshortcuts={by === -1 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'}
            disabled={!canMove(by)}
            onClick={() => onMove(by)}
          >
            <span aria-hidden="true">{by === -1 ? '↑' : '↓'}</span>
          </Button>
        );
      })}
    </>
  );
}

/** Alt+↑ and Alt+↓; in a box that is being written in they stay the box's own. */
export const moveKeys =
  (onMove: (by: -1 | 1) => void) =>
  (e: KeyboardEvent): void => {
    const by = e.key === 'ArrowUp' ? -1 : e.key === 'ArrowDown' ? 1 : undefined;
    if (by === undefined || !e.altKey || e.ctrlKey || e.metaKey || (e.target as HTMLElement).closest('input, textarea')) return;
    e.preventDefault();
    e.stopPropagation();
    onMove(by);
  };
