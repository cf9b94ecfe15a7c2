import { Dropdown } from 'antd';
import type { MenuEntry } from './column.ts';

/** The right-click menu at a point of the window. */
export function RowMenu({ x, y, entries, onClose }: { x: number; y: number; entries: MenuEntry[]; onClose: () => void }) {
  return (
    <Dropdown
      open
      autoFocus
      trigger={['contextMenu']}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      menu={{
        items: entries.map((e) => ({ key: e.key, label: e.label, danger: e.danger === true, disabled: e.disabled === true })),
        onClick: ({ key }) => {
          onClose();
          entries.find((e) => e.key === key)?.onClick();
        },
      }}
    >
      <span className="row-menu-at" style={{ left: x, top: y }} />
    </Dropdown>
  );
}
