import { useTranslation } from 'react-i18next';
import { filled } from '../../../shared/domain/checks/blank.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { chinaMinute } from '../../../shared/time.ts';
import { useObserve } from '../../data/observe.ts';
import { scansOf } from '../../data/queries/signing.ts';
import { openVaultFile } from '../../data/vault.ts';
import { Panel } from '../../ui/Panel.tsx';

const none: string[] = [];

/** One act at the portal, and what proves it: its number and files, which open. */
export function Proved({ label, number, ids }: { label: string; number: string | undefined; ids: readonly string[] }) {
  const { t } = useTranslation('portal');
  const files = useObserve(() => scansOf(ids), [ids.join()]) ?? [];
  if (!filled(number) && files.length === 0) return null;
  return (
    <p className="toolbar small" data-proved>
      <span className="muted">{label}</span>
      {filled(number) && (
        <span>
          {t('filed.number')} {number}
        </span>
      )}
      {files.map(
        ({ id, hash, name = '' }) =>
          hash && (
            <button key={id} type="button" className="link" onClick={() => void openVaultFile(hash, name)}>
              {name}
            </button>
          ),
      )}
    </p>
  );
}

/** What lay there when it was handed to the institution's own review: kept, and no proof of filing. */
export function HandOverProofs({ filing }: { filing: Filing }) {
  const { t } = useTranslation('portal');
  return <Proved label={t('filed.orgProofs', { on: filing.orgReviewOn ?? '' })} number={filing.orgPortalNo} ids={filing.orgProofIds ?? none} />;
}

/** A filing entered at a portal, once it is there: when, and what proves it years later. */
export function KeptProofs({ filing }: { filing: Filing }) {
  const { t } = useTranslation('portal');
  if (filing.carrier !== 'pack' || !filled(filing.submittedAt) || filing.state === 'ready' || filing.state === 'orgReview') return null;
  return (
    <Panel title={t('filed.proofs')}>
      <Proved label={t('filed.filedAt', { at: chinaMinute(filing.submittedAt) })} number={filing.portalNo} ids={filing.proofIds ?? none} />
      <HandOverProofs filing={filing} />
    </Panel>
  );
}
