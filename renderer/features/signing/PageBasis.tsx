import { useTranslation } from 'react-i18next';
import type { Locked } from './pages.ts';

/** Whose pages are counted on the locked side: a Word file breaks its pages otherwise in every program. */
export function PageBasis({ locked }: { locked: Locked }) {
  const { t } = useTranslation('signing');
  if (!locked) return null;
  return <p className="muted small">{'file' in locked ? t('compare.basisFile', { name: locked.file.name ?? '' }) : t('compare.basisPdf')}</p>;
}
