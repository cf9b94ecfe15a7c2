import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoot } from '../session/boot.ts';

/** The same empty frame as index.html; after 300 ms it says that it is reading, with a count when there is one. */
export function Opening() {
  const { t } = useTranslation('shell');
  const { done, total } = useBoot();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="shell">
      <div className="shell-nav">
        <div className="shell-brand">{t('brand')}</div>
      </div>
      <div className="shell-head" />
      <div className="shell-body">
        {late && (
          <p className="opening" role="status">
            {total ? t('opening.count', { done, total }) : t('opening.reading')}
          </p>
        )}
      </div>
      <div className="shell-status" />
    </div>
  );
}
