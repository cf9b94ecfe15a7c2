import { useTranslation } from 'react-i18next';

/** Beside a signing copy made as a Word file: the PDF is the one whose pages are compared. `kinds` are of the files made. */
export function WhichToSign({ kinds }: { kinds: readonly (string | undefined)[] }) {
  const { t } = useTranslation('contracts');
  return kinds.includes('contract-signing') ? <p className="muted small">{t('files.whichToSign')}</p> : null;
}
