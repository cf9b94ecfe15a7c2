import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The cross that empties a control, with its name in the language of the screen: the library's own is called Clear. */
export function useClear(): { label: string; clearIcon: ReactNode } {
  const { t } = useTranslation('ui');
  const label = t('clear');
  return {
    label,
    clearIcon: (
      <>
        <svg className="tone-icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d="m4.5 4.5 7 7m0-7-7 7" />
        </svg>
        <span className="visually-hidden">{label}</span>
      </>
    ),
  };
}

/** Arrow of a list to choose from; the library's own is read out as “down”. */
export const ListArrow = (): ReactNode => (
  <svg className="tone-icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d="m4 6 4 4 4-4" />
  </svg>
);
