/** Finding Chinese words by pinyin. The dictionary is 300 kB and comes only when a search opens. */
import { useEffect, useState } from 'react';

export type Pinyin = (text: string) => { full: string; initials: string };
let loaded: Pinyin | null = null;
let loading: Promise<Pinyin> | null = null;

/** Loads the dictionary once. */
export function loadPinyin(): Promise<Pinyin> {
  loading ??= import('pinyin-pro').then(({ pinyin }) => {
    const known = new Map<string, { full: string; initials: string }>();
    loaded = (text) => {
      let found = known.get(text);
      if (!found) {
        const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true });
        found = {
          full: syllables.join('').toLowerCase(),
          initials: syllables
            .map((s) => s[0] ?? '')
            .join('')
            .toLowerCase(),
        };
        known.set(text, found);
      }
      return found;
    };
    return loaded;
  });
  return loading;
}

/** The dictionary once `wanted` was true; null until then. */
export function usePinyin(wanted: boolean): Pinyin | null {
  const [ready, setReady] = useState(loaded !== null);
  useEffect(() => {
    if (wanted && !ready) void loadPinyin().then(() => setReady(true));
  }, [wanted, ready]);
  return ready ? loaded : null;
}

/** Whether `typed` occurs in the text, in its pinyin or in its initials. */
export function matches(typed: string, text: string, pinyin: Pinyin | null): boolean {
  const want = typed.normalize('NFKC').trim().toLowerCase();
  if (want === '' || text.normalize('NFKC').toLowerCase().includes(want)) return true;
  if (!pinyin || !/^[a-z']+$/.test(want)) return false;
  const { full, initials } = pinyin(text);
  const bare = want.replaceAll("'", '');
  return full.includes(bare) || initials.includes(bare);
}
