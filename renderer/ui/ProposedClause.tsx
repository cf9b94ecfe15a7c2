import { useTranslation } from 'react-i18next';
import { notify } from '../session/trouble.ts';
import { copyText } from './copy-text.ts';

/** A clause to put where a finding is: to copy, and to take over where the text is open for it. */
export function ProposedClause({ clause, onTake }: { clause: string; onTake?: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <div className="finding-proposed">
      <p>
        <span className="muted">{t('finding.proposed')}</span>
        {clause}
      </p>
      {onTake && (
        <button type="button" className="link small" data-take-clause onClick={onTake}>
          {t('finding.take')}
        </button>
      )}
      <button type="button" className="link small" onClick={() => copyText(clause) && notify(t('finding.copied'), 'done')}>
        {t('finding.copy')}
      </button>
    </div>
  );
}
