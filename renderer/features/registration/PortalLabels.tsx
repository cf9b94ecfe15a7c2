import { useTranslation } from 'react-i18next';

/** Above the portal's fields in another language than theirs: why their names are not translated. */
export function PortalLabels() {
  const { t, i18n } = useTranslation('registration');
  return i18n.language === 'en' ? <p className="muted small">{t('portalLabels')}</p> : null;
}
