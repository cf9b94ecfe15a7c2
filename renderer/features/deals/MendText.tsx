import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quote } from '../../../shared/domain/finding.ts';

/** The contract's words to try a wording on: what is typed is checked at once, the file itself stays as it came. */
export function MendText({ text, called, onChange }: { text: string; called: Quote | null; onChange: (text: string) => void }) {
  const { t } = useTranslation('deals');
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const area = box.current;
    if (!area || !called) return;
    // a caret set before the focus comes is scrolled to, a selection is not
    area.blur();
    area.setSelectionRange(called.start, called.start);
    area.focus();
    area.setSelectionRange(called.start, called.end);
  }, [called]);
  return (
    <textarea
      ref={box}
      className="review-text review-mend"
      aria-label={t('review.mend')}
      spellCheck={false}
      value={text}
      onChange={(e) => onChange(e.target.value)}
    />
  );
}
