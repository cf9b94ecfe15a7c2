import { useTranslation } from 'react-i18next';
import type { VaultFile } from '../../../shared/bridge.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { isRefusal } from '../../../shared/result.ts';
import { openVaultFile, pickFiles, storeFile } from '../../data/vault.ts';
import { showRefusal } from '../../session/trouble.ts';
import { FileField } from '../../ui/fields/FileField.tsx';

type Props = {
  file: DealFile;
  /** attachments that are powers of attorney of this party */
  ids: readonly string[];
  name: string;
  onAdd: (chosen: readonly VaultFile[]) => Promise<unknown>;
  onDrop: (id: string) => Promise<unknown>;
};

/** 授权委托书 of one party's signatory. */
export function ProofFiles({ file, ids, name, onAdd, onDrop }: Props) {
  const { t } = useTranslation('signing');
  const own = file.attachments.filter((a) => ids.includes(a.id));
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const add = (chosen: readonly VaultFile[]): void => {
    if (chosen.length > 0) void onAdd(chosen).then(say);
  };
  return (
    <FileField
      label={t('field.sellerProofIds')}
      name={name}
      hint={t('hint.proof')}
      pickLabel={t('proof.add')}
      files={own.map((a) => ({ id: a.id, name: a.name ?? '', ...(a.size === undefined ? {} : { size: a.size }) }))}
      onPick={() => void pickFiles(['pdf', 'image'], true).then(add)}
      onDrop={(dropped) => void Promise.all(dropped.map((f) => storeFile(f))).then((stored) => add(stored.filter((f) => f !== null)))}
      onOpen={(f) => {
        const a = own.find((x) => x.id === f.id);
        if (a?.hash) void openVaultFile(a.hash, a.name ?? '');
      }}
      onRemove={(f) => void onDrop(f.id).then(say)}
    />
  );
}
