import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './marks.css';

/** Nothing for 300 ms, then a quiet sign at the place. */
export function Loading({ label }: { label?: string }) {
  const { t } = useTranslation('ui');
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="loading" role="status">
      {late ? (label ?? t('loading')) : ''}
    </div>
  );
}
