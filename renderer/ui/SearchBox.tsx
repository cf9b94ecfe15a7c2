import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 150;

/** Filters while typing, but never on half a word of an input method. `value` is what is searched for now. */
export function SearchBox({ value, onSearch, label, width = 300 }: { value: string; onSearch: (text: string) => void; label: string; width?: number }) {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (next: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(next.trim()), PAUSE_MS);
  };
  return (
    <Input
      value={text} allowClear aria-label={label} placeholder={label} style={{ width }} type="search" data-search
      onChange={(e) => { setText(e.target.value); if (!composing.current) later(e.target.value); }}
      onCompositionStart={() => { composing.current = true; }}
      onCompositionEnd={(e) => { composing.current = false; later(e.currentTarget.value); }}
      onKeyDown={(e) => {
        if (e.nativeEvent.isComposing || e.keyCode === 229) return;
        if (e.key === 'Enter') { clearTimeout(timer.current); onSearch(text.trim()); }
      }}
    />
  );
}
