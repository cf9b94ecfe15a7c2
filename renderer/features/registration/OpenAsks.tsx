import { useTranslation } from 'react-i18next';
import { answerFinding } from '../../data/findings.ts';
import { FindingList, type FindingLine } from '../../ui/FindingList.tsx';

/** What has to be explained before the form is frozen, each with room for its reason. */
export function OpenAsks({ dealId, lines }: { dealId: string; lines: readonly FindingLine[] }) {
  const { t } = useTranslation('registration');
  if (lines.length === 0) return null;
  return (
    <div role="group" aria-label={t('freezeAsks')}>
      <p className="small">{t('freezeAsks')}</p>
      <FindingList findings={lines} onAnswer={(key, reason) => answerFinding(dealId, key, reason)} />
    </div>
  );
}
