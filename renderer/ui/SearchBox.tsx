import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { canSearch } from '../../shared/text.ts';
import { useClear } from './clear.tsx';

const PAUSE_MS = 150;

/** What is searched for: a single character is not enough. */
const wantedOf = (text: string): string => (canSearch(text) ? text.trim() : '');

/** Filters while typing, from two characters, but never on half a word of an input method. `value` is what is searched for now. */
export function SearchBox({ value, onSearch, label, width = 300 }: { value: string; onSearch: (text: string) => void; label: string; width?: number }) {
  const { t } = useTranslation('ui');
  const clear = useClear();
  const [text, setText] = useState(value);
  const oneMore = text.trim() !== '' && !canSearch(text);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText((typed) => (value === wantedOf(typed) ? typed : value)), [value]);
  const pending = useRef<(() => void) | null>(null);
  // leaving before the pause is over keeps what was typed: Back must find it
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      pending.current?.();
    },
    [],
  );
  const later = (next: string) => {
    clearTimeout(timer.current);
    pending.current = () => {
      pending.current = null;
      onSearch(wantedOf(next));
    };
    timer.current = setTimeout(() => pending.current?.(), PAUSE_MS);
  };
  return (
    <Input
      value={text}
      allowClear={clear}
      suffix={
        <span role="status" className="search-more">
          {oneMore ? t('search.oneMore') : ''}
        </span>
      }
      aria-label={label}
      placeholder={label}
      style={{ width }}
      type="search"
      data-search
      onChange={(e) => {
        setText(e.target.value);
        if (!composing.current) later(e.target.value);
      }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(e) => {
        composing.current = false;
        later(e.currentTarget.value);
      }}
      onKeyDown={(e) => {
        if (e.nativeEvent.isComposing || e.keyCode === 229) return;
        if (e.key === 'Enter') {
          clearTimeout(timer.current);
          pending.current = null;
          onSearch(wantedOf(text));
        }
      }}
    />
  );
}
