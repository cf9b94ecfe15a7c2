import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { useObserve } from '../../data/observe.ts';
import { reportError } from '../../data/report.ts';
import { openVaultFile, saveVaultFileAs } from '../../data/vault.ts';
import { notify } from '../../session/trouble.ts';
import { wantedOf } from '../../sync/receipts.ts';

/** The receipt as it came into the vault, to open and to hand on; where it has not come, what is the matter. */
export function ReceiptFile({ file, filing }: { file: DealFile; filing: Filing }) {
  const { t } = useTranslation('registration');
  const wanted = useObserve(() => wantedOf(filing), [filing.id, filing.receiptHash]);
  const kept = file.attachments.filter((a) => a.ownerId === filing.id && a.kind === 'receipt' && a.archived !== true).at(-1);
  const guarded = (work: Promise<unknown>) => void work.catch((e: unknown) => reportError('receipt', e));
  const saveAs = async (hash: string, name: string) => {
    if (await saveVaultFileAs(hash, name)) notify(t('receipt.saved'), 'done');
  };
  if (!kept?.hash)
    return wanted ? (
      <p className="muted small" data-receipt="wanted">
        {t(wanted.reason === 'receipt-differs' ? 'receipt.differs' : 'receipt.waited')}
      </p>
    ) : null;
  const { hash, name = '' } = kept;
  return (
    <p className="toolbar" data-receipt="kept">
      <span>{name}</span>
      <span className="muted small" title={hash}>
        SHA-256 {hash.slice(0, 12)}…
      </span>
      <Button size="small" data-act="receipt-open" onClick={() => guarded(openVaultFile(hash, name))}>
        {t('receipt.open')}
      </Button>
      <Button size="small" data-act="receipt-save" onClick={() => guarded(saveAs(hash, name))}>
        {t('receipt.saveAs')}
      </Button>
    </p>
  );
}
