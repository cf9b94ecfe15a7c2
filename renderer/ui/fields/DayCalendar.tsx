import { Calendar } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useLayoutEffect, useRef } from 'react';

/** A month to pick a day from, under its field. Esc and a click elsewhere close it. */
export function DayCalendar({ value, onPick, onClose }: { value: string | undefined; onPick: (day: string) => void; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  // near the lower edge the page scrolls, so that the whole month is seen
  useLayoutEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  useEffect(() => {
    const away = (e: PointerEvent) => {
      const at = e.target as Element;
      if (!box.current?.parentElement?.contains(at) && !at.closest('.ant-select-dropdown')) onClose();
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [onClose]);
  return (
    <div
      ref={box}
      className="day-calendar"
      onKeyDown={(e) => {
        if (e.key === 'Escape') {
          e.stopPropagation();
          onClose();
        }
      }}
    >
      <Calendar
        fullscreen={false}
        {...(value ? { defaultValue: dayjs(value) } : {})}
        onSelect={(day, { source }) => {
          if (source === 'date') onPick(day.format('YYYY-MM-DD'));
        }}
      />
    </div>
  );
}
