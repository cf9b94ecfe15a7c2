import { useTranslation } from 'react-i18next';
import type { ReturnedFile } from '../../../../shared/domain/redline/cards-kept.ts';

/** What in their file is not read is said, so that nobody takes it for compared. */
export function Unread({ unread }: { unread: NonNullable<ReturnedFile['unread']> }) {
  const { t } = useTranslation('backin');
  if (unread.length === 0) return null;
  return (
    <details className="back-in-unread" open={unread.length < 6}>
      <summary>{t('unread.title', { count: unread.length })}</summary>
      <p className="small">{t('unread.text')}</p>
      <ul>
        {unread.map((u, i) => (
          <li key={i}>
            {t(`unread.${u.what}`, { defaultValue: u.what })} {u.detail} {u.near && t('unread.near', { near: u.near })}
          </li>
        ))}
      </ul>
    </details>
  );
}
