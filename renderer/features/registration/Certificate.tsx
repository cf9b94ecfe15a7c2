import { useTranslation } from 'react-i18next';
import type { VaultFile } from '../../../shared/bridge.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { bareNumber } from '../../../shared/domain/register-number.ts';
import { isSimulated } from '../../../shared/registry/simulated.ts';
import { isRefusal } from '../../../shared/result.ts';
import { openVaultFile, pickFiles, storeFile } from '../../data/vault.ts';
import { showRefusal } from '../../session/trouble.ts';
import { FileField } from '../../ui/fields/FileField.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { CERTIFICATE, dropCertificate, keepCertificate } from './edit-portal.ts';

/** 登记证明: the PDF or scan the registry gave, beside the number that was recorded; what its text says is compared, a scan is compared by a person. */
export function Certificate({ file, filing }: { file: DealFile; filing: Filing }) {
  const { t } = useTranslation(['portal', 'registration']);
  if (filing.carrier !== 'pack' || filing.state !== 'registered') return null;
  const kept = file.attachments.filter((a) => a.ownerId === filing.id && a.kind === CERTIFICATE && a.archived !== true);
  const keep = async (files: readonly VaultFile[]) => {
    for (const one of files) {
      const done = await keepCertificate(filing, one);
      if (isRefusal(done)) showRefusal(done);
    }
  };
  const drop = async (id: string) => {
    const done = await dropCertificate(filing, id, kept.filter((a) => a.id !== id).at(-1)?.hash);
    if (isRefusal(done)) showRefusal(done);
  };
  const no = bareNumber(filing.registerNo ?? '');
  const last = kept.at(-1);
  const found = (last?.note ?? '').split('、').filter((n) => n !== '');
  return (
    <Panel title={t('certificate.title')}>
      {isSimulated(filing) && (
        <p className="small">
          <StatusTag tone="unconfirmed">{t('registration:receipt.simulated')}</StatusTag>
        </p>
      )}
      <FileField
        label={t('certificate.file')}
        name={`filings/${filing.id}/receiptHash`}
        pickLabel={t('certificate.add')}
        files={kept.map((a) => ({ id: a.id, name: a.name ?? '', ...(a.size === undefined ? {} : { size: a.size }) }))}
        onPick={() => void pickFiles(['pdf', 'image']).then(keep)}
        onDrop={(files) => void Promise.all(files.map((f) => storeFile(f))).then((stored) => keep(stored.filter((f) => f !== null)))}
        onOpen={(f) => {
          const a = kept.find((x) => x.id === f.id);
          if (a?.hash) void openVaultFile(a.hash, a.name ?? '');
        }}
        onRemove={(f) => void drop(f.id)}
      />
      {last && (
        <p className="small" data-certificate>
          {found.includes(no) ? (
            <StatusTag tone="done">{t('certificate.same', { no })}</StatusTag>
          ) : found.length > 0 ? (
            <StatusTag tone="attention">{t('certificate.other', { found: found.join('、'), no })}</StatusTag>
          ) : (
            <StatusTag tone="unconfirmed">{t('certificate.unread', { no })}</StatusTag>
          )}
        </p>
      )}
    </Panel>
  );
}
