import { useTranslation } from 'react-i18next';
import { navigate } from '../../session/route.ts';
import { StatusTag } from '../../ui/marks.tsx';

/** Nothing goes out to this registry before a person has looked; leads to where that is asked. */
export function HeldNote() {
  const { t } = useTranslation('sync');
  return (
    <p>
      <StatusTag tone="attention">{t('act.stopped')}</StatusTag>{' '}
      <button type="button" className="link" onClick={() => navigate({ room: 'settings', tab: 'registry' })}>
        {t('title')}
      </button>
    </p>
  );
}
