import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';

/** Who chose the kind with the guide, and why; nothing where it was chosen from the list. */
export function KindReason({ contract }: { contract: Pick<Contract, 'kindChosenBy' | 'kindReason'> }) {
  const { t } = useTranslation('guide');
  if ((contract.kindReason ?? '') === '') return null;
  return (
    <p className="muted small" data-kind-reason>
      {t('chosenBy', { by: contract.kindChosenBy ?? '', reason: contract.kindReason })}
    </p>
  );
}
