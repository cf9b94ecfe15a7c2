/** What was typed into a list and left without a choice: it is not taken, and that is said. */
import { useState, type FocusEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** `says` under the field, `left` for the list's onBlur, `settle` when something was chosen or is typed anew. */
export function useUnchosen(): { says: ReactNode | undefined; left: (e: FocusEvent<HTMLElement>) => void; settle: () => void } {
  const { t } = useTranslation('ui');
  const [text, setText] = useState('');
  return {
    says: text === '' ? undefined : <span role="status">{t('field.unchosen', { text })}</span>,
    left: (e) => setText(e.target instanceof HTMLInputElement ? e.target.value.trim() : ''),
    settle: () => setText(''),
  };
}
