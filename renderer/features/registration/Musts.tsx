import { useTranslation } from 'react-i18next';
import type { FindingLine } from '../../ui/FindingList.tsx';

/** What stands between this form and its freezing, each by name; a click goes to its field. */
export function Musts({ lines }: { lines: readonly FindingLine[] }) {
  const { t } = useTranslation('registration');
  if (lines.length === 0) return null;
  return (
    <ul className="form-must small" aria-label={t('freezeBlocked', { count: lines.length })}>
      {lines.map((l) => (
        <li key={l.key}>
          {l.onOpen ? (
            <button type="button" className="link" data-must={l.key} onClick={l.onOpen}>
              {l.text}
            </button>
          ) : (
            l.text
          )}
        </li>
      ))}
    </ul>
  );
}
